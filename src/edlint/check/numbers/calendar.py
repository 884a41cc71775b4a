"""Wrong weekdays of dates, dates that do not exist, and ranges of dates or pages that end before they begin."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from edlint.check.numbers.figures import Around
from edlint.check.numbers.found import Found, in_sentence
from edlint.check.numbers.read import number
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match, Pattern, pattern

_FILE = "numbers/calendar"
_YEAR = pattern("[12][0-9]{3}")
"""A year: a text without one has no date with its year."""
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PERIODS = "numbers/periods"


def weekdays(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield the dates with a wrong day of the week, and the right one (Gregorian calendar)."""
    if not _YEAR.found(text):
        return
    names = tuple(known.table("numbers/base", "days"))
    for form in known.patterns(_FILE, "with_weekday"):
        for match in form.matches(text):
            day = _date(match, known)
            said = _index(match.names["w"] or "", known.patterns("numbers/base", "days"))
            if day is not None and said is not None and day.weekday() != said:
                yield Found(match.span, {"day": names[day.weekday()]})


def impossible(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield dates that do not exist: 31 April, and 29 February of a year that is no leap year."""
    for form in known.patterns(_FILE, "bare", ignore_case=False):
        for match in form.matches(text):
            month, day = _month(match, known), int(match.names["d"] or 0)
            # “42nd” can only be a day, though a wrong one; “May 45” may count anything.
            if (
                month is None
                or (day > 31 and not match.names["th"])
                or day == 0
                or _version(text, match.span)
            ):
                continue
            if day > _LONGEST[month - 1]:
                yield Found(match.span, {"last": str(_LONGEST[month - 1])})
            elif (month, day) == (2, 29) and match.names.get("y") and _date(match, known) is None:
                yield Found(match.span, {"last": "28"})


def recurring(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield numbers of hours a day, days a week and the like that are higher than possible."""
    for match in (m for key in ("recurring", "holds") for m in known.pattern(_FILE, key).matches(text)):
        inner, outer = (match.names["inner"] or "").lower(), (match.names["outer"] or "").lower()
        most = known.table(_FILE, "has").get(f"{inner} {outer}")
        said = number(match.names["n"] or "", known)
        if most is None or said is None or not most < said <= most * 2:
            continue
        if not in_sentence(text, match.span.start, known.pattern(_FILE, "together")):
            yield Found(match.span, {"actual": f"there are {most} {inner}s in a {outer}"})


def _version(text: str, span: Span) -> bool:
    """Whether more digits follow (“May 31.5”), so that the number is not a day."""
    after = text[span.end : span.end + 2]
    return len(after) == 2 and after[0] in ".:/-–" and after[1].isdigit()


def _date(match: Match, known: LanguageData) -> date | None:
    month = _month(match, known)
    try:
        return date(int(match.names["y"] or 0), month or 0, int(match.names["d"] or 0))
    except ValueError:
        return None


def _month(match: Match, known: LanguageData) -> int | None:
    """Return the month of a date, from the group in digits (`n`) or in words (`m`); None for neither."""
    if match.names.get("n"):
        return int(match.names["n"] or 0)
    index = _index(match.names.get("m") or "", known.patterns("numbers/base", "months"))
    return None if index is None else index + 1


def _index(word: str, names: Sequence[Pattern]) -> int | None:
    return next((index for index, name in enumerate(names) if name.whole(word)), None)


def reversals(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield ranges of pages and dates and lives that end before they begin, and later events with an earlier year."""
    yield from _pages(text, known)
    if known.pattern(_PERIODS, "needs_order").found(text):
        yield from _orders(text, known)
    if known.pattern(_PERIODS, "needs_dates").found(text):
        yield from _ranges(text, known)
        yield from _lives(text, known)


def _pages(text: str, known: LanguageData) -> Iterator[Found]:
    for match in known.pattern(_PERIODS, "paged").matches(text):
        first, last = match.names["a"] or "", match.names["b"] or ""
        # “190–92” is 190 to 192.
        if int(last) < int(first) and len(first) == len(last) and not _moved(text, match.span.start, known):
            yield Found(match.span)


def _orders(text: str, known: LanguageData) -> Iterator[Found]:
    told = (known.pattern(_PERIODS, key) for key in ("order", "first"))
    for match in (match for form in told for match in form.matches(text)):
        if _ended_before(match, known) and not _moved(text, match.span.start, known):
            yield Found(match.span)


def _ranges(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield ranges of dates that end before they begin; a first date in the second's month may lack the year."""
    at = Around(text, _PERIODS, known)
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
    for match in known.pattern(_PERIODS, "lives", ignore_case=False).matches(text):
        if int(match.names["y2"] or 0) < int(match.names["y1"] or 0):
            yield Found(match.span)


def _ended_before(match: Match, known: LanguageData) -> bool:
    """Whether the second year is before the first, or its month where both have one."""
    one, two = (int(match.names[name] or 0) for name in ("y1", "y2"))
    forms = known.patterns("numbers/base", "months")
    months = [_index(match.names.get(name) or "", forms) for name in ("m1", "m2")]
    return two < one or (two == one and None not in months and (months[1] or 0) < (months[0] or 0))


def _moved(text: str, place: int, known: LanguageData) -> bool:
    """Whether the sentence states that the second replaces the first, as in a date that was moved."""
    return in_sentence(text, place, known.pattern(_PERIODS, "moved"))
