"""Lengths of time that do not match the two dates, years or times of day next to them, and wrong ages."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, ordinal, plain
from edlint.language.data import LanguageData
from edlint.model.span import Span

_FILE = "numbers/intervals"
_MINUTE, _DAY = Decimal(60_000), Decimal(86_400_000)
_LENGTHS = frozenset({"time", "long"})
_ENDS = frozenset({"year", "date", "clock"})


_Three = tuple[Figure, Figure, Figure]
_Date = tuple[int, int, int]


class _Said(NamedTuple):
    """Two ends, and the length that is stated to be between them."""

    one: Figure
    two: Figure
    length: Figure
    within: bool = False  # whether it may be a part of the interval: “an hour between 11 am and 2 pm”


class Interval(NamedTuple):
    """The real length between two ends, as a range in days (clock times: minutes) and as text for a message.

    `recurs`: the dates have no years, so that the length may be a year or two more.
    """

    low: Decimal
    high: Decimal
    said: str
    recurs: bool = False


def intervals(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield a length and its two ends if the length is wrong, whether or not both ends are counted."""
    at = Around(text, _FILE, known)
    if not at.holds("needs"):
        return
    found = at.figures()
    if not any(one.kind in _LENGTHS for one in found):
        return
    for some in zip(found, found[1:], found[2:], strict=False):
        yield from _judged(at, _beside(at, some), some)
    times = [one for one in found if one.kind in _LENGTHS | _ENDS]
    for some in zip(times, times[1:], times[2:], strict=False):
        yield from _judged(at, _told(at, some), some)


def _judged(at: Around, said: _Said | None, some: _Three) -> Iterator[Found]:
    """Yield the three figures if the stated length does not match the two ends."""
    real = _between(said.one, said.two) if said else None
    if said is None or real is None:
        return
    low = Interval(Decimal(0), real.high, "") if said.within else real
    if _is_length_of(said.length, low._replace(recurs=real.recurs), _as_years(said.one, said.two)[0].kind):
        return
    lead = at.known.pattern(_FILE, "lead").first(
        at.text[max(0, some[0].span.start - 30) : some[0].span.start]
    )
    start = some[0].span.start - (lead.end - lead.start if lead else 0)
    yield Found(Span(start, some[2].span.end), {"actual": real.said})


def _beside(at: Around, some: _Three) -> _Said | None:
    """Return a range (“from 3 to 31 March”) and the length before or after it."""
    one, two, three = some
    if three.kind in _LENGTHS and one.kind in _ENDS | {"count"} and _range(at, one, two):
        follows = at.between(two, three, "follows") and at.after(three, "ends")
        left = at.between(two, three, "leaves") and at.after(three, "left")
        told = at.between(two, three, "told") and at.after(three, "of_what")
        those = at.between(two, three, "those")
        return _Said(one, two, three) if follows or left or told or those else None
    if one.kind not in _LENGTHS or two.kind not in _ENDS | {"count"} or not _range(at, two, three):
        return None
    other = at.known.pattern(_FILE, "other").found(at.text[one.span.end : two.span.start])
    leads = at.between(one, two, "leads") and not at.before(one, "rate")
    each = at.between(one, two, "each_of") and not at.before(one, "determiner")
    leads = leads and not ("-" in at.text[one.span.start : one.span.end] and each)
    return _Said(two, three, one, at.before(two, "between")) if leads and not other else None


def _told(at: Around, some: _Three) -> _Said | None:
    """Return two ends that are stated one after the other, with a length: “in 2009 and, nine years later, in 2018”."""
    one, two, three = some
    if (
        one.kind in _LENGTHS and two.kind == three.kind in _ENDS
    ):  # “Ten days after the flood of 14 July, on 24 July”
        told = at.between(one, two, "after_the") and at.between(two, three, "same_day")
        return _Said(two, three, one) if told and not at.before(one, "rate") else None
    if two.kind in _LENGTHS and one.kind in _ENDS and three.kind in _ENDS:
        return _Said(one, three, two) if at.between(two, three, "then") else None
    return _told_last(at, some) if one.kind == two.kind in _ENDS and three.kind in _LENGTHS else None


def _told_last(at: Around, some: _Three) -> _Said | None:
    """Return two ends and the length that is stated after them: “in 2009 and in 2018, nine years later”."""
    one, two, three = some
    straight = at.between(two, three, "straight")
    if straight and at.after(three, "earlier"):
        return _Said(two, one, three)
    later = straight and at.after(three, "later")
    later = later or (at.between(two, three, "in_the") and at.after(three, "since"))
    after = at.between(one, two, "ended_after") and at.between(two, three, "after")
    return _Said(one, two, three) if later or (after and at.after(three, "of")) else None


def _range(at: Around, one: Figure, two: Figure) -> bool:
    if at.between(one, two, "to") or at.between(one, two, "ended"):
        return True
    return at.between(one, two, "and") and at.before(one, "between")


def _between(one: Figure, two: Figure) -> Interval | None:
    """Return the interval between two years, dates or times of day; None if it cannot be computed."""
    one, two = _as_years(one, two)
    if one.kind == "year" and two.kind == "year":
        years = two.value - one.value
        return Interval((years - 1) * 365, (years + 1) * 366, f"{plain(years)} years") if years > 0 else None
    if one.kind == "clock" and two.kind == "clock":
        return _clock(one, two)
    return _dates(one, two)


def _as_years(one: Figure, two: Figure) -> tuple[Figure, Figure]:
    """Return the two figures, a date next to a year being replaced by its year: “on 3 March 2021 … in 2026”."""
    if {one.kind, two.kind} != {"year", "date"}:
        return one, two
    dated = [each._replace(kind="year", value=Decimal(each.date[0] or each.value)) for each in (one, two)]
    return dated[0], dated[1]


def _clock(one: Figure, two: Figure) -> Interval | None:
    minutes = int(two.value - one.value) % (1440 if one.form == two.form else 720)  # “10:00–11:30 am”
    real, slack = Decimal(minutes), max(Decimal(5), Decimal(minutes) / 12)
    return Interval(real - slack, real + slack, f"{minutes} minutes") if minutes else None


def _dates(one: Figure, two: Figure) -> Interval | None:
    """Return the interval between two dates that both have a day or both have none; without years, within one year."""
    (year1, month1, day1), (year2, month2, day2) = _completed(one, two)
    if not month1 or not month2 or bool(day1) != bool(day2):
        return None
    told = bool(year1) and bool(year2)
    year2 = year2 or year1 or 2001
    year1 = year1 or year2 - ((month1, day1) > (month2, day2))
    try:
        days = (date(year2, month2, day2 or 1) - date(year1, month1, day1 or 1)).days
    except ValueError:
        return None
    if days < 0 or (not told and days > 330):
        return None
    if day1:
        return Interval(Decimal(days), Decimal(days + 1), f"{days} days")
    months = (year2 - year1) * 12 + month2 - month1
    return Interval(Decimal(days - 29), Decimal(days + 31), f"{months + 1} months, or {months}", not told)


def _completed(one: Figure, two: Figure) -> tuple[_Date, _Date]:
    """Return two dates, with 0 for missing parts; a bare number is a day of the other's month."""
    if _day(one):  # “from 3 to 31 March”
        return (*two.date[:2], int(one.value)), two.date
    if _day(two):  # “March 3–31”
        return one.date, (*one.date[:2], int(two.value))
    return one.date, two.date


def _day(one: Figure) -> bool:
    return one.kind == "count" and one.value <= 31 and not one.hedge


def _is_length_of(length: Figure, real: Interval, kind: str) -> bool:
    """Whether a length matches an interval, give or take half a unit for rounding; `kind` is that of the ends."""
    if not length.written:
        return True
    if length.kind == "time":
        unit = _MINUTE if kind == "clock" else _DAY
        value, one = length.value / unit, length.value / length.written / unit
    elif kind == "clock":
        return True
    else:
        value, one = length.value * Decimal("30.44"), length.value / length.written * Decimal("30.44")
    if kind == "clock":
        slack = one / 4 if one == 60 else Decimal(0)
        if length.written == 1:
            slack = Decimal(7)
    elif kind == "year":
        slack = Decimal(30) if one > 31 else one
    else:
        slack = one / 2 if one > 1 else value / 10
    low = real.low * 5 / 7 - 1 if length.form == "day" else real.low  # working days
    if length.hedge:
        slack += max(value / 6, one if kind != "clock" else value / 4)
    years = (0, 365, 730) if real.recurs else (0,)  # Without years it may be one or two years more.
    return any(low - slack <= value - more <= real.high + slack for more in years)


def ages(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield ages that do not match the year of birth and the year in which somebody has that age."""
    at = Around(text, _FILE, known)
    found = at.figures() if at.holds("needs_age") else ()
    for one, two, three in zip(found, found[1:], found[2:], strict=False):
        if (
            (one.kind, two.kind) != ("year", "year")
            or three.kind not in {"count", "long"}
            or three.form not in {"", "year"}
        ):
            continue
        life = at.between(one, two, "to") and at.before(one, "life")
        if not life and not at.before(one, "born"):
            continue
        if life and not known.pattern(_FILE, "died").found(at.text[two.span.end : three.span.end + 30]):
            continue
        if not at.between(two, three, "aged") or not at.after(three, "old"):
            continue
        age, years = three.written, two.value - one.value
        slack = Decimal(1) if not three.hedge else Decimal(3)
        if not years - slack <= age <= years + (slack if three.hedge else 0):
            yield Found(Span(one.span.start, three.span.end), {"actual": f"{plain(years)} years"})


def anniversaries(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield birthdays and anniversaries that do not match the two years next to them."""
    if not known.pattern(_FILE, "needs_anniversary").found(text):
        return
    for entry in known.rows(_FILE, "anniversaries", "pattern", "within"):
        for match in known.compiled(_FILE, "anniversaries", entry["pattern"]).matches(text):
            place = match.names.get("o")
            said = ordinal(place.lower(), known) if place else number((match.names["n"] or "").lower(), known)
            real = int(match.names["y2"] or 0) - int(match.names["y1"] or 0)
            if real < 0 or (said is not None and said - real not in entry["within"]):
                yield Found(match.span, {"actual": f"{real} years"})
