// View Transitions: the old view fades into the new one.
import { apply } from "./interpreter.js";
import { inside } from "./program.js";
import { kept_back, set_fade } from "./screen.js";

const when_shown = []; // what waits for the flushes that are kept back
let faded_by_browser = false; // the move in the history had a transition of the browser's own
export const set_faded_by_browser = (has) => (faded_by_browser = has);

/** The next flush fades in, where the browser can. */
export function fade_next(by_history) {
  const may_fade =
    document.startViewTransition &&
    !(by_history && faded_by_browser) &&
    !matchMedia("(prefers-reduced-motion: reduce)").matches;
  set_fade(may_fade && begin);
}

const of_controls = ["input", "change", "submit"];

function begin() {
  for (const type of of_controls) addEventListener(type, keep_back, true);
  document.startViewTransition(show_kept_back).ready.catch(() => {}); // skipped: without fading
}

/** C++ hears of no event before the flushes are shown, and could not prevent that the browser sends the form. */
function keep_back(event) {
  const { target, submitter, type } = event;
  event.preventDefault();
  event.stopImmediatePropagation();
  when_shown.push(() => { // nothing comes of it when the target is gone
    if (type === "submit") target.requestSubmit(submitter?.form === target ? submitter : null);
    else target.dispatchEvent(event);
  });
}

export const fade_no_more = () => set_fade();

function show_kept_back() {
  for (const type of of_controls) removeEventListener(type, keep_back, true);
  inside(() => { // events that a flush sets off wait until it is whole
    for (const flush of kept_back.splice(0)) apply(...flush);
  });
  when_shown.splice(0).forEach(after_flush); // what one of them does may fade in turn
}

/** Runs `work` when what C++ has told in this turn is in the document. */
export function after_flush(work) {
  queueMicrotask(() => (kept_back.length ? when_shown.push(work) : work()));
}
