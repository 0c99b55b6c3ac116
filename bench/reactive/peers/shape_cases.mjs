export function shape_cases({ signal, reader, write, computed, read, root, make_log, headed }) {
  const diamond = () =>
    headed(
      (head, log) => {
        const sides = Array.from({ length: 5 }, () => computed(() => read(head) + 1));
        log.watch(
          computed(() => {
            let sum = 0;
            for (const each of sides) sum += read(each);
            return sum;
          }),
        );
      },
      (value, writes, log) => log.seen === 5 * (value + 1) && log.runs === writes,
    );

  const triangle = () =>
    headed(
      (head, log) => {
        const chain = [computed(() => read(head) + 1)];
        while (chain.length < 9) {
          const below = chain[chain.length - 1];
          chain.push(computed(() => read(below) + 1));
        }
        log.watch(
          computed(() => {
            let sum = read(head);
            for (const each of chain) sum += read(each);
            return sum;
          }),
        );
      },
      (value, writes, log) => log.seen === 10 * value + 45 && log.runs === writes,
    );

  function mux() {
    const heads = Array.from({ length: 100 }, () => signal(0));
    const readers = heads.map(reader);
    const log = make_log();
    let value = 0;
    let writes = 0;
    const dispose = root(() => {
      const all = computed(() => {
        const values = [];
        for (const each of readers) values.push(read(each));
        return values;
      });
      for (let i = 0; i < heads.length; ++i) {
        const one = computed(() => read(all)[i]);
        log.watch(computed(() => read(one) + 1));
      }
    });
    return {
      run(count) {
        log.runs = 0;
        writes = count;
        for (let i = 0; i < count; ++i) {
          value = (value + 1) & 0xfffff;
          write(heads[i % 10], value);
        }
      },
      is_right: () => log.seen === value + 1 && log.runs === writes,
      dispose,
    };
  }

  const unstable = () =>
    headed(
      (head, log) => {
        const twice = computed(() => read(head) * 2);
        const negative = computed(() => -read(head));
        log.watch(
          computed(() => {
            let sum = 0;
            for (let i = 0; i < 20; ++i) sum += read(head) % 2 !== 0 ? read(twice) : read(negative);
            return sum;
          }),
        );
      },
      (value, writes, log) => log.seen === 20 * (value % 2 !== 0 ? 2 * value : -value) && log.runs === writes,
    );

  const repeated_observers = () =>
    headed(
      (head, log) => {
        log.watch(
          computed(() => {
            let sum = 0;
            for (let i = 0; i < 30; ++i) sum += read(head);
            return sum;
          }),
        );
      },
      (value, writes, log) => log.seen === 30 * value && log.runs === writes,
    );

  const avoidable_propagation = () =>
    headed(
      (head, log) => {
        const first = computed(() => read(head));
        const always_same = computed(() => {
          read(first);
          return 0;
        });
        const third = computed(() => {
          log.runs++;
          return read(always_same) + 1;
        });
        const fourth = computed(() => read(third) + 2);
        log.watch(computed(() => read(fourth) + 3));
      },
      (value, writes, log) => log.seen === 6 && log.runs === 0,
    );

  return [
    { name: "diamond", make: diamond },
    { name: "triangle", make: triangle },
    { name: "mux", make: mux },
    { name: "unstable", make: unstable },
    { name: "repeated_observers", make: repeated_observers },
    { name: "avoidable_propagation", make: avoidable_propagation },
  ];
}
