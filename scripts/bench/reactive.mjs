// Measures the reactive graph beside its peers (bench/reactive/README.md says how): one table of times, one of bytes.
//
//   node scripts/bench/reactive.mjs PROGRAM [--seconds S] [--rounds N] [--case NAME]...
//
//   PROGRAM     build/bench/bench/reactive/reactive_bench
//   --seconds   for one case of one framework in one round (0.1)
//   --rounds    (3) each with new processes; within a round the frameworks take turns case by case
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { median, print_bytes, print_times } from "./reactive_report.mjs";
import { rows } from "./reactive_cases.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "0.1" },
    rounds: { type: "string", default: "3" },
    case: { type: "string", multiple: true },
  },
});
const [program] = positionals;
const peers = ["alien-signals", "preact", "solid-js"];
const script = new URL("../../bench/reactive/peers/main.mjs", import.meta.url).pathname;
const commands = {
  solder: [program],
  ...Object.fromEntries(peers.map((peer) => [peer, [process.execPath, "--expose-gc", "--conditions=browser", script, peer]])),
};

/** Starts a program; `lines` is what it prints, read as JSON. */
function start([file, ...first], ...options) {
  const child = spawn(file, [...first, ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: (line) => void (child.stdin.writable && child.stdin.write(line + "\n")),
    next: async () => {
      const { value, done } = await lines.next();
      return done ? undefined : JSON.parse(value);
    },
    end: () => child.stdin.end(),
  };
}

/** Adds nanoseconds of each case to `samples`; a case that came out wrong ends its program, and another is started. */
async function run_round(names, samples) {
  const serve = (framework) => start(commands[framework], "--serve", "--seconds", options.seconds);
  const sides = new Map(Object.keys(commands).map((framework) => [framework, serve(framework)]));
  for (const name of names)
    for (const [framework, side] of sides) {
      side.ask(name);
      const result = await side.next();
      if (!result) sides.set(framework, serve(framework));
      else samples.set(`${framework}/${name}`, [...(samples.get(`${framework}/${name}`) ?? []), result.ns]);
    }
  sides.forEach((side) => side.end());
}

async function measure_memory() {
  const lines = [];
  for (const command of Object.values(commands)) {
    const side = start(command, "--memory");
    for (let line; (line = await side.next()); ) lines.push(line);
  }
  return lines;
}

const names = options.case ?? rows.map((row) => row.name);
const samples = new Map();
for (let round = 0; round < Number(options.rounds); ++round) await run_round(names, samples);
print_times(new Map([...samples].map(([key, values]) => [key, median(values)])), "solder", peers);
console.log();
print_bytes(await measure_memory(), { signal: 64, memo: 160, effect: 160 });
