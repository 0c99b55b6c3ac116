// Refetching: which requests it causes, and which elements it replaces.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { calls, keep, nothing_replaced, open_live, replaced, settle, start_projects } from "./support/projects.mjs";

describe("refetching in the projects application", () => {
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

  const row = (id) => page.locator(`li[data-task="${id}"]`);
  const open_tasks = async () => (await app.sql("select count(*) as n from tasks where done = 0"))[0].n;
  const counts = (projects, open) =>
    page.locator(".counts", { hasText: new RegExp(`^${projects} projects, ${open} open tasks$`) });
  /** Clicks and waits until as many calls have been answered and shown. */
  async function refetch(selector, count) {
    let answered = 0;
    const done = new Promise((resolve) => {
      page.on("requestfinished", (request) => request.url().includes("/_server") && ++answered === count && resolve());
    });
    await page.click(selector);
    await done;
    await settle(page);
  }

  test("one project's button asks for its tasks alone, once, and replaces nothing that did not change", async () => {
    page = await open_live(browser, app, "/");
    const count = await keep(page, "#solder-app *");
    assert.ok(count > 200);
    for (const times of [1, 2]) {
      await refetch("article[data-project='3'] button", 1);
      assert.deepEqual(calls(page), Array(times).fill("tasks.list [3]"));
    }
    assert.deepEqual(await replaced(page), nothing_replaced);
    assert.deepEqual(page.messages, []);
  });

  test("the button for all asks once for each project, and replaces nothing that did not change", async () => {
    page = await open_live(browser, app, "/");
    await keep(page, "#solder-app *");
    const projects = await app.sql("select id from projects order by id");
    await refetch(".buttons >> text=Refetch all tasks", projects.length);
    assert.deepEqual(calls(page).sort(), projects.map(({ id }) => `tasks.list [${id}]`).sort());
    assert.deepEqual(await replaced(page), nothing_replaced);
    assert.deepEqual(page.messages, []);
  });

  test("a task that another program changed appears, and its <li> alone is replaced", async () => {
    page = await open_live(browser, app, "/");
    await keep(page, "li, article");
    const [[, first], other] = await Promise.all([2, 4].map(async (project) =>
      (await app.sql(`select id from tasks where project_id = ${project} order by id`)).map(({ id }) => id)));
    await app.sql(`update tasks set title = 'changed <elsewhere>' where id in (${first}, ${other[0]})`);
    await page.click("article[data-project='2'] button");
    await row(first).getByText("changed <elsewhere>", { exact: true }).waitFor();
    assert.deepEqual(await replaced(page), { gone: [first], made: [first] });
    assert.notEqual(await row(other[0]).textContent(), "changed <elsewhere>"); // not asked for
    await page.click("text=Refetch all tasks");
    await row(other[0]).getByText("changed <elsewhere>", { exact: true }).waitFor();
    assert.deepEqual(await replaced(page), { gone: [first, other[0]], made: [first, other[0]] });
    assert.deepEqual(page.messages, []);
  });

  test("tasks that another program finished, added, deleted: rows and counts follow, other rows stay", async () => {
    page = await open_live(browser, app, "/");
    await keep(page, "li, article");
    const projects = (await app.sql("select id from projects")).length;
    const [{ id: finished }, { id: deleted }] = await app.sql(
      "select id from tasks where project_id = 5 and done = 0 order by id");
    await app.sql(`update tasks set done = 1 where id = ${finished}; delete from tasks where id = ${deleted};
      insert into tasks (project_id, title) values (5, 'from elsewhere'), (5, 'from elsewhere too')`);
    const [{ id: last }] = await app.sql("select max(id) as id from tasks");
    await page.click("article[data-project='5'] button");
    await counts(projects, await open_tasks()).waitFor();
    await row(last).waitFor();
    assert.equal(await row(finished).getAttribute("class"), "done");
    const shown = page.locator("[data-project='5'] li").evaluateAll((all) => all.map((li) => li.textContent));
    assert.deepEqual(await shown, await app.titles(5));
    assert.deepEqual(await replaced(page), { gone: [finished, deleted], made: [finished, last - 1, last] });
    assert.deepEqual(calls(page), ["tasks.list [5]"]);
  });

  test("rows that only changed places keep their elements", async () => {
    page = await open_live(browser, app, "/");
    await keep(page, "li");
    const ids = (await app.sql("select id from tasks where project_id = 6 order by id")).map(({ id }) => id);
    await page.route("**/_server**", async (route) => {
      const reply = await route.fetch();
      const body = JSON.stringify((await reply.json()).reverse());
      await route.fulfill({ response: reply, body });
    });
    await page.click("article[data-project='6'] button");
    await page.waitForFunction((last) => document.querySelector("[data-project='6'] li").dataset.task == last, ids.at(-1));
    const shown = page.locator("[data-project='6'] li").evaluateAll((all) => all.map((li) => Number(li.dataset.task)));
    assert.deepEqual(await shown, ids.reverse());
    assert.deepEqual(await replaced(page), nothing_replaced);
  });

  test("who comes back to the page after a while sees what others did; who comes back at once asks for nothing", async () => {
    page = await open_live(browser, app, "/projects/7");
    const back = () => page.evaluate(() => ["blur", "focus"].forEach((type) => dispatchEvent(new Event(type))));
    await page.clock.install();
    await app.sql("insert into tasks (project_id, title) values (7, 'from another tab')");
    await back();
    await settle(page);
    assert.deepEqual(calls(page), []);
    await page.clock.fastForward(6_000);
    await back();
    await page.getByLabel("Delete from another tab").waitFor();
    assert.deepEqual(calls(page), ["tasks.list [7]"]);
    assert.deepEqual(page.messages, []);
  });

  test("route data: each button asks for what its key matches", async () => {
    page = await open_live(browser, app, "/students");
    await keep(page, "#solder-app *");
    const [all, one, other] = ["[null]", '["gryffindor"]', '["slytherin"]'].map((args) => `students.list ${args}`);
    for (const [button, expected] of [["everything", [one, other, all]], ["students", [one, all]], ["Gryffindor", [one]]]) {
      page.requests.length = 0;
      await refetch(`text=Refetch ${button}`, expected.length);
      assert.deepEqual(calls(page).sort(), expected);
    }
    assert.deepEqual(await replaced(page), nothing_replaced);
    assert.deepEqual(page.messages, []);
  });

  test("route data: a student that moved house appears where it was asked for", async () => {
    page = await open_live(browser, app, "/students");
    const [{ id }] = await app.sql("select id from students where house = 'slytherin'");
    await app.sql(`update students set house = 'gryffindor' where id = ${id}`);
    const shown = (resource) => page.locator(`[data-resource=${resource}] [data-student="${id}"]`);
    await page.click("text=Refetch Gryffindor");
    await shown("gryffindor").waitFor();
    assert.match(await shown("all").textContent(), /slytherin$/);
    await page.click("text=Refetch students");
    await shown("all").getByText("gryffindor").waitFor();
    assert.equal(await shown("slytherin").count(), 1);
    await page.click("text=Refetch everything");
    await shown("slytherin").waitFor({ state: "detached" });
  });
});
