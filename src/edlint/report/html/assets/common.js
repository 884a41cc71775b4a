// What all parts of the page use. The parts stand in one block, so nothing here is global.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const element = (name, text = "", values = {}) => Object.assign(document.createElement(name), { textContent: text }, values);
// A browser may refuse to keep anything (a private window): then decisions last as long as the page.
const kept = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* as above */ } },
};
const counted = (number, one) => `${number} ${number === 1 ? one : `${one}s`}`;
const say = (text) => { document.querySelector("[role=status]").textContent = text; };
const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea, dialog");

document.body.classList.add("script");
for (const part of all(".controls, .filter")) part.hidden = false;

// One dialog serves all questions. `lines` are elements; `done` is called when the main button was pressed.
const dialog = element("dialog");
dialog.setAttribute("aria-labelledby", "dialog-title");
document.body.append(dialog);
const question = (title, lines, button, done) => {
  const form = element("form", "", { method: "dialog" });
  const buttons = element("p", "", { className: "buttons" });
  if (button) buttons.append(element("button", button, { value: "keep", className: "main" }));
  buttons.append(element("button", button ? "Cancel" : "Close", { value: "cancel", formNoValidate: true }));
  form.append(element("h2", title, { id: "dialog-title" }), ...lines, buttons);
  dialog.replaceChildren(form);
  dialog.returnValue = "";
  dialog.onclose = () => { if (dialog.returnValue === "keep") done(); };
  dialog.showModal();
};
const field = (label, value, id) => {
  const wrap = element("label", `${label} `);
  const input = element("input", "", { value, id, required: true, maxLength: 300, pattern: ".*\\S.*" });
  wrap.append(input);
  return [wrap, input];
};
