// Prints what Chromium itself measures while it loads pages on a slow phone with an empty cache; medians.
//
//   CHROMIUM=/usr/bin/chromium node scripts/bench/vitals.mjs [--runs 5] [--cpu 4] ORIGIN PATH...
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const { values: options, positionals: [origin, ...paths] } = parseArgs({
  options: { runs: { type: "string", default: "5" }, cpu: { type: "string", default: "4" } },
  allowPositionals: true,
});

// What Lighthouse calls slow 4G, and its phone.
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
const quiet_ms = 1500; // after the page was taken over: what comes late shows

// Runs in the page before its own script.
function watch() {
  window.seen = { first: 0, largest: 0, shift: 0, tasks: [], hydrated: 0 };
  const on = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on("paint", (entry) => entry.name === "first-contentful-paint" && (seen.first = entry.startTime));
  on("largest-contentful-paint", (entry) => (seen.largest = entry.startTime));
  on("layout-shift", (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));
  on("longtask", (entry) => seen.tasks.push([entry.startTime, entry.duration]));
  new MutationObserver(() => {
    if (document.documentElement?.hasAttribute("data-hydrated")) seen.hydrated ||= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

async function measure(browser, path) {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", network);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: Number(options.cpu) });
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(watch);
  await page.goto(origin + path);
  await page.waitForFunction(() => seen.hydrated);
  await page.waitForTimeout(quiet_ms);
  const seen = await page.evaluate(() => seen);
  await context.close();
  const blocking = seen.tasks.filter(([start]) => start >= seen.first).reduce((sum, [, duration]) => sum + duration - 50, 0);
  return { ...seen, blocking, bytes };
}

const columns = [
  ["first paint ms", (run) => run.first, 0], ["largest paint ms", (run) => run.largest, 0],
  ["blocking ms", (run) => run.blocking, 0], ["layout shift", (run) => run.shift, 3],
  ["hydrated ms", (run) => run.hydrated, 0], ["KB loaded", (run) => run.bytes / 1024, 0],
];
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
await measure(browser, paths[0]); // the first page of a browser pays for its start
console.log(["page".padEnd(20), ...columns.map(([name]) => name.padStart(17))].join(""));
for (const path of paths) {
  const runs = [];
  for (let run = 0; run < Number(options.runs); run++) runs.push(await measure(browser, path));
  const cells = columns.map(([, value, digits]) => median(runs.map(value)).toFixed(digits).padStart(17));
  console.log([path.padEnd(20), ...cells].join(""));
}
await browser.close();
