// Measures the reactive graph beside its peers (bench/reactive/README.md says how): a table of times and one of bytes,
// natively and under Node, and again in headless Chromium.
//
//   node scripts/bench/reactive.mjs [--program FILE] [--wasm FILE] [--seconds S] [--rounds N] [--case NAME]...
//
//   --program   build/bench/bench/reactive/reactive_bench, for the first two tables
//   --wasm      build/bench_wasm/reactive_bench.wasm, for the other two
//   --seconds   for one case of one framework in one round (0.1)
//   --rounds    (3) each with new processes; within a round the frameworks take turns case by case
//
// Ends with 1 when a case came out wrong. Environment: CHROMIUM (/usr/bin/chromium)
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { run_round } from "./rounds.mjs";
import { rows } from "./reactive_cases.mjs";
import { chromium_sides } from "./reactive_chromium.mjs";
import { process_sides } from "./reactive_processes.mjs";
import { print_bytes, print_times } from "./reactive_report.mjs";

const { values: options } = parseArgs({
  options: {
    program: { type: "string" },
    wasm: { type: "string" },
    seconds: { type: "string", default: "0.1" },
    rounds: { type: "string", default: "3" },
    case: { type: "string", multiple: true },
  },
});
const ours = "solder";
const peers = ["alien-signals", "preact", "solid-js"];
const all_names = rows.map((row) => row.name);
const names = options.case ?? all_names;
for (const name of names) if (!all_names.includes(name)) throw new Error(`no case is called ${name}`);

async function run(sides, goals, limits) {
  const samples = new Map();
  for (let round = 0; round < Number(options.rounds); ++round) await run_round(sides, [ours, ...peers], names, samples);
  print_times(samples, ours, peers, goals);
  const bytes = [];
  for (const framework of [ours, ...peers]) bytes.push(...(await sides.memory(framework)));
  console.log();
  print_bytes(bytes, limits);
  await sides.close();
  // Measuring alone makes a load of 1 to 1.5: mostly one program runs, with the helper threads of JavaScript.
  console.log(`\nload average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
}

if (options.program) {
  console.log(`\nNatively, and Node ${process.version}\n`);
  const limits = { signal: 64, memo: 160, effect: 160 };
  await run(process_sides(options.program, options.seconds), { "alien-signals": 2, "solid-js": 8 }, limits);
}
if (options.wasm) {
  const sides = await chromium_sides(options.wasm, Number(options.seconds));
  console.log(`\nIn Chromium ${sides.version}; solder as wasm\n`);
  await run(sides, { "solid-js": 1 }, {});
}
