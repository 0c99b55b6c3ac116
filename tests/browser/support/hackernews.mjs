// The news application under test: its server on a free port with a database of its own.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { address_of } from "./projects.mjs";

const run = promisify(execFile);
const build = process.env.SOLDER_BUILD_DIR ?? new URL("../../../build/release", import.meta.url).pathname;
const program = join(build, "examples/hackernews/hackernews");

/**
 * Starts the server with a fresh database.
 * @param latency_ms  of comments and of what a user sent
 * @return {Promise<{url: string, sql: (text: string) => Promise<object[]>, remove: () => Promise<void>}>}
 */
export async function start_hackernews(latency_ms = 0) {
  const folder = await mkdtemp(join(tmpdir(), "solder-e2e-"));
  const database = join(folder, "hackernews.db");
  const env = { ...process.env, PORT: "0", HN_DATABASE: database, HN_LATENCY_MS: String(latency_ms) };
  const server = spawn(program, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  return {
    url: await address_of(server),
    async sql(text) {
      const { stdout } = await run("sqlite3", ["-json", "-cmd", ".timeout 5000", database, text]);
      return stdout ? JSON.parse(stdout) : [];
    },
    async remove() {
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
