// How the reactive graph benchmark is told: medians, ratios, tables.
import { rows } from "./reactive_cases.mjs";

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const geometric_mean = (values) => Math.exp(values.reduce((sum, x) => sum + Math.log(x), 0) / values.length);

function nanoseconds(ns) {
  if (ns === undefined) return "wrong";
  const digits = ns < 1000 ? ns.toFixed(1) : Math.round(ns).toString();
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, " ");
}

const ratio = (x) => (Number.isFinite(x) ? x.toFixed(2) : "");

function print_table(head, body) {
  const widths = head.map((title, at) => Math.max(title.length, ...body.map((line) => line[at].length)));
  const left = (at) => at === 0 || (head[at] === "one operation" && at === 1);
  const row = (cells) => `| ${cells.map((text, at) => (left(at) ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join(" | ")} |`;
  console.log(row(head));
  console.log(`|${widths.map((width, at) => (left(at) ? "-".repeat(width + 2) : "-".repeat(width + 1) + ":")).join("|")}|`);
  body.forEach((line) => console.log(row(line)));
}

/**
 * Prints nanoseconds of each case and how many times faster `ours` is than each peer.
 * @param results  Map of "framework/case" to nanoseconds
 */
export function print_times(results, ours, peers) {
  const time = (framework, name) => results.get(`${framework}/${name}`);
  const times_faster = (peer, name) => time(peer, name) / time(ours, name);
  const measured = rows.filter(({ name }) => [ours, ...peers].some((framework) => results.has(`${framework}/${name}`)));

  const head = ["case", "one operation", `${ours} ns`, ...peers.map((peer) => `${peer} ns`), ...peers.map((peer) => `${peer} / ${ours}`)];
  const line = ({ name, operation, counts }) => [
    counts ? name : `(${name})`,
    operation,
    ...[ours, ...peers].map((framework) => nanoseconds(time(framework, name))),
    ...peers.map((peer) => ratio(times_faster(peer, name))),
  ];
  const means = peers.map((peer) => {
    const ratios = measured.filter((row) => row.counts).map((row) => times_faster(peer, row.name)).filter(Number.isFinite);
    return ratios.length ? geometric_mean(ratios) : NaN;
  });
  const last = ["geometric mean", "", "", ...peers.map(() => ""), ...means.map(ratio)];
  print_table(head, [...measured.map(line), last]);

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
