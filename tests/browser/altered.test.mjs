// Pages that something else than the server changed before the program took them over: translation, extensions, the
// browser's parser, the person. Such a part is taken over all the same or made anew, and works.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { hydrated, open_page } from "./support/browser.mjs";
import { program_for_tests } from "./support/program.mjs";

const program = "tests/browser/generated/generated_probe";

/** What each part shows: its texts, and values of fields. */
const shown = (page) =>
  page.evaluate(() => {
    const text = (selector) => document.querySelector(selector).textContent;
    const texts = (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent);
    return {
      words: text("#words"), side: text("#side"), sole: text("#sole"), part: text("#part"), other: text("#other"),
      bare: texts("#bare td"), whole: texts("#whole td"), list: texts("#list li"),
      pre: text("#pre"), area: document.querySelector("#area").value,
      choice: document.querySelector("#choice").value, chosen: text("#chosen"),
    };
  });
const at_first = {
  words: "Hello 0 and bold \nzero words", side: "0", sole: "0", part: "even0", other: "content 0",
  bare: ["one", "two"], whole: ["one", "two"], list: ["one", "two"],
  pre: "\nzero", area: "\nzero", choice: "b", chosen: "b",
};
const after_one = {
  words: "Hello 1 and bold \n1 words", side: "odd1odd", sole: "1", part: "odd", other: "content 1",
  bare: ["one", "two", "1"], whole: ["one", "two", "1"], list: ["one", "two", "1"],
  pre: "\n1", area: "\n1", choice: "b", chosen: "b",
};
const after_two = {
  words: "Hello 2 and bold \n2 words", side: "2", sole: "2", part: "even2", other: "content 2",
  bare: ["one", "two", "1", "2"], whole: ["one", "two", "1", "2"], list: ["one", "two", "1", "2"],
  pre: "\n2", area: "\n2", choice: "b", chosen: "b",
};

/** As a translator leaves text: wrapped twice, and in other words. Texts of `within` alone. */
const translate = (within) => {
  const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
  for (const text of texts) {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text.data.toUpperCase());
  }
};

describe("a page that was changed before it was taken over", () => {
  const app = program_for_tests(program);
  let page;
  afterEach(() => page?.context().close());

  /** Runs `alter(argument)` in the page that the server sent, then lets the program start. */
  async function open(alter, argument) {
    page = await open_page(app.browser);
    let let_through;
    const is_open = new Promise((resolve) => (let_through = resolve));
    await page.route("**/*.wasm", async (route) => (await is_open, route.continue()));
    await page.goto(`${app.url}/altered`, { waitUntil: "commit" });
    await page.waitForFunction(() => document.readyState === "complete" || document.querySelector("#chosen + *, #chosen"));
    await page.evaluate(() => {
      window.sent = new Map([...document.querySelectorAll("#solder-app [id]")].map((each) => [each.id, each]));
      window.rows = [...document.querySelectorAll("#bare *")];
    });
    await page.evaluate(alter ?? (() => {}), argument);
    let_through();
    await hydrated(page);
  }
  /** Ids of elements that the program made anew. */
  const made_anew = () =>
    page.evaluate(() => [...sent].filter(([id, each]) => document.getElementById(id) !== each).map(([id]) => id));
  /** What went wrong, but for an icon that is not there. */
  const problems = () => page.problems.filter((line) => !line.startsWith("Failed to load resource"));
  const more = () => page.click("#more");
  async function works() {
    await more();
    assert.deepEqual(await shown(page), after_one);
    await more();
    assert.deepEqual(await shown(page), after_two);
    assert.deepEqual(problems().filter((line) => !line.startsWith("hydration mismatch")), []);
  }
  /** It is as the program makes it, nothing was said, nothing made anew. */
  async function is_taken_over() {
    assert.deepEqual(problems(), []);
    assert.deepEqual(await made_anew(), []);
    assert.deepEqual(await shown(page), at_first);
    await works();
  }

  test("is taken over whole when nothing changed it", async () => {
    await open();
    await is_taken_over();
  });
  test("has rows that the parser put into a tbody", async () => {
    await open();
    const is_kept = () => page.evaluate(() => rows.length === 5 && rows.every((each) => each.isConnected));
    assert.ok(await is_kept());
    assert.deepEqual(problems(), []);
    await works();
    assert.ok(await is_kept());
    assert.equal(await page.locator("#bare > tbody > tr").count(), 4);
  });
  test("has attributes of an extension", async () => {
    await open(() => {
      document.documentElement.setAttribute("data-lt-installed", "true");
      for (const each of document.querySelectorAll("*")) each.setAttribute("data-extension", "1");
      document.body.className = "dark";
      document.querySelector("#words").style.color = "red";
    });
    await is_taken_over();
    assert.equal(await page.getAttribute("#words", "style"), "color: red;");
  });
  test("has nodes of an extension in head and body, around the application", async () => {
    await open(() => {
      document.head.prepend(document.createElement("style"), document.createElement("meta"));
      document.head.append(document.createComment("x"), document.createElement("script"));
      document.body.prepend(document.createElement("div"), "text");
      document.body.append(document.createElement("grammarly-desktop-integration"), "text");
    });
    await is_taken_over();
    assert.equal(await page.locator("grammarly-desktop-integration").count(), 1);
  });
  for (const id of ["words", "side", "sole", "part", "other", "list", "whole"])
    test(`is translated in #${id}`, async () => {
      await open(translate, `#${id}`);
      await works();
    });
  test("is translated everywhere", async () => {
    await open(translate, "#solder-app");
    await works();
  });
  for (const id of ["words", "side", "sole", "part", "other", "list", "bare", "whole"])
    for (const [how, where] of [["before", "prepend"], ["after", "append"]])
      test(`has an element of an extension ${how} all in #${id}`, async () => {
        await open(([id, where]) => {
          const node = document.createElement("span");
          node.textContent = "!";
          document.getElementById(id)[where](node);
        }, [id, where]);
        const without = (all) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== id));
        assert.deepEqual(without(await shown(page)), without(at_first));
        for (const wanted of [after_one, after_two]) {
          await more();
          const now = await shown(page);
          if (typeof now[id] === "string") now[id] = now[id].replace("!", "");
          assert.deepEqual(now, wanted);
        }
      });
  describe("is translated after it was taken over, in rows that begin and end with text, and then", () => {
    const edges = () =>
      page.evaluate(() => ["edges", "plain"].map((id) => document.getElementById(id).textContent.replace(/\s+/g, " ")));
    const after = async (...ids) => {
      await open();
      await page.evaluate(translate, "#edges");
      await page.evaluate(translate, "#plain");
      for (const id of ids) await page.click(`#edges-${id}`);
      assert.deepEqual(problems(), []);
      return edges();
    };
    const [one, two, three] = ["ONE", "TWO", "THREE"].map((word) => `BEFORE ${word} AFTER`);
    test("a row goes", async () => {
      assert.deepEqual(await after("remove"), [`${one}${three}END`, "TEXTTEXT"]);
    });
    test("rows are moved", async () => {
      assert.deepEqual(await after("turn"), [`${three}${two}${one}END`, "TEXTTEXTTEXT"]);
    });
    test("rows come", async () => {
      assert.deepEqual(await after("append", "insert"),
        [`before in after${one}${two}${three}before new afterEND`, "textTEXTTEXTTEXTtext"]);
    });
    test("all of that", async () => {
      assert.deepEqual(await after("append", "remove", "turn", "insert", "remove"),
        [`before in after${three}${one}END`, "textTEXTTEXT"]);
    });
  });
  test("goes on when something took the elements of rows away", async () => {
    await open();
    await page.evaluate(() => document.querySelectorAll("#items li").forEach((row) => row.remove()));
    await page.click("#edges-insert");
    assert.deepEqual(await page.locator("#items li").allTextContents(), ["in"], "shown, although the row after it has gone");
    for (const id of ["append", "turn", "remove"]) await page.click(`#edges-${id}`);
    assert.deepEqual(problems(), []);
    assert.deepEqual(await page.locator("#edges b").allTextContents(), ["new", "two", "one", "in"]);
  });
  for (const [how, alter] of [
    ["is translated", () => page.evaluate(translate, "#solder-app")],
    ["is normalized", () => page.evaluate(() => document.querySelector("#solder-app").normalize())],
    ["is translated twice", async () => {
      await page.evaluate(translate, "#solder-app");
      await page.evaluate(translate, "#solder-app");
    }],
  ])
    test(`${how} after it was taken over: its texts go on following their values`, async () => {
      await open();
      // What is static stays in the other words.
      const followed = ({ words, side, sole, other, bare, whole, list }) =>
        [words, side, sole, other].concat(bare, whole, list).map((text) => text.toLowerCase());
      for (const wanted of [after_one, after_two]) {
        await alter();
        await more();
        assert.deepEqual(followed(await shown(page)), followed(wanted));
      }
      assert.deepEqual(problems(), []);
    });
  describe("loses comments after it was taken over:", () => {
    const lose = async (pick) => {
      await open();
      await page.evaluate((pick) => {
        const walker = document.createTreeWalker(document.querySelector("#solder-app"), NodeFilter.SHOW_COMMENT);
        const all = [];
        while (walker.nextNode()) if (!pick || walker.currentNode.data === pick) all.push(walker.currentNode);
        for (const each of all) each.remove();
      }, pick);
      await works();
      for (const id of ["insert", "append", "turn", "remove"]) await page.click(`#edges-${id}`);
      assert.deepEqual(await page.locator("#edges").evaluate((each) => each.textContent.replace(/\s+/g, " ")),
        "before new afterbefore two afterbefore one afterbefore in afterend");
      assert.deepEqual(problems(), []);
    };
    for (const mark of ["]", "["]) test(`marks "${mark}" of its holes`, () => lose(mark));
    test("all", () => lose());
    test("with all else in an element", async () => {
      await open();
      await page.evaluate(() => (document.querySelector("#edges").textContent = "an extension wrote this"));
      for (const id of ["append", "remove"]) await page.click(`#edges-${id}`);
      assert.deepEqual(problems(), []);
      assert.match(await page.textContent("#edges"), /before new after/);
    });
  });
  test("lost its whitespace and comments of no use", async () => {
    await open(() => {
      for (const each of [...document.querySelector("#solder-app").childNodes])
        if (each.nodeType === 3 && !each.data.trim()) each.remove();
    });
    await works();
  });
  test("was filled in by the person before it started", async () => {
    await open(() => {
      document.querySelector("#choice").value = "c";
      document.querySelector("#choice").dispatchEvent(new Event("input", { bubbles: true }));
    });
    assert.deepEqual(problems(), []);
    assert.deepEqual(await shown(page), { ...at_first, choice: "c", chosen: "c" });
  });
});
