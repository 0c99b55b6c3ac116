export function layer_cases({ signal, reader, write, computed, read, effect, batch, root, make_log }) {
  const next_layer = ([a, b, c, d]) => [b, a - c, b + d, c];

  /** What the last layer holds above 1, 2, 3, 4 and above 4, 3, 2, 1, and how many of the values between differ. */
  function plain_cellx(layers) {
    let up = [1, 2, 3, 4];
    let down = [4, 3, 2, 1];
    let changes = 0;
    for (let i = 0; i < layers; ++i) {
      up = next_layer(up);
      down = next_layer(down);
      for (let at = 0; at < 4; ++at) changes += up[at] !== down[at] ? 1 : 0;
    }
    return { up, down, changes };
  }

  function cellx(layers) {
    const start = [1, 2, 3, 4].map((value) => signal(value));
    const log = make_log();
    const end = [0, 0, 0, 0];
    let last = start.map(reader);
    let turned = false;
    let rounds = 0;
    const add_layer = ([a, b, c, d]) => {
      const made = [
        computed(() => read(b)),
        computed(() => read(a) - read(c)),
        computed(() => read(b) + read(d)),
        computed(() => read(c)),
      ];
      for (const each of made) log.watch(each);
      return made;
    };
    const dispose = root(() => {
      for (let i = 0; i < layers; ++i) last = add_layer(last);
    });
    const turn = () => {
      for (let at = 0; at < 4; ++at) write(start[at], turned ? 4 - at : at + 1);
    };
    return {
      run(count) {
        log.runs = 0;
        for (let i = 0; i < count; ++i) {
          turned = !turned;
          batch(turn);
          for (let at = 0; at < 4; ++at) end[at] = read(last[at]);
        }
        rounds = count;
      },
      is_right() {
        const expected = plain_cellx(layers);
        const right = turned ? expected.down : expected.up;
        return right.every((value, at) => value === end[at]) && log.runs === expected.changes * rounds;
      },
      dispose,
    };
  }

  const width = 1000;
  const computed_layers = 4; // and one of signals
  const reads = 25;

  /** What a node makes of the `reads` nodes below it. A fickle one leaves one of them out when the first is odd. */
  function node_value(fickle, value) {
    let sum = value(0);
    const left_out = fickle && sum % 2 !== 0 ? 1 + (sum % (reads - 1)) : 0;
    for (let i = 1; i < reads; ++i) if (i !== left_out) sum += value(i);
    return sum;
  }

  /** @param some_fickle  every second node is */
  function dynamic(some_fickle) {
    const is_fickle = (at) => some_fickle && at % 2 !== 0;
    const sources = Array.from({ length: width }, (_, i) => signal(i));
    const log = make_log();
    let at = 0;
    let value = 500; // never what the source holds already
    let writes = 0;
    const add_row = (below) =>
      below.map((_, at) => {
        const fickle = is_fickle(at);
        const from = Array.from({ length: reads }, (_, i) => below[(at + i) % width]);
        const value = (i) => read(from[i]);
        return computed(() => node_value(fickle, value));
      });
    const plain_row = (below) => below.map((_, at) => node_value(is_fickle(at), (i) => below[(at + i) % width]));
    const mix = (values) => values.reduce((mixed, each) => mixed ^ each, 0);
    const dispose = root(() => {
      let row = sources.map(reader);
      for (let i = 0; i < computed_layers; ++i) row = add_row(row);
      const leaves = row;
      effect(() => {
        let mixed = 0;
        for (const each of leaves) mixed ^= read(each);
        log.seen = mixed;
        log.runs++;
      });
    });
    return {
      run(count) {
        log.runs = 0;
        writes = count;
        for (let i = 0; i < count; ++i) {
          at = (at + 1) % width;
          value = (value + 1) % 1009;
          write(sources[at], value);
        }
      },
      is_right() {
        let row = sources.map((each) => read(reader(each)));
        for (let i = 0; i < computed_layers; ++i) row = plain_row(row);
        return log.seen === mix(row) && log.runs === writes;
      },
      dispose,
    };
  }

  return [
    { name: "cellx_1000", make: () => cellx(1000) },
    { name: "cellx_2500", make: () => cellx(2500) },
    { name: "dynamic", make: () => dynamic(false) },
    { name: "dynamic_fickle", make: () => dynamic(true) },
  ];
}
