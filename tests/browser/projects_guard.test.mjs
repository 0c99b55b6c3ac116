// A title that was typed and not saved: leaving asks first.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page } from "./support/browser.mjs";
import { is_marked, keep, loads, mark, nothing_replaced, open_live, replaced, settle, start_projects } from "./support/projects.mjs";

describe("the guard on unsaved titles", () => {
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

  const question = () => page.getByRole("alertdialog");
  const stay = () => page.getByRole("button", { name: "Stay" });
  const leave = () => page.getByRole("button", { name: "Leave without saving" });
  const field = () => page.locator("main .rename input").first();
  const place = () => page.evaluate(() => location.pathname + location.search);
  const other = 'nav.projects a[href="/projects/2"]';
  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
  }
  async function assert_no_load(messages = []) {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages, messages);
  }
  const at = (path) => page.waitForFunction((path) => location.pathname === path, path);
  async function assert_asked(path, typed) {
    await question().waitFor();
    assert.equal(await question().count(), 1);
    assert.equal(await stay().evaluate((button) => button === document.activeElement), true);
    assert.equal(await place(), path);
    assert.equal(await field().inputValue(), typed);
  }

  for (const path of ["/projects/1", "/projects/1/settings"]) {
    test(`${path}: a link asks; who stays has all as it was and the focus back, who leaves is led on`, async () => {
      await open(path);
      await keep(page, "main *");
      await field().fill("not saved");
      await page.click(other);
      await assert_asked(path, "not saved");
      await stay().click();
      await question().waitFor({ state: "detached" });
      assert.equal(await field().evaluate((input) => input === document.activeElement), true);
      assert.equal(await field().inputValue(), "not saved");
      assert.deepEqual(await replaced(page), nothing_replaced);

      await page.click(other); // asks again
      await assert_asked(path, "not saved");
      await page.keyboard.press("Escape");
      await question().waitFor({ state: "detached" });
      assert.equal(await field().evaluate((input) => input === document.activeElement), true);

      await page.click(other);
      await leave().click();
      await at("/projects/2");
      await question().waitFor({ state: "detached" });
      await page.click(".tabs >> text=Settings"); // nothing is left of it
      await at("/projects/2/settings");
      assert.equal(await question().count(), 0);
      await assert_no_load();
    });

    test(`${path}: another tab of the project asks too`, async () => {
      await open(path);
      await field().fill("not saved");
      const target = path.endsWith("settings") ? "Tasks" : "Settings";
      await page.click(`.tabs >> text=${target}`);
      await assert_asked(path, "not saved");
      await leave().click();
      await at(target === "Tasks" ? "/projects/1" : "/projects/1/settings");
      assert.notEqual(await field().inputValue(), "not saved");
      await assert_no_load();
    });

    test(`${path}: back asks, and leaving goes back by one entry; so does forward`, async () => {
      await open("/students");
      await page.click(".top >> text=Projects");
      await page.click(other);
      await at("/projects/2");
      await page.goBack();
      await at("/");
      const here = path.replace("1", "3");
      if (path.endsWith("settings")) {
        await page.evaluate(() => document.querySelector("nav.projects a[href='/projects/3']").setAttribute("href", "/projects/3/settings"));
        await page.click("nav.projects a[href='/projects/3/settings']");
      } else await page.click("nav.projects a[href='/projects/3']");
      await at(here);
      await field().fill("not saved");
      await page.evaluate(() => history.back());
      await assert_asked(here, "not saved");
      const entries = await page.evaluate(() => history.length);
      await stay().click();
      await page.evaluate(() => history.back());
      await assert_asked(here, "not saved");
      await leave().click();
      await at("/");
      assert.equal(await page.evaluate(() => history.length), entries);
      await page.goForward();
      await at(here);
      await page.goBack();
      await at("/");
      await page.goBack();
      await at("/students");
      await assert_no_load();
    });

    test(`${path}: after a submit, or when the text is put back, nothing is asked`, async () => {
      await open(path);
      const title = await field().inputValue();
      await field().fill("half");
      await field().fill(title);
      await page.click(other);
      await at("/projects/2");
      await page.goBack();
      await at(path);
      await field().fill(`saved at ${path}`);
      await field().press("Enter");
      await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
      await page.locator(path.endsWith("settings") ? "h1" : ".delete button").first().waitFor();
      await page.click(other);
      await at("/projects/2");
      assert.equal(await question().count(), 0);
      await assert_no_load();
    });

    test(`${path}: closing the tab is asked about by the browser, only while something is unsaved`, async () => {
      await open(path);
      await field().fill("not saved");
      const dialog = page.waitForEvent("dialog");
      await page.close({ runBeforeUnload: true });
      const asked = await dialog;
      assert.equal(asked.type(), "beforeunload");
      await asked.dismiss();
      assert.equal(await question().count(), 0);
      assert.equal(await field().inputValue(), "not saved");
      await field().fill(await page.evaluate(() => document.querySelector("main .rename input").getAttribute("value")));
      const closed = page.waitForEvent("close");
      await page.close({ runBeforeUnload: true });
      await closed;
    });
  }

  test("a title that was refused is unsaved until it is dismissed", async () => {
    await open("/projects/4");
    const title = await field().inputValue();
    await field().fill("x".repeat(201));
    await field().press("Enter");
    await page.waitForSelector("[role=alert]");
    await page.click(other);
    await assert_asked("/projects/4", "x".repeat(201));
    await stay().click();
    await page.click("text=Dismiss");
    await page.waitForSelector("[role=alert]", { state: "detached" });
    assert.equal(await field().inputValue(), title);
    await page.click(other);
    await at("/projects/2");
    assert.equal(await is_marked(page), true);
  });

  test("finishing a task keeps the title that is being typed for it", async () => {
    await open("/projects/5");
    const row = page.locator("li[data-task].open").first();
    const id = await row.getAttribute("data-task");
    await row.locator(".rename input").fill("half typed");
    await row.locator(".toggle button").click();
    await page.waitForSelector(`li.done[data-task="${id}"][aria-busy=false]`);
    assert.equal(await page.inputValue(`li[data-task="${id}"] .rename input`), "half typed");
    await page.click(other);
    await question().waitFor();
    await assert_no_load();
  });

  test("a task that was deleted is not asked about", async () => {
    await open("/projects/6");
    const row = page.locator("li[data-task]").first();
    const id = await row.getAttribute("data-task");
    await row.locator(".rename input").fill("soon gone");
    await row.locator(".delete button").click();
    await page.waitForSelector(`li[data-task="${id}"]`, { state: "detached" });
    await page.click(other);
    await at("/projects/2");
    await assert_no_load();
  });

  test("saving while the question is there answers it: the page stays", async () => {
    await open("/projects/7");
    await field().fill("saved after all");
    await page.click(other);
    await question().waitFor();
    await page.locator("main .rename > button").first().click();
    await question().waitFor({ state: "detached" });
    await page.getByLabel("Delete saved after all").waitFor();
    assert.equal(await place(), "/projects/7");
    await settle(page);
    await assert_no_load();
  });

  test("without script nothing is asked", async () => {
    page = await open_page(browser, { javaScriptEnabled: false });
    await page.goto(`${app.url}/projects/1`);
    await field().fill("not saved");
    await page.click(other);
    assert.equal(new URL(page.url()).pathname, "/projects/2");
  });
});
