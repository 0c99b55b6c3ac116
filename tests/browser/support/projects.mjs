// The projects application under test: its server on a free port with a database of its own, and what its pages show.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { hydrated, open_page } from "./browser.mjs";
import { start_program } from "./program.mjs";

const run = promisify(execFile);
const build = process.env.SOLDER_BUILD_DIR ?? new URL("../../../build/release", import.meta.url).pathname;
const bundle = join(build, "../browser/examples/projects/projects.bundle");

/**
 * Starts the server with a fresh, seeded database.
 * @return {Promise<{url, sql, call, project, stop, start, other_build, remove}>}
 */
export async function start_projects() {
  const folder = await mkdtemp(join(tmpdir(), "solder-e2e-"));
  const database = join(folder, "projects.db");
  let server;
  const app = {
    url: undefined,
    /** Runs SQL as another program would; gives the rows. */
    async sql(text) {
      const { stdout } = await run("sqlite3", ["-json", "-cmd", ".timeout 5000", database, text]);
      return stdout ? JSON.parse(stdout) : [];
    },
    /** What a read answers. */
    async call(id, ...args) {
      const reply = await fetch(`${app.url}/_server?id=${id}&args=${encodeURIComponent(JSON.stringify(args))}`);
      return reply.json();
    },
    titles: async (project) =>
      (await app.sql(`select title from tasks where project_id = ${project} order by id`)).map((row) => row.title),
    /** Starts again at the same port. `files`: another bundle. */
    async start(files = bundle) {
      const port = app.url ? new URL(app.url).port : "0";
      const environment = { PORT: port, DATABASE_URL: `sqlite:${database}`, SOLDER_BUNDLE_DIR: files };
      server = await start_program("examples/projects/projects", environment);
      app.url = server.url;
    },
    /** Ends the server as Ctrl-C does; gives its exit status. */
    stop: () => server.stop(),
    /** A bundle whose stylesheet has one byte more. */
    async other_build() {
      const copy = join(folder, "other.bundle");
      await cp(bundle, copy, { recursive: true });
      for (const coded of ["app.css.br", "app.css.gz"]) await rm(join(copy, coded), { force: true });
      await writeFile(join(copy, "app.css"), (await readFile(join(copy, "app.css"), "utf8")) + " ");
      return copy;
    },
    async remove() {
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await app.start();
  return app;
}

/** Opens a page of the application and waits until it has been taken over. */
export async function open_live(browser, app, path, options) {
  const page = await open_page(browser, options);
  await page.goto(app.url + path);
  await hydrated(page);
  page.requests.length = 0;
  return page;
}

/**
 * Keeps the writes that the page sends from now on. `held(count)` resolves when as many are waiting to go on;
 * `let_one_go(index)` sends that one of them and resolves when it is answered; `let_go()` sends all, and those to come.
 */
export async function hold_writes(page) {
  const waiting = [];
  let is_open = false;
  let came = () => {};
  await page.route("**/_server**", async (route) => {
    if (route.request().method() !== "POST" || is_open) return route.continue();
    await new Promise((go_on) => (waiting.push({ request: route.request(), go_on }), came()));
    await route.continue();
  });
  return {
    async held(count) {
      while (waiting.length < count) await new Promise((resolve) => (came = resolve));
    },
    async let_one_go(index) {
      const [{ request, go_on }] = waiting.splice(index, 1);
      go_on();
      await request.response();
    },
    let_go() {
      is_open = true;
      for (const { go_on } of waiting.splice(0)) go_on();
    },
  };
}

/** Server-function requests among page.requests, as "id args". */
export const calls = (page) =>
  page.requests.filter((line) => line.includes("/_server")).map((line) => {
    const query = new URL(line.split(" ")[1], "http://localhost").searchParams;
    return `${query.get("id")} ${query.get("args") ?? ""}`.trim();
  });
/** Pages that were loaded, among page.requests. */
export const loads = (page) => page.requests.filter((line) => !/ \/(_server|_solder)\b/.test(line));

/** Lets the page finish what is under way: timers, microtasks and two frames. */
export const settle = (page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

/** Keeps the elements in the page, for `replaced`. */
export const keep = (page, selector) =>
  page.evaluate((selector) => {
    window.kept = [...document.querySelectorAll(selector)];
    window.kept_selector = selector;
    return kept.length;
  }, selector);

/** Which of the kept elements are gone from the page and which are new there, named by their task or project. */
export const replaced = (page) =>
  page.evaluate(() => {
    const now = [...document.querySelectorAll(kept_selector)];
    const name = (element) => Number(element.dataset.task ?? element.dataset.project ?? element.dataset.student);
    const without = (some, others) => some.filter((element) => !others.includes(element)).map(name);
    return { gone: without(kept, now), made: without(now, kept) };
  });
export const nothing_replaced = { gone: [], made: [] };

/** Sets a mark that a page load would remove; `is_marked` tells whether it is still there. */
export const mark = (page) => page.evaluate(() => void (window.marked = true));
export const is_marked = (page) => page.evaluate(() => window.marked === true);

/**
 * The application's elements, attributes and texts, one line each; order of attributes and comments do not count.
 * @param html  of another page, to be read instead; or { copy: name of a global variable that holds an element }
 */
export const content_of = (page, html) =>
  page.evaluate((html) => {
    const tell = (node) => {
      if (node.nodeType === 8) return "";
      if (node.nodeType === 3) return node.data;
      // What is set where the focus was moved to, and a mark for js/inline/early.js.
      const kept = [...node.attributes].filter(({ name }) => !["tabindex", "data-held"].includes(name));
      const attributes = kept.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
      return `\n<${node.localName}${attributes.join("")}>${[...node.childNodes].map(tell).join("")}`;
    };
    const page = typeof html === "string" ? new DOMParser().parseFromString(html, "text/html") : document;
    return tell(html?.copy ? window[html.copy] : page.getElementById("solder-app")).split(/\s*\n\s*/);
  }, html);
