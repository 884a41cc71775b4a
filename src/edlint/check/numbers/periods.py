"""Ranges of dates, and lives, that end before they begin."""

from collections.abc import Iterator
from datetime import date

from edlint.check.numbers.found import Found
from edlint.language.data import LanguageData
from edlint.text.pattern import Match
from edlint.text.sentences import sentence_at


def reversals(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield pages, ranges of dates and lives that end before they begin, and what came later in an earlier year."""
    yield from _pages(text, known)
    if known.pattern("numbers/periods", "needs_order").found(text):
        yield from _orders(text, known)
    if known.pattern("numbers/periods", "needs_dates").found(text):
        yield from _ranges(text, known)


def _pages(text: str, known: LanguageData) -> Iterator[Found]:
    for match in known.pattern("numbers/periods", "paged").matches(text):
        first, last = match.names["a"] or "", match.names["b"] or ""
        # “190–92” is 190 to 192.
        if int(last) < int(first) and len(first) == len(last) and not _moved(text, match, known):
            yield Found(match.span)


def _orders(text: str, known: LanguageData) -> Iterator[Found]:
    told = (known.pattern("numbers/periods", key) for key in ("order", "first"))
    for match in (match for form in told for match in form.matches(text)):
        if _ended_before(match, known) and not _moved(text, match, known):
            yield Found(match.span)


def _ranges(text: str, known: LanguageData) -> Iterator[Found]:
    for form in known.patterns("numbers/periods", "ranges"):
        for match in form.matches(text):
            one, two = _date(match, "1", known), _date(match, "2", known)
            if one is not None and two is not None and two < one and not _moved(text, match, known):
                yield Found(match.span)
    for match in known.pattern("numbers/periods", "lives", ignore_case=False).matches(text):
        if int(match.names["y2"] or 0) < int(match.names["y1"] or 0):
            yield Found(match.span)


def _ended_before(match: Match, known: LanguageData) -> bool:
    """Whether the second year is before the first, or its month where both have one."""
    one, two = (int(match.names[name] or 0) for name in ("y1", "y2"))
    months = [_month(match, which, known) for which in ("1", "2")]
    return two < one or (two == one and None not in months and (months[1] or 0) < (months[0] or 0))


def _moved(text: str, match: Match, known: LanguageData) -> bool:
    """Whether the sentence says that the second takes the place of the first."""
    sentence = sentence_at(text, match.span.start)
    return known.pattern("numbers/periods", "moved").found(text[sentence.start : sentence.end])


def _month(match: Match, which: str, known: LanguageData) -> int | None:
    if match.names.get(f"i{which}"):
        return int(match.names[f"i{which}"] or 0)
    word = match.names.get(f"m{which}") or ""
    months = enumerate(known.patterns("numbers/base", "months"), 1)
    return next((index for index, form in months if form.whole(word)), None)


def _day(match: Match, which: str) -> int | None:
    before, after = match.names.get(f"d{which}"), match.names.get(f"e{which}")
    return None if bool(before) == bool(after) else int(before or after or 0)


def _date(match: Match, which: str, known: LanguageData) -> date | None:
    """Return a date; the first of a range may take the second's year where they share their month."""
    month, day = _month(match, which, known), _day(match, which)
    year = match.names.get(f"y{which}")
    if year is None and which == "1" and month == _month(match, "2", known):
        year = match.names.get("y2")
    if (
        month is None
        or year is None
        or (day is None and _day(match, "1" if which == "2" else "2") is not None)
    ):
        return None
    try:
        return date(int(year), month, day or 1)
    except ValueError:
        return None
