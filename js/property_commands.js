// DOM commands that give values to elements otherwise than as a text in an attribute.
import { command_group, double, name, node, set_attribute, string, tell_refused, word } from "./interpreter.js";

const waiting = new WeakMap(); // custom element that nobody has defined yet -> what its properties are to be

/** A property that is set before would hide the setter of the element. */
function set_when_defined(element, name, value) {
  const kept = waiting.get(element);
  if (kept) return (kept[name] = value);
  const values = { [name]: value };
  waiting.set(element, values);
  customElements.whenDefined(element.localName).then(() => {
    for (const each in values) set_property(element, each, values[each]);
  });
}

/** Some refuse values: `volume` more than 1, `value` of a meter what is no finite number. */
export function set_property(element, name, value) {
  const type = element.localName;
  if (type.includes("-") && !customElements.get(type)) return set_when_defined(element, name, value);
  delete waiting.get(element)?.[name]; // this is newer
  try {
    element[name] = value;
  } catch (problem) {
    tell_refused(element, `.${name}`, problem);
  }
}

const attribute_number = () => set_attribute(node(), name(), String(double()));
const property_text = () => set_property(node(), name(), string());
const property_boolean = () => set_property(node(), name(), word() === 1);
const property_number = () => set_property(node(), name(), double());

export const dom_property = /* @__PURE__ */ command_group({
  22: property_text, 23: property_boolean, 24: property_number, 33: attribute_number,
});
