// The front page: search, filter, sort.
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
  }));
  const fits = {
    all: () => true,
    error: (line) => line.errors > 0,
    warning: (line) => line.errors + line.warnings > 0,
    unsourced: (line) => line.unsourced > 0,
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
  filter.addEventListener("input", apply);
  filter.addEventListener("submit", (event) => event.preventDefault());
  apply();

  const heads = all("thead th", table);
  heads.forEach((head, column) => {
    const button = element("button", head.textContent, { type: "button" });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = ({ row }) => { const cell = row.cells[column]; return cell ? cell.dataset.value || cell.textContent.trim() : ""; };
      const number = (line) => { const value = parseFloat(text(line)); return Number.isNaN(value) ? -Infinity : value; };
      const order = head.dataset.sort === "number" ? (a, b) => number(a) - number(b) || 0 : (a, b) => text(a).localeCompare(text(b));
      lines.sort((a, b) => (down ? -order(a, b) : order(a, b)));
      table.tBodies[0].append(...lines.map((line) => line.row));
      say(`Sorted by ${button.textContent}, ${down ? "descending" : "ascending"}`);
    });
  });
}
