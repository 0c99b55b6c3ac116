// Stands in every page: until solder.js is there, keeps clicks on buttons, and forms sent to server functions as they were
// sent, which that replays once, in order. Forms wait for two seconds, or until the page is left; then they are sent
// without it, the last by the browser. A form that has a handler in place of an action waits for that.
window.solderEarly = [];
{
  let forms = []; // that are to be sent without the program
  /** Submits a form by a click on its button, but with the fields that were kept. */
  const again = ({ target, submitter, fields }) => {
    const { noValidate } = target;
    const say = ({ formData }) => {
      for (const name of [...formData.keys()]) formData.delete(name);
      for (const field of fields) formData.append(...field);
    };
    const button = submitter?.form === target ? submitter : null; // that may be gone by now
    target.addEventListener("formdata", say);
    target.noValidate = true; // what was typed since is not sent
    target.solderSent = fields; // for forms.js
    if (button?.disabled === false) button.click();
    else target.requestSubmit(button);
    target.removeEventListener("formdata", say);
    target.noValidate = noValidate;
    target.solderSent = null;
  };
  const send = async (leaving) => {
    if (!window.solderEarly && !leaving) return; // under way, or the program does it
    if (window.solderEarly) forms = solderEarly.filter(({ action }) => action);
    window.solderEarly = null;
    while (forms[leaving ? 0 : 1]) {
      const { target, action, fields } = forms.shift();
      const body = target.enctype.startsWith("m") ? fields : new URLSearchParams(fields);
      const keepalive = [...fields].every(([, value]) => (value.size ?? value.length) < 6e4); // browsers refuse more
      const sent = fetch(action, { method: "POST", body, redirect: "manual", keepalive }).catch(() => {});
      if (!leaving) await sent;
    }
    if (forms[0]) again(forms.shift());
  };
  Object.assign(solderEarly, { again, send });
  addEventListener("pagehide", send);
  addEventListener("click", (event) => {
    const button = window.solderEarly && event.target.closest?.("button");
    if (button && !button.closest("a") && (!button.form || button.type === "button")) solderEarly.push({ target: button });
  }, true);
  addEventListener("submit", (event) => {
    const { target, submitter } = event;
    const action = submitter?.getAttribute("formaction") ?? target.getAttribute("action");
    if (!window.solderEarly || event.defaultPrevented || submitter?.formMethod === "dialog") return;
    // Without an action: what has a handler, and says nothing of how to be sent without.
    if (action ? !action.includes("/_server?") : target.dataset.held !== "" || target.hasAttribute("method")) return;
    event.preventDefault();
    const fields = new FormData(target, submitter);
    const name = submitter?.name;
    if (name && !fields.has(name) && submitter.type === "submit") fields.append(name, submitter.value); // in older browsers
    const said = action + JSON.stringify([...fields], (_, value) => value.name ?? value);
    if (solderEarly.filter((kept) => kept.target === target).at(-1)?.said === said) return; // a second click on the same button
    solderEarly.push({ target, submitter, action, fields, said });
    if (action) setTimeout(send, 2000);
  }, true);
}
