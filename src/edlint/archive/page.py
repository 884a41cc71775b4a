"""The report on an archive as HTML pages that open from disk, and as Markdown, from the same figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from edlint.report.html.front import drawn
from edlint.report.html.pages import FRONT, look, template
from edlint.report.review import text as plain
from edlint.report.safe import printable
from edlint.text.counted import counted

_SCRIPTS = ("common.js", "archive.js")
_BARS = 20
_LISTED = 20
"""The number of rows of a table that the Markdown report shows."""


class _Table(NamedTuple):
    """A table of the report: its title, its key in the figures, and its columns as (key, heading, sort order)."""

    title: str
    key: str
    columns: tuple[tuple[str, str, str], ...]


_TEXTS = frozenset("severity section author rule kind status text sentence reason why state day".split())


def _columns(first: str, head: str, *rest: tuple[str, str]) -> tuple[tuple[str, str, str], ...]:
    return (
        (first, head, "text"),
        *((key, name, "text" if key in _TEXTS else "number") for key, name in rest),
    )


_SUMS = (
    ("articles", "Articles"), ("errors", "Errors"), ("warnings", "Warnings"), ("density", "in 1,000 words"),
    ("suggestions", "Suggestions"), ("unsourced", "Claims without source"), ("grade", "Grade (median)"), ("words", "Words"),
)  # fmt: skip
_TABLES = (
    _Table("To mend first", "worst", _columns("id", "Article", ("score", "Score"), ("errors", "Errors"), ("warnings", "Warnings"), ("unsourced", "Claims without source"), ("words", "Words"), ("section", "Section"), ("author", "Author"), ("year", "Year"), ("grade", "Grade"))),
    _Table("Rules", "rules", _columns("rule", "Rule", ("severity", "Severity"), ("count", "Findings"), ("articles", "Articles"), ("share", "in 1,000 articles"), ("precision", "Judged right"))),
    _Table("Sections", "sections", _columns("name", "Section", *_SUMS)),
    _Table("Authors", "authors", _columns("name", "Author", *_SUMS)),
    _Table("Years", "years", _columns("name", "Year", *_SUMS)),
    _Table("Readability by year", "readability", _columns("year", "Year", ("articles", "Articles"), ("low", "Grade, lowest tenth"), ("middle", "Grade, median"), ("high", "Grade, highest tenth"), ("ease", "Reading ease, median"))),
    _Table("Rules by section", "rules_by_section", _columns("section", "Section", ("rule", "Rule"), ("count", "Findings"))),
    _Table("Rules by author", "rules_by_author", _columns("author", "Author", ("rule", "Rule"), ("count", "Findings"))),
    _Table("Rules by year", "rules_by_year", _columns("year", "Year", ("rule", "Rule"), ("count", "Findings"))),
    _Table("Claims by kind", "claims", _columns("kind", "Kind", ("status", "Status"), ("count", "Claims"))),
    _Table("Claims without a source", "unsourced", _columns("id", "Article", ("line", "Line"), ("kind", "Kind"), ("text", "Words"), ("sentence", "Sentence"))),
    _Table("Hosts cited most", "hosts", _columns("host", "Host", ("count", "Claims"), ("articles", "Articles"))),
    _Table("Dead sources", "dead", _columns("url", "Address", ("state", "State"), ("why", "Why"), ("day", "Day"), ("count", "Claims"), ("articles", "Articles"))),
    _Table("Words that several articles have and no list", "words", _columns("text", "Word", ("articles", "Articles"), ("count", "Times"))),
    _Table("Not checked, or not wholly", "failures", _columns("id", "Article", ("reason", "Why"))),
)  # fmt: skip


def pages(
    figures: Mapping[str, Any], samples: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[tuple[str, str]]:
    """Yield (file name, HTML): the front page, and for each rule a sheet with findings to judge."""
    tables = []
    for title, key, columns in _TABLES:
        rows = [
            {**row, "link": f"sheets/{name_of(row['rule'])}" if key == "rules" else ""}
            for row in figures.get(key, ())
        ]
        tables.append((title, f"t-{key}", columns, [_shown(row) for row in rows]))
    marked = [row for row in figures["rules"] if row["severity"] != "suggestion"][:_BARS]
    most = max((row["count"] for row in marked), default=1)
    bars = [(row["rule"], row["count"], round(200 * row["count"] / most, 1)) for row in marked]
    by_year = figures["readability"]
    heads = {"middle": "Grade, median", "high": "Grade, highest tenth", "ease": "Reading ease"}
    charts = drawn([(title, [row[key] for row in by_year]) for key, title in heads.items()], "year")
    shared = {"version": figures["edlint"], "run": figures["run"], **look("", *_SCRIPTS)}
    page = template("archive.html.j2")
    front = {"figures": figures, "tables": tables, "bar_rows": bars, "charts": charts, "sheet": None}
    yield FRONT, page.render(**shared, **front, title="edlint archive report")
    for rule, findings in samples.items():
        sheet = {"rule": rule, "findings": findings}
        whole = page.render(**shared, title=f"{rule} · edlint archive report", sheet=sheet)
        yield f"sheets/{name_of(rule)}", whole


def name_of(rule: str) -> str:
    """Return the file name of a rule's sheet, safe in any file system and URL."""
    return (
        f"{''.join(c if c.isascii() and (c.isalnum() or c in '.-_') else '-' for c in rule).lstrip('.')}.html"
    )


def markdown(figures: Mapping[str, Any]) -> str:
    """Return the report as Markdown: the totals, and the first rows of each table."""
    totals = figures["totals"]
    lines = [
        "### edlint archive",
        "",
        (
            f"{counted(totals['articles'], 'article')}, {totals['words']:,} words: {counted(totals['errors'], 'error')}, "
            f"{counted(totals['warnings'], 'warning')}, {counted(totals['suggestions'], 'suggestion')}; "
            f"{totals['unsourced']:,} of {counted(totals['claims'], 'claim')} without a source."
        ),
    ]
    buckets = figures["buckets"]
    if buckets["done"] < buckets["planned"]:
        lines += ["", f"{buckets['done']} of {buckets['planned']} buckets are done: run again for the rest."]
    if totals["failed"]:
        lines += [
            "",
            f"{counted(totals['failed'], 'article was', 'articles were')} not checked, or not wholly.",
        ]
    for title, key, columns in _TABLES:
        rows = figures.get(key, ())
        if rows:
            lines += ["", *_listed(title, columns, rows)]
    return "\n".join(lines) + "\n"


def _listed(
    title: str, columns: Sequence[tuple[str, str, str]], rows: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    yield f"#### {title}"
    yield ""
    used = [column for column in columns if any(row.get(column[0]) is not None for row in rows)]
    yield f"| {' | '.join(head for _, head, _ in used)} |"
    yield f"|{'|'.join('--:' if kind == 'number' else '---' for _, _, kind in used)}|"
    for row in rows[:_LISTED]:
        yield f"| {' | '.join(_cell(row.get(key)) for key, _, _ in used)} |"
    if len(rows) > _LISTED:
        yield ""
        yield f"{counted(len(rows) - _LISTED, 'more row')}: see the page, or --format json."


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(value)
    return f"{value:,}" if isinstance(value, int) and value > 9999 else str(value)


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the unprintable characters of its texts escaped, and None for a missing `precision`."""
    keys = {"precision", *row}
    return {key: printable(row[key]) if isinstance(row.get(key), str) else row.get(key) for key in keys}
