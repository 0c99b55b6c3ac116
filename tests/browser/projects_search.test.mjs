// The search for students: what is asked for when somebody types, and that only the newest answer is shown.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page, stop_clock } from "./support/browser.mjs";
import { calls, is_marked, loads, mark, open_live, settle, start_projects } from "./support/projects.mjs";

describe("the search of the projects application", () => {
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

  const found = (of = page) =>
    of.locator(".search + div li").evaluateAll((all) => all.map((element) => element.textContent));
  const shows = (count) => page.getByText(`${count} student${count === 1 ? "" : "s"} found`, { exact: true }).waitFor();
  const searches = () => calls(page).filter((call) => call.startsWith("students.search"));
  const address = () => new URL(page.url()).pathname + new URL(page.url()).search;
  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
  }
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages, []);
  }

  test("somebody who types causes one request, when that pauses; the address follows, the history does not grow", async () => {
    await open("/students");
    assert.equal(await page.getByRole("status").count(), 0);
    const entries = await page.evaluate(() => history.length);
    await stop_clock(page);
    await page.locator("[type=search]").pressSequentially("slyth");
    assert.deepEqual(searches(), []);
    await page.clock.runFor(250);
    await page.clock.resume();
    await shows(5);
    assert.deepEqual(searches(), ['students.search ["slyth"]']);
    assert.equal(address(), "/students?q=slyth");
    assert.equal(await page.evaluate(() => history.length), entries);
    assert.equal(await page.inputValue("[type=search]"), "slyth");
    assert.equal(calls(page).length, 1); // the lists below stay as they are
    await page.fill("[type=search]", "");
    await page.getByRole("status").waitFor({ state: "detached" });
    assert.equal(address(), "/students");
    assert.equal(searches().length, 1); // nothing to ask for
    await assert_no_load();
  });

  test("an answer that is slower than the next one is not shown: its request is aborted", async () => {
    await open("/students");
    const ended = [];
    page.on("requestfailed", (request) => ended.push([calls({ requests: [`GET ${request.url()}`] })[0], request.failure().errorText]));
    let answer_late;
    const late = new Promise((resolve) => (answer_late = resolve));
    await page.route(/students\.search.*%22a%22/, async (route) => {
      await late;
      await route.continue().catch(() => {}); // it is no longer there
    });
    const asked = page.waitForRequest(/students\.search.*%22a%22/);
    await page.fill("[type=search]", "a");
    await asked;
    await page.fill("[type=search]", "alba");
    await shows(1);
    assert.deepEqual(ended, [['students.search ["a"]', "net::ERR_ABORTED"]]);
    answer_late();
    await settle(page);
    assert.deepEqual(await found(), ["Alba Quickfern, gryffindor"]);
    assert.equal(address(), "/students?q=alba");
    assert.deepEqual(searches(), ['students.search ["a"]', 'students.search ["alba"]']);
    await assert_no_load();
  });

  test("while a search is under way the last result stays, marked as busy", async () => {
    await open("/students?q=berg");
    let go_on;
    const held = new Promise((resolve) => (go_on = resolve));
    await page.route(/students\.search/, async (route) => (await held, route.continue()));
    await page.fill("[type=search]", "volkov");
    await page.waitForSelector(".search + div[aria-busy=true]");
    assert.deepEqual(await found(), ["Linus & Lotte Berg, hufflepuff"]);
    go_on();
    await page.waitForSelector(".search + div[aria-busy=false]");
    assert.deepEqual(await found(), ["Dmitri Volkov, slytherin"]);
    await assert_no_load();
  });

  test("the button and the Enter key search at once, without a load", async () => {
    await open("/students");
    await stop_clock(page);
    await page.fill("[type=search]", "o'd");
    await page.press("[type=search]", "Enter");
    await shows(1);
    assert.deepEqual(await found(), ["Bram O'Dell, hufflepuff"]);
    await page.fill("[type=search]", "nobody at all");
    await page.click(".search button");
    await shows(0);
    assert.deepEqual(await found(), []);
    await assert_no_load();
  });

  test("what is taken back while the answer is on its way stays taken back", async () => {
    await open("/students?q=berg");
    await shows(1);
    let let_through;
    const held = new Promise((resolve) => (let_through = resolve));
    await page.route(/students\.search/, async (route) => {
      await held;
      await route.continue().catch(() => {}); // it is no longer there
    });
    const asked = page.waitForRequest(/students\.search/);
    await page.fill("[type=search]", "bergx");
    await asked;
    const given_up = page.waitForEvent("requestfailed");
    await page.fill("[type=search]", "berg");
    await given_up;
    let_through();
    await settle(page);
    assert.equal(await page.inputValue("[type=search]"), "berg");
    assert.equal(address(), "/students?q=berg");
    await shows(1);
  });

  test("back and forward, and links, lead to what was searched for", async () => {
    await open("/students");
    await page.fill("[type=search]", "春日");
    await shows(1);
    await page.click("nav >> text=Projects");
    await page.waitForSelector("article");
    await page.goBack();
    await shows(1);
    assert.equal(await page.inputValue("[type=search]"), "春日");
    assert.deepEqual(await found(), ["Hana 春日, ravenclaw"]);
    await page.click("nav >> text=Students");
    await page.getByRole("status").waitFor({ state: "detached" });
    assert.equal(await page.inputValue("[type=search]"), "");
    await assert_no_load();
  });

  test("a search that fails says so, and the next one shows what it finds", async () => {
    await open("/students");
    await page.fill("[type=search]", "x".repeat(101));
    await page.getByText("Please search for less text.").waitFor();
    await page.fill("[type=search]", "berg");
    await shows(1);
    assert.equal(await page.getByText("Please search for less text.").count(), 0);
    assert.equal(await is_marked(page), true);
  });

  test("what the address asks for comes with the page, and nothing is asked again", async () => {
    await open("/students?q=%3Cthe+Y");
    assert.deepEqual(await found(), ["Quill <the younger>, ravenclaw"]);
    assert.equal(await page.inputValue("[type=search]"), "<the Y");
    assert.deepEqual(page.requests, []);
    await assert_no_load();
  });

  test("without script the form leads to the page of what is found", async () => {
    page = await open_page(browser, { javaScriptEnabled: false });
    await page.goto(`${app.url}/students`);
    await page.fill("[type=search]", "& Lotte");
    await page.press("[type=search]", "Enter");
    assert.equal(address(), "/students?q=%26+Lotte");
    assert.equal(await page.textContent("[role=status]"), "1 student found");
    assert.deepEqual(await found(), ["Linus & Lotte Berg, hufflepuff"]);
    assert.equal(await page.inputValue("[type=search]"), "& Lotte");
    await page.fill("[type=search]", "");
    await page.click(".search button");
    assert.equal(await page.locator("[role=status]").count(), 0);
  });
});
