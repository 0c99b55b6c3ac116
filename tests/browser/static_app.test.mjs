// The projects application without a server of its own: files, routes in the hash of the address, data in the browser.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open_page } from "./support/browser.mjs";
import { is_marked, keep, mark, nothing_replaced, replaced, settle } from "./support/projects.mjs";
import { file_of_site, open_site, serve_site } from "./support/static_site.mjs";

describe("the projects application as static files", () => {
  let browser, site, page;
  before(async () => {
    site = await serve_site();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    await page?.context().close();
    page = undefined;
  });

  async function open(place, options) {
    site.requests.length = 0;
    page = await open_site(browser, site, place, options);
    await mark(page);
  }
  /** Whatever was done: nothing but the files of the page was ever asked for, and nobody complained. */
  function assert_only_files(loads = 1) {
    const names = ["index.html", "app.css", "app.wasm", "favicon.svg", "solder.js"];
    const asked = site.requests.map((line) => line.replace(/\?v=[0-9a-f]{12}$/, ""));
    const of_page = asked.map((line) => (line.endsWith("/") ? `${line}index.html` : line));
    const part = `GET ${site.folder}app.students.wasm`; // when it was needed
    assert.deepEqual([...new Set(of_page)].filter((line) => line !== part).sort(), names.map((name) => `GET ${site.folder}${name}`).sort());
    assert.equal(of_page.filter((line) => line.endsWith("index.html")).length, loads);
    assert.deepEqual(page.requests.filter((line) => !line.startsWith(`GET ${site.folder}`)), []);
    // Chromium says so when script has set the focus already.
    assert.deepEqual(page.messages.filter((line) => !line.startsWith("info: Autofocus processing was blocked")), []);
  }
  const place = () => page.evaluate(() => location.pathname + location.search + location.hash);
  const heading = (text) => page.locator("h1", { hasText: text }).waitFor();
  const texts = (selector) => page.locator(selector).allTextContents();
  const row = (title) => page.locator("ul.tasks > li").filter({ has: page.locator(`input[value=${JSON.stringify(title)}]`) });
  const titles = () =>
    page.locator("ul.tasks > li .rename input").evaluateAll((all) => all.map((field) => field.getAttribute("value")));
  async function add(title) {
    await page.fill(".add input", title);
    await page.press(".add input", "Enter");
    await row(title).waitFor();
  }

  test("T10 the list of projects is shown, and links have a hash and stay on the page", async () => {
    await open("");
    assert.equal(await page.title(), "Projects");
    assert.deepEqual(await texts("header nav a"), ["Projects", "Students"]);
    assert.equal(await page.locator("article.card").count(), 10);
    assert.equal(await page.locator("article.card").first().locator("li").count(), 12);
    const links = await page.locator("#solder-app a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.deepEqual(links.filter((href) => !href.startsWith("#/")), []);
    assert.deepEqual(links.slice(0, 5), ["#/", "#/students", "#/", "#/projects/1", "#/projects/2"]);
    await page.click("[data-project='1'] h2 a");
    await page.waitForSelector(".tabs");
    const tabs = await page.locator(".tabs a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.deepEqual(tabs, ["#/projects/1", "#/projects/1/settings"]);
    assert_only_files();
  });

  test("T10 links lead on, back and forward lead back, and nothing is loaded", async () => {
    await open("");
    await keep(page, "header, header nav, header nav a");
    await page.click("[data-project='2'] h2 a");
    await heading("Espresso machine 2.0");
    assert.equal(await place(), `${site.folder}#/projects/2`);
    assert.equal(await page.title(), "Espresso machine 2.0");
    await page.click("header nav >> text=Students");
    await heading("Students");
    assert.equal(await place(), `${site.folder}#/students`);
    assert.deepEqual(await texts("header [aria-current=page]"), ["Students"]);
    await page.goBack();
    await heading("Espresso machine 2.0");
    await page.goBack();
    await heading("Projects");
    assert.equal(await place(), `${site.folder}#/`);
    await page.goForward();
    await heading("Espresso machine 2.0");
    assert.deepEqual(await replaced(page), nothing_replaced);
    assert.equal(await is_marked(page), true);
    assert_only_files();
  });

  test("T10 a place typed into the address bar is shown, and one that is unknown says so", async () => {
    await open("index.html#/projects/1");
    await heading("Website relaunch");
    assert.equal(await place(), `${site.folder}index.html#/projects/1`);
    await page.evaluate(() => (location.hash = "#/projects/3"));
    await heading("Warehouse labels");
    for (const nowhere of ["#/projects/4711", "#/projects/x", "#/no/such/page"]) {
      await page.evaluate((hash) => (location.hash = hash), nowhere);
      await heading("Not found");
      assert.equal(await page.title(), "Not found");
      await page.click("main a");
      await heading("Projects");
      assert.equal(await place(), `${site.folder}index.html#/`);
    }
    assert.equal(await is_marked(page), true);
    assert_only_files();
  });

  test("T11 a link to a place on the page keeps the route, and scrolls there", async () => {
    await open("#/students", { viewport: { width: 400, height: 300 } });
    await heading("Students"); // of a lazy part: what is in its place until then goes
    await page.evaluate(() => {
      document.querySelector("main").insertAdjacentHTML(
        "beforeend", '<a id="to-end" href="#end">To the end</a><div style="height:3000px"></div><p id="end">The end</p>');
    });
    await page.click("#to-end");
    await page.waitForFunction(() => scrollY > 2000);
    assert.equal(await place(), `${site.folder}#/students#end`);
    await page.goBack();
    await page.waitForFunction(() => location.hash === "#/students");
    await heading("Students");
    assert.equal(await is_marked(page), true);
    assert_only_files();
  });

  test("a reload keeps the place", async () => {
    await open("#/projects/5");
    await heading("Summer festival 🎪");
    await page.reload();
    await heading("Summer festival 🎪");
    assert.equal(await place(), `${site.folder}#/projects/5`);
    assert_only_files(2);
  });

  test("tasks are added, finished, renamed and deleted; the browser keeps them", async () => {
    await open("#/projects/1");
    await add("Buy cake & candles");
    assert.equal(await page.inputValue(".add input"), "");
    await add("Ask Zoë");
    await row("Ask Zoë").locator(".toggle button").click();
    await page.waitForSelector("li.done input[value='Ask Zoë']");
    await row("Buy cake & candles").locator(".rename input").fill("Buy <two> cakes");
    await row("Buy cake & candles").locator(".rename button").click();
    await row("Buy <two> cakes").waitFor();
    await row("Interview five customers about the old one").locator(".delete button").click();
    await row("Interview five customers about the old one").waitFor({ state: "detached" });
    const now = await titles();
    assert.equal(now.length, 13);
    assert.deepEqual(now.slice(-2), ["Buy <two> cakes", "Ask Zoë"]);
    await page.reload();
    await row("Ask Zoë").waitFor();
    assert.deepEqual(await titles(), now);
    assert.equal(await row("Ask Zoë").getAttribute("class"), "done");
    await page.click("header nav >> text=Projects");
    await heading("Projects");
    assert.equal(await page.locator("[data-project='1'] li").count(), 13);
    assert_only_files(2);
  });

  test("a project is renamed in its settings, in the list and for good", async () => {
    await open("#/projects/2");
    await page.click(".tabs >> text=Settings");
    await page.waitForSelector(".settings input");
    assert.equal(await place(), `${site.folder}#/projects/2/settings`);
    await page.fill(".settings input", "  Tea & <cake> ");
    await page.press(".settings input", "Enter");
    await heading("Tea & <cake>");
    assert.equal(await page.textContent("nav.projects a[href='#/projects/2']"), "Tea & <cake>");
    await page.reload();
    await heading("Tea & <cake>");
    assert.equal(await page.title(), "Settings of Tea & <cake>");
    assert_only_files(2);
  });

  test("tasks are filtered by what the hash says after the question mark", async () => {
    await open("#/projects/1?show=done");
    assert.equal(await page.locator("ul.tasks > li").count(), 3);
    await page.locator(".filter label", { hasText: "Open" }).click();
    await page.waitForFunction(() => location.hash === "#/projects/1?show=open");
    assert.equal(await page.locator("ul.tasks > li.done").count(), 0);
    assert.equal(await page.locator("ul.tasks > li").count(), 9);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll("ul.tasks > li").length === 3);
    assert_only_files();
  });

  test("a move in the history with an unsaved title asks first, and is made when that is wanted", async () => {
    await open("#/projects/1");
    await page.click("header nav >> text=Students");
    await heading("Students");
    await page.goBack();
    await heading("Website relaunch");
    await page.locator("ul.tasks .rename input").first().fill("unsaved");
    await page.goForward();
    await page.waitForSelector("[role=alertdialog]");
    assert.equal(await place(), `${site.folder}#/projects/1`);
    await page.click("[role=alertdialog] >> text=Stay");
    assert.equal(await page.locator("ul.tasks .rename input").first().inputValue(), "unsaved");
    await page.goForward();
    await page.click("[role=alertdialog] >> text=Leave");
    await heading("Students");
    assert.equal(await place(), `${site.folder}#/students`);
    assert_only_files();
  });

  test("the id of a deleted task is given to no other", async () => {
    await open("#/projects/1");
    await add("first");
    const id = Number(await row("first").getAttribute("data-task"));
    await row("first").locator(".delete button").click();
    await row("first").waitFor({ state: "detached" });
    await add("second");
    assert.equal(Number(await row("second").getAttribute("data-task")), id + 1);
    assert_only_files();
  });

  test("a title that is refused says why and comes back to the field", async () => {
    await open("#/projects/1");
    const before = await titles();
    const long = "x".repeat(201);
    await page.fill(".add input", long);
    await page.press(".add input", "Enter");
    await page.waitForSelector(".add [role=alert]");
    assert.deepEqual(await texts(".add [role=alert]"), ["A title has at most 200 characters."]);
    assert.equal(await page.inputValue(".add input"), long);
    await row(before[0]).locator(".rename input").fill("  ");
    await row(before[0]).locator(".rename button").click();
    await page.waitForSelector(".rename [role=alert]");
    assert.equal((await texts(".rename [role=alert]"))[0], "Please enter a title.");
    assert.deepEqual(await titles().then((all) => all.slice(1)), before.slice(1));
    assert_only_files();
  });

  test("two tabs work on the same tasks, and who comes back to one sees what the other did", async () => {
    await open("#/projects/1");
    const other = await page.context().newPage();
    await other.goto(`${site.url}#/projects/1`);
    await other.waitForSelector(".add input");
    await other.fill(".add input", "from the other tab");
    await other.press(".add input", "Enter");
    await other.waitForSelector("input[value='from the other tab']");
    await add("from this tab");
    assert.deepEqual((await titles()).slice(-2), ["from the other tab", "from this tab"]);
  });

  test("a browser that keeps nothing changes nothing, and says so", async () => {
    page = await open_page(browser);
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.goto(`${site.url}#/projects/1`);
    await page.waitForSelector("ul.tasks > li");
    const before = await titles();
    await page.fill(".add input", "lost?");
    await page.press(".add input", "Enter");
    await page.waitForSelector("[role=alert]:visible");
    assert.deepEqual(await texts(".add [role=alert]"),
      ["Your browser keeps no more data for this page. Nothing was changed."]);
    assert.equal(await page.inputValue(".add input"), "lost?");
    assert.deepEqual(await titles(), before);
    assert.deepEqual(page.messages, []);
  });

  test("students are found while typing, and the search is in the hash", async () => {
    await open("#/students");
    await heading("Students"); // its part of the program has come
    assert.equal(await page.locator("[data-resource=all] li").count(), 20);
    assert.equal(await page.locator("[data-resource=gryffindor] li").count(), 5);
    await page.fill("input[type=search]", "berg");
    await page.waitForSelector(".counts");
    assert.deepEqual(await texts("p.counts"), ["1 student found"]);
    assert.deepEqual(await texts("p.counts + ul li"), ["Linus & Lotte Berg, hufflepuff"]);
    assert.equal(await place(), `${site.folder}#/students?q=berg`);
    await page.reload();
    await page.waitForSelector(".counts");
    assert.equal(await page.inputValue("input[type=search]"), "berg");
    assert.deepEqual(await texts("p.counts"), ["1 student found"]);
    assert_only_files(2);
  });

  test("reading again on a button reads what the browser keeps now", async () => {
    await open("");
    const other = await page.context().newPage();
    await other.goto(`${site.url}#/projects/1`);
    await other.waitForSelector(".add input");
    await other.fill(".add input", "unseen");
    await other.press(".add input", "Enter");
    await other.waitForSelector("input[value='unseen']");
    await page.evaluate(() => document.querySelector("[data-project='1'] .buttons button").click());
    await page.locator("[data-project='1'] li", { hasText: "unseen" }).waitFor();
  });
});

describe("the document of a static build", () => {
  let browser, site, page;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  afterEach(async () => {
    await page?.context().close();
    await site?.close();
    page = site = undefined;
  });
  const notice = "#solder-stopped";

  test("names its files relatively, each with a mark of its content", async () => {
    const text = await file_of_site("index.html");
    const addresses = [...text.matchAll(/(?:href|src|data-wasm)="([^"]*)"/g)].map(([, address]) => address);
    assert.deepEqual(addresses.map((address) => address.replace(/\?v=[0-9a-f]{12}$/, "")),
      ["app.css", "favicon.svg", "solder.js", "app.wasm", "solder.js", "app.wasm"]);
    assert.equal(addresses.filter((address) => !/\?v=[0-9a-f]{12}$/.test(address)).length, 0);
    assert.match(text, /<html lang="en">[^]*<title>Projects<\/title>/);
  });

  test("says without script that it needs it", async () => {
    site = await serve_site();
    page = await open_page(browser, { javaScriptEnabled: false });
    await page.goto(site.url);
    assert.equal((await page.innerText("body")).trim(), "This page needs JavaScript.");
  });

  test("says that it has stopped when the program cannot be loaded", async () => {
    site = await serve_site({ "app.wasm": { status: 404, body: "gone" } });
    page = await open_page(browser);
    await page.goto(site.url);
    await page.waitForSelector(notice);
    assert.equal((await page.innerText("body")).trim(), "This page has stopped working. Please load it again.");
    assert.equal(page.problems.length, 2); // the browser's, of the status, and ours
    assert.match(page.problems[1], /^solder stopped: app\.wasm\?v=[0-9a-f]{12} has status 404\. /);
  });

  test("says that it has stopped when the program does, and nothing can be clicked any more", async () => {
    site = await serve_site();
    page = await open_site(browser, site, "#/projects/1");
    await page.waitForSelector("ul.tasks > li");
    await page.evaluate(() => {
      TextEncoder.prototype.encode = () => {
        throw new Error("a defect");
      };
      document.querySelector("nav a").click();
    });
    await page.waitForSelector(notice);
    assert.equal(await page.evaluate(() => document.getElementById("solder-app").inert), true);
    assert.equal(await page.locator("h1").textContent(), "Website relaunch");
    assert.deepEqual(page.problems.map((text) => text.slice(0, 26)), ["solder stopped: a defect. "]);
  });

  test("a lazy part of another build under the same name is refused, and no cache keeps it", async () => {
    const part = (await file_of_site("app.students.wasm", "latin1")).replace(/table\.[0-9a-f]{12}/, "table.anotherbuild");
    const file = { type: "application/wasm", headers: { "cache-control": "max-age=31536000, immutable" } };
    const files = { "app.students.wasm": { ...file, body: Buffer.from(part, "latin1") } };
    site = await serve_site(files);
    page = await open_site(browser, site);
    await page.click("header nav >> text=Students");
    const alert = page.locator("main [role=alert]").first();
    assert.equal(await alert.textContent(), "The page is of another build: load it again.");
    assert.match(page.problems[0], /^solder: the part "students" cannot be used: .*table\.anotherbuild/);
    assert.equal(await page.locator(notice).isVisible(), false);
    files["app.students.wasm"].body = Buffer.from(await file_of_site("app.students.wasm", "latin1"), "latin1"); // ours again
    await page.reload();
    await page.waitForSelector("[data-resource=all] li");
    assert.equal(await page.locator("[data-resource=all] li").count(), 20);
  });

  test("what the mount element shows while the program is on its way is gone when it is there", async () => {
    const index = (await file_of_site("index.html")).replace('<div id="solder-app">', '$&<p id="splash">Loading…</p>');
    site = await serve_site({ "index.html": index });
    page = await open_site(browser, site);
    await settle(page);
    assert.equal(await page.locator("#splash").count(), 0);
    assert.equal(await page.locator("#solder-app > *").count(), 2);
    assert.deepEqual(page.messages, []);
  });
});
