// js/solder.js between a page and C++: start, links, forms, history, fetch, timers, failures.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page, serve } from "./support/browser.mjs";
import { assemble, numbers_in } from "./support/commands.mjs";
import { install_fake_app } from "./support/fake_app.mjs";
import { glue_reply } from "./support/glue.mjs";

const file = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const dot = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
const early = await file("js/inline/early.js");
const stream = await file("js/inline/stream.js");
const header = await file("include/solder/html/dom_commands.hpp");
const [ops, kinds] = ["dom_op", "slot_kind"].map((name) => numbers_in(header, name));

// (module (func (export "solder_room") (param i32) (result i32) i32.const 0) (memory (export "memory") 1)
//   (func (export "_initialize")) (func (export "solder_start") (param i32) unreachable))
const trapping_wasm = Buffer.from(
  "0061736d01000000" +
    "010d0360017f017f60000060017f00" + // types
    "0304030001020503010001" + // functions, memory
    "0735040b736f6c6465725f726f6f6d0000066d656d6f727902000b5f696e697469616c697a6500010c736f6c6465725f73746172740002" +
    "0a0d03040041000b02000b0300000b", // bodies
  "hex",
);

describe("solder.js in a page", () => {
  let browser, server, page;
  let content = "";
  let policy = {}; // header of the document
  let kept = 0; // requests for what the browser may keep
  const held = []; // what answers each request for the picture that waits for `let_go`
  const let_go = () => held.splice(0).forEach((answer) => answer());
  let wasm; // the reply for app.wasm

  before(async () => {
    server = await serve(({ path, method, headers, body }) => {
      if (path === "/app.wasm") return wasm;
      if (path === "/echo") {
        const told = `${method} ${headers["x-one"]} ${headers["content-type"]} ${body}`;
        return { status: 201, type: "text/plain", headers: { "X-Reply": "r" }, body: told };
      }
      if (path === "/kept") return { type: "text/plain", headers: { "cache-control": "private, max-age=60" }, body: `${++kept}` };
      if (path === "/dot.svg") return { type: "image/svg+xml", body: dot };
      if (path === "/held.svg") return new Promise((resolve) => held.push(() => resolve({ type: "image/svg+xml", body: dot })));
      if (path === "/moved") return { status: 302, headers: { location: "/echo" } };
      if (path === "/slow") return new Promise((resolve) => setTimeout(resolve, 300, "late"));
      return glue_reply(path) ?? { headers: policy, body: `<!doctype html><script>${early}</script><body><div id="solder-app">${content}</div>
        <script type="application/json" id="solder-data">{"a":1}</script>
        <script type="module" src="/solder.js" data-wasm="/app.wasm" data-build="b1"></script>` };
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => (let_go(), (policy = {}), page?.context().close()));

  /** Opens a page with this content and the fake app, which has started. */
  async function open(html, path = "/start?q=1#h", before = () => {}) {
    content = html;
    wasm = { type: "application/wasm", body: "" };
    page = await open_page(browser);
    await page.addInitScript(before);
    await page.addInitScript(install_fake_app);
    await page.goto(server.url + path);
    await page.waitForFunction(() => fake.log.some(([name]) => name === "solder_start") && solderEarly === null);
  }
  const log = (name) => page.evaluate((name) => fake.log.filter((entry) => entry[0] === name), name);
  /** What C++ is told when it asks. */
  const asked = (what) => page.evaluate((what) => {
    const bytes = fake.call(what, 32768, 0); // no room yet
    if (fake.call(what, 32768, bytes) !== bytes) throw new Error("another length");
    return fake.text_at(32768, bytes).split("\0");
  }, what);
  const answer = (answers) => page.evaluate((answers) => Object.assign(fake.answers, answers), answers);
  /** Clicks without leaving the page; tells whether the default was prevented. */
  const click = (selector, options = {}) =>
    page.evaluate(([selector, options]) => {
      let prevented;
      addEventListener("click", (event) => {
        prevented = event.defaultPrevented;
        event.preventDefault();
      }, { once: true });
      const event = new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...options });
      document.querySelector(selector).dispatchEvent(event);
      return prevented;
    }, [selector, options]);
  const submit = (button, form = "form") =>
    page.evaluate(([button, form]) => {
      let prevented;
      addEventListener("submit", (event) => {
        prevented = event.defaultPrevented;
        event.preventDefault();
      }, { once: true });
      HTMLFormElement.prototype.requestSubmit.call(document.querySelector(form), button && document.querySelector(button));
      return prevented;
    }, [button, form]);

  test("C++ is initialised once, first, and told where the page is and what was shipped", async () => {
    await open("");
    assert.deepEqual(await page.evaluate(() => fake.log),
      [["_initialize"], ["solder_start", '{"a":1}']]);
    assert.deepEqual(await asked("read_place"), [server.url, "/start?q=1#h", ""]);
    assert.deepEqual(await asked("read_build"), ["b1"]);
    assert.deepEqual(page.problems, []);
  });

  test("clicks on buttons before the start are replayed once, in order", async () => {
    content = `<button id=a><b>a</b></button><form><button id=s>s</button><button id=t type=button>t</button></form>
      <a href=#x><button id=l>l</button></a><button id=gone>g</button>
      <script>
        clicked = [];
        onclick = (e) => clicked.push(e.target.id);
        onsubmit = (e) => e.preventDefault();
        for (const what of ["#t", "#a", "#s", "#l", "#gone", "#a"]) document.querySelector(what).click();
        document.querySelector("#gone").remove();
        clicked.length = 0;
      </script>`;
    await open(content);
    assert.deepEqual(await page.evaluate(() => clicked), ["t", "a", "a"]);
    await page.click("#a");
    assert.equal(await page.evaluate(() => solderEarly), null);
  });

  test("what a button did by itself before the start it does not do again, only its handlers run", async () => {
    await open(`<button id=p popovertarget=menu>p</button><div id=menu popover>m</div>
      <form><button id=c type=button command=show-modal commandfor=dialog>c</button></form><dialog id=dialog>d</dialog>
      <script>
        clicked = [];
        addEventListener("click", (e) => clicked.push(e.target.id));
        c.click();
        dialog.close();
        p.click();
        clicked.length = 0;
      </script>`);
    const seen = () => page.evaluate(() => [menu.matches(":popover-open"), dialog.open, clicked.splice(0).join()]);
    assert.deepEqual(await seen(), [true, false, "c,p"]);
    await page.click("#p");
    assert.deepEqual(await seen(), [false, false, "p"], "a later click is one");
  });

  test("a form sent before the start is sent by the browser after it, also when its button has gone", async () => {
    const early_form = (then) => `<form action="/_server?id=a" method=post><input name=t value=T><button name=b value=B>b</button></form>
      <script>
        sent = [];
        addEventListener("submit", (event) => {
          sent.push(event.submitter?.name);
          event.preventDefault();
        });
        document.querySelector("button").click();
        ${then}
        document.dispatchEvent(new MouseEvent("click"));
      </script>`;
    for (const [then, sent] of [["", ["b", "b"]], ["document.querySelector('button').remove()", ["b", null]]]) {
      await page?.context().close();
      await open(early_form(then));
      assert.deepEqual(await page.evaluate(() => sent.map((name) => name ?? null)), sent);
      assert.deepEqual(page.problems, []);
    }
  });

  test("a link is offered to C++ only if it may be taken over (L3, L4, L5, L6)", async () => {
    await open(`<a id=plain href="/p?x=1#y"><b>in</b></a> <a id=all href=/q state='{"s":1}' replace noscroll link>q</a>
      <a id=target href=/q target=_blank>t</a> <a id=download href=/q download>d</a> <a id=none>n</a>
      <a id=external href=/q rel="nofollow external">e</a> <a id=other href="https://example.org/">o</a>
      <a id=state state=1>s</a> <a id=bad href="http://[">b</a> <a id=mail href="mailto:a@b">m</a>
      <svg><a id=svg href=/svg><text>s</text></a></svg> <a id=unread href=/q state="{">u</a> <p>no link</p>
      <a id=top href="#">up</a> <a id=here href="/start?q=1#">up</a>`);
    for (const id of ["top", "here", "target", "download", "none", "external", "other", "bad", "mail"])
      assert.equal(await click(`#${id}`), false, id);
    for (const options of [{ metaKey: true }, { ctrlKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])
      assert.equal(await click("#plain", options), false);
    await click("p");
    assert.deepEqual(await log("solder_link"), []);
    assert.equal(await click("#plain b"), false); // offered, and not taken
    await answer({ solder_link: 1 });
    for (const selector of ["#plain b", "#all", "#state", "#svg text", "#unread"])
      assert.equal(await click(selector), true);
    assert.deepEqual(await log("solder_link"), [
      ["solder_link", "/p?x=1#y|", 0], ["solder_link", "/p?x=1#y|", 0], ["solder_link", '/q|{"s":1}', 7],
      ["solder_link", "/start?q=1#h|1", 0], ["solder_link", "/svg|", 0], ["solder_link", "/q|", 0],
    ]);
    assert.equal(page.problems.length, 1);
    assert.match(page.problems[0], /^solder: the state of a link is not JSON: /);
  });

  test("a form that is sent by GET is offered as a link with its fields in the address", async () => {
    await open(`<form id=ask action="/p?old=1#y" method=get><input name=q value="a b&amp;\u00e9"><input type=file name=f>
        <textarea name=t></textarea><input type=checkbox name=no><button id=by name=by value=1>b</button>
        <button id=manners formaction="r">r</button><button id=post formmethod=post>p</button><button id=new formtarget=_blank>n</button>
        <button id=other formaction="https://example.org/">o</button><button id=dialog formmethod=dialog>d</button></form>
      <form id=bare method=no><input name=action value=x></form>
      <form id=empty action=/q state='{"s":1}' replace noscroll link></form>
      <form id=external action=/q rel="nofollow external"></form>`);
    await page.fill("textarea", "two\nlines");
    await page.setInputFiles("[name=f]", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    assert.equal(await submit("#by"), false); // offered, and not taken
    await answer({ solder_link: 1 });
    for (const button of ["#by", "#manners"]) assert.equal(await submit(button), true, button);
    for (const button of ["#post", "#new", "#other", "#dialog"]) assert.equal(await submit(button), false, button);
    for (const form of ["#bare", "#empty"]) assert.equal(await submit(null, form), true, form);
    assert.equal(await submit(null, "#external"), false);
    const fields = "q=a+b%26%C3%A9&f=a.txt&t=two%0D%0Alines";
    assert.deepEqual(await log("solder_link"), [
      ["solder_link", `/p?${fields}&by=1#y|`, 0], ["solder_link", `/p?${fields}&by=1#y|`, 0], ["solder_link", `/r?${fields}|`, 0],
      ["solder_link", "/start?action=x|", 0], ["solder_link", '/q|{"s":1}', 7],
    ]);
    assert.deepEqual(page.problems, []);
  });

  test("a link or form whose event a handler prevented is left alone (L7, L9)", async () => {
    await open(`<a href=/p>p</a><form action=/_server><button>b</button></form>`);
    await page.evaluate(() => {
      for (const name of ["click", "submit"])
        document.getElementById("solder-app").addEventListener(name, (e) => e.preventDefault());
    });
    await click("a");
    await submit("button");
    assert.deepEqual([await log("solder_link"), await log("solder_submit")], [[], []]);
  });

  test("a form is offered with its submitter's overrides and fields (L9, L13, L15)", async () => {
    await open(`<form action="/_server?id=a#x" method=POST>
        <input name=action value="1 &amp; 2"><input name=method value=é><textarea name=text></textarea>
        <input type=file name=file>
        <button id=plain>p</button>
        <button id=own name=by value=own formaction="https://action/z" formmethod=GET formenctype=multipart/form-data>o</button>
        <button id=new formtarget=_blank>n</button>
      </form><form id=bare><button>b</button></form>`);
    await page.fill("textarea", "two\nlines");
    await answer({ solder_submit: 1 });
    assert.equal(await submit("#plain"), true);
    assert.equal(await submit("#own"), true);
    assert.equal(await submit("#new"), false);
    assert.equal(await submit(null, "#bare"), false);
    const fields = "action=1+%26+2&method=%C3%A9&text=two%0D%0Alines&file=";
    assert.deepEqual(await log("solder_submit"), [
      ["solder_submit", `/_server?id=a|post|application/x-www-form-urlencoded||${fields}`],
      ["solder_submit", `https://action/z|get|multipart/form-data||${fields}&by=own`],
    ]);
  });

  test("a form whose handler takes its button away is offered without it", async () => {
    await open("<form action=/_server?id=a method=post><input name=t value=T><button name=b value=B>b</button></form>");
    await answer({ solder_submit: 1 });
    await page.evaluate(() => document.forms[0].addEventListener("submit", () => document.querySelector("button").remove()));
    assert.equal(await submit("button"), true);
    assert.deepEqual(await log("solder_submit"), [["solder_submit", "/_server?id=a|post|application/x-www-form-urlencoded||t=T"]]);
  });

  test("a button that closes a dialog sends nothing, before the start and after it", async () => {
    await open("<dialog open><form action=/_server?id=a method=post><button formmethod=dialog>b</button></form></dialog>");
    await answer({ solder_submit: 1 });
    assert.equal(await submit("button"), false);
    await page.evaluate(() => (window.solderEarly = []));
    assert.equal(await submit("button"), false);
    assert.deepEqual([await log("solder_submit"), await page.evaluate(() => solderEarly)], [[], []]);
  });

  test("a form that C++ does not take, or that would not send its file, is sent by the browser", async () => {
    await open("<form action=/_server method=post><input type=file name=f></form>");
    assert.equal(await submit(null), false);
    await answer({ solder_submit: 1 });
    await page.setInputFiles("input", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    assert.equal(await submit(null), false);
    assert.equal((await log("solder_submit")).length, 1);
  });

  test("files of a form that C++ does not take are not kept", async () => {
    await open("<form action=/_server method=post enctype=multipart/form-data><input type=file name=f></form>");
    await page.setInputFiles("input", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    assert.equal(await submit(null), false);
    await page.evaluate(() => fake.call("fetch", 1, "POST", "/echo", "", '[["f",1]]'));
    await page.waitForFunction(() => fake.log.some(([name]) => name === "solder_fetched"));
    assert.doesNotMatch((await log("solder_fetched"))[0][1], /filename/);
  });

  test("files of a form are told by number, and posted for as long as they are kept", async () => {
    await open(`<form action=/_server method=post enctype=multipart/form-data><input name=t value=T>
      <input type=file name=f multiple><input type=file name=none></form>`);
    await answer({ solder_submit: 1 });
    const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.setInputFiles("[name=f]", [file("a&b.txt", "one"), file("é.bin", "")]);
    assert.equal(await submit(null), true);
    assert.deepEqual(await log("solder_submit"), [[
      "solder_submit",
      "/_server|post|multipart/form-data|f=1&a%26b.txt=text%2Fplain&=3&f=2&%C3%A9.bin=text%2Fplain&=0|t=T&none=",
    ]]);
    await page.evaluate(() => {
      fake.call("fetch", 1, "POST", "/echo", "X-One: 1\n", '[["t","T"],["n","1"],["f",1],["f",2]]');
      fake.call("drop_file", 1);
      fake.call("fetch", 2, "POST", "/echo", "X-One: 2\n", '[["f",2]]');
    });
    await page.waitForFunction(() => fake.log.filter(([name]) => name === "solder_fetched").length === 2);
    const replies = (await log("solder_fetched")).sort((a, b) => a[2] - b[2]).map(([, text]) => text);
    const parts = (text) => [...text.matchAll(/Content-Disposition: (.*)\r\n(?:Content-Type: .*\r\n)?\r\n(.*)\r\n/g)]
      .map(([, head, value]) => `${head} = ${value}`);
    assert.match(replies[0], /POST 1 multipart\/form-data; boundary=/);
    assert.deepEqual(parts(replies[0]), [
      'form-data; name="t" = T', 'form-data; name="n" = 1', 'form-data; name="f"; filename="a&b.txt" = one',
      'form-data; name="f"; filename="é.bin" = ',
    ]);
    assert.deepEqual(parts(replies[1]), ['form-data; name="f"; filename="é.bin" = ']);
  });

  test("a form is reset when its submission is done, and not when it failed", async () => {
    await open("<form action=/_server method=post><input name=reset></form>");
    await answer({ solder_submit: 5 });
    await page.fill("input", "kept");
    await submit(null);
    await page.evaluate(() => fake.call("submitted", 5, 0));
    assert.equal(await page.inputValue("input"), "kept");
    await submit(null);
    await page.evaluate(() => fake.call("submitted", 5, 1));
    assert.equal(await page.inputValue("input"), "");
  });

  test("history keeps state that comes back as it was, when the visitor does (T5, T7)", async () => {
    await open("");
    await page.evaluate(() => {
      fake.call("write_history", "/two?x#y", '{"n": 9007199254740993}', 0);
      fake.call("write_history", "/three", "", 1);
      fake.call("write_history", "/four", "1", 0);
      fake.call("write_history", "/four", '{"depth":7,"n":9007199254740993}', 1);
      fake.call("write_history", "/five", "null", 0);
      history.replaceState({ ...history.state, solder: { of: "another program" } }, "");
    });
    assert.equal(new URL(page.url()).pathname, "/five");
    const go = async (delta, path) => {
      await page.evaluate((delta) => fake.call("go", delta), delta);
      await page.waitForFunction((path) => fake.log.at(-1)[0] === "solder_location_changed" && location.pathname === path, path);
    };
    await go(-3, "/start");
    await go(2, "/four");
    await go(-1, "/three");
    await go(2, "/five");
    assert.deepEqual((await log("solder_location_changed")).map(([, ...told]) => told),
      [["/start?q=1#h|", -3], ['/four|{"depth":7,"n":9007199254740993}', 2], ["/three|", -1], ["/five|", 2]]);
    assert.deepEqual(page.problems, []);
  });

  test("the state of the history entry is there at the start (T5)", async () => {
    await open("");
    await page.evaluate(() => fake.call("write_history", "/again", '{"n":1}', 1));
    await page.reload();
    await page.waitForFunction(() => fake.log.length === 2);
    assert.deepEqual(await asked("read_place"), [server.url, "/again", '{"n":1}']);
  });

  test("a request brings its reply once: status, headers in lower case, body", async () => {
    await open("");
    await page.evaluate(() => {
      fake.call("fetch", 1, "POST", "/echo", "X-One: a: b\nContent-Type: application/json\n", "[é]");
      fake.call("fetch", 2, "GET", "/moved", "", "");
      fake.call("fetch", 3, "GET", "http://127.0.0.1:1/", "", "");
      fake.call("fetch", 4, "GET", "/slow", "", "");
      fake.call("abort", 4);
      fake.call("fetch", 5, "GET", "/slow", "", "");
    });
    await page.waitForFunction(() => fake.log.filter(([name]) => name === "solder_fetched").length === 4);
    const replies = (await log("solder_fetched")).sort((a, b) => a[2] - b[2]);
    assert.deepEqual(replies.map(([, , id, status]) => [id, status]), [[1, 201], [2, 0], [3, 0], [5, 200]]);
    assert.match(replies[0][1], /^(.*\n)*x-reply: r\n(.*\n)*\|POST a: b application\/json \[é\]$/);
  });

  test("the browser's copy of a reply answers a new page, not what is asked again or after a write", async () => {
    await open("");
    const read = (...requests) => page.evaluate(async (requests) => {
      for (const [method, url, is_repeated = 0] of requests) {
        fake.log.length = 0;
        fake.call("fetch", 1, method, url, "", "[]", is_repeated);
        while (!fake.log.length) await new Promise((done) => setTimeout(done, 5));
      }
      return fake.log[0][1].split("|")[1];
    }, requests);
    const again = async () => (await page.reload(), page.waitForFunction(() => fake.log.length === 2));
    assert.equal(await read(["GET", "/kept"]), "1");
    await again();
    assert.equal(await read(["GET", "/kept"]), "1", "within its max-age");
    assert.equal(await read(["GET", "/kept"]), "2", "it is asked for because it may have changed");
    await again();
    assert.equal(await read(["GET", "/kept"]), "2");
    await again();
    assert.equal(await read(["POST", "/echo"], ["GET", "/kept"]), "3");
    await again();
    assert.equal(await read(["GET", "/kept", 1]), "4", "an answer came with the page");
  });

  test("numbers become texts and come back from them", async () => {
    await open("");
    const numbers = [0, -0, 1.5, 1e21, -1e-7, 5e-324, Number.MAX_VALUE];
    const texts = await page.evaluate(
      (numbers) => numbers.map((number) => fake.text_at(2048, fake.host.write_number(number, 2048))),
      numbers,
    );
    assert.deepEqual(texts, ["0", "-0", "1.5", "1e+21", "-1e-7", "5e-324", "1.7976931348623157e+308"]);
    const read = (text) => page.evaluate((text) => fake.call("read_number", text), text);
    assert.deepEqual(await Promise.all(texts.map(read)), numbers);
    assert.equal(await read("-1e400"), -Infinity);
  });

  test("timers ring, those without a delay in this turn's microtasks", async () => {
    await open("");
    const order = await page.evaluate(async () => {
      fake.call("timer", 2, 5);
      fake.call("timer", 1, 0);
      fake.log.push(["turn ends"]);
      await null;
      fake.log.push(["microtask"]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return fake.log.slice(2).map(([name, id]) => `${name} ${id ?? ""}`.trim());
    });
    assert.deepEqual(order, ["turn ends", "solder_timer 1", "microtask", "solder_timer 2"]);
  });

  test("somebody who comes back to the page is told of once, however the browser tells, and so is a connection", async () => {
    await open("");
    const told = await page.evaluate(() => {
      let visible = "visible";
      Object.defineProperty(document, "visibilityState", { get: () => visible });
      const focus = (type) => dispatchEvent(new Event(type));
      const show = (state) => ((visible = state), document.dispatchEvent(new Event("visibilitychange")));
      const seen = {};
      const note = (what, ...steps) => {
        fake.log.length = 0;
        for (const step of steps) step();
        seen[what] = fake.log.map(([name, which]) => `${name} ${which}`);
      };
      const [blur, refocus, hide, reveal] = [() => focus("blur"), () => focus("focus"), () => show("hidden"), () => show("visible")];
      note("never away", refocus, reveal);
      note("another window", blur, refocus);
      note("another tab", blur, hide, reveal, refocus);
      note("another tab, focus first", hide, blur, refocus, reveal);
      note("uncovered, and clicked later", hide, reveal, refocus);
      note("still away", blur, hide);
      note("back from there", reveal);
      note("online", () => focus("online"));
      return seen;
    });
    const back = ["solder_occasion 0"], hidden = ["solder_occasion 2"], both = [...hidden, ...back];
    assert.deepEqual(told, {
      "never away": [], "another window": back, "another tab": both, "another tab, focus first": both,
      "uncovered, and clicked later": both, "still away": hidden, "back from there": back, online: ["solder_occasion 1"],
    });
  });

  test("somebody who looks for the first time at a page that was opened in the background is told of", async () => {
    await open("", "/start", () => {
      window.visible = "hidden";
      Object.defineProperty(document, "visibilityState", { get: () => visible });
    });
    assert.deepEqual(await log("solder_occasion"), [["solder_occasion", 2]]);
    const told = await page.evaluate(() => {
      fake.log.length = 0;
      window.visible = "visible";
      document.dispatchEvent(new Event("visibilitychange"));
      return fake.log.map(([name, which]) => `${name} ${which}`);
    });
    assert.deepEqual(told, ["solder_occasion 0"]);
  });

  test("scrolls to the element named, else to the top if asked, after the turn (T6)", async () => {
    await open('<div style="height:3000px"></div><p id="là">x</p><div style="height:3000px"></div>');
    const positions = await page.evaluate(async () => {
      const seen = [];
      for (const [hash, top] of [["là", 0], ["none", 0], ["Top", 0], ["là", 1], ["none", 1]]) {
        fake.call("scroll", hash, top);
        await new Promise((resolve) => setTimeout(resolve, 20));
        seen.push(scrollY > 2500);
      }
      return seen;
    });
    assert.deepEqual(positions, [true, true, false, true, false]);
  });

  test("an event says its value, key and flags", async () => {
    await open("");
    await page.evaluate(() => {
      // intern 0 "keydown", intern 1 "click", define_template 0 with two element slots, create, insert, listen
      const html = "<input><input type=checkbox value=v>";
      const words = [1, 0, 0, 7, 1, 1, 7, 5, 2, 0, 12, html.length, 2, 0, 1, 3, 0, 1, 9, 0, 1, 2];
      fake.flush([...words, 25, 3, 0, 70, 25, 4, 1, 80], `keydownclick${html}`);
    });
    await page.focus("input");
    await page.keyboard.press("Shift+A");
    await page.keyboard.press("Alt+b");
    await page.click("[type=checkbox]", { modifiers: ["Control"] });
    assert.deepEqual((await log("solder_event")).filter(([, text]) => !/Shift|Alt|Control/.test(text)), [
      ["solder_event", "|A", 70, 4], ["solder_event", "A|b", 70, 8],
      ["solder_event", "v|", 80, 3],
    ]);
  });

  const flush = (...commands) => page.evaluate(({ words, text }) => fake.flush(words, text), assemble(commands, ops, kinds));

  test("custom events tell their detail as JSON, in place of a key, once that is asked for", async () => {
    await open("");
    const told = () => log("solder_event").then((all) => all.map(([, text, number]) => [number, text]));
    const dispatch = (detail) => page.evaluate((text) => {
      fake.log.length = 0;
      const details = { none: undefined, circle: window, list: [1, { a: "\0" }] };
      const on = document.querySelector("my-list");
      on.dispatchEvent(new CustomEvent("picked", { detail: details[text], bubbles: true }));
      on.dispatchEvent(new KeyboardEvent("picked", { key: "Enter", bubbles: true }));
    }, detail);
    await flush(["intern", 1, "picked"], ["define_template", 1, "<main><my-list></my-list></main>", 2, ["element", 0], ["element", 1]],
      ["create", 1, 20], ["listen", 22, 1, 5], ["listen", 23, 1, 6], ["insert", 0, 20, 21]);
    await dispatch("list");
    assert.deepEqual(await told(), [[6, ""], [5, ""], [6, "|Enter"], [5, "|Enter"]]);
    await flush(["details"]);
    for (const [detail, json] of [["list", '|[1,{"a":"\\u0000"}]'], ["none", "|null"], ["circle", ""]]) {
      await dispatch(detail);
      assert.deepEqual(await told(), [[6, json], [5, json], [6, "|Enter"], [5, "|Enter"]], detail);
    }
    assert.deepEqual(page.problems, []);
  });

  test("what a key is while an input method composes is its own affair", async () => {
    await open("");
    await flush(["intern", 1, "keydown"], ["define_template", 1, "<input>", 1, ["element", 0]], ["create", 1, 20], ["listen", 22, 1, 5], ["insert", 0, 20, 21]);
    await page.evaluate(() => {
      const press = (more) => document.querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, ...more }));
      press({ isComposing: true });
      press({ keyCode: 229 }); // Safari, for the key that ends it
      press({ keyCode: 13 });
    });
    assert.deepEqual((await log("solder_event")).map(([, text]) => text), ["|Process", "|Process", "|Enter"]);
  });

  test("the value is that of the control with the handler, also where something in it is clicked", async () => {
    await open("");
    await flush(["intern", 1, "click"], ["intern", 2, "change"], ["intern", 3, "bind"],
      ["define_template", 1, '<p><button value="3">A <i>icon</i></button><input type=checkbox value=v checked></p>', 2, ["element", 0], ["element", 1]],
      ["define_template", 2, '<select multiple><option>a<option>b</select>', 1, ["element", 0]],
      ["create", 1, 20], ["listen", 22, 2, 4], ["listen", 23, 1, 5], ["insert", 0, 20, 21],
      ["create", 2, 30], ["choose", 32, '["b"]', 1], ["listen", 32, 3, 6], ["insert", 0, 30, 31]);
    await page.click("i");
    await page.uncheck("[type=checkbox]");
    await page.selectOption("select", ["a", "b"]);
    assert.deepEqual(await log("solder_event"),
      [["solder_event", "3|", 5, 0], ["solder_event", "v|", 4, 0], ["solder_event", '["a","b"]|', 6, 0]]);
  });

  test("of what is disabled is told what browsers tell: no clicks on controls, but pointers, and clicks in a fieldset", async () => {
    await open("");
    const heard = ["pointerenter", "mouseenter", "pointerdown", "mousedown", "click", "auxclick"];
    await flush(...heard.map((kind, i) => ["intern", i, kind]),
      ["define_template", 1, '<button disabled>A <i>icon</i></button>', 1, ["element", 0]],
      ["define_template", 2, '<fieldset disabled><span>text</span> <button>in</button></fieldset>', 2, ["element", 0], ["element", 2]],
      ["create", 1, 20], ["create", 2, 30], ...heard.flatMap((_, i) => [["listen", 22, i, 10 + i], ["listen", 32, i, 20 + i], ["listen", 33, i, 30 + i]]),
      ["insert", 0, 20, 21], ["insert", 0, 30, 31]);
    await page.evaluate((heard) => {
      window.native = [];
      for (const [selector, number] of [["button", 10], ["fieldset", 20], ["fieldset button", 30]])
        heard.forEach((kind, i) => document.querySelector(selector).addEventListener(kind, () => native.push(number + i)));
    }, heard);
    const told = async () => (await log("solder_event")).map(([, , number]) => number);
    for (const [selector, expected] of [["i", [10, 11, 12, 15]], ["fieldset > button", [20, 21, 30, 31, 22, 32, 25, 35]],
      ["span", [20, 21, 22, 23, 24, 25]]]) {
      await page.mouse.move(500, 500);
      await page.evaluate(() => (fake.log.length = native.length = 0));
      await page.click(selector, { force: true });
      await page.click(selector, { force: true, button: "middle" });
      const distinct = [...new Set(await told())].sort();
      assert.deepEqual(distinct, expected.sort());
      assert.deepEqual(distinct, await page.evaluate(() => [...new Set(native)].sort()), "as native listeners");
    }
    await page.evaluate(() => {
      fake.log.length = 0;
      for (const inside of ["i", "fieldset > button"]) document.querySelector(inside).dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
    assert.deepEqual(await told(), [24], "Safari brings the click on the icon to the document");
  });

  test("a handler that stops an event which does not bubble leaves the element's own listeners alone", async () => {
    await open("");
    await flush(["intern", 1, "focus"], ["define_template", 1, "<input>", 1, ["element", 0]], ["create", 1, 20], ["listen", 22, 1, 5], ["insert", 0, 20, 21]);
    await page.evaluate(() => {
      fake.answers.solder_event = 2;
      document.querySelector("input").addEventListener("focus", () => fake.log.push(["own"]));
    });
    await page.focus("input");
    assert.deepEqual((await page.evaluate(() => fake.log.slice(2))).map(([name]) => name), ["solder_event", "own"]);
  });

  test("an event that a flush sets off waits until C++ has returned", async () => {
    await open("<input>");
    await page.evaluate(() => {
      const html = "<input id=made>";
      // intern 0 "odd", define, create, insert, listen 3 "odd" -> 7
      fake.flush([1, 0, 0, 3, 2, 0, 3, html.length, 1, 0, 3, 0, 1, 9, 0, 1, 2, 25, 3, 0, 7], `odd${html}`);
      const made = document.querySelector("#made");
      Object.defineProperty(made, "odd", { set: () => made.dispatchEvent(new Event("odd", { bubbles: true })) });
      fake.answers.solder_link = () => {
        fake.flush([22, 3, 0, 0, 0], ""); // property_text 3 "odd": fires the event
        fake.log.push(["C++ returns"]);
        return 1;
      };
      const link = document.createElement("a");
      link.href = "/p";
      document.body.append(link);
    });
    await click("body > a");
    assert.deepEqual((await page.evaluate(() => fake.log)).slice(3).map(([name]) => name), ["C++ returns", "solder_event"]);
  });

  test("of events that a flush sets off those of what it removed are dropped", async () => {
    await open("", "/start", () => delete Element.prototype.moveBefore); // with it a move sets nothing off
    const focused = () => page.evaluate(() => document.activeElement.id);
    await page.evaluate(() => {
      const html = "<p><input id=field></p>";
      // intern 0 "blur", intern 1 "focusout", define: two elements, create, insert, listen 4 to both and 3 to one
      const words = [1, 0, 0, 4, 1, 1, 4, 8, 2, 0, 12, html.length, 2, 0, 1, 3, 0, 1, 9, 0, 1, 2];
      fake.flush([...words, 25, 4, 0, 70, 25, 4, 1, 71, 25, 3, 1, 72], `blurfocusout${html}`);
      fake.answers.solder_timer = () => fake.flush(fake.next, "");
    });
    /** What is told of a flush in a turn, after which come numbers that are used anew. */
    const flush_in_turn = async (...words) => {
      await page.focus("#field");
      assert.equal(await focused(), "field");
      return page.evaluate(async (words) => {
        fake.log.length = 0;
        fake.next = words;
        fake.call("timer", 1, 0);
        await new Promise((done) => setTimeout(done));
        return fake.log.map(([name, ...told]) => `${name} ${told.at(-2) ?? ""}`);
      }, words);
    };
    const moved = [9, 0, 3, 3];
    assert.deepEqual((await flush_in_turn(...moved)).sort(), ["solder_event 70", "solder_event 71", "solder_event 72", "solder_timer "]);
    const removed = [11, 4, 4];
    assert.deepEqual(await flush_in_turn(...removed), ["solder_timer ", "solder_event 72"], "what is around it stays");
    assert.deepEqual(page.problems, []);
  });

  test("texts that a translator replaced and marks that were taken away come back in a portal, too", async () => {
    await open("");
    await flush(["define_template", 1, "<div></div>", 0], ["define_template", 2, "<b></b>", 1, ["sole_text", 0]],
      ["define_template", 3, "<p>a <!--[--><!--]--></p>", 1, ["marked_hole", 0]], ["define_template", 4, "<i>i</i>", 0],
      ["create", 1, 20], ["mount", 20, "body"], ["create", 2, 30], ["text", 32, "one"], ["insert", 20, 30, 31],
      ["create", 3, 40], ["insert", 20, 40, 41], ["create", 4, 50], ["create", 4, 60]);
    await page.evaluate(() => {
      const translated = document.createElement("font");
      translated.textContent = "eins";
      document.querySelector("b").firstChild.replaceWith(translated);
      document.querySelector("p").textContent = "altered";
    });
    await flush(["text", 32, "two"], ["insert", 42, 50, 51]);
    const portal = () => page.evaluate(() => document.querySelector("b").parentNode.innerHTML);
    assert.equal(await portal(), "<b>two</b><p><!--[--><i>i</i><!--]-->altered</p>");
    assert.deepEqual(page.problems, []);
  });

  test("an insert into a hole whose marks are nowhere does not end the program", async () => {
    await open("");
    await flush(["define_template", 1, "<p>a <!--[--><!--]--></p>", 1, ["marked_hole", 0]], ["define_template", 2, "<i>i</i>", 0],
      ["create", 1, 20], ["create", 2, 30]);
    await page.evaluate(() => (fake.answers.solder_timer = () => fake.flush(...fake.next)));
    const { words, text } = assemble([["remove", 22, 22], ["insert", 22, 30, 31], ["raw", 22, "<b>b</b>"]], ops, kinds);
    await page.evaluate(({ words, text }) => {
      fake.next = [words, text];
      fake.call("timer", 1, 0);
    }, { words, text });
    assert.deepEqual(page.problems, []);
  });

  test("what moves keeps the focus, its frames and a modal dialog", async () => {
    await open("");
    await page.evaluate(() => {
      window.loads = 0;
      document.addEventListener("load", (event) => (loads += event.target.localName === "iframe"), true);
    });
    await flush(["define_template", 1, "<p><input></p>", 0], ["define_template", 2, '<iframe src="/slow"></iframe>', 0],
      ["define_template", 3, "<dialog>d</dialog>", 0], ["create", 1, 10], ["create", 1, 20], ["create", 2, 30], ["create", 3, 40],
      ...[10, 20, 30, 40].map((id) => ["insert", 0, id, id + 1]));
    await page.waitForFunction(() => loads === 1);
    await page.evaluate(() => document.querySelector("dialog").showModal());
    await flush(["insert_before", 0, 10, 40, 41], ["insert_before", 0, 10, 30, 31]);
    assert.equal(await page.evaluate(() => document.querySelector("dialog").matches(":modal")), true);
    await page.evaluate(() => (document.querySelector("dialog").close(), document.querySelector("p ~ p > input").focus()));
    await flush(["insert_before", 0, 10, 20, 21]);
    await new Promise((done) => setTimeout(done, 400)); // more than the frame takes
    assert.deepEqual(await page.evaluate(() => [document.querySelector("p > input") === document.activeElement, loads]), [true, 1]);
    await flush(["remove", 20, 21], ["insert", 0, 20, 21], ["create_markers", 50], ["insert", 51, 10, 11], ["insert", 0, 50, 51]);
    const order = await page.evaluate(() => [...document.getElementById("solder-app").children].map((each) => each.localName).join());
    assert.equal(order, "dialog,iframe,p,p");
    assert.deepEqual(page.problems, []);
  });

  test("what a visitor has selected stays so when the page is taken over, and while texts stay as they are", async () => {
    await open("<p>hello world</p>");
    await page.evaluate(() => {
      const text = document.querySelector("p").firstChild;
      getSelection().setBaseAndExtent(text, 2, text, 8);
    });
    const selected = () => page.evaluate(() => getSelection().toString());
    await flush(["hydrate"], ["define_template", 1, "<p></p>", 1, ["sole_text", 0]], ["adopt", 1, 20, 0], ["text", 22, "hello world"],
      ["adopt_end", 0], ["hydrated"]);
    assert.equal(await selected(), "llo wo");
    await flush(["text", 22, "hello world"]);
    assert.equal(await selected(), "llo wo");
    assert.deepEqual(page.problems, []);
  });

  const image = [["intern", 1, "src"], ["intern", 2, "load"], ["intern", 3, "error"], ["define_template", 1, "<img>", 1, ["element", 0]]];
  /** The handlers that are told of an event, once there are so many, and have not become more in a while. */
  const told = async (count) => {
    await page.waitForFunction((count) => fake.log.filter(([name]) => name === "solder_event").length >= count, count);
    await new Promise((done) => setTimeout(done, 200));
    return (await log("solder_event")).map(([, , number]) => number).sort();
  };

  test("what loads, or fails to, is told once wherever it is, and of what has gone no more", async () => {
    await open("");
    await flush(...image, ["create_markers", 10], ["create", 1, 20], ["attribute", 22, 1, "/dot.svg"], ["listen", 22, 2, 5], ["listen", 22, 3, 6],
      ["insert", 11, 20, 21], ["create", 1, 30], ["attribute", 32, 1, "http://127.0.0.1:1/none"], ["listen", 32, 2, 7], ["listen", 32, 3, 8],
      ["insert", 11, 30, 31]);
    assert.deepEqual(await told(2), [5, 8], "made aside");
    await flush(["create_markers", 40], ["insert", 0, 40, 41], ["take_content", 41, 10]);
    assert.deepEqual(await told(2), [5, 8], "shown");
    await page.evaluate(() => (fake.log.length = 0));
    await flush(["listen", 22, 2, 9], ["attribute", 22, 1, "/dot.svg?2"], ["listen", 32, 2, 0], ["attribute", 32, 1, "/dot.svg?3"]);
    assert.deepEqual(await told(1), [9], "another handler, and none");
    await page.evaluate(() => (fake.log.length = 0));
    await flush(["attribute", 22, 1, "/held.svg"], ["create_markers", 50], ["insert", 51, 20, 21], ["forget", 20, 3],
      ["create", 1, 20], ["listen", 22, 2, 9]); // the number is another's
    while (!held.length) await new Promise((done) => setTimeout(done, 5));
    let_go();
    assert.deepEqual(await told(0), []);
  });

  test("what media and others tell that does not bubble comes to handlers of what is not in the document", async () => {
    await open("");
    const heard = ["abort", "canplay", "canplaythrough", "durationchange", "emptied", "ended", "error", "load", "loadeddata", "loadedmetadata",
      "loadstart", "pause", "play", "playing", "progress", "ratechange", "resize", "seeked", "seeking", "stalled", "suspend", "timeupdate",
      "volumechange", "waiting"];
    await flush(...heard.map((kind, i) => ["intern", i, kind]), ["define_template", 1, "<video><b></b></video>", 1, ["element", 0]], ["create", 1, 20],
      ...heard.map((_, i) => ["listen", 22, i, 10 + i]), ["insert", 0, 20, 21]);
    const numbers = heard.map((_, i) => 10 + i);
    for (const is_shown of [true, false]) {
      await page.evaluate(([heard, is_shown]) => {
        const element = (window.element ??= document.querySelector("video"));
        fake.log.length = 0;
        if (!is_shown) element.remove();
        for (const kind of heard) element.dispatchEvent(new Event(kind));
        for (const kind of heard) element.firstChild.dispatchEvent(new Event(kind)); // not of this one
      }, [heard, is_shown]);
      assert.deepEqual((await log("solder_event")).map(([, , number]) => number), numbers);
    }
    await page.evaluate(() => {
      fake.log.length = 0;
      document.getElementById("solder-app").append(element);
      element.firstChild.dispatchEvent(new Event("progress", { bubbles: true }));
    });
    assert.deepEqual((await log("solder_event")).map(([, , number]) => number), [10 + heard.indexOf("progress")], "one that does bubble");
  });

  test("pictures that were there, or failed, before the page was taken over are told of once", async () => {
    await open('<img src="/dot.svg"><img src="http://127.0.0.1:1/none"><img><img src="/dot.svg?4">');
    await page.waitForFunction(() => [0, 1].every((i) => document.querySelectorAll("img")[i].complete));
    await page.evaluate(() => (document.querySelectorAll("img")[3].src = "/held.svg"));
    const adopted = [[20, "/dot.svg"], [30, "http://127.0.0.1:1/none"], [40, ""], [50, "/held.svg"]];
    await flush(["hydrate"], ...image, ...adopted.flatMap(([id, source]) => [["adopt", 1, id, 0],
      ...(source ? [["attribute", id + 2, 1, source]] : []), ["listen", id + 2, 2, id + 2], ["listen", id + 2, 3, id + 3]]), ["adopt_end", 0], ["hydrated"]);
    assert.deepEqual(await told(2), [22, 33]);
    while (!held.length) await new Promise((done) => setTimeout(done, 5));
    let_go();
    assert.deepEqual(await told(3), [22, 33, 52]);
    assert.deepEqual(page.problems.filter((line) => /mismatch|solder/.test(line)), []);
  });

  test("what loads while the old page is captured is told when the new one is shown", async () => {
    await open("");
    await flush(...image, ["create", 1, 20], ["listen", 22, 2, 5], ["insert", 0, 20, 21]);
    await page.evaluate(() => {
      document.startViewTransition = (show) => ((window.capture_ends = show), { ready: Promise.resolve() });
      fake.call("arrived", 4);
      fake.host.flush(49152, 0, 0, 0);
      document.querySelector("img").src = "/dot.svg";
    });
    assert.deepEqual(await told(0), []);
    await page.evaluate(() => capture_ends());
    assert.deepEqual(await told(1), [5]);
  });

  test("a very long text makes memory grow and arrives whole", async () => {
    await open("<input>");
    await answer({ solder_link: 1 });
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "/p?" + "x".repeat(40000);
      document.body.append(link);
    });
    await click("body > a");
    assert.equal((await log("solder_link"))[0][1].length, 40004);
  });

  test("a page may forbid markup of texts but for the policy \"solder\", and styles in attributes", async () => {
    policy = { "content-security-policy": "require-trusted-types-for 'script'; trusted-types solder; style-src 'self'" };
    await open(`<main><!--?7--><i>wait</i></main><p>p</p>
      <template id="solder-7" data-head="&lt;meta name=m content=c data-head&gt;"><b>late</b></template>
      <script>${stream}; solderStream(7)</script>`);
    await flush(["intern", 1, "style"], ["define_template", 1, '<svg></svg>', 1, ["sole_hole", 0]],
      ["define_template", 2, "<circle></circle>", 0 + (1 << 24)], ["define_template", 3, "<u></u>", 2, ["sole_hole", 0], ["element", 0]],
      ["define_template", 4, "<svg><!--[--><!--]--></svg>", 1, ["marked_hole", 0]],
      ["create", 1, 10], ["create", 2, 20], ["insert", 12, 20, 21], ["create", 3, 30], ["raw", 32, "<s>s</s>"], ["attribute", 33, 1, "width: 50%"],
      ["create", 4, 40], ["raw", 42, "<path></path>"], ["create_markers", 50],
      ["define_template", 5, "<iframe srcdoc='<i>i</i>'></iframe>", 0], ["create", 5, 60], ["insert", 0, 60, 61],
      ...[10, 30, 40, 50].map((id) => ["insert", 0, id, id + 1]), ["raw", 51, "<em>e</em>"]);
    assert.deepEqual(page.problems, []);
    assert.equal(await page.locator("main").innerHTML(), "<b>late</b>");
    assert.equal(await page.locator("head > meta[name=m]").count(), 1);
    const made = await page.evaluate(() => [...document.querySelectorAll("circle, u, s, svg > path, em")].map((each) => each.namespaceURI.at(-1)).join(""));
    assert.equal(made, "gllgl"); // svg and xhtml
    assert.equal(await page.evaluate(() => document.querySelector("u").style.width), "50%");
    assert.equal(await page.frameLocator("iframe").locator("i").textContent(), "i");
    await flush(["intern", 2, "src"], ["define_template", 6, "<script src='/old.js'></script>", 1, ["element", 0]], ["create", 6, 70],
      ["attribute", 72, 2, "/new.js"], ["attribute", 33, 1, "width: 60%"]);
    assert.match(page.problems.at(-1), /^src of <script>: .*TrustedScriptURL/); // the browser told of it before
    assert.equal(await page.evaluate(() => document.querySelector("u").style.width), "60%");
  });

  describe("properties of controls when the page is taken over", () => {
    const markup = `<main><input id=text name=reset><input id=empty value=e><input id=range type=range><input id=tick type=checkbox checked>
      <input id=a type=radio name=r checked><input id=b type=radio name=r><input id=c type=radio name=r>
      <form><input id=d type=radio name=r></form><textarea id=about>\n\nline</textarea>
      <select id=one><option>1</option><option>2</option><option>3</option></select>
      <select id=some multiple><option selected>1</option><option>2</option><option>3</option></select>
      <details id=more open><summary>s</summary></details><progress id=bar></progress></main>`;
    const properties = [["text", "value", "sent"], ["empty", "value", ""], ["range", "value", "30"], ["tick", "checked", 0],
      ["a", "checked", 0], ["b", "checked", 0], ["c", "checked", 1], ["d", "checked", 1], ["about", "value", "told"],
      ["one option:nth-of-type(2)", "selected", 1], ["one option:nth-of-type(1)", "selected", 0], ["some option:nth-of-type(1)", "selected", 0],
      ["some option:nth-of-type(2)", "selected", 1], ["some option:nth-of-type(3)", "selected", 1], ["more", "open", 0], ["tick", "value", "v"]];
    const elements = (html) => page.evaluate(([html, of]) => {
      const holder = document.createElement("template");
      holder.innerHTML = html;
      const all = [...holder.content.querySelectorAll("*")];
      return of.map(([id]) => all.indexOf(holder.content.querySelector(`#${id}`)));
    }, [html, properties]);
    const shown = () => page.evaluate(() => ({
      text: text.value, empty: empty.value, range: range.value, tick: tick.checked, of_tick: tick.value, more: more.open, about: about.value,
      radios: ["a", "b", "c", "d"].filter((id) => document.getElementById(id).checked).join(""), one: one.value,
      some: [...some.selectedOptions].map((each) => each.value).join("") }));

    /** Takes the page over, whose markup in the template is `expected`, and sets the properties. */
    async function take_over(expected = markup) {
      const slots = (await elements(expected)).map((index) => ["element", index]);
      const names = [...new Set(properties.map(([, name]) => name))];
      await flush(["hydrate"], ...names.map((name, i) => ["intern", 10 + i, name]),
        ["define_template", 1, expected, slots.length, ...slots], ["adopt", 1, 20, 0],
        ...properties.map(([, name, value], i) =>
          [typeof value === "string" ? "kept_text" : "kept_boolean", 22 + i, 10 + names.indexOf(name), value]),
        ["adopt_end", 0], ["hydrated"]);
    }
    const as_told = { text: "sent", empty: "", range: "30", tick: false, of_tick: "v", about: "told", radios: "cd", one: "2", some: "23" };

    test("are set where nobody has changed anything, but for what is open", async () => {
      await open(markup);
      await take_over();
      assert.deepEqual(await shown(), { ...as_told, more: true });
      await flush(["kept_text", 22, 10, "later"]);
      assert.equal((await shown()).text, "later");
      assert.deepEqual(page.problems, []);
    });

    test("stay as a person has changed them, and are set from then on", async () => {
      await open(markup);
      await page.fill("#text", "typed");
      await page.fill("#empty", "");
      await page.fill("#range", "70");
      await page.evaluate(() => { tick.click(); tick.click(); b.click(); one.value = "3"; some.options[2].selected = true; more.open = false; });
      await page.fill("#about", "more");
      await take_over();
      assert.deepEqual(await shown(), { ...as_told, text: "typed", range: "70", radios: "bd", about: "more", one: "3", some: "13", more: false });
      await flush(["kept_text", 22, 10, "later"], ["kept_boolean", 36, 13, 1]);
      assert.deepEqual([(await shown()).text, await page.evaluate(() => more.open)], ["later", true]);
      assert.deepEqual(page.problems, []);
    });

    test("are set on what is made because the server sent something else", async () => {
      await open("<p>other</p>");
      await take_over();
      assert.deepEqual(await shown(), { ...as_told, more: false });
    });
  });

  test("a style that the server wrote and the page may not heed is set when it is taken over", async () => {
    policy = { "content-security-policy": "style-src 'self'" };
    await open('<p style="width: 50%">p</p>');
    const width = () => page.evaluate(() => document.querySelector("p").style.width);
    assert.equal(await width(), "");
    await flush(["hydrate"], ["intern", 1, "style"], ["define_template", 1, "<p>p</p>", 1, ["element", 0]], ["adopt", 1, 20, 0],
      ["attribute", 22, 1, "width: 50%"], ["adopt_end", 0], ["hydrated"]);
    assert.equal(await width(), "50%");
  });

  test("after a failure in C++ it says so once and leaves links and forms to the browser", async () => {
    await open("<a href=/p>p</a><form action=/_server method=post></form>");
    await page.evaluate(() => (fake.answers.solder_link = () => { throw new WebAssembly.RuntimeError("unreachable"); }));
    assert.equal(await click("a"), false);
    assert.equal(await click("a"), false);
    assert.equal(await submit(null), false);
    assert.equal((await log("solder_link")).length, 1);
    assert.equal(page.problems.length, 1);
    assert.match(page.problems[0], /^solder stopped: unreachable\. Links and forms work as without script\./);
  });

  test("a page that a server wrote is live until the program stops; then it says so, and still takes clicks", async () => {
    await open('<a href=/p>p</a></div><p id=solder-stopped hidden>Reload</p><div>');
    await flush(["ready"]);
    const state = () => page.evaluate(() => [{ ...document.documentElement.dataset }, document.getElementById("solder-stopped").hidden,
      document.getElementById("solder-app").inert]);
    assert.deepEqual(await state(), [{ hydrated: "" }, true, false]);
    await page.evaluate(() => (fake.answers.solder_link = () => { throw new WebAssembly.RuntimeError("unreachable"); }));
    assert.equal(await click("a"), false);
    assert.deepEqual(await state(), [{ stopped: "" }, false, false]);
    assert.match(page.problems[0], /^solder stopped: unreachable\. Links and forms work as without script\./);
  });

  test("a page that is nothing without script takes no clicks when the program has stopped", async () => {
    await open('<a href=/p>p</a></div><p id=solder-stopped hidden>Reload</p><div>');
    await flush(["ready"]);
    await page.evaluate(() => {
      document.getElementById("solder-data").remove();
      fake.answers.solder_link = () => { throw new WebAssembly.RuntimeError("unreachable"); };
    });
    await click("a");
    assert.deepEqual(await page.evaluate(() => [document.getElementById("solder-stopped").hidden, document.getElementById("solder-app").inert]),
      [false, true]);
    assert.match(page.problems[0], /^solder stopped: unreachable\. \S*Error/);
  });

  for (const [name, reply, words] of [
    ["is missing", undefined, /^solder stopped: \/app\.wasm has status 404/],
    ["is broken", { type: "application/wasm", body: "junk" }, /^solder stopped: .*magic/],
    ["has another type and traps", { type: "application/octet-stream", body: trapping_wasm }, /^solder stopped: unreachable/],
    ["traps", { type: "application/wasm", body: trapping_wasm }, /^solder stopped: unreachable/],
  ])
    test(`when app.wasm ${name} the page works as without script`, async () => {
      content = "<a href=/next>n</a><button>b</button>";
      wasm = reply;
      page = await open_page(browser);
      await page.goto(server.url);
      await page.waitForFunction(() => window.solderEarly === null);
      assert.deepEqual(page.problems.filter((line) => line.startsWith("solder")).length, 1);
      assert.match(page.problems.find((line) => line.startsWith("solder")), words);
      await page.click("button");
      await page.click("a");
      await page.waitForURL("**/next");
    });
});
