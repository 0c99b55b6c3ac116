// Pages of a program that scripts/watch.sh has started anew (src/server/page_watch.cpp).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { start_program } from "./support/program.mjs";

describe("a page of a program that is worked on", () => {
  let browser, server;
  before(async () => (browser = await launch()));
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  const start = async (environment) => (server = await start_program("tests/browser/streaming/streaming_probe", environment));
  const is_marked = (page) => page.evaluate(() => window.marked === true);

  test("loads again when that has been started anew, and only then", async () => {
    await start({ SOLDER_WATCH: "1" });
    const page = await open_page(browser);
    const asks = page.waitForRequest("**/_solder/start?*");
    await page.goto(`${server.url}/plain`);
    await asks;
    await hydrated(page);
    await page.evaluate(() => (window.marked = true));
    await page.click("text=three");
    await page.waitForSelector("#quick");
    assert.equal(await is_marked(page), true);
    assert.deepEqual(page.problems.filter((line) => !line.startsWith("Failed to load resource")), []); // the icon

    await server.stop();
    await start({ SOLDER_WATCH: "1", PORT: new URL(server.url).port });
    await page.waitForFunction(() => !window.marked);
    await hydrated(page);
    assert.equal(new URL(page.url()).pathname, "/three");

    const asks_again = page.waitForRequest("**/_solder/start?*");
    await page.goto(`${server.url}/_server?id=none`); // a page of a failure, without the program
    await asks_again;
    await page.context().close();
  });

  test("of others asks for nothing", async () => {
    await server.stop();
    await start();
    const page = await open_page(browser);
    await page.goto(`${server.url}/plain`);
    await hydrated(page);
    assert.deepEqual(page.requests.filter((line) => /watch|start/.test(line)), []);
    await page.context().close();
  });
});
