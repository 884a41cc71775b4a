"""“From March to May, four months”: lengths that do not follow from their two ends, and ends before their beginning."""

from collections.abc import Iterator
from datetime import date

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number
from edlint.language.data import LanguageData
from edlint.text.pattern import Match, Pattern
from edlint.text.sentences import sentence_at

_DAYS = {"day": 1, "week": 7, "month": 30}


def periods(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield months, weeks, days and hours that are not what lies between two dates or times."""
    if not known.pattern("numbers/periods", "needs").found(text):
        return
    for form in known.patterns("numbers/periods", "dates"):
        yield from _dates(text, form, known)
    for match in known.pattern("numbers/periods", "times").matches(text):
        said = number(match.names["n"] or "", known)
        if said is None or match.names["about"] or not _ended(text, match, known):
            continue
        minutes = int(said * (60 if _unit(match, "hours", known) == "hour" else 1))
        real = _minutes(match, known)
        if real and min(abs(minutes - one) for one in real) >= max(10, real[0] // 6):
            yield Found(match.span, {"actual": f"{real[0]} minutes"})


def _dates(text: str, form: Pattern, known: LanguageData) -> Iterator[Found]:
    for match in form.matches(text):
        said, months = number(match.names["n"] or "", known), _months(match, known)
        if said is None or months is None or not _ended(text, match, known):
            continue
        unit = _unit(match, "lengths", known)
        days = _days(match, months)
        # Both ends may count, and what is hedged may be a little more or less.
        more = 2 if match.names["about"] else 1
        if days is None:
            years = bool(match.names.get("y1") and match.names.get("y2"))
            if not months and not years:
                continue
            if unit == "month":
                # Without the years it may be a year more.
                reals = [months] if years else [months, months + 12, months + 24]
                right = any(real + 1 - more <= said <= real + more for real in reals)
            else:
                right = (months - 1) * 28 <= said * _DAYS[unit] <= (months + 1) * 31 + 2 or not years
            actual = f"{months} months"
        else:
            size = _DAYS[unit]
            # Working days are fewer.
            least = days * 5 // 7 - 2 if unit == "day" else days - size * more
            right = least <= said * size <= days + size * more
            actual = f"{days} days"
        if not right:
            yield Found(match.span, {"actual": actual})


def _ended(text: str, match: Match, known: LanguageData) -> bool:
    return known.pattern("numbers/years", "ends").found(text[match.span.end : match.span.end + 20])


def reversals(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield ranges of dates that end before they begin, and lives that do."""
    if not known.pattern("numbers/periods", "needs_dates").found(text):
        return
    for form in known.patterns("numbers/periods", "ranges"):
        for match in form.matches(text):
            one, two = _date(match, "1", known), _date(match, "2", known)
            sentence = sentence_at(text, match.span.start)
            if known.pattern("numbers/periods", "moved").found(text[sentence.start : sentence.end]):
                continue
            if one is not None and two is not None and two < one:
                yield Found(match.span)
    for match in known.pattern("numbers/periods", "lives", ignore_case=False).matches(text):
        if int(match.names["y2"] or 0) < int(match.names["y1"] or 0):
            yield Found(match.span)


def _unit(match: Match, table: str, known: LanguageData) -> str:
    word = match.names["unit"] or ""
    units = zip(known.table("numbers/periods", table), known.patterns("numbers/periods", table), strict=True)
    return next(name for name, form in units if form.whole(word))


def _month(match: Match, which: str, known: LanguageData) -> int | None:
    if match.names.get(f"i{which}"):
        return int(match.names[f"i{which}"] or 0)
    word = match.names.get(f"m{which}") or ""
    months = enumerate(known.patterns("numbers/base", "months"), 1)
    return next((index for index, form in months if form.whole(word)), None)


def _day(match: Match, which: str) -> int | None:
    before, after = match.names.get(f"d{which}"), match.names.get(f"e{which}")
    return None if bool(before) == bool(after) else int(before or after or 0)


def _months(match: Match, known: LanguageData) -> int | None:
    """Return how many months lie between the two."""
    two = _month(match, "2", known)
    one = _month(match, "1", known) or two
    if one is None or two is None:
        return None
    first, second = match.names.get("y1"), match.names.get("y2")
    years = int(second or 0) - int(first or 0) if first and second else 0
    months = two - one + 12 * years
    return months % 12 if months < 0 and not (first and second) else months if months >= 0 else None


def _days(match: Match, months: int) -> int | None:
    """Return the days from one date to the other, or None where a day is missing."""
    one, two = _day(match, "1"), _day(match, "2")
    return None if one is None or two is None else round(months * 30.44) + two - one


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


def _minutes(match: Match, known: LanguageData) -> tuple[int, ...]:
    """Return the minutes between two times of day, every way they can be read; nothing where they cannot be times."""
    at: list[int] = []
    halves = [match.names["a1"], match.names["a2"]]
    if not any(halves) and not (match.names["p1"] and match.names["p2"]):
        return ()  # “From 4 to 6, two hours”: it may count anything.
    for which, half in zip("12", halves, strict=True):
        hour, minute = int(match.names[f"h{which}"] or 0), int(match.names[f"p{which}"] or 0)
        if hour > (12 if half else 24) or minute > 59:
            return ()
        if half:
            hour = hour % 12 + (12 if half.lower() == known.text("numbers/periods", "afternoon") else 0)
        at.append(hour * 60 + minute)
    real = (at[1] - at[0]) % 1440
    return (real,) if all(halves) else (real, (at[1] - at[0]) % 720)
