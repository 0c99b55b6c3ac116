// Node is told to take the client build of solid-js (condition "browser").
// The module looks at the depth of the history when it is loaded; Node has none.
globalThis.window ??= { history: { state: { _depth: 0 } } };
const file = new URL("routing.js", import.meta.resolve("@solidjs/router"));
const { createBranches, getRouteMatches } = await import(file);

export default {
  name: "solid-router",
  definitions: (parts) => parts.map(({ path, below }) => ({ path, children: below.map((each) => ({ path: each })) })),
  build: (definitions) => createBranches(definitions),
  size: (branches) => branches.length,
  match: getRouteMatches,
};
