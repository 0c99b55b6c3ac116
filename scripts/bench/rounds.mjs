// One round of a benchmark whose sides are processes or pages.

/**
 * Adds what each case took to the lists in `samples`, by "framework/case". New sides, which take turns case by case,
 * so that what else the machine does meets all of them.
 */
export async function run_round(sides, frameworks, names, samples, first = names[0]) {
  const open = new Map();
  for (const framework of frameworks) open.set(framework, await sides.open(framework));
  // All have started before the first is measured.
  for (const side of open.values()) await side.measure(first);
  for (const name of names)
    for (const [framework, side] of open) {
      const ns = await side.measure(name);
      if (ns === undefined) process.exitCode = 1;
      else samples.set(`${framework}/${name}`, [...(samples.get(`${framework}/${name}`) ?? []), ns]);
    }
  for (const side of open.values()) await side.close();
}
