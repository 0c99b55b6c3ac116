// js/solder.js, events: what handlers are told of, and when.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { click, flush, held, let_go, log, open, page, use_fake_page } from "./support/fake_page.mjs";

describe("solder.js, events", () => {
  use_fake_page();

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
});
