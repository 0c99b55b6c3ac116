// Measures pages over HTTP beside Solid's renderer behind Node's http and SolidStart (bench/html/server/README.md says
// how): requests, and the pieces of a page that is streamed.
//
//   node scripts/bench/html_server_http.mjs --program FILE --bundle FOLDER [--start FOLDER] [--seconds S] [--rounds N]
//                                           [--pages N]
//
//   --program   build/bench/bench/html/server/html_server_pages
//   --bundle    with the files that its pages name
//   --start     SolidStart's application, built; none: without this peer
//   --seconds   for one server with so many connections in one round (2)
//   --rounds    (3) in which the servers take turns
//   --pages     (15) streamed of each server, which take turns
//
// Ends with an error when a page is not what the others send; a goal that is missed is told in the tables alone.
import { execFile } from "node:child_process";
import http from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs, promisify } from "node:util";
import { start_servers } from "./html_server_sides.mjs";
import { median, print_table } from "./reactive_report.mjs";

const { values: options } = parseArgs({
  options: {
    program: { type: "string" },
    bundle: { type: "string" },
    start: { type: "string" },
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
    pages: { type: "string", default: "15" },
  },
});
const run = promisify(execFile);
const goals = { "node + solid": 3, "solid-start": 20 }; // issue 6: this many times the requests
const parts = [10, 50, 200]; // milliseconds

/** What a visitor sees of a page, and where it leads: without what each framework adds for itself. */
function content_of(page) {
  const main = /<main.*<\/main>/s.exec(page)?.[0] ?? page;
  return main.replace(/<!--.*?-->|<!--|-->| data-hk="?[^\s">]*"?|\s+(?=>)/gs, "");
}

async function check_pages(servers) {
  for (const path of ["/small", "/table"]) {
    const contents = await Promise.all(servers.map(async ({ url }) => content_of(await (await fetch(url + path)).text())));
    contents.forEach((content, at) => {
      if (content !== contents[0]) throw new Error(`${servers[at].name} sends another ${path}:\n${content}\n${contents[0]}`.slice(0, 6000));
    });
  }
}

const milliseconds = (text) => parseFloat(text) * { us: 0.001, ms: 1, s: 1000, m: 60_000 }[/[a-z]+$/.exec(text)[0]];

async function load(server, connections, seconds) {
  const before = server.cpu_seconds();
  const { stdout } = await run("wrk", ["--threads", "1", "--connections", connections, "--duration", `${seconds}s`, "--latency", server.url + "/small"].map(String));
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`${server.name}:\n${stdout}`);
  const told = (pattern) => pattern.exec(stdout)[1];
  return {
    rate: Number(told(/Requests\/sec:\s+([\d.]+)/)),
    middle: milliseconds(told(/50%\s+(\S+)/)),
    slowest: milliseconds(told(/99%\s+(\S+)/)),
    cpu: ((server.cpu_seconds() - before) * 1e6) / Number(told(/(\d+) requests in/)),
  };
}

async function measure_load(servers) {
  const lines = [];
  for (const server of [...servers, ...servers]) await load(server, 64, options.seconds); // so that all of them are warm
  for (const connections of [1, 16, 64]) {
    const samples = new Map(servers.map(({ name }) => [name, []]));
    for (let round = 0; round < Number(options.rounds); ++round)
      for (const server of servers) samples.get(server.name).push(await load(server, connections, options.seconds));
    const of = (name, what) => median(samples.get(name).map((sample) => sample[what]));
    for (const { name } of servers) {
      const times = (what) => (name in goals ? [of("solder", what) / of(name, what)] : []);
      lines.push([
        String(connections),
        name,
        of(name, "rate").toFixed(0),
        of(name, "middle").toFixed(2),
        of(name, "slowest").toFixed(2),
        of(name, "cpu").toFixed(0),
        times("rate").map((x) => x.toFixed(1)).join(),
        String(goals[name] ?? ""),
      ]);
    }
  }
  console.log("\nThe small page\n");
  print_table(["connections", "server", "requests/s", "p50 ms", "p99 ms", "processor us/request", "solder is faster", "goal"], lines, (at) => at === 1);
  console.log();
  print_table(["server", "MB resident after it"], servers.map((server) => [server.name, server.resident_mb().toFixed(1)]));
}

/** Milliseconds until the first byte, each part and the end, over a connection that is there. */
function stream(server, agent) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const since = () => performance.now() - begin;
    const seen = {};
    let text = "";
    const request = http.get(server.url + "/parts", { agent, headers: { accept: "text/html" } }, (reply) => {
      reply.setEncoding("utf8");
      reply.on("data", (more) => {
        seen.first ??= since();
        text += more;
        for (const part of parts) if (text.includes(`part of ${part} ms`)) seen[part] ??= since();
      });
      reply.on("end", () => {
        seen.end = since();
        if (parts.every((part) => part in seen)) resolve(seen);
        else reject(new Error(`${server.name} left parts out:\n${text}`));
      });
    });
    request.on("error", reject);
  });
}

async function measure_stream(servers) {
  const agent = new http.Agent({ keepAlive: true });
  const samples = new Map(servers.map(({ name }) => [name, []]));
  for (let page = -3; page < Number(options.pages); ++page)
    for (const server of servers) {
      const seen = await stream(server, agent);
      if (page >= 0) samples.get(server.name).push(seen);
    }
  agent.destroy();
  const points = ["first", ...parts, "end"];
  const of = (name, point) => median(samples.get(name).map((sample) => sample[point])).toFixed(1);
  console.log("\nA page in pieces\n");
  print_table(
    ["ms until", "first byte", ...parts.map((part) => `part of ${part} ms`), "end"],
    servers.map(({ name }) => [name, ...points.map((point) => of(name, point))]),
  );
}

const servers = await start_servers(options);

try {
  await check_pages(servers);
  await measure_load(servers);
  await measure_stream(servers);
  console.log(`\nload average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
} finally {
  for (const server of servers) await server.close();
}
