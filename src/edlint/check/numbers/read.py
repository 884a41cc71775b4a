"""Numbers as articles write them: “1,250”, “3.5 million”, “$40”, “20%”, “twenty-five”.

Only what can be read one way is read: “1,5” (a decimal in much of Europe, nothing in English) and “1.250.000” are not.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from edlint.model.span import Span
from edlint.text.pattern import pattern

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
}
_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_SMALL = "|".join(_UNITS)
_TEN = "|".join(_TENS)

WORD = rf"(?:(?:{_TEN})(?:[ -](?:{_SMALL}))?|{_SMALL})"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
NUMBER = rf"(?:{DIGITS}|{WORD})"
SCALE = r"(?:[ \x{00a0}]?(?:thousand|million|billion|trillion|bn|mn)\b|[kKM]\b)"
UNIT = r"(?:[ \x{00a0}-]?(?:%|percent\b|per cent\b|percentage points?\b|[a-zA-Zµ°][a-zA-Zµ/]{0,14}\b))"
QUANTITY = rf"[$€£¥]?{NUMBER}{SCALE}?(?:{UNIT})?"
"""A number with its currency, scale and one word of unit."""

_PARTS = rf"^([$€£¥]?)({DIGITS}|{WORD})({SCALE})?(?:{UNIT})?$"
_UNITS_AFTER = rf"^[$€£¥]?{NUMBER}{SCALE}?[ \x{{00a0}}-]?(.*)$"
_PERCENT = frozenset({"%", "percent", "per cent"})
_POINTS = frozenset({"percentage point", "percentage points", "points", "point", "pp"})
_NO_UNITS = frozenset(
    "a an the per in on within of and or to for at by over under when after before since last this next each every is was"
    " were are with without from as but so while during between about against via today now".split()
)
_SAME_UNIT = {
    "sec": "second",
    "secs": "second",
    "s": "second",
    "seconds": "second",
    "min": "minute",
    "mins": "minute",
    "minutes": "minute",
    "hr": "hour",
    "hrs": "hour",
    "h": "hour",
    "hours": "hour",
    "ms": "millisecond",
    "milliseconds": "millisecond",
}


class Quantity(NamedTuple):
    """A number in its plainest form.

    `value` has the scale in it; `half` is half a unit of the last place that was written (1.2 million: 50,000), the
    most by which rounding can have moved it. `unit` is in the singular, “%” for per cent, and the currency sign where
    there is one.
    """

    value: Decimal
    half: Decimal
    unit: str

    @property
    def year(self) -> bool:
        """Whether it may be a year: a bare whole number of four digits."""
        return not self.unit and 1900 <= self.value <= 2100 and self.value == int(self.value)


@lru_cache(maxsize=2048)
def quantity(text: str) -> Quantity | None:
    """Return what a text such as “$1,250”, “3.5 million users”, “20 %” or “twenty-five” says, or None."""
    text = text.strip()
    found = next(pattern(_PARTS, ignore_case=True).matches(text), None)
    if found is None:
        return None
    currency, digits, scale = found.groups
    value = number(digits or "")
    if value is None:
        return None
    written = digits or ""
    places = len(written.partition(".")[2])
    half = Decimal(5).scaleb(-places - 1)
    if "." not in written and written.endswith("00") and len(written) > 3:
        # “1,200” and “50,000” are often rounded.
        half = Decimal(50)
    factor = _SCALES[scale.strip().lower()] if scale else 1
    return Quantity(value * factor, half * factor, currency or unit(text))


def unit(text: str) -> str:
    """Return the unit of a quantity's text in one form: “%”, “point”, “user” for “users”, or nothing."""
    found = next(pattern(_UNITS_AFTER, ignore_case=True).matches(text.strip()), None)
    word = ((found.groups[0] or "") if found else "").strip().lower()
    if word in _PERCENT:
        return "%"
    if word in _POINTS:
        return "point"
    if word in _NO_UNITS:
        return ""
    return _SAME_UNIT.get(word) or singular(word)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without a last word that only looked like a unit (“from $800 to $650 a”)."""
    head, _, last = text[span.start : span.end].rpartition(" ")
    return Span(span.start, span.start + len(head)) if head and last.lower() in _NO_UNITS else span


def singular(word: str) -> str:
    """Return the word without the ending of a plural: enough to compare units, not to print."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=2048)
def number(text: str) -> Decimal | None:
    """Return the value of digits or number words without unit, or None."""
    text = text.strip().lower()
    if not text:
        return None
    if text[0].isdigit():
        return Decimal(text.replace(",", "")) if pattern(rf"{DIGITS}").whole(text) else None
    value = 0
    for word in text.replace("-", " ").split():
        if word in _UNITS:
            value += _UNITS[word]
        elif word in _TENS:
            value += _TENS[word]
        else:
            return None
    return Decimal(value)


def plain(value: Decimal) -> str:
    """Return a number as a message shows it: thousands separated, no trailing zeros."""
    whole = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{whole:,f}"
