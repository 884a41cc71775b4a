"""Two adjacent figures that state the same thing with different values.

“10 miles (25 km)”, “three in ten, or 40%”, “a majority (42%)”, “more than 500 people; all 480 of them”, “by half, from
900 to 600 ms”.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found, in_sentence
from edlint.check.numbers.read import number, plain, singular
from edlint.language.data import LanguageData
from edlint.model.span import Span

_FILE = "numbers/beside"
_MEASURES = frozenset({"time", "size", "length", "mass", "volume", "speed", "temperature"})
_EITHER = frozenset({"time", "long", "size"})
_NEAR = 160  # most code points between a bound and the number that it bounds
_FALLS = "numbers/falls"
_ALL = Decimal(100)


def conversions(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield measures followed by their conversion to another unit, if the two differ by more than 8% and rounding."""
    at = Around(text, _FILE, known)
    for one, two in pairwise(at.figures() if at.holds("needs_measure") else ()):
        if one.kind != two.kind or one.kind not in _MEASURES | {"long"} or one.form == two.form:
            continue
        if one.kind != "temperature" and not (one.value and two.value):
            continue
        told = at.between(one, two, "measure") and at.after(two, "closed")
        if at.between(one, two, "either") and one.kind in _EITHER:
            continue  # “30 seconds or a minute” may be either, “3 min = 1 week” is a scale.
        if not told and not at.between(one, two, "those"):
            continue
        slack = max(abs(one.value), abs(two.value)) * 8 / 100
        if one.kind == "temperature":
            slack = Decimal(3)
        if abs(one.value - two.value) > slack + one.half + two.half and not _working(one, two):
            yield Found(_both(text, one, two), {"actual": _as(one, two)})


def _both(text: str, one: Figure, two: Figure) -> Span:
    """Return the span from one figure to the other, with the bracket that closes after them."""
    opened = "(" in text[one.span.end : two.span.start] and text[two.span.end : two.span.end + 1] == ")"
    return Span(one.span.start, two.span.end + opened)


def _working(one: Figure, two: Figure) -> bool:
    """Whether the ratio of two lengths of time is due to a working day of 8 hours or a working week of 5 days."""
    small, large = sorted((one.value, two.value))
    return one.kind == "time" and large / small in {Decimal(3), Decimal(7) / 5, Decimal(7) / 4}


def _as(one: Figure, two: Figure) -> str:
    """Return the first figure converted to the unit of the second."""
    if one.kind == "temperature":
        value = one.value if "c" in two.form[:2] + two.form[-7:-6] else one.value * 9 / 5 + 32
    else:
        value = one.value / (two.value / two.written)
    return f"{plain(round(value, 0 if value >= 10 else 1))} {two.form}"


def ratios(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield pairs of shares, the second of which restates the first, that differ by more than rounding."""
    at = Around(text, _FILE, known)
    found = at.figures() if at.holds("needs_share") else ()
    for one, two in pairwise(_merged(at, found)):
        if one.kind != "share" or two.kind != "share":
            continue
        counted = [" of " in text[each.span.start : each.span.end] for each in (one, two)]
        if one.form == two.form and counted != [True, False]:
            continue  # Shares in one form are of two things.
        told = one.form == "word" and two.form == "turn"  # “A majority: 14 of the 30 members …”
        closed = (
            told or at.after(two, "closed_share") or (two.form == "turn" and at.after(two, "closed_turn"))
        )
        if not closed or not at.between(one, two, "share"):
            continue
        if "%" in {one.form, two.form} and _part_of_other(at, one, two, found):
            continue
        bounded = bool({one.hedge, two.hedge} & {"more", "less"})
        low1, high1 = share_range(one, bounded=bounded)
        low2, high2 = share_range(two, bounded=bounded)
        if low1 >= high2 or low2 >= high1:
            yield Found(_both(text, one, two), {"actual": f"{plain(round(one.value, 0))}%"})


def _part_of_other(at: Around, one: Figure, two: Figure, found: tuple[Figure, ...]) -> bool:
    """Whether a share is of another number: “5% fail; half of them (2.5%) …”, “… 90 of 200 bugs (22%) were ours”."""
    part = number(at.text[one.span.start : one.span.end].partition(" ")[0], at.known)
    for other in found:
        if other.form == "%" and other is not two:
            share = other.value * one.value / 100
        elif other.kind == "count" and one.form == "turn" and part and other.value > part:
            share = part / other.value * 100
        else:
            continue
        if abs(share - two.value) <= 1:
            return True
    return False


def share_range(one: Figure, *, bounded: bool = False) -> tuple[Decimal, Decimal]:
    """Return the range of values of a share, in per cent; a narrower one (`bounded`) if the other share is a bound."""
    slack = one.half
    if bounded and one.form != "word":
        slack = min(slack, Decimal("0.5"))
    elif one.form == "%" and one.written % 5 == 0:
        slack = min(Decimal("2.5"), one.value / 5)
    if one.hedge == "about":
        slack = max(slack + 4, one.value / 10)
    low, high = one.value - slack, one.value + slack
    if one.hedge == "more":
        return low, Decimal(100)
    return (Decimal(0), high) if one.hedge == "less" else (low, high)


def _merged(at: Around, found: tuple[Figure, ...]) -> list[Figure]:
    """Return the figures, with a whole and the part that follows it merged to one share: “Of the 50 members, 20 …”."""
    merged: list[Figure] = []
    for one in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and (last.kind, one.kind) == ("count", "count")
            and 0 < one.value <= last.value
            and at.before(last, "whole")
            and at.between(last, one, "part")
        ):
            share = one.value / last.value * 100
            merged[-1] = Figure(Span(last.span.start, one.span.end), "share", "turn", share, Decimal(1))
        else:
            merged.append(one)
    return merged


def bounds(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield bounds (“more than 500”) followed by the exact number, if that is outside the bound."""
    at = Around(text, _FILE, known)
    for one, two in pairwise(at.figures() if at.holds("needs_bound") else ()):
        if (
            one.hedge not in {"more", "less"}
            or two.hedge
            or one.kind not in _MEASURES | {"count", "money", "long"}
        ):
            continue
        same = (one.kind, one.form) == (two.kind, two.form)
        if not same or two.value == one.value or (two.value > one.value) == (one.hedge == "more"):
            continue
        counted = at.between(one, two, "counted")
        exact = at.after(two, "exactly") and at.between(one, two, "exact")
        beside = at.between(one, two, "bound") and at.after(two, "bracket")
        beside = beside or at.between(one, two, "least" if one.hedge == "more" else "greatest")
        if exact or beside or counted or (one.kind == "count" and _again(at, one, two)):
            word = "more" if one.hedge == "more" else "less"
            said = at.text[one.span.start : one.span.end]
            yield Found(
                Span(one.span.start, two.span.end),
                {"actual": f"{at.text[two.span.start : two.span.end]} is not {word} than {said}"},
            )


def _again(at: Around, one: Figure, two: Figure) -> bool:
    gap = at.text[one.span.end : two.span.start]
    if len(gap) > _NEAR or not at.holds("again", Span(one.span.end, two.span.start)):
        return False
    if min(one.value, two.value) * 4 < max(one.value, two.value) * 3:
        return False
    if gap.rstrip().lower().endswith("all") and at.after(two, "them"):
        return True
    things = [
        next(at.known.pattern(_FILE, "thing").matches(at.text[figure.span.end : figure.span.end + 40]), None)
        for figure in (one, two)
    ]
    said = [singular((thing.groups[0] or "").lower(), at.known) for thing in things if thing]
    return len(said) == 2 and said[0] == said[1]


def falls(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield falls by more than 100%, except of amounts that may be negative, such as a profit."""
    if not known.pattern(_FALLS, "needs").found(text):
        return
    for form in known.patterns(_FALLS, "forms"):
        for match in form.matches(text):
            share = number(match.names["p"] or "", known)
            unless = in_sentence(text, match.span.start, known.pattern(_FALLS, "unless"))
            if share is not None and share > _ALL and not unless:
                yield Found(match.span, {"actual": "nothing falls by more than 100%, which is all of it"})
