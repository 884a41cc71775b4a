"""The baseline: findings that existed when edlint was introduced, and that do not count until their words change.

`edlint-baseline.jsonl` is in the configuration's folder. Its first line gives the version of the format; each other
line is one finding: the file (relative to the baseline's folder, with `/`), the rule, the words and the fingerprint.
The lines are written sorted, so that git merges changes of two branches; the reader accepts any order.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from edlint.config import toml
from edlint.config.files import WORDS
from edlint.config.globs import relative_to
from edlint.config.load import Loaded
from edlint.config.resolve import profile_for
from edlint.model.checker import ENGINES
from edlint.model.errors import ConfigError
from edlint.model.finding import Finding, Severity, Suppression
from edlint.model.report import FileReport, Report
from edlint.model.rule import Rule
from edlint.run import rates
from edlint.run.spool import spooled
from edlint.run.write import atomically

NAME = "edlint-baseline.jsonl"
VERSION = 1
_HEAD = "edlint-baseline"
_LONGEST = 80


class BaselineEntry(NamedTuple):
    """A finding that does not count. `text` is its words, shortened, for people.

    `reason` and `by` say why an editor dismissed it, and who did; both are empty if it was only recorded.
    """

    path: str
    rule: str
    text: str
    fingerprint: str
    reason: str = ""
    by: str = ""

    @classmethod
    def of(
        cls, file: FileReport, finding: Finding, folder: Path | None = None, *, reason: str = "", by: str = ""
    ) -> "BaselineEntry":
        """Return the entry of a finding for the baseline in `folder` (default: the working directory)."""
        text = " ".join(finding.text.split())
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        return cls(path_of(file, folder or Path.cwd()), finding.rule, short, finding.fingerprint, reason, by)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return the identity of the entry: file, rule and fingerprint."""
        return (self.path, self.rule, self.fingerprint)


class Baseline(msgspec.Struct, frozen=True):
    """A baseline: its file and entries."""

    path: Path
    entries: frozenset[BaselineEntry] = msgspec.field(default_factory=frozenset)

    @property
    def folder(self) -> Path:
        """Return the folder that the entries' paths are relative to."""
        return self.path.absolute().parent


def baseline_path(loaded: Loaded) -> Path:
    """Return the path of a configuration's baseline, in its folder; the file may not exist."""
    return loaded.folder / NAME


def read(path: Path) -> Baseline:
    """Return the baseline in a file. Raises ConfigError, with the line, if it cannot be read in full."""
    return parse(toml.read_text(path, WORDS), path)


def parse(text: str, path: Path) -> Baseline:
    """Return the baseline in a text; `path` is its file, for messages. Raises ConfigError as `read` does."""
    lines = text.split("\n")
    shown = toml.shown(path)
    head = _json(lines[0], f"{shown}:1")
    version = head.get(_HEAD) if isinstance(head, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise ConfigError(
            f'{shown}:1: no baseline of edlint\'s: its first line is not {{"{_HEAD}": {VERSION}}}'
        )
    if version > VERSION:
        raise ConfigError(
            f"{shown}:1: written by a newer edlint (format {version}, we know {VERSION}); update edlint"
        )
    entries = set()
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            raise ConfigError(
                f"{shown}:{number}: a conflict of git's; keep the lines of both sides and go on"
            )
        data = _json(line, f"{shown}:{number}")
        if data == head:
            continue
        if not isinstance(data, dict) or not _fields(data):
            raise ConfigError(f"{shown}:{number}: no entry of a baseline; write it anew: edlint baseline")
        entries.add(BaselineEntry(**data))
    return Baseline(path, frozenset(entries))


def _fields(data: Mapping[str, object]) -> bool:
    """Whether the keys are those of an entry, none of the required ones missing, and all values strings."""
    needed = set(BaselineEntry._fields) - set(BaselineEntry._field_defaults)
    return needed <= set(data) <= set(BaselineEntry._fields) and all(
        isinstance(value, str) for value in data.values()
    )


def _json(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ConfigError(
            f"{where}: not JSON: the baseline is damaged; write it anew: edlint baseline"
        ) from None


def write(path: Path, entries: Iterable[BaselineEntry]) -> None:
    """Write a baseline atomically, and never through a link. Raises EdlintError."""
    atomically(path, written(entries).encode("utf-8", "backslashreplace"), inside=path.parent)


def written(entries: Iterable[BaselineEntry]) -> str:
    """Return a baseline's text: the head, then the entries, sorted and without duplicates."""
    by_key = {entry.key: entry for entry in sorted(entries)}
    lines = [json.dumps({_HEAD: VERSION})]
    for entry in sorted(by_key.values()):
        fields = {
            name: value for name, value in entry._asdict().items() if value or name not in {"reason", "by"}
        }
        line = json.dumps(fields, ensure_ascii=False)
        # Editors and Python's splitlines treat these as line ends; git and JSON do not.
        lines.append("".join(f"\\u{ord(c):04x}" if c in "\x7f\x85\u2028\u2029" else c for c in line))
    return "".join(f"{line}\n" for line in lines)


def joined(text: str, entries: Iterable[BaselineEntry]) -> str:
    """Return a baseline's text (empty: none yet) with more entries. Raises ConfigError when it is damaged."""
    known = parse(text, Path(NAME)).entries if text else frozenset()
    return written((*known, *entries))


def entries_of(report: Report, folder: Path, least: Severity = Severity.WARNING) -> set[BaselineEntry]:
    """Return the findings of a report that are at least as severe as `least`, as entries of a baseline in `folder`.

    Findings that are suppressed by a baseline are included, other suppressed ones are not.
    """
    return {
        BaselineEntry.of(file, finding, folder)
        for file in report.files
        for finding in file.findings
        if (finding.suppressed is None or finding.suppressed.by == "baseline")
        and finding.severity.rank <= least.rank
    }


def path_of(file: FileReport, folder: Path) -> str:
    """Return a file's path relative to `folder`, as in the entries of a baseline there."""
    return relative_to(file.path, folder)


def mark(report: Report, baseline: Baseline) -> Report:
    """Return the report with those findings marked as suppressed that are in the baseline.

    An entry applies to its file; one whose file is gone applies to any other, so that a file can be renamed. A finding
    that is a warning only because of the article's other errors does not count if those errors are newer than the
    baseline.
    """
    calm = rates.BaselineRates(rates.read(entry[:3] for entry in baseline.entries), baseline.folder)
    known = {entry.key: entry for entry in baseline.entries}
    astray = _astray(baseline)

    def marked(file: FileReport) -> FileReport:
        path = path_of(file, baseline.folder)
        findings = []
        for finding in file.findings:
            one = calm.checked(finding, path)
            if one.suppressed is None:
                key = (finding.rule, finding.fingerprint)
                entry = known.get((path, *key))
                if entry is not None:
                    reason = f"in {toml.shown(baseline.path)}"
                    if entry.reason:
                        reason = f"{entry.reason} (by {entry.by})" if entry.by else entry.reason
                    one = replace(one, suppressed=Suppression("baseline", reason))
                elif astray[key] > 0:
                    astray[key] -= 1
                    reason = f"in {toml.shown(baseline.path)}, under a file that is gone"
                    one = replace(one, suppressed=Suppression("baseline", reason))
            findings.append(one)
        return replace(file, findings=tuple(findings))

    return replace(report, files=spooled(map(marked, report.files)))


def _astray(baseline: Baseline) -> Counter[tuple[str, str]]:
    gone = {
        path for path in {entry.path for entry in baseline.entries} if not (baseline.folder / path).exists()
    }
    return Counter((entry.rule, entry.fingerprint) for entry in baseline.entries if entry.path in gone)


def unmatched_entries(
    report: Report, baseline: Baseline, loaded: Loaded, catalog: Mapping[str, Rule]
) -> list[BaselineEntry]:
    """Return the entries that match no finding any more, sorted: their words changed, or their file is gone.

    An entry is judged only if its file was checked and its rule was run: a narrower run settles nothing that it leaves
    out. `report` is already marked with the baseline.
    """
    files = {path_of(file, baseline.folder): file for file in report.files}
    found = Counter((f.rule, f.fingerprint) for file in report.files for f in file.findings)
    done = []
    for entry in baseline.entries:
        if entry.rule == rates.RULE:
            continue
        file = files.get(entry.path)
        if file is None:
            away = not (baseline.folder / entry.path).exists()
            if away and not found[entry.rule, entry.fingerprint]:
                done.append(entry)
        elif file.error is None and _looked_for(entry.rule, file, report, loaded, catalog):
            here = {(finding.rule, finding.fingerprint) for finding in file.findings}
            if (entry.rule, entry.fingerprint) not in here:
                done.append(entry)
    return sorted(done)


def carried_over(
    report: Report, baseline: Baseline, loaded: Loaded, catalog: Mapping[str, Rule]
) -> frozenset[BaselineEntry]:
    """Return the entries that a new baseline takes over, whatever the report shows of their severity.

    They are those that this run did not judge (a file that it did not check and that exists, a rule that it did not
    run), and those whose finding is still there and for which a person gave a reason. `report` is marked with the
    baseline.
    """
    files = {path_of(file, baseline.folder): file for file in report.files if file.error is None}
    here = {(path, f.rule, f.fingerprint) for path, file in files.items() for f in file.findings}
    return frozenset(
        entry
        for entry in baseline.entries
        if (
            (bool(entry.reason) and entry.key in here)
            or not _looked_for(entry.rule, files[entry.path], report, loaded, catalog)
            if entry.path in files
            else (baseline.folder / entry.path).exists()
        )
    )


def with_rates(entries: Iterable[BaselineEntry], report: Report, old: Baseline) -> frozenset[BaselineEntry]:
    """Return a new baseline's entries with entries for the error rates of its articles: see `edlint.run.rates`."""
    kept = frozenset(entry for entry in entries if entry.rule != rates.RULE)
    before = rates.read(entry[:3] for entry in old.entries)
    there = {path: known for path, known in before.items() if (old.folder / path).exists()}
    checked = {path_of(file, old.folder): file for file in report.files if file.error is None}
    said = rates.written(there, checked)
    return kept | {BaselineEntry(path, rates.RULE, text, text) for path, text in said.items()}


def _looked_for(
    rule: str, file: FileReport, report: Report, loaded: Loaded, catalog: Mapping[str, Rule]
) -> bool:
    profile = profile_for(loaded, file.path, catalog)
    known = catalog.get(rule)
    checker = known.checker if known else rule.removeprefix("grammar.").partition(".")[0]
    if any(failure.name == checker for failure in file.failures):
        return False
    if known is not None and (known.enabled or rule in profile.rules):
        return rule in profile.rules
    # A rule that no longer exists is settled; an engine's own rule is judged if the engine ran.
    if checker not in ENGINES:
        return True
    ran = any(engine.name == checker and engine.status == "ran" for engine in report.engines)
    return ran and profile.selection.decide(rule, Severity.WARNING, enabled=True) is not None


def increased_rules(old: Iterable[BaselineEntry], new: Iterable[BaselineEntry]) -> dict[str, tuple[int, int]]:
    """Return the rules with more entries than before, with both counts, for a ratchet that forbids this."""
    before, after = (Counter(e.rule for e in part if e.rule != rates.RULE) for part in (old, new))
    return {rule: (before[rule], after[rule]) for rule in sorted(after) if after[rule] > before[rule]}
