// Lazy parts: modules that fill in places of the table of the program.
import { pieces, put, read, run, wasm } from "./program.js";
import { compile } from "./start.js";

let url_of_part;
const there = new Set(); // names
const coming = new Map(); // name -> what it is compiled to, with the page, which shows it
const asked_for = new Map(); // name -> whether it came, in the end

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
  asked_for.delete(name);
  run(() => wasm.solder_part_loaded(put(name), status));
  return status === 200;
}

function ask_for(name) {
  if (!asked_for.has(name)) asked_for.set(name, bring_part(name));
  return asked_for.get(name);
}

export function load_part(text, bytes) {
  const name = read(text, bytes);
  if (there.has(name)) return 1;
  ask_for(name);
  return 0;
}

/** Those that are not there, of what these elements name. */
const missing = (elements) =>
  [...elements].flatMap(({ dataset }) => dataset.parts?.split(" ") ?? []).filter((name) => !there.has(name));

/** For the page and the pieces of it that came by now. */
function fetch_missing() {
  const names = missing(document.querySelectorAll("script[data-wasm], [id^=solder-data-]"));
  for (const name of names) {
    if (coming.has(name)) continue;
    const compiled = compile(url_of_part(name));
    compiled.catch(() => {}); // it is heard of when the part is added
    coming.set(name, compiled);
  }
  return names;
}

let turn; // of the last piece that waits

/** A piece comes after its parts, and after those before it. */
pieces.wait = (number, work) => {
  const names = missing(document.querySelectorAll(`#solder-data-${number}`));
  if (!turn && !names.length) return work();
  const own = (turn = Promise.all([turn, ...names.map(ask_for)]).then(([, ...came]) => {
    if (turn === own) turn = undefined;
    work(came.includes(false));
  }));
};

/** The program and the parts that the page shows come at the same time. */
export const solder_part_loaded = {
  begin({ wasm: url }) {
    url_of_part = (name) => url.replace(/wasm(?=$|\?)/, `${name}.wasm`);
    fetch_missing();
  },
  async loaded() {
    for (let names; (names = fetch_missing()).length; )
      for (const name of names) await add_part(name, coming.get(name));
  },
};
