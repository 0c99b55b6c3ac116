// A program under test, on a free port.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, before } from "node:test";
import { launch } from "./browser.mjs";

export const build = process.env.SOLDER_BUILD_DIR ?? new URL("../../../build/release", import.meta.url).pathname;

/** Resolves with the address that the server prints, or fails with what it said instead. */
function address_of(server) {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (text) => {
      said += text;
      const address = said.match(/^listening on (\S+)\n/m);
      if (address) resolve(address[1]);
    };
    server.stdout.setEncoding("utf8").on("data", hear);
    server.stderr.setEncoding("utf8").on("data", hear);
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

/**
 * Starts the program at a path below the build folder.
 * @param environment  besides a free port and a secret
 * @return {Promise<{url: string, stop: () => Promise<number | string>}>}  `stop` ends it as Ctrl-C does, once; gives its
 *         exit status
 */
export async function start_program(path, environment = {}) {
  const env = { ...process.env, SOLDER_SECRET: "0123456789abcdef".repeat(4), PORT: "0", ...environment };
  const server = spawn(join(build, path), { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => server.on("exit", (code, signal) => resolve(code ?? signal)));
  const url = await address_of(server);
  return { url, stop: () => (server.kill("SIGINT"), ended) };
}

/** For the tests of a `describe`: from its begin to its end the program runs, at `url`, and a browser. */
export function program_for_tests(path, environment) {
  const shared = {};
  let server;
  before(async () => {
    server = await start_program(path, environment);
    shared.url = server.url;
    shared.browser = await launch();
  });
  after(async () => {
    await shared.browser?.close();
    await server?.stop();
  });
  return shared;
}
