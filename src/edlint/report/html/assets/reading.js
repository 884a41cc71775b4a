// The article: from mark to note and back, next and previous, what is shown on demand.
let current = null;
const notes = all(".note");
const visible = (note) => note.checkVisibility ? note.checkVisibility() : note.offsetParent !== null;
const wide = matchMedia("(min-width: 62.01rem)");
// Notes that would tear the text apart collapse to a line each, and open beside it.
const GAP = 90;
const crowded = all(".row.noted").filter((row) => {
  const [text, beside] = [row.querySelector(".text"), row.querySelector(".notes")];
  const shown = beside ? all(".note", beside).filter(visible) : [];
  const gap = shown.length && shown[shown.length - 1].getBoundingClientRect().bottom - text.getBoundingClientRect().top - text.firstElementChild.offsetHeight;
  return gap > (shown.length > 1 ? GAP : 1.5 * GAP);
});
for (const row of crowded) row.classList.add("dense");
// What is still longer than its text stands beside the next rows, where these have no notes.
for (const row of crowded) {
  const [text, beside] = [row.querySelector(".text"), row.querySelector(".notes")];
  let room = 0;
  for (let next = row.nextElementSibling; next && next.matches(".row:not(.noted)"); next = next.nextElementSibling) room += next.offsetHeight;
  beside.style.setProperty("--over", `${-Math.max(0, Math.min(room, beside.offsetHeight - text.offsetHeight))}px`);
}
const still = matchMedia("(prefers-reduced-motion: reduce)");
// Where notes are collapsed, the current one opens over what stands below it, so that the text does not move; once it is
// decided, it is a line again.
const fit = (note) => {
  note.style.marginBottom = "";
  if (note !== current || !note.closest(".dense") || !wide.matches) return;
  const height = () => note.getBoundingClientRect().height;
  const opened = height();
  note.classList.remove("current");
  const [closed, below] = [height(), parseFloat(getComputedStyle(note).marginBottom)];
  note.classList.add("current");
  note.style.marginBottom = `${below - opened + closed}px`;
};
const go = (note, { scroll = true } = {}) => {
  if (note === current) return;
  for (const old of all(".current")) { old.classList.remove("current"); old.style.marginBottom = ""; }
  current = note;
  if (!note) return;
  const marks = all(`mark[data-note="${note.id}"]`);
  for (const part of [note, ...marks]) part.classList.add("current");
  fit(note);
  const stops = all(".note:not(.off)", note.closest(".article")).filter(visible);
  const place = note.closest(".article").querySelector("[data-place]");
  if (place) place.textContent = stops.includes(note) ? `${stops.indexOf(note) + 1} of ${stops.length}` : "";
  if (!scroll) return;
  (marks[0] || note).scrollIntoView({ block: "center", behavior: still.matches ? "instant" : "auto" });
  note.focus({ preventScroll: true });
};
const step = (by) => {
  const stops = notes.filter((note) => !note.classList.contains("off") && visible(note));
  if (!stops.length) return say("Nothing is marked.");
  let index = stops.indexOf(current);
  // A note that was hidden in the meantime: go on from where it stands.
  if (index < 0 && current) index = notes.filter((note) => stops.includes(note) && notes.indexOf(note) <= notes.indexOf(current)).length - (by > 0 ? 1 : 0);
  else if (index < 0 && by < 0) index = 0;
  go(stops[(index + by + stops.length) % stops.length]);
};

document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-note]");
  const note = mark && document.getElementById(mark.dataset.note);
  if (note && visible(note)) {
    // A mark inside a link leads to its note first; a second click follows the link.
    if (mark.closest("a") && note !== current) event.preventDefault();
    go(note);
  } else {
    const inside = event.target.closest(".note");
    if (inside) go(inside, { scroll: false });
  }
});
document.addEventListener("focusin", (event) => {
  const note = event.target.closest(".note");
  if (note) go(note, { scroll: false });
});

// What is shown on demand; a choice lasts for the next pages too.
const CHOICES = ["paths", "shaded", "claims", "suggestions", "suppressed"];
const choose = (name, on) => {
  document.body.classList.toggle(name, on);
  for (const box of all(`[data-do="${name}"]`)) box.checked = on;
};
for (const name of CHOICES) choose(name, kept.get(`edlint-show-${name}`) === "yes");
document.addEventListener("change", (event) => {
  const name = event.target.dataset.do;
  if (!CHOICES.includes(name)) return;
  choose(name, event.target.checked);
  kept.set(`edlint-show-${name}`, event.target.checked ? "yes" : "no");
});

// Keys are letters alone, so they can be turned off (WCAG 2.1.4).
const keys = () => kept.get("edlint-keys") !== "no";
const KEYS = [["j", "next finding"], ["k", "previous finding"], ["a", "accept the first fix"], ["1 to 9", "accept that fix"], ["d", "dismiss, with a reason"], ["w", "write your own correction"], ["q", "ask the author, of the finding or of the words that are selected"], ["u", "undo"]];
const explain = () => {
  const list = element("dl", "", { className: "keys" });
  for (const [key, what] of KEYS) {
    const line = element("div");
    const term = element("dt");
    term.append(element("kbd", key));
    line.append(term, element("dd", what));
    list.append(line);
  }
  const box = element("input", "", { type: "checkbox", checked: keys() });
  box.addEventListener("change", () => kept.set("edlint-keys", box.checked ? "yes" : "no"));
  const label = element("label", "", { className: "box" });
  label.append(box, " Use these keys");
  question("Keys", [list, label], "", () => {});
};
document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-do]");
  const does = { next: () => step(1), previous: () => step(-1), keys: explain };
  if (asked && does[asked.dataset.do]) does[asked.dataset.do]();
});
document.addEventListener("keydown", (event) => {
  if (typing(event) || dialog.open || !keys()) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});
