"""Impossible years: against the article's own date, a beginning, or the decade or century next to them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found, FoundIn, readable
from edlint.language.data import LanguageData
from edlint.model.document import Document
from edlint.model.span import Span

_FILE = "numbers/dated"


def years(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield things stated to have lasted since before they began, and years outside their decade or century."""
    at = Around(text, _FILE, known)
    if not at.holds("needs"):
        return
    for one, two in pairwise(_years(at.figures())):
        span = Span(one.span.start, two.span.end)
        if one.kind == "year" and two.kind == "year":
            gap = at.text[one.span.end : two.span.start]
            since = at.between(one, two, "since") and at.before(one, "begun")
            since = since and not known.pattern(_FILE, "relative").found(gap)
            lead = (
                at.text[max(0, one.span.start - 80) : one.span.start]
                + gap
                + at.text[two.span.end : two.span.end + 40]
            )
            if since and two.value < one.value and not known.pattern(_FILE, "other").found(lead):
                yield Found(span, {"actual": f"{two.value} is before {one.value}"})
        elif {one.kind, two.kind} in ({"year", "decade"}, {"year", "century"}):
            year, period = (one, two) if one.kind == "year" else (two, one)
            low, high = _period(at, period, year)
            beside = at.between(one, two, "around") and at.after(two, "closed")
            slack = 10 if year.hedge else 0
            if beside and not low - slack <= year.value <= high + slack:
                yield Found(span, {"actual": f"that would be {low} to {high}"})


def _years(found: tuple[Figure, ...]) -> list[Figure]:
    """Return the figures, with dates that have a year (“May 2014”) replaced by that year."""
    return [
        one._replace(kind="year", value=Decimal(one.date[0])) if one.kind == "date" and one.date[0] else one
        for one in found
    ]


def _period(at: Around, one: Figure, year: Figure) -> tuple[int, int]:
    """Return the first and the last year of a decade or century, or of its early or late part."""
    length = 100 if one.kind == "century" else 10
    start = int(one.value)
    if start < 100:
        start += int(year.value) // 100 * 100
    lead = at.text[max(0, one.span.start - 25) : one.span.start]
    if not at.known.pattern(_FILE, "of_it").found(lead):
        return start, start + length - (0 if one.kind == "century" else 1)
    if at.known.pattern(_FILE, "early").found(lead):
        return start, start + length * 6 // 10
    if at.known.pattern(_FILE, "late").found(lead):
        return start + length * 4 // 10, start + length
    return start + length * 2 // 10, start + length * 8 // 10


def against_date(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield phrases such as “ten years ago, in 2015”, “next year, in 2024” that contradict the article's own date."""
    written = _written(document, known)
    for block in document.blocks:
        at = Around(block.text, _FILE, known)
        if not at.holds("needs_now") or not readable(block):
            continue
        told = {int(match.names["y"] or 0) for match in known.pattern(_FILE, "now").matches(block.text)}
        now = written or (told.pop() if len(told) == 1 else None)
        if now is None:
            continue
        for span in (*_ago(at, now), *_turns(at, now)):
            yield FoundIn(block, span, {"actual": f"it is dated {now}"})


def _ago(at: Around, now: int) -> Iterator[Span]:
    """Yield lengths in years up to now next to a year of beginning, in either order, that do not match."""
    for one, two in pairwise(at.figures()):
        if _in_years(one) and two.kind == "year":
            length, year = one, two
            fits = at.between(one, two, "ago") or (
                at.before(one, "been") and at.between(one, two, "since_then")
            )
            fits = fits or (at.before(one, "for_years") and at.between(one, two, "since_year"))
        elif one.kind == "year" and _in_years(two):
            length, year = two, one
            fits = at.between(one, two, "years") and at.after(two, "was_ago")
        else:
            continue
        real = now - year.value
        slack = max(Decimal(2), real // 5) if length.hedge else Decimal(1)
        if fits and abs(real - length.written) > slack:
            yield Span(one.span.start, two.span.end)


def _in_years(one: Figure) -> bool:
    return one.kind == "long" and one.form == "year"


def _turns(at: Around, now: int) -> Iterator[Span]:
    """Yield phrases such as “last year, in 2015” with a wrong year."""
    for match in at.known.pattern(_FILE, "year").matches(at.text):
        turn = at.known.table(_FILE, "turns")[(match.names["w"] or match.names["w2"] or "").lower()]
        # Written in December, published in January: one less.
        if int(match.names["y"] or match.names["y2"] or 0) - now not in {turn, turn - 1}:
            yield match.span


def _written(document: Document, known: LanguageData) -> int | None:
    """Return the year in which the article was written by its metadata, or None."""
    keys = known.words(_FILE, "metadata")
    found = {
        value.year if isinstance(value, date) else int(str(value)[:4])
        for key, value in document.metadata.items()
        if key.lower() in keys and (isinstance(value, date) or str(value)[:4].isdecimal())
    }
    return found.pop() if len(found) == 1 else None
