// What the server of the projects application sends, without a browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { after, before, describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { start_projects } from "./support/projects.mjs";

describe("replies of the projects application", () => {
  let app;
  before(async () => {
    app = await start_projects();
  });
  after(() => app?.remove());

  /** The reply as it is on the wire. */
  const ask = (path, headers = {}, method = "GET") =>
    new Promise((resolve, reject) => {
      const request = http.request(app.url + path, { headers, method, agent: false }, async (reply) =>
        resolve({ status: reply.statusCode, headers: reply.headers, body: Buffer.concat(await reply.toArray()) }));
      request.on("error", reject).end();
    });
  const post = (id, args, fields, headers = {}) =>
    fetch(`${app.url}/_server?id=${id}&args=${encodeURIComponent(JSON.stringify(args))}`, {
      method: "POST",
      redirect: "manual",
      headers,
      body: new URLSearchParams(fields),
    });

  for (const [path, status] of [["/", 200], ["/projects/1", 200], ["/projects/1/settings", 200], ["/students", 200], ["/projects/999999", 404],
    ["/projects/x", 404], ["/projects/1/more", 404], ["/nothing/here", 404]])
    test(`${path} is a page with status ${status} and security headers`, async () => {
      const reply = await ask(path);
      assert.equal(reply.status, status);
      assert.equal(reply.headers["content-type"], "text/html; charset=utf-8");
      assert.equal(reply.headers["x-content-type-options"], "nosniff");
      assert.equal(reply.headers["x-frame-options"], "SAMEORIGIN");
      assert.equal(reply.headers["referrer-policy"], "strict-origin-when-cross-origin");
      assert.match(reply.headers["cache-control"], /no-cache|no-store/);
      const html = reply.body.toString();
      assert.match(html, /^<!doctype html><html lang="en"><head><meta charset="utf-8">/);
      assert.match(html, status === 404 ? /<h1>Not found<\/h1>/ : /<h1>/);
    });

  test("HEAD has the headers of GET and no body", async () => {
    const [got, head] = [await ask("/projects/1"), await ask("/projects/1", {}, "HEAD")];
    assert.equal(head.status, 200);
    assert.equal(head.headers["content-length"], got.headers["content-length"]);
    assert.equal(head.body.length, 0);
  });

  test("every file that a page names is there, kept for good, and the same in gzip and brotli", async () => {
    const html = (await ask("/")).body.toString();
    const files = [...new Set(html.match(/\/_solder\/[^"]+/g))].sort();
    assert.deepEqual(files.map((file) => file.split("/").at(-1)), ["app.css", "app.wasm", "favicon.svg", "solder.js"]);
    const types = [/^text\/css/, /^application\/wasm$/, /^image\/svg\+xml/, /^text\/javascript/];
    for (const [i, file] of files.entries()) {
      const plain = await ask(file);
      assert.equal(plain.status, 200);
      assert.match(plain.headers["content-type"], types[i]);
      assert.match(plain.headers["cache-control"], /immutable/);
      assert.equal(plain.headers["content-encoding"], undefined);
      for (const [coding, decode] of [["br", brotliDecompressSync], ["gzip", gunzipSync]]) {
        const coded = await ask(file, { "accept-encoding": coding });
        assert.equal(coded.headers["content-encoding"], coding, file);
        assert.match(coded.headers.vary, /accept-encoding/i);
        assert.ok(coded.body.length < plain.body.length);
        assert.ok(decode(coded.body).equals(plain.body), `${file} in ${coding}`);
      }
      const again = await ask(file, { "if-none-match": plain.headers.etag });
      assert.equal(again.status, 304);
    }
  });

  test("a read answers what is in the database, as JSON that is marked as ours", async () => {
    const reply = await ask("/_server?id=tasks.list&args=%5B1%5D");
    assert.equal(reply.status, 200);
    assert.equal(reply.headers["content-type"], "application/json");
    assert.equal(reply.headers["x-solder-outcome"], "value");
    assert.equal(Number(reply.headers["x-solder-bytes"]), reply.body.length);
    const rows = await app.sql("select id, title, done from tasks where project_id = 1 order by id");
    assert.deepEqual(JSON.parse(reply.body), rows.map((row) => ({ ...row, done: row.done === 1 })));
  });

  test("an unknown function, a wrong method, wrong arguments and a foreign build are refused by name", async () => {
    const refusals = [];
    for (const [path, headers, method] of [["/_server?id=tasks.none", {}, "GET"],
      ["/_server?id=tasks.delete&args=%5B1%5D", {}, "GET"], ["/_server?id=tasks.list&args=%5B1%5D", {}, "POST"],
      ["/_server?id=tasks.list&args=%5B%22x%22%5D", {}, "GET"], ["/_server?id=tasks.list&args=%5B", {}, "GET"],
      ["/_server?id=tasks.list&args=%5B1%5D", { "x-solder-build": "another" }, "GET"]]) {
      const { status, headers: { "x-solder-outcome": outcome }, body } = await ask(path, headers, method);
      assert.equal(typeof JSON.parse(body).message, "string");
      refusals.push([status, outcome]);
    }
    assert.deepEqual(refusals, [404, 405, 405, 400, 400, 409].map((status) => [status, "error"]));
  });

  test("a form post from another site is refused and changes nothing", async () => {
    const titles = await app.titles(1);
    for (const headers of [{ Origin: "https://example.org" }, { "Sec-Fetch-Site": "cross-site" }])
      assert.equal((await post("tasks.add", [1], { title: "from elsewhere" }, headers)).status, 403);
    assert.deepEqual(await app.titles(1), titles);
  });

  test("a form post leads back to its page; the flash of a refused one is not for scripts and is used once", async () => {
    const Referer = `${app.url}/projects/2`;
    const good = await post("tasks.add", [2], { title: "posted" }, { Referer });
    assert.deepEqual([good.status, good.headers.get("location")], [302, "/projects/2"]);
    assert.match(good.headers.get("set-cookie"), /^solder-flash=[^;]+; .*HttpOnly/); // carries the new task
    assert.equal((await app.titles(2)).at(-1), "posted");

    const refused = await post("tasks.add", [2], { title: " " }, { Referer });
    assert.deepEqual([refused.status, refused.headers.get("location")], [302, "/projects/2"]);
    const cookie = refused.headers.get("set-cookie");
    assert.match(cookie, /^solder-flash=[^;]+; .*HttpOnly/);
    const page = await ask("/projects/2", { cookie: cookie.split(";")[0] });
    assert.match(page.body.toString(), /Please enter a title\./);
    assert.match(String(page.headers["set-cookie"]), /^solder-flash=; .*Max-Age=0/);
    assert.equal(page.headers["cache-control"], "no-store");
  });

  test("SIGINT ends the server with status 0 while connections are open", async () => {
    const agent = new http.Agent({ keepAlive: true });
    await new Promise((resolve) => http.get(`${app.url}/`, { agent }, (reply) => reply.resume().on("end", resolve)));
    assert.equal(await app.stop(), 0);
    agent.destroy();
    await app.start(); // at the same port
    assert.equal((await ask("/")).status, 200);
  });
});
