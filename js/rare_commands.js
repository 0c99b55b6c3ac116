// DOM commands that few programs can send. Each is taken into a bundle whose program asks for its number by name
// (src/html/page/rare_commands.hpp).
import { command, name, node, nodes, string, takeover, word } from "./interpreter.js";
import { watched } from "./marks.js";
import { clear_hole, parse, policy } from "./nodes.js";

export const dom_raw = /* @__PURE__ */ command(15, function raw() {
  set_raw(node(), string());
});

export function set_raw(end, html) {
  if (end.nodeType === 1) return (end.innerHTML = policy.createHTML(html));
  clear_hole(end);
  end.before(...document.importNode(read_raw(end.parentNode, html), true).childNodes);
}

/** What has the nodes of `html`, as they are read in `parent`. */
export function read_raw(parent, html) {
  if ((parent?.namespaceURI ?? nodes[0].namespaceURI) === nodes[0].namespaceURI) return parse(html);
  const holder = parent.cloneNode(); // SVG and MathML are read otherwise
  holder.innerHTML = policy.createHTML(html);
  return holder;
}

export const dom_title = /* @__PURE__ */ command(26, function title() {
  document.title = string();
});

export const dom_call = /* @__PURE__ */ command(31, function call() {
  const [element, method, given] = [node(), name(), string()];
  const type = element.localName;
  // C++ is not running then: it answers the events that this sets off.
  Promise.resolve(type.includes("-") && customElements.whenDefined(type)).then(() => {
    if (!element[method]) return console.error(`solder: <${type}> has no method "${method}"`);
    element[method](...JSON.parse(given || "[]"));
  });
});

export const dom_head = /* @__PURE__ */ command(27, function head() {
  const [id, made] = [word(), document.createElement(string())];
  for (let count = word(); count--; ) made.setAttribute(string(), string());
  made.setAttribute("data-head", "");
  nodes[id] = takeover?.claim_head(made) ?? document.head.appendChild(made);
});

export const dom_mount = /* @__PURE__ */ command(35, function mount() {
  const [element, selector] = [node(), string()];
  let target;
  try {
    target = document.querySelector(selector);
  } catch {} // it is no selector
  if (!target) console.error(`solder: no element fits "${selector}": a portal is at the end of the body instead`);
  (target ?? document.body).append(element);
  watched.add(element);
});
