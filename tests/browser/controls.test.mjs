// `bind={}` and `ref={}` from C++ to Chromium and back (tests/browser/controls), without script and with it.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { hydrated, open_page } from "./support/browser.mjs";
import { program_for_tests } from "./support/program.mjs";

const program = "tests/browser/controls/controls_probe";

const at_first = {
  name: "ada", about: "\nline", count: 5, limit: null, open: true, size: "l", color: "b", days: [2, 9], nick: "al",
};
const after_set = {
  name: "set", about: "other", count: -7, limit: 0.25, open: false, size: "s", color: "c", days: [1, 3], nick: "bo",
};

describe("bound controls", () => {
  const app = program_for_tests(program);
  let page;
  afterEach(() => page?.context().close());

  /** What the signals hold. */
  const held = async () => JSON.parse(await page.textContent("#held"));
  /** What the controls show, in the same words. */
  const shown = () =>
    page.evaluate(() => {
      const of = (id) => document.getElementById(id);
      return {
        name: of("name").value, about: of("about").value, count: +of("count").value,
        limit: of("limit").value === "" ? null : +of("limit").value, open: of("open").checked,
        size: document.querySelector("[name=size]:checked").value, color: of("color").value,
        days: [...of("days").selectedOptions].map((each) => +each.value), nick: of("nick").value,
      };
    });
  /** As `all`, without the choice that the multiple select has no option for. */
  const without_nine = (all) => ({ ...all, days: all.days.filter((each) => each !== 9) });
  const problems = () => page.problems.filter((line) => !line.startsWith("Failed to load resource")); // the icon
  async function fill_in() {
    await page.fill("#name", "typed");
    await page.fill("#about", "more\nlines");
    await page.fill("#count", "12");
    await page.fill("#limit", "1.5");
    await page.uncheck("#open");
    await page.check("#small");
    await page.selectOption("#color", "a");
    await page.selectOption("#days", ["1", "3"]);
    await page.fill("#nick", "cy");
  }
  const filled_in = {
    name: "typed", about: "more\nlines", count: 12, limit: 1.5, open: false, size: "s", color: "a", days: [1, 3], nick: "cy",
  };

  async function open(options) {
    page = await open_page(app.browser, options);
    await page.goto(app.url);
    if (options?.javaScriptEnabled !== false) await hydrated(page);
  }
  /** Opens the page and lets the program start after `work`. */
  async function open_slowly(work) {
    page = await open_page(app.browser);
    let let_through;
    const is_open = new Promise((resolve) => (let_through = resolve));
    await page.route("**/*.wasm", async (route) => (await is_open, route.continue()));
    await page.goto(app.url, { waitUntil: "commit" });
    await page.waitForSelector("#held", { state: "attached" });
    await work();
    let_through();
    await hydrated(page);
  }

  test("without script they show what the signals hold, and the form sends it", async () => {
    await open({ javaScriptEnabled: false });
    assert.deepEqual([await held(), await shown()], [at_first, without_nine(at_first)]);
    await fill_in();
    await page.click("#send");
    await page.waitForURL(/\?/);
    assert.equal(new URL(page.url()).search,
      "?name=typed&about=more%0D%0Alines&count=12&limit=1.5&size=s&color=a&days=1&days=3&nick=cy");
  });

  test("signals follow what a person does", async () => {
    await open();
    assert.deepEqual([await held(), await shown()], [at_first, without_nine(at_first)]);
    await fill_in();
    assert.deepEqual([await held(), await shown()], [filled_in, filled_in]);
    await page.fill("#limit", "");
    await page.fill("#count", "");
    assert.deepEqual(await held(), { ...filled_in, limit: null });
    await page.selectOption("#days", []);
    assert.deepEqual((await held()).days, []);
    assert.deepEqual(problems(), []);
  });

  test("controls follow the signals, also when a person was there before", async () => {
    await open();
    await page.click("#set");
    assert.deepEqual([await held(), await shown()], [after_set, after_set]);
    await fill_in();
    await page.click("#set");
    assert.deepEqual([await held(), await shown()], [after_set, after_set]);
    assert.deepEqual(problems(), []);
  });

  test("what a person typed and chose before the program started is kept and told", async () => {
    await open_slowly(fill_in);
    assert.deepEqual([await held(), await shown()], [filled_in, filled_in]);
    await page.click("#set");
    assert.deepEqual([await held(), await shown()], [after_set, after_set]);
    assert.deepEqual(problems(), []);
  });

  test("what the browser fills in again when a page is shown that is live already is told", async () => {
    await open();
    // As Chromium does after `load`, without an event.
    await page.evaluate(() => {
      document.querySelector("#name").value = "typed";
      document.querySelector("[name=size][value=s]").checked = true;
      dispatchEvent(new PageTransitionEvent("pageshow"));
    });
    const { name, size } = await held();
    assert.deepEqual({ name, size }, { name: "typed", size: "s" });
    assert.deepEqual(problems(), []);
  });

  /** What shows values without being bound. */
  const unbound = () => page.evaluate(() => ["property", "choice"].map((id) => document.getElementById(id).value)
    .concat(document.getElementById("details").open));

  test("properties and what is open stay as a person left them before the program started, and follow from then on", async () => {
    await open();
    assert.deepEqual(await unbound(), ["ada", "l", true]);
    await open_slowly(async () => {
      await page.fill("#property", "typed");
      await page.selectOption("#choice", "s");
      await page.click("#details summary");
    });
    assert.deepEqual(await unbound(), ["typed", "s", false]);
    await page.click("#set");
    assert.deepEqual(await unbound(), ["set", "s", false]);
    assert.deepEqual(problems(), []);
  });

  test("a person may have chosen nothing in a multiple select before", async () => {
    await open_slowly(() => page.selectOption("#days", []));
    assert.deepEqual((await held()).days, []);
    assert.deepEqual((await shown()).days, []);
  });

  test("values that a property refuses, that are rounded and that are none leave the page working", async () => {
    await open();
    await page.fill("#perhaps", "typed");
    assert.deepEqual([await page.textContent("#big"), problems()], ["9007199254740993", []]);
    await page.click("#odd");
    await page.waitForFunction(() => document.querySelector("#big").textContent !== "9007199254740993");
    assert.equal(await page.textContent("#big"), "9007199254740994");
    assert.equal(await page.inputValue("#perhaps"), "");
    assert.equal(await page.getAttribute("#progress", "value"), "NaN");
    assert.deepEqual(problems().map((line) => line.slice(0, line.indexOf(":"))).sort(),
      [".currentTime of <video>", ".value of <meter>", ".volume of <video>"]);
    await page.click("#set");
    assert.deepEqual(await held(), after_set);
  });

  test("a custom event brings its detail, and one that does not fit is told of in the console", async () => {
    await open();
    const pick = (detail) => page.evaluate((detail) => {
      document.getElementById("list").dispatchEvent(new CustomEvent("picked", { detail }));
      return document.getElementById("picked").textContent;
    }, detail);
    assert.equal(await pick({ name: "\u00e9", at: [1, 2], more: null }), '{"name":"\u00e9","at":[1,2]}');
    assert.deepEqual(problems(), []);
    assert.equal(await pick({ name: "b" }), '{"name":"\u00e9","at":[1,2]}');
    assert.deepEqual(problems(),
      ['a handler is not called: the detail of the event "picked" is not what it takes: member "at": is missing']);
    assert.equal(await pick({ name: "c", at: [] }), '{"name":"c","at":[]}');
  });

  test("chosen pictures are shown at addresses that end when others are chosen", async () => {
    await open();
    const dot = (width) => ({ name: "dot.svg", mimeType: "image/svg+xml",
      buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9"/>`) });
    const pictures = page.locator("#shown img");
    const is_good = (url) => page.evaluate((url) => fetch(url).then(() => true, () => false), url);
    /** Chooses files; gives the addresses that are shown, and how wide these pictures are. */
    async function choose(...widths) {
      await page.setInputFiles("#pictures", widths.map(dot));
      return pictures.evaluateAll((all) => Promise.all(all.map((each) => each.decode().then(() => [each.src, each.naturalWidth]))));
    }
    const before = await choose(5, 7);
    assert.deepEqual(before.map(([, width]) => width), [5, 7]);
    const after = await choose(6);
    assert.deepEqual(after.map(([, width]) => width), [6]);
    assert.deepEqual(await choose(), []);
    for (const [url] of [...before, ...after]) assert.equal(await is_good(url), false, url);
  });

  test("a module of the application's own defines an element, whose methods are called", async () => {
    await open();
    await page.click("#choose");
    await page.waitForFunction(() => document.getElementById("picked").textContent === '{"name":"\u00e9t\u00e9","at":[3,4]}');
    assert.match(await page.getAttribute("script[src*=my-list]", "src"), /^\/_solder\/[^/]+\/my-list\.js$/);
    assert.deepEqual(problems(), []);
  });

  test("a reset of the form goes back to what there was at first, on both sides", async () => {
    await open();
    await fill_in();
    await page.click("#reset");
    await page.waitForFunction(() => JSON.parse(document.getElementById("held").textContent).name === "ada");
    assert.deepEqual([await held(), await shown()], [at_first, without_nine(at_first)]);
    await page.click("#set");
    assert.deepEqual([await held(), await shown()], [after_set, after_set]);
    assert.deepEqual(problems(), []);
  });

  test("options that come later are chosen when the list has them", async () => {
    await open();
    await page.click("#more");
    await page.waitForFunction(() => document.querySelectorAll("#days option").length === 4);
    assert.deepEqual((await shown()).days, [9, 2]);
    assert.deepEqual((await held()).days, [2, 9]);
    await page.selectOption("#days", ["9", "3"]);
    assert.deepEqual((await held()).days, [9, 3]);
  });

  test("a ref gives the field the focus, and selects its text", async () => {
    await open();
    await page.click("#go");
    assert.deepEqual(
      await page.evaluate(() => [document.activeElement.id, document.activeElement.selectionEnd]), ["name", 3]);
    await page.keyboard.type("new");
    assert.equal((await held()).name, "new");
  });

  test("controls and their options are those that the server sent", async () => {
    await open_slowly(() =>
      page.evaluate(() => (window.sent = [...document.querySelectorAll("#solder-app *")])));
    assert.ok(await page.evaluate(() => {
      const now = [...document.querySelectorAll("#solder-app *")];
      return now.length === sent.length && now.every((each, i) => each === sent[i]);
    }));
    assert.deepEqual(problems(), []);
  });
});
