// Lazy parts: modules that fill in places of the table of the program.
import { put, read, run, wasm } from "./program.js";
import { compile } from "./start.js";

let url_of_part;
const there = new Set(); // names
let coming = []; // with the page, which shows them

async function add_part(name, compiled) {
  await WebAssembly.instantiate(await compiled, { program: wasm });
  there.add(name);
}

async function bring_part(name, how) {
  let status = 200;
  try {
    await add_part(name, compile(url_of_part(name), how));
  } catch (problem) {
    // Its table is of another build (cmake/split_parts.py): the host has only that one, or had it, and a cache has it now.
    const is_foreign = problem instanceof WebAssembly.LinkError;
    if (is_foreign && !how) return bring_part(name, { cache: "reload" });
    status = problem.status ?? (problem instanceof TypeError ? 0 : is_foreign ? 404 : 1);
    if (status && !problem.status) console.error(`solder: the part "${name}" cannot be used: ${problem.message}`);
  }
  run(() => wasm.solder_part_loaded(put(name), status));
}

export function load_part(text, bytes) {
  const name = read(text, bytes);
  if (there.has(name)) return 1;
  bring_part(name);
  return 0;
}

/** The program and the parts that the page shows come at the same time. */
export const solder_part_loaded = {
  begin({ wasm: url, parts }) {
    url_of_part = (name) => url.replace(/wasm(?=$|\?)/, `${name}.wasm`);
    coming = (parts?.split(" ") ?? []).map((name) => [name, compile(url_of_part(name))]);
    for (const [, compiled] of coming) compiled.catch(() => {}); // it is heard of below
  },
  async loaded() {
    for (const [name, compiled] of coming) await add_part(name, compiled);
  },
};
