"""Ranges of dates, and lives, that end before they begin."""

from collections.abc import Iterator
from itertools import pairwise

from edlint.check.numbers.figures import Around
from edlint.check.numbers.found import Found, in_sentence
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match

_FILE = "numbers/periods"


def reversals(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield pages, ranges of dates and lives that end before they begin, and what came later in an earlier year."""
    yield from _pages(text, known)
    if known.pattern(_FILE, "needs_order").found(text):
        yield from _orders(text, known)
    if known.pattern(_FILE, "needs_dates").found(text):
        yield from _ranges(text, known)
        yield from _lives(text, known)


def _pages(text: str, known: LanguageData) -> Iterator[Found]:
    for match in known.pattern(_FILE, "paged").matches(text):
        first, last = match.names["a"] or "", match.names["b"] or ""
        # “190–92” is 190 to 192.
        if int(last) < int(first) and len(first) == len(last) and not _moved(text, match.span.start, known):
            yield Found(match.span)


def _orders(text: str, known: LanguageData) -> Iterator[Found]:
    told = (known.pattern(_FILE, key) for key in ("order", "first"))
    for match in (match for form in told for match in form.matches(text)):
        if _ended_before(match, known) and not _moved(text, match.span.start, known):
            yield Found(match.span)


def _ranges(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield two dates of a range; the first may take the second's year where they share their month."""
    at = Around(text, _FILE, known)
    for one, two in pairwise(at.figures()):
        if one.kind != "date" or two.kind != "date" or not at.between(one, two, "to"):
            continue
        first, last = one.date, two.date
        if not first[0] and first[1] == last[1]:
            first = (last[0], *first[1:])
        dated = first[0] and last[0] and first[1] and last[1] and bool(first[2]) == bool(last[2])
        if dated and last < first and not _moved(text, one.span.start, known):
            yield Found(Span(one.span.start, two.span.end))


def _lives(text: str, known: LanguageData) -> Iterator[Found]:
    for match in known.pattern(_FILE, "lives", ignore_case=False).matches(text):
        if int(match.names["y2"] or 0) < int(match.names["y1"] or 0):
            yield Found(match.span)


def _ended_before(match: Match, known: LanguageData) -> bool:
    """Whether the second year is before the first, or its month where both have one."""
    one, two = (int(match.names[name] or 0) for name in ("y1", "y2"))
    months = [_month(match, which, known) for which in ("1", "2")]
    return two < one or (two == one and None not in months and (months[1] or 0) < (months[0] or 0))


def _moved(text: str, place: int, known: LanguageData) -> bool:
    """Whether the sentence says that the second takes the place of the first."""
    return in_sentence(text, place, known.pattern(_FILE, "moved"))


def _month(match: Match, which: str, known: LanguageData) -> int | None:
    word = match.names.get(f"m{which}") or ""
    months = enumerate(known.patterns("numbers/base", "months"), 1)
    return next((index for index, form in months if form.whole(word)), None)
