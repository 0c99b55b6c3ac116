// The application of docs/getting-started.md: what its page says it does, with script and without.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { start_program } from "./support/program.mjs";

let browser, server, page;
before(async () => (browser = await launch()));
after(() => browser?.close());
beforeEach(async () => (server = await start_program("examples/notes/notes")));
afterEach(async () => {
  await page?.context().close();
  await server.stop();
});

const notes = () => page.$$eval("li", (all) => all.map((each) => each.innerText.replace(/\s*Done$/, "").trim()));

test("with script a note is added and taken away in one round trip each, and the other rows stay as they are", async () => {
  page = await open_page(browser);
  await page.goto(server.url);
  await hydrated(page);
  await page.evaluate(() => (window.first = document.querySelector("li")));
  page.requests.length = 0;
  await page.fill("input", "Buy <milk>");
  await page.click("text=Add");
  await page.waitForSelector("li:nth-child(2)");
  assert.deepEqual(await notes(), ["Water the plants", "Buy <milk>"]);
  assert.equal(await page.inputValue("input"), "");
  await page.click('[aria-label="Done: Buy <milk>"]');
  await page.waitForSelector("li:nth-child(2)", { state: "detached" });
  assert.deepEqual(page.requests, ["POST /_server?id=notes.add", "POST /_server?id=notes.remove"]);
  assert.ok(await page.evaluate(() => window.first === document.querySelector("li")));
  assert.deepEqual(page.problems, []);
});

test("with script a refusal is told beside the field", async () => {
  page = await open_page(browser);
  await page.goto(server.url);
  await hydrated(page);
  await page.click("text=Add");
  await page.waitForSelector("[role=alert]:has-text('Please write something.')");
  assert.deepEqual(await notes(), ["Water the plants"]);
  await page.fill("input", "Buy milk");
  await page.click("text=Add");
  await page.waitForSelector("li:nth-child(2)");
  await page.waitForFunction(() => !document.querySelector("[role=alert]").textContent);
  assert.equal(await page.inputValue("input"), "");
});

test("without script the same forms lead to the same page", async () => {
  page = await open_page(browser, { javaScriptEnabled: false });
  await page.goto(server.url);
  await page.fill("input", "Buy <milk>");
  await page.click("text=Add");
  assert.deepEqual(await notes(), ["Water the plants", "Buy <milk>"]);
  await page.click("li:first-child button");
  assert.deepEqual(await notes(), ["Buy <milk>"]);
  await page.click("text=Add");
  assert.equal(await page.innerText("[role=alert]"), "Please write something.");
});
