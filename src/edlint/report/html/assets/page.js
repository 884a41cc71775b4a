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

  // Decisions: kept in this browser, exported as one file, or sent to `edlint serve`.
  const served = document.querySelector('meta[name="edlint-token"]');
  const store = `edlint-decisions:${location.pathname}`;
  const load = () => { try { return JSON.parse(localStorage.getItem(store)) || {}; } catch { return {}; } };
  let decisions = load();
  const save = () => { try { localStorage.setItem(store, JSON.stringify(decisions)); } catch { /* a private window keeps nothing */ } show(); };
  const key = (note) => `${note.closest(".article").dataset.path}\u0000${note.dataset.for || note.dataset.claim}`;
  const words = { accept: "Accepted", dismiss: "Dismissed", ask: "Asked the author", vocabulary: "Into the vocabulary", checked: "Checked" };
  const element = (name, text, values = {}) => Object.assign(document.createElement(name), { textContent: text }, values);

  const dialog = document.createElement("dialog");
  const ask = (title, label, done) => {
    const name = (() => { try { return localStorage.getItem("edlint-name") || ""; } catch { return ""; } })();
    const form = element("form", "", { method: "dialog" });
    const field = (text, value, id) => {
      const wrap = element("label", `${text} `), input = element("input", "", { value, id, required: true, maxLength: 300 });
      wrap.append(input);
      return [wrap, input];
    };
    const [reasonLabel, reason] = field(label, "", "decision-reason");
    const [byLabel, by] = field("Your name", name, "decision-by");
    const heading = element("h2", title, { id: "decision-title" });
    const keep = element("button", "Keep", { value: "keep" });
    const leave = element("button", "Cancel", { value: "cancel", formNoValidate: true });
    const line = element("p", "");
    line.append(keep, " ", leave);
    form.append(heading, reasonLabel, byLabel, line);
    dialog.replaceChildren(form);
    dialog.setAttribute("aria-labelledby", "decision-title");
    dialog.onclose = () => {
      if (dialog.returnValue !== "keep" || !reason.value.trim()) return;
      try { localStorage.setItem("edlint-name", by.value.trim()); } catch { /* as above */ }
      done(reason.value.trim(), by.value.trim());
    };
    dialog.returnValue = "";
    dialog.showModal();
    reason.focus();
  };
  document.body.append(dialog);

  const decide = (note, action, more = {}) => {
    decisions[key(note)] = {
      path: note.closest(".article").dataset.path,
      fingerprint: note.dataset.for || note.dataset.claim,
      rule: note.dataset.rule || "",
      words: note.dataset.words || "",
      action,
      at: new Date().toISOString().slice(0, 10),
      ...more,
    };
    save();
  };
  const undo = (note) => { delete decisions[key(note)]; save(); };
  const act = (note, action) => {
    const fix = note.querySelector("[data-fix]");
    if (action === "accept" && fix) decide(note, "accept", { fix: Number(fix.dataset.fix), title: fix.textContent });
    if (action === "vocabulary") decide(note, "vocabulary");
    if (action === "dismiss") ask("Dismiss this finding", "Reason", (reason, by) => decide(note, "dismiss", { reason, by }));
    if (action === "ask") ask("Ask the author", "Question", (reason, by) => decide(note, "ask", { reason, by }));
    if (action === "checked") ask("Mark this claim as checked", "Source (an address or a title)", (source, by) => decide(note, "checked", { source, by }));
  };
  const button = (note, text, action) => {
    const made = element("button", text, { type: "button" });
    made.addEventListener("click", () => (action === "undo" ? undo(note) : act(note, action)));
    return made;
  };
  const draw = (note) => {
    const made = decisions[key(note)];
    const acts = note.querySelector(".acts");
    acts.hidden = false;
    note.classList.toggle("decided", Boolean(made));
    const focused = acts.contains(document.activeElement);
    if (made) {
      const said = made.reason || made.source || made.title || "";
      acts.replaceChildren(element("span", `${words[made.action]}${said ? `: ${said}` : ""}`, { className: "decision" }), button(note, "Undo", "undo"));
    } else if (note.dataset.claim) {
      acts.replaceChildren(button(note, "Checked…", "checked"));
    } else {
      acts.replaceChildren(
        ...(note.querySelector("[data-fix]") ? [button(note, "Accept", "accept")] : []),
        button(note, "Dismiss…", "dismiss"),
        button(note, "Ask author…", "ask"),
        ...(note.dataset.rule.startsWith("spelling.") ? [button(note, "Add to vocabulary", "vocabulary")] : []),
      );
    }
    if (focused) acts.querySelector("button").focus();
  };
  const decidable = all(".note:not(.off), tr[data-claim]");
  const show = () => {
    decidable.forEach(draw);
    const count = Object.keys(decisions).length;
    for (const tools of all(".tools")) tools.hidden = count === 0;
    for (const counter of all('[data-count="decisions"]')) counter.textContent = String(count);
  };
  const bundle = () => JSON.stringify({ schema: 1, decisions: Object.values(decisions) }, null, 2);
  const send = async (address, body) => {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", "X-Edlint-Token": served.content }, body });
    return answer.json();
  };
  const review = async () => {
    const plan = await send("/plan", bundle());
    const form = element("form", "", { method: "dialog" });
    const diff = element("pre", plan.diff || "No text changes.", { tabIndex: 0 });
    const list = element("ul", "");
    for (const line of [...plan.done, ...plan.refused.map((reason) => `Refused: ${reason}`)]) list.append(element("li", line));
    const line = element("p", "");
    line.append(element("button", "Write this", { value: "keep" }), " ", element("button", "Cancel", { value: "cancel" }));
    form.append(element("h2", "What will be written", { id: "decision-title" }), list, diff, line);
    dialog.replaceChildren(form);
    dialog.onclose = async () => {
      if (dialog.returnValue !== "keep") return;
      await send("/apply", bundle());
      decisions = {};
      save();
      location.reload();
    };
    dialog.returnValue = "";
    dialog.showModal();
  };
  const save_file = () => {
    const link = element("a", "", { href: URL.createObjectURL(new Blob([bundle()], { type: "application/json" })), download: "edlint-decisions.json" });
    document.body.append(link);
    link.click();
    link.remove();
  };
  document.addEventListener("click", (event) => {
    const tool = event.target.closest('[data-do="export"], [data-do="write"]');
    if (!tool) return;
    if (tool.dataset.do === "export") save_file();
    else review();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || event.target.closest("input, select, textarea")) return;
    if (!current || decisions[key(current)]) return;
    if (event.key === "a") act(current, "accept");
    if (event.key === "d") { event.preventDefault(); act(current, "dismiss"); }
    if (event.key === "q") { event.preventDefault(); act(current, "ask"); }
  });
  show();

  // Under `edlint serve`, the page follows the files.
  if (served) {
    const version = document.querySelector('meta[name="edlint-version"]').content;
    setInterval(async () => {
      try {
        const answer = await fetch("/version", { headers: { "X-Edlint-Token": served.content } });
        if (!dialog.open && (await answer.text()) !== version) location.reload();
      } catch { /* the server has ended; the page stays readable */ }
    }, 1000);
  }
})();
