"""The output of `edlint check --fix` and `--diff`."""

import os
import stat
import sys
from collections.abc import Sequence

from edlint.cli.errors import complain
from edlint.model.finding import Severity
from edlint.model.report import Report
from edlint.report.safe import guarded, printable
from edlint.run.fix import Fixed, diff, save
from edlint.text.counted import counted

_NAMED = 10
_LOGS = frozenset({"CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL"})
"""Variables that CI services set; a line in their logs may be executed as a command."""


def explain(result: Fixed) -> None:
    """Report on standard error which fixes were taken back, and why."""
    said = []
    for file in result.report.files:
        for one in result.taken_back.get(file.path, ()):
            title = one.finding.fixes[0].title
            title = title[:1].lower() + title[1:]
            place = file.source.place(one.finding.span.start) if file.source is not None else None
            where = f"{file.path}:{place.line}:{place.column}" if place else file.path
            said.append(
                f"{where}: “{one.finding.text}” was not fixed ({title}): {one.rule} would object to the result"
            )
    for line in said[:_NAMED]:
        complain(line)
    if len(said) > _NAMED:
        complain(f"and {counted(len(said) - _NAMED, 'more fix was', 'more fixes were')} not made")


def show(result: Fixed) -> int:
    """Write the changes as a patch to standard output; return the exit code: 1 for changes, 2 or 3 after a failure."""
    for change in result.changes:
        if change.before.encoding != "utf-8" or change.before.data:
            kind = "a package" if change.before.data else "in UTF-16"
            complain(f"{change.before.path}: {kind}, which a patch cannot hold; --fix would change it")
            continue
        write_patch(diff(change))
    complain(f"{_count(result)} could be made; nothing was written" if result.changes else "nothing to fix")
    code = result.report.exit_code(Severity.ERROR)
    return code if code > 1 else int(bool(result.changes))


def write_patch(patch: str) -> None:
    """Write a patch to standard output: unchanged, unless the output is a terminal or may be a CI log.

    Those execute control characters and commands in an article, so these are escaped there. Such a patch no longer
    applies.
    """
    if sys.stdout.isatty():
        patch = guarded("".join(f"{printable(line)}\n" for line in patch.split("\n")[:-1]))
    elif _LOGS & os.environ.keys() and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode):
        patch = guarded("\n".join(map(_harmless, patch.split("\n"))))
    sys.stdout.buffer.write(patch.encode("utf-8", "surrogateescape"))
    sys.stdout.flush()


def _harmless(line: str) -> str:
    """Return a line of a patch with control characters escaped, except tabs and a carriage return at the end."""
    text = line.removesuffix("\r")
    return "\t".join(map(printable, text.split("\t"))) + line[len(text) :]


def keep(result: Fixed, named: Sequence[str]) -> Report:
    """Write the changes to the files, report how many, and return the report on the result."""
    report = save(result, named)
    failed = [status.detail for status in report.engines if status.name == "fix"]
    for reason in failed:
        complain(reason)
    if len(failed) < len(result.changes):
        complain(f"{_count(result)} made")
    return report


def emit(result: Fixed) -> None:
    """Write the fixed text of standard input to standard output."""
    for file in result.report.files:
        if file.source is not None:
            sys.stdout.buffer.write(file.source.encoded)
    sys.stdout.flush()


def _count(result: Fixed) -> str:
    fixes = sum(change.fixes for change in result.changes)
    return f"{counted(fixes, 'fix', 'fixes')} in {counted(len(result.changes), 'file')}"
