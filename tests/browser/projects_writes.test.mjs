// Writes on their way: what is shown before the reply, what comes of it, and what others changed meanwhile.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { calls, hold_writes, is_marked, loads, mark, open_live, settle, start_projects } from "./support/projects.mjs";

describe("writes of the projects application on their way", () => {
  let browser, app, page;
  const pages = [];
  before(async () => {
    app = await start_projects();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
  afterEach(async () => {
    for (const each of pages.splice(0)) await each.context().close();
  });

  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
    pages.push(page);
    return page;
  }
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages.filter((line) => !/status of 4(04|22)/.test(line)), []);
  }
  const row = (id, of = page) => of.locator(`li[data-task="${id}"]`);
  const saved = (id, of = page) => of.waitForSelector(`li[data-task="${id}"][aria-busy=false]`);
  const field = (id, of = page) => row(id, of).locator(".rename input");
  const tasks = (project, where = "1") => app.sql(
    `select id, title, done from tasks where project_id = ${project} and ${where} order by id`);
  const task = async (id) => (await app.sql(`select title, done from tasks where id = ${id}`))[0];
  const toggle = (id, of = page) => row(id, of).locator(".toggle button").click();
  async function rename(id, title, of = page) {
    await field(id, of).fill(title);
    await row(id, of).locator(".rename > button").click();
  }
  const texts = (selector) => page.locator(selector).evaluateAll((all) => all.map((element) => element.textContent));
  async function add(title) {
    await page.fill(".add input", title);
    await page.press(".add input", "Enter");
  }

  test("a finished task is shown as such before the reply, and stays so", async () => {
    await open("/projects/1");
    const [{ id, title }] = await tasks(1, "done = 0");
    const writes = await hold_writes(page);
    await toggle(id);
    assert.equal(await row(id).getAttribute("class"), "done");
    assert.equal(await row(id).getAttribute("aria-busy"), "true");
    await writes.held(1);
    assert.deepEqual(await task(id), { title, done: 0 });
    assert.deepEqual(calls(page), ["tasks.set_done"]); // and nothing was read again
    writes.let_go();
    await saved(id);
    assert.equal(await row(id).getAttribute("class"), "done");
    assert.deepEqual(await task(id), { title, done: 1 });
    assert.deepEqual(calls(page), ["tasks.set_done"]); // one round trip
    await assert_no_load();
  });

  test("a new title is shown before the reply, as it will be kept", async () => {
    await open("/projects/1");
    const [{ id }] = await tasks(1, "done = 0");
    const writes = await hold_writes(page);
    await rename(id, "  at once & <safe> ");
    assert.equal(await row(id).locator(".delete button").getAttribute("aria-label"), "Delete at once & <safe>");
    await writes.held(1);
    assert.notEqual((await task(id)).title, "at once & <safe>");
    writes.let_go();
    await saved(id);
    assert.equal(await field(id).inputValue(), "at once & <safe>");
    assert.equal((await task(id)).title, "at once & <safe>");
    await assert_no_load();
  });

  test("a change that is refused is taken back with its reason; dismissing that reads again", async () => {
    await open("/projects/2");
    const [{ id }] = await tasks(2, "done = 0");
    const writes = await hold_writes(page);
    await app.sql(`delete from tasks where id = ${id}`);
    await toggle(id);
    assert.equal(await row(id).getAttribute("class"), "done");
    writes.let_go();
    await row(id).locator("[role=alert]").waitFor();
    assert.equal(await row(id).getAttribute("class"), "open");
    assert.deepEqual(await texts("[role=alert]"), ["There is no such task."]);
    assert.equal(await row(id).getByText("Try again").count(), 0); // it would be refused again
    await row(id).getByText("Dismiss").click();
    await row(id).waitFor({ state: "detached" });
    await assert_no_load();
  });

  test("a title that will be refused is never shown as the task's", async () => {
    await open("/projects/2");
    const [{ id, title }] = await tasks(2, "done = 0");
    const writes = await hold_writes(page);
    await rename(id, " ");
    await writes.held(1);
    assert.equal(await row(id).locator(".delete button").getAttribute("aria-label"), `Delete ${title}`);
    writes.let_go();
    await row(id).locator("[role=alert]").waitFor();
    await row(id).getByText("Dismiss").click();
    await page.waitForSelector("[role=alert]", { state: "detached" });
    assert.equal(await field(id).inputValue(), title);
    await assert_no_load();
  });

  test("what another tab changes meanwhile is not lost: neither when the write lands", async () => {
    await open("/projects/3");
    const other = await open("/projects/3");
    [page] = pages;
    const [mine, theirs] = (await tasks(3, "done = 0")).map(({ id }) => id);
    const writes = await hold_writes(page);
    await toggle(mine);
    await writes.held(1);
    await rename(theirs, "by another tab", other);
    await saved(theirs, other);
    await toggle(mine, other); // the same task as here
    await saved(mine, other);
    await rename(mine, "renamed by another tab", other);
    await saved(mine, other);
    writes.let_go();
    await saved(mine);
    assert.equal(await field(theirs).inputValue(), "by another tab");
    assert.equal(await field(mine).inputValue(), "renamed by another tab");
    assert.deepEqual(await task(mine), { title: "renamed by another tab", done: 1 });
    assert.equal(await row(mine).getAttribute("class"), "done");
    await assert_no_load();
  });

  test("nor when it is refused after that has been read", async () => {
    await open("/projects/4");
    const [mine, theirs] = (await tasks(4, "done = 0")).map(({ id }) => id);
    const writes = await hold_writes(page);
    await toggle(mine);
    await writes.held(1);
    await app.sql(`update tasks set title = 'by another tab' where id in (${mine}, ${theirs})`);
    await toggle(theirs);
    await writes.held(2);
    await writes.let_one_go(1); // lands, and the tasks are read again
    await saved(theirs);
    assert.deepEqual([await field(mine).inputValue(), await field(theirs).inputValue()], Array(2).fill("by another tab"));
    assert.equal(await row(mine).getAttribute("class"), "done"); // still on its way
    await app.sql(`update tasks set project_id = 5 where id = ${mine}`); // so that it is refused
    writes.let_go();
    await row(mine).locator("[role=alert]").waitFor();
    assert.equal(await row(mine).getAttribute("class"), "open");
    assert.equal(await field(mine).inputValue(), "by another tab");
    assert.equal(await row(theirs).getAttribute("class"), "done");
    await assert_no_load();
  });

  test("two changes of one task are both shown, whichever reply comes first", async () => {
    await open("/projects/6");
    const [{ id }] = await tasks(6, "done = 0");
    const writes = await hold_writes(page);
    await rename(id, "twice changed");
    await toggle(id);
    await writes.held(2);
    const shown = async () => [await field(id).inputValue(), await row(id).getAttribute("class")];
    assert.deepEqual(await shown(), ["twice changed", "done"]);
    await writes.let_one_go(1);
    await settle(page);
    assert.deepEqual(await shown(), ["twice changed", "done"]);
    writes.let_go();
    await saved(id);
    assert.deepEqual(await shown(), ["twice changed", "done"]);
    assert.deepEqual(await task(id), { title: "twice changed", done: 1 });
    await assert_no_load();
  });

  test("tasks that are being added are rows until they land; the field is free at once and keeps what is typed there", async () => {
    await open("/projects/7");
    const before = await app.titles(7);
    const writes = await hold_writes(page);
    await add("first of two");
    assert.equal(await page.inputValue(".add input"), "");
    await add("second of two");
    assert.deepEqual(await texts("li.coming span:first-child"), ["first of two", "second of two"]);
    assert.deepEqual(await texts("li.coming .note"), ["Adding…", "Adding…"]);
    await page.type(".add input", "a third");
    await writes.held(2);

    // In every frame each title is there once: as a row that is coming, or as a task.
    await page.evaluate(() => {
      window.seen = new Set();
      const look = () => {
        const all = [...document.querySelectorAll("li")].map((li) => li.querySelector("input")?.value ?? li.querySelector("span").textContent);
        seen.add(["first of two", "second of two"].map((title) => all.filter((each) => each === title).length).join());
        window.looking = requestAnimationFrame(look);
      };
      look();
    });
    await writes.let_one_go(1);
    await page.waitForFunction(() => document.querySelectorAll("li.coming").length === 1);
    assert.deepEqual(await texts("li.coming span:first-child"), ["first of two"]);
    writes.let_go();
    await page.waitForSelector("li.coming", { state: "detached" });
    assert.deepEqual(await page.evaluate(() => (cancelAnimationFrame(looking), [...seen])), ["1,1"]);
    assert.equal(await page.inputValue(".add input"), "a third");
    assert.deepEqual(await app.titles(7), [...before, "second of two", "first of two"]);
    const shown = await page.locator("li .rename input").evaluateAll((all) => all.map((input) => input.value));
    assert.deepEqual(shown, await app.titles(7));
    await assert_no_load();
  });

  test("a refused title comes back to the field; when another is being typed there it stays as a row", async () => {
    await open("/projects/8");
    const long = "x".repeat(201);
    const writes = await hold_writes(page);
    await add(long);
    await page.type(".add input", "the next one");
    writes.let_go();
    await page.waitForSelector("li.coming [role=alert]");
    assert.deepEqual(await texts("[role=alert]"), ["A title has at most 200 characters."]);
    assert.deepEqual(await texts("li.coming span:first-child"), [long]);
    assert.equal(await page.inputValue(".add input"), "the next one");
    await page.click("li.coming >> text=Dismiss");
    await page.waitForSelector("li.coming", { state: "detached" });

    await add(" ");
    await page.waitForSelector(".add [role=alert]");
    assert.deepEqual(await texts("li.coming"), []);
    assert.equal(await page.inputValue(".add input"), " ");
    await add("good in the end");
    await page.waitForSelector("[role=alert]", { state: "detached" });
    await page.waitForSelector("li.coming", { state: "detached" });
    assert.equal((await app.titles(8)).at(-1), "good in the end");
    await assert_no_load();
  });
});
