// The cases of ../render_cases.cpp. A framework (frameworks/*.mjs) gives a page's markup by small() and table().
function rendering(render, part, parts) {
  let html = "";
  let bytes = 0;
  let pages = 0;
  return {
    run(count) {
      bytes = 0;
      pages = count;
      for (let i = 0; i < count; ++i) {
        html = render();
        bytes += Buffer.from(html).length; // what is sent: in one piece, in UTF-8
      }
    },
    is_right: () => html.split(part).length - 1 === parts && bytes === pages * Buffer.byteLength(html),
    dispose() {},
  };
}

export const all_cases = (framework) => [
  { name: "small", make: () => rendering(framework.small, "<li ", 10) },
  { name: "table", make: () => rendering(framework.table, "<tr", 1000) },
];
