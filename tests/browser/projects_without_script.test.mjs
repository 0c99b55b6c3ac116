// The projects application with script switched off: everything can be read and done.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page } from "./support/browser.mjs";
import { start_projects } from "./support/projects.mjs";

const text_of = (elements) => elements.map((element) => element.textContent);

describe("the projects application without script", () => {
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
    page = await open_page(browser, { javaScriptEnabled: false });
    return page.goto(app.url + path);
  }
  const field = (row) => page.locator(`li[data-task="${row}"] input[name=title]`);
  const state = async (row) => (await app.sql(`select title, done from tasks where id = ${row}`))[0];

  test("/ shows every project and task of the database, and the counts", async () => {
    await app.sql(`insert into tasks (project_id, title) values (3, '</ul><b>"&amp;''{}</b><!-- --> 𝄞 é')`);
    await open("/");
    const projects = await app.sql("select id, title from projects order by id");
    assert.ok(projects.length >= 8);
    assert.deepEqual(await page.locator("article h2").evaluateAll(text_of), projects.map(({ title }) => title));
    for (const { id } of projects) {
      const rows = page.locator(`article[data-project="${id}"] li`);
      assert.deepEqual(await rows.evaluateAll(text_of), await app.titles(id));
    }
    const tasks = await app.sql("select done from tasks");
    assert.ok(tasks.length >= 120);
    const open_count = tasks.filter(({ done }) => !done).length;
    assert.equal(await page.textContent(".counts"), `${projects.length} projects, ${open_count} open tasks`);
  });

  test("/projects/3 shows every task in a form, escaped", async () => {
    await open("/projects/3");
    const values = await page.locator("li input[name=title]").evaluateAll((inputs) => inputs.map((input) => input.value));
    assert.deepEqual(values, await app.titles(3));
    const labels = await page.locator("form.delete button").evaluateAll((all) => all.map((b) => b.ariaLabel));
    assert.deepEqual(labels, values.map((title) => `Delete ${title}`));
  });

  test("/students shows the three lists", async () => {
    await open("/students");
    const students = await app.sql("select name, house from students order by name");
    for (const [resource, houses] of [["all", /./], ["gryffindor", /^gryffindor$/], ["slytherin", /^slytherin$/]])
      assert.deepEqual(await page.locator(`[data-resource=${resource}] li`).evaluateAll(text_of),
        students.filter(({ house }) => houses.test(house)).map(({ name, house }) => `${name}, ${house}`));
  });

  for (const path of ["/", "/projects/3", "/students"])
    test(`${path} shows no button that would do nothing`, async () => {
      await open(path);
      const shown = await page.locator("button:not(form button)").filter({ visible: true }).evaluateAll(text_of);
      assert.deepEqual(shown, []);
    });

  test("links lead from page to page", async () => {
    await open("/");
    await page.click("article[data-project='2'] h2 a");
    assert.equal(new URL(page.url()).pathname, "/projects/2");
    assert.equal(await page.title(), await page.textContent("h1"));
    await page.click("nav >> text=Students");
    assert.equal(await page.title(), "Students");
    assert.equal(await page.textContent(".top nav [aria-current=page]"), "Students");
    await page.click("nav >> text=Projects");
    assert.equal(await page.title(), "Projects");
  });

  for (const path of ["/projects/999999", "/no/such/page"])
    test(`${path} says that it was not found and leads back`, async () => {
      assert.equal((await open(path)).status(), 404);
      assert.equal(await page.textContent("h1"), "Not found");
      assert.equal(await page.title(), "Not found");
      await page.click("main a");
      assert.equal(new URL(page.url()).pathname, "/");
    });

  test("a task can be added, renamed, finished, reopened and deleted", async () => {
    await open("/projects/4");
    await page.fill(".add input", "  <new> & 'good' 🎈 ");
    await page.click(".add button");
    const [{ id }] = await app.sql("select max(id) as id from tasks");
    assert.deepEqual(await state(id), { title: "<new> & 'good' 🎈", done: 0 });
    assert.equal(new URL(page.url()).pathname, "/projects/4");
    assert.equal(await field(id).inputValue(), "<new> & 'good' 🎈");
    assert.equal(await page.inputValue(".add input"), "");

    await field(id).fill("renamed");
    await page.click(`li[data-task="${id}"] .rename button`);
    assert.deepEqual(await state(id), { title: "renamed", done: 0 });
    assert.equal(await field(id).inputValue(), "renamed");

    for (const done of [1, 0]) {
      await page.click(`li[data-task="${id}"] .toggle button`);
      assert.deepEqual(await state(id), { title: "renamed", done });
      assert.equal(await page.getAttribute(`li[data-task="${id}"] .toggle button`, "aria-pressed"), String(done === 1));
    }
    await page.click(`li[data-task="${id}"] .delete button`);
    assert.equal(await state(id), undefined);
    assert.equal(await page.locator(`li[data-task="${id}"]`).count(), 0);
  });

  const long = "ü<&\"".repeat(50) + "x"; // 201 characters
  for (const [what, typed, message] of [["empty", "", "Please enter a title."], ["blank", "  ", "Please enter a title."],
    ["too long", long, "A title has at most 200 characters."]]) {
    test(`a new task whose title is ${what} is refused beside the field, which keeps it`, async () => {
      await open("/projects/5");
      const titles = await app.titles(5);
      await page.fill(".add input", typed);
      await page.click(".add button");
      assert.deepEqual(await page.locator("[role=alert]").evaluateAll(text_of), [message]);
      assert.equal(await page.textContent(".add [role=alert]"), message);
      assert.equal(await page.inputValue(".add input"), typed);
      assert.equal(await page.getAttribute(".add input", "aria-invalid"), "true");
      assert.deepEqual(await app.titles(5), titles);
      await page.reload();
      assert.equal(await page.locator("[role=alert]").count(), 0);
    });

    test(`renaming to a title that is ${what} is refused beside its field alone, which keeps it`, async () => {
      await open("/projects/5");
      const [, { id }] = await app.sql("select id from tasks where project_id = 5 order by id");
      const before = await state(id);
      await field(id).fill(typed);
      await page.click(`li[data-task="${id}"] .rename button`);
      assert.deepEqual(await page.locator("[role=alert]").evaluateAll(text_of), [message]);
      assert.equal(await page.textContent(`li[data-task="${id}"] .rename [role=alert]`), message);
      assert.equal(await field(id).inputValue(), typed);
      assert.deepEqual(await state(id), before);
    });
  }

  test("a task that could not be added is a row with what was typed; nothing on the page needs script", async () => {
    await open("/projects/7");
    const before = await app.titles(7);
    await app.sql("create trigger full before insert on tasks begin select raise(abort, 'the secret reason'); end");
    await page.fill(".add input", "lost & found");
    await page.click(".add button");
    await app.sql("drop trigger full");
    assert.deepEqual(await page.locator("li.coming > span").evaluateAll(text_of), ["lost & found"]);
    assert.match(await page.textContent("li.coming [role=alert]"), /^Something went wrong on the server\. \(\w+\)$/);
    assert.equal(await page.locator("button.live:visible").count(), 0);
    assert.equal(await page.inputValue(".add input"), "");
    assert.deepEqual(await app.titles(7), before);
  });

  test("a title of 200 characters is taken, whatever they are", async () => {
    await open("/projects/5");
    await page.fill(".add input", "🎈".repeat(200));
    await page.click(".add button");
    assert.equal((await app.titles(5)).at(-1), "🎈".repeat(200));
  });

  test("a task that is gone meanwhile does not break the page", async () => {
    await app.sql("insert into tasks (project_id, title) values (6, 'soon gone')");
    await open("/projects/6");
    await app.sql("delete from tasks where title = 'soon gone'");
    await page.click("li:last-child .toggle button");
    assert.deepEqual(await page.locator("li input").evaluateAll((all) => all.map((i) => i.value)), await app.titles(6));
  });
});
