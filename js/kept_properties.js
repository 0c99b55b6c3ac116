// DOM commands that set properties, but for what a person did before the page was taken over: that stays.
import { command_group, double, name, node, string, takeover, word } from "./interpreter.js";
import { set_property } from "./property_commands.js";

const changed = new WeakMap(); // control -> whether it is otherwise than the server sent it

/** What a person changes of an element. */
const by_hand = ({ localName, type }) =>
  localName === "input" && /^(checkbox|radio)$/.test(type) ? "checked"
  : { input: "value", textarea: "value", select: "value", option: "selected", details: "open", dialog: "open" }[localName];

const state = ({ options, checked, value }) =>
  options ? [...options].map((option) => option.selected).join() : checked || value;

/** What a control holds after a reset: what its markup says. */
function sent(control) {
  const form = document.createElement("form"), copy = control.cloneNode(true);
  form.append(copy);
  HTMLFormElement.prototype.reset.call(form); // a control named "reset" hides form.reset
  return state(copy);
}

/** Options of a select, and radios of a group, are asked about together, before the first of them is written. */
function is_changed(element) {
  const control = element.closest("select") ?? element;
  if (!changed.has(control)) {
    const named = control.type === "radio" ? [...document.getElementsByName(control.name)] : [];
    const group = [control, ...named.filter(({ type, form }) => type === "radio" && form === control.form)];
    const is = group.some((each) => state(each) !== sent(each));
    for (const each of group) changed.set(each, is);
  }
  return changed.get(control);
}

const is_kept = (element, name) =>
  takeover && name === by_hand(element) && (name === "open" ? takeover.has_claimed(element) : is_changed(element));

const set = (element, name, value) => is_kept(element, name) || set_property(element, name, value);

const kept_text = () => set(node(), name(), string());
const kept_boolean = () => set(node(), name(), word() === 1);
const kept_number = () => set(node(), name(), double());

export const dom_kept = /* @__PURE__ */ command_group({ 39: kept_text, 40: kept_boolean, 41: kept_number });
