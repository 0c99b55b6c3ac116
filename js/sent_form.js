// Forms that are submitted: what they say, and who is asked to take them.
import { hear } from "./events.js";
import { resolve } from "./program.js";

/** What a form says. The attributes of the button that submits it come first; the fields include it. */
function sent_form({ target: form, submitter: button }) {
  // Attributes, because a control named "action" hides form.action.
  const say = (name) => button?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const action = say("action");
  let all;
  const fields = () => (all ??= [...new FormData(form, button?.form === form ? button : null)]);
  return { form, button, say, action, url: resolve(action || location.href), method: (say("method") || "get").toLowerCase(), fields };
}

/** Where what has this target of its own, or none, is shown; undefined: here, as the document does not say otherwise. */
export const target_of = (own) => own ?? document.querySelector("base[target]:not([target=_self i])")?.target;

const as_sent = (value) => value.name ?? value.replace(/\r\n?|\n/g, "\r\n"); // of a file its name

export const encoded = (fields) => new URLSearchParams(fields.map((field) => field.map(as_sent)));

const takers = [];

/** Calls `take(event, sent)` for forms that would leave this page for another. Those of actions are asked first. */
export function hear_forms(take, is_for_actions) {
  takers[is_for_actions ? "unshift" : "push"](take);
  if (takers.length > 1) return;
  hear("submit"); // before the listener below, so that handlers of the page come first
  document.addEventListener("submit", on_submit);
}

function on_submit(event) {
  if (!event.isTrusted || event.target.localName !== "form") return; // a browser sends nothing then
  const sent = sent_form(event);
  if (!sent.url || sent.method === "dialog" || !["", "_self", undefined].includes(target_of(sent.say("target")))) return;
  for (const take of takers) event.defaultPrevented || take(event, sent);
}
