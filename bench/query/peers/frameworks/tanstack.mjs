// Bundlers put the mode into the code; as it is, it asks here, and Node's own environment is slow to ask.
globalThis.process ??= {};
process.env = { NODE_ENV: "production" };
const { hashKey, notifyManager, QueryClient, QueryObserver } = await import("@tanstack/query-core");

// By default listeners are called after a timer of 0, which takes one to four milliseconds.
notifyManager.setScheduler(queueMicrotask);

export default {
  name: "tanstack",
  open(fetches) {
    const client = new QueryClient();
    const ends = [];
    // Listeners hear of new data only, not of the fetch that begins; no timers that collect entries.
    const options = (of, id) => ({
      queryKey: [of, id],
      queryFn: () => fetches[of](id),
      staleTime: Infinity,
      gcTime: Infinity,
      retry: false,
      notifyOnChangeProps: ["data"],
    });
    return {
      call: (of, id) => client.fetchQuery(options(of, id)),
      subscribe(of, id) {
        const observer = new QueryObserver(client, options(of, id));
        ends.push(observer.subscribe(() => observer.show?.(observer.getCurrentResult().data)));
        return observer;
      },
      show(observer, show) {
        observer.show = show;
        const { data } = observer.getCurrentResult();
        if (data) show(data);
      },
      revalidate: {
        exact: (id) => client.invalidateQueries({ queryKey: ["few", id], exact: true }),
        pattern: () => client.invalidateQueries({ queryKey: ["few"] }),
        everything: () => client.invalidateQueries(),
      },
      key_text: (filter) => hashKey(["search", filter]),
      close() {
        ends.forEach((end) => end());
        client.clear();
      },
    };
  },
};
