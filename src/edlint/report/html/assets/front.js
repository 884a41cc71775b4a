// The front page: search, filter, sort.
let progress = () => {};
const filter = document.querySelector(".filter");
const table = document.querySelector(".files");
if (filter && table) {
  const lines = all("tbody tr", table).map((row) => ({
    row,
    words: row.textContent.toLowerCase(),
    families: row.dataset.families.split(" "),
    errors: Number(row.dataset.errors),
    warnings: Number(row.dataset.warnings),
    unsourced: Number(row.dataset.unsourced),
    path: row.dataset.path,
    total: Number(row.dataset.total),
    author: row.dataset.author.toLowerCase(),
    decided: 0,
    mine: false,
  }));
  const fits = {
    all: () => true,
    error: (line) => line.errors > 0,
    warning: (line) => line.errors + line.warnings > 0,
    unsourced: (line) => line.unsourced > 0,
    undecided: (line) => line.decided < line.total,
    mine: (line) => line.mine,
    clean: (line) => line.errors + line.warnings + line.unsourced === 0,
  };
  const apply = () => {
    const { search, show, family, shown } = filter.elements;
    const words = search.value.trim().toLowerCase();
    let count = 0;
    for (const line of lines) {
      const fit = fits[show.value](line) && (!family.value || line.families.includes(family.value)) && line.words.includes(words);
      line.row.hidden = !fit;
      count += fit ? 1 : 0;
    }
    shown.value = `${count} of ${lines.length}`;
  };
  // Decisions are kept for all pages of a report: this one counts them as they are made, here or in another tab.
  progress = (decisions) => {
    const me = (kept.get("edlint-name") || "").toLowerCase();
    const made = new Map();
    for (const one of decisions.values()) made.set(one.path, [...(made.get(one.path) || []), one]);
    let decided = 0;
    let total = 0;
    for (const line of lines) {
      const mine = made.get(line.path) || [];
      line.decided = Math.min(line.total, mine.filter((one) => one.action !== "query").length);
      line.mine = Boolean(me) && (line.author.includes(me) || mine.some((one) => (one.by || "").toLowerCase() === me));
      decided += line.decided;
      total += line.total;
      const cell = line.row.querySelector("[data-progress]");
      if (cell && line.total) cell.textContent = `${line.decided} of ${line.total}`;
      line.row.classList.toggle("done", line.total > 0 && line.decided === line.total);
    }
    for (const place of all("[data-decided]")) place.textContent = `${decided} of ${total} decided`;
    apply();
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("submit", (event) => event.preventDefault());
  apply();
  sortable(table, lines.map((line) => line.row));
}
