// The debug bundle of examples/notes (preset browser-debug): where a page that it takes over differs from what it would
// make, the console says what was expected, what was found, and where in the source.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, test } from "node:test";
import { hydrated, open_page } from "./support/browser.mjs";
import { build, program_for_tests } from "./support/program.mjs";

const source = "examples/notes/app/notes.cpp";
const lines = (await readFile(new URL(`../../${source}`, import.meta.url), "utf8")).split("\n");
/** As a mismatch says it: the place of the template that is called on the first line with `text`. */
const place = (text) => `(${source}:${lines.findIndex((line) => line.includes(text)) + 1})`;

describe("a debug bundle", () => {
  const app = program_for_tests("examples/notes/notes", {
    SOLDER_BUNDLE_DIR: join(build, "../browser-debug/examples/notes/notes.bundle"),
  });
  let page;
  afterEach(() => page?.context().close());

  /** Opens the page that the server writes, with `found` in place of `expected`. Gives what the console says was wrong. */
  async function open(expected, found) {
    page = await open_page(app.browser);
    await page.route(`${app.url}/`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(expected, found) });
    });
    await page.goto(app.url);
    await hydrated(page);
    return page.problems.filter((line) => !line.startsWith("Failed to load resource")); // an icon
  }
  async function works() {
    assert.deepEqual([await page.textContent("h1"), await page.locator("li").count()], ["Notes", 1]);
    await page.click("text=Add");
    await page.waitForSelector("[role=alert]:has-text('Please write something.')");
  }

  test("takes over what the server wrote, and says nothing", async () => {
    assert.deepEqual(await open("", ""), []);
    await works();
  });
  test("names the template that another element stands in", async () => {
    assert.deepEqual(await open("<h1>Notes</h1>", "<h2>Notes</h2>"),
      [`hydration mismatch: expected <h1>, found <h2> in <main> ${place('html("<main>')}`]);
    await works();
  });
  test("names the template whose text is another", async () => {
    assert.deepEqual(await open("Water the plants", "Water the cat"),
      [`hydration mismatch: expected "Water the plants", found "Water the cat" in <form> ${place("R\"(<li>")}`]);
    await works();
  });
});
