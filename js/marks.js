// What something else takes out of the page. The comments `[` and `]` around holes go back before the next flush; a text,
// such as one that a translator replaced, when it is to say something else.
import { clear_hole, closing, is_comment, is_text } from "./nodes.js";

let observer;
/** The mount element, and boxes of portals while they are in the document. */
export const watched = new Set();
let lost = []; // records of what was removed
const places = new WeakMap(); // a text -> the record of its removal
const is_mark = (node) => is_comment(node, "[") || is_comment(node, "]");

function note(records) {
  for (const record of records) {
    if ([...record.removedNodes].some(is_mark)) lost.push(record);
    for (const node of record.removedNodes) if (is_text(node)) places.set(node, record);
  }
}

/** Until `put_back_marks`: what a flush removes is gone for good. */
export function watch_marks(mount) {
  observer ??= new MutationObserver(note);
  for (const element of watched.add(mount))
    element.isConnected ? observer.observe(element, { childList: true, subtree: true }) : watched.delete(element);
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

/** The text of a hole, whose content it is, takes the place of what stands there now. */
export function put_back_text(text) {
  let { target, previousSibling: open } = places.get(text) ?? {};
  while (open && !is_mark(open)) open = open.previousSibling;
  const end = is_comment(open, "[") ? closing(open) : [...(target?.childNodes ?? [])].some(is_mark) ? null : target;
  if (!end) return;
  clear_hole(end);
  end === target ? end.append(text) : end.before(text);
}
