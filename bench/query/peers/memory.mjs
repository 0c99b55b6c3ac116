// Bytes that one object takes on the heap of JavaScript; ../memory.cpp counts the same objects.
import { collect } from "../../reactive/peers/measure.mjs";
import { open_page } from "./page.mjs";

const entries = 100_000;
const subscribers = 10_000;

async function bytes_now() {
  await new Promise((resolve) => setTimeout(resolve, 50)); // nothing that is under way counts
  collect();
  collect();
  // chromium --enable-precise-memory-info
  return globalThis.process?.memoryUsage ? process.memoryUsage().heapUsed : performance.memory.usedJSHeapSize;
}

export async function measure_memory(framework) {
  const count_bytes = async (object, count, value_bytes, make_all) => {
    const before = await bytes_now();
    await make_all();
    return { object, bytes: Number((((await bytes_now()) - before) / count - value_bytes).toFixed(1)) };
  };
  const values = new Array(entries).fill(null);
  const value = await count_bytes("value", entries, 0, async () => {
    for (let i = 0; i < entries; ++i) values[i] = { id: i, version: 0 };
  });

  const page = await open_page(framework, entries, 1, false);
  const all = [
    await count_bytes("entry", entries, value.bytes, () => page.fill()),
    await count_bytes("subscriber", subscribers, 0, () => page.subscribe(subscribers, false)),
    await count_bytes("subscriber, shown", subscribers, 0, () => page.subscribe(subscribers, true)),
  ];
  const { fetches, runs, newest } = page.seen;
  if (fetches !== entries || runs !== subscribers || newest !== subscribers || values[1].id !== 1)
    throw new Error("wrong result in memory");
  page.close();
  return all;
}
