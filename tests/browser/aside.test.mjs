// Portal, NoHydration and ClientOnly (tests/browser/places/aside.cpp), in a browser.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { hydrated, open_page } from "./support/browser.mjs";
import { program_for_tests } from "./support/program.mjs";
import { is_marked, mark, settle } from "./support/projects.mjs";

describe("content that stands elsewhere, or is not taken over", () => {
  const app = program_for_tests("tests/browser/places/places_probe");
  let page;
  afterEach(() => page?.context().close());

  async function open(path) {
    page = await open_page(app.browser);
    await page.addInitScript(() =>
      addEventListener("DOMContentLoaded", () => {
        const nodes = document.createTreeWalker(document.getElementById("solder-app"));
        window.sent = [];
        while (nodes.nextNode()) sent.push(nodes.currentNode);
      }));
    await page.goto(app.url + path);
    await hydrated(page);
    await mark(page);
    await settle(page);
    page.requests.length = 0;
  }
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  const count = (selector) => page.locator(selector).count();
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    // The browser tells of a missing icon.
    assert.deepEqual(page.problems.filter((line) => !line.startsWith("Failed to load resource")), []);
  }

  test("the nodes that the server sent stay, but for the fallback of what the browser alone has", async () => {
    await open("/app/aside");
    const changes = await page.evaluate(() => {
      const nodes = document.createTreeWalker(document.getElementById("solder-app"));
      const now = [];
      while (nodes.nextNode()) if (nodes.currentNode.data !== "") now.push(nodes.currentNode); // empty texts are no markup
      const tell = (some, others) => some.filter((node) => !others.includes(node)).map((node) => node.textContent);
      return { gone: tell(sent, now), made: tell(now, sent) };
    });
    assert.deepEqual(changes, { gone: ["server", "server"], made: ["browser", "browser"] });
    assert.equal(await page.textContent("#browser"), "browser");
    const plain = await (await fetch(app.url + "/app/aside")).text();
    assert.match(plain, /<p id="browser"><i>server<\/i><\/p>/);
    await assert_no_load();
  });

  test("what is left alone has no handlers, brings no data, and its links are followed (V7)", async () => {
    await open("/app/aside");
    const shipped = await page.textContent("#solder-data");
    assert.match(shipped, /"note 1"/);
    assert.doesNotMatch(shipped, /note 2/);
    assert.equal(await page.textContent("#still .note"), "note 2");
    await page.click("#dead");
    assert.equal(await page.textContent("#clicks"), "0");
    await page.click("#followed");
    await page.waitForFunction(() => location.pathname === "/app/plain");
    assert.deepEqual(page.requests.filter((line) => line.includes("/_server")), []);
    await assert_no_load();
    await page.goBack(); // made by the browser, it is live, and asks for its data
    await page.waitForFunction(() => document.querySelector("#still .note")?.textContent === "note 2");
    await page.click("#dead");
    assert.equal(await page.textContent("#clicks"), "100");
    await assert_no_load();
  });

  test("a portal is at the end of the body; its events reach its handlers, not those of where it belongs", async () => {
    await open("/app/aside");
    assert.equal(await count("#dialog"), 0);
    await page.click("#open");
    assert.equal(await count("body > div > #dialog"), 1);
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#dialog").parentNode).display), "contents");
    assert.equal(await page.textContent("#clicks"), "1");
    await page.click("#add");
    await page.click("#add");
    assert.equal(await page.textContent("#add"), "2");
    await page.type("#word", "abc");
    assert.equal(await page.textContent("#said"), "abc");
    assert.equal(await page.textContent("#clicks"), "1");
    await page.click("#close");
    assert.equal(await count("#dialog"), 0);
    assert.equal(await count("body > div:not(#solder-app):not([aria-live])"), 0);
    await page.click("#open");
    assert.equal(await page.textContent("#add"), "0", "made anew");
    await assert_no_load();
  });

  test("what a portal shows with autofocus gets the focus, after a navigation as well", async () => {
    await open("/app/aside");
    await page.click("#open");
    assert.equal(await focused(), "word");
    await page.click("#away");
    await page.waitForFunction(() => location.pathname === "/app/plain");
    await settle(page);
    assert.equal(await count("#dialog"), 0, "it goes with its page");
    assert.equal(await focused(), "main");
    await page.click('main a:text-is("dialog")');
    await page.waitForFunction(() => document.title === "Dialog");
    await settle(page);
    assert.equal(await focused(), "field");
    assert.equal(await page.textContent("body > [aria-live]"), "Dialog");
    await assert_no_load();
  });

  test("a portal is there in a page that is loaded, and makes no difference to what the server sent", async () => {
    await open("/app/dialog");
    assert.equal(await count("body > div > #routed"), 1);
    assert.equal(await focused(), "field");
    await assert_no_load();
  });

  test("a navigation that fades shows a portal with the new view, and takes it with the old one", async () => {
    await open("/app/plain");
    await page.click("#fading");
    await page.click('main a:text-is("dialog")');
    await page.waitForSelector("body > div > #routed");
    await settle(page);
    assert.equal(await focused(), "field");
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector("#routed"));
    assert.equal(await page.textContent("h1"), "Plain");
    await assert_no_load();
  });
});
