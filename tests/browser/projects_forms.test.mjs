// Forms with script: no page load, what was typed is kept or cleared, other rows stay.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import {
  calls, is_marked, keep, loads, mark, nothing_replaced, open_live, replaced, settle, start_projects,
} from "./support/projects.mjs";

describe("forms of the projects application with script", () => {
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

  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
    await keep(page, "li, article, .add, .add input");
  }
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages.filter((line) => !/status of 422/.test(line)), []);
  }
  const row = (id) => page.locator(`li[data-task="${id}"]`);
  const last_id = async () => (await app.sql("select max(id) as id from tasks"))[0].id;
  const first_id = async (project) => (await app.sql(`select min(id) as id from tasks where project_id = ${project}`))[0].id;
  /** The field is empty as soon as a title is on its way; here it has arrived. */
  const arrived = async (project, title) => {
    for (let i = 0; i < 200 && !(await app.titles(project)).includes(title); i++) await settle(page);
  };
  const cleared = () => page.waitForFunction(() => document.querySelector(".add input").value === "");
  const shown = () => page.locator("li .rename input").evaluateAll((all) => all.map((input) => input.value));
  const texts = (selector) => page.locator(selector).evaluateAll((all) => all.map((element) => element.textContent));

  test("adding shows the task, clears the field and leaves the other rows; the page is not loaded", async () => {
    await open("/projects/1");
    for (const title of ["new & <shiny>", "a second one"]) {
      await page.fill(".add input", title);
      await page.click(".add button");
      await cleared();
      await page.waitForFunction((title) => document.querySelector("li:last-child .rename input")?.value === title, title);
      await arrived(1, title);
    }
    const last = await last_id();
    await row(last).waitFor();
    assert.deepEqual(await shown(), await app.titles(1));
    assert.deepEqual(await replaced(page), { gone: [], made: [last - 1, last] });
    assert.equal(calls(page).filter((call) => call.startsWith("tasks.add")).length, 2);
    await assert_no_load();
  });

  test("a form of an action that something made one by GET is told of and not sent, whatever routes there are", async () => {
    await open("/projects/1");
    await page.evaluate(() => document.querySelector(".add").setAttribute("method", "get"));
    await page.fill(".add input", "not for addresses");
    await page.click(".add button");
    await settle(page);
    assert.equal(await page.evaluate(() => location.pathname + location.search), "/projects/1");
    assert.deepEqual(page.messages.splice(0), ["error: Only POST forms are supported for Actions"]);
    await assert_no_load();
  });

  test("adding with the Enter key works too", async () => {
    await open("/projects/1");
    await page.fill(".add input", "by key");
    await page.press(".add input", "Enter");
    await cleared();
    await arrived(1, "by key");
    assert.equal((await app.titles(1)).at(-1), "by key");
    await row(await last_id()).waitFor();
    await assert_no_load();
  });

  for (const [what, typed, message] of [["empty", "  ", "Please enter a title."],
    ["too long", "ä".repeat(201), "A title has at most 200 characters."]]) {
    test(`adding a title that is ${what} is refused beside the field, which keeps it, until a good one is sent`, async () => {
      await open("/projects/2");
      const titles = await app.titles(2);
      await page.fill(".add input", typed);
      await page.click(".add button");
      await page.waitForSelector(".add [role=alert]");
      await settle(page);
      assert.deepEqual(await texts("[role=alert]"), [message]);
      assert.equal(await page.inputValue(".add input"), typed);
      assert.equal(await page.getAttribute(".add input", "aria-invalid"), "true");
      assert.deepEqual(await app.titles(2), titles);
      assert.deepEqual(await replaced(page), nothing_replaced);

      await page.fill(".add input", `good after ${what}`);
      await page.click(".add button");
      await page.waitForSelector("[role=alert]", { state: "detached" });
      await cleared();
      await arrived(2, `good after ${what}`);
      assert.deepEqual(await app.titles(2), [...titles, `good after ${what}`]);
      assert.equal(await page.getAttribute(".add input", "aria-invalid"), "false");
      await row(await last_id()).waitFor();
      await assert_no_load();
    });

    test(`renaming to a title that is ${what} is refused in its row alone, until a good one is sent`, async () => {
      await open("/projects/3");
      const id = await first_id(3);
      await row(id).locator(".rename input").fill(typed);
      await row(id).locator(".rename > button").click();
      await row(id).locator("[role=alert]").waitFor();
      await settle(page);
      assert.deepEqual(await texts("[role=alert]"), [message]);
      assert.equal(await row(id).locator(".rename input").inputValue(), typed);
      assert.deepEqual(await replaced(page), nothing_replaced);

      await row(id).locator(".rename input").fill(`renamed after ${what}`);
      await row(id).locator(".rename > button").click();
      await page.waitForSelector("[role=alert]", { state: "detached" });
      await page.getByLabel(`Delete renamed after ${what}`).waitFor();
      await arrived(3, `renamed after ${what}`); // shown before
      assert.deepEqual(await shown(), await app.titles(3));
      assert.equal((await app.titles(3))[0], `renamed after ${what}`);
      assert.deepEqual(await replaced(page), { gone: [id], made: [id] });
      await assert_no_load();
    });
  }

  test("a message beside one form stays when another form is sent", async () => {
    await open("/projects/4");
    await page.click(".add button");
    await page.waitForSelector(".add [role=alert]");
    const id = await first_id(4);
    await row(id).locator(".rename input").fill("renamed beside it");
    await row(id).locator(".rename > button").click();
    await page.getByLabel("Delete renamed beside it").waitFor();
    assert.deepEqual(await texts("[role=alert]"), ["Please enter a title."]);
    await assert_no_load();
  });

  test("a task is finished, reopened and deleted; no other row is replaced", async () => {
    await open("/projects/5");
    const id = (await app.sql("select min(id) as id from tasks where project_id = 5 and done = 0"))[0].id;
    for (const done of [1, 0]) {
      await row(id).locator(".toggle button").click();
      await page.waitForSelector(`li[data-task="${id}"].${done ? "done" : "open"}[aria-busy=false]`);
      assert.deepEqual(await app.sql(`select done from tasks where id = ${id}`), [{ done }]);
    }
    assert.deepEqual(await replaced(page), { gone: [id], made: [id] });
    await row(id).locator(".delete button").click();
    await row(id).waitFor({ state: "detached" });
    assert.deepEqual(await app.sql(`select done from tasks where id = ${id}`), []);
    assert.deepEqual(await replaced(page), { gone: [id], made: [] });
    await assert_no_load();
  });

  test("two submissions of one form in the same moment both land", async () => {
    await open("/projects/6");
    await page.evaluate(() => {
      const form = document.querySelector(".add");
      for (const title of ["quick one", "quick two"]) {
        form.querySelector("input").value = title;
        form.requestSubmit();
      }
    });
    for (const title of ["quick one", "quick two"]) await page.getByLabel(`Delete ${title}`).waitFor();
    assert.deepEqual((await app.titles(6)).slice(-2).sort(), ["quick one", "quick two"]);
    assert.deepEqual(await shown(), await app.titles(6));
    await assert_no_load();
  });

  test("submissions of several forms in the same moment all land", async () => {
    await open("/projects/7");
    const ids = (await app.sql("select id from tasks where project_id = 7 and done = 0 limit 3")).map(({ id }) => id);
    await page.evaluate((ids) => {
      for (const id of ids) document.querySelector(`[data-task="${id}"] .toggle button`).click();
    }, ids);
    for (const id of ids) await page.waitForSelector(`li.done[data-task="${id}"][aria-busy=false]`);
    assert.deepEqual(await app.sql(`select distinct done from tasks where id in (${ids})`), [{ done: 1 }]);
    assert.deepEqual(await replaced(page), { gone: ids, made: ids });
    await assert_no_load();
  });

  test("what is typed into another row meanwhile is kept", async () => {
    await open("/projects/8");
    const first = await first_id(8);
    const second = first + 1;
    await row(second).locator(".rename input").fill("half typed");
    await row(first).locator(".rename input").fill("done typing");
    await row(first).locator(".rename > button").click();
    await page.getByLabel("Delete done typing").waitFor();
    assert.equal(await row(second).locator(".rename input").inputValue(), "half typed");
    await assert_no_load();
  });
});
