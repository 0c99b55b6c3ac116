// Measures rows of a table beside peers in headless Chromium (bench/html/browser/README.md says how): tables of the time
// in script, of the time until the page is laid out, and of memory.
//
//   node scripts/bench/html_browser.mjs --bundles FOLDER [--samples N] [--rounds N] [--case NAME]... [--best]
//
//   --bundles   build/bench_html_browser
//   --samples   of each case in one round (15)
//   --rounds    (1) each with new pages; within a round the frameworks take turns sample by sample
//   --case      one case, or all that begin so: create
//   --best      tells the best samples, not the medians: other work on the machine only ever adds time
//
// Ends with an error when a case came out wrong; a goal that is missed is told in the tables alone.
// Environment: CHROMIUM (/usr/bin/chromium)
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { open_browser } from "./html_pages.mjs";
import { median, print_table } from "./reactive_report.mjs";

const { values: options } = parseArgs({
  options: {
    bundles: { type: "string" },
    samples: { type: "string", default: "15" },
    rounds: { type: "string", default: "1" },
    case: { type: "string", multiple: true, default: [""] },
    best: { type: "boolean", default: false },
  },
});
const ways = ["solder", "solder_signals"]; // of writing the page
const frameworks = [...ways, "by_hand", "solid"];
const warm_up = 5; // runs of each case before one counts
const goals = [1.15, 1.5]; // issue 6: at most this many times by hand, at least this many times faster than Solid

const browser = await open_browser(options.bundles);
const samples = new Map(); // "framework/case" -> [{ script, layout }]
let names;

async function run_round() {
  const sides = new Map();
  for (const framework of frameworks) sides.set(framework, await browser.open(framework));
  names ??= (await sides.get("solder").names()).filter((name) => options.case.some((start) => name.startsWith(start)));
  for (let turn = -warm_up; turn < Number(options.samples); ++turn)
    for (const name of names)
      for (const [framework, side] of sides) {
        const sample = await side.measure(name);
        const key = `${framework}/${name}`;
        if (turn >= 0) samples.set(key, [...(samples.get(key) ?? []), sample]);
      }
  for (const side of sides.values()) await side.close();
}

const choose = options.best ? (values) => Math.min(...values) : median;
const geometric_mean = (values) => Math.exp(values.reduce((sum, x) => sum + Math.log(x), 0) / values.length);

function print_times(what) {
  const time = (framework, name) => choose(samples.get(`${framework}/${name}`).map((sample) => sample[what]));
  const over = (a, b) => [`${a} / ${b}`, (name) => time(a, name) / time(b, name)];
  const ratios = [...ways.map((way) => over(way, "by_hand")), ...ways.map((way) => over("solid", way))];
  const none = frameworks.map(() => "");
  const lines = names.map((name) => [
    name,
    ...frameworks.map((framework) => time(framework, name).toFixed(3)),
    ...ratios.map(([, of]) => of(name).toFixed(2)),
  ]);
  lines.push(["geometric mean", ...none, ...ratios.map(([, of]) => geometric_mean(names.map(of)).toFixed(2))]);
  if (what === "script")
    lines.push(["goal", ...none, ...ways.map(() => `<= ${goals[0]}`), ...ways.map(() => `>= ${goals[1]}`)]);
  print_table([`ms, ${what}`, ...frameworks, ...ratios.map(([title]) => title)], lines);
}

async function print_memory() {
  const mb = (bytes) => (bytes / 1e6).toFixed(2);
  const lines = [];
  for (const framework of frameworks) {
    const side = await browser.open(framework);
    const before = await side.memory();
    await side.click("run_lots");
    const after = await side.memory();
    const kinds = ["heap", "wasm", "nodes"];
    const more = kinds.map((kind) => after[kind] - before[kind]);
    lines.push([framework, ...kinds.map((kind) => mb(after[kind])), ...more.map(mb), mb(more[0] + more[1])]);
    await side.close();
  }
  const head = ["JS heap", "wasm memory", "nodes"];
  print_table(["MB with 10 000 rows", ...head, ...head.map((kind) => `${kind}, more`), "heap + wasm, more"], lines);
}

try {
  for (let round = 0; round < Number(options.rounds); ++round) await run_round();
  console.log(`\nIn Chromium ${browser.version}; solder as wasm; ${options.best ? "best" : "medians"} of ${samples.get(`solder/${names[0]}`).length}\n`);
  print_times("script");
  console.log();
  print_times("layout");
  console.log();
  await print_memory();
  console.log(`\nload average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
} finally {
  await browser.close();
}
