// Nested layouts: the list of projects and the frame of a project stay while what they hold changes (N36).
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page } from "./support/browser.mjs";
import { calls, is_marked, loads, mark, open_live, settle, start_projects } from "./support/projects.mjs";

describe("layouts of the projects application", () => {
  let browser, app, page;
  before(async () => {
    app = await start_projects();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
  afterEach(() => page?.context().close());

  const sidebar = "nav.projects";
  const frame = "article, article > h1, .tabs, .tabs a";
  const title = async (id) => (await app.sql(`select title from projects where id = ${id}`))[0].title;
  const place = () => page.evaluate(() => location.pathname);
  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
    await page.evaluate(() => {
      window.changes = [];
      const tell = (what, nodes) => [...nodes].map((node) => `${what} ${node.localName ?? node.nodeName}`);
      new MutationObserver((records) => {
        for (const { addedNodes, removedNodes } of records)
          changes.push(...tell("added", addedNodes), ...tell("removed", removedNodes));
      }).observe(document.querySelector("nav.projects"), { subtree: true, childList: true });
    });
  }
  /** Keeps the elements that `selector` finds under a name, for `same`. */
  const remember = (name, selector) =>
    page.evaluate(([name, selector]) => ((window[name] = [...document.querySelectorAll(selector)]).length), [name, selector]);
  const same = (name, selector) =>
    page.evaluate(([name, selector]) => {
      const now = [...document.querySelectorAll(selector)];
      return now.length === window[name].length && now.every((element, i) => element === window[name][i]);
    }, [name, selector]);
  async function assert_sidebar_stayed() {
    assert.equal(await same("kept_sidebar", `${sidebar}, ${sidebar} *`), true);
    assert.deepEqual(await page.evaluate(() => changes), []);
  }
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages, []);
  }
  const heading = (text) => page.locator("h1", { hasText: text }).waitFor();
  const current = (within) =>
    page.locator(`${within} [aria-current=page]`).evaluateAll((all) => all.map((link) => link.textContent));
  const link_to = (id) => `${sidebar} a[href="/projects/${id}"]`;

  test("the list of projects stands beside every page of them, and is the same one all along", async () => {
    await open("/");
    const titles = (await app.sql("select title from projects order by id")).map((row) => row.title);
    const links = await page.locator(`${sidebar} a`).evaluateAll((all) => all.map((link) => link.textContent));
    assert.deepEqual(links, ["Overview", ...titles]);
    await remember("kept_sidebar", `${sidebar}, ${sidebar} *`);
    for (const [link, path, shown] of [[link_to(2), "/projects/2", await title(2)], [link_to(3), "/projects/3", await title(3)],
      [".tabs >> text=Settings", "/projects/3/settings", await title(3)], [".tabs >> text=Tasks", "/projects/3", await title(3)],
      [`${sidebar} >> text=Overview`, "/", "Projects"]]) {
      await page.click(link);
      await heading(shown);
      await page.waitForFunction((path) => location.pathname === path, path);
      assert.deepEqual(await current(sidebar), path === "/" ? ["Overview"] : path.endsWith("settings") ? [] : [shown]);
      assert.equal(await page.locator(`${sidebar} .active`).count(), 1);
      await assert_sidebar_stayed();
    }
    await page.goBack();
    await heading(await title(3));
    await assert_sidebar_stayed();
    await assert_no_load();
  });

  test("from tab to tab the frame of the project stays, and the leaf alone is made anew (N36)", async () => {
    await open("/projects/1");
    await remember("kept_sidebar", `${sidebar}, ${sidebar} *`);
    assert.equal(await remember("kept_frame", frame), 5);
    await page.click(".tabs >> text=Settings");
    await page.waitForSelector(".settings");
    assert.equal(await same("kept_frame", frame), true);
    assert.equal(await page.locator(".tasks, .add").count(), 0);
    assert.deepEqual(await current(".tabs"), ["Settings"]);
    assert.equal(await page.title(), `Settings of ${await title(1)}`);
    await page.click(".tabs >> text=Tasks");
    await page.waitForSelector(".tasks");
    assert.equal(await same("kept_frame", frame), true);
    assert.deepEqual(await current(".tabs"), ["Tasks"]);
    assert.equal(await page.title(), await title(1));
    await assert_sidebar_stayed();
    await assert_no_load();
  });

  test("from project to project the frame stays, and title, links and tasks follow (N36)", async () => {
    await open("/projects/1");
    await remember("kept_sidebar", `${sidebar}, ${sidebar} *`);
    await remember("kept_frame", frame);
    for (const id of [4, 5]) {
      await page.click(link_to(id));
      await heading(await title(id));
      assert.equal(await same("kept_frame", frame), true);
      assert.equal(await page.getAttribute("article", "data-project"), `${id}`);
      assert.deepEqual(await page.locator(".tabs a").evaluateAll((all) => all.map((a) => a.getAttribute("href"))),
        [`/projects/${id}`, `/projects/${id}/settings`]);
      await page.waitForFunction((count) => document.querySelectorAll("li[data-task]").length === count,
        (await app.titles(id)).length);
      const shown = await page.locator("li .rename input").evaluateAll((all) => all.map((input) => input.value));
      assert.deepEqual(shown, await app.titles(id));
      assert.equal(await page.title(), await title(id));
    }
    await assert_sidebar_stayed();
    await assert_no_load();
  });

  test("two paths of one route are the same page: nothing is made anew (N36)", async () => {
    await open("/projects/1");
    await remember("kept_sidebar", `${sidebar}, ${sidebar} *`);
    await remember("kept_all", "main *");
    await page.evaluate(() => document.querySelector(".tabs a").setAttribute("href", "/projects/1/tasks"));
    await page.click(".tabs >> text=Tasks");
    await page.waitForFunction(() => location.pathname === "/projects/1/tasks");
    await settle(page);
    assert.equal(await same("kept_all", "main *"), true);
    assert.deepEqual(await current(".tabs"), ["Tasks"]);
    await assert_sidebar_stayed();
    await assert_no_load();
  });

  test("a page outside of the projects takes list and frame away (N36)", async () => {
    await open("/projects/1");
    await page.evaluate(() => document.querySelector(".tabs a").setAttribute("href", "/no/such/page"));
    await page.click(".tabs >> text=Tasks");
    await heading("Not found");
    assert.equal(await page.locator(`${sidebar}, ${frame}`).count(), 0);
    assert.equal(await page.locator("main").count(), 1);
    await assert_no_load();
  });

  test("pointing at a project fetches what it shows, and opening it then fetches nothing", async () => {
    await open("/projects/1");
    await page.hover(link_to(6));
    await page.waitForFunction(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("_server")).length === 2);
    assert.deepEqual(calls(page).sort(), ["projects.find [6]", "tasks.list [6]"]);
    await page.click(link_to(6));
    await heading(await title(6));
    await page.waitForSelector("li[data-task]");
    await settle(page);
    assert.equal(calls(page).length, 2);
    await assert_no_load();
  });

  test("without pointing first, project and tasks are asked for at once, not one after the other", async () => {
    page = await open_live(browser, app, "/students");
    await mark(page);
    let go_on;
    const held = new Promise((resolve) => (go_on = resolve));
    await page.route(/projects\.find/, async (route) => (await held, route.continue()));
    const tasks = page.waitForRequest(/tasks\.list/);
    await page.evaluate(() => {
      const link = document.querySelector(".top a");
      link.setAttribute("href", "/projects/3");
      link.click();
    });
    await tasks;
    go_on();
    await heading(await title(3));
    await page.waitForSelector("li[data-task]");
    assert.deepEqual(calls(page).sort(), ["projects.find [3]", "projects.list", "tasks.list [3]"]);
    await assert_no_load();
  });

  for (const path of ["/projects/1", "/projects/1/tasks", "/projects/1/settings"])
    test(`${path} without script: the list, the title and the tabs are there and lead on`, async () => {
      page = await open_page(browser, { javaScriptEnabled: false });
      assert.equal((await page.goto(app.url + path)).status(), 200);
      assert.equal(await page.textContent("h1"), await title(1));
      assert.deepEqual(await current(".tabs"), [path.endsWith("settings") ? "Settings" : "Tasks"]);
      await page.click(link_to(2));
      assert.equal(await page.textContent("h1"), await title(2));
      await page.click(".tabs >> text=Settings");
      assert.equal(await place(), "/projects/2/settings");
      assert.equal(await page.inputValue(".settings input"), await title(2));
    });

  for (const path of ["/projects/999999", "/projects/999999/settings", "/projects/x", "/projects/01", "/projects/1/x"])
    test(`${path} is not found`, async () => {
      page = await open_page(browser, { javaScriptEnabled: false });
      assert.equal((await page.goto(app.url + path)).status(), 404);
      assert.equal(await page.textContent("h1"), "Not found");
      assert.equal(await page.locator(".tabs").count(), 0);
    });
});
