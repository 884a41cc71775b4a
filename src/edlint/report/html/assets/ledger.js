// The ledger: what a fact-checker fills in is kept in this browser and leaves as decisions of edlint.
const store = `edlint-ledger:${location.pathname}`;
const today = () => { const now = new Date(); return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10); };
let filled = {};
try { filled = JSON.parse(kept.get(store)) || {}; } catch { /* what is damaged is forgotten */ }
const rows = all("tr[data-claim]").map((row) => ({
  row,
  article: row.closest("[data-article]"),
  words: row.textContent.toLowerCase(),
  inputs: all("input", row),
  key: `${row.closest("[data-article]").dataset.path}\n${row.dataset.claim}`,
}));
const done = (one) => { const made = filled[one.key]; return Boolean(made && made.source.trim() && made.by.trim()); };
const show = () => {
  for (const one of rows) one.row.classList.toggle("decided", done(one));
  const count = rows.filter(done).length;
  for (const counter of all('[data-count="checked"]')) counter.textContent = String(count);
};
for (const one of rows) {
  for (const input of one.inputs) {
    input.value = (filled[one.key] || {})[input.name] || "";
    input.addEventListener("change", () => {
      const values = Object.fromEntries(one.inputs.map((each) => [each.name, each.value]));
      // A name is typed once; the day is today unless another is said.
      if (values.source.trim() && !values.by) values.by = kept.get("edlint-name") || "";
      if (values.source.trim() && !values.on) values.on = today();
      if (values.by.trim()) kept.set("edlint-name", values.by.trim());
      for (const each of one.inputs) each.value = values[each.name];
      filled[one.key] = values;
      kept.set(store, JSON.stringify(filled));
      show();
    });
  }
}
const decisions = () => rows.filter(done).map((one) => {
  const made = filled[one.key];
  return {
    path: one.article.dataset.path,
    fingerprint: one.row.dataset.claim,
    action: "checked",
    words: one.row.dataset.words,
    source: made.source.trim(),
    by: made.by.trim(),
    at: made.on || today(),
  };
});
const exported = () => {
  const found = decisions();
  if (!found.length) return question("Nothing to export", [element("p", "Fill in a source and a name first.")], "", () => {});
  const address = URL.createObjectURL(new Blob([JSON.stringify({ schema: 1, decisions: found }, null, 2)], { type: "application/json" }));
  const link = element("a", "", { href: address, download: "edlint-checked.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
const forget = () => question("Forget what was filled in?", [element("p", "Export first what is still needed.")], "Forget it", () => {
  filled = {};
  kept.set(store, "{}");
  for (const one of rows) for (const input of one.inputs) input.value = "";
  show();
});
document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-do]");
  const does = { export: exported, clear: forget };
  if (tool && does[tool.dataset.do]) does[tool.dataset.do]();
});

const filter = document.querySelector(".filter");
const narrow = () => {
  const { search, status, kind, article, shown } = filter.elements;
  const words = search.value.trim().toLowerCase();
  const fits = { "": () => true, open: (one) => one.row.dataset.status === "unsourced" && !done(one), checked: done };
  let count = 0;
  for (const one of rows) {
    const right = fits[status.value] || ((each) => each.row.dataset.status === status.value);
    const fit = right(one) && (!kind.value || one.row.dataset.kind === kind.value) && one.words.includes(words)
      && (!article || !article.value || one.article.dataset.article === article.value);
    one.row.hidden = !fit;
    count += fit ? 1 : 0;
  }
  for (const part of all("[data-article]")) part.hidden = rows.some((one) => one.article === part) && !rows.some((one) => one.article === part && !one.row.hidden);
  shown.value = `${count} of ${rows.length}`;
};
filter.addEventListener("input", narrow);
filter.addEventListener("submit", (event) => event.preventDefault());
for (const tools of all(".tools")) tools.hidden = false;
show();
narrow();
