// A page that a server wrote: what was done in it before the program was there, and the pieces that it is sent in.
import { late } from "./hydration.js";
import { data_of, live, pieces, put, run, wasm } from "./program.js";
import { after_flush } from "./view_transitions.js";

/** A click for handlers: what a button does by itself, such as opening a popover, it has done. */
function click_again(button) {
  const event = new MouseEvent("click", { bubbles: true, cancelable: true, composed: true });
  event.preventDefault();
  button.dispatchEvent(event);
}

/** Does what was done before the program was there (inline/early.js); what a trap leaves of it is sent without. */
function replay_early() {
  const early = window.solderEarly;
  window.solderEarly = null;
  while (live && early?.length) {
    const kept = early.shift();
    if (!kept.target.isConnected) continue;
    if (kept.submitter !== undefined) early.again(kept);
    else click_again(kept.target);
  }
  if (!early?.length) return;
  window.solderEarly = early;
  early.send(true);
}

// ---- pieces: what inline/stream.js does until the page is live

let shown = []; // elements with the data of pieces that are shown already

/** Content `number` came, or would have, with the data that it needs; the page makes what `lacks_parts`. */
function take_piece(number, lacks_parts) {
  const came = document.getElementById(`solder-${number}`);
  if (came?.hasAttribute("data-around")) came.content.replaceChildren(...came.content.firstChild.childNodes); // a part of <svg>
  if (came) late.set(number, came.content);
  run(() => wasm.solder_late(number, put(data_of(`-${number}`)), came && !lacks_parts ? 1 : 0));
  after_flush(() => late.delete(number)); // what it told may be kept back
  came?.remove();
}

/** A document that was cut off stays "loading": one that says nothing for long, although its server has to, has ended. */
function expect_pieces() {
  const show_only = window.solderStream;
  let silence;
  const parsed = () => (clearTimeout(silence), pieces.wait(0, () => run(() => wasm.solder_parsed())));
  if (document.readyState !== "loading") return parsed();
  document.addEventListener("DOMContentLoaded", parsed);
  if (!show_only) return;
  const hear_on = () => (clearTimeout(silence), (silence = setTimeout(parsed, 6000)));
  hear_on();
  window.solderStream = (number) => {
    hear_on();
    if (!live) show_only(number);
    else if (number) pieces.wait(number, (lacks) => (live ? after_flush(() => take_piece(number, lacks)) : show_only(number)));
  };
}

export const solder_late = {
  initialized() {
    shown = [...document.querySelectorAll("[id^=solder-data-]")];
    for (const { textContent } of shown) run(() => wasm.solder_late(0, put(textContent), 0));
  },
  async started() {
    for (const { id } of shown)
      if (!document.getElementById(id.replace("data-", ""))) run(() => wasm.solder_late(+id.slice(12), put(""), 0)); // it failed
    expect_pieces();
    await null; // what bound controls hold is told first
    replay_early();
  },
  stopped() {
    if (window.solderEarly?.some(({ said, action }) => said && !action)) console.error("solder: a form was not sent, it has no action.");
    window.solderEarly?.send();
  },
};
