// Stands in pages that are sent in pieces (src/server/document.cpp): shows the content of a Suspense that came later, in
// place of its mark and fallback, until solder.js is there and does that itself.
{
  const marks = new Map();
  const rules = { createHTML: (html) => html };
  const policy = (window.solderPolicy ??= window.trustedTypes?.createPolicy("solder", rules) ?? rules); // as in nodes.js
  const find_marks = (root) => {
    const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    for (let mark; (mark = comments.nextNode()); )
      if (/^\?\d+$/.test(mark.data)) marks.set(+mark.data.slice(1), mark);
  };
  window.solderStream = (number) => {
    const came = document.getElementById(`solder-${number}`);
    if (!came) return; // it failed: solder.js makes it
    if (!marks.size) find_marks(document.getElementById("solder-app"));
    let node = marks.get(number);
    const parent = node?.parentNode;
    if (!parent) return came.remove(); // its place was in a fallback that has gone
    for (let depth = 0, next; node; node = next) {
      if (node.nodeType === 8 && node.data === "[") depth++;
      else if (node.nodeType === 8 && node.data === "]" && depth-- === 0) break;
      next = node.nextSibling;
      node.remove();
    }
    if (came.hasAttribute("data-around")) came.content.replaceChildren(...came.content.firstChild.childNodes); // a part of <svg>
    if (came.title) document.title = came.title;
    document.head.insertAdjacentHTML("beforeend", policy.createHTML(came.dataset.head ?? ""));
    find_marks(came.content);
    parent.insertBefore(came.content, node);
    came.remove();
  };
}
