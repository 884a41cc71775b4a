"""What an article's page shows: rows with marks, the notes beside them, the figures, the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import textstat

from edlint.check.syllables import lend_to_textstat
from edlint.model.claim import Claim
from edlint.model.finding import Finding, Safety
from edlint.model.report import FileReport
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.report.html.flow import Row, rows
from edlint.report.safe import printable

FIGURES = {
    "flesch_reading_ease": (
        "Flesch reading ease",
        "0 to 100, higher is easier; 60 is plain English, under 30 is for graduates",
    ),
    "flesch_kincaid_grade": ("Flesch-Kincaid grade", "years of schooling that it asks for"),
    "gunning_fog": ("Gunning fog", "years of schooling, by long words and long sentences"),
    "smog_index": ("SMOG", "years of schooling needed to understand it fully"),
    "coleman_liau_index": ("Coleman-Liau", "grade, by letters rather than syllables"),
    "automated_readability_index": ("ARI", "grade, by letters a word and words a sentence"),
    "dale_chall_score": (
        "Dale-Chall",
        "by words outside a list of 3,000 easy ones; under 5 is easy, over 9 is for college",
    ),
    "reading_time_seconds": ("Reading time", "in seconds, at a reader's usual pace"),
}
"""Figure → its name and what it means."""

# Grades of single sentences from which each darker shade begins.
_SHADES = (10.0, 14.0, 18.0, 24.0)
_HARDEST = 8


@dataclass(frozen=True)
class Group:
    """Rows that are shown together: the cells of one table, or a single row."""

    table: list[list[Row]] | None
    rows: tuple[Row, ...]
    notes: tuple[dict[str, Any], ...]


def article(file: FileReport, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return everything that the template of an article needs, as plain data."""
    if file.source is None or file.document is None:
        return {"path": printable(file.path), "error": printable(file.error or "not kept"), "groups": []}
    live = [finding for finding in file.findings if finding.suppressed is None]
    made = rows(file.document, file.findings, file.claims)
    notes = [_note(number, finding, file.source, rules) for number, finding in enumerate(file.findings)]
    grades = {
        text: _grade(text) for row in made if row.kind in {"paragraph", "list-item"} for text in row.sentences
    }
    hardest = sorted(
        ((grade, text) for text, grade in grades.items() if len(text.split()) > 7), reverse=True
    )[:_HARDEST]
    return {
        "path": printable(file.path),
        "error": None,
        "words": file.words,
        "count": len(live),
        "groups": _groups(made, notes),
        "notes": notes,
        "grades": grades,
        "shade": {text: sum(grade >= limit for limit in _SHADES) for text, grade in grades.items()},
        "figures": [(*FIGURES[name], value) for name, value in file.readability.items() if name in FIGURES],
        "hardest": [(round(grade, 1), printable(text)) for grade, text in hardest],
        "claims": [_claim(number, claim, file.source) for number, claim in enumerate(file.claims)],
        "failures": [(failure.name, printable(failure.detail)) for failure in file.failures],
    }


def _grade(sentence: str) -> float:
    lend_to_textstat()
    return float(textstat.flesch_kincaid_grade(sentence)) if sentence.strip() else 0.0


def _groups(made: Sequence[Row], notes: Sequence[dict[str, Any]]) -> list[Group]:
    groups: list[Group] = []
    index = 0
    while index < len(made):
        row = made[index]
        end = index + 1
        if row.table is not None:
            while end < len(made) and made[end].table == row.table:
                end += 1
        part = tuple(made[index:end])
        table = _table(part) if row.table is not None else None
        mine = tuple(notes[number] for each in part for number in each.findings)
        groups.append(Group(table, part, mine))
        index = end
    return groups


def _table(cells: Sequence[Row]) -> list[list[Row]]:
    lines: dict[int, list[Row]] = {}
    for row in cells:
        lines.setdefault(row.cell[0] if row.cell else -1, []).append(row)
    return [lines[number] for number in sorted(lines)]


def _note(number: int, finding: Finding, source: Source, rules: Mapping[str, Rule]) -> dict[str, Any]:
    rule = rules.get(finding.rule)
    place = source.place(finding.span.start)
    return {
        "number": number,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "message": printable(finding.message),
        "words": printable(finding.text),
        "line": place.line,
        "column": place.column,
        "fixes": [
            {"title": printable(fix.title), "safety": fix.safety.value, "index": index}
            for index, fix in enumerate(finding.fixes)
            if fix.safety is not Safety.SHOW
        ],
        "why": " ".join(rule.why.split()) if rule else "",
        "sources": [
            (s.title, s.url if s.url.startswith(("https://", "http://")) else "") for s in rule.sources
        ]
        if rule
        else [],
        "also": finding.also,
        "suppressed": (finding.suppressed.by, printable(finding.suppressed.reason))
        if finding.suppressed
        else None,
    }


def _claim(number: int, claim: Claim, source: Source) -> dict[str, Any]:
    place = source.place(claim.span.start)
    return {
        "number": number,
        "kind": claim.kind.value,
        "status": claim.status.value,
        "text": printable(claim.text),
        "sentence": printable(claim.sentence),
        "line": place.line,
        "fingerprint": claim.fingerprint,
        "evidence": [
            # Article text: an address that is no web address stays plain text.
            (e.kind.value, printable(e.text), e.url if e.url.startswith(("https://", "http://")) else "")
            for e in claim.evidence
        ],
    }
