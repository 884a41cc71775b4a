"""Trends: earlier reports reduced to a few numbers each, for the charts of the front page."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from edlint.config.files import read_bytes
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity
from edlint.model.report import Report

_LARGEST = 200_000_000
_GRADE = "flesch_kincaid_grade"


class Trend(msgspec.Struct, frozen=True):
    """The numbers of one report; `grade` is the mean Flesch-Kincaid grade weighted by words, or None.

    `each` maps an article to its number of errors and warnings.
    """

    name: str
    errors: int
    warnings: int
    unsourced: int
    articles: int = 0
    grade: float | None = None
    each: Mapping[str, int] = msgspec.field(default_factory=dict)


def read(folder: Path) -> list[Trend]:
    """Return the reports in a folder, sorted by file name. Raises ConfigError for a file that is no report."""
    if not folder.is_dir():
        raise ConfigError(f"--history {folder}: no such folder")
    trends = []
    for path in sorted(folder.glob("*.json")):
        try:
            trends.append(_reduced(path.stem, json.loads(read_bytes(path, _LARGEST))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise ConfigError(
                f"{path}: not a JSON report of edlint; --history wants a folder with nothing else"
            ) from None
    return trends


def present(report: Report) -> Trend:
    """Return the numbers of this run, as the last of the trend."""
    return Trend(
        "now",
        report.count(Severity.ERROR),
        report.count(Severity.WARNING),
        sum(file.unsourced for file in report.files),
        len(report.files),
        _mean((file.words, file.readability.get(_GRADE)) for file in report.files),
        {
            file.path: file.count(Severity.ERROR) + file.count(Severity.WARNING)
            for file in report.files
            if file.source is not None
        },
    )


def _reduced(name: str, data: Any) -> Trend:
    files = data["files"]
    return Trend(
        name,
        int(data["summary"]["error"]),
        int(data["summary"]["warning"]),
        sum(claim["status"] == "unsourced" for file in files for claim in file["claims"]),
        len(files),
        _mean((int(file["words"]), file["readability"].get(_GRADE)) for file in files),
        {
            str(file["path"]): sum(
                finding["severity"] != Severity.SUGGESTION.value and not finding["suppressed"]
                for finding in file["findings"]
            )
            for file in files
            if not file["error"]
        },
    )


def _mean(grades: Iterable[tuple[int, float | None]]) -> float | None:
    """Return the mean grade, weighted by words and rounded to a tenth; None without any grade."""
    known = [(words, float(grade)) for words, grade in grades if grade is not None and words]
    total = sum(words for words, _ in known)
    return round(sum(words * grade for words, grade in known) / total, 1) if total else None
