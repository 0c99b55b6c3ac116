// A stand-in for app.wasm in the page: it logs what C++ would be told and answers as a test wants. Everything passes
// through a real WebAssembly.Memory. Give it to `page.addInitScript(install_fake_app)`.
export function install_fake_app() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const text_at = (address, bytes) => new TextDecoder().decode(new Uint8Array(memory.buffer, address, bytes));
  const decode = (bytes) => text_at(1024, bytes);
  const fake = (window.fake = {
    log: [], // [name, text, ...numbers], one per call
    answers: {}, // by name of the export: a number, or a function that is called
    host: undefined,
    text_at,
    /** Calls the host with numbers and texts; a text becomes address and length. */
    call(name, ...values) {
      let at = 32768;
      const operands = values.flatMap((value) => {
        if (typeof value !== "string") return [value];
        const bytes = new TextEncoder().encode(value);
        new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
        at += bytes.length;
        return [at - bytes.length, bytes.length];
      });
      return fake.host[name](...operands);
    },
    /** Sends a flush to the host. */
    flush(words, text) {
      new Uint32Array(memory.buffer, 49152, words.length).set(words);
      const bytes = new TextEncoder().encode(text);
      new Uint8Array(memory.buffer, 57344, bytes.length).set(bytes);
      fake.host.flush(49152, words.length, 57344, bytes.length);
    },
  });
  const told = (name, text, ...numbers) => {
    fake.log.push([name, ...(text === undefined ? [] : [text.replaceAll("\0", "|")]), ...numbers]);
    const answer = fake.answers[name] ?? 0;
    return typeof answer === "function" ? answer() : answer;
  };
  const exports = {
    memory,
    _initialize: () => void told("_initialize"),
    solder_room(bytes) {
      if (bytes > 30000) memory.grow(16);
      return 1024;
    },
    solder_start: (bytes) => told("solder_start", decode(bytes)),
    solder_late: (number, bytes, has_content) => told("solder_late", decode(bytes), number, has_content),
    solder_parsed() {},
    solder_event: (handler, bytes, flags) => told("solder_event", decode(bytes), handler, flags),
    solder_link: (bytes, flags) => told("solder_link", decode(bytes), flags),
    solder_preload: (bytes, flags) => told("solder_preload", decode(bytes), flags),
    solder_part_loaded: (bytes, status) => told("solder_part_loaded", decode(bytes), status),
    solder_leaving: () => told("solder_leaving"),
    solder_submit: (bytes) => told("solder_submit", decode(bytes)),
    solder_location_changed: (bytes, delta) => told("solder_location_changed", decode(bytes), delta),
    solder_fetched: (id, status, bytes) => told("solder_fetched", decode(bytes), id, status),
    solder_timer: (id) => told("solder_timer", undefined, id),
    solder_occasion: (which) => told("solder_occasion", undefined, which),
  };
  WebAssembly.compileStreaming = async () => ({});
  WebAssembly.Module.imports = () => [];
  WebAssembly.instantiate = async (module, imports) => {
    fake.host = imports.solder;
    return { exports };
  };
}
