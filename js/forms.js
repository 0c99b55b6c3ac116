// Forms whose action is one of the application's are sent by C++.
import { hear } from "./events.js";
import { resolve } from "./links.js";
import { put, run, wasm } from "./program.js";
import { files } from "./requests.js";

const forms = new Map(); // number of a submission -> form
let last_file = 0;

/** What C++ is told of a file, which is kept for it. */
function tell_file([field, file]) {
  files.set(++last_file, file);
  return [[field, last_file], [file.name, file.type], ["", file.size]];
}

function on_submit(event) {
  if (event.defaultPrevented) return;
  const form = event.target;
  const button = event.submitter;
  // Attributes, because a control named "action" hides form.action.
  const say = (name) => button?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const url = say("action") && resolve(say("action"));
  const method = (say("method") || "get").toLowerCase();
  if (!url || method === "dialog" || !["", "_self", null].includes(say("target"))) return;
  const enctype = (say("enctype") || "application/x-www-form-urlencoded").toLowerCase();
  const fields = [...new FormData(form, button?.form === form ? button : null)];
  const chosen = fields.filter(([, value]) => value.name); // files
  if (chosen.length && enctype !== "multipart/form-data") return;
  const as_posted = (text) => (text.name === undefined ? text.replace(/\r\n?|\n/g, "\r\n") : "");
  const rest = fields.filter((field) => !chosen.includes(field));
  const body = new URLSearchParams(rest.map((field) => field.map(as_posted)));
  const action = url.origin === location.origin ? url.pathname + url.search : url.href;
  const number = run(() => {
    let first = last_file;
    const told = new URLSearchParams(chosen.flatMap(tell_file));
    const taken = wasm.solder_submit(put(action, method, enctype, told, body));
    while (!taken && first < last_file) files.delete(++first);
    return taken;
  });
  if (!number) return;
  event.preventDefault();
  forms.set(number, form);
}

export const solder_submit = {
  loaded() {
    hear("submit"); // before the listener below, so that handlers of the page come first
    document.addEventListener("submit", on_submit);
  },
};

export function submitted(number, done) {
  queueMicrotask(() => { // solder_submit may not have returned yet
    if (done && forms.has(number)) HTMLFormElement.prototype.reset.call(forms.get(number));
    forms.delete(number);
  });
}
