// Links, layouts, scrolling and forms of a routed application below a base (tests/browser/places), in a browser.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { hydrated, open_page } from "./support/browser.mjs";
import { program_for_tests } from "./support/program.mjs";
import { is_marked, loads, mark, settle } from "./support/projects.mjs";

describe("a routed application below /app", () => {
  const app = program_for_tests("tests/browser/places/places_probe");
  let page;
  afterEach(() => page?.context().close());

  async function open(path) {
    page = await open_page(app.browser, { viewport: { width: 600, height: 600 } });
    await page.addInitScript(() => {
      window.made_in_head = 0;
      addEventListener("DOMContentLoaded", () =>
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes) made_in_head += [...addedNodes].filter((node) => node.dataset?.head === "").length;
        }).observe(document.head, { childList: true }));
    });
    await page.goto(app.url + path);
    await hydrated(page);
    await mark(page);
    page.requests.length = 0;
  }
  /** Clicks wherever the page is scrolled to. */
  const click = (selector) => page.locator(selector).evaluate((element) => element.click()).then(() => settle(page));
  const link = (text) => `main a:text-is("${text}")`;
  const place = () => page.textContent("#place");
  const told = () => page.textContent("#told");
  const shown = (selector, text) => page.locator(selector, { hasText: new RegExp(`^${text}$`) }).waitFor();
  async function assert_no_load({ problems = [] } = {}) {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    // The browser tells of every reply with such a status, an icon's too.
    assert.deepEqual(page.problems.filter((line) => !line.startsWith("Failed to load resource")), problems);
  }

  test("levels that stay the same definition keep their elements, others are made anew (N36)", async () => {
    await open("/app/org/7");
    await page.fill("#typed", "half a word");
    const keep = (selector) => page.evaluate((selector) => (window[selector] = document.querySelector(selector)), selector).then(() => {});
    const is_kept = (selector) => page.evaluate((selector) => window[selector] === document.querySelector(selector), selector);
    await keep("#org");
    await click(link("team 2"));
    assert.equal(await page.textContent("#team"), "7 2");
    await keep("#team");
    await click(link("team 3 of 8"));
    assert.equal(await page.textContent("#team"), "8 3");
    assert.equal(await is_kept("#team"), true);
    await click(link("m"));
    assert.equal(await page.locator("#team").count(), 0);
    await keep("#many");
    await click(link("n"));
    assert.equal(await page.textContent("#many"), "5");
    assert.equal(await is_kept("#many"), true, "paths of one definition");
    for (const path of ["/app/org/8/m", "/app/org/8/team/3", "/app/org/7/team/2", "/app/org/7"]) {
      await page.goBack();
      await shown("#place", path);
    }
    assert.equal(await is_kept("#org"), true);
    assert.equal(await page.inputValue("#typed"), "half a word");
    await assert_no_load();
  });

  test("links below the base are followed, one beside it is the browser's (L3, L6)", async () => {
    await open("/app");
    await click("#plain");
    assert.equal(await place(), "/app/plain");
    await click(link("home"));
    assert.equal(await place(), "/app");
    await assert_no_load();
    await page.click("#beside");
    await page.waitForURL("**/apple");
    assert.equal(await is_marked(page), false);
  });

  test("attributes of a link say how it is followed; its state is there as it was written, also after a reload (L5, T7)", async () => {
    await open("/app");
    await click("#state");
    assert.deepEqual([await place(), await told()], ["/app", '{"n":9007199254740993}']);
    const entries = await page.evaluate(() => history.length);
    await page.evaluate(() => ((document.body.style.height = "3000px"), scrollTo(0, 500)));
    await click("#all");
    assert.deepEqual([await place(), await told()], ["/app/plain?x=1#y", "[1]"]);
    assert.equal(await page.evaluate(() => scrollY), 500);
    assert.equal(await page.evaluate(() => history.length), entries, "replaced");
    await page.goBack();
    await shown("#place", "/app");
    assert.equal(await told(), "");
    await assert_no_load();
    await click("#state");
    await page.reload();
    await hydrated(page);
    await shown("#told", '{"n":9007199254740993}');
  });

  test("a form that is sent by GET is followed as a link with its fields in the address", async () => {
    await open("/app");
    const entries = await page.evaluate(() => history.length);
    await page.fill("#ask input", "a&b \u00e9");
    await page.press("#ask input", "Enter");
    await shown("#place", "/app/plain\\?q=a%26b\\+%C3%A9&by=find");
    assert.equal(await page.evaluate(() => history.length), entries + 1);
    await page.goBack();
    await shown("#place", "/app");
    await page.evaluate(() => ((document.body.style.height = "3000px"), scrollTo(0, 500)));
    await click("#asked button");
    assert.deepEqual([await place(), await told(), await page.evaluate(() => scrollY)], ["/app/plain", "[2]", 500]);
    await assert_no_load();
    await page.click("header + main a:text-is('home')");
    await page.click("#ask_beside button");
    await page.waitForFunction(() => location.pathname === "/apple" && !window.marked);

    await open("/app");
    await page.click("#explicit");
    await click("#asked button");
    assert.equal(await place(), "/app/plain");
    await click(link("home"));
    await assert_no_load();
    await page.click("#ask button");
    await page.waitForFunction(() => location.search === "?q=&by=find" && !window.marked);
  });

  test("a state that is no JSON is told of, and the link is followed without (L6)", async () => {
    await open("/app");
    await click("#bad");
    assert.deepEqual([await place(), await told()], ["/app/plain?bad", ""]);
    assert.equal(page.problems.length, 1);
    assert.match(page.problems[0], /^solder: the state of a link is not JSON: /);
    await assert_no_load({ problems: page.problems });
  });

  test("a place on the page is scrolled to in any case, the top if not asked otherwise (T6)", async () => {
    await open("/app/tall");
    const offset = () => page.evaluate(() => scrollY);
    await click(link("down"));
    assert.ok((await offset()) > 2500);
    assert.equal(await place(), "/app/tall#m%C3%A5l");
    await page.evaluate(() => scrollTo(0, 0));
    await click(link("down"));
    assert.ok((await offset()) > 2500, "again");
    await click(link("top"));
    assert.equal(await offset(), 0);
    await page.evaluate(() => scrollTo(0, 700));
    await click(link("keep"));
    assert.equal(await offset(), 700);
    await click(link("down all the same"));
    assert.ok((await offset()) > 2500);
    await assert_no_load();
  });

  test("a form starts the action of its clicked button, with its method, in any encoding (L9, L10, L12, L13, L15)", async () => {
    await open("/app/forms");
    const send = (text, button) => page.fill("#form input", text).then(() => page.click(button));
    await send("a", "#own");
    await shown("#noted", "a by own");
    await send("b", "#other");
    await shown("#shouted", "b! by other");
    await send("c", "#parts");
    await shown("#noted", "c by parts");
    await page.click("#post");
    await shown("#noted", "late by post");
    await assert_no_load();
  });

  test("a failure of an action is the submission's alone (L14)", async () => {
    await open("/app/forms");
    await page.fill("#form input", "bad");
    await page.click("#own");
    await shown("#failed", "Not this.");
    await assert_no_load();
  });

  test("a form of an action that is not posted is told of and not sent, one to another place left to the browser (L10, L11, L15)", async () => {
    await open("/app/forms");
    await page.fill("#form input", "secret");
    await page.click("#get");
    assert.equal(await page.inputValue("#form input"), "secret");
    assert.equal(await place(), "/app/forms");
    assert.deepEqual(page.problems.splice(0), ["Only POST forms are supported for Actions"]);
    await assert_no_load();
    await page.click("#own");
    await shown("#noted", "secret by own");
    await open("/app/forms");
    await page.click("#beside button");
    await page.waitForURL((url) => url.pathname + url.search === "/_serverless?id=notes.add");
    assert.ok(!page.problems.some((line) => line.includes("Actions")));
  });

  test("with explicit links only those that are marked are followed (L3, L8)", async () => {
    await open("/app");
    await page.click("#explicit");
    await click("#marked");
    assert.equal(await place(), "/app/plain?marked");
    await click(link("home"));
    assert.equal(await place(), "/app");
    await assert_no_load();
    await page.click("#plain");
    await page.waitForFunction(() => location.pathname === "/app/plain" && !window.marked);
  });

  test("where the router has gone, links and history are the browser's (L7, T17)", async () => {
    await open("/app");
    await click("#outside");
    assert.equal(await place(), "/app/plain?outside");
    await assert_no_load();
    await page.click("#remove");
    assert.equal(await page.locator("header").count(), 0);
    await page.click("#outside");
    await page.waitForFunction(() => !window.marked);
    await hydrated(page);
    assert.equal(await place(), "/app/plain?outside");
  });

  test("what a page says in the head is taken over, follows it, and goes with it", async () => {
    await open("/app/plain?x");
    const said = () => page.evaluate(() => [document.title, ...[...document.querySelectorAll("[data-head]")].map((e) => e.content ?? e.getAttribute("href"))]);
    assert.deepEqual(await said(), ["Plain", "plain?x", "/app/plain"]);
    assert.equal(await page.evaluate(() => window.made_in_head), 0, "nothing was made anew");
    await click(link("home"));
    assert.deepEqual(await said(), ["Places"]);
    await click("#marked");
    assert.deepEqual(await said(), ["Plain", "plain?marked", "/app/plain"]);
    await assert_no_load();
  });

  describe("View Transitions", () => {
    async function open_fading(path, options) {
      await open(path);
      if (options) await page.emulateMedia(options);
      await page.evaluate(() => {
        window.transitions = [];
        const real = document.startViewTransition?.bind(document);
        document.startViewTransition = (show) => {
          transitions.push(document.querySelector("h1").textContent);
          return real(() => {
            transitions.push("show");
            show();
            transitions.push(document.querySelector("h1").textContent);
          });
        };
      });
      await page.click("#fading");
      await settle(page);
    }
    const transitions = () => page.evaluate(() => window.transitions);

    test("the old page is there when one begins, the new one when it shows", async () => {
      await open_fading("/app");
      await page.click("#plain");
      await shown("h1", "Plain");
      assert.deepEqual(await transitions(), ["Home", "show", "Plain"]);
      assert.equal(await page.title(), "Plain");
      assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
      await page.goBack();
      await shown("h1", "Home");
      assert.deepEqual(await transitions(), ["Home", "show", "Plain", "Plain", "show", "Home"]);
      await assert_no_load();
    });

    test("what comes before the old page was captured waits, and its buttons do nothing any more", async () => {
      await open_fading("/app");
      await page.evaluate(() => {
        document.startViewTransition = (show) => ((window.capture_ends = show), { ready: Promise.resolve() });
      });
      await page.click("#plain");
      await page.waitForFunction(() => window.capture_ends);
      assert.equal(await page.textContent("h1"), "Home");
      await page.evaluate(() => document.querySelector("#remove").click());
      await page.evaluate(() => document.querySelector("#all").click());
      await settle(page);
      assert.equal(await page.textContent("h1"), "Home");
      await page.evaluate(() => capture_ends());
      assert.equal(await page.textContent("h1"), "Plain");
      await shown("#place", "/app/plain\\?x=1#y");
      await click("#remove");
      assert.equal(await page.locator("#place").count(), 0);
      await assert_no_load();
    });

    test("visitors who want less motion see none, and a search alone is none", async () => {
      await open_fading("/app", { reducedMotion: "reduce" });
      await page.click("#plain");
      await shown("h1", "Plain");
      assert.deepEqual(await transitions(), []);
      await page.emulateMedia({ reducedMotion: "no-preference" });
      await page.evaluate(() => history.back());
      await shown("h1", "Home");
      await page.click("#plain");
      await shown("h1", "Plain");
      await page.evaluate(() => document.querySelectorAll("main a")[0].setAttribute("href", "/app/plain?only"));
      await page.click(link("home"));
      await shown("#place", "/app/plain\\?only");
      assert.equal((await transitions()).length, 6);
    });
  });
});
