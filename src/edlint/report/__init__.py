"""Reporters: a Report in, text out; one function a format."""

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
"""Format → `module:function`. The terminal's report has a style of its own and is not among them."""

_WHOLE = frozenset({"json", "jsonl", "sarif"})
"""Formats that hold every severity, whatever is shown elsewhere."""


def parts(name: str, report: Report, *, suggestions: bool = False) -> Iterator[str]:
    """Yield a report in a format, in whole lines; that of a long run is never in memory whole.

    `suggestions` are left out unless asked for.
    """
    module, _, function = FORMATS[name].partition(":")
    write = getattr(import_module(module), function)
    write = write if name in _WHOLE else partial(write, suggestions=suggestions)
    text = write(report)
    for part in (text,) if isinstance(text, str) else text:
        yield guarded(part, commands=name == "github")
