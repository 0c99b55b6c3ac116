// Taking over what a server rendered: each command that would make nodes claims those that are there instead.
import { make_markers } from "./content_commands.js";
import {
  command, commands, create_copy, hole_of, node, node_of, nodes, set_takeover, string, templates, word,
} from "./interpreter.js";
import { clear_hole, closing, insert_in, is_comment, is_text, place, remove_between } from "./nodes.js";
import { read_raw, set_raw } from "./rare_commands.js";

let cursors; // the end of a claimed hole -> its next node
let claimed; // elements that change, and Text nodes that were not yet compared
let unclaimed; // elements of the head that the server wrote
let is_late; // what is taken over came while the program was there
/** Content that came later, by number. */
export const late = new Map();

// ---- what a mismatch says

/** False in the bundle of a release build, which leaves out what depends on it. */
const is_debug = globalThis.SOLDER_DEBUG !== false;
/** Template, end of a claimed hole or claimed text -> where the template is written. */
const written = is_debug && new WeakMap();

class mismatch extends Error {
  constructor(expected, found, where) {
    super(`hydration mismatch: expected ${expected}, found ${describe(found)} in ${describe(where)}`);
    if (is_debug) say_place(this, found);
  }
}

function say_place(problem, ...of) {
  const place = of.map((each) => written.get(each)).find(Boolean);
  if (place) problem.message += ` (${place})`;
}

const quote = (data) => `"${data.slice(0, 40)}"`;

function describe(node) {
  if (!node) return "nothing";
  if (is_text(node)) return quote(node.data);
  if (node.nodeType === 11) return "what came late";
  if (node.nodeType !== 1) return `<!--${node.data}-->`;
  const shown = ["id", "class"].filter((name) => node.hasAttribute(name));
  return `<${node.localName}${shown.map((name) => ` ${name}="${node.getAttribute(name)}"`).join("")}>`;
}

/** Late content is of the state that the server had: what the visitor has changed since then is no mistake. */
const report = (problem) => (is_debug || !is_late) && console.error(problem.message);

// ---- begin and end

const takeover = {
  compare(node, data) {
    if (claimed.delete(node) && node.data !== data) report(new mismatch(quote(data), node, node.parentNode));
  },
  has_claimed: (element) => !is_late && claimed.has(element), // what came late nobody has touched
  claim_head(made) {
    const at = unclaimed.findIndex((element) => element.isEqualNode(made));
    if (at >= 0) return unclaimed.splice(at, 1)[0];
  },
};

function begin(end, start, head) {
  cursors = new Map([[end, start]]);
  claimed = new Set();
  unclaimed = head;
  is_late = false;
  set_takeover(takeover);
}

const hydrate = () => begin(nodes[0], nodes[0].firstChild, [...document.head.querySelectorAll("[data-head]")]);

function hydrated() {
  for (const element of unclaimed) element.remove();
  cursors = claimed = unclaimed = undefined;
  set_takeover();
}

// ---- claims: `claim(node, end, parent)` gets the node at the cursor and returns the next one, or throws a mismatch

let adopted; // the template, in a debug build

function adopt_or(create, end, claim) {
  if (cursors?.has(end)) {
    const start = cursors.get(end);
    try {
      return cursors.set(end, claim(start, end, end.nodeType === 8 ? end.parentNode : end));
    } catch (problem) {
      if (!(problem instanceof mismatch)) throw problem;
      if (is_debug) say_place(problem, adopted, end);
      if (is_debug) adopted = undefined;
      report(problem);
      remove_between(start, end);
      cursors.delete(end);
    }
  }
  create?.();
}

/** The parser makes several nodes of a long text. */
function join(text) {
  for (let next; is_text((next = text.nextSibling)); next.remove()) text.data += next.data;
}

function claim_text(node, end, parent, data) {
  if (data === "") return parent.insertBefore(document.createTextNode(""), node);
  if (is_text(node)) join(node);
  if (!is_text(node) || !node.data.startsWith(data))
    throw new mismatch(quote(data), node === end ? null : node, parent);
  if (node.data !== data) node.splitText(data.length);
  return node;
}

function claim_markers(node, end, parent) {
  const is_open = node !== end && is_comment(node, "[");
  const close = is_open && (closing(node) ?? (into_rows(node) && closing(node)));
  if (!close) throw new mismatch("<!--[-->", node === end ? null : node, parent);
  return close;
}

/**
 * The parser puts rows that stand directly in a table into a `<tbody>`, with the marks behind the first of them. Those
 * before it, from `mark` on, go there, too. Returns the `<tbody>`.
 */
function into_rows(mark) {
  let rows = mark;
  while (rows?.nodeType === 8) rows = rows.nextSibling;
  if (rows?.localName !== "tbody") return;
  if (mark !== rows) place(mark, rows.previousSibling, rows, rows.firstChild);
  return rows;
}

/** The hole of an adopt command: a table that has such rows alone gives way to their `<tbody>`. */
function hole_of_rows(begins_with_row) {
  const id = hole_of(word());
  const end = nodes[id];
  const start = end.localName === "table" && cursors?.get(end);
  const rows = start && (is_comment(start, "[") ? !closing(start) : begins_with_row) && into_rows(start);
  if (!rows) return end;
  cursors.delete(end);
  cursors.set((nodes[id] = rows), rows.firstChild);
  return rows;
}

/** A hole between marks, from where `wanted` opens it. Returns what closes it, in the template and in the document. */
function claim_marked(wanted, node, end, parent, found) {
  const close = claim_markers(node, end, parent);
  found.set(wanted, node);
  wanted = wanted.nextSibling;
  if (is_text(wanted)) {
    let inner = node.nextSibling;
    if (inner === close) inner = parent.insertBefore(wanted.cloneNode(), close);
    if (!is_text(inner)) throw new mismatch("text", inner, parent);
    join(inner);
    if (inner.nextSibling !== close) throw new mismatch("<!--]-->", inner.nextSibling, parent);
    found.set(wanted, inner);
    wanted = wanted.nextSibling;
  } else cursors.set(close, node.nextSibling);
  found.set(wanted, close);
  return [wanted, close];
}

/** Walks siblings `wanted` of a template and `node` of the document side by side; `found`: wanted -> node. */
function claim_siblings(template, wanted, node, end, parent, found) {
  const is_root = !wanted?.parentNode || wanted.parentNode === template.content;
  for (; wanted; wanted = wanted.nextSibling) {
    if (is_text(wanted)) {
      if (is_root) node = claim_text(node, end, parent, wanted.data);
      else if (!is_text(node)) node = parent.insertBefore(wanted.cloneNode(), node);
      else join(node);
      found.set(wanted, node);
      node = node.nextSibling;
      continue;
    }
    while (!is_root && is_text(node)) node = node.nextSibling;
    if (is_comment(wanted, "[")) {
      let close;
      [wanted, close] = claim_marked(wanted, node, end, parent, found);
      node = close.nextSibling ?? (close.parentNode === parent ? null : close.parentNode.nextSibling);
    } else {
      if (node === end || node?.localName !== wanted.localName)
        throw new mismatch(describe(wanted), node === end ? null : node, parent);
      found.set(wanted, node);
      if (template.sole.has(wanted)) cursors.set(node, node.firstChild);
      else if (node.localName !== "noscript") {
        let rest = claim_siblings(template, wanted.firstChild, node.firstChild, null, node, found);
        while (is_text(rest)) rest = rest.nextSibling;
        if (rest) throw new mismatch("nothing more", rest, node);
      }
      node = node.nextSibling;
    }
  }
  return node;
}

function claim_template(template, base, node, end, parent) {
  const found = new Map();
  if (is_debug) adopted = template;
  const next = claim_siblings(template, template.content.firstChild, node, end, parent, found);
  template.ids.forEach((wanted, i) => {
    nodes[base + i] = found.get(wanted);
    if (i > 1) claimed.add(nodes[base + i]);
    if (is_debug && i > 1) written.set(nodes[base + i], written.get(template));
  });
  if (is_debug) adopted = undefined;
  return next;
}

// ---- commands

function adopt() {
  const [template, base] = [templates[word()], word()];
  const end = hole_of_rows(template.content.firstChild.localName === "tr");
  const create = () => {
    create_copy(template, base);
    insert_in(end, nodes[base], nodes[base + 1]);
  };
  adopt_or(create, end, (...at) => claim_template(template, base, ...at));
}

function adopt_text() {
  const [id, end, data] = [word(), node(), string()];
  const create = () => {
    nodes[id] = document.createTextNode(data);
    insert_in(end, nodes[id], nodes[id]);
  };
  adopt_or(create, end, (...at) => (nodes[id] = claim_text(...at, data)).nextSibling);
}

function adopt_markers() {
  const [base, end] = [word(), hole_of_rows()];
  const create = () => {
    make_markers(base);
    insert_in(end, nodes[base], nodes[base + 1]);
  };
  adopt_or(create, end, (start, ...at) => {
    const close = (nodes[base + 1] = claim_markers(start, ...at));
    if (is_debug) written.set(close, written.get(end));
    cursors.set(close, (nodes[base] = start).nextSibling);
    return close.nextSibling;
  });
}

function adopt_end() {
  const end = node();
  adopt_or(undefined, end, (start, end, parent) => {
    if (start && start !== end) throw new mismatch("nothing more", start, parent);
  });
  cursors?.delete(end);
}

/** As in host.hpp. */
export function claim_mark(hole, kind) {
  const end = node_of(hole);
  if (!cursors?.has(end)) return 0xffffffff;
  const mark = cursors.get(end);
  if (mark?.nodeType !== 8 || mark.data.charCodeAt() !== kind) return 0;
  cursors.set(end, mark.nextSibling);
  return +mark.data.slice(1) + 1;
}

/** Of debug builds alone. */
export const dom_written_at = /* @__PURE__ */ command(36, function written_at() {
  written.set(templates[word()], string());
});

Object.assign(commands, { 4: adopt, 6: adopt_text, 8: adopt_markers, 17: adopt_end, 29: hydrated });
export const dom_hydrate = command(28, hydrate);

export const dom_adopt_raw = /* @__PURE__ */ command(16, function adopt_raw() {
  const [end, html] = [node(), string()];
  const start = cursors?.get(end);
  if (!cursors?.delete(end) || (is_late && !is_same(start, end, html))) set_raw(end, html);
});

/** Whether `html` is what stands from `at` on in the hole. Nobody else has touched what came late. */
function is_same(at, end, html) {
  const [parent, stop] = end.nodeType === 1 ? [end, null] : [end.parentNode, end];
  let wanted = read_raw(parent, html).firstChild;
  for (; at !== stop && wanted?.isEqualNode(at); at = at.nextSibling) wanted = wanted.nextSibling;
  return at === stop && !wanted;
}

export const dom_leave = /* @__PURE__ */ command(37, function leave() {
  cursors?.delete(node());
});

export const dom_take_late = /* @__PURE__ */ command(30, function take_late() {
  const [end, content] = [node(), late.get(word())];
  const start = content.firstChild;
  clear_hole(end);
  end.nodeType === 8 ? end.before(content) : end.append(content);
  begin(end, start ?? (end.nodeType === 8 ? end : null), []);
  is_late = true;
});
