// How the query cache benchmark is told: cases, goals (issue 4), tables.
import { nanoseconds, print_table } from "./reactive_report.mjs";

const sizes = [100, 1000, 10_000, 100_000];
const live = [1, 10, 1000];
const reaches = ["exact", "pattern_1", "pattern_100", "everything"];

/** Names as in bench/query, in the order of the report. */
export const cases = [
  ...reaches.flatMap((reach) => live.flatMap((count) => sizes.map((size) => `${reach}/${size}/${count}`))),
  ...sizes.map((size) => `hit/${size}/100`),
  "key",
  "key_for",
];

export const native_goals = {
  /** @return nanoseconds; undefined: none */
  time(name) {
    if (name.startsWith("exact/")) return 5000;
    if (name === "everything/1000/1000") return 2_000_000;
    if (name.startsWith("hit/")) return 200;
    return name === "key" ? 150 : undefined;
  },
  flat: 1.5,
  bytes: { entry: 256, subscriber: 400 },
};

export const chromium_goals = {
  /** A third of what the faster peer takes. */
  time: (name, peers) => Math.min(...peers.filter((ns) => ns !== undefined)) / 3,
  bytes: {},
};

const verdict = (reached, goal) => (goal === undefined ? "" : reached <= goal ? "ok" : "falls short");

/**
 * Prints nanoseconds of each case, how many times faster solder is than each peer, and the goals.
 * @param samples  Map of "framework/case" to nanoseconds, one for each round
 * @param choose  makes one figure of a list of them
 */
export function print_times(samples, names, frameworks, goal_of, choose) {
  const peers = frameworks.slice(1);
  const time = (framework, name) => {
    const rounds = samples.get(`${framework}/${name}`);
    return rounds && choose(rounds);
  };
  const row = (name) => {
    const ours = time("solder", name);
    const theirs = peers.map((peer) => time(peer, name));
    const goal = goal_of(name, theirs);
    return [
      name,
      ...[ours, ...theirs].map(nanoseconds),
      ...theirs.map((ns) => (ns / ours).toFixed(1)),
      Number.isFinite(goal) ? nanoseconds(goal) : "",
      verdict(ours, goal),
    ];
  };
  const head = ["case", ...frameworks.map((each) => `${each} ns`), ...peers.map((peer) => `${peer} / solder`), "goal ns", ""];
  print_table(head, names.map(row), (at) => at === 0 || at === head.length - 1);
}

/** Prints whether revalidating one key takes the same time in a large cache as in a small one, in the best rounds. */
export function print_flatness(samples, limit) {
  for (const count of live) {
    const [small, large] = [sizes[0], sizes.at(-1)].map((size) => samples.get(`solder/exact/${size}/${count}`));
    if (!small || !large) continue;
    const times = Math.min(...large) / Math.min(...small);
    console.log(
      `exact, ${count} live: 100 000 entries take ${times.toFixed(2)} times what 100 do; goal ${limit}: ${verdict(times, limit)}`,
    );
  }
}

/** @param lines  of the programs: { object, framework, bytes } */
export function print_bytes(lines, frameworks, limits, objects = ["entry", "subscriber", "subscriber, shown"]) {
  const bytes = (object, framework) => lines.find((each) => each.object === object && each.framework === framework)?.bytes;
  const row = (object) => [
    object,
    ...frameworks.map((framework) => bytes(object, framework)?.toFixed(0) ?? ""),
    String(limits[object] ?? ""),
    verdict(bytes(object, "solder"), limits[object]),
  ];
  const head = ["bytes of a", ...frameworks, "goal", ""];
  print_table(head, objects.map(row), (at) => at === 0 || at === head.length - 1);
}
