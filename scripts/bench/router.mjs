// Measures matching beside its peers (bench/router/README.md says how): a table of times and one of bytes, natively and
// under Node, and again in headless Chromium.
//
//   node scripts/bench/router.mjs [--program FILE] [--wasm FILE] [--seconds S] [--rounds N] [--case NAME]... [--best]
//
//   --program   build/bench/bench/router/router_bench, for the first two tables
//   --wasm      build/bench_router_wasm/router_bench.wasm, for the other two
//   --seconds   for one case of one framework in one round (0.3)
//   --rounds    (3) each with new processes; within a round the frameworks take turns case by case
//   --case      one case, or all that begin so: match, build/1000
//   --best      tells the best round, not the median: other work on the machine only ever adds time
//
// Ends with 1 when a case came out wrong; a goal that is missed is told in the tables alone.
// Environment: CHROMIUM (/usr/bin/chromium)
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { print_bytes, print_times } from "./query_report.mjs";
import { chromium_sides } from "./reactive_chromium.mjs";
import { process_sides } from "./reactive_processes.mjs";
import { median } from "./reactive_report.mjs";
import { run_round } from "./rounds.mjs";

const { values: options } = parseArgs({
  options: {
    program: { type: "string" },
    wasm: { type: "string" },
    seconds: { type: "string", default: "0.3" },
    rounds: { type: "string", default: "3" },
    case: { type: "string", multiple: true, default: [""] },
    best: { type: "boolean", default: false },
  },
});
const frameworks = ["solder", "solid-router", "react-router"];
const names = ["match", "miss", "build"]
  .flatMap((name) => [10, 100, 1000].map((routes) => `${name}/${routes}`))
  .filter((name) => options.case.some((start) => name.startsWith(start)));
if (!names.length) throw new Error(`no case begins with ${options.case.join(" or ")}`);

/** Nanoseconds, from what Solid Router takes (issue 5); undefined: none. */
function goal(name, [solid]) {
  if (name === "match/10") return solid / 10;
  if (name === "match/1000") return solid / 500;
  return name === "build/1000" ? 2_000_000 : undefined;
}

const choose = options.best ? (rounds) => Math.min(...rounds) : median;

async function run(sides, goal_of) {
  const samples = new Map();
  for (let round = 0; round < Number(options.rounds); ++round) await run_round(sides, frameworks, names, samples);
  print_times(samples, names, frameworks, goal_of, choose);
  const [few, many] = [10, 1000].map((routes) => samples.get(`solder/match/${routes}`));
  if (few && many) console.log(`\n1 000 routes take ${(choose(many) / choose(few)).toFixed(2)} times what 10 do\n`);
  const bytes = [];
  for (const framework of frameworks) bytes.push(...(await sides.memory(framework)));
  print_bytes(bytes, frameworks, {}, ["route"]);
  await sides.close();
  console.log(`\nload average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
}

if (options.program) {
  console.log(`\nNatively, and Node ${process.version}\n`);
  await run(process_sides(options.program, options.seconds, "router"), goal);
}
if (options.wasm) {
  const sides = await chromium_sides(options.wasm, Number(options.seconds), "router");
  console.log(`\nIn Chromium ${sides.version}; solder as wasm\n`);
  await run(sides, () => undefined);
}
