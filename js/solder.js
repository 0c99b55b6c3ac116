// All the JavaScript of solder: carries out the DOM commands of app.wasm and brings it events, replies and time.
// The contracts: include/solder/html/dom_commands.hpp and include/solder/client/host.hpp.

// ---- DOM commands

/** As in dom_commands.hpp: the number of a kind is its place. */
export const slot_kinds = ["element", "sole_hole", "marked_hole", "sole_text", "marked_text"];

const is_text = (node) => node?.nodeType === 3;
const is_comment = (node, data) => node?.nodeType === 8 && node.data === data;

/** The comment `]` that belongs to `node`, a comment `[`. */
function closing(node) {
  for (let depth = 0; node; node = node.nextSibling) {
    if (is_comment(node, "[")) depth++;
    else if (is_comment(node, "]") && --depth === 0) return node;
  }
}

/** Moves the siblings first ... last. */
function place(first, last, parent, before) {
  for (let node = first, next; ; node = next) {
    next = node.nextSibling;
    parent.insertBefore(node, before);
    if (node === last) return;
  }
}

function remove_between(node, end) {
  while (node && node !== end) {
    const next = node.nextSibling;
    node.remove();
    node = next;
  }
}

/** Markup, as it is read in HTML, or in an element `around`. */
function parse(html, around) {
  const holder = document.createElement("template");
  holder.innerHTML = around ? `<${around}>${html}</${around}>` : html;
  if (around) holder.content.replaceChildren(...holder.content.firstChild.childNodes);
  return holder.content;
}

/** Markup, and how to get from its first node to each slot: steps to a first child or next sibling. */
function make_template(html, slots, around) {
  const content = parse(html.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, ""), around);
  if (!content.firstChild) content.append("");
  const elements = [...content.querySelectorAll("*")];
  const comments = document.createTreeWalker(content, NodeFilter.SHOW_COMMENT);
  const opening = [];
  while (comments.nextNode()) if (comments.currentNode.data === "[") opening.push(comments.currentNode);
  const text = document.createTextNode("");
  const sole = new Set();
  const nodes = slots.map((slot) => {
    const kind = slot_kinds[slot >>> 24];
    const node = (kind.startsWith("marked") ? opening : elements)[slot & 0xffffff];
    if (kind === "sole_hole") sole.add(node);
    if (kind === "sole_text") return node.appendChild(text.cloneNode());
    if (kind === "marked_text") return node.parentNode.insertBefore(text.cloneNode(), node.nextSibling);
    return kind === "marked_hole" ? node.nextSibling : node;
  });
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

// Template, end of a claimed hole or claimed text -> where the template is written, which debug builds tell. Lines with
// the word `debug` at their end are left out of the bundles of others (scripts/strip_js.sh).
const written = new WeakMap(); // debug

// What a mismatch says.
class mismatch extends Error {
  constructor(expected, found, where) {
    super(`hydration mismatch: expected ${expected}, found ${describe(found)} in ${describe(where)}`);
    this.say(found); // debug
  }
  say(...of) { // debug
    const place = of.map((each) => written.get(each)).find(Boolean); // debug
    if (place) this.message += ` (${place})`; // debug
  } // debug
}

const quote = (data) => `"${data.slice(0, 40)}"`;

function describe(node) {
  if (!node) return "nothing";
  if (is_text(node)) return quote(node.data);
  if (node.nodeType !== 1) return `<!--${node.data}-->`;
  const shown = ["id", "class"].filter((name) => node.hasAttribute(name));
  return `<${node.localName}${shown.map((name) => ` ${name}="${node.getAttribute(name)}"`).join("")}>`;
}

/** Carries out commands below `mount`; `on_event(number, event)` calls a handler and gives the bits of solder_event. */
export function make_interpreter(mount, on_event) {
  const nodes = [mount]; // by id
  const names = [];
  const templates = [];
  const heard = new Map(); // event name that has its listeners -> key of an element's handler number
  const chosen = Symbol("solder choice"); // of a bound select: also while it has no such option yet
  let cursors; // while hydrating: the end of a claimed hole -> its next node
  let unchecked; // while hydrating: claimed Text nodes that were not yet compared
  let unclaimed; // while hydrating: elements of the head that the server wrote
  const reached = []; // nodes of the last copy of a template
  let adopted; // debug
  const late = new Map(); // content that came later, by number
  let words, text, at;
  let to_focus; // browsers heed `autofocus` once in a document: what gets it later is for us

  const word = () => words[at++];
  /** A hole that was taken over knows the one that it went into by number: that may go into another one in turn. */
  const hole_of = (id) => {
    while (typeof nodes[id] === "number") id = nodes[id];
    return id;
  };
  const node_of = (id) => nodes[hole_of(id)];
  const node = () => node_of(words[at++]);
  const name = () => names[words[at++]];
  const string = () => {
    const from = words[at++];
    return text.substring(from, from + words[at++]);
  };
  const bits = new Uint32Array(2);
  const number_of_bits = new Float64Array(bits.buffer);
  const double = () => {
    bits[0] = words[at++];
    bits[1] = words[at++];
    return number_of_bits[0];
  };

  const insert = (end, first, last) =>
    end.nodeType === 8 ? place(first, last, end.parentNode, end) : place(first, last, end, null);

  function clear(end) {
    if (end.nodeType === 1) return end.replaceChildren();
    for (let depth = 1, node; (node = end.previousSibling); node.remove()) {
      if (is_comment(node, "]")) depth++;
      else if (is_comment(node, "[") && --depth === 0) return;
    }
  }

  function set_raw(end, html) {
    if (end.nodeType === 1) return (end.innerHTML = html);
    clear(end);
    const parent = end.parentNode;
    if ((parent.namespaceURI ?? mount.namespaceURI) === mount.namespaceURI)
      return end.before(document.importNode(parse(html), true));
    const holder = parent.cloneNode(); // SVG and MathML are read otherwise
    holder.innerHTML = html;
    end.before(...holder.childNodes);
  }

  function create(template, base) {
    const copy = template.copy();
    reached[0] = template.only ? copy : copy.firstChild;
    let count = 0;
    for (const step of template.steps) {
      const from = reached[step >> 1];
      reached[++count] = step & 1 ? from.nextSibling : from.firstChild;
    }
    for (const place of template.places) nodes[base++] = reached[place];
    to_focus = reached[template.focus] ?? to_focus;
  }

  function create_markers(base) {
    const box = document.createDocumentFragment(); // keeps them siblings
    box.append((nodes[base] = document.createComment("[")), (nodes[base + 1] = document.createComment("]")));
  }

  function set_text(node, data) {
    if (unchecked?.delete(node) && node.data !== data)
      console.error(new mismatch(quote(data), node, node.parentNode).message);
    node.data = data;
  }

  function set_attribute(element, name, value) {
    if (!cursors || element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  function hydrate(end, start, head) {
    cursors = new Map([[end, start]]);
    unchecked = new Set();
    unclaimed = head;
  }

  // Hydration. `claim(node, end, parent)` gets the node at the cursor and returns the next one, or throws a mismatch.
  function adopt(end, claim, create) {
    if (cursors?.has(end)) {
      const start = cursors.get(end);
      try {
        return cursors.set(end, claim(start, end, end.nodeType === 8 ? end.parentNode : end));
      } catch (problem) {
        if (!(problem instanceof mismatch)) throw problem;
        problem.say(adopted, end); // debug
        adopted = undefined; // debug
        console.error(problem.message);
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
    adopted = template; // debug
    const next = claim_siblings(template, template.content.firstChild, node, end, parent, found);
    template.ids.forEach((wanted, i) => {
      nodes[base + i] = found.get(wanted);
      if (i > 1 && is_text(wanted)) unchecked.add(nodes[base + i]);
      if (i > 1) written.set(nodes[base + i], written.get(template)); // debug
    });
    adopted = undefined; // debug
    return next;
  }

  // In the order of dom_op, whose first number is 1.
  const commands = {
    intern: () => (names[word()] = string()),
    define_template() {
      const id = word();
      const html = string();
      const length = word();
      const slots = Array.from({ length: length & 0xffffff }, word);
      templates[id] = make_template(html, slots, ["", "svg", "math"][length >>> 24]);
    },
    create: () => create(templates[word()], word()),
    adopt() {
      const [template, base] = [templates[word()], word()];
      const end = hole_of_rows(template.content.firstChild.localName === "tr");
      adopt(end, (start, ...place) => claim_template(template, base, start, ...place), () => {
        create(template, base);
        insert(end, nodes[base], nodes[base + 1]);
      });
    },
    create_text: () => (nodes[word()] = document.createTextNode(string())),
    adopt_text() {
      const [id, end, data] = [word(), node(), string()];
      adopt(end, (...place) => (nodes[id] = claim_text(...place, data)).nextSibling, () => {
        nodes[id] = document.createTextNode(data);
        insert(end, nodes[id], nodes[id]);
      });
    },
    create_markers: () => create_markers(word()),
    adopt_markers() {
      const [base, end] = [word(), hole_of_rows()];
      adopt(end, (start, ...place) => {
        const close = (nodes[base + 1] = claim_markers(start, ...place));
        written.set(close, written.get(end)); // debug
        cursors.set(close, (nodes[base] = start).nextSibling);
        return close.nextSibling;
      }, () => {
        create_markers(base);
        insert(end, nodes[base], nodes[base + 1]);
      });
    },
    insert: () => insert(node(), node(), node()),
    insert_before() {
      const before = node();
      place(node(), node(), before.parentNode, before);
    },
    remove() {
      const first = node();
      const last = node();
      first === last ? first.remove() : place(first, last, document.createDocumentFragment(), null);
    },
    clear: () => clear(node()),
    take_content() {
      const [into, base] = [hole_of(word()), word()];
      const [hole, end] = [nodes[into], nodes[base + 1]];
      clear(hole);
      if (nodes[base].nextSibling !== end) insert(hole, nodes[base].nextSibling, end.previousSibling);
      nodes[base + 1] = into;
    },
    forget() {
      const id = word();
      nodes.fill(undefined, id, id + word());
    },
    raw: () => set_raw(node(), string()),
    adopt_raw() {
      const [end, html] = [node(), string()];
      if (!cursors?.delete(end)) set_raw(end, html);
    },
    adopt_end() {
      const end = node();
      adopt(end, (start, end, parent) => {
        if (start && start !== end) throw new mismatch("nothing more", start, parent);
      });
      cursors?.delete(end);
    },
    text: () => set_text(node(), string()),
    text_number: () => set_text(node(), String(double())),
    attribute() {
      const element = node();
      const attribute = name();
      set_attribute(element, attribute, string());
      if (attribute === "autofocus") to_focus = element;
    },
    remove_attribute: () => node().removeAttribute(name()),
    property_text: () => (node()[name()] = string()),
    property_boolean: () => (node()[name()] = word() === 1),
    property_number: () => (node()[name()] = double()),
    listen() {
      const element = node();
      const type = name();
      element[hear(type)] = word();
      if (cursors && type === "bind") queueMicrotask(() => tell(element, true)); // a person may have typed before
    },
    title: () => (document.title = string()),
    head() {
      const [id, made] = [word(), document.createElement(string())];
      for (let count = word(); count--; ) made.setAttribute(string(), string());
      made.setAttribute("data-head", "");
      const at = unclaimed?.findIndex((element) => element.isEqualNode(made)) ?? -1;
      nodes[id] = at < 0 ? document.head.appendChild(made) : unclaimed.splice(at, 1)[0];
    },
    hydrate: () => hydrate(mount, mount.firstChild, [...document.head.querySelectorAll("[data-head]")]),
    hydrated() {
      for (const element of unclaimed) element.remove();
      cursors = unchecked = unclaimed = undefined;
    },
    take_late() {
      const [end, content] = [node(), late.get(word())];
      const start = content.firstChild;
      clear(end);
      end.nodeType === 8 ? end.before(content) : end.append(content);
      hydrate(end, start ?? (end.nodeType === 8 ? end : null), []);
    },
    call() {
      const [element, method] = [node(), name()];
      queueMicrotask(() => element[method]()); // C++ is not running then: it answers the events that this sets off
    },
    choose: () => choose(node(), string(), word() === 1),
    attribute_number: () => set_attribute(node(), name(), String(double())),
    ready: () => document.documentElement.setAttribute("data-hydrated", ""),
    mount() {
      const [element, selector] = [node(), string()];
      let target;
      try {
        target = document.querySelector(selector);
      } catch {} // it is no selector
      if (!target) console.error(`solder: no element fits "${selector}": a portal is at the end of the body instead`);
      (target ?? document.body).append(element);
    },
    written_at: () => written.set(templates[word()], string()), // debug
  };
  const by_number = [undefined, ...Object.values(commands)];

  /**
   * Listens to a kind of event; returns the key of an element's handler. Those that bubble are met at the end, the
   * others on their way down: they are for their target alone. After all handlers comes `then(event, path)`.
   */
  function hear(type, then) {
    if (heard.has(type)) return heard.get(type);
    const key = Symbol(type);
    heard.set(type, key);
    if (type === "bind") {
      document.addEventListener("input", ({ target }) => tell(target), true);
      document.addEventListener("reset", ({ target }) => setTimeout(() => [...target.elements].forEach((each) => tell(each))));
      return key;
    }
    document.addEventListener(type, (event) => event.bubbles || deliver(event, key, [event.target]), true);
    document.addEventListener(type, (event) => {
      const path = event.composedPath();
      if (event.bubbles) deliver(event, key, path);
      then?.(event, path);
    });
    return key;
  }

  /** Tells a bound control's handler what it holds; at first only what is not chosen in a multiple select as it was sent. */
  function tell(control, is_first) {
    const number = control[heard.get("bind")];
    if (!number || (control.type === "radio" && !control.checked)) return;
    if (control.selectedIndex === -1 && !control.multiple) return;
    let { value } = control;
    if (control.type === "select-multiple") {
      const options = [...control.options];
      if (is_first && options.every((option) => option.selected === option.defaultSelected)) return;
      value = JSON.stringify(options.filter((option) => option.selected).map((option) => option.value));
    }
    if (chosen in control) control[chosen] = value;
    on_event(number, { type: "input", target: { value, checked: control.checked } });
  }

  function choose(control, value, is_first) {
    if (control.localName !== "select") return (control[is_first ? "defaultChecked" : "checked"] = control.value === value);
    control[chosen] = value;
    const { multiple } = control;
    const mark = (property) => {
      const values = multiple ? JSON.parse(control[chosen]) : [value];
      for (const option of control.options) option[property] = values.includes(option.value);
    };
    const show = () => (multiple ? mark("selected") : (control.value = control[chosen]));
    if (is_first) {
      mark("defaultSelected");
      new MutationObserver(show).observe(control, { childList: true, subtree: true });
    }
    if (is_first && cursors && (multiple || control.selectedIndex > 0 || control.querySelector("[selected]"))) return;
    show();
  }

  function deliver(event, key, path) {
    for (const element of path) {
      if (element === document) return;
      const number = element[key];
      if (!number || (element.disabled && event instanceof MouseEvent)) continue;
      const answer = on_event(number, event);
      if (answer & 1) event.preventDefault();
      if (answer & 2) return event.stopPropagation();
    }
  }

  return {
    commands,
    hear,
    apply(new_words, new_text) {
      [words, text, at] = [new_words, new_text, 0];
      while (at < words.length) by_number[words[at++]]();
      if (!cursors && !to_focus?.isConnected) return; // it may be shown by a later flush
      if (!cursors) to_focus.focus();
      to_focus = undefined;
    },
    value_of: (id) => String(nodes[id]?.value ?? ""),
    late,
    claim_mark(hole, kind) {
      if (!cursors?.has(node_of(hole))) return 0xffffffff;
      const mark = cursors.get(node_of(hole));
      if (mark?.nodeType !== 8 || mark.data.charCodeAt() !== kind) return 0;
      cursors.set(node_of(hole), mark.nextSibling);
      return +mark.data.slice(1) + 1;
    },
  };
}

// ---- what the host does for C++

let wasm; // the exports
let live = false; // from the start until a trap
let is_inside = false; // C++ is running
let interpreter;
const requests = new Map(); // id -> AbortController
const forms = new Map(); // number of a submission -> form
const files = new Map(); // number -> file of a form, while C++ may send it
let last_file = 0;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true }); // a BOM counts in the offsets
const read = (address, bytes) => decoder.decode(new Uint8Array(wasm.memory.buffer, address, bytes));
const place_of = (url) => url.pathname + url.search + url.hash;

// Memory may have grown since the last call: arrays over it are made anew each time.
const host = {
  flush(words, count, text, bytes) {
    const told = new Uint32Array(wasm.memory.buffer, words, count);
    const texts = bytes ? read(text, bytes) : "";
    if (!fades && !kept_back.length) return interpreter.apply(told, texts);
    kept_back.push([told.slice(), texts]);
    if (fades) document.startViewTransition(show_kept_back).ready.catch(() => {}); // skipped: then without fading
    fades = false;
  },
  claim_mark: (hole, kind) => interpreter.claim_mark(hole, kind),
  value_of: (node, ...room) => write_text(interpreter.value_of(node), ...room),
  now: () => performance.now(),
  timer(id, delay) {
    const ring = () => run(() => wasm.solder_timer(id));
    delay > 0 ? setTimeout(ring, delay) : queueMicrotask(ring);
  },
  fetch(id, ...texts) {
    const [method, url, headers, body] = [0, 2, 4, 6].map((i) => read(texts[i], texts[i + 1]));
    send(id, url, {
      method,
      headers: headers.split("\n").filter(Boolean).map((line) => line.split(/: ?(.*)/, 2)),
      body: method === "GET" ? undefined : /^content-type:/im.test(headers) ? body : form_of(body),
    });
  },
  drop_file: (number) => files.delete(number),
  abort(id) {
    requests.get(id)?.abort();
    requests.delete(id);
  },
  write_history(url, url_bytes, state, state_bytes, replace) {
    const target = read(url, url_bytes);
    if (!replace) offsets.length = Math.min(offsets.length, ++depth);
    const kept = { solder: read(state, state_bytes), depth };
    try {
      history[replace ? "replaceState" : "pushState"](kept, "", target);
    } catch {
      location[replace ? "replace" : "assign"](target); // refused: some browsers limit their number
    }
    shown_page = page_of_location();
  },
  go: (delta) => history.go(delta),
  scroll(hash, bytes, top) {
    const id = read(hash, bytes);
    after_flush(() => {
      const target = id && document.getElementById(id);
      if (target) target.scrollIntoView();
      else if (top) scrollTo(0, 0);
    });
  },
  arrived(how) {
    fades = (how & 4) !== 0 && may_fade(how & 1);
    const had_focus = document.activeElement;
    after_flush(() => {
      fades = false; // there was nothing to show
      if (how & 1) scroll_back();
      if (how & 2) announce(had_focus);
    });
  },
  load_part(text, bytes) {
    const name = read(text, bytes);
    if (parts.has(name)) return 1;
    bring_part(name);
    return 0;
  },
  load_page(url, bytes) {
    const target = read(url, bytes);
    target ? location.assign(target) : location.reload();
  },
  submitted(number, done) {
    queueMicrotask(() => { // solder_submit may not have returned yet
      if (done && forms.has(number)) HTMLFormElement.prototype.reset.call(forms.get(number));
      forms.delete(number);
    });
  },
  write_number(value, address) {
    const text = Object.is(value, -0) ? "-0" : String(value);
    return encoder.encodeInto(text, new Uint8Array(wasm.memory.buffer, address, 32)).written;
  },
  read_number: (text, bytes) => Number(read(text, bytes)),
  read_storage(name, name_bytes, to, room) {
    const text = try_storage((kept) => kept.getItem(read(name, name_bytes)));
    return text === null ? -1 : write_text(text, to, room);
  },
  write_storage: (name, name_bytes, text, bytes) =>
    try_storage((kept) => (kept.setItem(read(name, name_bytes), read(text, bytes)), 1)),
  log: (level, text, bytes) => console[["log", "warn", "error"][level]](read(text, bytes)),
};

/** Writes a text to where C++ has room for it, if that suffices; returns its length in bytes. */
function write_text(text, to, room) {
  const bytes = encoder.encode(text);
  if (bytes.length <= room) new Uint8Array(wasm.memory.buffer, to, room).set(bytes);
  return bytes.length;
}

/** What `use` gives of the texts that the browser keeps; null when it keeps none, or takes no more. */
function try_storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}

/** Pairs of a name and a text or the number of a file, as multipart/form-data. */
function form_of(json) {
  const form = new FormData();
  for (const [name, value] of JSON.parse(json)) form.append(name, files.get(value) ?? value);
  return form;
}

/** What C++ is told of a file, which is kept for it. */
function tell_file([field, file]) {
  files.set(++last_file, file);
  return [[field, last_file], [file.name, file.type], ["", file.size]];
}

async function send(id, url, options) {
  const controller = new AbortController();
  const { signal } = controller;
  requests.set(id, controller);
  let [status, headers, body] = [0, "", ""];
  try {
    const reply = await fetch(url, { ...options, signal, redirect: "manual", credentials: "same-origin" });
    body = await reply.text();
    for (const [name, value] of reply.headers) headers += `${name}: ${value}\n`;
    status = reply.status;
  } catch {
    body = ""; // no reply, or not all of it
  }
  if (signal.aborted) return;
  requests.delete(id);
  run(() => wasm.solder_fetched(id, status, put(headers, body)));
}

/** The state of the entry that is shown, as C++ wrote it: a text, which JavaScript's numbers cannot change. */
function state_json() {
  const kept = history.state?.solder;
  return typeof kept === "string" ? kept : "";
}

/** The state that a link asks for. */
function state_of(link) {
  const json = link.getAttribute("state") ?? "";
  try {
    if (json) JSON.parse(json);
    return json;
  } catch (problem) {
    console.error(`solder: the state of a link is not JSON: ${problem.message}`);
    return "";
  }
}

const mount_element = () => document.getElementById("solder-app");
const page_of_location = () => location.pathname + location.search;
let shown_page; // of the location that this document shows

// ---- the history: how deep each entry lies in it, and how far its page was scrolled

let depth;
let offsets = [];
let may_restore = false; // until the person scrolls

/** Gives the entry that is shown its depth; `otherwise` when it has none yet. Returns how far that is from before. */
function find_depth(otherwise) {
  const before = depth;
  depth = history.state?.depth ?? otherwise;
  if (history.state?.depth === undefined) history.replaceState({ ...history.state, depth }, "");
  return depth - before;
}

function scroll_back() {
  if (may_restore && offsets[depth] !== undefined) scrollTo(0, offsets[depth]);
  may_restore = false;
}

/** Scrolling is ours from here on: a browser would scroll back before the page is there. */
function watch_history() {
  find_depth(history.length - 1);
  history.scrollRestoration = "manual";
  try {
    offsets = JSON.parse(sessionStorage.getItem("solder:scroll")) ?? [];
    sessionStorage.removeItem("solder:scroll");
  } catch {} // none, or storage is refused
  may_restore = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
  scroll_back();
  addEventListener("scroll", () => (offsets[depth] = scrollY), { passive: true });
  for (const type of ["wheel", "touchmove", "keydown"])
    addEventListener(type, () => (may_restore = false), { passive: true });
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem("solder:scroll", JSON.stringify(offsets));
    } catch {}
  });
  addEventListener("beforeunload", (event) => {
    if (run(() => wasm.solder_leaving())) event.preventDefault();
  });
}

/** What shows another page is where the keyboard goes on, unless that took the focus itself; its title is said aloud. */
function announce(had_focus) {
  const place = document.querySelector("main, [role=main], h1") ?? mount_element();
  const is_taken = ![had_focus, document.body].includes(document.activeElement);
  if (place && !is_taken && !place.contains(document.activeElement)) {
    if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
  }
  announcer ??= document.body.appendChild(Object.assign(document.createElement("div"), { ariaLive: "polite" }));
  announcer.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  announcer.textContent = document.title;
}
let announcer;

// ---- View Transitions: the old view fades into the new one

let fades = false; // the next flush does
let faded_by_browser = false; // the move in the history had a transition of the browser's own
const kept_back = []; // flushes, while the browser takes a picture of the old view
const when_shown = []; // what waits for them

const may_fade = (by_history) =>
  document.startViewTransition &&
  !(by_history && faded_by_browser) &&
  !matchMedia("(prefers-reduced-motion: reduce)").matches;

function show_kept_back() {
  is_inside = true; // events that a flush sets off wait until it is whole
  try {
    for (const flush of kept_back.splice(0)) interpreter.apply(...flush);
  } catch (problem) {
    stop(problem);
  } finally {
    is_inside = false;
  }
  for (const work of when_shown.splice(0)) work();
}

/** Runs `work` when what C++ has told in this turn is in the document. */
function after_flush(work) {
  queueMicrotask(() => (kept_back.length ? when_shown.push(work) : work()));
}

// ---- what C++ does for the host

/** Calls into C++, unless it has stopped. Events that a flush sets off wait until the call that flushed is over. */
function run(work) {
  if (!live) return 0;
  if (is_inside) return queueMicrotask(() => run(work)), 0;
  is_inside = true;
  try {
    return work();
  } catch (problem) {
    stop(problem);
    return 0;
  } finally {
    is_inside = false;
  }
}

/** Does what was done before the program was there; clicks count only when it runs. */
function replay_early() {
  const early = window.solderEarly ?? [];
  window.solderEarly = null;
  for (const { target, submitter } of early) {
    if (!target.isConnected) continue;
    if (submitter !== undefined) target.requestSubmit(submitter);
    else if (live) target.click();
  }
}

function stop(problem) {
  live = false;
  replay_early();
  const notice = document.getElementById("solder-stopped"); // of a page that is nothing without script
  console.error(`solder stopped: ${problem.message}.${notice ? "" : " Links and forms work as without script."}`, problem);
  if (!notice) return;
  notice.hidden = false;
  mount_element().inert = true;
}

/** Writes texts into the room of C++; returns how many bytes. */
function put(...texts) {
  const bytes = encoder.encode(texts.join("\0"));
  const address = wasm.solder_room(bytes.length);
  new Uint8Array(wasm.memory.buffer, address, bytes.length).set(bytes);
  return bytes.length;
}

function on_event(number, event) {
  if (kept_back.length) return 0; // it met what C++ has taken away already
  const { target } = event;
  const flags =
    (target.checked === true) | ((event.metaKey || event.ctrlKey) << 1) | (event.shiftKey << 2) | (event.altKey << 3);
  const value = String(target.value ?? "");
  const key = event.key ?? "";
  return run(() => wasm.solder_event(number, value || key ? put(value, key) : 0, flags));
}

/** The address of a reference in the document; null when it is none. */
function resolve(reference) {
  try {
    return new URL(reference, document.baseURI);
  } catch {
    return null;
  }
}

/** The link on the path of an event that the application may take over (with its address), if any. */
function find_link(path) {
  // Not asked: the window, behind the document, which would look for an element of that name.
  const link = path[0].closest?.("a") ?? path.find((node) => node === document || node.localName === "a");
  if (!link || link === document) return {};
  const reference = link.getAttribute("href") ?? link.getAttribute("xlink:href");
  const state = link.getAttribute("state");
  if ((reference ?? state ?? null) === null || link.getAttribute("target") || link.hasAttribute("download")) return {};
  if (link.getAttribute("rel")?.split(/\s+/).includes("external")) return {};
  const url = resolve(reference ?? location.href);
  return url?.origin === location.origin ? { link, url } : {};
}

function on_click(event, path) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const { link, url } = find_link(path);
  if (!link) return;
  const flags = ["replace", "noscroll", "link"].reduce((sum, name, i) => sum | (link.hasAttribute(name) << i), 0);
  if (run(() => wasm.solder_link(put(place_of(url), state_of(link)), flags))) event.preventDefault();
}

// ---- preloading: what a visitor points at for a moment, or moves the focus to

let pointed_at;
let pointing;

function preload({ link, url }) {
  if (!link?.isConnected) return;
  const data = link.getAttribute("preload") !== "false"; // else the code alone
  run(() => wasm.solder_preload(put(place_of(url)), data | (link.hasAttribute("link") << 2)));
}

function on_pointing(event) {
  const found = find_link(event.composedPath());
  if (event.type !== "mousemove") return preload(found);
  if (found.link === pointed_at && pointing === undefined) return; // done already
  clearTimeout(pointing);
  pointed_at = found.link;
  pointing = found.link && setTimeout(() => ((pointing = undefined), preload(found)), 20);
}

function on_submit(event) {
  if (event.defaultPrevented) return;
  const form = event.target;
  const button = event.submitter;
  // Attributes, because a control named "action" hides form.action.
  const say = (name) => button?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const url = say("action") && resolve(say("action"));
  if (!url || !["", "_self", null].includes(say("target"))) return;
  const enctype = (say("enctype") || "application/x-www-form-urlencoded").toLowerCase();
  const fields = [...new FormData(form, button)];
  const chosen = fields.filter(([, value]) => value.name); // files
  if (chosen.length && enctype !== "multipart/form-data") return;
  const as_posted = (text) => (text.name === undefined ? text.replace(/\r\n?|\n/g, "\r\n") : "");
  const rest = fields.filter((field) => !chosen.includes(field));
  const body = new URLSearchParams(rest.map((field) => field.map(as_posted)));
  const action = url.origin === location.origin ? url.pathname + url.search : url.href;
  const method = (say("method") || "get").toLowerCase();
  const number = run(() => {
    const told = new URLSearchParams(chosen.flatMap(tell_file));
    return wasm.solder_submit(put(action, method, enctype, told, body));
  });
  if (!number) return;
  event.preventDefault();
  forms.set(number, form);
}

function on_popstate(event) {
  if (live) {
    faded_by_browser = event.hasUAVisualTransition === true;
    const delta = find_depth(depth + 1);
    may_restore = true;
    run(() => wasm.solder_location_changed(put(place_of(location), state_json()), delta));
  } else if (page_of_location() !== shown_page) location.reload(); // an entry of a page that had script
  shown_page = page_of_location();
}

let is_away = false; // another window has the focus, or another tab is shown

/** Coming back is told of by a change of visibility, by focus or by both: C++ hears of it once. */
function on_presence({ type }) {
  const was_away = is_away;
  is_away = type === "blur" || document.visibilityState === "hidden";
  if (was_away && !is_away) run(() => wasm.solder_occasion(0));
}

// ---- start

/** A function of WASI that a library asked for and that no page has. */
const wasi_stub = (name) => () => {
  if (name === "proc_exit") throw new Error("the program ended itself");
  console.error(`solder: C++ called ${name}, which a page does not have`);
  return 52; // ENOSYS
};

/** What stands in the table for the functions of a part, until it is there. */
const part_stub = (part) => () => {
  throw new Error(`the part "${part}" was called before it was loaded`);
};

/** What the program imports from others than the host. */
function stubs(module) {
  const made = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    if (from !== "solder") (made[from] ??= {})[name] = from.startsWith("wasi_") ? wasi_stub(name) : part_stub(from);
  return made;
}

async function compile(url) {
  const reply = await fetch(url);
  if (!reply.ok) throw Object.assign(new Error(`${url} has status ${reply.status}`), { status: reply.status });
  const is_wasm = reply.headers.get("content-type") === "application/wasm";
  return is_wasm ? WebAssembly.compileStreaming(reply) : WebAssembly.compile(await reply.arrayBuffer());
}

// ---- lazy parts: modules that fill in places of the table of the program

let url_of_part;
const parts = new Set(); // names of those that are there

async function add_part(name, compiled) {
  await WebAssembly.instantiate(await compiled, { program: wasm });
  parts.add(name);
}

async function bring_part(name) {
  let status = 200;
  try {
    await add_part(name, compile(url_of_part(name)));
  } catch (problem) {
    status = problem.status ?? (problem instanceof TypeError ? 0 : 1);
    if (status === 1) console.error(`solder: the part "${name}" cannot be used: ${problem.message}`);
  }
  run(() => wasm.solder_part_loaded(put(name), status));
}

/** The program, with the parts that the page shows: all come at the same time. */
async function load(url, shown) {
  url_of_part = (name) => url.replace(/wasm(?=$|\?)/, `${name}.wasm`);
  const coming = shown.map((name) => [name, compile(url_of_part(name))]);
  for (const [, compiled] of coming) compiled.catch(() => {}); // it is heard of below
  const module = await compile(url);
  wasm = (await WebAssembly.instantiate(module, { ...stubs(module), solder: host })).exports;
  for (const [name, compiled] of coming) await add_part(name, compiled);
}

async function start({ wasm: url, build, parts: shown }) {
  let is_leaving = false; // then the browser gives up the load, which is no failure
  addEventListener("pagehide", () => (is_leaving = true));
  shown_page = page_of_location();
  addEventListener("popstate", on_popstate);
  try {
    interpreter = make_interpreter(mount_element(), on_event);
    await load(url, shown?.split(" ") ?? []);
  } catch (problem) {
    return is_leaving || stop(problem);
  }
  live = true;
  watch_history();
  interpreter.hear("click", on_click);
  interpreter.hear("submit"); // before the listener below, so that handlers of the page come first
  document.addEventListener("submit", on_submit);
  document.addEventListener("visibilitychange", on_presence);
  for (const type of ["blur", "focus"]) addEventListener(type, on_presence);
  addEventListener("online", () => run(() => wasm.solder_occasion(1)));
  run(() => wasm._initialize());
  run(() => wasm.solder_origin?.(put(location.origin)));
  const pieces = [...document.querySelectorAll("[id^=solder-data-]")];
  for (const { textContent } of pieces) run(() => wasm.solder_late(0, put(textContent), 0));
  const data = data_of("");
  if (!data) mount_element().replaceChildren(); // nobody rendered the page: what it shows until now goes
  const leaves_links = run(() => wasm.solder_start(put(place_of(location), state_json(), build, data)));
  if (!leaves_links)
    for (const type of ["mousemove", "focusin", "touchstart"]) document.addEventListener(type, on_pointing, { passive: true });
  for (const { id } of pieces)
    if (!document.getElementById(id.replace("data-", ""))) run(() => wasm.solder_late(+id.slice(12), put(""), 0)); // it failed
  expect_pieces();
  await null; // what bound controls hold is told first
  replay_early();
}

// ---- pages that are sent in pieces: what js/stream.js does until the page is live

const data_of = (piece) => document.getElementById(`solder-data${piece}`)?.textContent ?? "";

/** Content `number` came, or would have, with the data that it needs. */
function take_piece(number) {
  const came = document.getElementById(`solder-${number}`);
  if (came?.hasAttribute("data-around")) came.content.replaceChildren(...came.content.firstChild.childNodes); // a part of <svg>
  if (came) interpreter.late.set(number, came.content);
  run(() => wasm.solder_late(number, put(data_of(`-${number}`)), came ? 1 : 0));
  interpreter.late.delete(number);
  came?.remove();
}

/** A document that was cut off stays "loading": one that says nothing for long, although its server has to, has ended. */
function expect_pieces() {
  const show_only = window.solderStream;
  let silence;
  const parsed = () => (clearTimeout(silence), run(() => wasm.solder_parsed()));
  if (document.readyState !== "loading") return parsed();
  document.addEventListener("DOMContentLoaded", parsed);
  if (!show_only) return;
  const hear_on = () => (clearTimeout(silence), (silence = setTimeout(parsed, 6000)));
  hear_on();
  window.solderStream = (number) => {
    hear_on();
    if (!live) show_only(number);
    else if (number) after_flush(() => take_piece(number));
  };
}

const script = globalThis.document?.querySelector("script[data-wasm]");
if (script) start(script.dataset);
