// The pages of ../pages.cpp in Solid, and the one of three parts of ../serve.cpp.
import { createResource, For, Suspense } from "solid-js";

const tasks = Array.from({ length: 10 }, (_, i) => ({ id: i + 1, title: `Order chairs & tables for room ${101 + i}`, done: (i + 1) % 3 === 0 }));
const rows = Array.from({ length: 1000 }, (_, i) => ({ id: i + 1, label: `a rather long label of row ${i + 1}`, amount: ((i + 1) * 7919) % 10000 }));

function Task(props) {
  const place = () => `/tasks/${props.task.id}`;
  return (
    <li data-task={props.task.id} class={props.task.done ? "done" : "open"}>
      <form class="toggle" method="post" action={place() + "/toggle"}>
        <button aria-pressed={props.task.done ? "true" : "false"} aria-label={(props.task.done ? "Reopen " : "Finish ") + props.task.title}>
          {props.task.done ? "✓" : "○"}
        </button>
      </form>
      <a class="title" href={place()}>
        {props.task.title}
      </a>
      <form class="delete" method="post" action={place() + "/delete"}>
        <button aria-label={"Delete " + props.task.title}>Delete</button>
      </form>
    </li>
  );
}

export function Project() {
  const open = () => tasks.filter((task) => !task.done).length;
  return (
    <main>
      <nav class="crumbs">
        <a href="/">Projects</a>
      </nav>
      <article data-project={1}>
        <h1>{"The new office"}</h1>
        <p class="summary">
          {open()} of {tasks.length} tasks are open
        </p>
        <ul class="tasks">
          <For each={tasks}>{(task) => <Task task={task} />}</For>
        </ul>
      </article>
    </main>
  );
}

function Row(props) {
  return (
    <tr>
      <td class="number">{props.row.id}</td>
      <td class="label">
        <a href={`/rows/${props.row.id}`}>{props.row.label}</a>
      </td>
      <td class="number">{props.row.amount}</td>
    </tr>
  );
}

export function Table() {
  return (
    <main>
      <h1>Rows</h1>
      <table>
        <tbody>
          <For each={rows}>{(row) => <Row row={row} />}</For>
        </tbody>
      </table>
    </main>
  );
}

function Part(props) {
  const [text] = createResource(() => new Promise((resolve) => setTimeout(resolve, props.delay, `part of ${props.delay} ms`)));
  return (
    <Suspense fallback={<p>loading</p>}>
      <p>{text()}</p>
    </Suspense>
  );
}

export function Parts() {
  return (
    <main>
      <h1>Parts</h1>
      <Part delay={10} />
      <Part delay={50} />
      <Part delay={200} />
    </main>
  );
}
