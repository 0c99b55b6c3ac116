// What tests of js/ in a page share: a page with solder.js and a program that is none (fake_app.mjs), one at a time.
import { readFile } from "node:fs/promises";
import { after, afterEach, before } from "node:test";
import { launch, open_page, serve } from "./browser.mjs";
import { assemble, numbers_in } from "./commands.mjs";
import { install_fake_app } from "./fake_app.mjs";
import { glue_reply } from "./glue.mjs";

const file = (path) => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");
const early = await file("js/inline/early.js");
const header = await file("include/solder/html/dom_commands.hpp");
const [ops, kinds] = ["dom_op", "slot_kind"].map((name) => numbers_in(header, name));
const dot = { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' };

export let page, server;
let browser;
let content = "";
let policy = {}; // headers of the document
let wasm; // the reply for app.wasm
let kept = 0; // requests for what the browser may keep
export const held = []; // what answers each request for /held.svg, which waits for `let_go`
export const let_go = () => held.splice(0).forEach((answer) => answer());

/** For the tests of a `describe`. */
export function use_fake_page() {
  before(async () => {
    server = await serve(({ path, method, headers, body }) => {
      if (path === "/app.wasm") return wasm;
      if (path === "/echo") {
        const told = `${method} ${headers["x-one"]} ${headers["content-type"]} ${body}`;
        return { status: 201, type: "text/plain", headers: { "X-Reply": "r" }, body: told };
      }
      if (path === "/kept") return { type: "text/plain", headers: { "cache-control": "private, max-age=60" }, body: `${++kept}` };
      if (path === "/dot.svg") return dot;
      if (path === "/held.svg") return new Promise((resolve) => held.push(() => resolve(dot)));
      if (path === "/moved") return { status: 302, headers: { location: "/echo" } };
      if (path === "/slow") return new Promise((resolve) => setTimeout(resolve, 300, "late"));
      return glue_reply(path) ?? { headers: policy, body: `<!doctype html><script>${early}</script><body><div id="solder-app">${content}</div>
        <script type="application/json" id="solder-data">{"a":1}</script>
        <script type="module" src="/solder.js" data-wasm="/app.wasm" data-build="b1"></script>` };
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => (let_go(), (policy = {}), page?.context().close()));
}

/** Headers of the documents of this test. */
export const set_policy = (headers) => (policy = headers);

/** Opens a page with this content, for which the server gives this reply as app.wasm. */
export async function open_with(reply, html, path = "", prepare = () => {}) {
  content = html;
  wasm = reply;
  page = await open_page(browser);
  await prepare();
  await page.goto(server.url + path);
}

/** Opens a page with this content and the fake app, which has started. `before` runs in it first. */
export async function open(html, path = "/start?q=1#h", before = () => {}) {
  await open_with({ type: "application/wasm", body: "" }, html, path, async () => {
    await page.addInitScript(before);
    await page.addInitScript(install_fake_app);
  });
  await page.waitForFunction(() => fake.log.some(([name]) => name === "solder_start") && solderEarly === null);
}

export const log = (name) => page.evaluate((name) => fake.log.filter((entry) => entry[0] === name), name);
export const answer = (answers) => page.evaluate((answers) => Object.assign(fake.answers, answers), answers);
export const commands = (...all) => assemble(all, ops, kinds);
export const flush = (...all) => page.evaluate(({ words, text }) => fake.flush(words, text), commands(...all));

/** Clicks without leaving the page; tells whether the default was prevented. */
export const click = (selector, options = {}) =>
  page.evaluate(([selector, options]) => {
    let prevented;
    addEventListener("click", (event) => {
      prevented = event.defaultPrevented;
      event.preventDefault();
    }, { once: true });
    const event = new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...options });
    document.querySelector(selector).dispatchEvent(event);
    return prevented;
  }, [selector, options]);

/** The same of submitting a form. */
export const submit = (button, form = "form") =>
  page.evaluate(([button, form]) => {
    let prevented;
    addEventListener("submit", (event) => {
      prevented = event.defaultPrevented;
      event.preventDefault();
    }, { once: true });
    HTMLFormElement.prototype.requestSubmit.call(document.querySelector(form), button && document.querySelector(button));
    return prevented;
  }, [button, form]);
