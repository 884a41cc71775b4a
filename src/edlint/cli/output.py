"""Destinations of reports: formats, and the files to write."""

import os
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from edlint.cli.articles import coloured, put
from edlint.cli.errors import complain
from edlint.model.errors import ConfigError, EdlintError
from edlint.model.report import Report
from edlint.report import FORMATS, parts, terminal
from edlint.report.history import Trend
from edlint.run.read import error_reason
from edlint.run.seal import sealed
from edlint.run.write import Folders, atomically, folder
from edlint.text.counted import counted
from edlint.text.nearest import did_you_mean

_LARGE_PAGE = 2_000_000
NAMES = ("terminal", *FORMATS, "html")


_WHOLE = frozenset(
    {"json", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl", "tap", "csv", "jsonl"}
)
"""Formats that a program reads from beginning to end: nothing else may be written to the same standard output."""


class Output(msgspec.Struct, frozen=True):
    """A format and its destination: a path, or "" for standard output."""

    format: str
    path: str = ""


def output(item: str) -> Output:
    """Parse `FORMAT[:PATH]`; the path `-` is standard output.

    Raises ConfigError for an unknown format, and for a colon without a path.
    """
    name, colon, path = item.partition(":")
    if name not in NAMES:
        raise ConfigError(f"--output {item}: no format is called “{name}”{did_you_mean(name, NAMES)}")
    if colon and not path:
        raise ConfigError(
            f"--output {item} names no file; is the variable that should stand after the colon empty?"
        )
    path = "" if path == "-" else path
    if name == "html" and not path:
        raise ConfigError(
            "--output html: say where to: html:report.html for one page, html:report for a folder"
        )
    return Output(name, path)


def outputs(items: Sequence[str]) -> list[Output]:
    """Parse all `--output` options. Raises ConfigError for two that would overwrite or garble each other."""
    found = [output(item) for item in items]
    standard = [each.format for each in found if not each.path]
    if len(standard) > 1 and any(name in _WHOLE for name in standard):
        raise ConfigError(
            f"--output {' and '.join(standard)} would both go to standard output; give one of them a file"
        )
    seen: set[str] = set()
    for each in found:
        place = os.path.realpath(each.path)
        if each.path and place in seen and not _appended(each.path):
            raise ConfigError(f"--output {each.format}:{each.path}: another format goes to this file already")
        seen.add(place)
    return found


def write(
    report: Report,
    outputs: Sequence[Output],
    *,
    among: Folders = (),
    colour: bool | None = None,
    suggestions: bool = False,
    suppressed: bool = False,
    history: Sequence[Trend] = (),
) -> None:
    """Write the report in each format. With `colour` None, only a terminal gets colours.

    `among` are folders of articles, beside the working directory and git repositories: nothing is written through a
    link in them. If one file cannot be written, the others still are. Raises EdlintError for the first failure.
    """
    failed: EdlintError | None = None
    for each in outputs:
        try:
            if each.format == "html":
                _pages(report, Path(each.path), history, among)
                continue
            if each.format == "terminal":
                style = terminal.Style(coloured(colour, each.path), suggestions, suppressed)
                text = terminal.parts(report, style)
            else:
                text = parts(each.format, report, suggestions=suggestions)
            _put(each.path, (part.encode("utf-8", "backslashreplace") for part in text), among)
        except EdlintError as error:
            failed = failed or error
    if failed is not None:
        raise failed


def annotated(report: Report, path: str, *, among: Folders, suggestions: bool) -> None:
    """Write a copy of a Word document with its findings. Raises EdlintError."""
    from edlint.run.annotate import annotate  # noqa: PLC0415 - few runs write into a document

    data, placed, findings = annotate(report, suggestions=suggestions)
    atomically(Path(path), data, among=among)
    rest = f"; {findings - placed} have no place in it" if placed < findings else ""
    complain(f"{path}: {counted(placed, 'finding')} written as comments{rest}")


def _put(path: str, data: Iterable[bytes], among: Folders) -> None:
    old = _read(path) if path and _appended(path) else b""
    begun = old + b"\n" * (bool(old) and not old.endswith(b"\n"))
    put(chain([begun], data), path, among)


def _appended(path: str) -> bool:
    """Whether a path is the summary file of a GitHub job step, which all commands of the step append to."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return bool(summary) and os.path.realpath(path) == os.path.realpath(summary or "")


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise EdlintError(f"{path}: cannot be read: {error_reason(error)}") from None


def _pages(report: Report, path: Path, history: Sequence[Trend], among: Folders) -> None:
    from edlint.report import html  # noqa: PLC0415 - a template engine, needed for this format only

    if path.suffix.lower() in {".html", ".htm"}:
        whole = sealed(html.single(report, history).encode("utf-8", "backslashreplace"))
        atomically(path, whole, among=among)
        if len(whole) > _LARGE_PAGE:
            complain(
                f"{path}: {len(whole) / 1e6:.0f} MB are slow to open; name a folder instead (--output html:{path.stem}) "
                "for a page an article"
            )
        return
    place = folder(path, among)
    for name, page in html.folder(report, history):
        atomically(place / name, sealed(page.encode("utf-8", "backslashreplace")), inside=place)
