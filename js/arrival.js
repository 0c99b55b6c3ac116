// What follows a navigation: scrolling, the focus, what is said aloud.
import { scroll_back, scroll_later } from "./history.js";
import { mount_element, parts, read } from "./program.js";
import { after_flush, fade_next, fade_no_more } from "./view_transitions.js";

let is_new_page = false; // the next that is scrolled to

export function scroll(hash, bytes, top) {
  const id = read(hash, bytes);
  after_flush(() => {
    const behavior = is_new_page || !id ? "instant" : "auto"; // a place on the page that stays: as its style has it
    if (id && show_place(id, behavior)) return;
    if (top || /^top$/i.test(id)) scrollTo({ top: 0, left: 0, behavior });
    if (id) scroll_later(() => show_place(id, "instant")); // late content may bring it
  });
}

/** Returns whether it is there. */
function show_place(id, behavior) {
  const target = document.getElementById(id) ?? document.querySelector(`a[name="${CSS.escape(id)}"]`);
  if (!target) return false;
  reveal(target);
  target.scrollIntoView({ behavior });
  go_on_from(target);
  return true;
}

/** Opens what a place is hidden in, as browsers do. */
function reveal(place) {
  for (let node = place, inner; node; [inner, node] = [node, node.parentElement]) {
    if (node.matches("[hidden=until-found i]")) node.hidden = false;
    if (inner && node.localName === "details" && inner.localName !== "summary") node.open = true;
  }
}

/** The keyboard goes on from here: it has the focus, and if it cannot, for as long as that stays. */
function go_on_from(place) {
  const focus = () => (place.focus({ preventScroll: true }), document.activeElement === place);
  if (focus()) return;
  place.tabIndex = -1;
  place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  focus();
}

export function arrived(how) {
  if (how & 4) fade_next(how & 1);
  const had_focus = document.activeElement;
  is_new_page = how & 2;
  after_flush(() => {
    is_new_page = false;
    fade_no_more(); // there was nothing to show
    if (how & 1) scroll_back();
    if (how & 2) announce(had_focus);
  });
}

let announcer;
// What is said has to change later than the region came (https://github.com/w3c/aria/issues/1216).
parts.push({
  started() {
    announcer = document.body.appendChild(Object.assign(document.createElement("div"), { ariaLive: "polite" }));
    announcer.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  },
});

/** What shows another page is where the keyboard goes on, unless that took the focus itself; its title is said aloud. */
function announce(had_focus) {
  const place = document.querySelector("main, [role=main]") ?? document.querySelector("h1") ?? mount_element();
  const is_taken = ![had_focus, document.body].includes(document.activeElement);
  if (place && !is_taken && !place.contains(document.activeElement)) go_on_from(place);
  announcer.textContent = document.title;
}
