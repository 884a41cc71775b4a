"""Weekdays that a date does not have, and dates that no year has."""

from collections.abc import Iterator, Sequence
from datetime import date

from edlint.check.numbers.found import Found, in_sentence
from edlint.check.numbers.read import number
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match, Pattern, pattern

_FILE = "numbers/calendar"
_YEAR = pattern("[12][0-9]{3}")
"""What a text without which names no date with its year."""
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def weekdays(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield the dates that name a wrong day of the week, with the day they have (Gregorian calendar)."""
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
            # “42nd” is a day, wrong as it is; “May 45” may count anything.
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
    """Yield as many hours a day, days a week and the like as there are not."""
    for match in (m for key in ("recurring", "holds") for m in known.pattern(_FILE, key).matches(text)):
        inner, outer = (match.names["inner"] or "").lower(), (match.names["outer"] or "").lower()
        most = known.table(_FILE, "has").get(f"{inner} {outer}")
        said = number(match.names["n"] or "", known)
        if most is None or said is None or not most < said <= most * 2:
            continue
        if not in_sentence(text, match.span.start, known.pattern(_FILE, "together")):
            yield Found(match.span, {"actual": f"there are {most} {inner}s in a {outer}"})


def _version(text: str, span: Span) -> bool:
    """Whether more digits follow (“May 31.5”), so that the number is no day."""
    after = text[span.end : span.end + 2]
    return len(after) == 2 and after[0] in ".:/-–" and after[1].isdigit()


def _date(match: Match, known: LanguageData) -> date | None:
    month = _month(match, known)
    try:
        return date(int(match.names["y"] or 0), month or 0, int(match.names["d"] or 0))
    except ValueError:
        return None


def _month(match: Match, known: LanguageData) -> int | None:
    """Return the month of a date: in digits (`n`) or in words (`m`)."""
    if match.names.get("n"):
        return int(match.names["n"] or 0)
    index = _index(match.names.get("m") or "", known.patterns("numbers/base", "months"))
    return None if index is None else index + 1


def _index(word: str, names: Sequence[Pattern]) -> int | None:
    return next((index for index, name in enumerate(names) if name.whole(word)), None)
