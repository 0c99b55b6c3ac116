// What browser tests share: Chromium, pages that keep what went wrong, and a small server that counts requests.
import http from "node:http";
import { chromium } from "playwright-core";

/** Starts Chromium; `await browser.close()` when done. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: false, // chosen by --headless=new below
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Opens a page of its own context. It keeps `page.problems`: console errors, failed scripts, uncaught exceptions;
 * `page.messages`: "type: text" of everything on the console and uncaught exceptions; and `page.requests`:
 * "GET /path?query" of everything asked for since the last `page.requests.length = 0`.
 * @param options  as of browser.newContext, such as { javaScriptEnabled: false }
 */
export async function open_page(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.problems = [];
  page.messages = [];
  page.requests = [];
  page.on("console", (message) => {
    page.messages.push(`${message.type()}: ${message.text()}`);
    if (message.type() === "error") page.problems.push(message.text());
  });
  page.on("pageerror", (error) => {
    page.messages.push(`uncaught: ${error.message}`);
    page.problems.push(`uncaught: ${error.message}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    page.requests.push(`${request.method()} ${url.pathname}${url.search}`);
  });
  return page;
}

/** Resolves when the page has been taken over. */
export const hydrated = (page) => page.waitForSelector("html[data-hydrated]", { state: "attached" });

/** Time stands still in the page, so that no pause ends by itself, until page.clock.runFor() or page.clock.resume(). */
export async function stop_clock(page) {
  await page.clock.install(); // which leaves it running
  await page.clock.pauseAt(Date.now() + 1000);
}

/**
 * A server on a free port. `answer(request)` gets { method, path, search, headers, body } and returns a text (HTML), or
 * { status, type, headers, body }, or undefined for 404.
 * @return {Promise<{url: string, requests: string[], close: () => Promise<void>}>}
 */
export async function serve(answer) {
  const requests = [];
  const server = http.createServer(async (request, reply) => {
    const { pathname: path, search } = new URL(request.url, "http://localhost");
    const chunks = await request.toArray();
    requests.push(`${request.method} ${path}${search}`);
    const asked = { method: request.method, path, search, headers: request.headers, body: Buffer.concat(chunks).toString() };
    const given = (await answer(asked)) ?? { status: 404, body: "not found" };
    const { status = 200, type = "text/html; charset=utf-8", headers = {}, body = "" } =
      typeof given === "string" ? { body: given } : given;
    reply.writeHead(status, { "content-type": type, ...headers });
    reply.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
