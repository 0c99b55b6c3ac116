export { load_solder } from "../../../reactive/peers/frameworks/solder.mjs";
