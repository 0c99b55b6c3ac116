// What else the browser does for C++: time, the log, numbers as text, leaving the page, controls, the storage.
import { value_in } from "./interpreter.js";
import { leave, read, run, wasm, write_text } from "./program.js";

let slept = 0; // how far the time of day has gone ahead of `performance`, which most browsers stop while the machine sleeps

/** Milliseconds since some moment, asleep or awake. */
export function now() {
  const awake = performance.now(), ahead = Date.now() - performance.timeOrigin - awake;
  if (ahead > slept + 1000) slept = ahead; // less is a clock being set right
  return awake + slept;
}

export function timer(id, delay) {
  const ring = () => run(() => wasm.solder_timer(id));
  delay > 0 ? setTimeout(ring, delay) : queueMicrotask(ring);
}

export const log = (level, text, bytes) => console[["log", "warn", "error"][level]](read(text, bytes));

export const write_number = (value, to) => write_text(Object.is(value, -0) ? "-0" : String(value), to, 32);
export const read_number = (text, bytes) => Number(read(text, bytes));

export function load_page(url, bytes) {
  const target = read(url, bytes);
  leave(target ? "assign" : "reload", target);
}

export const value_of = (id, ...room) => write_text(value_in(id), ...room);

export function read_storage(name, name_bytes, to, room) {
  const text = try_storage((kept) => kept.getItem(read(name, name_bytes)));
  return text === null ? -1 : write_text(text, to, room);
}

export const write_storage = (name, name_bytes, text, bytes) =>
  try_storage((kept) => (kept.setItem(read(name, name_bytes), read(text, bytes)), 1));

/** What `use` gives of the texts that the browser keeps; null when it keeps none, or takes no more. */
function try_storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
