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

// Has the heads of a table sort its rows: by a cell's `data-value`, else by its text; numbers by what they are.
const sortable = (table, rows) => {
  const heads = all("thead th[data-sort]", table);
  heads.forEach((head, column) => {
    const button = element("button", head.textContent, { type: "button" });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => { const cell = row.cells[column]; return cell ? cell.dataset.value || cell.textContent.trim() : ""; };
      const number = (row) => { const value = parseFloat(text(row).replaceAll(",", "")); return Number.isNaN(value) ? -Infinity : value; };
      const order = head.dataset.sort === "number" ? (a, b) => number(a) - number(b) || 0 : (a, b) => text(a).localeCompare(text(b));
      rows.sort((a, b) => (down ? -order(a, b) : order(a, b)));
      table.tBodies[0].append(...rows);
      say(`Sorted by ${button.textContent}, ${down ? "descending" : "ascending"}`);
    });
  });
};
