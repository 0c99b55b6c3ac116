// Flushes of C++ on their way to the document, and events on their way back.
import { is_control } from "./events.js";
import { apply } from "./interpreter.js";
import { put, read, run, wasm } from "./program.js";

/** Flushes, while the browser takes a picture of the old view (view_transitions.js). */
export const kept_back = [];
let fade; // shows the next flush
export const set_fade = (how) => (fade = how);

export function flush(words, count, text, bytes) {
  const told = new Uint32Array(wasm.memory.buffer, words, count);
  const texts = bytes ? read(text, bytes) : "";
  if (!fade && !kept_back.length) return apply(told, texts);
  kept_back.push([told.slice(), texts]);
  fade?.();
  fade = undefined;
}

/**
 * Tells C++ of an event that `element` has a handler for. What flushes have taken away, or will, has none any more: its
 * number may be another's when an event that had to wait is told.
 */
export function on_event(number, event, element) {
  const { isConnected } = element;
  const { target } = event;
  const about = target.nodeType && is_control(element) ? element : target; // of a button not what stands in it
  const flags =
    (about.checked === true) | ((event.metaKey || event.ctrlKey) << 1) | (event.shiftKey << 2) | (event.altKey << 3);
  const value = String(about.value ?? "");
  const key = event.isComposing || event.keyCode === 229 ? "Process" : (event.key ?? "");
  return run(() =>
    kept_back.length || element.isConnected !== isConnected
      ? 0
      : wasm.solder_event(number, value || key ? put(value, key) : 0, flags));
}
