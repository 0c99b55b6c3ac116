// Which tasks of a project are shown stands in the address: ?show=open&q=roof.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page, stop_clock } from "./support/browser.mjs";
import { calls, is_marked, keep, loads, mark, nothing_replaced, open_live, replaced, settle, start_projects } from "./support/projects.mjs";

describe("the filter of tasks", () => {
  let browser, app, page;
  before(async () => {
    app = await start_projects();
    await app.sql(`insert into projects (id, title) values (50, 'The house'), (51, 'empty');
      insert into tasks (id, project_id, title, done) values (501, 50, 'Fix the roof', 0), (502, 50, 'Roof tiles', 1),
        (503, 50, 'paint & plaster', 0), (504, 50, 'PAINT the door', 1), (505, 50, '50% off', 0)`);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
  afterEach(() => page?.context().close());

  const search = ".filter [type=search]";
  const shown = () => page.locator("li[data-task]").evaluateAll((all) => all.map((li) => Number(li.dataset.task)));
  const shows = (...ids) => page.waitForFunction(
    (ids) => [...document.querySelectorAll("li[data-task]")].map((li) => li.dataset.task).join() === ids, ids.join());
  const place = () => page.evaluate(() => location.pathname + location.search);
  const at = (place) => page.waitForURL((url) => url.pathname + url.search === place);
  const choose = (label) => page.locator(".filter label", { hasText: label }).click();
  const chosen = () => page.locator(".filter :checked").evaluateAll((all) => all.map((radio) => radio.value));
  const entries = () => page.evaluate(() => history.length);
  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
    await keep(page, "li[data-task]");
  }
  /** Neither loaded nor asked for anything. */
  async function assert_no_request() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual([...calls(page), ...loads(page).filter((line) => !line.endsWith("favicon.svg"))], []);
    assert.deepEqual(page.messages, []);
  }

  test("choosing makes an entry each, back and forward lead through them, and nothing is fetched", async () => {
    await open("/projects/50");
    const before = await entries();
    for (const [label, address, ...ids] of [["Open", "/projects/50?show=open", 501, 503, 505],
      ["Done", "/projects/50?show=done", 502, 504], ["All", "/projects/50", 501, 502, 503, 504, 505]]) {
      await choose(label);
      await at(address);
      assert.deepEqual(await shown(), ids);
      assert.deepEqual(await chosen(), [label.toLowerCase()]);
    }
    assert.equal(await entries(), before + 3);
    for (const [way, address, value, ...ids] of [["goBack", "/projects/50?show=done", "done", 502, 504],
      ["goBack", "/projects/50?show=open", "open", 501, 503, 505], ["goBack", "/projects/50", "all", 501, 502, 503, 504, 505],
      ["goForward", "/projects/50?show=open", "open", 501, 503, 505]]) {
      await page[way]();
      await at(address);
      await shows(...ids);
      assert.deepEqual(await chosen(), [value]);
    }
    await assert_no_request();
  });

  test("rows that both filters show keep their elements", async () => {
    await open("/projects/50");
    await choose("Open");
    await shows(501, 503, 505);
    assert.deepEqual(await replaced(page), { gone: [502, 504], made: [] });
    await page.fill(search, "roof");
    await shows(501);
    assert.deepEqual(await replaced(page), { gone: [502, 503, 504, 505], made: [] });
    await page.fill(search, "");
    await choose("All");
    await shows(501, 502, 503, 504, 505);
    assert.deepEqual(await replaced(page), { gone: [502, 503, 504, 505], made: [502, 503, 504, 505] });
    await assert_no_request();
  });

  test("typing filters at once and replaces the entry when it pauses; case does not count", async () => {
    await open("/projects/50?show=open");
    const before = await entries();
    await stop_clock(page);
    await page.locator(search).pressSequentially("PAINT &");
    await shows(503);
    assert.equal(await place(), "/projects/50?show=open");
    await page.clock.runFor(250);
    await page.clock.resume();
    await at("/projects/50?show=open&q=PAINT+%26");
    assert.equal(await entries(), before);
    assert.equal(await page.inputValue(search), "PAINT &");
    assert.equal(await page.textContent(".counts"), "1 of 5 tasks");
    await page.fill(search, "%");
    await shows(505);
    await page.fill(search, "");
    await shows(501, 503, 505);
    await at("/projects/50?show=open");
    assert.equal(await entries(), before);
    await assert_no_request();
  });

  test("what was just typed is not lost when a choice follows at once", async () => {
    await open("/projects/50");
    await stop_clock(page);
    await page.fill(search, "roof");
    await choose("Done");
    await at("/projects/50?show=done&q=roof");
    assert.deepEqual(await shown(), [502]);
    assert.equal(await page.inputValue(search), "roof");
    await page.fill(search, "ro");
    await page.press(search, "Enter"); // at once
    await at("/projects/50?show=done&q=ro");
    await assert_no_request();
  });

  test("back after typing leads to the page before, and forward to what was searched for", async () => {
    await open("/");
    await page.click("nav.projects a[href='/projects/50']");
    await at("/projects/50");
    await page.fill(search, "tiles");
    await at("/projects/50?q=tiles");
    await page.goBack();
    await at("/");
    await page.goForward();
    await at("/projects/50?q=tiles");
    await shows(502);
    assert.equal(await page.inputValue(search), "tiles");
    await page.click("nav.projects a[href='/projects/50']"); // a link without
    await at("/projects/50");
    await shows(501, 502, 503, 504, 505);
    assert.equal(await page.inputValue(search), "");
  });

  for (const [query, value, text, ...ids] of [["?show=open&q=roof", "open", "roof", 501], ["?show=done", "done", "", 502, 504],
    ["?show=nonsense&q=%26&other=1", undefined, "&", 503], ["?q=no+such", "all", "no such"],
    ["?show=all&q=", "all", "", 501, 502, 503, 504, 505]])
    test(`the server sends what ${query} asks for, and the page is taken over so`, async () => {
      page = await open_page(browser, { javaScriptEnabled: false });
      await page.goto(`${app.url}/projects/50${query}`);
      assert.deepEqual(await shown(), ids);
      await page.context().close();
      await open(`/projects/50${query}`);
      assert.deepEqual(await shown(), ids);
      assert.deepEqual(await chosen(), value ? [value] : []);
      assert.equal(await page.inputValue(search), text);
      await settle(page);
      assert.deepEqual(await replaced(page), nothing_replaced);
      assert.equal(await place(), `/projects/50${query}`);
      await assert_no_request();
    });

  test("a reload keeps the filter", async () => {
    await open("/projects/50");
    await choose("Open");
    await page.fill(search, "paint");
    await at("/projects/50?show=open&q=paint");
    await page.reload();
    assert.deepEqual(await shown(), [503]);
    assert.equal(await page.inputValue(search), "paint");
    assert.deepEqual(await chosen(), ["open"]);
  });

  test("a title that is being edited stays, whatever the filter says, and typing a filter asks nothing", async () => {
    await open("/projects/50");
    await page.fill("li[data-task='503'] .rename input", "half typed");
    await page.fill(search, "roof");
    await shows(501, 502, 503);
    await choose("Done");
    await shows(502, 503);
    assert.equal(await page.inputValue("li[data-task='503'] .rename input"), "half typed");
    assert.equal(await page.getByRole("alertdialog").count(), 0);
    assert.deepEqual((await replaced(page)).made, []);
    await assert_no_request();
  });

  test("without script the form leads to the filtered page", async () => {
    page = await open_page(browser, { javaScriptEnabled: false });
    await page.goto(`${app.url}/projects/50`);
    await page.fill(search, "paint");
    await page.press(search, "Enter");
    assert.equal(await place(), "/projects/50?show=all&q=paint");
    assert.deepEqual(await shown(), [503, 504]);
    await choose("Done");
    await page.click(".filter button");
    assert.equal(await place(), "/projects/50?show=done&q=paint");
    assert.deepEqual(await shown(), [504]);
    assert.deepEqual(await chosen(), ["done"]);
    assert.equal(await page.textContent(".counts"), "1 of 5 tasks");
  });

  test("a project without tasks can be filtered", async () => {
    await open("/projects/51?q=x");
    assert.deepEqual(await shown(), []);
    assert.equal(await page.textContent(".counts"), "0 of 0 tasks");
    await page.fill(search, "");
    await page.waitForSelector(".counts", { state: "detached" });
    await assert_no_request();
  });
});
