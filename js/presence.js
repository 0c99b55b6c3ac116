// When the visitor is back at the page or hides it, or the browser is online again.
import { run, wasm } from "./program.js";

let is_away = false; // another window has the focus, or another tab is shown

const is_hidden = () => document.visibilityState === "hidden";
const tell_if_hidden = () => is_hidden() && run(() => wasm.solder_occasion(2));

/** Coming back is told of by a change of visibility, by focus or by both: C++ hears of it once. */
function on_presence({ type }) {
  const was_away = is_away;
  is_away = type === "blur" || is_hidden();
  if (was_away && !is_away) run(() => wasm.solder_occasion(0));
  if (type === "visibilitychange") tell_if_hidden();
}

export const solder_occasion = {
  loaded() {
    is_away = is_hidden();
    document.addEventListener("visibilitychange", on_presence);
    for (const type of ["blur", "focus"]) addEventListener(type, on_presence);
    addEventListener("online", () => run(() => wasm.solder_occasion(1)));
  },
  started: tell_if_hidden,
};
