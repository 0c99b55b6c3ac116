// What the cases share; ../workload.hpp is the same in C++. A workload has
//   run(count)  what is timed: `count` operations
//   is_right()  whether the last run left the right values and ran the right number of effects; not timed
//   dispose()
//
// A framework (frameworks/*.mjs) has
//   signal(value) -> handle, reader(handle) -> reader, write(handle, value)
//   computed(fn) -> reader, read(reader) -> value, effect(fn), batch(fn)
//   root(fn) -> dispose: runs fn; dispose ends what it made

/** Computations made by a create case, and the signals of create_signals. */
export const many = 100_000;

/** What cases are built with. */
export function tools(framework) {
  const { signal, reader, write, read, effect, root } = framework;

  /** Effects that note what they saw and how often they ran. */
  function make_log() {
    const log = {
      seen: 0,
      runs: 0,
      watch(from) {
        effect(() => {
          log.seen = read(from);
          log.runs++;
        });
      },
    };
    return log;
  }

  /**
   * A graph below one signal; an operation is one write to it, always of another value.
   * @param build  makes the graph; gets the reader of the signal and the log
   * @param is_right  gets what was written last, the number of writes and the log
   */
  function headed(build, is_right) {
    const head = signal(0);
    const log = make_log();
    let value = 0;
    let writes = 0;
    const dispose = root(() => void build(reader(head), log));
    return {
      run(count) {
        log.runs = 0;
        writes = count;
        for (let i = 0; i < count; ++i) {
          value = (value + 1) & 0xfffff;
          write(head, value);
        }
      },
      is_right: () => is_right(value, writes, log),
      dispose,
    };
  }

  return { ...framework, make_log, headed };
}
