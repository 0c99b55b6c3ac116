export { Table as default } from "../pages.jsx";
