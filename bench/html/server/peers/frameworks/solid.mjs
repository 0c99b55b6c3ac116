import { renderToString } from "solid-js/web";
import { compiled_pages } from "../compiled.mjs";

const { Project, Table } = await compiled_pages();

export default {
  name: "solid",
  small: () => renderToString(Project),
  table: () => renderToString(Table),
};
