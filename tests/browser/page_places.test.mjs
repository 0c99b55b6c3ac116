// js/solder.js where a page is left for another: scrolling, focus, what links are pointed at, guards.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page, serve } from "./support/browser.mjs";
import { assemble, numbers_in } from "./support/commands.mjs";
import { install_fake_app } from "./support/fake_app.mjs";
import { glue_reply } from "./support/glue.mjs";

const header = await readFile(new URL("../../include/solder/html/dom_commands.hpp", import.meta.url), "utf8");
const [ops, kinds] = ["dom_op", "slot_kind"].map((name) => numbers_in(header, name));

describe("solder.js between places", () => {
  let browser, server, page;
  let content = "";
  before(async () => {
    server = await serve(({ path }) => {
      if (path === "/app.wasm") return { type: "application/wasm", body: "" };
      return glue_reply(path) ?? `<!doctype html><title>Start</title><body><div id="solder-app">${content}</div>
        <script type="application/json" id="solder-data">{}</script>
        <script type="module" src="/solder.js" data-wasm="/app.wasm" data-build="b1"></script>`;
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => page?.context().close());

  const started = () => page.waitForFunction(() => fake.log.some(([name]) => name === "solder_start"));
  async function open(html) {
    content = html;
    page = await open_page(browser);
    await page.addInitScript(install_fake_app);
    await page.goto(server.url + "/start");
    await started();
  }
  const log = (name) => page.evaluate((name) => fake.log.filter((entry) => entry[0] === name).map(([, ...rest]) => rest), name);
  const frames = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  /** Moves in the history, and has C++ answer that the place is shown. */
  async function go(delta) {
    const before = (await log("solder_location_changed")).length;
    await page.evaluate((delta) => fake.call("go", delta), delta);
    await page.waitForFunction((before) => fake.log.filter(([name]) => name === "solder_location_changed").length > before, before);
  }
  const arrive = (how) => page.evaluate((how) => fake.call("arrived", how), how).then(frames);
  const offset = () => page.evaluate(() => scrollY);
  const push = (url) => page.evaluate((url) => fake.call("write_history", url, "", 0), url);
  async function scroll(to) {
    await page.evaluate((to) => scrollTo(0, to), to);
    await frames();
  }
  const tall = '<div style="height:5000px"><a href="/next">next</a></div>';

  test("back and forward return to where each place was scrolled, once it is shown (T9)", async () => {
    await open(tall);
    await scroll(700);
    await push("/two");
    await scroll(0);
    await scroll(1900);
    await go(-1);
    assert.equal(await offset(), 1900); // not before it is shown
    await arrive(1);
    assert.equal(await offset(), 700);
    await go(1);
    await arrive(1);
    assert.equal(await offset(), 1900);
    assert.deepEqual(await log("solder_location_changed"), [["/start|", -1], ["/two|", 1]]);
  });

  test("a visitor who scrolls meanwhile is left in peace, and what is pushed starts anew (T9)", async () => {
    await open(tall);
    await scroll(700);
    await push("/two");
    await scroll(100);
    await go(-1);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => scrollY === 400);
    await arrive(1);
    assert.equal(await offset(), 400);
    await push("/three"); // which stays where the page before was
    await push("/four");
    await scroll(50);
    await go(-1);
    await arrive(1);
    assert.equal(await offset(), 400);
  });

  test("a place that was never scrolled is shown from its top, also where another one stood before (T9)", async () => {
    await open(tall);
    await push("/two");
    await push("/three");
    await scroll(800);
    await go(-2);
    await arrive(1);
    assert.equal(await offset(), 0);
    await page.evaluate(() => document.querySelector("div").insertAdjacentHTML("beforebegin", '<a href="#part" target=_self>part</a><p id=part>'));
    await page.evaluate(() => (document.querySelector("#part").style.cssText = "position:absolute;top:300px;margin:0"));
    const heard = page.evaluate(() => new Promise((done) => addEventListener("hashchange", () => done(location.hash))));
    await page.click("a[target]"); // the browser goes there, and scrolls
    assert.equal(await heard, "#part");
    await arrive(1);
    assert.equal(await offset(), 300);
    await go(-1);
    await arrive(1);
    assert.equal(await offset(), 0);
    await page.evaluate(() => history.pushState(null, "", "/by-another-program"));
    await push("/three");
    await go(-1);
    await arrive(1);
    assert.equal(await offset(), 0, "not where /three, that stood there, was scrolled");
  });

  test("a page that scrolls smoothly does so only within itself: another is there at once, and so is one that comes back", async () => {
    await open(`<style>html { scroll-behavior: smooth }</style>${tall}<p id="part" style="position:absolute;top:3000px;margin:0">part</p>`);
    const jump = (to) => page.evaluate((top) => scrollTo({ top, behavior: "instant" }), to).then(frames);
    const lead = (id, how) => page.evaluate(([id, how]) => {
      fake.call("scroll", id, 1);
      fake.call("arrived", how);
      return new Promise((done) => setTimeout(() => done(scrollY)));
    }, [id, how]);
    await jump(2000);
    await page.reload();
    await started();
    assert.equal(await offset(), 2000, "reloaded");
    await push("/two");
    assert.equal(await lead("", 2), 0);
    await jump(1000);
    assert.equal(await lead("part", 2), 3000);
    await go(-1);
    await page.evaluate(() => fake.call("arrived", 3));
    assert.equal(await offset(), 2000, "gone back");
    const at_once = await lead("part", 0);
    assert.ok(at_once < 3000, `${at_once}`);
    await page.waitForFunction(() => scrollY === 3000);
  });

  test("what is scrolled while a move in the history is held counts for the page that is shown (T9)", async () => {
    await open(tall);
    await scroll(700);
    await push("/two");
    await scroll(1900);
    await page.evaluate(() => (scrollTo(0, 1950), fake.call("go", -1))); // the event of it comes after the move
    await page.waitForFunction(() => fake.log.some(([name]) => name === "solder_location_changed"));
    await scroll(2000);
    await arrive(1);
    assert.equal(await offset(), 700);
    await go(1);
    await arrive(1);
    assert.equal(await offset(), 2000);
  });

  test("a reload keeps the place, a new visit does not (T9)", async () => {
    await open(tall);
    await scroll(700);
    await page.reload();
    await started();
    assert.equal(await offset(), 700);
    await page.goto(server.url + "/start");
    await started();
    assert.equal(await offset(), 0);
  });

  test("a page that grows after the start returns to where it was scrolled, unless the visitor goes on before (T9)", async () => {
    const grow = () => page.evaluate(() => document.querySelector("#solder-app").insertAdjacentHTML("beforeend", '<div style="height:1000px">more</div>'));
    await open("");
    for (let i = 0; i < 3; ++i) await grow();
    await scroll(1700);
    await page.reload();
    await started();
    await grow();
    await frames();
    assert.ok((await offset()) < 1700);
    await page.reload(); // the place is not forgotten meanwhile
    await started();
    for (let i = 0; i < 3; ++i) await grow().then(frames);
    assert.equal(await offset(), 1700, "reloaded");
    await scroll(100);
    await grow().then(frames);
    assert.equal(await offset(), 100);
    await scroll(1700);
    await page.goto("about:blank");
    await page.goBack();
    await started();
    await grow().then(frames);
    await page.mouse.wheel(0, -100);
    await frames();
    const left_at = await offset();
    for (let i = 0; i < 2; ++i) await grow().then(frames);
    assert.equal(await offset(), left_at, "the visitor's own");
  });

  test("a place that comes later is scrolled to, unless the visitor goes on before or another page comes (T9)", async () => {
    await open(tall);
    const find = (id) => page.evaluate((id) => fake.call("scroll", id, 1), id).then(frames);
    const add = (id) => page.evaluate((id) => document.querySelector("#solder-app").insertAdjacentHTML("beforeend",
      `<p id="${id}" style="height:1000px">late</p>`), id).then(frames);
    const distance = (id) => page.evaluate((id) => Math.round(document.getElementById(id).getBoundingClientRect().top), id);
    await push("/two#first");
    await find("first");
    assert.equal(await offset(), 0);
    await add("other");
    assert.equal(await offset(), 0);
    await add("first");
    await page.waitForFunction(() => scrollY > 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), "first");
    await find("second");
    await page.mouse.wheel(0, -100);
    await frames();
    await add("second");
    assert.notEqual(await distance("second"), 0, "the visitor's own");
    await find("third");
    await push("/three");
    await scroll(0);
    await add("third");
    assert.equal(await offset(), 0, "of another page");
  });

  test("a page that is too short for where it was scrolled does not hold up the place that is shown next (T9)", async () => {
    await open(tall);
    await scroll(1700);
    await push("/two");
    const set_height = (height) => page.evaluate((height) => (document.querySelector("div div").style.height = height), height).then(frames);
    await set_height("1000px");
    await go(-1);
    await arrive(1);
    await push("/three");
    await set_height("5000px");
    assert.ok((await offset()) < 1700);
    await scroll(200);
    await push("/four");
    await go(-1);
    await arrive(1);
    assert.equal(await offset(), 200);
  });

  test("a page returns to where it was scrolled sideways as well (T9)", async () => {
    await open('<div style="height:5000px;width:5000px"></div>');
    const sideways = () => page.evaluate(() => [scrollX, scrollY]);
    await page.evaluate(() => scrollTo(1500, 300)).then(frames);
    await push("/two");
    await page.evaluate(() => scrollTo(0, 0)).then(frames);
    await go(-1);
    await arrive(1);
    assert.deepEqual(await sideways(), [1500, 300]);
    await page.reload();
    await started();
    assert.deepEqual(await sideways(), [1500, 300]);
  });

  test("how far a move in the history leads is known also where a script has replaced the state of entries", async () => {
    await open(tall);
    await scroll(700);
    await page.evaluate(() => history.replaceState(null, "", location.pathname));
    await push("/two");
    await page.evaluate(() => history.pushState(history.state, "", "/by-another-program"));
    await push("/three");
    await go(-3);
    await arrive(1);
    assert.equal(await offset(), 700);
    await go(2);
    await page.evaluate(() => location.replace("#part"));
    await page.waitForFunction(() => fake.log.filter(([name]) => name === "solder_location_changed").length === 3);
    await go(1);
    assert.deepEqual((await log("solder_location_changed")).map(([, delta]) => delta), [-3, 2, 0, 1]);
  });

  test("another page gets the focus, and its title is said; the same page with another search does not", async () => {
    await open('<nav><a href="/next">next</a></nav><main><h1>Here</h1></main>');
    await page.focus("a");
    await arrive(0);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "a");
    await page.evaluate(() => (document.title = "Next"));
    await arrive(2);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
    assert.equal(await page.locator("body > [aria-live]").textContent(), "Next");
    await page.evaluate(() => document.querySelector("main").append(document.createElement("input")));
    await page.focus("input");
    await arrive(2);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "input", "already inside");
  });

  test("what says titles aloud is there, and empty, before the first of them", async () => {
    await open("<main>m</main>");
    const said = () => page.locator("body > [aria-live=polite]").allTextContents();
    assert.deepEqual(await said(), [""]);
    await page.evaluate(() => (document.title = "Next"));
    await arrive(2);
    assert.deepEqual(await said(), ["Next"]);
  });

  test("the focus goes to the main part, also where a heading stands before it", async () => {
    await open('<header><h1>Site</h1><a href="/next">next</a></header><main><h1>Here</h1></main>');
    await page.focus("a");
    await arrive(2);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
    await page.evaluate(() => document.querySelector("main").replaceWith("no main part"));
    await page.focus("a");
    await arrive(2);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Site");
  });

  test("the keyboard goes on from the place that a link leads to, as the HTML standard has it (T6)", async () => {
    await open(`<a id="skip" href="#main">skip</a><a id="nav" href="/next">next</a><main id="main" tabindex="-1"><a id="in" href="/in">in</a></main>
      <h2 id="part">part</h2><a id="after" href="/after">after</a><input id="field"><p id="hidden" hidden>h</p>`);
    const lead_to = (id) => page.evaluate((id) => fake.call("scroll", id, 0), id).then(frames);
    const focused = () => page.evaluate(() => document.activeElement.id);
    const tab = () => page.keyboard.press("Tab").then(focused);
    await page.focus("#skip");
    await lead_to("main");
    assert.deepEqual([await focused(), await tab()], ["main", "in"]);
    await lead_to("part");
    await lead_to("part");
    assert.deepEqual([await focused(), await tab()], ["part", "after"]);
    await lead_to("field");
    assert.equal(await focused(), "field");
    const own = await page.evaluate(() => [...document.querySelectorAll("[tabindex]")].map((each) => each.id));
    assert.deepEqual(own, ["main"], "others have none left");
    await lead_to("none");
    assert.equal(await focused(), "field");
    await arrive(2);
    assert.equal(await focused(), "main");
    await page.evaluate(() => (fake.call("scroll", "part", 1), fake.call("arrived", 2))).then(frames);
    assert.equal(await focused(), "part");
  });

  test("a place is found by the name of a link as well, and what it is hidden in opens (T6)", async () => {
    await open(`<div style="height:3000px"></div><details id=outer><summary><b id=title>s</b></summary><details id=inner><summary>s</summary><p id=in>in</p>
      </details></details><details id=shut><summary>s</summary></details><div hidden=until-found id=found>f</div><p name=word>p</p><a name='a"b'>a</a>`);
    const lead_to = (id) => page.evaluate((id) => (scrollTo(0, 0), fake.call("scroll", id, 0)), id).then(frames).then(offset);
    const opened = () => page.evaluate(() => [...document.querySelectorAll("[open]")].map((each) => each.id));
    assert.equal(await lead_to("word"), 0);
    assert.ok((await lead_to('a"b')) > 1000);
    await lead_to("title");
    await lead_to("shut");
    assert.deepEqual(await opened(), []);
    assert.ok((await lead_to("in")) > 1000);
    assert.deepEqual(await opened(), ["outer", "inner"]);
    assert.ok((await lead_to("found")) > 1000);
    assert.equal(await page.evaluate(() => document.querySelector("#found").hidden), false);
  });

  test("what is typed, and sent, while the old page is captured is told once the new one is shown", async () => {
    await open("");
    const flush = (...commands) =>
      page.evaluate(({ words, text }) => fake.flush(words, text), assemble(commands, ops, kinds));
    await flush(["intern", 0, "bind"], ["intern", 1, "submit"], ["intern", 2, "input"], ["intern", 3, "change"], ["define_template", 0,
        "<form><input id=t><select id=s><option>a<option>b</select><input id=p><button>b</button></form>", 4,
        ["element", 0], ["element", 1], ["element", 2], ["element", 5]],
      ["create", 0, 1], ["create", 0, 11], ["insert", 0, 1, 2], ["insert", 0, 11, 12], ["choose", 5, "a", 1],
      ...[4, 5, 14].map((id) => ["listen", id, 0, id]), ...[6, 16].map((id) => ["listen", id, 2, id]), ["listen", 3, 1, 30],
      ["listen", 3, 3, 33]);
    await page.evaluate(() => {
      fake.answers.solder_event = 1;
      document.startViewTransition = (show) => ((window.capture_ends = show), { ready: Promise.resolve() });
      fake.call("arrived", 4);
      fake.host.flush(49152, 0, 0, 0); // the new page
    });
    await flush(["remove", 11, 12]);
    const told = () => log("solder_event").then((all) => all.map(([text, handler]) => `${handler} ${text}`));
    await page.fill("#t", "ab");
    await page.fill("form ~ form #t", "gone");
    await page.fill("form ~ form #p", "gone");
    await page.selectOption("#s", "b");
    await page.fill("#p", "plain");
    await page.focus("button"); // ends the change
    await page.evaluate(() => {
      for (const form of [...document.forms]) form.requestSubmit(form.querySelector("button"));
    });
    await frames();
    assert.deepEqual(await told(), []);
    await page.evaluate(() => capture_ends());
    await frames();
    assert.deepEqual(await told(), ["4 ab|", "33 ab|", "5 b|", "33 b|", "6 plain|", "33 plain|", "30 "]);
    assert.equal(new URL(page.url()).search, "", "nothing was sent by the browser");
    await page.evaluate(() => document.forms[0].requestSubmit());
    assert.equal((await told()).at(-1), "30 ");
    assert.deepEqual(page.problems, []);
  });

  test("of pieces that come while the old page is captured each waits for what the one before it makes fade", async () => {
    content = "";
    page = await open_page(browser);
    await page.addInitScript(install_fake_app);
    await page.addInitScript(() => {
      window.solderStream = () => {};
      Object.defineProperty(document, "readyState", { get: () => "loading" });
    });
    await page.goto(server.url + "/start");
    await started();
    await frames();
    await page.evaluate(() => {
      window.captures = [];
      document.startViewTransition = (show) => (captures.push(show), { ready: Promise.resolve() });
      window.fade = () => (fake.call("arrived", 4), fake.host.flush(49152, 0, 0, 0));
      let pieces = 0;
      fake.answers.solder_late = () => pieces++ || fade();
      fade();
      solderStream(1);
      solderStream(2);
    });
    const come = () => log("solder_late").then((all) => all.map(([, number]) => number));
    assert.deepEqual(await come(), []);
    await page.evaluate(() => captures.shift()());
    assert.deepEqual(await come(), [1]);
    await page.evaluate(() => captures.shift()());
    assert.deepEqual(await come(), [1, 2]);
    assert.deepEqual(page.problems, []);
  });

  test("a piece that comes just before a navigation that fades is shown with it", async () => {
    content = "<main><!--?7--><i>wait</i></main>";
    page = await open_page(browser);
    await page.addInitScript(install_fake_app);
    await page.addInitScript(() => {
      window.solderStream = () => {};
      Object.defineProperty(document, "readyState", { get: () => "loading" });
    });
    await page.goto(server.url + "/start");
    await started();
    await frames();
    const flushes = [
      [["hydrate"], ["define_template", 0, "<main></main>", 1, ["sole_hole", 0]],
        ["define_template", 1, "<p></p>", 1, ["sole_text", 0]], ["adopt", 0, 1, 0]],
      [["adopt_end", 0], ["hydrated"]],
      [["take_late", 3, 7], ["adopt", 1, 6, 3], ["text", 8, "late"], ["adopt_end", 3], ["hydrated"]],
    ].map((commands) => assemble(commands, ops, kinds));
    await page.evaluate((flushes) => {
      const flush = () => (fake.flush(flushes[0].words, flushes.shift().text), 0);
      flush();
      fake.host.claim_mark(3, "?".charCodeAt());
      flush();
      document.startViewTransition = (show) => ((window.capture_ends = show), { ready: Promise.resolve() });
      fake.answers.solder_late = flush;
      document.body.insertAdjacentHTML("beforeend", '<template id="solder-7"><p>late</p></template>');
      solderStream(7);
      fake.call("arrived", 4);
    }, flushes);
    assert.equal(await page.textContent("main"), "wait");
    await page.evaluate(() => capture_ends());
    assert.equal(await page.locator("main").innerHTML(), "<p>late</p>");
    assert.deepEqual(page.problems, []);
  });

  test("a link that is pointed at for a moment is told of once (P10, P12)", async () => {
    await open('<a id="one" href="/one?x">one</a> <a id="two" href="/two" preload="false">two</a> <p>none</p>');
    await page.clock.install();
    const move = (selector) => page.hover(selector).then(() => page.clock.runFor(20));
    await move("#one");
    assert.deepEqual(await log("solder_preload"), [["/one?x", 1]]);
    await page.hover("#one", { position: { x: 2, y: 2 } });
    await move("#one");
    assert.equal((await log("solder_preload")).length, 1);
    await move("#two");
    await move("p");
    await move("#one");
    const all = [["/one?x", 1], ["/two", 0], ["/one?x", 1]]; // of the second the code alone
    assert.deepEqual(await log("solder_preload"), all);
    await page.hover("p");
    await page.evaluate(() => {
      for (const selector of ["#one", "p"])
        document.querySelector(selector).dispatchEvent(new MouseEvent("mousemove", { bubbles: true, composed: true }));
    });
    await page.clock.runFor(1000);
    assert.equal((await log("solder_preload")).length, 3, "moved off in time");
  });

  test("a link that gets the focus or is touched is told of at once (P11)", async () => {
    await open('<a id="one" href="/one">one</a> <a id="away" href="https://there.test/">away</a>');
    await page.focus("#one");
    await page.focus("#away");
    assert.deepEqual(await log("solder_preload"), [["/one", 1]]);
    await page.evaluate(() => document.querySelector("#one").dispatchEvent(new Event("touchstart", { bubbles: true, composed: true })));
    assert.equal((await log("solder_preload")).length, 2);
  });

  test("a page that does not preload is not watched for it (L7)", async () => {
    content = '<a id="one" href="/one">one</a>';
    page = await open_page(browser);
    await page.addInitScript(install_fake_app);
    await page.addInitScript(() => {
      fake.answers.solder_start = 1;
      window.heard = [];
      const listen = document.addEventListener;
      document.addEventListener = (type, ...rest) => (heard.push(type), listen.call(document, type, ...rest));
    });
    await page.goto(server.url + "/start");
    await started();
    await page.focus("#one");
    assert.deepEqual(await log("solder_preload"), []);
    const heard = await page.evaluate(() => heard);
    assert.deepEqual(["click", "submit", "mousemove", "focusin", "touchstart"].filter((type) => heard.includes(type)),
      ["click", "submit"]);
  });

  test("the browser asks before it leaves a page that asks to stay", async () => {
    await open("");
    const leaves = () => page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
    assert.equal(await leaves(), true);
    await page.evaluate(() => (fake.answers.solder_leaving = 1));
    assert.equal(await leaves(), false);
    await page.evaluate(() => (fake.answers.solder_leaving = 0));
  });

  for (const [what, lead] of [
    ["is told to", () => fake.call("load_page", "/elsewhere")],
    ["is told to load the page again", () => fake.call("load_page", "")],
    ["may not write its history", () => {
      history.pushState = () => { throw new DOMException("too many"); };
      fake.call("write_history", "/elsewhere", "", 0);
    }],
  ])
    test(`it asks as well when it ${what} from within C++`, async () => {
      await open('<a href="/x">x</a>');
      page.on("dialog", (dialog) => dialog.dismiss());
      const asked = page.waitForEvent("dialog", { timeout: 5000 });
      await page.evaluate((lead) => {
        fake.answers.solder_leaving = 1;
        fake.answers.solder_link = () => (eval(lead)(), 1);
      }, String(lead));
      await page.click("a"); // browsers ask only where somebody has done something
      assert.equal((await asked).type(), "beforeunload");
      assert.equal(new URL(page.url()).pathname, "/start");
    });
});
