// Controls that a signal leads and follows (`bind` in templates).
import { controls_of, own_kinds, tell } from "./events.js";
import { command, node, string, takeover, word } from "./interpreter.js";
import { after_flush } from "./view_transitions.js";

const chosen = Symbol("solder choice"); // of a bound select or radio: also while it has no such option or value
const at_first = Symbol("solder first choice"); // of a bound select or radio
const was_sent = Symbol("solder sent"); // of a control that a server wrote
let key; // of an element's handler number

/** Tells what a control holds; at first only what is not chosen in a multiple select as it was sent. */
function tell_value(control, is_first) {
  if (!control[key] || (control.type === "radio" && !control.checked)) return;
  if (control.selectedIndex === -1 && !control.multiple) return;
  let { value } = control;
  if (control.type === "select-multiple") {
    const options = [...control.options];
    if (is_first && options.every((option) => option.selected === option.defaultSelected)) return;
    value = JSON.stringify(options.filter((option) => option.selected).map((option) => option.value));
  }
  if (chosen in control) control[chosen] = value;
  tell_input(control, value);
}

const tell_input = (control, value) =>
  control.isConnected && tell(control, key, { type: "input", target: { value, checked: control.checked } });

/** After the browser has reset a control; of choices it knows neither what fits no option nor options that came later. */
function reset(control) {
  if (!(at_first in control)) return tell_value(control);
  if (chosen in control) show(control, control[at_first]);
  tell_input(control, control[at_first]);
}

function mark(select, property, choice) {
  const values = select.multiple ? JSON.parse(choice) : [choice];
  for (const option of select.options) option[property] = values.includes(option.value);
}

function show(control, choice) {
  control[chosen] = choice;
  if (control.type === "radio") control.checked = control.value === choice;
  else control.multiple ? mark(control, "selected", choice) : (control.value = choice);
}

own_kinds.bind = {
  begin(new_key) {
    key = new_key;
    document.addEventListener("input", ({ target }) => tell_value(target), true);
    // Browsers fill fields again when the document is whole, without an event: a page in pieces is live by then.
    addEventListener("pageshow", () => {
      for (const each of document.querySelectorAll("input, select, textarea")) each[was_sent] && tell_value(each, true);
    });
    document.addEventListener("reset", (event) =>
      setTimeout(() => event.defaultPrevented || after_flush(() => controls_of(event.target).forEach(reset))));
  },
  heard(control) {
    if (!takeover) return;
    control[was_sent] = true;
    queueMicrotask(() => tell_value(control, true)); // a person may have typed before
  },
};

const observed = { childList: true, subtree: true, characterData: true, attributeFilter: ["value"] };

export const dom_choose = command(32, function choose() {
  const [control, value, is_first] = [node(), string(), word() === 1];
  if (!is_first) return show(control, value);
  control[at_first] = control[chosen] = value;
  // What there is to choose may change below the choice.
  new MutationObserver(() => show(control, control[chosen])).observe(control, observed);
  if (control.localName !== "select") return (control.defaultChecked = control.value === value);
  mark(control, "defaultSelected", value);
  if (!takeover || (!control.multiple && control.selectedIndex < 1 && !control.querySelector("[selected]"))) show(control, value);
});
