// The production build; its parts are in files whose names change with each release.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../production/", import.meta.resolve("react-router"));
const { createMemoryRouter } = await import(new URL("index.mjs", folder));
const part = readdirSync(folder).find((name) => name.endsWith(".mjs") && readFileSync(new URL(name, folder), "utf8").includes("  matchRoutesImpl,\n"));
const { matchRoutesImpl } = await import(new URL(part, folder));

const child = (path) => (path === "/" ? { index: true } : { path: path.replace(/\*.*/, "*") });

export default {
  name: "react-router",
  definitions: (parts) => parts.map(({ path, below }) => ({ path, children: below.map(child) })),
  build(routes) {
    const router = createMemoryRouter(routes);
    router.dispose();
    return { routes: router.routes, branches: router.branches };
  },
  /** Parents are branches of their own here. */
  size: ({ branches }) => branches.filter(({ routesMeta }) => routesMeta.length === 2).length,
  match: ({ routes, branches }, path) => matchRoutesImpl(routes, path, "/", false, branches),
};
