// A JavaScript peer under Node; options and output: ../../reactive/peers/run.mjs
import { measure } from "../../reactive/peers/measure.mjs";
import { run } from "../../reactive/peers/run.mjs";
import { all_cases, measure_memory } from "./cases.mjs";

await run(import.meta.url, { all_cases, measure, measure_memory });
