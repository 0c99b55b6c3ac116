import { many } from "./workload.mjs";

export function create_cases({ signal, reader, write, computed, read, effect, root }) {
  function create_signals() {
    let signals;
    return {
      run(count) {
        signals = new Array(count);
        for (let i = 0; i < count; ++i) signals[i] = signal(i);
      },
      is_right: () => signals.reduce((sum, each) => sum + read(reader(each)), 0) === (many * (many - 1)) / 2,
      dispose() {},
    };
  }

  /**
   * @param signal_count  signals there are before, each with the value 1
   * @param make  what is timed: makes the computations; gets readers, the count and a log
   * @param ends_inside  whether the operation includes the end of what was made
   */
  function create(signal_count, make, is_right, ends_inside = false) {
    const signals = Array.from({ length: signal_count }, () => signal(1));
    const readers = signals.map(reader);
    const log = { seen: 0, runs: 0 };
    let dispose = () => {};
    return {
      run(count) {
        dispose = root(() => void make(readers, count, log));
        if (ends_inside) dispose();
      },
      is_right: () => is_right(log, signals),
      dispose: () => ends_inside || dispose(),
    };
  }

  function add_effect(source, log) {
    effect(() => {
      log.seen += read(source);
      log.runs++;
    });
  }
  function one_to_one(readers, count, log) {
    for (let i = 0; i < count; ++i) add_effect(readers[i], log);
  }
  const all_ran = (log) => log.seen === many && log.runs === many;
  const create_1_to_1 = () => create(many, one_to_one, all_ran);

  const create_and_dispose = () =>
    create(
      many,
      one_to_one,
      (log, signals) => {
        if (!all_ran(log)) return false;
        for (const each of signals) write(each, 2);
        return log.runs === many;
      },
      true,
    );

  const create_1_to_1000 = () =>
    create(
      many / 1000,
      (readers, count, log) => {
        for (let i = 0; i < count; ++i) add_effect(readers[Math.floor(i / 1000)], log);
      },
      all_ran,
    );

  function add_sum(readers, first, log) {
    effect(() => {
      let sum = 0;
      for (let i = first; i < first + 1000; ++i) sum += read(readers[i]);
      log.seen += sum;
      log.runs++;
    });
  }
  const create_1000_to_1 = () =>
    create(
      many,
      (readers, count, log) => {
        for (let first = 0; first < count; first += 1000) add_sum(readers, first, log);
      },
      (log) => log.seen === many && log.runs === many / 1000,
    );

  const create_memos = () =>
    create(
      many,
      (readers, count, log) => {
        for (let i = 0; i < count; ++i) {
          const source = readers[i];
          const made = computed(() => read(source) + 1);
          log.seen += read(made);
        }
      },
      (log) => log.seen === 2 * many,
    );

  return [
    { name: "create_signals", only_count: many, make: create_signals },
    { name: "create_1_to_1", only_count: many, make: create_1_to_1 },
    { name: "create_1_to_1000", only_count: many, make: create_1_to_1000 },
    { name: "create_1000_to_1", only_count: many, make: create_1000_to_1 },
    { name: "create_memos", only_count: many, make: create_memos },
    { name: "create_and_dispose", only_count: many, make: create_and_dispose },
  ];
}
