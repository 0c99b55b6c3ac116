// Generated pages (tests/html/generated) in a browser: sent in pieces, taken over, changed at random, and compared with
// the same page made anew by the browser. SOLDER_GENERATED_SEED is the first (1), SOLDER_GENERATED_PAGES how many (16).
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { hydrated, open_page } from "./support/browser.mjs";
import { program_for_tests } from "./support/program.mjs";

const program = "tests/browser/generated/generated_probe";
const first = Number(process.env.SOLDER_GENERATED_SEED ?? 1);
const count = Number(process.env.SOLDER_GENERATED_PAGES ?? 16);
const steps = 4;

/** Waits for what the server sends: all, or a second without any more, as of what never comes. */
const arrived = (page) =>
  page.evaluate(async () => {
    for (let shown, quiet = 0; document.readyState === "loading" && quiet < 50; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (shown !== document.body.innerHTML) quiet = 0;
      shown = document.body.innerHTML;
    }
  });

/**
 * Waits until no answer is on its way, and lets parts that failed try again as the pages of the C++ test do. Gives what is
 * shown, without the marks that only a server writes, and the state as JSON.
 */
const settled = (page) =>
  page.evaluate(async () => {
    const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
    const click = (id) => document.getElementById(id).click();
    const tell = () => (click("tell"), JSON.parse(document.getElementById("told").textContent));
    const is_still = async () => {
      for (let still = 0; still < 3; ) {
        await turn();
        still = tell().awaited === 0 ? still + 1 : 0;
      }
    };
    for (let round = 0; round < 3; round++) {
      await is_still();
      if (tell().failures === 0) break;
      click("reset");
    }
    await is_still();
    // What portals show stands in the body, in the order it was made in.
    const elsewhere = [...document.body.children].filter((each) => each.style.display === "contents");
    const html = [document.getElementById("generated"), ...elsewhere]
      .map((each) => each.innerHTML.replace(/<!--[!?][-0-9]*-->/g, ""));
    return { html: [html[0], ...html.slice(1).sort()], state: JSON.stringify(tell().state) };
  });

describe("generated pages", () => {
  const app = program_for_tests(program);
  let fresh;
  before(async () => (fresh = await open_page(app.browser)));

  /** Compares `page` with one that the browser makes for the same state. */
  async function compare(page, seed, when) {
    const is = await settled(page);
    await fresh.goto(`${app.url}/fresh/${seed}?state=${encodeURIComponent(is.state)}`);
    await hydrated(fresh);
    const wanted = await settled(fresh);
    assert.deepEqual(is.html, wanted.html, `page ${seed} ${when}`);
  }

  /** Starts the program when all that the server sends is there. Elements are those of the server. */
  async function open_whole(page, seed) {
    let let_through;
    const is_open = new Promise((resolve) => (let_through = resolve));
    await page.route("**/*.wasm", async (route) => (await is_open, route.continue()));
    await page.goto(`${app.url}/page/${seed}`, { waitUntil: "commit" });
    await page.waitForSelector("#generated", { state: "attached" });
    await arrived(page);
    await page.evaluate(() => {
      // A part that failed late keeps its mark. What an error boundary around it had shown goes with it.
      const marks = document.createTreeWalker(document.getElementById("generated"), NodeFilter.SHOW_COMMENT);
      let has_failed = false;
      while (marks.nextNode()) has_failed ||= !!document.getElementById(marks.currentNode.data.replace(/^\?/, "solder-data-"));
      const all = has_failed ? [] : document.querySelectorAll("#generated *");
      window.sent = [...all].filter((each) => !each.closest("[data-fallback]"));
    });
    let_through();
    await hydrated(page);
    const gone = await page.evaluate(() => sent.filter((each) => !each.isConnected).map((each) => each.outerHTML));
    assert.deepEqual(gone, [], `page ${seed}: made anew`);
  }

  /** Starts the program as soon as it is there, and changes the page at once. */
  async function open_streaming(page, seed) {
    await page.goto(`${app.url}/page/${seed}`, { waitUntil: "commit" });
    await hydrated(page);
    await page.evaluate(() => document.getElementById("step").click());
  }

  for (let seed = first; seed < first + count; seed++)
    test(`page ${seed}`, async () => {
      const page = await open_page(app.browser);
      await (seed % 2 === 0 ? open_whole(page, seed) : open_streaming(page, seed));
      await arrived(page);
      await compare(page, seed, "taken over");
      for (let step = 1; step <= steps; step++) {
        await page.evaluate((both) => {
          document.getElementById("step").click();
          if (both) document.getElementById("step").click();
        }, step % 2);
        await compare(page, seed, `after step ${step}`);
      }
      // The browser tells of an icon that is not there.
      const problems = [...page.problems, ...fresh.problems].filter((line) => !line.startsWith("Failed to load resource"));
      assert.deepEqual(problems, []);
      await page.context().close();
    });
});
