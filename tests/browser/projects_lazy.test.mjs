// The students page of the projects application is a lazy part: its code comes when it is needed.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { calls, content_of, is_marked, mark, open_live, settle, start_projects } from "./support/projects.mjs";

describe("a lazy part of the projects application", () => {
  let browser, app, page;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    app = await start_projects();
  });
  afterEach(async () => {
    await page?.context().close();
    await app.remove();
  });

  const parts = () => page.requests.filter((line) => line.endsWith("/app.students.wasm"));
  const link = "nav a[href='/students']";
  const shows_students = () => page.locator("[data-resource='all'] li").first().waitFor();

  test("a page that does not show it does not fetch it; pointing at a link does, and with it the page is there", async () => {
    page = await open_page(browser);
    await page.goto(app.url);
    await hydrated(page);
    await settle(page);
    assert.deepEqual(parts(), []);
    const came = page.waitForResponse("**/app.students.wasm");
    await page.hover(link);
    const reply = await came;
    assert.equal(reply.headers()["content-type"], "application/wasm");
    assert.equal(reply.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert.equal(parts().length, 1);
    await mark(page);
    await page.click(link);
    await shows_students();
    assert.equal(new URL(page.url()).pathname, "/students");
    assert.equal(await is_marked(page), true);
    assert.equal(parts().length, 1);
    assert.deepEqual(page.messages, []);
  });

  test("a navigation waits for it, and shows what was there until then", async () => {
    page = await open_live(browser, app, "/");
    let go_on;
    const held = new Promise((resolve) => (go_on = resolve));
    await page.route("**/app.students.wasm", async (route) => (await held, route.continue()));
    await page.focus("nav a[href='/']");
    await page.click(link);
    await settle(page);
    assert.equal(new URL(page.url()).pathname, "/");
    assert.ok(await page.locator("article[data-project]").count());
    go_on();
    await shows_students();
    assert.equal(new URL(page.url()).pathname, "/students");
    assert.equal(parts().length, 1);
    assert.deepEqual(page.messages, []);
  });

  test("a page that shows it has it from the start, and takes over what the server sent", async () => {
    const sent = await (await fetch(`${app.url}/students?q=berg`)).text();
    assert.match(sent, /<link rel="preload" as="fetch" crossorigin href="\/_solder\/[^/]+\/app.students.wasm">/);
    assert.match(sent, / data-parts="students"><\/script>/);
    page = await open_page(browser);
    await page.goto(`${app.url}/students?q=berg`);
    await hydrated(page);
    assert.deepEqual(await content_of(page), await content_of(page, sent));
    assert.equal(parts().length, 1);
    assert.deepEqual(calls(page), []);
    await page.click("text=Refetch Gryffindor");
    await page.fill("input[type=search]", "");
    await page.waitForURL("**/students");
    assert.deepEqual(page.messages, []);
  });

  test("with the server away it is an error that names that, and a second try shows the page", async () => {
    page = await open_live(browser, app, "/");
    await mark(page);
    await app.stop();
    await page.click(link);
    assert.equal(await page.locator("main [role=alert]").first().textContent(), "The server cannot be reached.");
    await app.start();
    await page.click("text=Try again");
    await shows_students();
    assert.equal(await is_marked(page), true);
    assert.deepEqual(page.messages.filter((line) => !line.startsWith("error: Failed to load resource")), []);
  });

  test("a server of another build does not have it: the page says so, and links then load pages", async () => {
    page = await open_live(browser, app, "/");
    await app.stop();
    await app.start(await app.other_build());
    // Without pointing at it, which would find out before the click.
    await page.evaluate((link) => document.querySelector(link).click(), link);
    const alert = page.locator("main [role=alert]").first();
    assert.equal(await alert.textContent(), "The page is of another build: load it again.");
    await page.click(link);
    await shows_students();
    await hydrated(page);
    assert.equal(await alert.count(), 0);
  });

  test("a link that was pointed at when the server had another build loads its page", async () => {
    page = await open_live(browser, app, "/");
    await mark(page);
    await app.stop();
    await app.start(await app.other_build());
    const refused = page.waitForResponse("**/app.students.wasm");
    await page.hover(link);
    assert.equal((await refused).status(), 404);
    await settle(page);
    await page.click(link);
    await shows_students();
    assert.equal(await is_marked(page), false);
  });

  test("when what the server sent is no part of the program, the page says so", async () => {
    page = await open_live(browser, app, "/");
    await page.route("**/app.students.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "no wasm" }));
    await page.click(link);
    assert.equal(await page.locator("main [role=alert]").first().textContent(), "A part of the page cannot be loaded.");
    assert.match(page.messages.join("\n"), /solder: the part "students" cannot be used/);
  });

  test("a page whose part does not come at the start works as without script", async () => {
    page = await open_page(browser);
    await page.route("**/app.students.wasm", (route) => route.fulfill({ status: 503 }));
    await page.goto(`${app.url}/students`);
    await page.waitForFunction(() => window.solderEarly === null);
    assert.match(page.messages.join("\n"), /solder stopped: .*app\.students\.wasm has status 503/);
    await page.click("nav a[href='/']");
    await page.locator("article[data-project]").first().waitFor();
  });
});
