// Sides of a benchmark beside peers that are processes: solder's program, and the peers under Node.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

function command_of(framework, program, benchmark, build) {
  if (framework === "solder") return [program];
  const script = new URL(`../../bench/${benchmark}/peers/main.mjs`, import.meta.url).pathname;
  return [process.execPath, "--expose-gc", `--conditions=${build}`, script, framework];
}

/** Starts a program; `next()` gives the next line that it prints, read as JSON, or undefined after the last. */
function start([file, ...first], ...options) {
  const child = spawn(file, [...first, ...options], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.on("error", () => {}); // it ended; next() tells
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: (line) => child.stdin.write(line + "\n"),
    end: () => child.stdin.end(),
    async next() {
      const { value, done } = await lines.next();
      return done ? undefined : JSON.parse(value);
    },
  };
}

/**
 * @param benchmark  its folder in bench/
 * @param build  of a peer that has several: "browser" or "node"
 * @return sides as run_round (rounds.mjs) wants them: measure(case) gives nanoseconds, or undefined when wrong
 */
export function process_sides(program, seconds, benchmark = "reactive", build = "browser") {
  return {
    async open(framework) {
      const serve = () => start(command_of(framework, program, benchmark, build), "--serve", "--seconds", String(seconds));
      let side = serve();
      return {
        async measure(name) {
          side.ask(name);
          const result = await side.next();
          if (!result) side = serve(); // a wrong result ends the program
          return result?.ns;
        },
        close: async () => side.end(),
      };
    },
    async memory(framework) {
      const side = start(command_of(framework, program, benchmark, build), "--memory");
      const lines = [];
      for (let line; (line = await side.next()); ) lines.push(line);
      return lines;
    },
    async close() {},
  };
}
