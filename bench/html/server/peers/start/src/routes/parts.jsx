export { Parts as default } from "../pages.jsx";
