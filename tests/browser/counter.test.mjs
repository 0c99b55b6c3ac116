// The smallest application: only signals and a template, so nothing else of solder is in its program.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { open_site, serve_site } from "./support/static_site.mjs";

let browser, site;
before(async () => {
  site = await serve_site({}, "counter/counter.bundle");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

test("the counter counts, and goes back to zero", async () => {
  const page = await open_site(browser, site);
  const [more, from_zero] = [page.locator("button").nth(0), page.locator("button").nth(1)];
  const seen = [];
  const look = async () => seen.push([await page.textContent("output"), await from_zero.isDisabled()]);
  await look();
  await more.click();
  await more.click();
  await look();
  await from_zero.click();
  await look();
  assert.deepEqual(seen, [["0", true], ["2", false], ["0", true]]);
  assert.equal(await page.title(), "Counter");
  assert.deepEqual(page.messages, []);
});

test("what the host tells of parts that the page does not have is taken and ignored", async () => {
  const page = await open_site(browser, site);
  await page.locator("button").nth(0).click();
  await page.evaluate(() => {
    window.dispatchEvent(new Event("focus"));
    window.dispatchEvent(new Event("online"));
    history.pushState(null, "", "#/elsewhere");
    history.back();
    document.querySelector("main").insertAdjacentHTML("beforeend", '<a id="out" href="#part">out</a><form action="#x" method="post"></form>');
    document.querySelector("form").addEventListener("submit", (e) => e.preventDefault());
    document.querySelector("form").requestSubmit();
    document.querySelector("#out").click();
  });
  await page.locator("button").nth(0).click();
  assert.equal(await page.textContent("output"), "2");
  assert.deepEqual(page.messages, []);
});
