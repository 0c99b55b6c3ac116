// The cases of ../match_cases.cpp.
//
// A framework (frameworks/*.mjs) has definitions(parts) -> its own form of the routes, build(definitions) -> table,
// size(table), match(table, path) -> levels, or null.
const below = ["/", "new", "settings", "settings/*page", ":id", ":id/edit", ":id/notes", ":id/notes/:note", ":id/files/*path", "archive/:year/:month"];
const found = ["", "/new", "/settings", "/settings/mail/daily", "/4711", "/4711/edit", "/4711/notes", "/4711/notes/12", "/4711/files/a/b.txt", "/archive/2026/11"];
const missed = ["/4711/nothing"];

export const parts_of = (routes) => Array.from({ length: routes / 10 }, (_, part) => ({ path: `/part${part}`, below }));
const paths_of = (routes, ends) => parts_of(routes).flatMap(({ path }) => ends.map((end) => path + end));

function matching(framework, routes, paths, levels) {
  const table = framework.build(framework.definitions(parts_of(routes)));
  let next = 0;
  let sum = 0;
  let asked = 0;
  return {
    run(count) {
      sum = 0;
      asked = count;
      for (let i = 0; i < count; ++i) {
        sum += framework.match(table, paths[next])?.length ?? 0;
        if (++next === paths.length) next = 0;
      }
    },
    is_right: () => sum === asked * levels,
    dispose() {},
  };
}

function building(framework, routes) {
  const definitions = framework.definitions(parts_of(routes));
  let made = 0;
  let times = 0;
  return {
    run(count) {
      made = 0;
      times = count;
      for (let i = 0; i < count; ++i) made += framework.size(framework.build(definitions));
    },
    is_right: () => made === times * routes,
    dispose() {},
  };
}

export function all_cases(framework) {
  const sizes = [10, 100, 1000];
  return [
    ...sizes.map((n) => ({ name: `match/${n}`, make: () => matching(framework, n, paths_of(n, found), 2) })),
    ...sizes.map((n) => ({ name: `miss/${n}`, make: () => matching(framework, n, paths_of(n, missed), 0) })),
    ...sizes.map((n) => ({ name: `build/${n}`, make: () => building(framework, n) })),
  ];
}
