// Measures the query cache beside its peers (bench/query/README.md says how): a table of times and one of bytes,
// natively and under Node, and again in headless Chromium.
//
//   node scripts/bench/query.mjs [--program FILE] [--wasm FILE] [--seconds S] [--rounds N] [--case NAME]... [--best]
//                              [--quick]
//
//   --program   build/bench/bench/query/query_bench, for the first two tables
//   --wasm      build/bench_query_wasm/query_bench.wasm, for the other two
//   --seconds   for one case of one framework in one round (0.1)
//   --rounds    (3) each with new processes; within a round the frameworks take turns case by case
//   --case      one case, or all that begin so: exact, pattern_100/1000
//   --best      tells the best round, not the median: other work on the machine only ever adds time
//   --quick     without caches of 100 000 entries, which take most of the time
//
// Ends with 1 when a case came out wrong; a goal that is missed is told in the tables alone.
// Environment: CHROMIUM (/usr/bin/chromium)
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { chromium_sides } from "./reactive_chromium.mjs";
import { process_sides } from "./reactive_processes.mjs";
import { median } from "./reactive_report.mjs";
import { run_round } from "./rounds.mjs";
import { cases, chromium_goals, native_goals, print_bytes, print_flatness, print_times } from "./query_report.mjs";

const { values: options } = parseArgs({
  options: {
    program: { type: "string" },
    wasm: { type: "string" },
    seconds: { type: "string", default: "0.1" },
    rounds: { type: "string", default: "3" },
    case: { type: "string", multiple: true, default: [""] },
    best: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
  },
});
const frameworks = ["solder", "solid-router", "tanstack"];
const names = cases.filter(
  (name) => options.case.some((start) => name.startsWith(start)) && !(options.quick && name.includes("/100000/")),
);
if (!names.length) throw new Error(`no case begins with ${options.case.join(" or ")}`);

async function run(sides, goals) {
  const samples = new Map();
  for (let round = 0; round < Number(options.rounds); ++round) await run_round(sides, frameworks, names, samples, "key");
  print_times(samples, names, frameworks, goals.time, options.best ? (rounds) => Math.min(...rounds) : median);
  if (goals.flat) print_flatness(samples, goals.flat);
  const bytes = [];
  for (const framework of frameworks) bytes.push(...(await sides.memory(framework)));
  console.log();
  print_bytes(bytes, frameworks, goals.bytes);
  await sides.close();
  console.log(`\nload average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
}

if (options.program) {
  console.log(`\nNatively, and Node ${process.version}\n`);
  await run(process_sides(options.program, options.seconds, "query"), native_goals);
}
if (options.wasm) {
  const sides = await chromium_sides(options.wasm, Number(options.seconds), "query");
  console.log(`\nIn Chromium ${sides.version}; solder as wasm\n`);
  await run(sides, chromium_goals);
}
