// Pictures and media load before they are in the document, and before the program is there: what does not bubble they
// listen to themselves.
import { loading, tell } from "./events.js";
import { node_of, takeover } from "./interpreter.js";

loading.is = ({ localName }) => /^(img|audio|video|source|track)$/.test(localName);

loading.hear = (element, type, key, id) => {
  if (key in element || !loading.is(element)) return;
  let is_told = false;
  const bring = (event) => {
    is_told = true;
    const is_there = node_of(id) === element; // else its number may be another handler's
    if (is_there && !event?.bubbles && tell(element, key, event ?? { type, target: element }) < 0) setTimeout(bring, 50);
  };
  element.addEventListener(type, bring);
  // Only pictures are complete. An event that is on its way comes first.
  if (takeover && element.complete && element.currentSrc && type === (element.naturalWidth ? "load" : "error"))
    setTimeout(() => is_told || bring());
};
