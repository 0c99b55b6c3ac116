// The comments `[` and `]` around holes: those that something else took out of the page go back before the next flush.
import { is_comment } from "./nodes.js";

let observer;
let lost = []; // records of what was removed
const is_mark = (node) => is_comment(node, "[") || is_comment(node, "]");
const note = (records) => lost.push(...records.filter(({ removedNodes }) => [...removedNodes].some(is_mark)));

/** Until `put_back_marks`: what a flush removes is gone for good. */
export function watch_marks(mount) {
  observer ??= new MutationObserver(note);
  observer.observe(mount, { childList: true, subtree: true });
}

export function put_back_marks() {
  note(observer?.takeRecords() ?? []);
  observer?.disconnect();
  // The last that was lost first, so that its neighbours are there as they were.
  for (const { target, removedNodes, previousSibling, nextSibling } of lost.reverse()) {
    const before = nextSibling?.parentNode === target ? nextSibling : previousSibling ? null : target.firstChild;
    for (const node of removedNodes) if (is_mark(node) && !node.parentNode) target.insertBefore(node, before);
  }
  lost = [];
}
