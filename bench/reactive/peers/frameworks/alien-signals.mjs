import { computed, effect, effectScope, endBatch, signal, startBatch } from "alien-signals";

export default {
  name: "alien-signals",
  signal,
  reader: (handle) => handle,
  write: (handle, value) => void handle(value),
  computed,
  read: (reader) => reader(),
  effect,
  batch(fn) {
    startBatch();
    fn();
    endBatch();
  },
  root: effectScope,
};
