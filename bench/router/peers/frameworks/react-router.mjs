// The production build; its parts are in files whose names change with each release. Runs under Node and in a page.
const folder = new URL("../production/", import.meta.resolve("react-router"));
const { createMemoryRouter } = await import(new URL("index.mjs", folder));

async function text_of(file) {
  if (!globalThis.process) return (await fetch(file)).text();
  return (await import("node:fs/promises")).readFile(file, "utf8");
}

async function matching_of_routers() {
  const index = new URL("index.mjs", folder);
  for (const [, name] of (await text_of(index)).matchAll(/"(\.\/chunk-[^"]*\.mjs)"/g)) {
    const { matchRoutesImpl } = await import(new URL(name, folder));
    if (matchRoutesImpl) return matchRoutesImpl;
  }
  throw new Error("react-router has its matching elsewhere");
}
const matchRoutesImpl = await matching_of_routers();

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
