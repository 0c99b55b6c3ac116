// The news application under test: its server on a free port with a database of its own.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { start_program } from "./program.mjs";

const run = promisify(execFile);

/**
 * Starts the server with a fresh database.
 * @param latency_ms  of comments and of what a user sent
 * @return {Promise<{url: string, sql: (text: string) => Promise<object[]>, remove: () => Promise<void>}>}
 */
export async function start_hackernews(latency_ms = 0) {
  const folder = await mkdtemp(join(tmpdir(), "solder-e2e-"));
  const database = join(folder, "hackernews.db");
  const environment = { HN_DATABASE: database, HN_LATENCY_MS: String(latency_ms) };
  const server = await start_program("examples/hackernews/hackernews", environment);
  return {
    url: server.url,
    async sql(text) {
      const { stdout } = await run("sqlite3", ["-json", "-cmd", ".timeout 5000", database, text]);
      return stdout ? JSON.parse(stdout) : [];
    },
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
