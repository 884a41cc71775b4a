// Decisions: one about each finding or claim, kept in this browser.
// The pages of a folder share what they keep, so that one export has it all.
const store = `edlint-decisions:${document.body.dataset.kind === "single" ? location.pathname : location.pathname.replace(/[^/]*$/, "")}`;
const ACTIONS = { accept: "Accepted", dismiss: "Dismissed", ask: "Asked the author", vocabulary: "Into the vocabulary", checked: "Checked" };
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
      at: new Date().toISOString().slice(0, 10),
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
    kept.set("edlint-name", name.value.trim());
    done(reason.value.trim(), name.value.trim());
  });
  reason.focus();
};
const accept = (note, number) => {
  const fix = all("[data-fix]", note)[number];
  if (fix) decide(note, "accept", { fix: Number(fix.dataset.fix), title: fix.dataset.title });
  else say("There is no such fix.");
};
const act = (note, action) => ({
  accept: () => accept(note, 0),
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
  drawn.set(note, said);
  const acts = note.querySelector(".acts");
  const focused = note.contains(document.activeElement) && document.activeElement !== note;
  acts.hidden = false;
  note.classList.toggle("decided", Boolean(made));
  for (const fix of all("[data-fix]", note)) fix.setAttribute("aria-pressed", String(Boolean(made) && made.action === "accept" && made.fix === Number(fix.dataset.fix)));
  if (made) acts.replaceChildren(element("span", said, { className: "decision" }), button(note, "Undo", "undo"));
  else if (note.dataset.claim) acts.replaceChildren(button(note, "Checked…", "checked"));
  else {
    acts.replaceChildren(button(note, "Dismiss…", "dismiss"), button(note, "Ask author…", "ask"));
    if (note.dataset.rule.startsWith("spelling.")) acts.append(button(note, "Add to vocabulary", "vocabulary"));
  }
  if (focused) acts.querySelector("button").focus();
};
const show = () => {
  decidable.forEach(draw);
  for (const tools of all(".tools")) tools.dataset.empty = decisions.size ? "no" : "yes";
  for (const counter of all('[data-count="decisions"]')) counter.textContent = String(decisions.size);
};

document.addEventListener("keydown", (event) => {
  if (typing(event) || dialog.open || !keys() || !current || current.classList.contains("off")) return;
  const decided = decisions.has(keyOf(current));
  const action = { a: "accept", d: "dismiss", q: "ask", u: "undo" }[event.key];
  if (/^[1-9]$/.test(event.key) && !decided) accept(current, Number(event.key) - 1);
  if (!action || decided !== (action === "undo")) return;
  event.preventDefault();
  act(current, action);
});
// Another tab with another article of the same report decides as well.
addEventListener("storage", (event) => { if (event.key === store) { decisions = load(); show(); } });
for (const tools of all(".tools")) tools.hidden = false;
show();
