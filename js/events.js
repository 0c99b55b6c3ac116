// Events: each kind is listened to once, on the document, and brought to the handlers on its path.

export const is_control = ({ localName }) => /^(button|input|select|textarea)$/.test(localName);

/** The controls of a form, in which one may be called "elements". */
export const controls_of = (form) => [...Reflect.get(HTMLFormElement.prototype, "elements", form)];

let tell_handler; // (number, event, element): calls a handler; gives the bits of solder_event, less than 0: not now
export const set_handlers = (tell) => (tell_handler = tell);

const heard = new Map(); // kind that is listened to -> key of an element's handler number
/** Kinds that are made of others, by name: `begin(key)` listens to these, `heard(element)` is told of each handler. */
export const own_kinds = {};

/** What listens itself, in programs that make content aside: `is(element)`, and `hear(element, type, key, id)` (loading.js). */
export const loading = {};

/**
 * Listens to a kind of event; returns the key of an element's handler. Those that bubble are met at the end, the
 * others on their way down: they are for their target alone. After all handlers comes `then(event, path)`.
 */
export function hear(type, then) {
  if (heard.has(type)) return heard.get(type);
  const key = Symbol(type);
  heard.set(type, key);
  if (own_kinds[type]) {
    own_kinds[type].begin(key);
    return key;
  }
  const on_way_down = (event) => event.bubbles || loading.is?.(event.target) || deliver(event, key, [event.target]);
  document.addEventListener(type, on_way_down, true);
  document.addEventListener(type, (event) => {
    const path = event.composedPath();
    if (event.bubbles) deliver(event, key, path);
    then?.(event, path);
  }, { passive: false }); // which wheel and touches are by default on a document
  return key;
}

/** Browsers withhold these from a disabled control; some tell what is around it of a click on what stands in it. */
const is_withheld = ({ type }, element) =>
  /^(dbl)?click$|^mouse(down|up)/.test(type) && is_control(element) && element.matches(":disabled");

function deliver(event, key, path) {
  for (const element of path) {
    if (element === document) return;
    const number = element[key];
    if (!number || is_withheld(event, element)) continue;
    const answer = tell_handler(number, event, element);
    if (answer & 1) event.preventDefault();
    if (answer & 2 && event.bubbles) return event.stopPropagation(); // else others at the element would not hear of it
  }
}

/** Calls the handler that an element has under this key, if any. */
export const tell = (element, key, event) => element[key] && tell_handler(element[key], event, element);
