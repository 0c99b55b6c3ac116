// Links: the router follows those of the application, and fetches what a visitor points at. A form that asks for a page,
// by GET, is a link with its fields in the address.
import { hear } from "./events.js";
import { place_of, put, resolve, run, wasm } from "./program.js";
import { encoded, hear_forms, target_of } from "./sent_form.js";

const is_in_hash = (url) => url.hash.startsWith("#/"); // its place: of an application with a HashRouter
const is_external = (element) => element.getAttribute("rel")?.split(/\s+/).includes("external");

/** In a link these do what they do outside of it, and browsers do not follow that. */
const acts_itself = (node) => node.matches?.("summary, label, [type=checkbox], [type=radio]");

/** The link on the path of an event that the application may take over (with its address), if any. */
function find_link(path) {
  // Not asked: the window, behind the document, which would look for an element of that name.
  const link = path[0].closest?.("a") ?? path.find((node) => node === document || node.localName === "a");
  if (!link || link === document) return {};
  const reference = link.getAttribute("href") ?? link.getAttribute("xlink:href");
  const state = link.getAttribute("state");
  if ((reference ?? state ?? null) === null) return {};
  if (link.isContentEditable || path.slice(0, path.indexOf(link)).some(acts_itself)) return {};
  if (target_of(link.getAttribute("target")) || link.hasAttribute("download") || is_external(link)) return {};
  const url = resolve(reference ?? location.href);
  if (url?.href === location.href.split("#")[0] + "#") { // to the top: browsers do it
    if (!is_in_hash(location)) return {};
    url.hash = "top";
  }
  return url?.origin === location.origin ? { link, url } : {};
}

/** The state that a link or form asks for. */
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

/** Has the router go to an address in the manner that a link or form asks for. */
function follow(event, url, element) {
  const flags = ["replace", "noscroll", "link"].reduce((sum, name, i) => sum | (element.hasAttribute(name) << i), 0);
  if (run(() => wasm.solder_link(put(place_of(url), state_of(element)), flags))) event.preventDefault();
}

let clicked_otherwise; // with a key held, what makes browsers show the page elsewhere

function on_click(event, path) {
  const has_key = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  clicked_otherwise = has_key && path[0].closest?.("button, input");
  if (event.defaultPrevented || event.button !== 0 || has_key) return;
  const { link, url } = find_link(path);
  if (link) follow(event, url, link);
}

function take_form(event, sent) {
  const { form, button, url } = sent;
  if (sent.method === "post" || url.origin !== location.origin || is_external(form)) return;
  if (button && button === clicked_otherwise) return;
  const place = is_in_hash(url) ? new URL(url.hash.slice(1), url) : url;
  place.search = encoded(sent.fields());
  if (place !== url) url.hash = place_of(place);
  follow(event, url, form);
}

export const solder_link = {
  loaded() {
    hear("click", on_click);
    hear_forms(take_form);
  },
};

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

export const solder_preload = {
  started(leaves_links) {
    if (leaves_links) return;
    for (const type of ["mousemove", "focusin", "touchstart"]) document.addEventListener(type, on_pointing, { passive: true });
  },
};
