import { open_page } from "./page.mjs";

/** An operation is one call of `revalidate`; when it ends the computations have run again and have their values. */
async function revalidation(framework, reach, entries, subscribers, matches) {
  const page = await open_page(framework, entries, matches);
  await page.subscribe(subscribers);
  const all = reach === "everything";
  const fetches = Math.min(all ? entries : matches, subscribers);
  const runs = all || entries === matches ? subscribers : fetches;
  const revalidate = page.library.revalidate[reach];
  let calls = 0;
  return {
    async run(count) {
      page.forget_seen();
      calls = count;
      for (let i = 0; i < count; ++i) {
        page.change();
        const arrived = page.runs(runs);
        const over = revalidate(0);
        await arrived;
        await over;
      }
    },
    is_right: () =>
      page.seen.fetches === calls * fetches && page.seen.runs === calls * runs && page.seen.newest === calls * runs,
    dispose: page.close,
  };
}

/** An operation is a call of a query outside of any computation; entries 0 to 99 are in use, and called in turn. */
async function hit(framework, entries) {
  const page = await open_page(framework, entries, 100);
  await page.subscribe(100);
  const { call } = page.library;
  let last;
  let last_id;
  return {
    async run(count) {
      page.forget_seen();
      let answer;
      for (let i = 0; i < count; ++i) answer = call("few", i % 100);
      last = await answer; // all promises before it have settled too
      last_id = (count - 1) % 100;
    },
    is_right: () => last.id === last_id && page.seen.fetches === 0 && page.seen.runs === 0,
    dispose: page.close,
  };
}

/** Texts of keys; pages 1000 to 1999 in turn. */
async function keys(framework) {
  const { key_text, close } = framework.open({ few: () => 0, rest: () => 0 });
  const filter = { project: 3, page: 0, text: "wire" };
  let characters = 0;
  let made = 0;
  return {
    async run(count) {
      characters = 0;
      made = count;
      for (let i = 0; i < count; ++i) {
        filter.page = 1000 + (i % 1000);
        characters += key_text(filter).length;
      }
    },
    is_right: () => characters === made * key_text({ ...filter, page: 1234 }).length,
    dispose: close,
  };
}

/** All cases for a framework: { name, make }, as in ../*_cases.cpp. */
export function all_cases(framework) {
  const sizes = [100, 1000, 10_000, 100_000];
  const one = (reach, matches, name, entries, subscribers) => ({
    name: `${name}/${entries}/${subscribers}`,
    make: () => revalidation(framework, reach, entries, subscribers, matches),
  });
  return [
    ...sizes.flatMap((entries) =>
      [1, 10, 1000].flatMap((subscribers) => [
        one("exact", 1, "exact", entries, subscribers),
        one("pattern", 1, "pattern_1", entries, subscribers),
        one("pattern", 100, "pattern_100", entries, subscribers),
        one("everything", 1, "everything", entries, subscribers),
      ]),
    ),
    ...sizes.map((entries) => ({ name: `hit/${entries}/100`, make: () => hit(framework, entries) })),
    { name: "key", make: () => keys(framework) },
    { name: "key_for", make: () => keys(framework) }, // peers have one form of key
  ];
}
