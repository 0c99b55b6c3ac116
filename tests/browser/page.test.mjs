// js/solder.js between a page and C++: start, history, fetch, timers, policies, failures.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { answer, click, flush, log, open, open_with, page, server, set_policy, submit, use_fake_page } from "./support/fake_page.mjs";

const stream = await readFile(new URL("../../js/inline/stream.js", import.meta.url), "utf8");

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
  use_fake_page();

  /** What C++ is told when it asks. */
  const asked = (what) => page.evaluate((what) => {
    const bytes = fake.call(what, 32768, 0); // no room yet
    if (fake.call(what, 32768, bytes) !== bytes) throw new Error("another length");
    return fake.text_at(32768, bytes).split("\0");
  }, what);

  test("C++ is initialised once, first, and told where the page is and what was shipped", async () => {
    await open("");
    assert.deepEqual(await page.evaluate(() => fake.log),
      [["_initialize"], ["solder_start", '{"a":1}']]);
    assert.deepEqual(await asked("read_place"), [server.url, "/start?q=1#h", ""]);
    assert.deepEqual(await asked("read_build"), ["b1"]);
    assert.deepEqual(page.problems, []);
  });

  test("clicks on buttons before the start are replayed once, in order", async () => {
    await open(`<button id=a><b>a</b></button><form><button id=s>s</button><button id=t type=button>t</button></form>
      <a href=#x><button id=l>l</button></a><button id=gone>g</button>
      <script>
        clicked = [];
        onclick = (e) => clicked.push(e.target.id);
        onsubmit = (e) => e.preventDefault();
        for (const what of ["#t", "#a", "#s", "#l", "#gone", "#a"]) document.querySelector(what).click();
        document.querySelector("#gone").remove();
        clicked.length = 0;
      </script>`);
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

  test("the handlers of a button that sent a form before the start run when the form is replayed, once", async () => {
    await open(`<form action="/_server?id=a" method=post><input name=t value=T required><button name=b value=B>b</button></form>
      <script>
        clicked = 0;
        said = [];
        addEventListener("click", () => ++clicked);
        addEventListener("submit", (event) => {
          if (!event.defaultPrevented) said.push(new URLSearchParams(new FormData(event.target, event.submitter)).toString());
          event.preventDefault();
        });
        document.querySelector("button").click();
        document.querySelector("input").value = "";
        clicked = 0;
      </script>`);
    assert.deepEqual(await page.evaluate(() => [clicked, said]), [1, ["t=T&b=B"]]);
    assert.deepEqual(await page.evaluate(() => [document.forms[0].noValidate, document.querySelector("input").value]), [false, ""]);
    assert.deepEqual(page.problems, []);
  });

  test("forms that are sent without the program go one after the other, also when two of them have waited long enough", async () => {
    await open(`<form id=one action="/_server?id=a" method=post><button>1</button></form>
      <form id=two action="/_server?id=b" method=post><button>2</button></form><script>
        done = [];
        gets = fetch;
        fetch = (url, how) => how?.method === "POST" ? new Promise((resolve) => (let_go = resolve)) : gets(url, how);
        addEventListener("submit", (event) => {
          if (!event.defaultPrevented) done.push(event.target.id);
          event.preventDefault();
        });
        for (const button of document.querySelectorAll("button")) button.click();
        const { send } = solderEarly;
        send();
        send();
      </script>`);
    assert.deepEqual(await page.evaluate(() => done), []);
    await page.evaluate(() => let_go());
    await page.waitForFunction(() => done.length);
    assert.deepEqual(await page.evaluate(() => done), ["two"]);
  });

  const held_form = `<form data-held><input name=secret value=S><button>b</button></form><form action=/get><button>g</button></form>
    <form data-held method=get><button>m</button></form><script>
      got = [];
      addEventListener("submit", (event) => (got.push([event.target.id, event.defaultPrevented]), event.preventDefault()));
      for (const button of document.querySelectorAll("button")) button.click();
    </script>`;

  test("a form that has only a handler waits for it, and is not sent by GET", async () => {
    await open(held_form);
    assert.deepEqual(await page.evaluate(() => got.map(([, prevented]) => prevented)), [true, false, false, false]);
    assert.deepEqual(page.problems, []);
  });

  test("a form that has only a handler is let go with a word when there is no program", async () => {
    await open_with(undefined, held_form);
    await page.waitForFunction(() => window.solderEarly === null);
    assert.deepEqual(await page.evaluate(() => [got.length, location.search]), [3, ""]);
    assert.equal(page.problems.filter((line) => line === "solder: a form was not sent, it has no action.").length, 1);
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
    set_policy({ "content-security-policy": "require-trusted-types-for 'script'; trusted-types solder; style-src 'self'" });
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
      await open_with(reply, "<a href=/next>n</a><button>b</button>");
      await page.waitForFunction(() => window.solderEarly === null);
      assert.deepEqual(page.problems.filter((line) => line.startsWith("solder")).length, 1);
      assert.match(page.problems.find((line) => line.startsWith("solder")), words);
      await page.click("button");
      await page.click("a");
      await page.waitForURL("**/next");
    });
});
