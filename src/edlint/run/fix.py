"""`--fix` and `--diff`: applies fixes until none is left, and shows them as a patch or writes them to the files."""

import difflib
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from msgspec import structs

from edlint.lint.fix import FixSession, TakenBack
from edlint.model.errors import EdlintError
from edlint.model.finding import Safety
from edlint.model.report import EngineStatus, FileReport, Report
from edlint.model.source import Source
from edlint.parse import rewritten
from edlint.run.files import Article
from edlint.run.read import error_reason
from edlint.run.write import Folders, atomically, sweep, target


@dataclass(frozen=True)
class FileChange:
    """The result of fixing one file: its source before and after, and the number of fixes applied."""

    path: str
    before: Source
    after: Source
    fixes: int


@dataclass(frozen=True)
class Fixed:
    """The reports before and after the fixes, and the changes, sorted by path.

    `taken_back` maps a file to its fixes that were taken back because their results had new faults.
    """

    before: Report
    report: Report
    changes: tuple[FileChange, ...]
    taken_back: Mapping[str, Sequence[TakenBack]] = field(default_factory=dict)


def fix(
    report: Report,
    articles: Sequence[Article],
    check: Callable[[list[Article]], Report],
    safeties: Collection[Safety],
    settle: Callable[[Sequence[FileReport]], Sequence[FileReport]],
) -> Fixed:
    """Apply fixes to the texts of a report, check again, and repeat until nothing changes; nothing is written.

    `check` checks articles that carry their source; `settle` adds the findings that depend on all files of the run. A
    fix whose result has a new warning or error at its place is taken back, and set to review in the report. If fixes
    undo each other, the text at which the cycle began is kept, so that a second run changes nothing.
    """
    paths = {article.display: article.path for article in articles}
    first = {file.path: file.source for file in report.files if file.source is not None}
    found = {file.path: file.findings for file in report.files}
    fixings = {path: FixSession(source.text, found[path], safeties) for path, source in sorted(first.items())}

    def checked(sources: Mapping[str, Source]) -> Report:
        return check(
            [replace(Article.of(source), path=paths.get(path, path)) for path, source in sources.items()]
        )

    files, engines = _converged(report, first, fixings, checked, settle)
    taken_back = {path: fixing.taken_back for path, fixing in fixings.items() if fixing.taken_back}
    for path in taken_back:
        if files[path].source is not None:
            files[path] = structs.replace(files[path], findings=fixings[path].demoted())
    changes = []
    for path, source in sorted(first.items()):
        after = files[path].source or source
        if after.text != source.text:
            changes.append(FileChange(paths.get(path, path), source, after, fixings[path].count))
    after_all = structs.replace(report, files=tuple(files.values()), engines=engines)
    return Fixed(report, after_all, tuple(changes), taken_back)


def _converged(
    report: Report,
    first: Mapping[str, Source],
    fixings: Mapping[str, FixSession],
    check: Callable[[Mapping[str, Source]], Report],
    settle: Callable[[Sequence[FileReport]], Sequence[FileReport]],
) -> tuple[dict[str, FileReport], tuple[EngineStatus, ...]]:
    """Apply and check until nothing is proposed; return each file's last report, and the states of the engines."""
    files = {file.path: file for file in report.files}
    engines = report.engines
    open_ = dict(fixings)
    while proposed := _proposed(open_, first):
        open_ = {path: open_[path] for path in proposed}
        more = check(proposed)
        rest = [file for path, file in files.items() if path not in proposed]
        for file in settle((*more.files, *rest))[: len(more.files)]:
            if file.source is None:
                # The result could not be checked: that is reported, and the file is not changed.
                files[file.path] = file
                del open_[file.path]
            elif fixings[file.path].judge(file.findings):
                files[file.path] = file
        engines = _worse(engines, more.engines)
    return files, engines


def _proposed(fixings: Mapping[str, FixSession], first: Mapping[str, Source]) -> dict[str, Source]:
    """Return the sources with the next fixes applied, by path; files without any fix left are omitted."""
    texts = {path: fixing.proposal() for path, fixing in fixings.items()}
    return {path: rewritten(first[path], text) for path, text in texts.items() if text is not None}


def _worse(one: tuple[EngineStatus, ...], two: tuple[EngineStatus, ...]) -> tuple[EngineStatus, ...]:
    """Return the engines' states after another run, including every failure of either run."""
    failed = {status.name: status for status in two if status.status == "failed"}
    known = {status.name for status in one}
    again = tuple(failed.get(status.name, status) if status.status != "failed" else status for status in one)
    return (*again, *(status for name, status in failed.items() if name not in known))


def save(fixed: Fixed, named: Sequence[str]) -> Report:
    """Write the changes to their files and return the report; a file that could not be written keeps its old findings.

    Each file is written atomically, in its encoding, with its permissions; `named` are the paths that the user gave.
    Nothing is written through a link among the articles, or to a file that is not what was checked any more. A failure
    makes the exit code 2.
    """
    old = {file.path: file for file in fixed.before.files}
    files = {file.path: file for file in fixed.report.files}
    failures = []
    for change in fixed.changes:
        reason = save_change(change, named)
        if reason:
            shown = change.before.path
            files[shown] = old[shown]
            failures.append(EngineStatus("fix", "", "failed", f"{shown}: not fixed: {reason}"))
    for folder in {os.path.dirname(change.path) or "." for change in fixed.changes}:  # noqa: PTH120 - names may hold anything
        for name in os.listdir(folder):  # noqa: PTH208 - as above
            sweep(os.path.join(folder, name))  # noqa: PTH118 - as above
    return structs.replace(
        fixed.report, files=tuple(files.values()), engines=(*fixed.report.engines, *failures)
    )


def save_change(change: FileChange, named: Folders) -> str:
    """Write one change, as `save` does; return why that was not possible, or ""."""
    path = Path(change.path)
    try:
        before = change.before.encoded
        with Path(target(path, named)).open("rb") as file:
            if file.read(len(before) + 1) != before:
                return "somebody changed it in the meantime; run edlint again"
        atomically(path, change.after.encoded, among=named)
    except OSError as error:
        return error_reason(error)
    except EdlintError as error:
        return str(error).removeprefix(f"{path}: ").removeprefix("not written: ")
    return ""


def diff(change: FileChange) -> str:
    """Return the change as a unified diff for `git apply` in the working directory."""
    old, new = _lines(change.before.text), _lines(change.after.text)
    name = change.before.path
    lines = difflib.unified_diff(old, new, _quoted(f"a/{name}"), _quoted(f"b/{name}"))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    """Return the lines as git counts them: only \\n ends one."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _quoted(name: str) -> str:
    """Return a file name as git writes it in a patch: quoted if it contains unusual characters.

    See https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath for the rules.
    """
    raw = os.fsencode(name)
    if all(byte >= 32 and byte not in b'"\\\x7f' for byte in raw):
        # A tab ends a name that contains blanks; without one, `patch` would read on.
        return f"{name}\t" if " " in name else name
    special = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}
    text = "".join(
        f"\\{special[b]}" if b in special else chr(b) if 32 <= b < 127 else f"\\{b:03o}" for b in raw
    )
    return f'"{text}"'
