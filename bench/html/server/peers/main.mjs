// A JavaScript peer under Node; options and output: ../../../reactive/peers/run.mjs
import { run } from "../../../reactive/peers/run.mjs";
import { measure } from "../../../reactive/peers/measure.mjs";
import { all_cases } from "./cases.mjs";
import { measure_memory } from "./memory.mjs";

await run(import.meta.url, { all_cases, measure, measure_memory });
