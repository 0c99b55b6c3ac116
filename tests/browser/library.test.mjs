// The C and C++ libraries in a page (tests/browser/library): memory, clocks and chance.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { hydrated, open_page } from "./support/browser.mjs";
import { program_for_tests } from "./support/program.mjs";

describe("the C++ library", () => {
  const app = program_for_tests("tests/browser/library/library_probe");
  let page;
  after(() => page?.context().close());

  test("streams, regular expressions, memory of all kinds, clocks and random numbers work", async () => {
    page = await open_page(app.browser);
    await page.goto(app.url);
    await hydrated(page);
    await page.click("#run");
    await page.waitForFunction(() => document.querySelector("#report").textContent);
    const [scanned, matched, memory, now, is_steady, is_random] = (await page.textContent("#report")).split(" ");
    assert.deepEqual([scanned, matched, memory, is_steady, is_random], ["12/11", "1", "11", "1", "1"]);
    assert.ok(Math.abs(now - Date.now()) < 60_000, now);
    assert.deepEqual(page.problems.filter((line) => !line.startsWith("Failed to load resource")), []);
  });
});
