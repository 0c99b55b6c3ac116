// Controls that a signal leads and follows (`bind` in templates).
import { own_kinds, tell } from "./events.js";
import { command, node, string, takeover, word } from "./interpreter.js";

const chosen = Symbol("solder choice"); // of a bound select: also while it has no such option yet
let key; // of an element's handler number

/** Tells what a control holds. */
function tell_value(control) {
  if (!control[key] || (control.type === "radio" && !control.checked) || control.selectedIndex === -1) return;
  if (chosen in control) control[chosen] = control.value;
  tell(control, key, { type: "input", target: control });
}

own_kinds.bind = {
  begin(new_key) {
    key = new_key;
    document.addEventListener("input", ({ target }) => tell_value(target), true);
    document.addEventListener("reset", ({ target }) => setTimeout(() => [...target.elements].forEach(tell_value)));
  },
  heard(control) {
    if (takeover) queueMicrotask(() => tell_value(control)); // a person may have typed before
  },
};

export const dom_choose = command(32, function choose() {
  const [control, value, is_first] = [node(), string(), word() === 1];
  if (control.localName !== "select") return (control[is_first ? "defaultChecked" : "checked"] = control.value === value);
  control[chosen] = value;
  if (is_first) {
    for (const option of control.options) option.defaultSelected = option.value === value;
    new MutationObserver(() => (control.value = control[chosen])).observe(control, { childList: true, subtree: true });
  }
  if (is_first && takeover && (control.selectedIndex > 0 || control.querySelector("[selected]"))) return;
  control.value = value;
});
