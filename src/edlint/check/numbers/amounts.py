"""“Raised from 100 to 80”, “by 30 seconds from 90 to 45 seconds”, “twice as fast: 40 seconds instead of 60”."""

from collections.abc import Iterator
from decimal import Decimal

from edlint.check.numbers.change import read, values_of
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import Quantity, converted, number, plain, quantity, trimmed
from edlint.language.data import LanguageData
from edlint.text.pattern import Match
from edlint.text.sentences import sentence_at


def amounts(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield changes whose direction, or whose size in the unit of the values, is not what the values show."""
    if known.pattern("numbers/change", "needs").found(text):
        for form in known.patterns("numbers/change", "by_points"):
            for match in read(form, text, known):
                yield from _points(text, match, known)
        for match in read(known.pattern("numbers/change", "by_amount"), text, known):
            yield from _amount(text, match, known)
        for match in read(known.pattern("numbers/change", "turned"), text, known):
            yield from _turned(text, match, known)
    if not known.pattern("numbers/change", "needs_times").found(text):
        return
    for match in read(known.pattern("numbers/change", "against"), text, known):
        yield from _against(text, match, known)


def _points(text: str, match: Match, known: LanguageData) -> Iterator[Found]:
    values, said = values_of(match, known), number(match.names["p"] or "", known)
    if values is None or said is None or values[0].unit != "%" or match.names["about"] or match.names["more"]:
        return
    difference = abs(values[1].value - values[0].value)
    if abs(said - difference) > values[0].half + values[1].half:
        yield Found(trimmed(text, match.span, known), {"actual": f"{plain(difference)} percentage points"})


def _amount(text: str, match: Match, known: LanguageData) -> Iterator[Found]:
    values, said = values_of(match, known), quantity(match.names["d"] or "", known)
    if values is None or said is None or match.names["about"] or match.names["more"]:
        return
    one, two = values
    unit = two.unit or one.unit
    if not said.unit or said.unit != unit or unit in {"%", "point"}:
        return
    difference = abs(two.value - one.value)
    if abs(said.value - difference) > one.half + two.half:
        yield Found(
            trimmed(text, match.span, known),
            {"actual": f"{plain(difference)} {unit}" if unit.isalpha() else f"{unit}{plain(difference)}"},
        )


def _turned(text: str, match: Match, known: LanguageData) -> Iterator[Found]:
    one, two = quantity(match.names["a"] or "", known), quantity(match.names["b"] or "", known)
    if one is None or two is None or (one.year and two.year) or not _counted(text, match, one, two, known):
        return
    values = _alike(one, two, known)
    rises = bool(match.names["up"])
    if values is None or values[0] == values[1] or min(values) <= 0:
        return
    if not rises and two.unit and not one.unit:
        return  # “Fell from 5 to 10 per cent”: it may be a range.
    if (values[1] > values[0]) != rises:
        actual = "a rise" if values[1] > values[0] else "a fall"
        yield Found(trimmed(text, match.span, known), {"actual": actual})


def _counted(text: str, match: Match, one: Quantity, two: Quantity, known: LanguageData) -> bool:
    """Whether the two are amounts: no versions (“1.10 to 1.9”), no times, no places (“from 1st to 3rd”)."""
    units = (one.unit, two.unit)
    no_value, ordinal = (
        known.pattern("numbers/change", "no_values"),
        known.pattern("numbers/change", "ordinal"),
    )
    if any(no_value.whole(unit) or ordinal.whole(unit) for unit in units if unit):
        return False
    lettered = known.pattern("numbers/change", "lettered", ignore_case=False)
    if any(lettered.found(match.names[n] or "") for n in ("a", "b")) and units[0] != units[1]:
        return False
    decimal = known.text("numbers/base", "decimal")
    if not any(units) and (
        one.value <= 12 or two.value <= 12 or any(decimal in (match.names[n] or "") for n in ("a", "b"))
    ):
        return False
    sentence = sentence_at(text, match.span.start)
    return not known.pattern("numbers/change", "places").found(text[sentence.start : sentence.end])


def _alike(one: Quantity, two: Quantity, known: LanguageData) -> tuple[Decimal, Decimal] | None:
    """Return both values in one unit, or None where they have two that nobody can compare."""
    first, second = converted(one, known), converted(two, known)
    if first and second:
        return (first[1], second[1]) if first[0] == second[0] else None
    if first or second:
        return None
    return (one.value, two.value) if one.unit == two.unit or not one.unit else None


def _against(text: str, match: Match, known: LanguageData) -> Iterator[Found]:
    values = values_of(match, known)
    word = match.names["twice"]
    times = (
        Decimal(known.table("numbers/change", "twice")[word.lower()])
        if word
        else number(match.names["f"] or "", known)
    )
    if values is None or times is None or not all(value.value > value.half for value in values):
        return
    alike = _alike(*values, known)
    if alike is None or min(alike) <= 0:
        return
    real = max(alike) / min(alike)
    # “Three times faster” is three or four times as fast, as you like.
    if not times * Decimal("0.8") <= real <= (times + 1) * Decimal("1.2") and not match.names["more"]:
        yield Found(trimmed(text, match.span, known), {"actual": f"{plain(round(real, 1))} times"})
