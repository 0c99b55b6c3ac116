// What the program imports from others than the host.
import { wasm } from "./program.js";

/** What a page has of WASI (preview 1): clocks, and chance. A function gives 0 when it has done its work. */
const wasi = {
  clock_time_get(clock, precision, to) {
    const milliseconds = clock === 0 ? Date.now() : performance.now(); // which stands while the machine sleeps
    new DataView(wasm.memory.buffer).setBigUint64(to, BigInt(Math.round(milliseconds * 1000)) * 1000n, true);
    return 0;
  },
  random_get(to, bytes) {
    for (let end = to + bytes; to < end; to += 65536) // the most at once
      crypto.getRandomValues(new Uint8Array(wasm.memory.buffer, to, Math.min(end - to, 65536)));
    return 0;
  },
};

/** A function of WASI that a library asked for and that no page has. */
const wasi_stub = (name) => () => {
  if (name === "proc_exit") throw new Error("the program ended itself");
  console.error(`solder: C++ called ${name}, which a page does not have`);
  return 52; // ENOSYS
};

/** What stands in the table for the functions of a part, until it is there. */
const part_stub = (part) => () => {
  throw new Error(`the part "${part}" was called before it was loaded`);
};

export function stubs(module) {
  const made = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    if (from !== "solder") (made[from] ??= {})[name] = from.startsWith("wasi_") ? (wasi[name] ?? wasi_stub(name)) : part_stub(from);
  return made;
}
