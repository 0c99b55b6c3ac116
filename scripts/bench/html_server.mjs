// Measures pages rendered to text, in process, beside Solid under Node (bench/html/server/README.md says how): a table of
// times and one of bytes.
//
//   node scripts/bench/html_server.mjs --program FILE [--seconds S] [--rounds N] [--best]
//
//   --program   build/bench/bench/html/server/html_server_bench
//   --seconds   for one page of one framework in one round (0.5)
//   --rounds    (5) each with new processes for each page: what a page leaves in an allocator is not told of the next
//   --best      tells the best round, not the median: other work on the machine only ever adds time
//
// Ends with 1 when a page came out wrong; a goal that is missed is told in the tables alone.
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { print_bytes, print_times } from "./query_report.mjs";
import { process_sides } from "./reactive_processes.mjs";
import { median } from "./reactive_report.mjs";
import { run_round } from "./rounds.mjs";

const { values: options } = parseArgs({
  options: {
    program: { type: "string" },
    seconds: { type: "string", default: "0.5" },
    rounds: { type: "string", default: "5" },
    best: { type: "boolean", default: false },
  },
});
const frameworks = ["solder", "solid"];
const goals = { small: 15, table: 7 }; // issue 6: this many times as fast as Solid
const choose = options.best ? (rounds) => Math.min(...rounds) : median;

process.env.NODE_ENV = "production";
const sides = process_sides(options.program, options.seconds, "html/server", "node");
const samples = new Map();
for (let round = 0; round < Number(options.rounds); ++round)
  for (const page of Object.keys(goals)) await run_round(sides, frameworks, [page], samples);
console.log(`\nIn process, and Node ${process.version}\n`);
print_times(samples, Object.keys(goals), frameworks, (name, [solid]) => solid / goals[name], choose);
const bytes = [];
for (const framework of frameworks) bytes.push(...(await sides.memory(framework)));
console.log();
print_bytes(bytes, frameworks, {}, ["small page", "table page", "small page: allocations", "table page: allocations"]);
console.log(`\nload average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
