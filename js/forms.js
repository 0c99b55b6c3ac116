// Forms whose action is one of the application's are sent by C++.
import { controls_of } from "./events.js";
import { put, run, wasm } from "./program.js";
import { files } from "./requests.js";
import { encoded, hear_forms } from "./sent_form.js";

const forms = new Map(); // number of a submission -> form, and the texts in it
let last_file = 0;

const has_text = (control) => "defaultValue" in control && control.type !== "file";

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
  const { solderSent } = form; // what it says is of earlier (inline/early.js)
  const text_in = ({ name, value }) => (solderSent?.has(name) && !solderSent.getAll(name).includes(value) ? null : value);
  forms.set(number, [form, controls_of(form).filter(has_text).map((control) => [control, text_in(control)])]);
}

export const solder_submit = { loaded: () => hear_forms(take_form, true) };

/** A form starts anew, except for what was typed since it was sent. */
function reset(form, sent) {
  const typed = sent.filter(([control, text]) => control.value !== text).map(([control]) => [control, control.value]);
  HTMLFormElement.prototype.reset.call(form);
  for (const [control, text] of typed) control.value = text;
}

export function submitted(number, done) {
  queueMicrotask(() => { // solder_submit may not have returned yet
    if (done && forms.has(number)) reset(...forms.get(number));
    forms.delete(number);
  });
}
