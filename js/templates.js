// Templates: static markup that is copied, and the way to the nodes in it that change.
import { parse } from "./nodes.js";

/** As in dom_commands.hpp: the number of a kind is its place. */
export const slot_kinds = ["element", "sole_hole", "marked_hole", "sole_text", "marked_text"];

/** The nodes that `slots` stand for, with texts made where they are to stand; `sole`: takes those that hold a hole alone. */
function find_slots(content, elements, slots, sole) {
  const comments = document.createTreeWalker(content, NodeFilter.SHOW_COMMENT);
  const opening = [];
  while (comments.nextNode()) if (comments.currentNode.data === "[") opening.push(comments.currentNode);
  const text = document.createTextNode("");
  return slots.map((slot) => {
    const kind = slot_kinds[slot >>> 24];
    const node = (kind.startsWith("marked") ? opening : elements)[slot & 0xffffff];
    if (kind === "sole_hole") sole.add(node);
    if (kind === "sole_text") return node.appendChild(text.cloneNode());
    if (kind === "marked_text") return node.parentNode.insertBefore(text.cloneNode(), node.nextSibling);
    return kind === "marked_hole" ? node.nextSibling : node;
  });
}

/** Steps to a first child or next sibling, and what adds those to a node and gives its place among the nodes reached. */
function ways_through(content) {
  const steps = []; // from << 1 | is_sibling; `from` counts the nodes reached, the first node is 0
  const reached = new Map([[content.firstChild, 0]]);
  const reach = (node) => {
    if (!reached.has(node)) {
      const before = node.previousSibling;
      steps.push(before ? (reach(before) << 1) | 1 : reach(node.parentNode) << 1);
      reached.set(node, steps.length);
    }
    return reached.get(node);
  };
  return { steps, reach };
}

/** Markup, and how to get from its first node to each slot. */
export function make_template(html, slots, around) {
  const content = parse(html.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, ""), around);
  if (!content.firstChild) content.append("");
  const elements = [...content.querySelectorAll("*")];
  const sole = new Set();
  const nodes = find_slots(content, elements, slots, sole);
  const { steps, reach } = ways_through(content);
  const wants_focus = content.querySelector("[autofocus]");
  const focus = wants_focus && reach(wants_focus);
  wants_focus?.removeAttribute("autofocus"); // Chromium complains where it will not heed it
  const only = content.firstChild === content.lastChild;
  const source = only ? content.firstChild : content;
  // A copy that is made among templates is faster, but what behaves in its own way does so only in the document.
  const behaves = content.querySelector("[is], [loading]") || elements.some((each) => each.localName.includes("-"));
  const copy = behaves ? () => document.importNode(source, true) : () => source.cloneNode(true);
  const ids = [content.firstChild, content.lastChild, ...nodes]; // what base, base + 1, base + 2 ... stand for
  return { content, sole, steps, ids, places: ids.map(reach), focus, copy, only };
}

const reached = []; // nodes of the last copy

/** Makes a copy, and puts its nodes at `base` and behind. Returns what is to have the focus, if anything. */
export function copy_template(template, nodes, base) {
  const copy = template.copy();
  reached[0] = template.only ? copy : copy.firstChild;
  let count = 0;
  for (const step of template.steps) {
    const from = reached[step >> 1];
    reached[++count] = step & 1 ? from.nextSibling : from.firstChild;
  }
  for (const place of template.places) nodes[base++] = reached[place];
  return reached[template.focus];
}
