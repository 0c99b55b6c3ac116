// Forms whose action is one of the application's are sent by C++.
import { put, run, wasm } from "./program.js";
import { files } from "./requests.js";
import { encoded, hear_forms } from "./sent_form.js";

const forms = new Map(); // number of a submission -> form
let last_file = 0;

/** What C++ is told of a file, which is kept for it. */
function tell_file([field, file]) {
  files.set(++last_file, file);
  return [[field, last_file], [file.name, file.type], ["", file.size]];
}

function take_form(event, sent) {
  const { form, action, url, method } = sent;
  if (!action) return;
  const enctype = (sent.say("enctype") || "application/x-www-form-urlencoded").toLowerCase();
  const fields = sent.fields();
  const chosen = fields.filter(([, value]) => value.name); // files
  if (chosen.length && enctype !== "multipart/form-data") return;
  const body = encoded(fields.filter((field) => !chosen.includes(field)));
  const address = url.origin === location.origin ? url.pathname + url.search : url.href;
  const number = run(() => {
    let first = last_file;
    const told = new URLSearchParams(chosen.flatMap(tell_file));
    const taken = wasm.solder_submit(put(address, method, enctype, told, body));
    while (!taken && first < last_file) files.delete(++first);
    return taken;
  });
  if (!number) return;
  event.preventDefault();
  forms.set(number, form);
}

export const solder_submit = { loaded: () => hear_forms(take_form, true) };

export function submitted(number, done) {
  queueMicrotask(() => { // solder_submit may not have returned yet
    if (done && forms.has(number)) HTMLFormElement.prototype.reset.call(forms.get(number));
    forms.delete(number);
  });
}
