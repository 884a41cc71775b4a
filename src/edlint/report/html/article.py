"""The data for an article's page: rows with marks, the notes beside them, the figures, the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from edlint.model.block import BlockKind
from edlint.model.claim import Claim
from edlint.model.document import Document
from edlint.model.edit import edited
from edlint.model.finding import Finding, Fix, Safety
from edlint.model.report import FileReport
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.report.common import Remark, remarks, unread
from edlint.report.html.figures import changes, figures
from edlint.report.html.flow import PageRow, rows
from edlint.report.html.grades import grade, shade
from edlint.report.html.words import Annotator, web
from edlint.report.safe import one_line, printable
from edlint.text.sentences import sentences

_HARDEST = 8
# With more notes than this on a page, a rule's reason is in its first note only and the others link to it.
_MANY_NOTES = 300


@dataclass(frozen=True)
class Group:
    """Rows that are shown together with their notes: the cells of one table, or a single row.

    `marker` is the bullet or number of a list item, None if the row is no item or continues the one before.
    """

    kind: str
    rows: tuple[PageRow, ...]
    table: tuple[tuple[PageRow, ...], ...]
    notes: tuple[dict[str, Any], ...]
    marker: str | None = None

    @property
    def depth(self) -> int:
        """Return the nesting depth in lists: 0 outside of them."""
        block = self.rows[0].block
        return min(block.item.depth + 1, 6) if block is not None and block.item is not None else 0


def article(file: FileReport, rules: Mapping[str, Rule], at: int) -> dict[str, Any]:
    """Return the data for the template of an article; `at` is the article's number, which makes its ids unique."""
    if file.source is None or file.document is None:
        return {"path": printable(file.path), "error": printable(file.error or "not kept"), "groups": []}
    graded = _graded(file.document)
    hardest = sorted(((g, text) for text, g in graded.items() if g > 0), key=lambda item: -item[0])[:_HARDEST]
    said = remarks(file.findings)
    numbers = {id(finding): number for number, finding in enumerate(file.findings)}
    noted = {numbers[id(one)]: numbers[id(remark.first)] for remark in said for one in remark.all}
    names = {text: f"sentence-{at}-{n}" for n, (_, text) in enumerate(hardest)}
    annotator = _annotator(file, at, graded, names, noted)
    made = rows(file.document, file.findings, file.claims, annotator)
    notes = {note["number"]: note for note in _notes(said, numbers, file.source, rules)}
    return {
        "path": printable(file.path),
        "error": None,
        "words": file.words,
        "count": len(file.live),
        "missed": printable(unread(file, 10)),
        "suppressed": len(file.findings) - len(file.live),
        "suggestions": sum(f.severity.value == "suggestion" for f in file.live),
        "parts": _parts(_groups(made, notes)),
        "figures": figures(file.readability),
        "changes": changes(file),
        "hardest": [
            (f"{g:.0f}", f"sentence-{at}-{n}", printable(text)) for n, (g, text) in enumerate(hardest)
        ],
        "claims": [_claim(number, claim, file.source) for number, claim in enumerate(file.claims)],
        "failures": [(failure.name, printable(failure.detail)) for failure in file.failures],
    }


def _graded(document: Document) -> dict[str, float]:
    """Return the grade of each sentence of the running text; empty if the article is not in English."""
    if document.language and not document.language.lower().startswith("en"):
        return {}
    return {
        text: grade(text)
        for block in document.blocks
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        for text in (block.text[span.start : span.end] for span in sentences(block.text))
    }


def _annotator(
    file: FileReport,
    at: int,
    graded: Mapping[str, float],
    names: Mapping[str, str],
    noted: Mapping[int, int],
) -> Annotator:
    """Return the annotator of the article; `noted` maps a finding to the one whose note it shares."""
    given: set[int] = set()
    marked: set[int] = set()
    named = dict(names)

    def finding_tag(number: int, shown: str) -> tuple[Markup, Markup]:
        finding = file.findings[number]
        # Markup inside the words is not shown: then an attribute has the words as in the source.
        differs = bool(shown) and " ".join(shown.split()) != " ".join(finding.text.split())
        words = f' data-words="{escape(one_line(finding.text))}"' if differs else ""
        kind = f"{finding.severity.value}{' off' if finding.suppressed else ''}"
        name = escape(finding.fingerprint)
        tag = f'<mark class="{kind}" data-fingerprint="{name}" data-note="note-{at}-{noted.get(number, number)}" data-n="{noted.get(number, number) + 1}"{words}'
        first = f"{tag}>" if number in marked else f'{tag} id="mark-{at}-{number}">'
        marked.add(number)
        return Markup(first), Markup(f"{tag}>")  # noqa: S704 - what is not ours is escaped

    def claim_tag(number: int) -> tuple[Markup, Markup]:
        again = Markup('<span class="claimed {}">').format(file.claims[number].status.value)
        if number in given:
            return again, again
        given.add(number)
        status = file.claims[number].status.value
        return Markup('<span class="claimed {}" id="claim-{}-{}">').format(status, at, number), again

    def shaded(sentence: str) -> tuple[int, str]:
        # The same sentence may come twice; links lead to the first.
        return shade(graded.get(sentence, 0.0)), named.pop(sentence, "")

    return Annotator(
        finding_tag,
        claim_tag,
        shaded,
        [finding.span for finding in file.findings],
        [claim.span for claim in file.claims],
    )


def _groups(made: Sequence[PageRow], notes: Mapping[int, dict[str, Any]]) -> Iterator[Group]:
    """Yield the rows, with the cells of a table together; a note is shown at the first place of its finding."""
    shown: set[int] = set()
    item: tuple[int, int] | None = None
    for place, part in groupby(made, key=_table_of):
        for some in [tuple(part)] if place is not None else [(row,) for row in part]:
            numbers = dict.fromkeys(n for row in some for n in row.findings if n not in shown)
            shown.update(numbers)
            mine = tuple(notes[number] for number in numbers if number in notes)
            block = some[0].block
            if place is not None:
                lines = groupby(
                    some, key=lambda row: row.block.cell.row if row.block and row.block.cell else 0
                )
                yield Group("table", some, tuple(tuple(line) for _, line in lines), mine)
                continue
            marker = None
            if block is not None and block.item is not None and (block.item.list, block.item.item) != item:
                item = (block.item.list, block.item.item)
                first = block.item.start
                marker = "•" if first is None else f"{first + block.item.item}."
            yield Group(some[0].kind, some, (), mine, marker)


def _table_of(row: PageRow) -> int | None:
    return row.block.cell.table if row.block is not None and row.block.cell is not None else None


def _parts(groups: Iterator[Group]) -> list[tuple[bool, list[Group]]]:
    """Return the groups in runs: whether the run is a list, and its groups."""
    return [(listed, list(part)) for listed, part in groupby(groups, key=lambda group: group.depth > 0)]


def _notes(
    said: Sequence[Remark], numbers: Mapping[int, int], source: Source, rules: Mapping[str, Rule]
) -> Iterator[dict[str, Any]]:
    """Yield a note for each remark, with the number of its first finding; `numbers` maps id(finding) to its number."""
    first: dict[str, int] = {}
    for remark in said:
        finding, number = remark.first, numbers[id(remark.first)]
        rule = rules.get(finding.rule)
        place = source.place(finding.span.start)
        explained = first.setdefault(finding.rule, number)
        here = rule is not None and (explained == number or len(said) <= _MANY_NOTES)
        yield {
            "number": number,
            "fingerprint": finding.fingerprint,
            "others": [
                (numbers[id(other)], other.fingerprint, source.place(other.span.start).line)
                for other in remark.more
            ],
            "rule": finding.rule,
            "family": finding.family,
            "severity": finding.severity.value,
            "message": printable(finding.message),
            "words": one_line(finding.text),
            "line": place.line,
            "fixes": [
                {"title": printable(fix.title), "index": index, "new": _new(fix, finding, source)}
                for index, fix in enumerate(remark.fixes)
                if fix.safety is not Safety.SHOW
            ],
            "ideas": [printable(fix.title) for fix in remark.fixes if fix.safety is Safety.SHOW],
            "why": " ".join(rule.why.split()) if rule and here else "",
            "sources": [(s.title, s.url if web(s.url) else "") for s in rule.sources]
            if rule and here
            else [],
            "explained": explained if rule and not here else None,
            "also": ", ".join(finding.also),
            "engine": finding.engine,
            "suppressed": (finding.suppressed.by, printable(finding.suppressed.reason))
            if finding.suppressed
            else None,
        }


def _new(fix: Fix, finding: Finding, source: Source) -> str | None:
    """Return the finding's words after the fix, or None if the fix changes other words too."""
    start, end = finding.span
    if any(edit.start < start or edit.end > end for edit in fix.edits):
        return None
    return one_line(edited(source.text, sorted(fix.edits), start, end))


def _claim(number: int, claim: Claim, source: Source) -> dict[str, Any]:
    return {
        "number": number,
        "kind": claim.kind.value,
        "status": claim.status.value,
        "text": one_line(claim.text),
        "sentence": one_line(claim.sentence),
        "line": source.place(claim.span.start).line,
        "fingerprint": claim.fingerprint,
        "place": printable(claim.place),
        "waiver": printable(claim.waiver),
        "evidence": [
            # Article text: an address that is no web address is shown as plain text.
            (e.kind.value.replace("-", " "), printable(e.text), e.url if web(e.url) else "")
            for e in claim.evidence
        ],
    }
