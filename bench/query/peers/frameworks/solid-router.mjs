// Node and Chromium are told to take the client build of solid-js (condition "browser").
import { createComponent, createRenderEffect, createRoot, getOwner, runWithOwner } from "solid-js";

// The module looks at the depth of the history when it is loaded; Node has none.
globalThis.window ??= { history: { state: { _depth: 0 } } };
const { createAsync, createMemoryHistory, createRouter, query, revalidate } = await import("@solidjs/router");

// Solid Router tells one revalidation from the next by the millisecond; a second one in the same is lost. Here each has
// a millisecond of its own.
let milliseconds = Date.now();
Date.now = () => milliseconds;

/** Calls `run` inside of a router, which calls of queries ask for; what MemoryRouter is, without its DOM events. */
function make_router(run) {
  const { get, set, go, listen } = createMemoryHistory();
  const Router = createRouter({ get, set, init: listen, utils: { go } });
  return createComponent(Router, { root: () => (run(getOwner()), null) });
}

export default {
  name: "solid-router",
  /** @param fetches  { few, rest }: each gives the value for a number */
  open(fetches) {
    const queries = { few: query(fetches.few, "few"), rest: query(fetches.rest, "rest") };
    const search = query((filter) => filter.page, "search");
    let owner;
    const end = createRoot((dispose) => {
      make_router((inside) => (owner = inside));
      return dispose;
    });
    const { few } = queries;
    const at_next_millisecond = (key) => (milliseconds++, revalidate(key));
    return {
      call: (of, id) => queries[of](id),
      subscribe: (of, id) => runWithOwner(owner, () => createAsync(() => queries[of](id))),
      show: (value, show) =>
        runWithOwner(owner, () =>
          createRenderEffect(() => {
            const now = value();
            if (now) show(now); // nothing at first: calls of queries give promises
          }),
        ),
      revalidate: {
        exact: (id) => at_next_millisecond(few.keyFor(id)),
        pattern: () => at_next_millisecond(few.key),
        everything: () => at_next_millisecond(),
      },
      key_text: (filter) => search.keyFor(filter),
      close() {
        end();
        query.clear();
      },
    };
  },
};
