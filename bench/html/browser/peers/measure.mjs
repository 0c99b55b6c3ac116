// Runs in each page of the rows benchmark, whatever framework that is made with.
const click = (selector) => document.querySelector(selector).click();
const row = (place) => `#rows > tr:nth-child(${place})`;
const label = (place) => `${row(place)} > td.label > a`;
const count = () => document.querySelectorAll("#rows > tr").length;
const text = (place) => document.querySelector(label(place)).textContent;
const id = (place) => document.querySelector(row(place)).firstElementChild.textContent;

/** name -> clicks before, the click that is measured, and what must be so after it (given what `keep` was before). */
const cases = {
  "create 1 000": { click: "#run", done: () => count() === 1000 },
  "create 10 000": { click: "#run_lots", done: () => count() === 10000 },
  "replace 1 000": {
    before: ["#run"],
    click: "#run",
    keep: () => id(1),
    done: (old) => count() === 1000 && id(1) === String(Number(old) + 1000),
  },
  "update every 10th": {
    before: ["#run"],
    click: "#update",
    keep: () => text(2),
    done: (second) => text(1).endsWith(" !!!") && text(991).endsWith(" !!!") && text(2) === second,
  },
  "select a row": {
    before: ["#run", label(5)],
    click: label(2),
    done: () => document.querySelectorAll(`#rows > tr.danger`).length === 1 && document.querySelector(`${row(2)}.danger`),
  },
  "swap two rows": {
    before: ["#run"],
    click: "#swap",
    keep: () => [id(2), id(999)].join(),
    done: (old) => [id(999), id(2)].join() === old && count() === 1000,
  },
  "remove a row": {
    before: ["#run"],
    click: `${row(4)} > td:nth-child(3) > a > span`,
    keep: () => id(5),
    done: (next) => id(4) === next && count() === 999,
  },
  "append 1 000": { before: ["#run"], click: "#add", done: () => count() === 2000 },
  "clear 1 000": { before: ["#run"], click: "#clear", done: () => count() === 0 },
};

// The window is the first and the last that an event comes by, whoever listens below.
let [met, dealt_with] = [0, 0];
addEventListener("click", () => (met = performance.now()), true);
addEventListener("click", () => (dealt_with = performance.now()));

/**
 * One case, once, from an empty table. Milliseconds from when the page meets the click: `script` until all of its
 * handlers have returned, `layout` until it has also been laid out anew.
 */
export function measure(name) {
  const { before = [], click: selector, keep, done } = cases[name];
  gc();
  for (const each of before) click(each);
  const kept = keep?.();
  const target = document.querySelector(selector);
  void document.body.offsetHeight;
  gc({ type: "minor" }); // a full one would also make the engine forget what it knows of the code
  target.click();
  void document.body.offsetHeight;
  const layout = performance.now() - met;
  const script = dealt_with - met;
  if (!done(kept)) throw new Error(`"${name}" came out wrong`);
  click("#clear");
  if (count()) throw new Error(`rows are left after "${name}"`);
  return { script, layout };
}

export const case_names = Object.keys(cases);
