// Stands in every page: until solder.js is there, keeps clicks on buttons, and forms sent to server functions, which that
// replays once, in order. Forms wait for two seconds; then they are sent without it, the last by the browser.
window.solderEarly = [];
addEventListener("click", (event) => {
  const button = window.solderEarly && event.target.closest?.("button");
  if (button && !button.closest("a") && (!button.form || button.type === "button")) solderEarly.push({ target: button });
}, true);
addEventListener("submit", (event) => {
  const { target, submitter } = event;
  const action = submitter?.getAttribute("formaction") ?? target.getAttribute("action");
  if (!window.solderEarly || event.defaultPrevented || submitter?.formMethod === "dialog" || !action?.includes("/_server?")) return;
  event.preventDefault();
  if (solderEarly.some((kept) => kept.target === target)) return; // a second click on the same button
  solderEarly.push({ target, submitter });
  setTimeout(async () => {
    const kept = window.solderEarly?.filter(({ submitter }) => submitter !== undefined) ?? [];
    window.solderEarly = null;
    for (const { target, submitter } of kept) {
      const button = submitter?.form === target ? submitter : null; // that may be gone by now
      if (target === kept.at(-1).target) return target.requestSubmit(button);
      const fields = new FormData(target, button);
      const body = target.enctype.startsWith("m") ? fields : new URLSearchParams(fields);
      const address = button?.getAttribute("formaction") ?? target.getAttribute("action");
      await fetch(address, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
    }
  }, 2000);
}, true);
