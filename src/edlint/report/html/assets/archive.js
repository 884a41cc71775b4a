// The page of an archive: every table can be sorted and searched; a sheet keeps what is said of its findings.
for (const table of all("table.sortable")) {
  const rows = all("tbody tr", table);
  const filter = table.closest("section")?.querySelector(".filter");
  if (filter && filter.nextElementSibling?.contains(table)) {
    const words = rows.map((row) => row.textContent.toLowerCase());
    const apply = () => {
      const sought = filter.elements.search.value.trim().toLowerCase();
      rows.forEach((row, index) => { row.hidden = !words[index].includes(sought); });
      filter.elements.shown.value = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
    };
    filter.addEventListener("input", apply);
    filter.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }
  sortable(table, rows);
}

const sheet = document.querySelector(".sheet");
if (sheet) {
  const key = `edlint-sheet ${sheet.dataset.run} ${sheet.dataset.rule}`;
  const items = all("li", sheet);
  const verdicts = () => items
    .map((item) => ({ id: item.dataset.id, fingerprint: item.dataset.fingerprint, verdict: item.querySelector("input:checked")?.value }))
    .filter((one) => one.verdict);
  const show = () => {
    const said = verdicts();
    const right = said.filter((one) => one.verdict === "right").length;
    const wrong = said.filter((one) => one.verdict === "wrong").length;
    const share = right + wrong ? `; ${Math.round((100 * right) / (right + wrong))}% right` : "";
    document.querySelector(".precision").value = `${said.length} of ${items.length} judged${share}`;
  };
  const before = new Map(JSON.parse(kept.get(key) || "[]").map((one) => [`${one.id} ${one.fingerprint}`, one.verdict]));
  for (const item of items) {
    const verdict = before.get(`${item.dataset.id} ${item.dataset.fingerprint}`);
    for (const input of all("input", item)) input.checked = input.value === verdict;
  }
  sheet.addEventListener("change", () => { kept.set(key, JSON.stringify(verdicts())); show(); });
  document.querySelector("[data-do=save]").addEventListener("click", () => {
    const data = JSON.stringify({ schema: 1, run: sheet.dataset.run, rule: sheet.dataset.rule, verdicts: verdicts() }, null, 1);
    const link = element("a", "", { href: URL.createObjectURL(new Blob([data], { type: "application/json" })), download: `judged-${sheet.dataset.rule}.json` });
    link.click();
    URL.revokeObjectURL(link.href);
    say("Saved");
  });
  show();
}
