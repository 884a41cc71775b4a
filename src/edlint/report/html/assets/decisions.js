// Decisions: one about each finding or claim, kept in this browser.
// The pages of a folder share what they keep, so that one export has it all.
const store = `edlint-decisions:${document.body.dataset.kind === "single" ? location.pathname : location.pathname.replace(/[^/]*$/, "")}`;
const ACTIONS = { accept: "Accepted", dismiss: "Dismissed", correct: "Corrected", ask: "Asked the author", query: "Asked the author", vocabulary: "Into the vocabulary", checked: "Checked" };
const load = () => {
  try {
    const found = JSON.parse(kept.get(store));
    return new Map(Array.isArray(found) ? found : []);
  } catch { return new Map(); }
};
let decisions = load();
const key = (path, fingerprint) => `${path}\n${fingerprint}`;
const keyOf = (note) => key(note.closest(".article").dataset.path, note.dataset.for || note.dataset.claim);
const keep = () => { kept.set(store, JSON.stringify([...decisions])); show(); };

const today = () => new Date().toISOString().slice(0, 10);

// A note that says the same of several places decides for all of them.
const fingerprints = (note) => [note.dataset.for || note.dataset.claim, ...(note.dataset.others || "").split(" ").filter(Boolean)];
const decide = (note, action, more = {}) => {
  const path = note.closest(".article").dataset.path;
  for (const fingerprint of fingerprints(note)) {
    decisions.set(key(path, fingerprint), {
      path,
      fingerprint,
      rule: note.dataset.rule || "",
      words: note.dataset.words || "",
      action,
      at: today(),
      ...(kept.get("edlint-name") ? { by: kept.get("edlint-name") } : {}),
      ...more,
    });
  }
  keep();
  say(ACTIONS[action]);
};
const undo = (note) => {
  for (const fingerprint of fingerprints(note)) decisions.delete(key(note.closest(".article").dataset.path, fingerprint));
  keep();
  say("Undone");
};
const ask = (title, label, done) => {
  const [reasonLine, reason] = field(label, "", "decision-reason");
  const [nameLine, name] = field("Your name", kept.get("edlint-name") || "", "decision-by");
  question(title, [reasonLine, nameLine], "Keep", () => {
    named(name.value.trim());
    done(reason.value.trim(), name.value.trim());
  });
  reason.focus();
};
const accept = (note, number) => {
  const fix = all("[data-fix]", note)[number];
  if (fix) decide(note, "accept", { fix: Number(fix.dataset.fix), title: fix.dataset.title });
  else say("There is no such fix.");
};
// One's own words, written in the note: Enter keeps them, Escape does not.
const write = (note) => {
  const acts = note.querySelector(".acts");
  const form = element("form", "", { className: "writing" });
  const input = element("input", "", { value: note.dataset.words, maxLength: 1000 });
  input.setAttribute("aria-label", `Write in place of “${note.dataset.words}”`);
  const leave = () => { drawn.delete(note); draw(note); note.focus({ preventScroll: true }); };
  form.append(input, element("button", "Keep", { className: "main" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value;
    leave();
    if (text.trim() !== note.dataset.words) decide(note, "correct", { text, title: `Write “${text}”` });
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
  acts.replaceChildren(form);
  fit(note);
  input.select();
  input.focus({ preventScroll: true });
};
// In the text, the old words are struck and the new ones stand behind them.
const preview = (note, made) => {
  const fix = made && made.action === "accept" && all("[data-fix]", note).find((one) => Number(one.dataset.fix) === made.fix);
  const words = made && made.action === "correct" ? made.text : fix ? fix.dataset.new : undefined;
  for (const fingerprint of fingerprints(note)) {
    const parts = all(`mark[data-fingerprint="${CSS.escape(fingerprint)}"]`, note.closest(".article"));
    for (const part of parts) {
      part.classList.toggle("struck", words !== undefined);
      if (part.nextElementSibling && part.nextElementSibling.matches("ins.new") && part.nextSibling === part.nextElementSibling) part.nextElementSibling.remove();
    }
    if (words && parts.length) parts[parts.length - 1].after(element("ins", words, { className: "new" }));
  }
};
const act = (note, action) => ({
  accept: () => accept(note, 0),
  write: () => write(note),
  vocabulary: () => decide(note, "vocabulary"),
  dismiss: () => ask("Dismiss this finding", "Reason", (reason, by) => decide(note, "dismiss", { reason, by })),
  ask: () => ask("Ask the author", "Question", (reason, by) => decide(note, "ask", { reason, by })),
  checked: () => ask("Mark this claim as checked", "Source (an address or a title)", (source, by) => decide(note, "checked", { source, by })),
  undo: () => undo(note),
}[action])();

// Each note gets its buttons: a fix is one itself.
const decidable = all(".note:not(.off), tr[data-claim]");
for (const note of decidable) {
  all("span[data-fix]", note).forEach((fix, number) => {
    const made = element("button", fix.textContent, { type: "button", className: "fix", title: "Accept this" });
    made.dataset.fix = fix.dataset.fix;
    made.dataset.title = fix.textContent;
    if (fix.dataset.new !== undefined) made.dataset.new = fix.dataset.new;
    made.addEventListener("click", () => accept(note, number));
    fix.replaceWith(made);
  });
}
const button = (note, text, action) => {
  const made = element("button", text, { type: "button" });
  made.addEventListener("click", () => act(note, action));
  return made;
};
const drawn = new WeakMap();
const draw = (note) => {
  const made = decisions.get(keyOf(note));
  const said = made ? `${ACTIONS[made.action]}: ${made.reason || made.source || made.title || made.words}` : "";
  if (drawn.get(note) === said) return;
  if (said || drawn.has(note)) preview(note, made);
  drawn.set(note, said);
  const acts = note.querySelector(".acts");
  const focused = note.contains(document.activeElement) && document.activeElement !== note;
  acts.hidden = false;
  note.classList.toggle("decided", Boolean(made));
  for (const fix of all("[data-fix]", note)) fix.setAttribute("aria-pressed", String(Boolean(made) && made.action === "accept" && made.fix === Number(fix.dataset.fix)));
  if (made) acts.replaceChildren(element("span", said, { className: "decision" }), button(note, "Undo", "undo"));
  else if (note.dataset.claim) acts.replaceChildren(button(note, "Checked…", "checked"));
  else {
    acts.replaceChildren(...(note.dataset.words ? [button(note, "Write…", "write")] : []), button(note, "Dismiss…", "dismiss"), button(note, "Ask author…", "ask"));
    if (note.dataset.rule.startsWith("spelling.")) acts.append(button(note, "Add to vocabulary", "vocabulary"));
  }
  if (note.matches(".note")) fit(note);
  if (focused) acts.querySelector("button").focus({ preventScroll: true });
};

// Questions about words that are not marked: select them, and ask.
const asker = element("button", "Ask the author…", { type: "button", className: "asker", hidden: true });
document.body.append(asker);
const selected = () => {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const from = range.commonAncestorContainer;
  const text = (from.nodeType === 1 ? from : from.parentElement).closest(".text");
  const words = chosen.toString().replace(/\s+/g, " ").trim();
  return text && words ? { row: text.closest(".row"), words: words.slice(0, 300), place: range.getBoundingClientRect() } : null;
};
const wonder = () => {
  const found = selected();
  asker.hidden = true;
  if (!found) return;
  ask(`Ask the author about “${found.words}”`, "Question", (reason, by) => {
    const path = found.row.closest(".article").dataset.path;
    const fingerprint = `query-${Date.now().toString(36)}`;
    decisions.set(key(path, fingerprint), { path, fingerprint, rule: "", words: found.words, action: "query", at: today(), line: Number(found.row.dataset.line), reason, by });
    keep();
    say(ACTIONS.query);
  });
};
asker.addEventListener("click", wonder);
document.addEventListener("selectionchange", () => {
  const found = selected();
  asker.hidden = !found;
  if (!found) return;
  asker.style.left = `${Math.max(8, Math.min(found.place.left, innerWidth - 160)) + scrollX}px`;
  asker.style.top = `${found.place.bottom + 8 + scrollY}px`;
});
const queries = () => {
  for (const old of all(".query")) old.remove();
  for (const [name, made] of decisions) {
    if (made.action !== "query") continue;
    const article = all(".article").find((one) => one.dataset.path === made.path);
    const row = article && all(".row", article).filter((one) => Number(one.dataset.line) <= (made.line || 0)).pop();
    if (!row) continue;
    const line = element("p", "", { className: "query" });
    const gone = element("button", "Undo", { type: "button" });
    gone.addEventListener("click", () => { decisions.delete(name); keep(); say("Undone"); });
    line.append(element("strong", `${made.by || "The editor"} asks: `), `${made.reason} `, element("q", made.words), " ", gone);
    row.querySelector(".text").append(line);
  }
};

// Whose decisions these are.
const named = (name) => {
  if (name) kept.set("edlint-name", name);
  for (const field of all("[data-name]")) field.value = kept.get("edlint-name") || "";
};
for (const field of all("[data-name]")) field.addEventListener("change", () => { kept.set("edlint-name", field.value.trim()); show(); });
named("");
const show = () => {
  decidable.forEach(draw);
  queries();
  progress(decisions);
  for (const tools of all(".tools")) tools.dataset.empty = decisions.size ? "no" : "yes";
  for (const counter of all('[data-count="decisions"]')) counter.textContent = String(decisions.size);
};

document.addEventListener("keydown", (event) => {
  if (!typing(event) && !dialog.open && keys() && event.key === "q" && selected()) {
    event.preventDefault();
    return wonder();
  }
  if (typing(event) || dialog.open || !keys() || !current || current.classList.contains("off")) return;
  const decided = decisions.has(keyOf(current));
  const action = { a: "accept", w: "write", d: "dismiss", q: "ask", u: "undo" }[event.key];
  if (/^[1-9]$/.test(event.key) && !decided) accept(current, Number(event.key) - 1);
  if (!action || decided !== (action === "undo")) return;
  event.preventDefault();
  act(current, action);
});
// Another tab with another article of the same report decides as well.
addEventListener("storage", (event) => { if (event.key === store) { decisions = load(); show(); } });
for (const tools of all(".tools")) tools.hidden = false;
show();
