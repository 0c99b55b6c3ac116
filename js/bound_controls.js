// Controls that a signal leads and follows (`bind` in templates).
import { own_kinds, tell } from "./events.js";
import { command, node, string, takeover, word } from "./interpreter.js";

const chosen = Symbol("solder choice"); // of a bound select: also while it has no such option yet
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
  tell(control, key, { type: "input", target: { value, checked: control.checked } });
}

own_kinds.bind = {
  begin(new_key) {
    key = new_key;
    document.addEventListener("input", ({ target }) => tell_value(target), true);
    document.addEventListener("reset", ({ target }) => setTimeout(() => [...target.elements].forEach((each) => tell_value(each))));
  },
  heard(control) {
    if (takeover) queueMicrotask(() => tell_value(control, true)); // a person may have typed before
  },
};

export const dom_choose = command(32, function choose() {
  const [control, value, is_first] = [node(), string(), word() === 1];
  if (control.localName !== "select") return (control[is_first ? "defaultChecked" : "checked"] = control.value === value);
  control[chosen] = value;
  const { multiple } = control;
  const mark = (property) => {
    const values = multiple ? JSON.parse(control[chosen]) : [value];
    for (const option of control.options) option[property] = values.includes(option.value);
  };
  const show = () => (multiple ? mark("selected") : (control.value = control[chosen]));
  if (is_first) {
    mark("defaultSelected");
    new MutationObserver(show).observe(control, { childList: true, subtree: true });
  }
  if (is_first && takeover && (multiple || control.selectedIndex > 0 || control.querySelector("[selected]"))) return;
  show();
});
