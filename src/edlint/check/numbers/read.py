"""Numbers as articles write them: “1,250”, “3.5 million”, “$40”, “20%”, “twenty-five”.

Only unambiguous numbers are read: not “1,5” (a decimal in much of Europe, nothing in English) and “1.250.000”. The
notation of a language is defined in its `base.yaml`.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from edlint.language.data import LanguageData


class Quantity(NamedTuple):
    """A number in normal form.

    `value` includes the scale; `half` is half a unit of the last place that was written (1.2 million: 50,000), the most
    by which rounding can have moved it. `unit` is in the singular, “%” for per cent, and the currency sign for money.
    """

    value: Decimal
    half: Decimal
    unit: str

    @property
    def year(self) -> bool:
        """Whether it may be a year: a bare whole number of four digits."""
        return not self.unit and 1900 <= self.value <= 2100 and self.value == int(self.value)


@lru_cache(maxsize=2048)
def quantity(text: str, known: LanguageData) -> Quantity | None:
    """Parse a text such as “$1,250”, “3.5 million users”, “20 %” or “twenty-five”; None if it is no quantity."""
    text = text.strip()
    found = next(known.pattern("numbers/base", "quantity_parts").matches(text), None)
    if found is None:
        return None
    currency, digits, scale = found.groups
    value = number(digits or "", known)
    if value is None:
        return None
    written = digits or ""
    decimal = known.text("numbers/base", "decimal")
    places = len(written.partition(decimal)[2])
    half = Decimal(5).scaleb(-places - 1)
    if decimal not in written and written.endswith("00") and len(written) > 3:
        # “1,200” and “50,000” are often rounded.
        half = Decimal(50)
    factor = known.table("numbers/base", "scales")[scale.strip().lower()] if scale else 1
    return Quantity(value * factor, half * factor, currency or unit(text, known))


def ordinal(word: str, known: LanguageData) -> int:
    """Return the number of “ninth” or “9th”, given in lower case."""
    return int(known.table("numbers/base", "ordinals").get(word) or word[:-2])


def unit(text: str, known: LanguageData) -> str:
    """Return the unit of a quantity's text in normal form: “%”, “point”, “user” for “users”, or ""."""
    found = next(known.pattern("numbers/base", "quantity_unit").matches(text.strip()), None)
    word = ((found.groups[0] or "") if found else "").strip().lower()
    if known.pattern("numbers/base", "percent").whole(word):
        return "%"
    if known.pattern("numbers/base", "points").whole(word):
        return "point"
    if word in known.words("numbers/base", "no_units"):
        return ""
    return str(known.table("numbers/base", "same_unit").get(word) or singular(word, known))


def singular(word: str, known: LanguageData) -> str:
    """Return the word without a plural ending: good enough to compare units, not to print."""
    plural = known.text("numbers/base", "plural")
    if (
        len(word) > 3
        and word.endswith(plural)
        and not word.endswith(tuple(known.words("numbers/base", "no_plural")))
    ):
        return word[: -len(plural)]
    return word


@lru_cache(maxsize=2048)
def number(text: str, known: LanguageData) -> Decimal | None:
    """Return the value of digits or number words without a unit, or None."""
    text = text.strip().lower()
    if not text:
        return None
    if text[0].isdigit():
        if not known.pattern("numbers/base", "digits").whole(text):
            return None
        plain = text.replace(known.text("numbers/base", "thousands"), "")
        return Decimal(plain.replace(known.text("numbers/base", "decimal"), "."))
    values = {**known.table("numbers/base", "units"), **known.table("numbers/base", "tens")}
    words = text.replace("-", " ").split()
    return None if any(word not in values for word in words) else Decimal(sum(values[word] for word in words))


def plain(value: Decimal) -> str:
    """Return a number as shown in messages: thousands separated, no trailing zeros."""
    whole = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{whole:,f}"
