/** Bytes by which the heap grows while a page is made: the most of many tries, as collections in between take away. */
function bytes_of(render) {
  for (let i = 0; i < 200; ++i) render();
  let most = 0;
  for (let i = 0; i < 50; ++i) {
    if (i % 10 === 0) gc();
    const before = process.memoryUsage().heapUsed;
    render();
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  return most;
}

export const measure_memory = (framework) => [
  { object: "small page", bytes: bytes_of(framework.small) },
  { object: "table page", bytes: bytes_of(framework.table) },
];
