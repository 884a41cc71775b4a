"""The data for the front page: a line for each article, the families, and the trend as small charts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.report.byline import author_of, title_of
from edlint.report.history import Trend
from edlint.report.html.figures import changes
from edlint.report.markdown import score
from edlint.report.safe import printable
from edlint.text.counted import counted

_MOVED = 6
_WIDTH, _HEIGHT, _EDGE = 240.0, 56.0, 5.0


@dataclass(frozen=True)
class Chart:
    """A line chart over the reports: `points` for SVG's polyline, the last point, and a description in words."""

    title: str
    points: str
    last: tuple[float, float]
    first_value: str
    last_value: str
    said: str


def line(number: int, file: FileReport, page: str, trends: Sequence[Trend] = ()) -> dict[str, Any]:
    """Return the data for one file's line on the front page."""
    families: dict[str, int] = {}
    values = [trend.each.get(file.path) for trend in trends]
    for finding in file.shown(suggestions=False):
        families[finding.family] = families.get(finding.family, 0) + 1
    return {
        "number": number,
        "page": page,
        "path": printable(file.path),
        "title": title_of(file.document),
        "author": author_of(file.document),
        "total": file.count(Severity.ERROR) + file.count(Severity.WARNING),
        "chart": next(iter(drawn([(title_of(file.document) or file.path, values)])), None),
        "error": printable(file.error) if file.error is not None else None,
        "words": file.words,
        "score": score(file) if file.source is not None else None,
        "counts": {severity.value: file.count(severity) for severity in Severity},
        "families": dict(sorted(families.items(), key=lambda item: (-item[1], item[0]))),
        "changes": changes(file),
        "claims": len(file.claims),
        "unsourced": file.unsourced,
        "grade": file.readability.get("flesch_kincaid_grade"),
        "ease": file.readability.get("flesch_reading_ease"),
    }


def urgent(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of the front page, most urgent first: errors, then open claims, then new findings."""
    return sorted(
        lines,
        key=lambda one: (
            one["error"] is None,
            -one["counts"]["error"],
            -one["unsourced"],
            -(one["changes"]["new"] if one["changes"] else 0),
            -one["counts"]["warning"],
            one["path"],
        ),
    )


def moved(trends: Sequence[Trend], names: Mapping[str, str]) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Return the articles that got better and worse since their first report, the largest changes first."""
    found = []
    for path in trends[-1].each if trends else ():
        first = next((trend.each[path] for trend in trends if path in trend.each), 0)
        found.append((names.get(path) or printable(path), first, trends[-1].each[path]))
    better = sorted((one for one in found if one[2] < one[1]), key=lambda one: one[2] - one[1])
    worse = sorted((one for one in found if one[2] > one[1]), key=lambda one: one[1] - one[2])
    parts = [("Got better", better[:_MOVED]), ("Got worse", worse[:_MOVED])]
    return [(title, some) for title, some in parts if some]


def families(report: Report) -> list[tuple[str, dict[str, int], int]]:
    """Return each family with its live findings by severity and its number of articles, the most severe first."""
    counts: dict[str, dict[str, int]] = {}
    articles: dict[str, set[str]] = {}
    for file in report.files:
        for finding in file.live:
            mine = counts.setdefault(finding.family, {severity.value: 0 for severity in Severity})
            mine[finding.severity.value] += 1
            articles.setdefault(finding.family, set()).add(file.path)
    return sorted(
        ((name, mine, len(articles[name])) for name, mine in counts.items()),
        key=lambda item: (-item[1]["error"], -item[1]["warning"], -item[1]["suggestion"], item[0]),
    )


def charts(trends: Sequence[Trend]) -> list[Chart]:
    """Return a chart for each number of the reports, oldest first; none for fewer than two reports."""
    return drawn(
        [
            ("Errors", [t.errors for t in trends]),
            ("Warnings", [t.warnings for t in trends]),
            ("Claims without source", [t.unsourced for t in trends]),
            ("Flesch-Kincaid grade", [t.grade for t in trends]),
        ]
    )


def drawn(series: Iterable[tuple[str, Sequence[float | None]]], of: str = "report") -> list[Chart]:
    """Return a chart for each series with at least two known values; `of` is what a value belongs to."""
    return [_chart(title, values, of) for title, values in series if sum(v is not None for v in values) > 1]


def _chart(title: str, values: Sequence[float | None], of: str) -> Chart:
    known = [value for value in values if value is not None]
    low, high = min(0.0, *known), max(*known, 1.0)
    step = (_WIDTH - 2 * _EDGE) / max(1, len(values) - 1)
    places = [
        (
            round(_EDGE + index * step, 1),
            round(_HEIGHT - _EDGE - (value - low) / (high - low) * (_HEIGHT - 2 * _EDGE), 1),
        )
        for index, value in enumerate(values)
        if value is not None
    ]
    return Chart(
        title,
        " ".join(f"{x},{y}" for x, y in places),
        places[-1],
        f"{known[0]:g}",
        f"{known[-1]:g}",
        f"{title}: from {known[0]:g} to {known[-1]:g}, at most {max(known):g}, in {counted(len(known), of)}",
    )
