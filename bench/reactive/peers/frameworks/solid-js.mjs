// Node and Chromium are told to take the client build (condition "browser"); the server build does not react at all.
import { batch, createMemo, createRenderEffect, createRoot, createSignal } from "solid-js";

export default {
  name: "solid-js",
  signal: createSignal,
  reader: (handle) => handle[0],
  write: (handle, value) => void handle[1](value),
  computed: createMemo,
  read: (reader) => reader(),
  effect: createRenderEffect,
  batch,
  root: (fn) =>
    createRoot((dispose) => {
      fn();
      return dispose;
    }),
};
