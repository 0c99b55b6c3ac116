// What the rows of the peers show, as in rows.cpp.
const adjectives = ["pretty", "large", "big", "small", "tall", "short", "long", "handsome", "plain", "quaint", "clean",
  "elegant", "easy", "angry", "crazy", "helpful", "mushy", "odd", "unsightly", "adorable", "important", "inexpensive",
  "cheap", "expensive", "fancy"];
const colours = ["red", "yellow", "blue", "green", "pink", "brown", "purple", "brown", "white", "black", "orange"];
const nouns = ["table", "chair", "house", "bbq", "desk", "car", "pony", "cookie", "sandwich", "burger", "pizza",
  "mouse", "keyboard"];

let last_id = 0;
let last_random = 0;

function pick(words) {
  last_random = (Math.imul(last_random, 1664525) + 1013904223) >>> 0;
  return words[(last_random >>> 16) % words.length];
}

export const next_id = () => ++last_id;
export const make_label = () => `${pick(adjectives)} ${pick(colours)} ${pick(nouns)}`;
