// Starts the program of a page.
import { set_handlers } from "./events.js";
import { set_mount } from "./interpreter.js";
import { data_of, mount_element, parts, put, run, set_live, set_program, stop, wasm } from "./program.js";
import { on_event } from "./screen.js";

export async function compile(url, how) {
  const reply = await fetch(url, how);
  if (!reply.ok) throw Object.assign(new Error(`${url} has status ${reply.status}`), { status: reply.status });
  const is_wasm = reply.headers.get("content-type") === "application/wasm";
  return is_wasm ? WebAssembly.compileStreaming(reply) : WebAssembly.compile(await reply.arrayBuffer());
}

const tell_parts = (what, given) => Promise.all(parts.map((part) => part[what]?.(given)));

/**
 * Loads the program that the document names, and starts it.
 *
 * @param host   the functions that it imports (include/solder/client/host.hpp)
 * @param others what to do besides: objects whose functions `begin`, `loaded`, `initialized` and `started` are called at
 *               these steps, and `stopped` when there is no program (any more)
 * @param stubs  makes what it imports from others, of its module
 */
export async function start(host, others, stubs) {
  const { dataset } = document.querySelector("script[data-wasm]");
  let is_leaving = false; // then the browser gives up the load, which is no failure
  addEventListener("pagehide", () => (is_leaving = true));
  addEventListener("pageshow", () => (is_leaving = false));
  parts.push(...others);
  try {
    set_mount(mount_element());
    set_handlers(on_event);
    tell_parts("begin", dataset);
    const module = await compile(dataset.wasm);
    set_program((await WebAssembly.instantiate(module, { ...stubs?.(module), solder: host })).exports);
    await tell_parts("loaded");
  } catch (problem) {
    return is_leaving || stop(problem);
  }
  set_live(true);
  run(() => wasm._initialize());
  tell_parts("initialized");
  const data = data_of("");
  if (!data) mount_element().replaceChildren(); // nobody rendered the page: what it shows until now goes
  tell_parts("started", run(() => wasm.solder_start(put(data))));
}
