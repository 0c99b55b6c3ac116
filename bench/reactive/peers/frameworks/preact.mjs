import { batch, computed, effect, signal } from "@preact/signals-core";

// Effects have no owner here: a root keeps what ends them.
let ends;

export default {
  name: "preact",
  signal,
  reader: (handle) => handle,
  write: (handle, value) => void (handle.value = value),
  computed,
  read: (reader) => reader.value,
  effect: (fn) => void ends.push(effect(fn)),
  batch,
  root(fn) {
    const mine = (ends = []);
    fn();
    return () => mine.forEach((end) => end());
  },
};
