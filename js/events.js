// Events: each kind is listened to once, on the document, and brought to the handlers on its path.

/** Whether it is a control, of the sort `which` where that is a pseudo-class. */
export const is_control = (element, which = "") => element.matches(`:is(button,input,select,textarea)${which}`);

let tell_handler; // (number, event, element): calls a handler and gives the bits of solder_event
export const set_handlers = (tell) => (tell_handler = tell);

const heard = new Map(); // kind that is listened to -> key of an element's handler number
/** Kinds that are made of others, by name: `begin(key)` listens to these, `heard(element)` is told of each handler. */
export const own_kinds = {};

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
  document.addEventListener(type, (event) => event.bubbles || deliver(event, key, [event.target]), true);
  document.addEventListener(type, (event) => {
    const path = event.composedPath();
    if (event.bubbles) deliver(event, key, path);
    then?.(event, path);
  }, { passive: false }); // which wheel and touches are by default on a document
  return key;
}

function deliver(event, key, path) {
  for (const element of path) {
    if (element === document) return;
    const number = element[key];
    if (!number || (element.disabled && event instanceof MouseEvent)) continue;
    const answer = tell_handler(number, event, element);
    if (answer & 1) event.preventDefault();
    if (answer & 2) return event.stopPropagation();
  }
}

/** Calls the handler that an element has under this key, if any. */
export const tell = (element, key, event) => element[key] && tell_handler(element[key], event, element);
