// Pages that are sent in pieces (tests/browser/streaming), in a browser.
import assert from "node:assert/strict";
import http from "node:http";
import { PassThrough } from "node:stream";
import { after, afterEach, before, describe, test } from "node:test";
import { constants, createGunzip } from "node:zlib";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { start_program } from "./support/program.mjs";

const decoders = {
  identity: () => new PassThrough(),
  gzip: () => createGunzip({ flush: constants.Z_SYNC_FLUSH }),
};
/** Sends on what the server at `url` gives, in a coding; of documents only what `keep(text so far)` lets through, then cuts them off. */
async function cutting_proxy(url, coding, keep) {
  const proxy = http.createServer((request, reply) => {
    const headers = { ...request.headers, "accept-encoding": coding };
    const onward = http.request(url + request.url, { method: request.method, headers }, (answer) => {
      reply.writeHead(answer.statusCode, answer.headers);
      if (!answer.headers["content-type"]?.startsWith("text/html")) return answer.pipe(reply);
      const plain = decoders[coding]();
      let sent = "";
      plain.on("data", (text) => (sent += text));
      answer.on("data", (chunk) =>
        plain.write(chunk, () => (keep(sent) ? reply.write(chunk) : (onward.destroy(), reply.destroy()))));
      answer.on("end", () => plain.end(() => reply.end()));
      answer.on("error", () => {});
    });
    onward.on("error", () => reply.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    close: () => new Promise((resolve) => (proxy.closeAllConnections(), proxy.close(resolve))),
  };
}

describe("a page that is sent in pieces", () => {
  let browser, server, url, page, proxy;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  async function open(path, { live = true, options, prepare } = {}) {
    server = await start_program("tests/browser/streaming/streaming_probe");
    url = server.url;
    page = await open_page(browser, { reducedMotion: "reduce", ...options }); // nothing fades
    await prepare?.();
    await page.goto((prepare?.url ?? url) + path, { waitUntil: "commit" });
    if (live) await hydrated(page);
  }
  afterEach(async () => {
    await page?.context().close();
    await proxy?.close();
    proxy = undefined;
    await server?.stop();
  });
  /** The server gives what it has held back until then, and holds it back no more. */
  const let_go = (part) => fetch(`${url}/let-go/${part}`);
  const text = (selector) => page.locator(selector).innerText();
  const gone = (selector) => page.waitForFunction((selector) => !document.querySelector(selector), selector);
  const calls = () => page.requests.filter((request) => request.includes("/_server"));
  // The browser tells of every reply with such a status, an icon's too.
  const assert_no_problems = () => assert.deepEqual(page.problems.filter((line) => !line.startsWith("Failed to load resource")), []);

  test("is live with its fallbacks, and takes over what comes without fetching it", async () => {
    await open("/three");
    assert.equal(await text("#wait-slow"), "slow is coming");
    assert.match(await text("#now"), /^now 1/);
    await page.click("#count");
    assert.equal(await text("#count"), "1");
    await let_go("slow");
    assert.match(await text("#slow"), /^slow 1/);
    await page.click("#slow button");
    await page.click("#quick button");
    assert.deepEqual([await text("#slow"), await text("#quick"), await text("#count")], ["slow 11", "quick 11", "1"]);
    assert.deepEqual([await page.locator(".wait").count(), await page.locator("template").count()], [0, 0]);
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("shows what comes before the program is there, which takes it over", async () => {
    let let_through;
    const held = new Promise((resolve) => (let_through = resolve));
    await open("/three", {
      live: false,
      prepare: () => page.route("**/app*.wasm*", async (route) => (await held, route.continue())),
    });
    assert.match(await text("#quick"), /^quick 1/);
    await page.evaluate(() => (window.quick = document.getElementById("quick")));
    let_through();
    await hydrated(page);
    await page.click("#quick button");
    await let_go("slow");
    await page.click("#slow button");
    assert.deepEqual([await text("#quick"), await text("#slow")], ["quick 11", "slow 11"]);
    assert.equal(await page.evaluate(() => quick === document.getElementById("quick")), true);
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("shows all without the program", async () => {
    await open("/nested", { live: false, prepare: () => page.route("**/app*.wasm*", (route) => route.abort()) });
    assert.equal(await text("#wait-inner"), "inner is coming");
    await let_go("inner");
    assert.match(await text("#inner"), /^inner 1/);
    assert.equal(await page.locator(".wait").count(), 0);
  });

  const said_in_head = () =>
    page.evaluate(() => [document.title, ...[...document.querySelectorAll("[name=description]")].map((each) => each.content)]);
  for (const live of [true, false])
    test(`a title and description that come late are those of the document, ${live ? "with" : "without"} the program`, async () => {
      await open("/nested", { live, prepare: () => live || page.route("**/app*.wasm*", (route) => route.abort()) });
      await page.waitForSelector("#outer");
      assert.deepEqual(await said_in_head(), ["outer 1", "outer 1"]);
      await let_go("inner");
      await page.waitForSelector("#inner");
      assert.deepEqual(await said_in_head(), ["outer 1", "outer 1"]);
    });

  test("a description that came before the program is there is taken over", async () => {
    let let_through;
    const held = new Promise((resolve) => (let_through = resolve));
    await open("/nested", {
      live: false,
      prepare: () => page.route("**/app*.wasm*", async (route) => (await held, route.continue())),
    });
    await page.waitForSelector("#outer");
    await page.evaluate(() => (window.description = document.querySelector("[name=description]")));
    let_through();
    await hydrated(page);
    assert.deepEqual(await said_in_head(), ["outer 1", "outer 1"]);
    assert.ok(await page.evaluate(() => description.isConnected));
    assert_no_problems();
  });

  test("rows of a table come as rows", async () => {
    await open("/rows");
    assert.equal(await text("#row"), "row 1");
    assert.equal(await page.locator("tbody > tr").count(), 2);
    assert_no_problems();
  });

  /** Elements below `#id` as "parent/name", all of them SVG. */
  const drawn = (id) =>
    page.evaluate((id) => {
      const all = [...document.querySelectorAll(`#${id} *`)];
      if (all.some((each) => each.namespaceURI !== "http://www.w3.org/2000/svg")) return "not SVG";
      return all.map((each) => `${each.parentNode.localName}/${each.localName}`).join(" ");
    }, id);

  test("parts of a picture come as parts of it, with the program and without", async () => {
    await open("/picture");
    await page.waitForSelector("#dot", { state: "attached" });
    assert.equal(await page.locator("#spot").count(), 0);
    await let_go("spot");
    await page.waitForSelector("#spot", { state: "attached" });
    assert.deepEqual([await drawn("first"), await drawn("second")],
      ["g/circle g/path g/text", "g/circle g/path g/text"]);
    for (const [id, place] of [["dot", "first"], ["spot", "second"]]) {
      await page.locator(`#${id}`).dispatchEvent("click");
      assert.equal(await page.textContent(`#${place} text`), `${id} 1 1`);
    }
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("parts of a picture are shown before the program is there, which takes them over", async () => {
    let let_through;
    const held = new Promise((resolve) => (let_through = resolve));
    await open("/picture", {
      live: false,
      prepare: () => page.route("**/app*.wasm*", async (route) => (await held, route.continue())),
    });
    await page.waitForSelector("#dot", { state: "attached" });
    await let_go("spot");
    await page.waitForSelector("#spot", { state: "attached" });
    assert.deepEqual([await drawn("first"), await drawn("second")],
      ["g/circle g/path g/text", "g/circle g/path g/text"]);
    await page.evaluate(() => (window.sent = [...document.querySelectorAll("svg *")]));
    let_through();
    await hydrated(page);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("svg *")].every((each, i) => each === sent[i])), true);
    await page.locator("#dot").dispatchEvent("click");
    assert.equal(await page.textContent("#first text"), "dot 1 1");
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("parts within late parts follow them", async () => {
    await open("/nested");
    await page.locator("#outer #wait-inner").waitFor();
    await let_go("inner");
    await page.click("#inner button");
    assert.equal(await text("#inner"), "inner 11");
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  /** A gate for requests of `what`, and what opens it. */
  const gate = () => {
    let open_it;
    const opened = new Promise((resolve) => (open_it = resolve));
    return { hold: (what) => page.route(what, async (route) => (await opened, route.continue())), open_it };
  };
  /** Whether the note that the server sent is live. */
  const take_note = async () => {
    await page.waitForFunction(() => (document.querySelector("#note button")?.click(), document.querySelector("#note button")?.textContent > 0));
    assert.deepEqual([await page.evaluate(() => note === document.getElementById("note")), await page.inputValue("#words")], [true, "typed"]);
  };
  const part = "**/app.note*.wasm*";

  test("a lazy part that late content shows comes before it, and what comes after that waits", async () => {
    const held = gate();
    await open("/noted", { prepare: () => held.hold(part) });
    await page.evaluate(() => {
      window.log = [];
      const tell = (nodes, what) => nodes.forEach(({ id, className }) => (id || className) && log.push(`${what} ${id || className}`));
      new MutationObserver((all) => all.forEach(({ addedNodes, removedNodes }) => (tell(addedNodes, "+"), tell(removedNodes, "-"))))
        .observe(document.getElementById("solder-app"), { childList: true, subtree: true });
    });
    const asked = page.waitForRequest(part);
    await let_go("noted");
    await asked;
    await let_go("after");
    await page.waitForFunction(() => document.readyState !== "loading");
    assert.deepEqual(await page.evaluate(() => log), []);
    held.open_it();
    await page.click("#after button");
    assert.equal(await text("#after"), "after 11");
    await page.click("#note button");
    assert.equal(await text("#note button"), "1");
    assert.deepEqual((await page.evaluate(() => log)).sort(), ["+ after", "+ note", "- wait", "- wait-after"]);
    assert.equal(page.requests.filter((line) => line.includes("/app.note")).length, 1);
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("late content with a lazy part that came before the program is taken over with what was typed in it", async () => {
    const [program, note] = [gate(), gate()];
    await open("/noted", { live: false, prepare: () => Promise.all([program.hold("**/app.wasm*"), note.hold(part)]) });
    const asked = new Promise((resolve) => page.on("request", (request) => request.url().includes("/app.note") && resolve()));
    await let_go("noted");
    await page.fill("#words", "typed");
    await page.evaluate(() => (window.note = document.getElementById("note")));
    program.open_it();
    await asked;
    note.open_it();
    await hydrated(page);
    await take_note();
    await let_go("after");
    await page.click("#after button");
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("late content that came before the program stays as it was sent when its part does not come", async () => {
    const program = gate();
    const prepare = () => Promise.all([program.hold("**/app.wasm*"), page.route(part, (route) => route.fulfill({ status: 503 }))]);
    await open("/noted", { live: false, prepare });
    await let_go("noted");
    await page.fill("#words", "typed");
    program.open_it();
    await page.waitForFunction(() => window.solderEarly === null);
    await let_go("after");
    await page.waitForSelector("#after");
    assert.equal(await page.inputValue("#words"), "typed");
    assert.match(page.messages.join("\n"), /solder stopped: .*app\.note.* has status 503/);
  });

  test("a part that does not come with late content is a failure of that content", async () => {
    await open("/noted", { prepare: () => page.route(part, (route) => route.fulfill({ status: 503 })) });
    await let_go("noted");
    assert.equal(await text("#failed"), "A part of the page cannot be loaded.");
    await let_go("after");
    await page.click("#after button");
    assert.equal(await text("#after"), "after 11");
    assert.equal(await page.locator("#note, .wait, template").count(), 0);
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("a late failure is shown by the boundary around (V9)", async () => {
    await open("/failing");
    assert.equal(await text("#failed"), "no good");
    assert.deepEqual(calls(), []);
  });

  test("a late redirect leads there (V8)", async () => {
    await open("/away", { live: false });
    await page.waitForURL(url + "/plain");
    assert.equal(await text("h1"), "Plain");
  });

  test("what a preload function reads is not fetched a second time (V10)", async () => {
    await open("/preloaded");
    assert.equal(await text("#early"), "early 1");
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("a navigation leaves what is still to come behind", async () => {
    await open("/three");
    await page.click("text=plain");
    assert.equal(await text("h1"), "Plain");
    await let_go("slow");
    await page.waitForFunction(() => document.readyState === "complete");
    assert.equal(await page.locator("#slow, template").count(), 0);
    await page.goBack();
    assert.match(await text("#slow"), /^slow 2/);
    assert_no_problems();
  });

  test("a piece that a navigation waits for is taken over where it stays, and the page fades into the next", async () => {
    await open("/shared", { options: { reducedMotion: "no-preference" } });
    await page.evaluate(() => {
      window.faded = 0;
      const start = document.startViewTransition;
      document.startViewTransition = (show) => (faded++, start.call(document, show));
    });
    await page.click("text=too");
    assert.equal(await text("#first"), "first");
    await let_go("shared");
    await page.locator("#too", { hasText: "shared 1 too" }).waitFor();
    await page.waitForFunction(() => document.readyState === "complete");
    await page.click("#shared button");
    assert.equal(await text("#shared"), "shared 11");
    assert.deepEqual([await page.evaluate(() => faded), await page.locator("template, .wait").count()], [1, 0]);
    assert.deepEqual(calls(), []);
    assert_no_problems();
  });

  test("what was written meanwhile makes late answers be asked for again", async () => {
    await open("/three");
    const writes = page.waitForRequest((request) => request.method() === "POST"); // the reply brings what is awaited
    await page.click("#touch");
    await writes;
    await let_go("slow");
    await page.locator("#slow", { hasText: /^slow [23]/ }).waitFor();
    assert_no_problems();
  });

  for (const coding of Object.keys(decoders))
    test(`a stream that is cut off is made up for by the page, ${coding}`, async () => {
      const prepare = async () => {
        proxy = await cutting_proxy(url, coding, (sent) => !sent.includes("solderStream(1)"));
        prepare.url = proxy.url;
      };
      await open("/three", { prepare });
      await page.locator("#quick").waitFor(); // which is not cut off
      await let_go("slow");
      await page.locator("#slow").waitFor({ timeout: 20_000 });
      assert.match(await text("#slow"), /^slow 2/);
      await page.click("#slow button");
      assert.equal(await text("#slow"), "slow 21");
      assert.equal(calls().length, 1);
    });

  test("without script comes whole, and so do all pages after it", async () => {
    const prepare = () => Promise.all(["slow", "inner"].map(let_go));
    await open("/three", { live: false, prepare, options: { javaScriptEnabled: false } });
    await page.locator("#quick").waitFor(); // the first page has no more than its fallback
    assert.match(await text("#slow"), /^slow/);
    assert.equal(page.url(), url + "/three");
    assert.equal(await page.locator(".wait").count(), 0);
    await page.goto(url + "/nested");
    assert.match(await page.content(), /inner 1/);
  });

  test("scripts carry the nonce of their page, which is another each time", async () => {
    await open("/three", { prepare: () => let_go("slow") });
    const nonces = [];
    for (let i = 0; i < 2; i++) {
      const reply = await fetch(url + "/three", { headers: { accept: "text/html" } });
      const html = await reply.text();
      const nonce = /'nonce-([^']+)'/.exec(reply.headers.get("content-security-policy"))[1];
      for (const [tag] of html.matchAll(/<script[^>]*>/g))
        assert.ok(tag.includes('type="application/json"') || tag.includes(`nonce="${nonce}"`), tag);
      nonces.push(nonce);
    }
    assert.notEqual(nonces[0], nonces[1]);
    assert_no_problems();
  });

  test("programs that are no browser get the page whole", async () => {
    await open("/three", { prepare: () => let_go("slow") });
    const html = await (await fetch(url + "/three")).text();
    assert.match(html, /slow \d/);
    assert.doesNotMatch(html, /solderStream/);
    await gone(".wait");
  });
});
