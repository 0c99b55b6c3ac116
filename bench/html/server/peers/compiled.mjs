// The pages as Solid's compiler makes them for a server, with what the browser needs to take them over.
import { transformAsync } from "@babel/core";
import solid from "babel-preset-solid";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";

const folder = new URL("../../../../build/bench_html_server/", import.meta.url);

export async function compiled_pages() {
  const source = await readFile(new URL("pages.jsx", import.meta.url), "utf8");
  const presets = [[solid, { generate: "ssr", hydratable: true }]];
  const { code } = await transformAsync(source, { presets, babelrc: false, configFile: false });
  await mkdir(folder, { recursive: true });
  const file = new URL(`pages.${process.pid}.mjs`, folder);
  await writeFile(file, code);
  try {
    return await import(file);
  } finally {
    await rm(file);
  }
}
