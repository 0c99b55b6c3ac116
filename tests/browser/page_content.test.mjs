// js/solder.js, what stands in a page: what somebody altered, moved, selected or filled in stays as it is.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { commands, flush, open, page, server, set_policy, use_fake_page } from "./support/fake_page.mjs";

describe("solder.js, what stands in a page", () => {
  use_fake_page();

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
    const { words, text } = commands(["remove", 22, 22], ["insert", 22, 30, 31], ["raw", 22, "<b>b</b>"]);
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
    await page.evaluate(() => {
      window.framed = document.querySelector("iframe").contentDocument; // of a frame that loads again another, at once
      document.querySelector("dialog").showModal();
    });
    await flush(["insert_before", 0, 10, 40, 41], ["insert_before", 0, 10, 30, 31]);
    assert.equal(await page.evaluate(() => document.querySelector("dialog").matches(":modal")), true);
    await page.evaluate(() => (document.querySelector("dialog").close(), document.querySelector("p ~ p > input").focus()));
    await flush(["insert_before", 0, 10, 20, 21]);
    assert.deepEqual(
      await page.evaluate(() => [document.querySelector("p > input") === document.activeElement, document.querySelector("iframe").contentDocument === framed]),
      [true, true]);
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

    test("are set on what comes late, which nobody has touched", async () => {
      await open("<main><!--?7--><i>wait</i></main>", "/start", () => {
        window.solderStream = () => {};
        Object.defineProperty(document, "readyState", { get: () => "loading" });
      });
      await flush(["hydrate"], ["intern", 10, "open"], ["define_template", 1, "<main></main>", 1, ["sole_hole", 0]],
        ["define_template", 2, "<details open><summary>s</summary></details>", 1, ["element", 0]], ["adopt", 1, 20, 0]);
      await page.evaluate(() => fake.host.claim_mark(22, "?".charCodeAt()));
      await flush(["adopt_end", 0], ["hydrated"]);
      await page.evaluate(() => document.body.insertAdjacentHTML("beforeend",
        '<template id="solder-7"><details open><summary>s</summary></details></template>'));
      await page.evaluate(({ words, text }) => {
        fake.answers.solder_late = () => (fake.flush(words, text), 0);
        solderStream(7);
      }, commands(["take_late", 22, 7], ["adopt", 2, 30, 22], ["kept_boolean", 32, 10, 0], ["adopt_end", 22], ["hydrated"]));
      await page.waitForSelector("details");
      assert.equal(await page.evaluate(() => document.querySelector("details").open), false);
      assert.deepEqual(page.problems, []);
    });

    test("are set on what is made because the server sent something else", async () => {
      await open("<p>other</p>");
      await take_over();
      assert.deepEqual(await shown(), { ...as_told, more: false });
    });
  });

  test("a style that the server wrote and the page may not heed is set when it is taken over", async () => {
    set_policy({ "content-security-policy": "style-src 'self'" });
    await open('<p style="width: 50%">p</p>');
    const width = () => page.evaluate(() => document.querySelector("p").style.width);
    assert.equal(await width(), "");
    await flush(["hydrate"], ["intern", 1, "style"], ["define_template", 1, "<p>p</p>", 1, ["element", 0]], ["adopt", 1, 20, 0],
      ["attribute", 22, 1, "width: 50%"], ["adopt_end", 0], ["hydrated"]);
    assert.equal(await width(), "50%");
  });
});
