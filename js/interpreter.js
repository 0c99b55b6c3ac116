// Carries out DOM commands, as include/solder/html/dom_commands.hpp describes them. Here are those that every program
// can send; the others are in hydration.js, bound_controls.js and rare_commands.js.
import { hear, own_kinds } from "./events.js";
import { put_back_marks, put_back_text, watch_marks } from "./marks.js";
import { clear_hole, insert_in, place } from "./nodes.js";
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
const name = () => names[words[at++]];
export const string = () => {
  const from = words[at++];
  return texts.substring(from, from + words[at++]);
};
const bits = new Uint32Array(2);
const number_of_bits = new Float64Array(bits.buffer);
const double = () => {
  bits[0] = words[at++];
  bits[1] = words[at++];
  return number_of_bits[0];
};

// ---- what several commands do

/** What is taken over had its focus: the person may be elsewhere by now. */
const want_focus = (element) => takeover || (to_focus = element ?? to_focus);

export const create_copy = (template, base) => want_focus(copy_template(template, nodes, base));

export function make_markers(base) {
  const box = document.createDocumentFragment(); // keeps them siblings
  box.append((nodes[base] = document.createComment("[")), (nodes[base + 1] = document.createComment("]")));
}

function set_text(node, data) {
  takeover?.compare(node, data);
  if (!node.parentNode) put_back_text(node);
  node.data = data;
}

function set_attribute(element, name, value) {
  if (!takeover || element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Some refuse values: `volume` more than 1, `value` of a meter what is no finite number. */
function set_property(element, name, value) {
  try {
    element[name] = value;
  } catch (problem) {
    console.error(`.${name} of <${element.localName}>: ${problem.message}`, element);
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
const create_text = () => (nodes[word()] = document.createTextNode(string()));
const create_markers = () => make_markers(word());
const insert = () => insert_in(node(), node(), node());
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
const attribute_number = () => set_attribute(node(), name(), String(double()));
const remove_attribute = () => node().removeAttribute(name());
const property_text = () => set_property(node(), name(), string());
const property_boolean = () => set_property(node(), name(), word() === 1);
const property_number = () => set_property(node(), name(), double());
function listen() {
  const element = node();
  const type = name();
  element[hear(type)] = word();
  own_kinds[type]?.heard(element);
}
const title = () => (document.title = string());
function call() {
  const [element, method] = [node(), name()];
  queueMicrotask(() => element[method]()); // C++ is not running then: it answers the events that this sets off
}
const ready = () => document.documentElement.setAttribute("data-hydrated", "");

/** By the numbers of dom_op. */
export const commands = {
  1: intern, 2: define_template, 3: create, 5: create_text, 7: create_markers, 9: insert, 10: insert_before, 11: remove,
  12: clear, 13: take_content, 14: forget, 18: text, 19: text_number, 20: attribute, 21: remove_attribute,
  22: property_text, 23: property_boolean, 24: property_number, 25: listen, 26: title, 31: call, 33: attribute_number,
  34: ready,
};

/** What a control holds. */
export const value_in = (id) => String(nodes[id]?.value ?? "");

/** Adds a command; returns what gives its number to a program that asks for it by name. */
export function command(number, carry_out) {
  commands[number] = carry_out;
  return () => number;
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
