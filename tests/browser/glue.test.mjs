// js/ in Chromium: that the glue understands DOM commands as the fake document of the C++ tests does.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import "../../js/bound_controls.js";
import "../../js/content_commands.js";
import "../../js/event_details.js";
import "../../js/hydration.js";
import { commands } from "../../js/interpreter.js";
import "../../js/kept_properties.js";
import "../../js/property_commands.js";
import "../../js/rare_commands.js";
import { now } from "../../js/services.js";
import { slot_kinds } from "../../js/templates.js";
import { launch, open_page, serve } from "./support/browser.mjs";
import { assemble, numbers_in } from "./support/commands.mjs";
import { glue_reply } from "./support/glue.mjs";

const file = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const header = await file("include/solder/html/dom_commands.hpp");
const ops = numbers_in(header, "dom_op");
const kinds = numbers_in(header, "slot_kind");

test("the commands of the glue are those of dom_commands.hpp, with the same numbers", () => {
  assert.deepEqual(Object.fromEntries(Object.entries(commands).map(([number, { name }]) => [name, +number])), ops);
  assert.deepEqual(Object.fromEntries(slot_kinds.map((name, i) => [name, i])), kinds);
});

test("the time goes on while the machine sleeps, and never back", (t) => {
  const before = now(), of_day = Date.now();
  let off = 0;
  t.mock.method(Date, "now", () => of_day + off);
  const after = (set) => ((off = set), Math.round((now() - before) / 1000));
  assert.deepEqual([500, 3_600_000, 0, 3_600_500, 7_200_000].map(after), [0, 3600, 3600, 3600, 7200]);
});

describe("DOM commands", () => {
  let browser, server, page;
  before(async () => {
    const document = '<!doctype html><title>t</title><body><div id="solder-app"></div>';
    server = await serve(({ path }) => (path === "/" ? document : glue_reply(path)));
    browser = await launch();
    page = await open_page(browser);
    await page.goto(server.url);
    await page.evaluate(async () => {
      const names = ["bound_controls", "events", "hydration", "interpreter", "property_commands", "rare_commands"];
      const [, { set_handlers }, { claim_mark, late }, { apply, set_mount, value_in }] = await Promise.all(
        names.map((name) => import(`/${name}.js`)));
      window.fresh = (start, head) => {
        const mount = document.createElement("div"); // the other is watched
        mount.id = "solder-app";
        document.getElementById("solder-app").replaceWith(mount);
        mount.innerHTML = start;
        for (const element of document.querySelectorAll("[data-head], #solder-app ~ *")) element.remove();
        document.head.insertAdjacentHTML("beforeend", head);
        window.called = [];
        window.answer = 0;
        window.values = {}; // what these handlers were told last
        window.mismatches = [];
        console.error = (words) => mismatches.push(words);
        set_mount(mount);
        set_handlers((number, event) => {
          called.push(`${number} ${event.type}`);
          if (number in values) values[number] = event.target.value;
          return answer;
        });
      };
      window.interpreter = { apply, claim_mark, late, value_in };
      window.apply = ({ words, text }) => apply(Uint32Array.from(words), text);
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const fresh = (start, head = "") => page.evaluate(([start, head]) => fresh(start, head), [start, head]);
  const apply = (commands) => page.evaluate((flush) => apply(flush), assemble(commands, ops, kinds));
  const outcome = () =>
    page.evaluate(() => ({
      html: document.getElementById("solder-app").innerHTML,
      head: [...document.querySelectorAll("[data-head]")].map((element) => element.outerHTML).join(""),
      body: [...document.querySelectorAll("#solder-app ~ *")].map((element) => element.outerHTML).join(""),
      mismatches,
    }));

  async function run_flush(commands) {
    let pending = [];
    for (const command of commands) {
      if (command[0] === "keep_late") {
        await page.evaluate(([, number, html]) => {
          const holder = document.createElement("template");
          holder.innerHTML = html;
          interpreter.late.set(number, holder.content);
        }, command);
        continue;
      }
      if (command[0] !== "claim_mark") {
        pending.push(command);
        continue;
      }
      await apply(pending);
      pending = [];
      const [, hole, kind, expected] = command;
      assert.equal(await page.evaluate(([hole, kind]) => interpreter.claim_mark(hole, kind), [hole, kind.charCodeAt()]), expected);
    }
    await apply(pending);
  }

  test("shared cases", async (t) => {
    const cases = JSON.parse(await file("tests/html/command_cases.json"));
    for (const { name, start, server_head, flushes, html, head = "", body = "", mismatches = [] } of cases)
      await t.test(name, async () => {
        await fresh(start, server_head);
        for (const commands of flushes) await run_flush(commands);
        assert.deepEqual(await outcome(), { html, head, body, mismatches });
      });
  });

  test("a text that the parser cut into pieces is claimed whole", async () => {
    const long = "x".repeat(200_000);
    await fresh("");
    await page.evaluate((long) => {
      const half = document.createTextNode(long.slice(0, 65_536));
      document.getElementById("solder-app").append(half, long.slice(65_536));
    }, long);
    await apply([["hydrate"], ["adopt_text", 1, 0, long], ["adopt_end", 0], ["hydrated"]]);
    assert.deepEqual(await outcome(), { html: long, head: "", body: "", mismatches: [] });
  });

  test("properties are set on the element, with their types", async () => {
    await fresh("");
    await apply([
      ["intern", 0, "value"], ["intern", 1, "checked"], ["intern", 2, "scrollTop"], ["intern", 3, "own"],
      ["define_template", 0, "<input type=checkbox><input>", 2, ["element", 0], ["element", 1]],
      ["create", 0, 1], ["insert", 0, 1, 2],
      ["property_boolean", 3, 1, 1], ["property_text", 4, 0, "typed"], ["property_number", 4, 3, { double: 1.5 }],
    ]);
    const got = await page.evaluate(() =>
      [...document.querySelectorAll("input")].map(({ checked, value, own }) => [checked, value, own]));
    assert.deepEqual(got, [[true, "on", undefined], [false, "typed", 1.5]]);
    await apply([["property_boolean", 3, 1, 0]]);
    assert.equal(await page.evaluate(() => document.querySelector("input").checked), false);
  });

  const nest = [
    ["intern", 0, "click"], ["intern", 1, "focus"], ["intern", 2, "mouseenter"],
    ["define_template", 0, "<section><button><b>x</b></button></section>", 3, ["element", 0], ["element", 1], ["element", 2]],
    ["create", 0, 1], ["insert", 0, 1, 2],
    ["listen", 3, 0, 30], ["listen", 4, 0, 40], ["listen", 5, 0, 50],
    ["listen", 3, 1, 31], ["listen", 4, 1, 41], ["listen", 3, 2, 32],
  ];
  const click = () => page.evaluate(() => {
    called.length = 0;
    document.addEventListener("click", (e) => (window.prevented = e.defaultPrevented), { once: true });
    document.querySelector("b").click();
    return called;
  });

  test("handlers are called from the inside out until one stops the event", async () => {
    await fresh("");
    await apply(nest);
    assert.deepEqual(await click(), ["50 click", "40 click", "30 click"]);
    assert.equal(await page.evaluate(() => prevented), false);
    await page.evaluate(() => (answer = 3));
    assert.deepEqual(await click(), ["50 click"]);
    assert.equal(await page.evaluate(() => prevented), true);
  });

  test("a handler that was replaced or removed is not called", async () => {
    await fresh("");
    await apply(nest);
    await apply([["listen", 5, 0, 0], ["listen", 4, 0, 44]]);
    assert.deepEqual(await click(), ["44 click", "30 click"]);
  });

  test("events that do not bubble reach their target alone", async () => {
    await fresh("");
    await apply(nest);
    await page.focus("button");
    assert.deepEqual(await page.evaluate(() => called), ["41 focus"]);
    await page.evaluate(() => (called.length = 0));
    await page.mouse.move(500, 500);
    await page.hover("b");
    assert.deepEqual(await page.evaluate(() => called), ["32 mouseenter"]);
  });

  test("a handler can prevent scrolling by wheel and finger", async () => {
    await fresh("");
    const kinds = ["wheel", "touchstart", "touchmove"];
    await apply([...kinds.map((kind, i) => ["intern", i, kind]), ["define_template", 0, "<b>b</b>", 0], ["create", 0, 1], ["insert", 0, 1, 2],
      ...kinds.map((_, i) => ["listen", 1, i, 10 + i])]);
    await page.evaluate(() => (answer = 1));
    const prevented = await page.evaluate((kinds) => kinds.map((kind) =>
      !document.querySelector("b").dispatchEvent(new Event(kind, { bubbles: true, cancelable: true, composed: true }))), kinds);
    assert.deepEqual(prevented, [true, true, true]);
  });

  test("what is shown with autofocus, or gets it later, has the focus when the flush is over", async () => {
    await fresh("");
    const focused = () => page.evaluate(() => document.activeElement.id);
    await apply([["intern", 0, "autofocus"], ["define_template", 0, '<p><input id="a"><button id="b" autofocus>B</button></p>', 1, ["element", 1]],
      ["define_template", 1, '<i id="c" tabindex="0" autofocus></i>', 0], ["create", 0, 10], ["insert", 0, 10, 11]]);
    assert.equal(await focused(), "b");
    await apply([["attribute", 12, 0, ""]]);
    assert.equal(await focused(), "a");
    await apply([["create", 1, 20]]); // not in the page yet
    assert.equal(await focused(), "a");
    await apply([["create", 1, 22], ["insert", 0, 22, 23]]);
    assert.equal(await focused(), "c");
    await apply([["remove_attribute", 12, 0]]);
    assert.equal(await focused(), "c");
    assert.deepEqual((await outcome()).mismatches, []);
  });

  test("what had autofocus in the page that is taken over, or is made anew then, leaves the focus where it is", async () => {
    await fresh('<input id="other"><input id="wanted" autofocus=""><b>b</b>');
    await page.focus("#other");
    const take_over = [["hydrate"], ["intern", 0, "autofocus"], ["define_template", 0, '<input id="other"><input id="wanted">', 1, ["element", 1]],
      ["define_template", 1, '<i id="new" tabindex="0" autofocus></i>', 0], ["adopt", 0, 1, 0], ["attribute", 3, 0, ""], ["adopt", 1, 20, 0]];
    await apply([...take_over, ["adopt_end", 0], ["hydrated"]]);
    const focused = () => page.evaluate(() => document.activeElement.id);
    assert.equal(await focused(), "other");
    assert.equal((await outcome()).mismatches.length, 1, "another element is there");
    await apply([["attribute", 3, 0, ""]]);
    assert.equal(await focused(), "wanted");
  });

  test("methods of elements are called in order when the flush is over, and what they set off is told", async () => {
    await fresh('<a id="l">link</a>');
    await apply([
      ["intern", 0, "showModal"], ["intern", 1, "focus"], ["intern", 2, "click"], ["intern", 3, "close"],
      ["define_template", 0, "<p><button id=b>B</button><dialog><input id=i></dialog></p>", 3, ["element", 1], ["element", 2], ["element", 3]],
      ["create", 0, 1], ["listen", 3, 2, 30], ["call", 4, 0, ""], ["call", 5, 1, ""], ["call", 3, 2, ""], ["insert", 0, 1, 2],
    ]);
    const seen = () => page.evaluate(() => [document.activeElement.id, document.querySelector("dialog")?.open, called.join()]);
    assert.deepEqual(await seen(), ["i", true, "30 click"]);
    await apply([["call", 4, 3, ""], ["call", 3, 1, ""], ["call", 3, 1, ""], ["remove", 1, 2]]); // there it has nothing to focus
    assert.deepEqual(await seen(), ["", undefined, "30 click"]);
    assert.deepEqual(page.problems.filter((told) => told.startsWith("uncaught")), []);
  });

  test("methods of custom elements get their arguments, as soon as there are any", async () => {
    await fresh("");
    await apply([
      ["intern", 0, "panTo"], ["intern", 1, "draw"], ["intern", 2, "nothing"],
      ["define_template", 0, "<my-map></my-map>", 1, ["element", 0]], ["create", 0, 1],
      ["call", 3, 0, '[52.5,{"by":"\u{1F600}"}]'], ["call", 3, 1, ""], ["call", 3, 2, ""], ["insert", 0, 1, 2],
    ]);
    const seen = await page.evaluate(async () => {
      const calls = [];
      customElements.define("my-map", class extends HTMLElement {
        panTo(...given) { calls.push(given); }
        draw(...given) { calls.push(given.length); }
      });
      await new Promise((done) => setTimeout(done));
      return calls;
    });
    assert.deepEqual(seen, [[52.5, { by: "\u{1F600}" }], 0]);
    assert.deepEqual((await outcome()).mismatches, ['solder: <my-map> has no method "nothing"']);
  });

  test("properties of custom elements wait for the setters of these", async () => {
    await fresh("");
    await apply([
      ["intern", 0, "zoom"], ["intern", 1, "label"],
      ["define_template", 0, "<late-map></late-map>", 1, ["element", 0]], ["create", 0, 1], ["insert", 0, 1, 2],
      ["property_number", 3, 0, { double: 1 }], ["property_text", 3, 1, "a"], ["property_number", 3, 0, { double: 2 }],
    ]);
    const told = () => page.evaluate(() => document.querySelector("late-map").told.join());
    await page.evaluate(() => customElements.define("late-map", class extends HTMLElement {
      told = [];
      set zoom(value) { this.told.push(`zoom ${value}`); }
      set label(value) { this.told.push(`label ${value}`); }
    }));
    assert.equal(await told(), "zoom 2,label a");
    await apply([["property_number", 3, 0, { double: 3 }]]);
    assert.equal(await told(), "zoom 2,label a,zoom 3");
  });

  test("a property that is set while a custom element is being defined is not set back", async () => {
    await fresh("");
    await apply([["intern", 0, "items"], ["define_template", 0, "<list-ready></list-ready>", 1, ["element", 0]], ["create", 0, 1],
      ["insert", 0, 1, 2], ["property_text", 3, 0, "old"]]);
    const seen = await page.evaluate(async (newer) => {
      customElements.define("list-ready", class extends HTMLElement {
        connectedCallback() { apply(newer); }
      });
      await customElements.whenDefined("list-ready");
      await null;
      return document.querySelector("list-ready").items;
    }, assemble([["property_text", 3, 0, "new"]], ops, kinds));
    assert.equal(seen, "new");
  });

  test("tells what a control holds", async () => {
    await fresh("");
    await apply([["define_template", 0, "<p><textarea>one</textarea><b>x</b></p>", 2, ["element", 1], ["element", 2]], ["create", 0, 1], ["insert", 0, 1, 2]]);
    const value_of = (id) => page.evaluate((id) => interpreter.value_in(id), id);
    assert.deepEqual([await value_of(3), await value_of(4), await value_of(9)], ["one", "", ""]);
    await page.fill("textarea", "two");
    assert.equal(await value_of(3), "two");
  });

  const controls = [
    ["intern", 0, "bind"], ["intern", 1, "input"],
    ["define_template", 0, '<form><input id="t"><input id="c" type="checkbox"><input id="r" type="radio" name="r" value="1">' +
      '<input id="q" type="radio" name="r" value="2"><select id="s"><option>x</option><option>y</option></select></form>', 6,
      ["element", 1], ["element", 2], ["element", 3], ["element", 4], ["element", 5], ["element", 0]],
  ];
  const bound = [["choose", 5, "2", 1], ["choose", 6, "2", 1], ["choose", 7, "y", 1], ...[3, 4, 5, 6, 7].map((id) => ["listen", id, 0, id])];
  const held = () => page.evaluate(() => [t.value, c.checked, r.checked, q.checked, s.value]);
  const told = () => page.evaluate(() => called.splice(0));

  test("what is typed or chosen in bound controls is told first, and so is a reset of their form", async () => {
    await fresh("");
    await apply([...controls, ["create", 0, 1], ["insert", 0, 1, 2], ...bound, ["listen", 8, 1, 80]]);
    assert.deepEqual(await held(), ["", false, false, true, "y"]);
    await page.fill("#t", "typed");
    assert.deepEqual(await told(), ["3 input", "80 input"]);
    await page.check("#c");
    await page.check("#r");
    await page.selectOption("#s", "x");
    assert.deepEqual(await told(), ["4 input", "80 input", "5 input", "80 input", "7 input", "80 input"]);
    assert.deepEqual(await held(), ["typed", true, true, false, "x"]);
    await page.evaluate(() => document.forms[0].reset());
    await page.waitForFunction(() => called.length === 5);
    assert.deepEqual(await told(), ["3 input", "4 input", "5 input", "6 input", "7 input"]);
    assert.deepEqual(await held(), ["", false, false, true, "y"]);
  });

  test("a bound select shows its choice when the option comes later, and nothing when none fits", async () => {
    await fresh("");
    await apply([["define_template", 0, '<select id="s"><option>x</option></select>', 1, ["element", 0]], ["create", 0, 1],
      ["insert", 0, 1, 2], ["choose", 3, "y", 1], ["intern", 0, "bind"], ["listen", 3, 0, 3]]);
    const shown = () => page.evaluate(() => [s.selectedIndex, s.value]);
    assert.deepEqual(await shown(), [-1, ""]);
    await page.evaluate(() => s.append(new Option("y"), new Option("z")));
    assert.deepEqual(await shown(), [1, "y"]);
    await page.selectOption("#s", "z");
    await page.evaluate(() => s.prepend(new Option("w")));
    assert.deepEqual(await shown(), [3, "z"]);
    await apply([["choose", 3, "x", 0]]);
    assert.deepEqual(await shown(), [1, "x"]);
    await page.evaluate(() => s.options[1].remove());
    assert.deepEqual(await shown(), [-1, ""]);
  });

  test("a choice stays with its value when options and radios get others", async () => {
    await fresh("");
    await apply([["intern", 0, "bind"], ["define_template", 0, '<form><select id="s"><option>x</option><option>y</option></select>' +
        '<input id="r" type="radio" name="r" value="1"><input id="q" type="radio" name="r" value="2"></form>', 3,
        ["element", 1], ["element", 4], ["element", 5]], ["create", 0, 1], ["insert", 0, 1, 2],
      ["choose", 3, "y", 1], ["choose", 4, "2", 1], ["choose", 5, "2", 1], ...[3, 4, 5].map((id) => ["listen", id, 0, id])]);
    const shown = () => page.evaluate(() => [s.value, s.selectedIndex, r.checked, q.checked]);
    assert.deepEqual(await shown(), ["y", 1, false, true]);
    await page.evaluate(() => {
      s.options[0].firstChild.data = "y";
      s.options[1].firstChild.data = "x";
      r.setAttribute("value", "2");
      q.setAttribute("value", "1");
    });
    assert.deepEqual(await shown(), ["y", 0, true, false]);
    await page.check("#q");
    await apply([["choose", 4, "1", 0]]);
    await page.evaluate(() => {
      s.options[1].value = "y";
      s.options[0].value = "z";
      r.setAttribute("value", "3");
    });
    assert.deepEqual(await shown(), ["y", 1, false, true]);
  });

  test("a reset goes back to what the signals held at first: options that came later, no option, no radio", async () => {
    await fresh("");
    await apply([["intern", 0, "bind"], ["define_template", 0, '<form><select id="s"></select><select id="m" multiple></select>' +
        '<select id="n"><option>x</option></select><input id="r" type="radio" name="r" value="s"></form>', 4,
        ["element", 1], ["element", 2], ["element", 3], ["element", 5]], ["create", 0, 1], ["insert", 0, 1, 2],
      ["choose", 3, "b", 1], ["choose", 4, '["b","c"]', 1], ["choose", 5, "", 1], ["choose", 6, "", 1],
      ...[3, 4, 5, 6].map((id) => ["listen", id, 0, id])]);
    await page.evaluate(() => {
      for (const select of [s, m]) select.append(new Option("a"), new Option("b"), new Option("c"));
      values = { 3: "", 4: "", 5: "", 6: "" };
    });
    const shown = () => page.evaluate(() => [s.value, [...m.selectedOptions].map((each) => each.value).join(), n.selectedIndex, r.checked]);
    const at_first = ["b", "b,c", -1, false];
    assert.deepEqual(await shown(), at_first);
    await page.selectOption("#s", "c");
    await page.selectOption("#m", ["a"]);
    await page.selectOption("#n", "x");
    await page.check("#r");
    const reset = () => page.evaluate(async () => {
      document.forms[0].reset();
      await new Promise((done) => setTimeout(done, 10));
      return values;
    });
    assert.deepEqual(await reset(), { 3: "b", 4: '["b","c"]', 5: "", 6: "" });
    assert.deepEqual(await shown(), at_first);
    await reset(); // of what nobody has touched
    assert.deepEqual(await shown(), at_first);
    await page.selectOption("#s", "c");
    await page.evaluate(() => document.addEventListener("reset", (event) => event.preventDefault(), { once: true }));
    assert.deepEqual(await reset(), { 3: "c", 4: '["b","c"]', 5: "", 6: "" });
    assert.equal((await shown())[0], "c");
  });

  const sent = '<form><input id="t" value="a"><input id="c" type="checkbox" checked><input id="r" type="radio" name="r" value="1">' +
    '<input id="q" type="radio" name="r" value="2" checked><select id="s"><option>x</option><option selected>y</option></select></form>';
  const take_over = () => apply([["hydrate"], ...controls, ["adopt", 0, 1, 0], ["intern", 2, "defaultValue"], ["intern", 3, "defaultChecked"],
    ["property_text", 3, 2, "a"], ["property_boolean", 4, 3, 1], ...bound, ["adopt_end", 0], ["hydrated"]]);

  test("what a person typed before hydration stays and is told after it", async () => {
    await fresh(sent);
    await page.fill("#t", "typed");
    await page.uncheck("#c");
    await page.check("#r");
    await page.selectOption("#s", "x");
    await take_over();
    assert.deepEqual(await held(), ["typed", false, true, false, "x"]);
    assert.deepEqual(await told(), ["3 input", "4 input", "5 input", "7 input"]);
    assert.deepEqual((await outcome()).mismatches, []);
  });

  test("controls that nobody touched before hydration show the same after it, and those that are made anew", async () => {
    await fresh(sent);
    await take_over();
    assert.deepEqual(await held(), ["a", true, false, true, "y"]);
    await fresh("<p></p>");
    await take_over();
    assert.equal((await outcome()).mismatches.length, 1);
    assert.deepEqual(await held(), ["a", true, false, true, "y"]);
    await fresh(sent.replace(" selected", "")); // the signal is of an option that is not there yet, say
    await page.evaluate(() => s.replaceChildren(new Option("v"), new Option("w")));
    await take_over();
    assert.equal(await page.evaluate(() => s.selectedIndex), -1);
    assert.ok(!(await told()).slice(-5).includes("7 input"), "it has nothing to tell");
  });

  test("title and ready", async () => {
    await fresh("");
    await apply([["title", "A title"], ["ready"]]);
    assert.deepEqual(
      await page.evaluate(() => [document.title, document.documentElement.hasAttribute("data-hydrated")]),
      ["A title", true],
    );
  });

  test("claimed nodes stay the same nodes, and an equal attribute is not written again", async () => {
    await fresh('<ul><li title="a">1</li></ul>');
    await page.evaluate(() => {
      window.item = document.querySelector("li");
      window.writes = 0;
      new MutationObserver((records) => (writes += records.length)).observe(item, { attributes: true });
    });
    await apply([
      ["hydrate"], ["intern", 0, "title"], ["define_template", 0, "<ul><li></li></ul>", 2, ["element", 1], ["sole_text", 1]],
      ["adopt", 0, 1, 0], ["attribute", 3, 0, "a"], ["text", 4, "1"], ["adopt_end", 0], ["hydrated"],
    ]);
    assert.deepEqual(await page.evaluate(() => [item === document.querySelector("li"), writes]), [true, 0]);
    assert.deepEqual((await outcome()).mismatches, []);
  });
});
