// What the programs of the peers under Node have in common; options and output as of ../main.cpp:
//
//   node --expose-gc --conditions=browser peers/main.mjs FRAMEWORK [--case NAME]... [--seconds S] | --serve | --memory | --list
import { createInterface } from "node:readline";

/**
 * @param base  URL of the calling module; frameworks are beside it
 * @param benchmark  { all_cases, measure, measure_memory }, which may give promises
 */
export async function run(base, { all_cases, measure, measure_memory }) {
  const [name, ...options] = process.argv.slice(2);
  const wanted = { cases: [], seconds: 0.3 };
  while (options.length) {
    const option = options.shift();
    if (option === "--case") wanted.cases.push(options.shift());
    else if (option === "--seconds") wanted.seconds = Number(options.shift());
    else if (["--serve", "--memory", "--list"].includes(option)) wanted[option.slice(2)] = true;
    else throw new Error(`unknown option ${option}`);
  }

  const { default: framework } = await import(new URL(`./frameworks/${name}.mjs`, base));
  const cases = all_cases(framework);
  const say = (result) => process.stdout.write(JSON.stringify(result) + "\n");

  async function report(name) {
    const found = cases.find((each) => each.name === name);
    if (!found) throw new Error(`no case is called ${name}`);
    say({ case: name, framework: framework.name, ns: Number((await measure(found, wanted.seconds)).toFixed(3)) });
  }

  if (wanted.memory) for (const line of await measure_memory(framework)) say({ ...line, framework: framework.name });
  else if (wanted.list) cases.forEach((each) => console.log(each.name));
  else if (wanted.serve) for await (const line of createInterface({ input: process.stdin })) await report(line);
  else for (const name of wanted.cases.length ? wanted.cases : cases.map((each) => each.name)) await report(name);

  process.exit(); // some peers keep a timer that would hold it
}
