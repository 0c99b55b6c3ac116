// solder in a page: the cases of ../../*_cases.cpp, compiled to wasm, behind the interface of ../cases.mjs.

/** @return {Promise<{cases, memory}>}  memory() is meaningful in a fresh page only */
export async function load_solder(url) {
  let wasm;
  const text = (at) => {
    const bytes = new Uint8Array(wasm.memory.buffer, at);
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  };
  const log = (level, at, length) => console.error(new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, at, length)));
  const no_fractions = () => {
    throw new Error("no case has such a number");
  };
  const solder = { log, now: () => performance.now(), read_number: no_fractions, write_number: no_fractions };
  const { instance } = await WebAssembly.instantiateStreaming(fetch(url), { solder });
  wasm = instance.exports;
  wasm._initialize();

  const all = (count, make) => Array.from({ length: count }, (_, i) => make(i));
  const make = (index) => {
    const graph = wasm.make(index);
    return {
      run: (count) => wasm.run(graph, count),
      is_right: () => wasm.is_right(graph) !== 0,
      dispose: () => wasm.dispose(graph),
    };
  };
  return {
    memory: () =>
      all(wasm.object_count(), (i) => ({ object: text(wasm.object_name(i)), bytes: wasm.object_size(i) })),
    cases: all(wasm.case_count(), (i) => ({
      name: text(wasm.case_name(i)),
      only_count: wasm.case_only_count(i),
      make: () => make(i),
    })),
  };
}
