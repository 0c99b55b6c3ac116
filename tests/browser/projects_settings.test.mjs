// The settings of a project: its title, with script and without.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page } from "./support/browser.mjs";
import { calls, hold_writes, is_marked, loads, mark, open_live, settle, start_projects } from "./support/projects.mjs";

describe("settings of a project", () => {
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

  const field = ".settings input";
  const title = async (id) => (await app.sql(`select title from projects where id = ${id}`))[0].title;
  const link = (id) => page.textContent(`nav.projects a[href="/projects/${id}"]`);
  async function open(path) {
    page = await open_live(browser, app, path);
    await mark(page);
  }
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages.filter((line) => !/status of 422/.test(line)), []);
  }

  test("a new title shows everywhere on the page, in one round trip, and no other link of the list is replaced", async () => {
    await open("/projects/2/settings");
    await page.evaluate(() => (window.others = [...document.querySelectorAll("nav.projects a")].filter((a) => a.pathname !== "/projects/2")));
    await page.fill(field, "  Renamed & <b>shiny</b> ");
    await page.press(field, "Enter");
    await page.locator("h1", { hasText: "Renamed & <b>shiny</b>" }).waitFor();
    await settle(page);
    assert.equal(await title(2), "Renamed & <b>shiny</b>");
    assert.equal(await link(2), "Renamed & <b>shiny</b>");
    assert.equal(await page.inputValue(field), "Renamed & <b>shiny</b>");
    assert.equal(await page.title(), "Settings of Renamed & <b>shiny</b>");
    assert.equal(await page.evaluate(() => others.every((link) => link.isConnected)), true);
    assert.deepEqual(calls(page), ["projects.rename"]);
    await assert_no_load();
  });

  test("while the new title is on its way the field keeps it and the form says that it is busy", async () => {
    await open("/projects/3/settings");
    const before = await title(3);
    const writes = await hold_writes(page);
    await page.fill(field, "x".repeat(201));
    await page.click(".settings button");
    await writes.held(1);
    writes.let_go();
    await page.waitForSelector(".settings [role=alert]");
    await page.fill(field, "on its way");
    const again = await hold_writes(page);
    await page.click(".settings .rename > button");
    await again.held(1);
    assert.equal(await page.inputValue(field), "on its way");
    assert.equal(await page.getAttribute(".settings", "aria-busy"), "true");
    assert.equal(await page.textContent("h1"), before);
    again.let_go();
    await page.locator("h1", { hasText: /^on its way$/ }).waitFor();
    await assert_no_load();
  });

  for (const [what, typed, message] of [["blank", " ", "Please enter a title."],
    ["too long", "ä".repeat(201), "A title has at most 200 characters."]]) {
    test(`a title that is ${what} is refused beside the field, which keeps it`, async () => {
      await open("/projects/4/settings");
      const before = await title(4);
      await page.fill(field, typed);
      await page.click(".settings button");
      await page.waitForSelector(".settings [role=alert]");
      assert.equal(await page.textContent(".settings [role=alert]"), message);
      assert.equal(await page.inputValue(field), typed);
      assert.equal(await page.getAttribute(field, "aria-invalid"), "true");
      assert.equal(await page.textContent("h1"), before);
      await page.click("text=Dismiss");
      await page.waitForSelector(".settings [role=alert]", { state: "detached" });
      assert.equal(await page.inputValue(field), before);
      assert.equal(await title(4), before);
      await assert_no_load();
    });

    test(`without script too, and only once: ${what}`, async () => {
      page = await open_page(browser, { javaScriptEnabled: false });
      await page.goto(`${app.url}/projects/5/settings`);
      const before = await title(5);
      await page.fill(field, typed);
      await page.click(".settings button");
      assert.equal(new URL(page.url()).pathname, "/projects/5/settings");
      assert.equal(await page.textContent("[role=alert]"), message);
      assert.equal(await page.inputValue(field), typed);
      assert.equal(await page.getAttribute(field, "aria-invalid"), "true");
      assert.equal(await title(5), before);
      await page.reload();
      assert.equal(await page.locator("[role=alert]").count(), 0);
      assert.equal(await page.inputValue(field), before);
    });
  }

  test("without script a good title is kept and shown everywhere", async () => {
    page = await open_page(browser, { javaScriptEnabled: false });
    await page.goto(`${app.url}/projects/6/settings`);
    await page.fill(field, " by hand 🎈 ");
    await page.click(".settings button");
    assert.equal(await title(6), "by hand 🎈");
    for (const shown of [await page.textContent("h1"), await link(6), await page.inputValue(field)])
      assert.equal(shown, "by hand 🎈");
  });
});
