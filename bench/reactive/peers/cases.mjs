import { create_cases } from "./create_cases.mjs";
import { layer_cases } from "./layer_cases.mjs";
import { shape_cases } from "./shape_cases.mjs";
import { update_cases } from "./update_cases.mjs";
import { tools } from "./workload.mjs";

/** All cases for a framework: { name, only_count, make }, as in ../workload.hpp. */
export function all_cases(framework) {
  const with_tools = tools(framework);
  return [create_cases, update_cases, shape_cases, layer_cases].flatMap((add) => add(with_tools));
}
