// The pages of the rows benchmark in headless Chromium, one framework each (bench/html/browser/README.md).
import { transformAsync } from "@babel/core";
import solid from "babel-preset-solid";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = new URL("../../", import.meta.url);
const folder = "/bench/html/browser/";
const types = { mjs: "text/javascript", js: "text/javascript", jsx: "text/javascript", css: "text/css", wasm: "application/wasm", html: "text/html" };
const imports = {
  "solid-js": "/node_modules/solid-js/dist/solid.js", // the client build for production
  "solid-js/web": "/node_modules/solid-js/web/dist/web.js",
};

const page_of = (script) => `<!doctype html><meta charset="utf-8"><title>Rows</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="${folder}public/rows.css">
<script type="importmap">${JSON.stringify({ imports })}</script>
<div id="solder-app"></div>
<script type="module" src="${folder}peers/${script}"></script>`;
const pages = { by_hand: page_of("by_hand.mjs"), solid: page_of("solid.jsx") };

async function compiled(path) {
  const source = await readFile(path, "utf8");
  return (await transformAsync(source, { presets: [solid], babelrc: false, configFile: false })).code;
}

const bundle_of = { solder: "rows", solder_signals: "rows_signals" };

/** Paths below /solder/ and /solder_signals/ are those of a bundle, the others the tree's. */
async function answer(path, bundles) {
  const [, first, second] = path.split("/");
  if (pages[first] && !second) return { type: types.html, body: pages[first] };
  const bundle = bundle_of[first];
  const file = bundle
    ? `${bundles}/${bundle}.bundle/${second || "index.html"}`
    : fileURLToPath(new URL("." + path, root));
  const type = types[file.split(".").pop()];
  return { type, body: await (file.endsWith(".jsx") ? compiled(file) : readFile(file)) };
}

async function serve(bundles) {
  // Isolated: then the clock of a page tells 5 microseconds, else 100.
  const isolated = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const server = http.createServer(async (request, reply) => {
    try {
      const { pathname } = new URL(request.url, "http://localhost");
      if (pathname === "/favicon.ico") return reply.writeHead(204).end();
      const { type, body } = await answer(pathname, bundles);
      reply.writeHead(200, { "content-type": type, ...isolated }).end(body);
    } catch {
      reply.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), server.close()) };
}

/** In the page: keeps the memory of the program where `memory` below finds it. */
function watch_memory() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    window.wasm_memory ??= made.exports.memory;
    return made;
  };
}

async function open_page(browser, origin, framework) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (message) => console.error(`${framework}: ${message.text()}`));
  page.on("pageerror", (error) => console.error(`${framework}: ${error.message}`));
  await page.addInitScript(watch_memory);
  await page.goto(`${origin}/${framework}/`);
  await page.waitForSelector("#run");
  await page.evaluate((at) => import(at).then((all) => void Object.assign(window, all)), `${folder}peers/measure.mjs`);
  if (!(await page.evaluate(() => window.crossOriginIsolated))) throw new Error("the page is not isolated");
  return { page, context };
}

/** @return bytes: of the heap of JavaScript, of what the browser has for the page's nodes, of WebAssembly */
async function memory_of(page, context) {
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize } = await session.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => window.wasm_memory?.buffer.byteLength ?? 0);
  return { heap: usedSize, nodes: embedderHeapUsedSize, wasm };
}

/** @param bundles  folder of the bundles `rows` and `rows_signals` */
export async function open_browser(bundles) {
  const server = await serve(bundles);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: false, // chosen by --headless=new below
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"],
  });
  return {
    version: browser.version(),
    async open(framework) {
      const { page, context } = await open_page(browser, server.origin, framework);
      return {
        page,
        context,
        names: () => page.evaluate(() => case_names),
        measure: (name) => page.evaluate((name) => measure(name), name),
        memory: () => memory_of(page, context),
        click: (id) => page.evaluate((id) => document.getElementById(id).click(), id),
        close: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
