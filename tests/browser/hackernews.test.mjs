// The news application: lists and paging, comments, users, what is not there, phones, with script and without.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { start_hackernews } from "./support/hackernews.mjs";
import { calls, content_of, is_marked, loads, mark, open_live, settle } from "./support/projects.mjs";

const texts = (elements) => elements.map((element) => element.textContent);
const is_whole = { javaScriptEnabled: false };

describe("the news application", () => {
  let browser, app, page, long;
  before(async () => {
    app = await start_hackernews();
    browser = await launch();
    [long] = await app.sql("select * from stories order by comment_count desc, id limit 1");
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
  afterEach(() => page?.context().close());

  async function open(path, options) {
    page = await open_live(browser, app, path, options);
    await mark(page);
  }
  async function open_without_script(path) {
    page = await open_page(browser, is_whole);
    return page.goto(app.url + path);
  }
  async function assert_no_load() {
    assert.equal(await is_marked(page), true);
    assert.deepEqual(loads(page), []);
    assert.deepEqual(page.messages, []);
  }
  const place = () => page.evaluate(() => location.pathname);
  const heading = (text) => page.locator("h1", { hasText: text }).waitFor();
  // A browser shows the address of a step back at once, the page behind it follows.
  const at = (path, title, number) => page.waitForFunction(
    ([path, title, number]) => location.pathname === path && document.querySelector("h1").textContent === title &&
      document.querySelector(".pager span").textContent === `Page ${number}`,
    [path, title, number]);
  const current = () => page.locator(".top [aria-current]").evaluateAll(texts);
  const shown_titles = () => page.locator(".story h2 a").evaluateAll(texts);
  const newest = async (number) =>
    (await app.sql(`select title from stories order by id desc limit 30 offset ${30 * (number - 1)}`)).map((row) => row.title);
  const described = (selector = "meta[name=description]") => page.getAttribute(selector, "content");

  for (const [path, name, title, where] of [
    ["/", "Top", "Top stories", "kind <> 5"], ["/new", "New", "New stories", "1"], ["/best", "Best", "Best stories", "kind <> 5"],
    ["/ask", "Ask", "Questions", "kind = 3"], ["/show", "Show", "Shown by their makers", "kind = 4"], ["/jobs", "Jobs", "Jobs", "kind = 5"],
  ])
    test(`${path} without script: 30 stories, its title and description, a way to each page of it`, async () => {
      assert.equal((await open_without_script(path)).status(), 200);
      assert.equal(await page.title(), `${title} · Solder News`);
      assert.ok((await described()).length > 10);
      assert.deepEqual([await page.textContent("h1"), await current()], [title, [name]]);
      const wanted = (await app.sql(`select title from stories where ${where}`)).map((row) => row.title);
      const seen = [];
      for (let number = 1; ; number++) {
        assert.equal(await page.textContent(".pager span"), `Page ${number}`);
        assert.equal(await page.getAttribute("ol", "start"), `${30 * number - 29}`);
        seen.push(...(await shown_titles()));
        if (!(await page.locator(".pager >> text=Next").count())) break;
        assert.equal(seen.length, 30 * number);
        await page.click(".pager >> text=Next");
      }
      assert.deepEqual(seen.toSorted(), wanted.toSorted());
    });

  test("the first page of a list has one address for search engines", async () => {
    for (const [path, canonical] of [["/", "/"], ["/top", "/"], ["/top/1", "/"], ["/new/1", "/new"], ["/new/2", "/new/2"]]) {
      const sent = await (await fetch(app.url + path)).text();
      assert.equal(sent.match(/<link[^>]* rel="canonical"[^>]*>/)[0].match(/href="(.*?)"/)[1], canonical, path);
    }
  });

  test("from list to list and page to page, back and forward, nothing is loaded anew", async () => {
    await open("/");
    const top = await shown_titles();
    await page.click(".top nav >> text=New");
    await heading("New stories");
    assert.deepEqual([await shown_titles(), await current()], [await newest(1), ["New"]]);
    for (const number of [2, 3]) {
      await page.click(".pager >> text=Next");
      await at(`/new/${number}`, "New stories", number);
      assert.deepEqual(await shown_titles(), await newest(number));
      assert.equal(await page.evaluate(() => scrollY), 0);
    }
    await page.click(".pager >> text=Previous");
    await at("/new/2", "New stories", 2);
    const seen = [];
    for (const [way, path, ...what] of [["goBack", "/new/3", "New stories", 3], ["goBack", "/new/2", "New stories", 2],
      ["goBack", "/new", "New stories", 1], ["goBack", "/", "Top stories", 1], ["goForward", "/new", "New stories", 1]]) {
      await page[way]();
      await at(path, ...what);
      seen.push(await shown_titles());
    }
    assert.deepEqual(seen, [await newest(3), await newest(2), await newest(1), top, await newest(1)]);
    await assert_no_load();
  });

  test("pages that links led to are what the server sends at their address", async () => {
    const links = [["/new", ".talk", `/item/${long.id}`, long.title], [`/item/${long.id}`, ".whole .byline a", `/user/${long.author}`, long.author],
      ["/top/2", ".top nav >> text=Ask", "/ask", "Questions"]];
    for (const [from, link, to, title] of links) {
      await open(from);
      await page.locator(link).first().evaluate((element, to) => element.setAttribute("href", to), to);
      await page.locator(link).first().click();
      await heading(title);
      await page.waitForSelector(".sketch", { state: "detached" });
      await settle(page);
      assert.equal(await place(), to);
      const sent = await (await fetch(app.url + to)).text();
      assert.deepEqual(await content_of(page), await content_of(page, sent));
      await assert_no_load();
      await page.context().close();
    }
  });

  test("pointing at a story fetches it and its comments, and opening it then fetches nothing", async () => {
    await open("/");
    const id = Number(await page.getAttribute(".story", "data-story"));
    await page.hover(".story .talk");
    await page.waitForFunction(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("_server")).length === 2);
    assert.deepEqual(calls(page).sort(), [`comments.list [${id}]`, `stories.find [${id}]`]);
    await page.click(".story .talk");
    await page.waitForFunction((path) => location.pathname === path, `/item/${id}`);
    await settle(page);
    assert.equal(calls(page).length, 2);
    await assert_no_load();
  });

  test("a story has every comment of the database, as deep as it is", async () => {
    await open_without_script(`/item/${long.id}`);
    assert.equal(await page.title(), `${long.title} · Solder News`);
    assert.equal(await described(), `${long.points} points and ${long.comment_count} comments for a story by ${long.author}`);
    assert.equal(await page.textContent("#discussion"), `${long.comment_count} comments`);
    const rows = await app.sql(`select id, parent_id, author, text from comments where story_id = ${long.id} order by id`);
    const shown = await page.locator(".comment").evaluateAll((all) =>
      all.map((item) => ({
        id: Number(item.dataset.comment),
        parent_id: Number(item.parentNode.closest(".comment")?.dataset.comment ?? 0),
        author: item.querySelector(".byline a").textContent,
        text: [...item.querySelectorAll(":scope > details > p")].map((p) => p.textContent).join("\n\n"),
      })));
    assert.deepEqual(shown, rows);
  });

  for (const [how, options] of [["with script", {}], ["without", is_whole]])
    test(`a comment and its replies can be folded by pointer and keys, ${how}`, async () => {
      page = await open_page(browser, options);
      await page.goto(`${app.url}/item/${long.id}`);
      if (how === "with script") await hydrated(page);
      const first = page.locator(".comments > .comment", { has: page.locator(".comment") }).first();
      const summary = first.locator(":scope > details > summary");
      const reply = first.locator(".comment .byline").first();
      assert.match(await summary.getAttribute("aria-label"), /^Comment by [\w-]+, \d+ (reply|replies)$/);
      assert.equal(await reply.isVisible(), true);
      await summary.click();
      assert.equal(await reply.isVisible(), false);
      assert.match(await summary.innerText(), /^\d+ (reply|replies)$/);
      await summary.press("Enter");
      assert.equal(await reply.isVisible(), true);
      assert.deepEqual(page.messages, []);
    });

  test("a user page has who it is, stories and comments, and leads to the stories", async () => {
    const [{ author }] = await app.sql("select author, count(*) as count from stories group by author order by 2 desc limit 1");
    const [{ karma, age_days }] = await app.sql(`select * from users where name = '${author}'`);
    await open(`/user/${author}`);
    assert.equal(await page.title(), `${author} · Solder News`);
    assert.equal(await described(), `Stories and comments by ${author}, who has ${karma} points`);
    assert.equal(await page.textContent(".whole .byline"), `${karma} points, here for ${age_days} days`);
    const stories = await app.sql(`select title from stories where author = '${author}' order by id desc limit 20`);
    assert.deepEqual(await shown_titles(), stories.map((row) => row.title));
    const on = page.locator(".comments .byline a").first();
    const title = await on.textContent();
    await on.click();
    await heading(title);
    await assert_no_load();
  });

  test("addresses of nothing are not found, and lead back", async () => {
    for (const path of ["/item/0", "/item/999999", "/item/x", "/item/01", "/item/1/2", "/item/9223372036854775808", "/user/nobody",
      "/user/%3Cb%3E", "/user/", "/new/0", "/new/999", "/new/x", "/new/-1", "/new/02", "/new/2147483648", "/old", "/New", "/new/1/1"]) {
      const reply = await fetch(app.url + path);
      const sent = await reply.text();
      assert.deepEqual([reply.status, sent.match(/<h1>(.*?)<\/h1>/)[1], sent.match(/<title[^>]*>(.*?)</)[1]],
        [404, "Not found", "Not found · Solder News"], path);
    }
    assert.equal((await open_without_script("/item/999999")).status(), 404);
    await page.click("main a");
    assert.equal(await place(), "/");
  });

  test("a story that is not there is said so without a load, and back leads away", async () => {
    await open("/");
    await page.evaluate(() => document.querySelector(".talk").setAttribute("href", "/item/999999"));
    await page.click(".talk");
    await heading("Not found");
    await page.goBack();
    await heading("Top stories");
    await assert_no_load();
  });

  test("asked for what is not there, the server answers that there is nothing, and refuses what is no question", async () => {
    const ask = (id, args) => fetch(`${app.url}/_server?id=${id}&args=${encodeURIComponent(args)}`);
    for (const [id, args] of [["stories.list", "[9,1]"], ["stories.list", "[0,-5]"], ["stories.list", "[1,2147483647]"],
      ["stories.find", "[-1]"], ["users.find", '[""]']]) {
      const reply = await ask(id, args);
      assert.deepEqual([reply.status, await reply.json()], [200, null], `${id} ${args}`);
    }
    for (const args of ["[]", '["new",1]', "[256,1]", "[1,2147483648]", "[1,1.5]", "[1"])
      assert.equal((await ask("stories.list", args)).status, 400, args);
  });

  for (const colorScheme of ["light", "dark"])
    test(`on a phone, ${colorScheme}: no page is wider than the screen, and what is touched is large enough`, async () => {
      const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme };
      page = await open_page(browser, phone);
      const [deep] = await app.sql("select name from users order by length(name) desc");
      for (const path of ["/", `/item/${long.id}`, `/user/${deep.name}`, "/nope"]) {
        await page.goto(app.url + path);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, path);
        const small = await page.locator("nav a, .talk, summary, button").evaluateAll((all) =>
          all.filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect()).filter((r) => r.width < 24 || r.height < 43));
        assert.deepEqual(small, [], path);
        const narrow = await page.locator(".comment > details > p").evaluateAll((all) =>
          all.filter((p) => p.getBoundingClientRect().width < 200).length);
        assert.equal(narrow, 0, path);
      }
    });

  test("landmarks and headings: one of each, and no level is left out", async () => {
    for (const path of ["/", `/item/${long.id}`, `/user/${long.author}`, "/nope"]) {
      await open_without_script(path);
      for (const only of ["header", "main", "footer", "h1"]) assert.equal(await page.locator(only).count(), 1, `${only} of ${path}`);
      const levels = await page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map((e) => Number(e.localName[1])));
      assert.equal(levels[0], 1);
      levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `${levels} of ${path}`));
      await page.context().close();
    }
  });
});

describe("the news application over a slow database", () => {
  let browser, app, page, id;
  before(async () => {
    app = await start_hackernews(1500);
    browser = await launch();
    [{ id }] = await app.sql("select id from stories where comment_count > 20 order by id desc limit 1");
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
  afterEach(() => page?.context().close());

  /** Runs in the page: keeps how far things jump, and what was said to be loading while the story or user was there. */
  function watch() {
    window.shifts = [];
    window.loading = [];
    const on = (list) => list.getEntries().forEach((each) => each.hadRecentInput || shifts.push(each.value));
    new PerformanceObserver(on).observe({ type: "layout-shift", buffered: true });
    new MutationObserver(() => {
      if (document.querySelector(".comments li") || !document.querySelector(".whole h1") || !document.querySelector(".sketch li")) return;
      const said = document.querySelector("[role=status].unseen")?.textContent;
      if (said && !loading.includes(said)) loading.push(said);
    }).observe(document, { subtree: true, childList: true });
  }
  async function assert_came_after(said) {
    await page.waitForSelector(".comments li");
    assert.deepEqual(await page.evaluate(() => loading), [said]);
    assert.equal(await page.locator(".sketch").count(), 0);
    await settle(page);
    assert.deepEqual(await page.evaluate(() => shifts.filter((value) => value > 0.01)), []);
    assert.deepEqual(page.messages, []);
  }

  for (const [path, sketched] of [["/item/", "Loading comments…"], ["/user/", "Loading stories and comments…"]])
    test(`a link to ${path} shows what is there before what comes later, which nothing jumps for`, async () => {
      page = await open_live(browser, app, "/new");
      await page.evaluate(watch);
      await page.evaluate(([path, id]) => {
        const link = document.querySelector(`.story a[href^="${path}"]`);
        if (path === "/item/") link.setAttribute("href", path + id);
        link.click(); // a pointer would fetch it early
      }, [path, id]);
      await assert_came_after(sketched);
    });

  test("the page of a story is sent before its comments, which follow in the same reply", async () => {
    const reply = await fetch(`${app.url}/item/${id}`, { headers: { accept: "text/html" } });
    const pieces = [];
    for await (const piece of reply.body.pipeThrough(new TextDecoderStream())) pieces.push(piece);
    assert.match(pieces[0], /<h1>.*class="sketch"/s);
    assert.doesNotMatch(pieces[0], /data-comment=/);
    const [{ count }] = await app.sql(`select count(*) as count from comments where story_id = ${id}`);
    assert.equal(pieces.join("").match(/data-comment=/g).length, count);
  });

  test("the browser shows the story first, takes over the comments that follow, and fetches nothing", async () => {
    page = await open_page(browser);
    await page.addInitScript(watch);
    await page.goto(`${app.url}/item/${id}`);
    await hydrated(page);
    await assert_came_after("Loading comments…");
    assert.deepEqual(calls(page), []);
    const first = page.locator(".comments > .comment").first();
    await first.locator("summary").first().click();
    assert.equal(await first.locator("details > p").first().isVisible(), false);
  });

  test("without script the page comes whole, and the next one too", async () => {
    page = await open_page(browser, is_whole);
    for (const path of [`/item/${id}`, `/item/${id - 1}`]) {
      await page.goto(app.url + path);
      await page.waitForSelector("#discussion");
      await page.waitForSelector(".sketch", { state: "detached" });
      const [{ count }] = await app.sql(`select count(*) as count from comments where story_id = ${path.slice(6)}`);
      assert.equal(await page.locator(".comment").count(), count);
      assert.equal(new URL(page.url()).pathname, path);
    }
  });
});
