// The server stops, comes back, or comes back as another build, while a page is open.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import {
  is_marked, keep, loads, mark, nothing_replaced, open_live, replaced, settle, start_projects,
} from "./support/projects.mjs";

describe("the projects application while its server is away", () => {
  let browser, app, page;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    app = await start_projects();
  });
  afterEach(async () => {
    await page?.context().close();
    await app.remove();
  });

  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
  }
  /** No page load, and nothing on the console but Chromium's own words about requests. */
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages.filter((line) => !line.startsWith("error: Failed to load resource")), []);
  }
  const alerts = (within) => page.locator(`${within} [role=alert]`);
  const texts = (selector) => page.locator(selector).evaluateAll((all) => all.map((element) => element.textContent));

  test("a refetch shows an error in its article alone, and the content again once the server is back", async () => {
    await open("/");
    const others = "article:not([data-project='2']), article:not([data-project='2']) *, article[data-project='2'] h2 *";
    await keep(page, others);
    assert.equal(await app.stop(), 0);
    await page.click("article[data-project='2'] button");
    await alerts("article[data-project='2']").waitFor();
    await settle(page);
    assert.equal(await page.locator("article [role=alert]").count(), 1);
    assert.match(await alerts("article[data-project='2']").textContent(), /\w+ \w+/);
    assert.equal(await page.locator("article[data-project='2'] li").count(), 0);
    assert.deepEqual(await replaced(page), nothing_replaced);

    await app.start();
    const shown_title = "written while the page had an error";
    await app.sql(`insert into tasks (project_id, title) values (2, '${shown_title}')`);
    await page.click("article[data-project='2'] button");
    await page.getByText(shown_title).waitFor();
    assert.deepEqual(await texts("article[data-project='2'] li"), await app.titles(2));
    await page.waitForSelector("[role=alert]", { state: "detached" });
    assert.deepEqual(await replaced(page), nothing_replaced);
    const [{ n }] = await app.sql("select count(*) as n from tasks where done = 0");
    await page.locator(".counts", { hasText: ` ${n} open tasks` }).waitFor();
    await assert_no_load();
  });

  test("a failed refetch of all shows an error in each article; one after another recovers", async () => {
    await open("/");
    const projects = (await app.sql("select id from projects order by id")).map(({ id }) => id);
    await keep(page, "article, h2 *, article button");
    await app.stop();
    await page.click("text=Refetch all tasks");
    const failed = (count) => document.querySelectorAll("article [role=alert]").length === count;
    await page.waitForFunction(failed, projects.length);
    await app.start();
    await page.click(`article[data-project='${projects[0]}'] button`);
    await page.waitForSelector(`article[data-project='${projects[0]}'] li`);
    assert.equal(await page.locator("article [role=alert]").count(), projects.length - 1);
    await page.click("text=Refetch all tasks");
    await page.waitForFunction(() => !document.querySelector("[role=alert]"));
    for (const id of projects) assert.deepEqual(await texts(`article[data-project='${id}'] li`), await app.titles(id));
    assert.deepEqual(await replaced(page), nothing_replaced);
    await assert_no_load();
  });

  test("links still lead to pages, which say what they cannot read", async () => {
    await open("/");
    await app.stop();
    await page.click("nav >> text=Students");
    await page.waitForFunction(() => document.querySelectorAll("section [role=alert]").length === 3);
    assert.equal(await page.title(), "Students");
    await app.start();
    await page.click("text=Refetch everything");
    await page.waitForFunction(() => document.querySelectorAll("section li").length > 20);
    assert.equal(await page.locator("[role=alert]").count(), 0);
    await page.click("nav >> text=Projects");
    await page.waitForSelector("article li");
    await assert_no_load();
  });

  test("adding says that it failed and keeps what was typed; sent again later it lands once", async () => {
    await open("/projects/2");
    const titles = await app.titles(2);
    await keep(page, "li, article, .add");
    await app.stop();
    await page.fill(".add input", "typed while away");
    await page.click(".add button");
    await alerts(".add").waitFor();
    await settle(page);
    assert.equal(await page.locator("[role=alert]").count(), 1);
    assert.equal(await page.inputValue(".add input"), "typed while away");
    assert.deepEqual(await replaced(page), nothing_replaced);
    await app.start();
    await page.click(".add button");
    await page.getByLabel("Delete typed while away").waitFor();
    await page.waitForFunction(() => document.querySelector(".add input").value === "");
    await page.waitForSelector("[role=alert]", { state: "detached" });
    assert.deepEqual(await app.titles(2), [...titles, "typed while away"]);
    await assert_no_load();
  });

  test("with a server of another build a refetch says so, and the next link loads its page anew", async () => {
    await open("/");
    await keep(page, "article:not([data-project='2']) *");
    await app.stop();
    await app.start(await app.other_build());
    await page.click("article[data-project='2'] button");
    await alerts("article[data-project='2']").waitFor();
    assert.match(await alerts("article[data-project='2']").textContent(), /load|build|version/i);
    assert.deepEqual(await replaced(page), nothing_replaced);
    await assert_no_load();

    await page.click("nav >> text=Students");
    await page.waitForFunction(() => !window.marked && document.documentElement.hasAttribute("data-hydrated"));
    assert.deepEqual(loads(page), ["GET /students"]);
    assert.equal(await page.title(), "Students");
    await mark(page);
    page.requests.length = 0;
    await page.click("nav >> text=Projects");
    await page.waitForSelector("article[data-project='2'] li");
    await assert_no_load();
  });
});
