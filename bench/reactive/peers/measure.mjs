// ../measure.cpp in JavaScript; runs under Node and in a page.
const least_samples = 5;

/** Collects garbage where that can be asked for (node --expose-gc, chromium --js-flags=--expose-gc). */
export const collect = () => globalThis.gc?.();

function median(values) {
  const sorted = values.toSorted ? values.toSorted((a, b) => a - b) : [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function time_of(graph, count) {
  const start = performance.now();
  graph.run(count);
  return performance.now() - start;
}

function check(graph, { name }) {
  if (!graph.is_right()) throw new Error(`wrong result in ${name}`);
}

/** A new graph for each sample. */
function measure_once_only(of, milliseconds) {
  const samples = [];
  const start = performance.now();
  for (let sample = -2; samples.length < least_samples || performance.now() - start < milliseconds; ++sample) {
    const graph = of.make();
    collect();
    const taken = time_of(graph, of.only_count);
    check(graph, of);
    graph.dispose();
    if (sample >= 0) samples.push((taken * 1e6) / of.only_count);
  }
  return median(samples);
}

/**
 * Median nanoseconds of one operation over the samples that fit into about `seconds`, after a warm-up.
 * @param sample_milliseconds  shortest sample; many times what the clock can tell
 */
export function measure(of, seconds, sample_milliseconds = 2) {
  collect();
  if (of.only_count) return measure_once_only(of, seconds * 1000);
  const graph = of.make();
  const start = performance.now();
  let count = 1;
  for (let long_enough = false; !long_enough || performance.now() - start < (seconds * 1000) / 3; ) {
    long_enough = time_of(graph, count) >= sample_milliseconds;
    check(graph, of);
    if (!long_enough) count *= 2;
  }
  const samples = [];
  while (samples.length < least_samples || performance.now() - start < seconds * 1000) {
    samples.push((time_of(graph, count) * 1e6) / count);
    check(graph, of);
  }
  graph.dispose();
  return median(samples);
}
