// Requests: to server functions, and what else goes through the transport of C++.
import { put, read, run, wasm, write_text } from "./program.js";

/** Of the page: goes with each request. */
export const read_build = (...room) => write_text(document.querySelector("script[data-wasm]").dataset.build ?? "", ...room);

const requests = new Map(); // id -> AbortController
const sent = new Set(); // addresses and methods
/** Files of forms by number, while C++ may send them (forms.js). */
export const files = new Map();

function fetch_for(id, ...texts) {
  const [method, url, headers, body] = [0, 2, 4, 6].map((i) => read(texts[i], texts[i + 1]));
  send(id, url, {
    method,
    headers: headers.split("\n").filter(Boolean).map((line) => line.split(/: ?(.*)/, 2)),
    body: method === "GET" ? undefined : /^content-type:/im.test(headers) ? body : form_of(body),
  }, texts[8]);
}
export { fetch_for as fetch };

export const drop_file = (number) => files.delete(number);

export function abort(id) {
  requests.get(id)?.abort();
  requests.delete(id);
}

/** Pairs of a name and a text or the number of a file, as multipart/form-data. */
function form_of(json) {
  const form = new FormData();
  for (const [name, value] of JSON.parse(json)) form.append(name, files.get(value) ?? value);
  return form;
}

async function send(id, url, options, is_repeated) {
  const controller = new AbortController();
  const { signal } = controller;
  requests.set(id, controller);
  // What is asked again, or after a write, may have changed since the browser kept it.
  const cache = is_repeated || sent.has(url) || sent.has("POST") || sent.size > 9999 ? "no-cache" : "default";
  if (cache === "default") sent.add(url).add(options.method);
  let [status, headers, body] = [0, "", ""];
  try {
    const reply = await fetch(url, { ...options, cache, signal, redirect: "manual", credentials: "same-origin" });
    body = await reply.text();
    for (const [name, value] of reply.headers) headers += `${name}: ${value}\n`;
    status = reply.status;
  } catch {
    body = ""; // no reply, or not all of it
  }
  if (signal.aborted) return;
  requests.delete(id);
  run(() => wasm.solder_fetched(id, status, put(headers, body)));
}
