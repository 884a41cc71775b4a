"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.body.classList.add("script");
  for (const part of all(".controls, .filter")) part.hidden = false;

  // The front page: search, filter, sort.
  const filter = document.querySelector(".filter");
  const table = document.querySelector(".files");
  if (filter && table) {
    const lines = all("tbody tr", table);
    const apply = () => {
      const words = filter.elements.search.value.toLowerCase();
      const show = filter.elements.show.value;
      let shown = 0;
      for (const line of lines) {
        const errors = Number(line.dataset.errors), warnings = Number(line.dataset.warnings);
        const fits = { all: true, error: errors > 0, warning: errors + warnings > 0, unsourced: Number(line.dataset.unsourced) > 0 }[show];
        line.hidden = !(fits && line.textContent.toLowerCase().includes(words));
        shown += line.hidden ? 0 : 1;
      }
      filter.elements.shown.value = `${shown} of ${lines.length}`;
    };
    filter.addEventListener("input", apply);
    filter.addEventListener("submit", (event) => event.preventDefault());
    apply();
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (line) => (line.cells[column] ? line.cells[column].textContent.trim() : "");
        const number = (line) => parseFloat(value(line)) || 0;
        const order = head.dataset.sort === "number" ? (a, b) => number(a) - number(b) : (a, b) => value(a).localeCompare(value(b));
        lines.sort((a, b) => (down ? -order(a, b) : order(a, b)));
        table.tBodies[0].append(...lines);
      });
    });
  }

  // The article: from mark to note and back, next and previous.
  let current = null;
  const visible = (note) => note.offsetParent !== null;
  const go = (note) => {
    all(".current").forEach((element) => element.classList.remove("current"));
    current = note;
    if (!note) return;
    note.classList.add("current");
    const marks = all(`mark[data-note="${note.id}"]`);
    for (const mark of marks) mark.classList.add("current");
    (marks[0] || note).scrollIntoView({ block: "center" });
    note.focus({ preventScroll: true });
  };
  const step = (by) => {
    const notes = all(".note:not(.off)").filter(visible);
    if (!notes.length) return;
    const index = notes.indexOf(current);
    go(notes[index < 0 ? (by > 0 ? 0 : notes.length - 1) : (index + by + notes.length) % notes.length]);
  };
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-note]");
    if (mark) go(document.getElementById(mark.dataset.note));
    const act = event.target.closest("[data-do]");
    if (act) ({ next: () => step(1), previous: () => step(-1) }[act.dataset.do] || (() => {}))();
  });
  document.addEventListener("change", (event) => {
    if (event.target.dataset.do === "shade") document.body.classList.toggle("shaded", event.target.checked);
    if (event.target.dataset.do === "suggestions") document.body.classList.toggle("suggestions", event.target.checked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });
})();
