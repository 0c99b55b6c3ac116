// Prints how long a page takes from navigation until it is taken over, in Chromium, with an empty cache each time.
//
//   CHROMIUM=/usr/bin/chromium node scripts/bench/start_time.mjs URL [RUNS]
import { chromium } from "playwright-core";

const [url, runs = "15"] = process.argv.slice(2);

// Runs in the page before its own script; milliseconds count from the start of the navigation.
function watchForHydration() {
  const look = () => {
    if (window.hydratedAt !== undefined || !document.documentElement?.hasAttribute("data-hydrated")) return;
    window.hydratedAt = performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

async function measure(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watchForHydration);
  await page.goto(url);
  await page.waitForFunction(() => window.hydratedAt !== undefined);
  const times = await page.evaluate(() => ({
    hydrated: window.hydratedAt,
    painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  }));
  await context.close();
  return times;
}

function report(name, samples) {
  const sorted = samples.filter((x) => x !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return;
  const [least, median, most] = [sorted[0], sorted[sorted.length >> 1], sorted[sorted.length - 1]];
  console.log(`${name}: median ${median.toFixed(1)} ms, ${least.toFixed(1)} to ${most.toFixed(1)}, ${sorted.length} runs`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
await measure(browser); // the first page of a browser pays for its start
const times = [];
for (let run = 0; run < Number(runs); ++run) times.push(await measure(browser));
await browser.close();
report("first contentful paint", times.map((t) => t.painted));
report("hydrated", times.map((t) => t.hydrated));
