// The rows benchmark without a framework: a template that is cloned, references to what changes, one listener.
import { make_label, next_id } from "./data.mjs";

const mount = document.getElementById("solder-app");
mount.innerHTML = `<header>
<button type="button" id="run">Create 1 000 rows</button>
<button type="button" id="run_lots">Create 10 000 rows</button>
<button type="button" id="add">Append 1 000 rows</button>
<button type="button" id="update">Update every 10th row</button>
<button type="button" id="clear">Clear</button>
<button type="button" id="swap">Swap rows</button>
</header><table><tbody id="rows"></tbody></table>`;
const body = document.getElementById("rows");

const holder = document.createElement("template");
holder.innerHTML =
  `<tr><td class="number"> </td><td class="label"><a> </a></td>` +
  `<td class="number"><a><span class="remove" aria-hidden="true"></span></a></td><td></td></tr>`;
const template = holder.content.firstChild;

let rows = []; // { id, label, element, text }
let selected;

function make_row() {
  const element = template.cloneNode(true);
  const number = element.firstChild;
  const text = number.nextSibling.firstChild.firstChild;
  const row = { id: next_id(), label: make_label(), element, text };
  number.firstChild.data = row.id;
  text.data = row.label;
  element.row = row;
  return row;
}

function append(count) {
  for (let i = 0; i < count; ++i) {
    const row = make_row();
    rows.push(row);
    body.appendChild(row.element);
  }
}

function clear() {
  body.textContent = "";
  rows = [];
  selected = undefined;
}

function select(row) {
  if (selected) selected.element.className = "";
  selected = row;
  row.element.className = "danger";
}

function remove(row) {
  rows.splice(rows.indexOf(row), 1);
  row.element.remove();
  if (selected === row) selected = undefined;
}

const actions = {
  run: () => (clear(), append(1000)),
  run_lots: () => (clear(), append(10000)),
  add: () => append(1000),
  update() {
    for (let i = 0; i < rows.length; i += 10) {
      const row = rows[i];
      row.text.data = row.label += " !!!";
    }
  },
  clear,
  swap() {
    if (rows.length <= 998) return;
    const [a, b] = [rows[1], rows[998]];
    [rows[1], rows[998]] = [b, a];
    const after = b.element.nextSibling;
    body.insertBefore(b.element, a.element.nextSibling);
    body.insertBefore(a.element, after);
    body.insertBefore(b.element, rows[2].element);
  },
};

mount.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) return actions[button.id]();
  const link = target.closest("a");
  if (!link) return;
  const { row } = link.closest("tr");
  link.firstElementChild ? remove(row) : select(row);
});
