export { Project as default } from "../pages.jsx";
