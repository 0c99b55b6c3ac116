// Before app.wasm has arrived, and when it never does.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { calls, is_marked, mark, settle, start_projects } from "./support/projects.mjs";

describe("the projects application before app.wasm", () => {
  let browser, app, page, go_on;
  before(async () => {
    app = await start_projects();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
  afterEach(() => page?.context().close());

  /** Opens a page whose app.wasm arrives when `go_on()` is called. */
  async function open_slow(path, { prepare } = {}) {
    const held = new Promise((resolve) => (go_on = resolve));
    page = await open_page(browser);
    await page.addInitScript(prepare ?? (() => {}));
    await page.route("**/app.wasm", async (route) => (await held, route.continue()));
    await page.goto(app.url + path, { waitUntil: "domcontentloaded" });
    await mark(page);
  }

  test("a click on Refetch is carried out once, after the start", async () => {
    await open_slow("/");
    await app.sql("update tasks set title = 'changed before the start' where id = 1");
    await page.click("article[data-project='1'] button");
    assert.deepEqual(calls(page), []);
    go_on();
    await page.locator("li[data-task='1']", { hasText: "changed before the start" }).waitFor();
    await settle(page);
    assert.deepEqual(calls(page), ["tasks.list [1]"]);
    assert.equal(await is_marked(page), true);
    const answered = page.waitForResponse("**/_server?**");
    await page.click("article[data-project='1'] button"); // and clicks count once afterwards
    await answered;
    await settle(page);
    assert.deepEqual(calls(page), ["tasks.list [1]", "tasks.list [1]"]);
    assert.deepEqual(page.messages, []);
  });

  /** Runs in the page: forms wait for the start as long as this test takes (js/inline/early.js: two seconds). */
  function wait_longer() {
    const { setTimeout } = window;
    window.setTimeout = (work, delay) => setTimeout(work, delay === 2000 ? 60_000 : delay);
  }

  test("forms sent and buttons clicked before the start are done once, in order, when it comes", async () => {
    await open_slow("/projects/2", { prepare: wait_longer });
    const titles = await app.titles(2);
    await page.fill(".add input", "sent early");
    await page.click(".add button", { noWaitAfter: true });
    await page.click(".add button", { noWaitAfter: true });
    go_on();
    await page.getByLabel("Delete sent early").waitFor();
    await settle(page);
    assert.equal(await is_marked(page), true);
    assert.deepEqual(await app.titles(2), [...titles, "sent early"]);
    assert.equal(page.requests.filter((line) => line.startsWith("POST")).length, 1);
    assert.deepEqual(page.messages, []);
  });

  test("a form that is sent long before the start is sent by the browser, once", async () => {
    await open_slow("/projects/2");
    const titles = await app.titles(2);
    await page.fill(".add input", "sent by itself");
    await page.click(".add button", { noWaitAfter: true });
    await page.getByLabel("Delete sent by itself").waitFor();
    assert.equal(await is_marked(page), false); // loaded anew
    go_on();
    await hydrated(page);
    await settle(page);
    assert.deepEqual(await app.titles(2), [...titles, "sent by itself"]);
    assert.equal(page.requests.filter((line) => line.startsWith("POST")).length, 1);
    assert.deepEqual(page.messages, []);
  });

  test("several forms that are sent long before the start are all sent, in order", async () => {
    await open_slow("/projects/2");
    const titles = await app.titles(2);
    await page.fill(".add input", "the first of two");
    await page.click(".add button", { noWaitAfter: true });
    await page.locator("[aria-label^=Delete]").first().click({ noWaitAfter: true });
    await page.getByLabel("Delete the first of two").waitFor();
    assert.equal(await is_marked(page), false); // loaded anew
    go_on();
    await hydrated(page);
    await settle(page);
    assert.deepEqual(await app.titles(2), [...titles.slice(1), "the first of two"]);
    assert.deepEqual(page.messages, []);
  });

  const form_posts = () => page.requests.filter((line) => line.startsWith("POST")).length;

  test("what is sent again with another text, and what is typed then, is neither lost nor mixed up", async () => {
    await open_slow("/projects/2", { prepare: wait_longer });
    const titles = await app.titles(2);
    for (const title of ["said one", "said two"]) {
      await page.fill(".add input", title);
      await page.press(".add input", "Enter");
    }
    await page.fill(".add input", "a draft");
    go_on();
    await page.getByLabel("Delete said two").waitFor();
    await settle(page);
    assert.equal(await is_marked(page), true);
    assert.deepEqual((await app.titles(2)).slice(titles.length).sort(), ["said one", "said two"]);
    assert.equal(form_posts(), 2);
    assert.equal(await page.inputValue(".add input"), "a draft");
    assert.deepEqual(page.messages, []);
  });

  test("texts that are sent long before the start are sent as they were, in order, also when the form is empty by then", async () => {
    await open_slow("/projects/2");
    const titles = await app.titles(2);
    for (const title of ["alone one", "alone two"]) {
      await page.fill(".add input", title);
      await page.press(".add input", "Enter", { noWaitAfter: true });
    }
    await page.fill(".add input", "");
    await page.getByLabel("Delete alone two").waitFor();
    assert.equal(await is_marked(page), false); // loaded anew
    assert.deepEqual(await app.titles(2), [...titles, "alone one", "alone two"]);
    go_on();
    await hydrated(page);
  });

  test("forms that were sent before app.wasm fails are all sent", async () => {
    page = await open_page(browser);
    let fail;
    const failed = new Promise((resolve) => (fail = resolve));
    await page.addInitScript(wait_longer);
    await page.route("**/app.wasm", async (route) => (await failed, route.abort()));
    await page.goto(`${app.url}/projects/2`, { waitUntil: "domcontentloaded" });
    const titles = await app.titles(2);
    await page.fill(".add input", "failed first");
    await page.click(".add button", { noWaitAfter: true });
    await page.locator("[aria-label^=Delete]").first().click({ noWaitAfter: true });
    fail();
    await page.getByLabel("Delete failed first").waitFor();
    assert.deepEqual(await app.titles(2), [...titles.slice(1), "failed first"]);
  });

  test("a form that was sent before the start is sent when the page is left", async () => {
    page = await open_page(browser);
    await page.addInitScript(wait_longer);
    await page.addInitScript(() => { // not by a route, which would hold back what is sent at the end
      const { fetch } = window;
      window.fetch = (url, how) => (`${url}`.endsWith(".wasm") ? new Promise(() => {}) : fetch(url, how));
    });
    await page.goto(`${app.url}/projects/2`, { waitUntil: "domcontentloaded" });
    const titles = await app.titles(2);
    await page.fill(".add input", "sent and left");
    await page.click(".add button", { noWaitAfter: true });
    await page.click("nav >> text=Students", { noWaitAfter: true });
    await page.waitForURL("**/students", { waitUntil: "domcontentloaded" });
    await page.waitForFunction(async () => (await (await fetch("/projects/2")).text()).includes("sent and left"));
    assert.deepEqual(await app.titles(2), [...titles, "sent and left"]);
  });

  test("a refused form that was sent before the start is still refused after it, and then works with script", async () => {
    await open_slow("/projects/3");
    await page.fill(".add input", "x".repeat(201));
    await page.click(".add button", { noWaitAfter: true });
    await page.waitForSelector(".add [role=alert]");
    go_on();
    await hydrated(page);
    assert.equal(await page.textContent(".add [role=alert]"), "A title has at most 200 characters.");
    assert.equal(await page.inputValue(".add input"), "x".repeat(201));
    await mark(page);
    await page.fill(".add input", "short enough");
    await page.click(".add button");
    await page.getByLabel("Delete short enough").waitFor();
    await page.waitForSelector("[role=alert]", { state: "detached" });
    await page.waitForFunction(() => document.querySelector(".add input").value === "");
    assert.equal(await is_marked(page), true);
    assert.deepEqual(page.messages, []);
  });

  test("a link that is clicked before the start is followed by the browser", async () => {
    await open_slow("/");
    await page.click("nav >> text=Students", { noWaitAfter: true });
    await page.waitForURL("**/students", { waitUntil: "domcontentloaded" });
    assert.equal(await is_marked(page), false);
    go_on();
    await hydrated(page);
    assert.deepEqual(page.messages, []);
  });

  test("without app.wasm the page works as without script, and the console says so once", async () => {
    page = await open_page(browser);
    await page.route("**/app.wasm", (route) => route.abort());
    const said = page.waitForEvent("console", (message) => message.text().startsWith("solder"));
    await page.goto(`${app.url}/projects/4`);
    await said;
    const ours = page.messages.filter((line) => !line.includes("net::ERR_FAILED"));
    assert.equal(ours.length, 1);
    assert.match(ours[0], /^error: solder stopped: .*Links and forms work as without script\./);
    assert.equal(await page.locator("html[data-hydrated]").count(), 0);
    await page.fill(".add input", "without wasm");
    await page.click(".add button");
    await page.getByLabel("Delete without wasm").waitFor();
    assert.equal((await app.titles(4)).at(-1), "without wasm");
    await page.click("nav >> text=Students");
    await page.waitForURL("**/students");
    await page.goBack();
    await page.waitForURL("**/projects/4");
    assert.equal(await page.locator("li .rename input").count(), (await app.titles(4)).length);
  });
});
