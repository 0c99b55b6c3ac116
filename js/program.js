// The program, app.wasm: calls into it, texts for it and from it, and its end.

export let wasm; // the exports
export let live = false; // from the start until a trap
let is_inside = false; // C++ is running
/** What the program makes use of besides the host's functions: links.js, forms.js and others say what they do when. */
export const parts = [];
/** How pieces of the page wait for what they need: lazy_parts.js has them do so, and tells `work` whether that failed. */
export const pieces = { wait: (number, work) => work() };

export const set_program = (exports) => (wasm = exports);
export const set_live = (is) => (live = is);

/** While `work` runs, calls into C++ wait. */
export function inside(work) {
  is_inside = true;
  try {
    return work();
  } catch (problem) {
    stop(problem);
    return 0;
  } finally {
    is_inside = false;
  }
}

/** Calls into C++, unless it has stopped. Events that a flush sets off wait until the call that flushed is over. */
export function run(work) {
  if (!live) return 0;
  if (is_inside) return queueMicrotask(() => run(work)), 0;
  return inside(work);
}

/** Leaves the document, once C++ has returned: what guards it is asked then. */
export const leave = (how, target) => queueMicrotask(() => location[how](target));

export const mount_element = () => document.getElementById("solder-app");

export function stop(problem) {
  live = false;
  for (const part of parts) part.stopped?.();
  const { dataset } = document.documentElement;
  delete dataset.hydrated;
  dataset.stopped = "";
  const notice = document.getElementById("solder-stopped");
  const is_alone = notice && !data_of(""); // it is nothing without script
  if (notice) notice.hidden = false;
  if (is_alone) mount_element().inert = true;
  console.error(`solder stopped: ${problem.message}.${is_alone ? "" : " Links and forms work as without script."}`, problem);
}

// ---- texts; memory may have grown since the last call: arrays over it are made anew each time

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true }); // a BOM counts in the offsets

export const read = (address, bytes) => decoder.decode(new Uint8Array(wasm.memory.buffer, address, bytes));

/** Writes texts into the room of C++; returns how many bytes. */
export function put(...texts) {
  const bytes = encoder.encode(texts.join("\0"));
  const address = wasm.solder_room(bytes.length);
  new Uint8Array(wasm.memory.buffer, address, bytes.length).set(bytes);
  return bytes.length;
}

/** Writes a text to where C++ has room for it, if that suffices; returns its length in bytes. */
export function write_text(text, to, room) {
  const bytes = encoder.encode(text);
  if (bytes.length <= room) new Uint8Array(wasm.memory.buffer, to, room).set(bytes);
  return bytes.length;
}

// ---- the page

/** The address of a reference in the document; null when it is none. */
export function resolve(reference) {
  try {
    return new URL(reference, document.baseURI);
  } catch {
    return null;
  }
}

export const place_of = (url) => url.pathname + url.search + url.hash;

/** The data that the server sent along, with the page or a piece of it. */
export const data_of = (piece) => document.getElementById(`solder-data${piece}`)?.textContent ?? "";
