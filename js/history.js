// The history: how deep each entry lies in it, and how far its page was scrolled.
import { leave, live, mount_element, place_of, put, read, run, wasm, write_text } from "./program.js";
import { set_faded_by_browser } from "./view_transitions.js";

const page_of_location = () => location.pathname + location.search;
let shown_page; // of the location that this document shows
let depth; // of the entry that the browser is at
let index; // of the same, as the browser counts, where it tells
let shown_depth; // of the one whose page is shown, while a move in the history is held
let offsets = [];
let may_restore = false; // until the person scrolls
let is_short = false; // the page, of where it was scrolled: it may grow
let find_place = false; // that a link leads to and that is not there yet; returns whether it has come

/** The state of the entry that is shown, as C++ wrote it: a text, which JavaScript's numbers cannot change. */
function state_json() {
  const kept = history.state?.solder;
  return typeof kept === "string" ? kept : "";
}

export const read_place = (...room) => write_text([location.origin, place_of(location), state_json()].join("\0"), ...room);

const has_depth = () => history.state?.depth !== undefined;
const write_depth = () => has_depth() || history.replaceState({ ...history.state, depth }, "");

/** How far the browser has gone since this was asked; undefined where it does not tell. */
function count_steps() {
  const before = index;
  index = window.navigation?.currentEntry?.index;
  return index === undefined ? index : index - before;
}

/** A new entry has none, and there are none behind it. */
const drop_offsets = () => (offsets.length = Math.min(offsets.length, depth));
const keep_offset = () => is_short || (offsets[shown_depth] = [scrollX, scrollY]);

export function scroll_back() {
  shown_depth = depth;
  is_short = may_restore;
  may_restore = false;
  scroll_on();
}

/** Tries again whenever the page grows, until the person scrolls or another page comes. */
export const scroll_later = (find) => (find_place = find);

function scroll_on() {
  if (find_place && find_place()) find_place = false;
  if (!is_short) return;
  const [left, top] = offsets[depth] ?? [0, 0];
  scrollTo({ top, left, behavior: "instant" });
  is_short = scrollY < top - 1 || scrollX < left - 1;
}

/** Scrolling is ours from here on: a browser would scroll back before the page is there. */
function watch_scrolling() {
  history.scrollRestoration = "manual";
  try {
    offsets = JSON.parse(sessionStorage.getItem("solder:offsets")) ?? [];
    sessionStorage.removeItem("solder:offsets");
  } catch {} // none, or storage is refused
  count_steps();
  depth = history.state?.depth ?? history.length - 1;
  if (!has_depth()) drop_offsets();
  write_depth();
  const how = performance.getEntriesByType("navigation")[0]?.type;
  may_restore = offsets[depth] && ["reload", "back_forward"].includes(how);
  scroll_back();
  const size = new ResizeObserver(scroll_on);
  for (const element of [document.documentElement, mount_element()]) size.observe(element);
  addEventListener("scroll", keep_offset, { passive: true });
  for (const type of ["wheel", "touchmove", "keydown"])
    addEventListener(type, () => (may_restore = is_short = find_place = false), { passive: true });
  addEventListener("pointerdown", () => (is_short = find_place = false), { passive: true });
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem("solder:offsets", JSON.stringify(offsets));
    } catch {}
  });
}

/** Finds the depth of the entry that the browser has gone to; returns how far that is from before. */
function find_depth() {
  const before = depth;
  const steps = count_steps();
  may_restore = has_depth() || steps < 0; // else it is new, and the browser scrolls; a script may have taken its state
  if (may_restore) keep_offset();
  is_short = find_place = false;
  depth = history.state?.depth ?? depth + (steps ?? 1);
  if (!may_restore) {
    drop_offsets();
    shown_depth = depth; // the browser has gone to a place on the page itself
  }
  write_depth();
  return steps ?? depth - before;
}

function on_popstate(event) {
  if (live) {
    set_faded_by_browser(event.hasUAVisualTransition === true);
    const delta = find_depth();
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
  is_short = find_place = false;
  if (!replace) ++depth, drop_offsets();
  depth += count_steps() ?? 0; // others may have made entries
  shown_depth = depth;
  const kept = { solder: read(state, state_bytes), depth };
  try {
    history[replace ? "replaceState" : "pushState"](kept, "", target);
  } catch {
    leave(replace ? "replace" : "assign", target); // refused: some browsers limit their number
  }
  count_steps();
  shown_page = page_of_location();
}

export const go = (delta) => history.go(delta);
