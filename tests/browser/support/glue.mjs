// js/ as a server hands it out: solder.js with all of its modules, not the one of a bundle.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../js/", import.meta.url);
const modules = new Map(
  readdirSync(folder).filter((name) => name.endsWith(".js")).map((name) => [`/${name}`, readFileSync(new URL(name, folder), "utf8")]),
);

/** What `serve` answers with for the address of a module; undefined for others. */
export function glue_reply(path) {
  return modules.has(path) ? { type: "text/javascript", body: modules.get(path) } : undefined;
}
