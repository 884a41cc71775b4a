"""Weekdays that a date does not have, and dates that no year has."""

from collections.abc import Iterator
from datetime import date

from edlint.check.numbers.found import Found
from edlint.model.span import Span
from edlint.text.pattern import pattern

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {
    name: index
    for index, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = r"(Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"((?:1[789]|20)[0-9]{2})"
_GAP = r"(?:,? | the | )"
# Each with the order of its groups: weekday, day, month, year.
_FORMS = (
    (rf"\b{_DAY}{_GAP}{_DATE}(?: of)? {_MONTH},? {_YEAR}\b", "wdmy"),
    (rf"\b{_DAY}{_GAP}{_MONTH} {_DATE},? {_YEAR}\b", "wmdy"),
    (rf"\b{_DATE}(?: of)? {_MONTH},? {_YEAR},? \({_DAY}\)", "dmyw"),
    (rf"\b{_MONTH} {_DATE},? {_YEAR},? \({_DAY}\)", "mdyw"),
    (rf"\b{_DAY},? {_YEAR}-([0-9]{{2}})-([0-9]{{2}})\b", "wynd"),
    (rf"\b{_YEAR}-([0-9]{{2}})-([0-9]{{2}}),? \({_DAY}\)", "yndw"),
)
_BARE = (
    (rf"\b{_DATE}(?: of)? {_MONTH}(?:,? {_YEAR})?\b", "dmy"),
    (rf"\b{_MONTH} {_DATE}(?:,? {_YEAR})?\b", "mdy"),
)


def weekdays(text: str) -> Iterator[Found]:
    """Yield the dates that name a wrong day of the week, with the day they have (Gregorian calendar)."""
    for form, order in _FORMS:
        for match in pattern(form, ignore_case=True).matches(text):
            parts = dict(zip(order, match.groups, strict=True))
            day = _date(parts)
            said = _weekday(parts["w"] or "")
            if day is not None and said is not None and day.weekday() != said:
                yield Found(match.span, {"day": _DAYS[day.weekday()].capitalize()})


def impossible(text: str) -> Iterator[Found]:
    """Yield dates that do not exist: 31 April, and 29 February of a year that is no leap year."""
    for form, order in _BARE:
        for match in pattern(form).matches(text):
            parts = dict(zip(order, match.groups, strict=True))
            month, day = _MONTHS[_full(parts["m"] or "")], int(parts["d"] or 0)
            year = parts.get("y")
            if day > 31 or day == 0 or _version(text, match.span):
                continue
            if day > _LONGEST[month - 1]:
                yield Found(match.span, {"last": str(_LONGEST[month - 1])})
            elif (month, day) == (2, 29) and year and _date(parts) is None:
                yield Found(match.span, {"last": "28"})


def _version(text: str, span: Span) -> bool:
    """Whether more digits follow (“May 31.5”), so that the number is no day."""
    after = text[span.end : span.end + 2]
    return len(after) == 2 and after[0] in ".:/-–" and after[1].isdigit()


def _date(parts: dict[str, str | None]) -> date | None:
    month = int(parts["n"] or 0) if "n" in parts else _MONTHS[_full(parts["m"] or "")]
    try:
        return date(int(parts["y"] or 0), month, int(parts["d"] or 0))
    except ValueError:
        return None


def _full(month: str) -> str:
    start = month.lower()[:3]
    return next(name for name in _MONTHS if name.startswith(start))


def _weekday(word: str) -> int | None:
    start = word.lower()[:3]
    return next((index for index, name in enumerate(_DAYS) if name.startswith(start)), None)
