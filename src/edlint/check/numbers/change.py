"""“Doubled from 20 to 35”: changes that the two values do not show."""

from collections.abc import Iterator
from decimal import Decimal

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import Quantity, number, plain, quantity, trimmed
from edlint.language.data import LanguageData
from edlint.text.pattern import Match, Pattern


def changes(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield changes whose size does not follow from the two values beside it; rounding is allowed for."""
    if not known.pattern("numbers/change", "needs").found(text):
        return
    for match in read(known.pattern("numbers/change", "times"), text, known):
        factor = Decimal(str(known.table("numbers/change", "factors")[(match.names["verb"] or "").lower()]))
        yield from _times(text, match, factor, known)
    for match in read(known.pattern("numbers/change", "fold"), text, known):
        factor_said = number(match.names["f"] or "", known)
        if factor_said:
            yield from _times(text, match, factor_said, known)
    for form in known.patterns("numbers/change", "by_percent"):
        for match in read(form, text, known):
            yield from _percent(text, match, known)


def points(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield changes between two percentages that are given in per cent and are percentage points."""
    if not known.pattern("numbers/change", "needs").found(text):
        return
    for form in known.patterns("numbers/change", "by_percent"):
        for match in read(form, text, known):
            pair, said = values_of(match, known), number(match.names["p"] or "", known)
            if pair is None or said is None or pair[0].unit != "%" or not pair[0].value:
                continue
            one, two = pair
            difference = abs(two.value - one.value)
            if _near(said, difference, one.half + two.half) and not _is_percent(said, one, two, match):
                yield Found(
                    trimmed(text, match.span, known),
                    {"points": plain(difference), "percent": _rounded(_change(one, two))},
                )


def read(form: Pattern, text: str, known: LanguageData) -> Iterator[Match]:
    """Yield the matches whose last number ends there: not “to two and a half million”, not “to 3.5” cut short."""
    for match in form.matches(text):
        if not known.pattern("numbers/change", "goes_on").found(text[match.span.end :][:12]):
            yield match


def values_of(match: Match, known: LanguageData) -> tuple[Quantity, Quantity] | None:
    """Return the two values when both can be read and are of one kind."""
    one, two = quantity(match.names["a"] or "", known), quantity(match.names["b"] or "", known)
    if one is None or two is None or one.value <= 0 or two.value < 0:
        return None
    if one.unit and two.unit and one.unit != two.unit:
        return None
    no_value = known.pattern("numbers/change", "no_values")
    if no_value.whole(one.unit) or no_value.whole(two.unit) or (one.year and two.year):
        return None
    if (one.unit == "%") != (two.unit == "%"):
        one, two = one._replace(unit="%"), two._replace(unit="%")
    if "point" in {one.unit, two.unit}:
        return None
    # “From 2 million to 2.4 million”: the first is written as exactly as the second, only shorter.
    half = min(one.half, two.half)
    return one._replace(half=half), two._replace(half=half)


def _times(text: str, match: Match, factor: Decimal, known: LanguageData) -> Iterator[Found]:
    pair = values_of(match, known)
    if pair is None or pair[0].value <= pair[0].half:
        return
    one, two = pair
    low = (two.value - two.half) / (one.value + one.half)
    high = (two.value + two.half) / (one.value - one.half)
    below, above = Decimal("0.92"), Decimal("1.12")
    if match.names["about"]:
        below, above = Decimal("0.75"), Decimal("1.3")
    if match.names["more"]:
        below, above = Decimal("0.95"), Decimal("1.6")
    if high < factor * below or low > factor * above:
        yield Found(trimmed(text, match.span, known), {"actual": f"{_rounded(two.value / one.value)} times"})


def _percent(text: str, match: Match, known: LanguageData) -> Iterator[Found]:
    pair, said = values_of(match, known), number(match.names["p"] or "", known)
    if pair is None or said is None:
        return
    one, two = pair
    if one.unit == "%" and _near(said, abs(two.value - one.value), one.half + two.half):
        return  # That is the other rule's: percentage points.
    if not _is_percent(said, one, two, match):
        yield Found(trimmed(text, match.span, known), {"actual": f"{_rounded(_change(one, two))}%"})


def _change(one: Quantity, two: Quantity) -> Decimal:
    return abs(two.value - one.value) / one.value * 100


def _is_percent(said: Decimal, one: Quantity, two: Quantity, match: Match) -> bool:
    """Whether the change is what is said, allowing for rounding of all three and for hedges.

    Change is measured from the first value; from the second as well, as “30% faster, from 13 s to 10 s” does.
    """
    slack = max(Decimal(1), said / 10)
    if match.names["about"]:
        slack = max(Decimal(3), said / 4)
    for base, other in ((one, two), (two, one)):
        if base.value <= base.half:
            return True
        ends = [
            abs(o - b) / b * 100
            for b in (base.value - base.half, base.value + base.half)
            for o in (other.value - other.half, other.value + other.half)
        ]
        high = max(ends) + slack
        if match.names["more"]:
            high = max(high, said * 2)
            if min(ends) - slack <= high and max(ends) + slack >= said:
                return True
        elif min(ends) - slack <= said <= high:
            return True
    return False


def _near(said: Decimal, value: Decimal, slack: Decimal) -> bool:
    return abs(said - value) <= slack


def _rounded(value: Decimal) -> str:
    return plain(round(value, 0 if value >= 10 else 2 if value < 1 else 1))
