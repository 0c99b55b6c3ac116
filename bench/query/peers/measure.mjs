// ../../reactive/measure.cpp in JavaScript, for operations that settle later; runs under Node and in a page.
import { collect } from "../../reactive/peers/measure.mjs";

const least_samples = 5;

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function time_of(page, count) {
  const start = performance.now();
  await page.run(count);
  return performance.now() - start;
}

function check(page, { name }) {
  if (!page.is_right()) throw new Error(`wrong result in ${name}`);
}

/**
 * Median nanoseconds of one operation over the samples that fit into about `seconds`, after a warm-up.
 * @param sample_milliseconds  shortest sample; many times what the clock can tell
 */
export async function measure(of, seconds, sample_milliseconds = 2) {
  collect();
  const page = await of.make();
  const start = performance.now();
  let count = 1;
  for (let long_enough = false; !long_enough || performance.now() - start < (seconds * 1000) / 3; ) {
    long_enough = (await time_of(page, count)) >= sample_milliseconds;
    check(page, of);
    if (!long_enough) count *= 2;
  }
  const samples = [];
  while (samples.length < least_samples || performance.now() - start < seconds * 1000) {
    samples.push(((await time_of(page, count)) * 1e6) / count);
    check(page, of);
  }
  page.dispose();
  return median(samples);
}
