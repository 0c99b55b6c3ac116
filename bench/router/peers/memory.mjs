// Bytes that a route takes on the heap of JavaScript; ../memory.cpp counts the same.
import { collect } from "../../reactive/peers/measure.mjs";
import { parts_of } from "./cases.mjs";

function bytes_now() {
  collect();
  // chromium --enable-precise-memory-info
  return globalThis.process ? process.memoryUsage().heapUsed : performance.memory.usedJSHeapSize;
}

export function measure_memory(framework) {
  const definitions = framework.definitions(parts_of(1000));
  const before = bytes_now();
  const table = framework.build(definitions);
  const bytes = (bytes_now() - before) / framework.size(table);
  return [{ object: "route", bytes, resident: bytes }];
}
