// Nodes of a document, and markup.

export const is_text = (node) => node?.nodeType === 3;
export const is_comment = (node, data) => node?.nodeType === 8 && node.data === data;

/** The comment `]` that belongs to `node`, a comment `[`. */
export function closing(node) {
  for (let depth = 0; node; node = node.nextSibling) {
    if (is_comment(node, "[")) depth++;
    else if (is_comment(node, "]") && --depth === 0) return node;
  }
}

/**
 * Moves the siblings first ... last; those two alone when something else took one of them out of the document. Within the
 * document focus, frames and dialogs stay as they are, where the browser can.
 */
export function place(first, last, parent, before) {
  for (let node = first, next; node; node = next) {
    next = node === last ? null : node.parentNode === last.parentNode ? node.nextSibling : last;
    parent[node.isConnected && parent.isConnected && parent.moveBefore ? "moveBefore" : "insertBefore"](node, before);
  }
}

export function remove_between(node, end) {
  while (node && node !== end) {
    const next = node.nextSibling;
    node.remove();
    node = next;
  }
}

/** Puts siblings at the end of a hole, or in front of `before` while that is in it. A hole may have been taken away. */
export function insert_in(end, first, last, before) {
  const parent = end.nodeType === 8 ? end.parentNode : end;
  if (parent) place(first, last, parent, before?.parentNode === parent ? before : parent === end ? null : end);
}

export function clear_hole(end) {
  if (end.nodeType === 1) return end.replaceChildren();
  for (let depth = 1, node; (node = end.previousSibling); node.remove()) {
    if (is_comment(node, "]")) depth++;
    else if (is_comment(node, "[") && --depth === 0) return;
  }
}

const rules = { createHTML: (html) => html };
/** What makes markup of texts, for Trusted Types. A page may make one policy of a name: inline/stream.js has the same. */
export const policy = (globalThis.solderPolicy ??= globalThis.trustedTypes?.createPolicy("solder", rules) ?? rules);

/** Markup, as it is read in HTML, or in an element `around`. */
export function parse(html, around) {
  const holder = document.createElement("template");
  holder.innerHTML = policy.createHTML(around ? `<${around}>${html}</${around}>` : html);
  if (around) holder.content.replaceChildren(...holder.content.firstChild.childNodes);
  return holder.content;
}
