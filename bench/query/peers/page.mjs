// A page with a full cache, as in ../page.hpp.
//
// A framework (frameworks/*.mjs) has open(fetches) -> { call, subscribe, show, revalidate, key_text, close }.

/** @param fill  whether the entries are made at once */
export async function open_page(framework, entries, matches, fill = true) {
  const seen = { fetches: 0, runs: 0, newest: 0 };
  let version = 0;
  let wanted = 0;
  let reached;
  const fetch = (id) => {
    seen.fetches++;
    return { id, version };
  };
  const library = framework.open({ few: fetch, rest: fetch });
  const name_of = (entry) => (entry < matches ? "few" : "rest");
  const show = (value) => {
    seen.runs++;
    seen.newest += value.version === version ? 1 : 0;
    if (seen.runs === wanted) reached();
  };
  function subscribed_entry(subscriber) {
    if (subscriber < entries) return subscriber;
    return matches < entries ? matches + ((subscriber - entries) % (entries - matches)) : subscriber % entries;
  }

  const page = {
    library,
    seen,
    forget_seen: () => void Object.assign(seen, { fetches: 0, runs: 0, newest: 0 }),
    change: () => void (version = (version + 1) & 0xfffff),
    /** Settles when effects have run `count` times from now on. */
    runs(count) {
      wanted = seen.runs + count;
      return new Promise((resolve) => (reached = resolve));
    },
    async fill() {
      const all = [];
      for (let entry = 0; entry < entries; ++entry) all.push(library.call(name_of(entry), entry));
      await Promise.all(all);
    },
    async subscribe(count, shown = true) {
      const all_shown = shown && page.runs(count);
      for (let i = 0; i < count; ++i) {
        const entry = subscribed_entry(i);
        const value = library.subscribe(name_of(entry), entry);
        if (shown) library.show(value, show);
      }
      await all_shown;
      if (!shown) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    close: library.close,
  };
  if (fill) await page.fill();
  return page;
}
