// In-app links, history and scrolling.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import {
  content_of, is_marked, keep, loads, mark, nothing_replaced, open_live, replaced, settle, start_projects,
} from "./support/projects.mjs";

describe("navigation in the projects application", () => {
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

  async function open(path, options) {
    page = await open_live(browser, app, path, options);
    await mark(page);
  }
  const place = () => page.evaluate(() => location.pathname + location.search + location.hash);
  const heading = (text) => page.locator("h1", { hasText: new RegExp(`^${text}$`) }).waitFor();
  async function assert_shows(path, title, current) {
    await heading(title);
    assert.equal(await place(), path);
    assert.equal(await page.title(), title);
    const marked = page.locator(".top nav [aria-current=page]");
    assert.deepEqual(await marked.evaluateAll((all) => all.map((link) => link.textContent)), current ? [current] : []);
    assert.equal(await page.locator("h1").count(), 1);
  }
  async function assert_no_load(messages = []) {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages, messages);
  }

  test("links lead on, back and forward lead back, and nothing is loaded anew", async () => {
    await open("/");
    const [{ title }] = await app.sql("select title from projects where id = 2");
    await page.click("article[data-project='2'] h2 a");
    await assert_shows("/projects/2", title);
    await page.click("nav >> text=Students");
    await assert_shows("/students", "Students", "Students");
    await page.click("nav >> text=Projects");
    await assert_shows("/", "Projects", "Projects");
    for (const [way, ...expected] of [["goBack", "/students", "Students", "Students"], ["goBack", "/projects/2", title],
      ["goBack", "/", "Projects", "Projects"], ["goForward", "/projects/2", title]]) {
      await page[way]();
      await assert_shows(...expected);
    }
    await assert_no_load();
  });

  test("a page that links led to is what the server sends at its address", async () => {
    for (const [from, link, to] of [["/students", "nav >> text=Projects", "/"],
      ["/", "[data-project='3'] h2 a", "/projects/3"], ["/", "nav >> text=Students", "/students"],
      ["/projects/3", ".tabs >> text=Settings", "/projects/3/settings"], ["/projects/3", "nav.projects a[href='/projects/4']", "/projects/4"]]) {
      await open(from);
      await page.click(link);
      await page.waitForURL(app.url + to);
      const sent = await (await fetch(app.url + to)).text();
      const count = (sent.match(/<li /g) ?? []).length;
      await page.waitForFunction((count) => document.querySelectorAll("li").length === count, count);
      await settle(page);
      assert.deepEqual(await content_of(page), await content_of(page, sent));
      await assert_no_load();
      await page.context().close();
    }
  });

  test("the layout stays when the page changes", async () => {
    await open("/");
    await keep(page, "header, .top nav, .top nav a");
    await page.click("nav >> text=Students");
    await heading("Students");
    assert.deepEqual(await replaced(page), nothing_replaced);
    await assert_no_load();
  });

  test("pages that were not found are shown without a load, and back leads away", async () => {
    await open("/");
    await page.evaluate(() => document.querySelector("[data-project='1'] h2 a").setAttribute("href", "/projects/999999"));
    await page.click("[data-project='1'] h2 a");
    await assert_shows("/projects/999999", "Not found");
    await page.click("main a");
    await assert_shows("/", "Projects", "Projects");
    await page.goBack();
    await assert_shows("/projects/999999", "Not found");
    await assert_no_load();
  });

  test("following a link scrolls to the top", async () => {
    await open("/", { viewport: { width: 400, height: 500 } });
    await page.locator("article:last-child h2 a").scrollIntoViewIfNeeded();
    assert.ok((await page.evaluate(() => scrollY)) > 500);
    const id = await page.getAttribute("article:last-child", "data-project");
    await page.click("article:last-child h2 a");
    await page.waitForURL(`${app.url}/projects/${id}`);
    await page.waitForFunction(() => scrollY === 0);
    await assert_no_load();
  });

  test("a click with a modifier, and links that ask for it, are left to the browser", async () => {
    await open("/");
    const [other] = await Promise.all([
      page.context().waitForEvent("page"),
      page.click("nav >> text=Students", { modifiers: ["Control"] }),
    ]);
    await other.waitForURL(`${app.url}/students`);
    assert.equal(await place(), "/");
    const left = await page.evaluate(() => {
      const [, link] = document.querySelectorAll("nav a");
      const seen = [];
      addEventListener("click", (event) => (seen.push(event.defaultPrevented), event.preventDefault()));
      const click = (options) =>
        link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...options }));
      for (const key of ["ctrlKey", "metaKey", "shiftKey", "altKey"]) click({ [key]: true });
      click({ button: 1 });
      link.target = "_blank";
      click({});
      return seen;
    });
    assert.deepEqual(left, Array(6).fill(false));
    await assert_no_load();
  });

  test("the last of several quick clicks is the page that is shown", async () => {
    await open("/");
    await page.evaluate(() => {
      const [projects, students] = document.querySelectorAll("nav a");
      for (const link of [students, projects, students, projects, students]) link.click();
    });
    await assert_shows("/students", "Students", "Students");
    await page.waitForSelector("[data-resource=slytherin] li");
    await settle(page);
    await assert_shows("/students", "Students", "Students");
    await assert_no_load();
  });

  test("after a reload, back still leads to the page before, which is taken over again", async () => {
    await open("/");
    await page.click("nav >> text=Students");
    await heading("Students");
    await page.reload();
    await page.waitForSelector("html[data-hydrated]", { state: "attached" });
    await page.goBack();
    await assert_shows("/", "Projects", "Projects");
    await page.goForward();
    await assert_shows("/students", "Students", "Students");
    assert.deepEqual(page.messages, []);
  });
});
