// Carries out DOM commands, as include/solder/html/dom_commands.hpp describes them. Here are those that every program
// can send; the others are in content_commands.js, property_commands.js, kept_properties.js, hydration.js,
// bound_controls.js, event_details.js and rare_commands.js.
import { hear, loading, own_kinds } from "./events.js";
import { put_back_marks, put_back_text, watch_marks } from "./marks.js";
import { insert_in } from "./nodes.js";
import { copy_template, make_template } from "./templates.js";

export const nodes = []; // by id; 0 is the mount element
export const templates = [];
const names = [];
let words, texts, at;
let to_focus; // browsers heed `autofocus` once in a document: what gets it later is for us
/** While the page takes over what a server rendered: what hydration.js knows of it. */
export let takeover;

export const set_takeover = (next) => (takeover = next);
export function set_mount(element) {
  nodes[0] = element;
  takeover = undefined;
}

// ---- operands

export const word = () => words[at++];
/** A hole that was taken over knows the one that it went into by number: that may go into another one in turn. */
export function hole_of(id) {
  while (typeof nodes[id] === "number") id = nodes[id];
  return id;
}
export const node_of = (id) => nodes[hole_of(id)];
export const node = () => node_of(words[at++]);
export const name = () => names[words[at++]];
export const string = () => {
  const from = words[at++];
  return texts.substring(from, from + words[at++]);
};
const bits = new Uint32Array(2);
const number_of_bits = new Float64Array(bits.buffer);
export const double = () => {
  bits[0] = words[at++];
  bits[1] = words[at++];
  return number_of_bits[0];
};

// ---- what several commands do

/** What is taken over had its focus: the person may be elsewhere by now. */
const want_focus = (element) => takeover || (to_focus = element ?? to_focus);

export const create_copy = (template, base) => want_focus(copy_template(template, nodes, base));

function set_text(node, data) {
  takeover?.compare(node, data);
  if (!node.parentNode) put_back_text(node);
  if (node.data !== data) node.data = data; // else what a visitor has selected would not be any more
}

export const tell_refused = (element, name, { message }) =>
  console.error(`${name} of <${element.localName}>: ${message}`, element);

export function set_attribute(element, name, value) {
  if (name === "style") element.style.cssText = value; // `style-src` of a page's policy forbids the attribute
  else if (!takeover || element.getAttribute(name) !== value) {
    try {
      element.setAttribute(name, value);
    } catch (problem) {
      tell_refused(element, name, problem); // an address of script, where the page has Trusted Types
    }
  }
}

// ---- commands

const intern = () => (names[word()] = string());
function define_template() {
  const id = word();
  const html = string();
  const length = word();
  const slots = Array.from({ length: length & 0xffffff }, word);
  templates[id] = make_template(html, slots, ["", "svg", "math"][length >>> 24]);
}
const create = () => create_copy(templates[word()], word());
const insert = () => insert_in(node(), node(), node());
function forget() {
  const id = word();
  nodes.fill(undefined, id, id + word());
}
const text = () => set_text(node(), string());
const text_number = () => set_text(node(), String(double()));
function attribute() {
  const element = node();
  const attribute = name();
  set_attribute(element, attribute, string());
  if (attribute === "autofocus") want_focus(element);
}
const remove_attribute = () => node().removeAttribute(name());
function listen() {
  const id = word();
  const element = node_of(id);
  const type = name();
  const key = hear(type);
  loading.hear?.(element, type, key, id);
  element[key] = word();
  own_kinds[type]?.heard(element);
}
const ready = () => document.documentElement.setAttribute("data-hydrated", "");

/** By the numbers of dom_op. */
export const commands = {
  1: intern, 2: define_template, 3: create, 9: insert, 14: forget, 18: text, 19: text_number, 20: attribute,
  21: remove_attribute, 25: listen, 34: ready,
};

/** What a control holds. */
export const value_in = (id) => String(nodes[id]?.value ?? "");

/** Adds a command; returns what gives its number to a program that asks for it by name. */
export function command(number, carry_out) {
  commands[number] = carry_out;
  return () => number;
}

/** Adds a group of commands; returns what gives the number of each to a program that asks for it. */
export function command_group(group) {
  Object.assign(commands, group);
  return (number) => number;
}

/** Carries out a flush. */
export function apply(new_words, new_texts) {
  put_back_marks();
  [words, texts, at] = [new_words, new_texts, 0];
  while (at < words.length) commands[words[at++]]();
  watch_marks(nodes[0]);
  if (takeover || !to_focus?.isConnected) return; // it may be shown by a later flush
  to_focus.focus();
  to_focus = undefined;
}
