// What the program imports from others than the host.

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
    if (from !== "solder") (made[from] ??= {})[name] = from.startsWith("wasi_") ? wasi_stub(name) : part_stub(from);
  return made;
}
