// Forms with files, from the file input to the disk of the server (tests/browser/uploads), without script and with it.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { hydrated, launch, open_page } from "./support/browser.mjs";
import { start_program } from "./support/program.mjs";

/** Starts the server with empty folders; `again()` starts it at the same port. */
async function start_uploads() {
  const folder = await mkdtemp(join(tmpdir(), "solder-uploads-"));
  await mkdir(join(folder, "temporary"));
  await mkdir(join(folder, "kept"));
  let server;
  const app = {
    url: undefined,
    kept: (number) => readFile(join(folder, "kept", String(number))),
    left: () => readdir(join(folder, "temporary")),
    async again() {
      const environment = { UPLOADS_FOLDER: folder, PORT: app.url ? new URL(app.url).port : "0" };
      server = await start_program("tests/browser/uploads/uploads_probe", environment);
      app.url = server.url;
    },
    stop: () => server.stop(),
    async remove() {
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await app.again();
  return app;
}

/** Bytes of every value, with what looks like boundaries and line ends among them. */
const some_bytes = (count) =>
  Buffer.from(Array.from({ length: count }, (_, i) => (i % 7 ? (i * 31 + (i >> 8)) & 255 : "\r\n--"[(i / 7) % 4 | 0].charCodeAt())));
const file = (name, buffer, mimeType = "image/png") => ({ name, mimeType, buffer });

describe("a form with files", () => {
  let browser, app, page;
  before(async () => (browser = await launch()));
  after(() => browser?.close());
  beforeEach(async () => (app = await start_uploads()));
  afterEach(async () => {
    await page?.context().close();
    const left = await app.left();
    await app.remove();
    assert.deepEqual(left, [], "files that nobody kept are gone");
  });

  async function open(options) {
    page = await open_page(browser, options);
    await page.goto(app.url);
    if (options?.javaScriptEnabled !== false) await hydrated(page);
    page.requests.length = 0;
  }
  async function add(title, picture, more = []) {
    await page.fill("[name=title]", title);
    await page.setInputFiles("[name=picture]", picture);
    await page.setInputFiles("[name=more]", more);
    await page.click("form button");
  }
  const text = (id) => page.textContent(`#${id}`);
  const shown = (id, expected) =>
    page.waitForFunction(([id, expected]) => document.getElementById(id)?.textContent === expected, [id, expected]);
  const rows = () => page.locator("li").allTextContents();

  for (const javaScriptEnabled of [false, true]) {
    const how = javaScriptEnabled ? "with script" : "without script";

    test(`${how}: the file is kept byte for byte, and the page shows what came of it`, async () => {
      await open({ javaScriptEnabled });
      const bytes = some_bytes(700_000);
      await add("Cat", file("kätzchen 1.png", bytes), [file("a", Buffer.from("a")), file("b", Buffer.from(""))]);
      await shown("result", "added kätzchen 1.png and 2 more");
      assert.deepEqual(await rows(), ["3|Cat|kätzchen 1.png|image/png|700000"]);
      assert.ok((await app.kept(0)).equals(bytes));
      assert.deepEqual(page.problems, []);
    });

    test(`${how}: a file that is too large is named, and nothing is kept`, async () => {
      await open({ javaScriptEnabled });
      await add("Cat", file("large.png", some_bytes(3_000_000)));
      await shown("message", "invalid: picture: Larger than 1 MiB.");
      await shown("beside", "Larger than 1 MiB.");
      assert.deepEqual(await rows(), []);
      await assert.rejects(app.kept(0));
    });

    test(`${how}: a file that has to be there is asked for`, async () => {
      await open({ javaScriptEnabled });
      await add("Cat", []);
      await shown("message", "invalid: picture: Is missing.");
      await shown("beside", "Is missing.");
    });

    test(`${how}: what the function says is shown`, async () => {
      await open({ javaScriptEnabled });
      await add("never", file("cat.png", some_bytes(100)));
      await shown("message", "invalid: No such pictures.");
    });
  }

  test("with script it is a submission: pending, no page load, reset when done, read again", async () => {
    await open();
    await add("slow", file("cat.png", some_bytes(1000)));
    await shown("pending", "pending");
    assert.equal(await text("sent"), "cat.png");
    await shown("pending", "idle");
    assert.equal(await text("result"), "added cat.png and 0 more");
    assert.equal(await page.inputValue("[name=picture]"), "");
    assert.deepEqual(page.requests, ["POST /_server?id=pictures.add&args=%5B3%5D"]);
    assert.deepEqual(await rows(), ["3|slow|cat.png|image/png|1000"]);
  });

  test("a retry posts the same file again, also after the input has another", async () => {
    await open();
    const bytes = some_bytes(5000);
    await add("once", file("cat.png", bytes));
    await shown("message", "invalid: Please try again.");
    await page.setInputFiles("[name=picture]", file("dog.png", Buffer.from("dog")));
    await page.click("#retry");
    await shown("result", "added cat.png and 0 more");
    assert.ok((await app.kept(0)).equals(bytes));
  });

  test("while the server is away the outcome is unknown, and a retry works when it is back", async () => {
    await open();
    await app.stop();
    await add("Cat", file("cat.png", some_bytes(1000)));
    await page.waitForFunction(() => document.getElementById("message").textContent.startsWith("unknown_outcome"));
    await app.again();
    await page.click("#retry");
    await shown("result", "added cat.png and 0 more");
  });
});
