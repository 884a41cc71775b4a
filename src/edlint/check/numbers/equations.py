"""Three adjacent figures that form a wrong equation: “a quarter of the 200, 70”, “240 in 12 weeks, 40 a week”.

The forms are data: the roles of the figures in the equation, and the patterns of the text between and around them.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from edlint.check.numbers.beside import share_range
from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import plain, singular
from edlint.language.data import LanguageData
from edlint.model.span import Span

_FILE = "numbers/equations"
_AMOUNTS = {"count", "money", "size", "length", "mass", "volume"}
_KINDS = {
    role: kinds
    for roles, kinds in (
        ("share off", {"share"}),
        ("length", {"time", "long"}),
        ("distance", {"length"}),
        ("speed", {"speed"}),
        ("before after", {"money"}),
        ("amount rate one two difference", _AMOUNTS),
        ("each total had gone left", _AMOUNTS | {"time"}),
        ("spent all rest", _AMOUNTS - {"count"}),
    )
    for role in roles.split()
}
_RESULTS = {
    frozenset(("one", "two", "sum")): ("sum", ("one", "two")),
    frozenset(("one", "two", "difference")): ("difference", ("one", "two")),
    frozenset(("one", "two", "product")): ("product", ("one", "two")),
    frozenset(("number", "each", "total")): ("total", ("number", "each")),
    frozenset(("spent", "all", "rest")): ("rest", ("spent", "all")),
    frozenset(("had", "gone", "left")): ("left", ("gone", "had")),
}
_DAY, _MONTH = Decimal(86_400_000), Decimal("30.4375")


def equations(rule: str) -> Callable[[str, LanguageData], Iterator[Found]]:
    """Return a function that yields the equations of a rule that are wrong."""
    return lambda text, known: _equations(Around(text, _FILE, known), rule)


def _equations(at: Around, rule: str) -> Iterator[Found]:
    # “The old one” is no number.
    found = (
        [one for one in at.figures() if one.written != 1 or one.kind != "count"] if at.holds("needs") else ()
    )
    forms = _forms(at.known, rule) if found else ()
    for some in zip(found, found[1:], found[2:], strict=False):
        for form in forms:
            actual = _actual(at, some, form)
            if actual:
                yield Found(Span(some[0].span.start, some[2].span.end), {"actual": actual})
                break


@lru_cache(maxsize=16)
def _forms(known: LanguageData, rule: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        form for form in known.rows(_FILE, "forms", "figures", "gaps", "tail") if form["rule"] == rule
    )


def _actual(at: Around, some: tuple[Figure, ...], form: Mapping[str, Any]) -> str:
    """Return the right result if three figures match this form and contradict each other; else ""."""
    roles = dict(zip(form["figures"].split(), some, strict=True))
    if any(
        one.kind not in _KINDS.get(role, {"count"}) or (one.hedge and role != "share")
        for role, one in roles.items()
    ):
        return ""
    lead = at.text[max(0, some[0].span.start - 40) : some[0].span.start]
    gaps = [at.text[one.span.end : two.span.start] for one, two in pairwise(some)]
    tail = at.text[some[2].span.end :][:40]
    if not _stand(at, form, (lead, *gaps, tail)):
        return ""
    if "share" in roles:
        return _portion(roles)
    if "speed" in roles:
        return _speed(roles)
    if "off" in roles:
        return _reduced(roles)
    if "rate" in roles:
        per = at.known.pattern(_FILE, "per")
        unit = next(match for text in (tail, *gaps) for match in per.matches(text)).names["unit"] or ""
        return _rate(at, roles, unit)
    if "quotient" in roles:
        return _quotient(at, roles, form["gaps"][1], form["tail"])
    return _computed(roles)


def _stand(at: Around, form: Mapping[str, Any], around: tuple[str, ...]) -> bool:
    """Whether the texts before, between and after three figures match the patterns of a form."""
    known, keys = at.known, (form.get("lead", ""), *form["gaps"], form["tail"])
    if not all(
        known.compiled(_FILE, "forms", key).found(text) for key, text in zip(keys, around, strict=True)
    ):
        return False
    return not any(known.pattern(_FILE, "unless").found(gap) for gap in around[1:3])


def _computed(roles: Mapping[str, Figure]) -> str:
    """Return the sum, difference or product of two figures if the third contradicts it; else ""."""
    name, (a, b) = _RESULTS[frozenset(roles)]
    one, two, said = roles[a], roles[b], roles[name]
    if name in {"sum", "product", "difference"} and len({one.kind, two.kind, said.kind}) > 1:
        return ""
    if name == "total" and (two.kind != said.kind or (said.kind == "count" and said.value <= one.value)):
        return ""
    if name == "left":  # “Of the 80 hours, 65 are gone”: a figure without a unit has the first one’s.
        units = {each.form for each in (one, two, said) if each.kind != "count"}
        real = two.written - one.written
        return "" if len(units) > 1 or real == said.written or real < 0 else plain(real)
    if name == "rest" and len({(each.kind, each.form) for each in (one, two, said)}) > 1:
        return ""
    results = {
        "sum": one.value + two.value,
        "difference": abs(one.value - two.value),
        "rest": two.value - one.value,
        "product": one.value * two.value,
        "total": one.value * two.value,
    }
    real = results[name]
    if abs(real - said.value) <= (real / 50 if name == "total" else 0) or not said.value:
        return ""
    return plain(round(real / (said.value / said.written), 2))


def _speed(roles: Mapping[str, Figure]) -> str:
    """Return the speed at which a distance is covered in a time, if the stated one differs; else ""."""
    distance, length, speed = roles["distance"], roles["length"], roles["speed"]
    if length.kind != "time" or not length.value:
        return ""
    real = distance.value / 1_000_000 / (length.value / 3_600_000)  # km/h of mm and ms
    unit = speed.value / speed.written if speed.written else Decimal(1)
    return (
        ""
        if abs(real - speed.value) <= real / 10 + speed.half
        else f"{plain(round(real / unit, 1))} {speed.form}"
    )


def _reduced(roles: Mapping[str, Figure]) -> str:
    """Return the reduced price, if the stated one differs; else ""."""
    share, before, after = roles["off"], roles["before"], roles["after"]
    real = before.value * (100 - share.value) / 100
    wrong = (
        before.form == after.form
        and abs(real - after.value) > before.value / 50
        and after.value < before.value
    )
    return f"{before.form}{plain(round(real, 2))}" if wrong and share.form == "%" else ""


def _portion(roles: Mapping[str, Figure]) -> str:
    """Return the share of a part (or of all but another part) in its whole, if the stated one differs; else ""."""
    share, whole = roles["share"], roles["whole"]
    part = roles.get("part") or roles["other"]._replace(value=whole.value - roles["other"].value)
    if not 0 < part.value <= whole.value or (share.form == "turn" and share.half == 1):
        return ""  # “90 of 200” is no share of another whole.
    low, high = share_range(share)
    half = part.half if part.half > 1 else Decimal(0)  # A count that is not rounded is exact.
    least = (part.value - half) / whole.value * 100
    most = (part.value + half) / whole.value * 100
    real = part.value / whole.value * 100
    return "" if least <= high and most >= low else f"{plain(round(real, 0 if real >= 10 else 1))}%"


def _rate(at: Around, roles: Mapping[str, Figure], unit: str) -> str:
    """Return the rate per unit of time, if the stated rate differs by more than rounding; else ""."""
    amount, length, rate = roles["amount"], roles["length"], roles["rate"]
    if (
        not (amount.value and length.value)
        or amount.kind != rate.kind
        or (amount.kind == "money" and amount.form != rate.form)
    ):
        return ""
    lengths = {**at.known.table("numbers/base", "time"), "month": _DAY * _MONTH, "year": _DAY * _MONTH * 12}
    told = length.value * (_DAY * _MONTH if length.kind == "long" else 1)
    real = amount.value / (told / lengths[unit.lower()])
    slack = max(rate.half, real / 20, amount.half / amount.value * real)
    working = Decimal(7) / 5 if unit.lower() == "day" and length.form != "day" else Decimal(1)
    if real - slack <= rate.value <= real * working + slack:
        return ""
    return f"{plain(round(real, 0 if real >= 10 else 1))} a {unit.lower()}"


def _quotient(at: Around, roles: Mapping[str, Figure], gap: str, tail: str) -> str:
    """Return how many of the first there are per one of the second, if the third states another number; else ""."""
    one, two, three = roles["one"], roles["two"], roles["quotient"]
    things = [
        next(at.known.compiled(_FILE, "forms", form).matches(text)).names["thing"] or ""
        for form, text in (
            (gap, at.text[two.span.end : three.span.start]),
            (tail, at.text[three.span.end :][:40]),
        )
    ]
    real = one.value / two.value if two.value else Decimal(0)
    slack = max(three.half, real / 20)
    same = singular(things[0].lower(), at.known) == singular(things[1].lower(), at.known)
    return plain(round(real, 1)) if same and abs(real - three.value) > slack else ""
