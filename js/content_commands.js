// DOM commands that change what is in holes: of programs whose templates hold more than text.
import { command_group, hole_of, node, nodes, string, word } from "./interpreter.js";
import { clear_hole, insert_in, place } from "./nodes.js";

export function make_markers(base) {
  const box = document.createDocumentFragment(); // keeps them siblings
  box.append((nodes[base] = document.createComment("[")), (nodes[base + 1] = document.createComment("]")));
}

const create_text = () => (nodes[word()] = document.createTextNode(string()));
const create_markers = () => make_markers(word());
function insert_before() {
  const [end, before] = [node(), node()];
  insert_in(end, node(), node(), before);
}
function remove() {
  const first = node();
  const last = node();
  first === last ? first.remove() : place(first, last, document.createDocumentFragment(), null);
}
const clear = () => clear_hole(node());
function take_content() {
  const [into, base] = [hole_of(word()), word()];
  const [hole, end] = [nodes[into], nodes[base + 1]];
  clear_hole(hole);
  if (nodes[base].nextSibling !== end) insert_in(hole, nodes[base].nextSibling, end.previousSibling);
  nodes[base + 1] = into;
}

export const dom_content = /* @__PURE__ */ command_group({
  5: create_text, 7: create_markers, 10: insert_before, 11: remove, 12: clear, 13: take_content,
});
