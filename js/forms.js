// Forms whose action is one of the application's are sent by C++.
import { hear } from "./events.js";
import { put, run, wasm } from "./program.js";
import { files } from "./requests.js";
import { encoded, sent_form } from "./sent_form.js";

const forms = new Map(); // number of a submission -> form
let last_file = 0;

/** What C++ is told of a file, which is kept for it. */
function tell_file([field, file]) {
  files.set(++last_file, file);
  return [[field, last_file], [file.name, file.type], ["", file.size]];
}

function on_submit(event) {
  const sent = sent_form(event);
  if (!sent?.action) return;
  const { form, url, method, enctype, fields } = sent;
  const chosen = fields.filter(([, value]) => value.name); // files
  if (chosen.length && enctype !== "multipart/form-data") return;
  const body = encoded(fields.filter((field) => !chosen.includes(field)));
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
