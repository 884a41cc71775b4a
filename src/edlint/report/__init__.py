"""Reporters: functions that write a Report as text, one for each format."""

from collections.abc import Iterator
from functools import partial
from importlib import import_module

from edlint.model.report import Report
from edlint.report.safe import guarded

FORMATS: dict[str, str] = {
    "concise": "edlint.report.concise:write",
    "json": "edlint.report.json:write",
    "jsonl": "edlint.report.json:write_lines",
    "sarif": "edlint.report.sarif:write",
    "github": "edlint.report.github:write",
    "gitlab": "edlint.report.gitlab:write",
    "junit": "edlint.report.junit:write",
    "checkstyle": "edlint.report.checkstyle:write",
    "rdjson": "edlint.report.rdjson:write",
    "rdjsonl": "edlint.report.rdjson:write_lines",
    "tap": "edlint.report.tap:write",
    "csv": "edlint.report.table:write",
    "markdown": "edlint.report.markdown:write",
}
"""Format → `module:function`. The terminal format is not here, because it takes a Style."""

_WHOLE = frozenset({"json", "jsonl", "sarif"})
"""Formats that include every severity, whether or not suggestions are shown."""


def parts(name: str, report: Report, *, suggestions: bool = False) -> Iterator[str]:
    """Yield a report in a format, in whole lines, so that a long report need not be in memory at once.

    Suggestions are omitted unless `suggestions` is true, except in formats that always include them.
    """
    module, _, function = FORMATS[name].partition(":")
    write = getattr(import_module(module), function)
    write = write if name in _WHOLE else partial(write, suggestions=suggestions)
    text = write(report)
    for part in (text,) if isinstance(text, str) else text:
        yield guarded(part, commands=name == "github")
