// Stands in every page: until solder.js is there, keeps clicks on buttons, and forms sent to server functions, which that
// replays once, in order. Forms wait for two seconds; then the browser sends them.
window.solderEarly = [];
addEventListener("click", (event) => {
  const button = window.solderEarly && event.target.closest?.("button");
  if (button && !button.closest("a") && (!button.form || button.type === "button")) solderEarly.push({ target: button });
}, true);
addEventListener("submit", (event) => {
  const { target, submitter } = event;
  const action = submitter?.getAttribute("formaction") ?? target.getAttribute("action");
  if (!window.solderEarly || event.defaultPrevented || !action?.includes("/_server?")) return;
  event.preventDefault();
  if (solderEarly.some((kept) => kept.target === target)) return; // a second click on the same button
  solderEarly.push({ target, submitter });
  setTimeout(() => {
    if (!window.solderEarly) return;
    window.solderEarly = null;
    target.requestSubmit(submitter?.form === target ? submitter : null); // that may be gone by now
  }, 2000);
}, true);
