export { measure } from "../../reactive/peers/measure.mjs";
