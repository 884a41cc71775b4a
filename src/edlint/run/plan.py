"""The plan for a set of decisions: fixes, words, waivers and dismissals, shown as a diff before they are written."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from edlint.config import toml
from edlint.config.files import WORDS
from edlint.config.links import resolve_inside
from edlint.config.load import Loaded
from edlint.config.waivers import NAME as WAIVERS
from edlint.lint.correct import correction
from edlint.lint.fix import apply
from edlint.model.claim import ClaimStatus
from edlint.model.errors import ConfigError, EdlintError
from edlint.model.finding import Finding, Fix, Safety
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.parse import rewritten
from edlint.run import baseline
from edlint.run.decisions import Decision
from edlint.run.fix import FileChange, diff, save_change
from edlint.run.vocabulary import accepted_file
from edlint.run.write import atomically


@dataclass(frozen=True)
class Plan:
    """The effects of decisions: `done` and `refused` are messages, one each; the rest is what `write` writes.

    `texts` maps other files (the baseline, vocabulary and waivers) to their old and new text. `left` are the indexes of
    decisions that stay open: the refused ones, and questions to the author, which no file of the repository can store.
    """

    done: list[str]
    refused: list[str]
    left: set[int] = field(default_factory=set)
    changes: tuple[FileChange, ...] = ()
    texts: Mapping[Path, tuple[str, str]] = field(default_factory=dict)

    @property
    def diff(self) -> str:
        """Return all changes as a unified diff."""
        parts = [diff(change) for change in self.changes]
        for path, (old, new) in self.texts.items():
            name = path.name
            parts.append(diff(FileChange(name, Source(name, "text", old), Source(name, "text", new), 0)))
        return "".join(parts)

    @property
    def name(self) -> str:
        """Return a digest of the plan, which shows whether a plan is still the one that was shown."""
        return hashlib.sha256("\0".join([self.diff, *self.done, *self.refused]).encode()).hexdigest()


def planned(decisions: Sequence[Decision], report: Report, loaded: Loaded) -> Plan:
    """Return the plan for decisions on the files in `report`; nothing is written.

    A decision is refused if its file was not checked, or if its finding or claim no longer exists because the text has
    changed since the page was made.
    """
    made = _Made(loaded)
    files = {file.path: file for file in report.files}
    seen: dict[tuple[str, str], Decision] = {}
    for number, decision in enumerate(decisions):
        file = files.get(decision.path)
        first = seen.setdefault((decision.path, decision.fingerprint), decision)
        if first is not decision:
            reason = f"decided twice; the first decision, {first.action}, is taken"
        elif file is None or file.source is None:
            reason = "no such file among those checked"
        else:
            reason = made.take(number, decision, file)
        if reason:
            made.refused.append(f"{_name(decision)}: {reason}")
            made.left.add(number)
    return made.plan(files, decisions)


def write(plan: Plan, named: Iterable[str] = (".",)) -> None:
    """Write the plan's changes, each file atomically; messages about those that failed are added to `refused`."""
    for change in plan.changes:
        reason = save_change(change, list(named))
        if reason:
            plan.refused.append(f"{change.before.path}: not written: {reason}")
    for path, (_, new) in plan.texts.items():
        atomically(path, new.encode(), inside=path.parent)


def _name(decision: Decision) -> str:
    return f"{decision.path}: {decision.action} “{decision.words or decision.fingerprint}”"


class _Made:
    """Collects the effects of decisions."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._fixes: dict[str, list[tuple[int, Finding]]] = {}
        self._words: list[str] = []
        self._waivers: list[str] = []
        self._dismissed: list[baseline.BaselineEntry] = []
        self.done: list[str] = []
        self.refused: list[str] = []
        self.left: set[int] = set()

    def take(self, number: int, decision: Decision, file: FileReport) -> str:
        """Record one decision; return why it is refused, or ""."""
        if decision.action == "checked":
            return self._checked(decision, file)
        if decision.action == "query":
            self.left.add(number)
            who = decision.by or "the editor"
            self.done.append(
                f"{file.path}:{decision.line or 1}: {who} asks about “{decision.words}”: {decision.reason}"
            )
            return ""
        found = [f for f in file.findings if f.fingerprint == decision.fingerprint]
        if not found:
            return "the text has changed: no such finding there now"
        finding = next((f for f in found if f.suppressed is None), None)
        if finding is None:
            said = found[0].suppressed
            return f"it does not count already ({said.by}: {said.reason})" if said else ""
        if decision.action in {"accept", "correct"}:
            return self._fix(number, decision, file, finding)
        if decision.action == "ask":
            self.left.add(number)
        actions: dict[str, Callable[[Decision, FileReport, Finding], str]] = {
            "dismiss": self._dismiss,
            "ask": self._ask,
            "vocabulary": self._vocabulary,
        }
        return actions[decision.action](decision, file, finding)

    def _fix(self, number: int, decision: Decision, file: FileReport, finding: Finding) -> str:
        if decision.action == "correct":
            if file.document is None:
                return "the article was not kept"
            try:
                edit = correction(file.document, finding.span, decision.text)
            except EdlintError as error:
                return str(error)
            chosen = Fix(f"Write “{decision.text}”", Safety.SAFE, (edit,))
        elif decision.fix >= len(finding.fixes):
            return "the finding has no such fix now"
        else:
            chosen = finding.fixes[decision.fix]
        if decision.title and decision.title != chosen.title:
            return f"the fix is another one now: {chosen.title}"
        accepted = replace(finding, fixes=(chosen._replace(safety=Safety.SAFE),))
        self._fixes.setdefault(file.path, []).append((number, accepted))
        self.done.append(f"{_place(file, finding)}: {chosen.title}")
        return ""

    def _dismiss(self, decision: Decision, file: FileReport, finding: Finding) -> str:
        if not decision.reason or not decision.by:
            return "a finding is dismissed with a reason and a name"
        self._dismissed.append(
            baseline.BaselineEntry.of(
                file, finding, self._loaded.folder, reason=decision.reason, by=decision.by
            )
        )
        self.done.append(f"{_place(file, finding)}: dismissed by {decision.by}: {decision.reason}")
        return ""

    def _ask(self, decision: Decision, file: FileReport, finding: Finding) -> str:
        self.done.append(
            f"{_place(file, finding)}: {decision.by or 'the editor'} asks the author: {decision.reason}"
        )
        return ""

    def _vocabulary(self, _decision: Decision, file: FileReport, finding: Finding) -> str:
        if finding.family != "spelling":
            return "only a word that spelling marked can go into the vocabulary"
        if not self._loaded.settings.vocabulary.accept:
            return "no vocabulary file is configured; `edlint init` makes one"
        try:
            accepted_file(self._loaded)
        except ConfigError as error:
            return str(error)
        self._words.append(finding.text)
        self.done.append(f"{_place(file, finding)}: “{finding.text}” goes into the vocabulary")
        return ""

    def _checked(self, decision: Decision, file: FileReport) -> str:
        claim = next((c for c in file.claims if c.fingerprint == decision.fingerprint), None)
        if claim is None:
            return "the text has changed: no such claim there now"
        if claim.status is ClaimStatus.WAIVED:
            return f"it is waived already: {claim.waiver}"
        if not decision.source or not decision.by:
            return "a claim is checked with its source and a name"
        today = date.today()  # noqa: DTZ011 - a calendar day, where the editor sits
        until = today.replace(year=today.year + 1, day=min(today.day, 28))
        self._waivers.append(
            f"\n[[claims]]  # {_toml(claim.text)}\nclaim = {json.dumps(claim.fingerprint)}\n"
            f"reason = {_toml(f'checked on {decision.at or today.isoformat()}: {decision.source}')}\nby = {_toml(decision.by)}\nuntil = {until.isoformat()}\n"
        )
        self.done.append(f"{file.path}: “{claim.text}” checked by {decision.by}: {decision.source}")
        return ""

    def plan(self, files: Mapping[str, FileReport], decisions: Sequence[Decision]) -> Plan:
        """Return the plan with everything that was recorded."""
        changes = []
        for path, findings in self._fixes.items():
            source = files[path].source
            if source is None:
                continue
            applied = apply(source.text, [finding for _, finding in findings])
            prints = {finding.fingerprint for finding in applied.findings}
            for number, finding in findings:
                if finding.fingerprint not in prints:
                    self.left.add(number)
                    self.refused.append(
                        f"{_name(decisions[number])}: it overlaps another fix; apply again, on the text as it is then"
                    )
                    self.done.remove(f"{_place(files[path], finding)}: {finding.fixes[0].title}")
            changes.append(FileChange(path, source, rewritten(source, applied.text), len(applied.findings)))
        texts: dict[Path, tuple[str, str]] = {}

        def put(name: str | Path, new: Callable[[str], str]) -> None:
            file = Path(resolve_inside(name, self._loaded.folder))
            old = _read(file)
            texts[file] = (old, new(old))

        if self._words:
            put(accepted_file(self._loaded), lambda old: _with_words(old, self._words))
        if self._waivers:
            put(WAIVERS, lambda old: old + "".join(self._waivers))
        if self._dismissed:
            put(baseline.NAME, lambda old: baseline.joined(old, self._dismissed))
        return Plan(self.done, self.refused, self.left, tuple(changes), texts)


def _place(file: FileReport, finding: Finding) -> str:
    line = file.source.place(finding.span.start).line if file.source else 1
    return f"{file.path}:{line}"


def _with_words(text: str, words: Iterable[str]) -> str:
    """Return a vocabulary's text with more words, one a line, where they are not in it yet."""
    known = {line.partition(" #")[0].strip() for line in text.splitlines()}
    end = "" if not text or text.endswith("\n") else "\n"
    return text + end + "".join(f"{word}\n" for word in dict.fromkeys(words) if word not in known)


def _read(path: Path) -> str:
    return toml.read_text(path, WORDS) if path.is_file() else ""


def _toml(text: str) -> Any:
    """Return the text as a TOML basic string: JSON's escapes are valid in TOML, which needs DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
