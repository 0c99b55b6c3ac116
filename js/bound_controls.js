// Controls that a signal leads and follows (`bind` in templates).
import { own_kinds, tell } from "./events.js";
import { command, node, string, takeover, word } from "./interpreter.js";
import { after_flush } from "./view_transitions.js";

const chosen = Symbol("solder choice"); // of a bound select: also while it has no such option yet
const at_first = Symbol("solder first choice"); // of a bound select or radio
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

function show(select, choice) {
  select[chosen] = choice;
  select.multiple ? mark(select, "selected", choice) : (select.value = choice);
}

own_kinds.bind = {
  begin(new_key) {
    key = new_key;
    document.addEventListener("input", ({ target }) => tell_value(target), true);
    document.addEventListener("reset", (event) =>
      setTimeout(() => event.defaultPrevented || after_flush(() => [...event.target.elements].forEach(reset))));
  },
  heard(control) {
    if (takeover) queueMicrotask(() => tell_value(control, true)); // a person may have typed before
  },
};

export const dom_choose = command(32, function choose() {
  const [control, value, is_first] = [node(), string(), word() === 1];
  if (is_first) control[at_first] = value;
  if (control.localName !== "select") return (control[is_first ? "defaultChecked" : "checked"] = control.value === value);
  if (is_first) {
    mark(control, "defaultSelected", value);
    new MutationObserver(() => show(control, control[chosen])).observe(control, { childList: true, subtree: true });
  }
  if (is_first && takeover && (control.multiple || control.selectedIndex > 0 || control.querySelector("[selected]")))
    return (control[chosen] = value);
  show(control, value);
});
