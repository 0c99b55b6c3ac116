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
    const code = page.waitForResponse("**/app.students.wasm");
    await page.hover("nav >> text=Students"); // a lazy part
    await (await code).finished();
    await app.stop();
    await page.click("nav >> text=Students");
    await page.waitForFunction(() => document.querySelectorAll("section [role=alert]").length === 3);
    assert.equal(await page.title(), "Students");
    await app.start();
    await page.click("text=Refetch everything");
    await page.waitForFunction(() => document.querySelectorAll("section li").length > 20);
    await page.waitForFunction(() => !document.querySelector("[role=alert]")); // of the sections that come after it
    await page.click("nav >> text=Projects");
    await page.waitForSelector("article li");
    await assert_no_load();
  });

  test("what cannot be added stays as a row with its reason; tried again it lands once, dismissed it is gone", async () => {
    await open("/projects/2");
    const titles = await app.titles(2);
    await keep(page, "li, article, .add");
    await app.stop();
    for (const title of ["typed while away", "typed too"]) {
      await page.fill(".add input", title);
      await page.click(".add button");
    }
    await page.waitForFunction(() => document.querySelectorAll("li.coming [role=alert]").length === 2);
    assert.deepEqual(await texts("li.coming > span"), ["typed while away", "typed too"]);
    assert.equal(await page.locator("[role=alert]").count(), 2);
    assert.equal(await page.inputValue(".add input"), "");
    await page.click("li.coming:last-child >> text=Try again"); // in vain
    await page.waitForFunction(() => document.querySelectorAll("li.coming [role=alert]").length === 2);

    await app.start();
    await page.click("li.coming:last-child >> text=Try again");
    await page.getByLabel("Delete typed too").waitFor();
    await page.waitForFunction(() => document.querySelectorAll("li.coming").length === 1);
    assert.deepEqual(await texts("li.coming > span"), ["typed while away"]);
    await page.click("li.coming >> text=Dismiss");
    await page.waitForSelector("[role=alert]", { state: "detached" });
    await settle(page);
    assert.deepEqual(await app.titles(2), [...titles, "typed too"]);
    assert.deepEqual((await replaced(page)).gone, []);
    await assert_no_load();
  });

  test("changes that do not get through are taken back and say so; tried again they are made", async () => {
    await open("/projects/3");
    const [finished, renamed, deleted] = (await app.sql(
      "select id from tasks where project_id = 3 and done = 0 order by id")).map(({ id }) => id);
    const row = (id) => page.locator(`li[data-task="${id}"]`);
    const title = await row(renamed).locator(".rename input").inputValue();
    await app.stop();
    await row(finished).locator(".toggle button").click();
    await row(renamed).locator(".rename input").fill("renamed while away");
    await row(renamed).locator(".rename > button").click();
    await row(deleted).locator(".delete button").click();
    for (const id of [finished, renamed, deleted]) await row(id).locator("[role=alert]").waitFor();
    assert.equal(await row(finished).getAttribute("class"), "open");
    assert.equal(await row(renamed).locator(".delete button").getAttribute("aria-label"), `Delete ${title}`);
    assert.equal(await row(renamed).locator(".rename input").inputValue(), "renamed while away");
    assert.equal(await page.locator("[role=alert]").count(), 3);

    await app.start();
    for (const id of [finished, renamed, deleted]) await row(id).getByText("Try again").click();
    await row(deleted).waitFor({ state: "detached" });
    await page.waitForFunction(() => !document.querySelector("[role=alert], li[aria-busy=true]"));
    assert.equal(await row(finished).getAttribute("class"), "done");
    assert.equal(await row(renamed).locator(".rename input").inputValue(), "renamed while away");
    assert.deepEqual(await app.sql(`select title, done from tasks where id in (${finished}, ${renamed}, ${deleted}) order by id`),
      [{ title: await row(finished).locator(".rename input").inputValue(), done: 1 }, { title: "renamed while away", done: 0 }]);
    await assert_no_load();
  });

  test("of two failures of one row none is left when the message is dismissed", async () => {
    await open("/projects/4");
    const row = page.locator("li[data-task]").first();
    await app.stop();
    for (const times of [1, 2]) {
      await row.locator(".toggle button").click();
      await page.waitForFunction(() => document.querySelector("li[data-task][aria-busy=false] [role=alert]"));
      assert.equal(await page.locator("[role=alert]").count(), 1, `${times}`);
    }
    await app.start();
    await row.getByText("Dismiss").click();
    await page.waitForSelector("[role=alert]", { state: "detached" });
    await settle(page);
    assert.equal(await page.locator("[role=alert]").count(), 0);
    await assert_no_load();
  });

  test("tasks that cannot be read again stay, with what is typed in them, until the connection is back", async () => {
    await open("/projects/5");
    const first = page.locator("li[data-task] .rename input").first();
    await first.fill("half typed");
    await page.context().setOffline(true);
    await page.clock.install();
    await page.clock.fastForward(6_000);
    await page.evaluate(() => ["blur", "focus"].forEach((type) => dispatchEvent(new Event(type))));
    await page.waitForSelector(".error [role=alert]");
    assert.equal(await page.locator("li[data-task]").count(), (await app.titles(5)).length);
    await app.sql("insert into tasks (project_id, title) values (5, 'from another tab')");
    await page.context().setOffline(false);
    await page.getByLabel("Delete from another tab").waitFor();
    assert.equal(await page.locator("[role=alert]").count(), 0);
    assert.equal(await first.inputValue(), "half typed");
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
