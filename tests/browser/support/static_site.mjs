// A static application, by default the projects one, behind a server of files that knows nothing else, at a path of its own.
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { hydrated, open_page, serve } from "./browser.mjs";

const build = process.env.SOLDER_BUILD_DIR ?? new URL("../../../build/release", import.meta.url).pathname;
const bundles = join(build, "../browser/examples");
const projects = "projects/projects_static.bundle";
const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export const file_of_site = (name, encoding = "utf8") => readFile(join(bundles, projects, name), encoding);

/**
 * Serves the bundle below /some/place/, and nothing else. `site.url` is the address of its folder.
 * @param overlay  answers of other content, by name of a file: see `serve`
 * @param bundle   below the folder of the examples
 */
export async function serve_site(overlay = {}, bundle = projects) {
  const folder = "/some/place/";
  const server = await serve(async ({ method, path }) => {
    if (method !== "GET" || !path.startsWith(folder)) return undefined;
    const name = path.slice(folder.length) || "index.html";
    if (name in overlay) return overlay[name];
    if (!/^[\w.-]+$/.test(name)) return undefined;
    const body = await readFile(join(bundles, bundle, name)).catch(() => undefined);
    return body && { type: types[extname(name)], body };
  });
  return { ...server, url: server.url + folder, folder };
}

/** Opens a place of the application, such as "#/students", and waits until it is there. */
export async function open_site(browser, site, place = "", options) {
  const page = await open_page(browser, options);
  await page.goto(site.url + place);
  await hydrated(page);
  return page;
}
