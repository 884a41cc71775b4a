// Decisions leave the page as one file, come in from one, or go to `edlint serve`, which also says when a file was saved.
const served = document.querySelector('meta[name="edlint-token"]');
const bundle = () => JSON.stringify({ schema: 1, decisions: [...decisions.values()] }, null, 2);

const exported = () => {
  const address = URL.createObjectURL(new Blob([bundle()], { type: "application/json" }));
  const link = element("a", "", { href: address, download: "edlint-decisions.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

const FIELDS = ["path", "fingerprint", "rule", "words", "action", "at", "title", "text", "reason", "by", "source"];
const sound = (one) => one !== null && typeof one === "object" && typeof one.path === "string" && typeof one.fingerprint === "string" && Object.hasOwn(ACTIONS, one.action);
const does = (one) => JSON.stringify([one.action, one.action === "accept" ? one.title || one.fix : "", one.text || "", one.reason || "", one.source || ""]);
const told = (one) => [ACTIONS[one.action], one.reason || one.source || one.title || "", [one.by, one.at].filter(Boolean).join(", ")].filter(Boolean).join("; ");
const taken = (text) => {
  const data = JSON.parse(text);
  if (data === null || data.schema !== 1 || !Array.isArray(data.decisions)) throw new Error("no decisions of edlint");
  const good = data.decisions.filter(sound);
  const conflicts = [];
  for (const one of good) {
    const clean = Object.fromEntries(FIELDS.filter((name) => typeof one[name] === "string").map((name) => [name, one[name]]));
    for (const name of ["fix", "line"]) if (Number.isInteger(one[name]) && one[name] >= 0) clean[name] = one[name];
    const mine = decisions.get(key(clean.path, clean.fingerprint));
    // What was decided here in another way stays: a conflict is shown, never overwritten.
    if (mine && does(mine) !== does(clean)) conflicts.push(`“${clean.words || mine.words}”: ${told(mine)} here, ${told(clean)} in the file`);
    else decisions.set(key(clean.path, clean.fingerprint), clean);
  }
  return [good.length - conflicts.length, data.decisions.length - good.length, conflicts];
};
const imported = () => {
  const input = element("input", "", { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", async () => {
    let line;
    let clashes = [];
    try {
      const [good, bad, conflicts] = taken(await input.files[0].text());
      keep();
      line = `${counted(good, "decision")} taken in${bad ? `, ${bad} refused: not decisions` : ""}.`;
      clashes = conflicts;
    } catch { line = "This file has no decisions of edlint."; }
    const list = element("ul", "", { className: "plan" });
    for (const clash of clashes) list.append(element("li", `Conflict, left as it was: ${clash}`, { className: "refused" }));
    question("Import", [element("p", line), list], "", () => {});
  });
  input.click();
};
const forget = () => question("Forget all decisions?", [element("p", `In this browser: ${counted(decisions.size, "decision")}. Export first what is still needed.`)], "Forget them", () => {
  decisions.clear();
  keep();
});

const send = async (address, body, more = {}) => {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", "X-Edlint-Token": served.content, ...more }, body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const listed = (plan) => {
  const list = element("ul", "", { className: "plan" });
  for (const line of plan.done) list.append(element("li", line));
  for (const line of plan.refused) list.append(element("li", `Refused: ${line}`, { className: "refused" }));
  return list;
};
const failed = (error) => question("Nothing was written", [element("p", error.message || "edlint serve does not answer.")], "", () => {});
const colours = { "+": "added", "-": "removed", "@": "place" };
const coloured = (text) => {
  const shown = element("pre", "", { tabIndex: 0 });
  shown.setAttribute("aria-label", "Diff");
  for (const line of text.split("\n")) shown.append(element("span", `${line}\n`, { className: colours[line[0]] || "" }));
  return shown;
};
const review = async () => {
  const body = bundle();
  const plan = await send("/plan", body);
  const diff = plan.diff ? coloured(plan.diff) : element("p", "No file changes.");
  question("What will be written", [listed(plan), diff], "Write this", async () => {
    try {
      const written = await send("/apply", body, { "X-Edlint-Diff": plan.name });
      const left = new Set(written.left);
      decisions = new Map([...decisions].filter((_, index) => left.has(index)));
      keep();
      if (written.refused.length) question("Written, but for these", [listed({ done: [], refused: written.refused })], "", () => {});
      else location.reload();
    } catch (error) { failed(error); }
  });
};
document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-do]");
  const does = { export: exported, import: imported, clear: forget, write: () => review().catch(failed) };
  if (tool && does[tool.dataset.do]) does[tool.dataset.do]();
});

// Under `edlint serve`, the page follows the files.
if (served) {
  const version = document.querySelector('meta[name="edlint-version"]').content;
  setInterval(async () => {
    try {
      const answer = await fetch("/version", { headers: { "X-Edlint-Token": served.content } });
      if (answer.ok && !dialog.open && (await answer.text()) !== version) location.reload();
    } catch { /* the server has ended; the page stays readable */ }
  }, 1000);
}
