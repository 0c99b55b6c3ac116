// The projects application is taken over by script: nothing is made, moved or fetched again.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { calls, content_of, loads, settle, start_projects } from "./support/projects.mjs";

/** Runs before the page: keeps the elements that the server sent and notes each change below the application's root. */
function watch_hydration() {
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return; // parsed, and no module has run
    const mount = document.getElementById("solder-app");
    window.sent = [...mount.querySelectorAll("*")];
    window.sent_copy = mount.cloneNode(true);
    window.was_live = document.documentElement.hasAttribute("data-hydrated");
    window.changes = [];
    const tell = (node) => `<${node.localName} ${node.className}>`;
    const note = (what, nodes) =>
      changes.push(...[...nodes].filter((node) => node.nodeType === 1).map((node) => `${what} ${tell(node)}`));
    new MutationObserver((records) => {
      for (const { type, target, attributeName, addedNodes, removedNodes } of records)
        if (type === "attributes") changes.push(`${attributeName} of ${tell(target)}`);
        else note("added", addedNodes), note("removed", removedNodes);
    }).observe(mount, { subtree: true, childList: true, attributes: true });
  });
}

describe("hydration of the projects application", () => {
  let browser, app, page;
  before(async () => {
    app = await start_projects();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
  afterEach(() => page?.context().close());

  /** Opens a page and asserts that taking it over left it as the server sent it. */
  async function assert_untouched(path, { prepare, expected_messages = [] } = {}) {
    page = await open_page(browser);
    await page.addInitScript(watch_hydration);
    await prepare?.(page);
    await page.goto(app.url + path);
    await hydrated(page);
    await settle(page);
    const seen = await page.evaluate(() => {
      const now = [...document.querySelectorAll("#solder-app *")];
      const same = now.length === sent.length && now.every((element, i) => element === sent[i]);
      return { was_live, changes, count: now.length, same };
    });
    assert.deepEqual({ ...seen, count: undefined }, { was_live: false, changes: [], count: undefined, same: true });
    assert.ok(seen.count > 5);
    assert.deepEqual(await content_of(page), await content_of(page, { copy: "sent_copy" }));
    assert.deepEqual(calls(page), []);
    assert.deepEqual(loads(page), [`GET ${path}`]);
    assert.deepEqual(page.messages, expected_messages);
  }

  for (const path of ["/", "/projects/1", "/projects/1?show=open&q=a", "/projects/1/settings", "/students"])
    test(`${path} is taken over as it was sent, without a request or a word on the console`, () => assert_untouched(path));

  for (const path of ["/projects/999999", "/projects/x", "/no/such/page?and=query"])
    test(`${path}, a page that was not found, too`, () =>
      assert_untouched(path, {
        // Chromium's own words about the status of the page
        expected_messages: ["error: Failed to load resource: the server responded with a status of 404 (Not Found)"],
      }));

  test("a project without tasks, and tasks with spaces, line ends and markup, too", async () => {
    await app.sql(`insert into projects (id, title) values (90, ' empty  one '), (91, '<b>&amp;''"');
      insert into tasks (project_id, title) values (91, ''), (91, ' '), (91, 'a' || char(10) || 'b'), (91, 'a  b '),
        (91, '<!--[-->'), (91, '<script>alert(1)</script>'), (91, char(13) || 'x'), (91, '𝄞 ־ ' || char(127)), (91, '&lt;')`);
    for (const path of ["/", "/projects/90", "/projects/91"]) {
      await assert_untouched(path);
      if (path === "/") {
        const shown = page.locator("[data-project='91'] li").evaluateAll((all) => all.map((li) => li.textContent));
        assert.deepEqual(await shown, await app.titles(91));
      }
      await page.context().close();
    }
    await app.sql("delete from tasks where project_id > 89; delete from projects where id > 89");
  });

  test("the scripts of the page are each asked for once", async () => {
    page = await open_page(browser);
    await page.goto(`${app.url}/`);
    await hydrated(page);
    const asked = page.requests.map((line) => line.split("/").at(-1)).sort();
    assert.deepEqual(asked, ["", "app.css", "app.wasm", "favicon.svg", "solder.js"].filter((name) => asked.includes(name)));
    for (const name of ["app.css", "app.wasm", "solder.js"]) assert.ok(asked.includes(name), name);
  });

  for (const [form, id, args, where] of [["adding", "tasks.add", [1], ".add"],
    ["renaming", "tasks.rename", [1, 2], "li[data-task='2'] .rename"]])
    test(`the message about ${form} refused without script is there before and after, with what was typed`, async () => {
      const typed = `${"<&\"é".repeat(50)}x`;
      await assert_untouched("/projects/1", {
        prepare: async (page) => {
          const reply = await page.context().request.post(
            `${app.url}/_server?id=${id}&args=${encodeURIComponent(JSON.stringify(args))}`,
            { form: { title: typed }, headers: { Referer: `${app.url}/projects/1` }, maxRedirects: 0 });
          assert.equal(reply.status(), 302);
        },
      });
      assert.equal(await page.textContent(`${where} [role=alert]`), "A title has at most 200 characters.");
      assert.equal(await page.locator("[role=alert]").count(), 1);
      assert.equal(await page.inputValue(`${where} input`), typed);
    });

  test("what the visitor typed before the page was live stays", async () => {
    let go_on;
    const held = new Promise((resolve) => (go_on = resolve));
    page = await open_page(browser);
    await page.route("**/app.wasm", async (route) => (await held, route.continue()));
    await page.goto(`${app.url}/projects/1`, { waitUntil: "domcontentloaded" });
    await page.fill(".add input", "typed early");
    await page.fill("li[data-task='1'] .rename input", "this too");
    go_on();
    await hydrated(page);
    await settle(page);
    assert.equal(await page.inputValue(".add input"), "typed early");
    assert.equal(await page.inputValue("li[data-task='1'] .rename input"), "this too");
    assert.deepEqual(page.messages, []);
  });
});
