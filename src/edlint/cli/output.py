"""Where reports go: formats, and the files they are written to."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from edlint.model.errors import ConfigError, EdlintError
from edlint.model.report import Report
from edlint.report import FORMATS, terminal, writer
from edlint.report.history import Trend
from edlint.run.write import atomically
from edlint.text.nearest import did_you_mean

NAMES = ("terminal", *FORMATS, "html")


@dataclass(frozen=True)
class Output:
    """A format and where it goes: a path, or standard output when empty."""

    format: str
    path: str = ""


def output(item: str) -> Output:
    """Return what `FORMAT[:PATH]` says. Raises ConfigError for an unknown format."""
    name, _, path = item.partition(":")
    if name not in NAMES:
        raise ConfigError(f"--output {item}: no format is called “{name}”{did_you_mean(name, NAMES)}")
    if name == "html" and not path:
        raise ConfigError(
            "--output html: say where to: html:report.html for one page, html:report for a folder"
        )
    return Output(name, path)


def write(
    report: Report,
    outputs: Sequence[Output],
    *,
    colour: bool | None = None,
    suggestions: bool = False,
    suppressed: bool = False,
    history: Sequence[Trend] = (),
) -> None:
    """Write the report in each format. `colour` None means: on a terminal."""
    for each in outputs:
        if each.format == "html":
            _pages(report, Path(each.path), history)
            continue
        if each.format == "terminal":
            shown = colour if colour is not None else not each.path and sys.stdout.isatty()
            text = terminal.write(report, terminal.Style(shown, suggestions, suppressed))
        else:
            text = writer(each.format, suggestions=suggestions)(report)
        data = text.encode("utf-8", "backslashreplace")
        if each.path:
            atomically(Path(each.path), data)
        else:
            sys.stdout.buffer.write(data)
    sys.stdout.flush()


def _pages(report: Report, path: Path, history: Sequence[Trend]) -> None:
    from edlint.report import html  # noqa: PLC0415 - a template engine, needed for this format only

    if path.suffix.lower() in {".html", ".htm"}:
        atomically(path, html.single(report, history).encode("utf-8", "backslashreplace"))
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EdlintError(f"{path}: cannot be made: {error.strerror or error}") from None
    for name, page in html.folder(report, history).items():
        atomically(path / name, page.encode("utf-8", "backslashreplace"))
