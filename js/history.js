// The history: how deep each entry lies in it, and how far its page was scrolled.
import { leave, live, place_of, put, read, run, wasm, write_text } from "./program.js";
import { set_faded_by_browser } from "./view_transitions.js";

const page_of_location = () => location.pathname + location.search;
let shown_page; // of the location that this document shows
let depth; // of the entry that the browser is at
let shown_depth; // of the one whose page is shown, while a move in the history is held
let offsets = [];
let may_restore = false; // until the person scrolls

/** The state of the entry that is shown, as C++ wrote it: a text, which JavaScript's numbers cannot change. */
function state_json() {
  const kept = history.state?.solder;
  return typeof kept === "string" ? kept : "";
}

export const read_place = (...room) => write_text([location.origin, place_of(location), state_json()].join("\0"), ...room);

const has_depth = () => history.state?.depth !== undefined;

/** Gives the entry that is shown its depth; `otherwise` when it is new. Returns how far that is from before. */
function find_depth(otherwise) {
  const before = depth;
  depth = history.state?.depth ?? otherwise;
  if (!has_depth()) {
    history.replaceState({ ...history.state, depth }, "");
    drop_offsets();
    shown_depth = depth; // the browser has gone to a place on the page itself
  }
  return depth - before;
}

/** A new entry has none, and there are none behind it. */
const drop_offsets = () => (offsets.length = Math.min(offsets.length, depth));
const keep_offset = () => (offsets[shown_depth] = scrollY);

export function scroll_back() {
  shown_depth = depth;
  if (may_restore) scrollTo({ top: offsets[depth] ?? 0, left: 0, behavior: "instant" });
  may_restore = false;
}

/** Scrolling is ours from here on: a browser would scroll back before the page is there. */
function watch_scrolling() {
  history.scrollRestoration = "manual";
  try {
    offsets = JSON.parse(sessionStorage.getItem("solder:scroll")) ?? [];
    sessionStorage.removeItem("solder:scroll");
  } catch {} // none, or storage is refused
  find_depth(history.length - 1);
  const how = performance.getEntriesByType("navigation")[0]?.type;
  may_restore = Number.isFinite(offsets[depth]) && ["reload", "back_forward"].includes(how);
  scroll_back();
  addEventListener("scroll", keep_offset, { passive: true });
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
    may_restore = has_depth(); // else the browser scrolls
    if (may_restore) keep_offset();
    const delta = find_depth(depth + 1);
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
  keep_offset();
  if (!replace) ++depth, drop_offsets();
  shown_depth = depth;
  const kept = { solder: read(state, state_bytes), depth };
  try {
    history[replace ? "replaceState" : "pushState"](kept, "", target);
  } catch {
    leave(replace ? "replace" : "assign", target); // refused: some browsers limit their number
  }
  shown_page = page_of_location();
}

export const go = (delta) => history.go(delta);
