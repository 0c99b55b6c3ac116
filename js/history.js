// The history: how deep each entry lies in it, and how far its page was scrolled.
import { live, place_of, put, read, run, wasm, write_text } from "./program.js";
import { set_faded_by_browser } from "./view_transitions.js";

const page_of_location = () => location.pathname + location.search;
let shown_page; // of the location that this document shows
let depth;
let offsets = [];
let may_restore = false; // until the person scrolls

/** The state of the entry that is shown, as C++ wrote it: a text, which JavaScript's numbers cannot change. */
function state_json() {
  const kept = history.state?.solder;
  return typeof kept === "string" ? kept : "";
}

export const read_place = (...room) => write_text([location.origin, place_of(location), state_json()].join("\0"), ...room);

/** Gives the entry that is shown its depth; `otherwise` when it has none yet. Returns how far that is from before. */
function find_depth(otherwise) {
  const before = depth;
  depth = history.state?.depth ?? otherwise;
  if (history.state?.depth === undefined) history.replaceState({ ...history.state, depth }, "");
  return depth - before;
}

export function scroll_back() {
  if (may_restore && offsets[depth] !== undefined) scrollTo(0, offsets[depth]);
  may_restore = false;
}

/** Scrolling is ours from here on: a browser would scroll back before the page is there. */
function watch_scrolling() {
  find_depth(history.length - 1);
  history.scrollRestoration = "manual";
  try {
    offsets = JSON.parse(sessionStorage.getItem("solder:scroll")) ?? [];
    sessionStorage.removeItem("solder:scroll");
  } catch {} // none, or storage is refused
  may_restore = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
  scroll_back();
  addEventListener("scroll", () => (offsets[depth] = scrollY), { passive: true });
  for (const type of ["wheel", "touchmove", "keydown"])
    addEventListener(type, () => (may_restore = false), { passive: true });
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem("solder:scroll", JSON.stringify(offsets));
    } catch {}
  });
}

function on_popstate(event) {
  if (live) {
    set_faded_by_browser(event.hasUAVisualTransition === true);
    const delta = find_depth(depth + 1);
    may_restore = true;
    run(() => wasm.solder_location_changed(put(place_of(location), state_json()), delta));
  } else if (page_of_location() !== shown_page) location.reload(); // an entry of a page that had script
  shown_page = page_of_location();
}

export const solder_location_changed = {
  begin() {
    shown_page = page_of_location();
    addEventListener("popstate", on_popstate);
  },
  loaded: watch_scrolling,
};

export const solder_leaving = {
  loaded() {
    addEventListener("beforeunload", (event) => {
      if (run(() => wasm.solder_leaving())) event.preventDefault();
    });
  },
};

export function write_history(url, url_bytes, state, state_bytes, replace) {
  const target = read(url, url_bytes);
  if (!replace) offsets.length = Math.min(offsets.length, ++depth);
  const kept = { solder: read(state, state_bytes), depth };
  try {
    history[replace ? "replaceState" : "pushState"](kept, "", target);
  } catch {
    location[replace ? "replace" : "assign"](target); // refused: some browsers limit their number
  }
  shown_page = page_of_location();
}

export const go = (delta) => history.go(delta);
