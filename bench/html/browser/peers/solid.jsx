// The rows benchmark in Solid, as its authors write it: a signal for each label, a selector, delegated handlers.
import { batch, createSelector, createSignal, For } from "solid-js";
import { render } from "solid-js/web";
import { make_label, next_id } from "./data.mjs";

function make_rows(count) {
  const rows = new Array(count);
  for (let i = 0; i < count; ++i) {
    const [label, set_label] = createSignal(make_label());
    rows[i] = { id: next_id(), label, set_label };
  }
  return rows;
}

const Button = (props) => (
  <button type="button" id={props.id} onClick={props.onClick}>
    {props.text}
  </button>
);

function Rows() {
  const [rows, set_rows] = createSignal([]);
  const [selected, set_selected] = createSignal(null);
  const is_selected = createSelector(selected);
  const remove = (id) => set_rows((all) => all.toSpliced(all.findIndex((each) => each.id === id), 1));
  const update = () =>
    batch(() => {
      for (let i = 0, all = rows(); i < all.length; i += 10) all[i].set_label((label) => label + " !!!");
    });
  const swap = () =>
    set_rows((all) => {
      if (all.length <= 998) return all;
      const next = all.slice();
      [next[1], next[998]] = [next[998], next[1]];
      return next;
    });
  return (
    <>
      <header>
        <Button id="run" text="Create 1 000 rows" onClick={() => set_rows(make_rows(1000))} />
        <Button id="run_lots" text="Create 10 000 rows" onClick={() => set_rows(make_rows(10000))} />
        <Button id="add" text="Append 1 000 rows" onClick={() => set_rows((all) => [...all, ...make_rows(1000)])} />
        <Button id="update" text="Update every 10th row" onClick={update} />
        <Button id="clear" text="Clear" onClick={() => set_rows([])} />
        <Button id="swap" text="Swap rows" onClick={swap} />
      </header>
      <table>
        <tbody id="rows">
          <For each={rows()}>
            {(row) => (
              <tr class={is_selected(row.id) ? "danger" : ""}>
                <td class="number" textContent={row.id} />
                <td class="label">
                  <a onClick={[set_selected, row.id]} textContent={row.label()} />
                </td>
                <td class="number">
                  <a onClick={[remove, row.id]}>
                    <span class="remove" aria-hidden="true" />
                  </a>
                </td>
                <td />
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </>
  );
}

render(Rows, document.getElementById("solder-app"));
