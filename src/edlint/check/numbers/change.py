"""“Doubled from 20 to 35”: changes that the two values do not show."""

from collections.abc import Iterator
from decimal import Decimal

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import NUMBER, QUANTITY, Quantity, number, plain, quantity, trimmed
from edlint.text.pattern import Match, pattern

_FACTORS = {
    "doubl": Decimal(2),
    "tripl": Decimal(3),
    "trebl": Decimal(3),
    "quadrupl": Decimal(4),
    "quintupl": Decimal(5),
    "halv": Decimal("0.5"),
}
_ABOUT = r"nearly|almost|about|around|roughly|approximately|some|close to|just under|just over|an estimated|more or less|~"
_MORE = r"more than|over|at least|well over|upwards of"
_HEDGE = rf"(?:(?P<about>{_ABOUT})|(?P<more>{_MORE})) "
_WORDS = r"(?: (?:[A-Za-z(][A-Za-z'’()-]*),?){0,6}?"
_PAIR = (
    rf",? from (?:{_ABOUT}|just|a mere|only)? ?(?P<a>{QUANTITY})(?: \(?(?:[a-z]+ )?[0-9]{{4}}\)?)?(?: [a-z]+){{0,4}}? to"
    rf" (?:{_ABOUT}|more than|over|nearly|just)? ?(?P<b>{QUANTITY})"
)
_TIMES = rf"\b(?:{_HEDGE})?(?P<verb>doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e|ed|es|ing){_WORDS}{_PAIR}"
_PERCENT = rf"(?P<p>{NUMBER})(?: ?%|[ -]percent|[ -]per[ -]cent)"
_BY = (
    r"\b(?:(?:grew|grows?|rose|fell|dropped|increased|decreased|declined|shrank|improved|reduced|cut|jumped|climbed|up|down)"
    r"(?: by)?|by) "
    rf"(?:{_HEDGE})?{_PERCENT}(?: \([^()]{{1,20}}\))?{_WORDS}{_PAIR}"
)
_NOUN = (
    rf"\b(?:{_HEDGE})?{_PERCENT} (?:increase|decrease|rise|drop|reduction|growth|jump|improvement|gain|decline|fall|cut)"
    rf"{_WORDS}{_PAIR}"
)
_AFTER = (
    rf"\bfrom (?P<a>{QUANTITY})(?: [a-z]+){{0,3}}? to (?P<b>{QUANTITY})(?: [a-z]+){{0,3}}?(?:,| \(| [-–—]) ?"
    rf"(?:an? |i\.e\. |that is,? )?(?:{_HEDGE})?{_PERCENT}(?: (?:increase|decrease|rise|drop|reduction|growth|jump|improvement"
    rf"|gain|decline|fall|cut|more|less|higher|lower)\b|\))"
)
_FOLD = rf"\b(?:an? )?(?:{_HEDGE})?(?P<f>{NUMBER})[- ]?fold (?:increase|rise|growth|jump|improvement|gain){_WORDS}{_PAIR}"
_NO_VALUES = frozenset(
    "am pm january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec".split()
)


def changes(text: str) -> Iterator[Found]:
    """Yield changes whose size does not follow from the two values beside it; rounding is allowed for."""
    if "from " not in text:
        return
    for match in _read(_TIMES, text):
        factor = _FACTORS[(match.names["verb"] or "").lower()]
        yield from _times(text, match, factor)
    for match in _read(_FOLD, text):
        factor_said = number(match.names["f"] or "")
        if factor_said:
            yield from _times(text, match, factor_said)
    for form in (_BY, _NOUN, _AFTER):
        for match in _read(form, text):
            yield from _percent(text, match)


def points(text: str) -> Iterator[Found]:
    """Yield changes between two percentages that are given in per cent and are percentage points."""
    if "from " not in text:
        return
    for form in (_BY, _NOUN, _AFTER):
        for match in _read(form, text):
            pair, said = _pair(match), number(match.names["p"] or "")
            if pair is None or said is None or pair[0].unit != "%" or not pair[0].value:
                continue
            one, two = pair
            difference = abs(two.value - one.value)
            if _near(said, difference, one.half + two.half) and not _is_percent(said, one, two, match):
                yield Found(
                    trimmed(text, match.span),
                    {"points": plain(difference), "percent": _rounded(_change(one, two))},
                )


def _read(form: str, text: str) -> Iterator[Match]:
    """Yield the matches whose last number ends there: not “to two and a half million”, not “to 3.5” cut short."""
    for match in pattern(form, ignore_case=True).matches(text):
        if not pattern(
            r"^(?:(?: and)?(?: an?| one)? (?:half|quarter|third)\b|[./,:-][0-9]| or | point | ?[×x/] ?[0-9])"
        ).found(text[match.span.end :][:12]):
            yield match


def _pair(match: Match) -> tuple[Quantity, Quantity] | None:
    """Return the two values when both can be read and are of one kind."""
    one, two = quantity(match.names["a"] or ""), quantity(match.names["b"] or "")
    if one is None or two is None or one.value <= 0 or two.value < 0:
        return None
    if one.unit and two.unit and one.unit != two.unit:
        return None
    if {one.unit, two.unit} & _NO_VALUES or (one.year and two.year):
        return None
    if (one.unit == "%") != (two.unit == "%"):
        one, two = one._replace(unit="%"), two._replace(unit="%")
    if "point" in {one.unit, two.unit}:
        return None
    # “From 2 million to 2.4 million”: the first is written as exactly as the second, only shorter.
    half = min(one.half, two.half)
    return one._replace(half=half), two._replace(half=half)


def _times(text: str, match: Match, factor: Decimal) -> Iterator[Found]:
    pair = _pair(match)
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
        yield Found(trimmed(text, match.span), {"actual": f"{_rounded(two.value / one.value)} times"})


def _percent(text: str, match: Match) -> Iterator[Found]:
    pair, said = _pair(match), number(match.names["p"] or "")
    if pair is None or said is None:
        return
    one, two = pair
    if one.unit == "%" and _near(said, abs(two.value - one.value), one.half + two.half):
        return  # That is the other rule's: percentage points.
    if not _is_percent(said, one, two, match):
        yield Found(trimmed(text, match.span), {"actual": f"{_rounded(_change(one, two))}%"})


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
