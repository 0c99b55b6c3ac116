// Sides of a benchmark beside peers in headless Chromium: solder as wasm, and the peers. Each page has a browser
// context, and with it a process, of its own.
import { readFile } from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = new URL("../../", import.meta.url);
const modules = {
  "alien-signals": "/node_modules/alien-signals/esm/index.mjs",
  "@preact/signals-core": "/node_modules/@preact/signals-core/dist/signals-core.mjs",
  "solid-js": "/node_modules/solid-js/dist/solid.js", // the client build
  "solid-js/store": "/node_modules/solid-js/store/dist/store.js",
  "solid-js/web": "/node_modules/solid-js/web/dist/web.js",
  "@solidjs/router": "/node_modules/@solidjs/router/dist/index.js",
  "@tanstack/query-core": "/node_modules/@tanstack/query-core/build/modern/index.js",
  "react-router": "/node_modules/react-router/dist/production/index.mjs",
  react: "/commonjs/react/cjs/react.production.js",
  cookie: "/commonjs/cookie/dist/index.js",
  "set-cookie-parser": "/commonjs/set-cookie-parser/lib/set-cookie.js",
};

const page_text = (benchmark) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: modules })}</script>
<script type="module">
  import { all_cases } from "/bench/${benchmark}/peers/cases.mjs";
  import { measure } from "/bench/${benchmark}/peers/measure.mjs";
  import { measure_memory } from "/bench/${benchmark}/peers/memory.mjs";

  window.load = async (name) => {
    const at = "/bench/${benchmark}/peers/frameworks/" + name + ".mjs";
    if (name === "solder") return (window.side = await (await import(at)).load_solder("/bench.wasm"));
    const { default: framework } = await import(at);
    window.side = { cases: all_cases(framework), memory: () => measure_memory(framework) };
  };
  // The clock of a page tells 5 microseconds when the page is isolated, else 100.
  window.measure = (name, seconds) => measure(side.cases.find((each) => each.name === name), seconds, 5);
  window.ready = true;
</script>`;

const types = { mjs: "text/javascript", js: "text/javascript", wasm: "application/wasm", html: "text/html" };

const require = createRequire(import.meta.url);

/** A CommonJS file that needs no other, as a module. */
async function as_module(path) {
  const file = fileURLToPath(new URL("node_modules/" + path, root));
  const names = Object.keys(require(file)).filter((name) => name !== "default");
  return `const module = { exports: {} };
(function (module, exports) {
${await readFile(file, "utf8")}
})(module, module.exports);
export default module.exports;
export const { ${names.join(", ")} } = module.exports;`;
}

async function answer(path, wasm, benchmark) {
  if (path === "/") return { type: types.html, body: page_text(benchmark) };
  if (path.startsWith("/commonjs/")) return { type: types.js, body: await as_module(path.slice("/commonjs/".length)) };
  const file = path === "/bench.wasm" ? wasm : fileURLToPath(new URL("." + path, root));
  return { type: types[path.split(".").pop()], body: await readFile(file) };
}

/** Serves the page and what it imports, on a free port of the loopback interface. */
async function serve(wasm, benchmark) {
  const server = http.createServer(async (request, reply) => {
    try {
      const { type, body } = await answer(new URL(request.url, "http://localhost").pathname, wasm, benchmark);
      const isolated = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
      reply.writeHead(200, { "content-type": type, ...isolated }).end(body);
    } catch {
      reply.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/**
 * @param benchmark  its folder in bench/
 * @return sides as run_round (rounds.mjs) wants them
 */
export async function chromium_sides(wasm, seconds, benchmark = "reactive") {
  const server = await serve(wasm, benchmark);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: false, // chosen by --headless=new below
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc", "--enable-precise-memory-info"],
  });

  async function open_page(framework) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on("console", (message) => console.error(`${framework}: ${message.text()}`));
    await page.goto(server.url);
    await page.waitForFunction(() => window.ready && window.crossOriginIsolated);
    await page.evaluate((name) => load(name).then(() => {}), framework);
    return { page, close: () => context.close() };
  }

  return {
    version: browser.version(),
    async open(framework) {
      const { page, close } = await open_page(framework);
      return {
        close,
        measure: (name) =>
          page
            .evaluate(([name, seconds]) => measure(name, seconds), [name, seconds])
            .catch((error) => void console.error(`error: ${framework}: ${error.message.split("\n")[0]}`)),
      };
    },
    async memory(framework) {
      const { page, close } = await open_page(framework);
      const lines = await page.evaluate(() => side.memory());
      await close();
      return lines.map((line) => ({ ...line, framework }));
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
