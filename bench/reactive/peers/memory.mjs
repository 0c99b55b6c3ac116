// Bytes that one object takes on the heap of JavaScript; ../memory.cpp counts the same objects.
import { collect } from "./measure.mjs";
import { many } from "./workload.mjs";

function bytes_now() {
  collect();
  collect();
  // chromium --enable-precise-memory-info
  return globalThis.process ? process.memoryUsage().heapUsed : performance.memory.usedJSHeapSize;
}

export function measure_memory({ signal, reader, computed, read, effect, root }) {
  // Room for the handles, there before anything is counted.
  const signals = new Array(many).fill(null);
  const memos = new Array(many).fill(null);
  let seen = 0;
  const count_bytes = (object, make_all) => {
    const before = bytes_now();
    make_all();
    return { object, bytes: Number(((bytes_now() - before) / many).toFixed(1)) };
  };

  const all = [];
  all.push(
    count_bytes("signal", () => {
      for (let i = 0; i < many; ++i) signals[i] = signal(1);
    }),
  );
  const ends = [];
  all.push(
    count_bytes("memo", () => {
      const make = () => {
        for (let i = 0; i < many; ++i) {
          const source = reader(signals[i]);
          memos[i] = computed(() => read(source) + 1);
          seen += read(memos[i]);
        }
      };
      ends.push(root(() => void make()));
    }),
  );
  all.push(
    count_bytes("effect", () => {
      const make = () => {
        for (let i = 0; i < many; ++i) {
          const source = reader(signals[i]);
          effect(() => {
            seen += read(source);
          });
        }
      };
      ends.push(root(() => void make()));
    }),
  );
  ends.forEach((end) => end()); // also keeps all alive until here
  if (seen !== 3 * many) throw new Error("wrong result in memory");
  return all;
}
