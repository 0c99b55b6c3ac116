// Details of custom events: of programs with handlers that take them.
import { set_handlers } from "./events.js";
import { command } from "./interpreter.js";
import { on_event } from "./screen.js";

/** Nothing when it has circles, or is too large: C++ says that it is none, to a handler that wants it. */
function text_of(detail) {
  try {
    const text = JSON.stringify(detail) ?? "null";
    return text.length > 2 ** 20 ? "" : text;
  } catch {
    return "";
  }
}

/** What is told of an event: a custom one has no key. */
const told_of = (event) => (event instanceof CustomEvent ? { target: event.target, key: text_of(event.detail) } : event);

export const dom_details = /* @__PURE__ */ command(38, function details() {
  set_handlers((number, event, element) => on_event(number, told_of(event), element));
});
