// What a form says when it is submitted. The attributes of the button that submits it come first; the fields include it.
import { resolve } from "./program.js";

/** Nothing when it is for the browser: prevented, of a dialog, or for another window. `action` as it stands there. */
export function sent_form(event) {
  const { target: form, submitter: button } = event;
  // Attributes, because a control named "action" hides form.action.
  const say = (name) => button?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const action = say("action");
  const url = resolve(action || location.href.split("#")[0]);
  const method = (say("method") || "get").toLowerCase();
  if (event.defaultPrevented || !url || method === "dialog" || !["", "_self", null].includes(say("target"))) return;
  const enctype = (say("enctype") || "application/x-www-form-urlencoded").toLowerCase();
  return { form, action, url, method, enctype, fields: [...new FormData(form, button?.form === form ? button : null)] };
}

const as_sent = (value) => value.name ?? value.replace(/\r\n?|\n/g, "\r\n"); // of a file its name

export const encoded = (fields) => new URLSearchParams(fields.map((field) => field.map(as_sent)));
