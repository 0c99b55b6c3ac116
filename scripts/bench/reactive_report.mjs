// How the reactive graph benchmark is told: medians, ratios, tables.
import { rows } from "./reactive_cases.mjs";

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const geometric_mean = (values) => Math.exp(values.reduce((sum, x) => sum + Math.log(x), 0) / values.length);

export function nanoseconds(ns) {
  if (ns === undefined) return "wrong";
  const digits = ns < 1000 ? ns.toFixed(1) : Math.round(ns).toString();
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, " ");
}

const ratio = (x) => (Number.isFinite(x) ? x.toFixed(2) : "");

/** @param left  columns that are texts */
export function print_table(head, body, left = (at) => at === 0 || (head[at] === "one operation" && at === 1)) {
  const widths = head.map((title, at) => Math.max(title.length, ...body.map((line) => line[at].length)));
  const row = (cells) => `| ${cells.map((text, at) => (left(at) ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join(" | ")} |`;
  console.log(row(head));
  console.log(`|${widths.map((width, at) => (left(at) ? "-".repeat(width + 2) : "-".repeat(width + 1) + ":")).join("|")}|`);
  body.forEach((line) => console.log(row(line)));
}

/**
 * Prints nanoseconds of each case and how many times faster `ours` is than each peer.
 * @param samples  Map of "framework/case" to nanoseconds, one for each round
 * @param goals  by peer: what the geometric mean should be at least
 */
export function print_times(samples, ours, peers, goals) {
  const frameworks = [ours, ...peers];
  const time = (framework, name, choose = median) => {
    const rounds = samples.get(`${framework}/${name}`);
    return rounds && choose(rounds);
  };
  const times_faster = (peer, name, choose) => time(peer, name, choose) / time(ours, name, choose);
  const measured = rows.filter(({ name }) => frameworks.some((framework) => samples.has(`${framework}/${name}`)));
  const counted = measured.filter((row) => row.counts);
  const means = (choose) =>
    peers.map((peer) => geometric_mean(counted.map(({ name }) => times_faster(peer, name, choose)).filter(Number.isFinite)));

  const line = ({ name, operation, counts }) => [
    counts ? name : `(${name})`,
    operation,
    ...frameworks.map((framework) => nanoseconds(time(framework, name))),
    ...peers.map((peer) => ratio(times_faster(peer, name))),
  ];
  const under = (title, ratios) => [title, "", ...frameworks.map(() => ""), ...ratios.map(ratio)];
  const least = (rounds) => Math.min(...rounds);
  print_table(
    ["case", "one operation", ...frameworks.map((framework) => `${framework} ns`), ...peers.map((peer) => `${peer} / ${ours}`)],
    [
      ...measured.map(line),
      under("geometric mean", means()),
      under("of best rounds", means(least)),
      under("goal, at least", peers.map((peer) => goals[peer])),
    ],
  );

  for (const peer of peers) {
    const slower = measured.filter(({ name }) => times_faster(peer, name) < 1).map(({ name }) => `${name} (${ratio(times_faster(peer, name))})`);
    console.log(`slower than ${peer}: ${slower.join(", ") || "in no case"}`);
  }
}

/** @param lines  of the programs: { object, framework, bytes, resident? } */
export function print_bytes(lines, limits) {
  const objects = [...new Set(lines.map((line) => line.object))];
  const frameworks = [...new Set(lines.map((line) => line.framework))];
  const find = (object, framework) => lines.find((line) => line.object === object && line.framework === framework);
  const told = (line) => {
    if (!line) return "";
    const differs = line.resident !== undefined && Math.abs(line.resident - line.bytes) > 1;
    return line.bytes.toFixed(0) + (differs ? ` (resident ${line.resident.toFixed(0)})` : "");
  };
  print_table(
    ["bytes of a", ...frameworks, "limit"],
    objects.map((object) => [object, ...frameworks.map((framework) => told(find(object, framework))), String(limits[object] ?? "")]),
  );
}
