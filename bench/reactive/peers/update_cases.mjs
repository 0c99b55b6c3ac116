export function update_cases({ signal, reader, computed, read, effect, headed }) {
  const update_1_to_1 = () =>
    headed(
      (head, log) => log.watch(head),
      (value, writes, log) => log.seen === value && log.runs === writes,
    );

  const update_1_to_1000 = () =>
    headed(
      (head, log) => {
        for (let i = 0; i < 1000; ++i) log.watch(head);
      },
      (value, writes, log) => log.seen === value && log.runs === 1000 * writes,
    );

  const update_1000_to_1 = () =>
    headed(
      (head, log) => {
        const readers = Array.from({ length: 1000 }, (_, i) => (i === 0 ? head : reader(signal(1))));
        effect(() => {
          let sum = 0;
          for (const each of readers) sum += read(each);
          log.seen = sum;
          log.runs++;
        });
      },
      (value, writes, log) => log.seen === value + 999 && log.runs === writes,
    );

  const deep = () =>
    headed(
      (head, log) => {
        let last = computed(() => read(head) + 1);
        for (let i = 1; i < 1000; ++i) {
          const below = last;
          last = computed(() => read(below) + 1);
        }
        log.watch(last);
      },
      (value, writes, log) => log.seen === value + 1000 && log.runs === writes,
    );

  const broad = () =>
    headed(
      (head, log) => {
        for (let i = 0; i < 1000; ++i) {
          const first = computed(() => read(head) + i);
          const second = computed(() => read(first) + 1);
          log.watch(second);
        }
      },
      // One effect has seen each; which ran last is the framework's choice.
      (value, writes, log) => log.seen > value && log.seen <= value + 1000 && log.runs === 1000 * writes,
    );

  return [
    { name: "update_1_to_1", make: update_1_to_1 },
    { name: "update_1_to_1000", make: update_1_to_1000 },
    { name: "update_1000_to_1", make: update_1000_to_1 },
    { name: "deep", make: deep },
    { name: "broad", make: broad },
  ];
}
