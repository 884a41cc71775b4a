"""Changes that do not match their two values.

“Doubled from 20 to 35”, “three times faster: 30 ms instead of 60 ms”, “raised from 100 to 80”.
"""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, plain
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match
from edlint.text.sentences import sentence_at, sentences

_FILE = "numbers/change"
_NO_VALUE = frozenset({"year", "date", "clock", "decade", "century", "temperature", "points"})
_MEASURES = frozenset({"time", "size", "length", "mass", "volume"})
_LENGTHS = frozenset({"time", "long"})
_FAR = 500  # ratio of two values above which they are taken not to be in the same scale
_NEAR = 80  # most code points between a change and its values
_Values = tuple[Figure, Figure]


class _Size(NamedTuple):
    """The stated size of a change. `kind`: factors (“verbs” or “times”), “shares” in per cent, “fractions” or “points”.

    `hedge` is “about”, “more” or empty; `way` is 1 for a rise, -1 for a fall and 0 for either.
    """

    span: Span
    kind: str
    value: Decimal
    hedge: str
    way: int
    comparative: bool


def changes(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield changes whose size does not follow from their two values, beyond rounding."""
    yield from (found for found, points in _changes(text, known) if not points)


def points(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield changes between two percentages that are stated in per cent but are percentage points."""
    yield from (found for found, points in _changes(text, known) if points)


def turns(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield changes such as “raised from 100 to 80”, where the values go the other way."""
    at = Around(text, _FILE, known)
    for one, two in pairwise(at.figures() if at.holds("needs_turn") else ()):
        if not at.between(one, two, "to") or one.kind in _NO_VALUE or one.kind != two.kind:
            continue
        lead = at.known.pattern(_FILE, "turned").matches(
            at.text[max(0, one.span.start - 60) : one.span.start]
        )
        match = next(lead, None)
        if match is None or one.value == two.value or not (_countable(at, one, two)):
            continue
        if (two.value > one.value) != bool(match.names["up"]):
            start = one.span.start - (match.span.end - match.span.start)
            actual = "a rise" if two.value > one.value else "a fall"
            yield Found(Span(start, two.span.end), {"actual": actual})


def _countable(at: Around, one: Figure, two: Figure) -> bool:
    """Whether two figures are amounts, not versions, places or a range (“fell from 5 to 10 per cent”)."""
    if one.kind == "count" and (min(one.value, two.value) <= 12 or any(v.value % 1 for v in (one, two))):
        return False
    sentence = sentence_at(at.text, one.span.start)
    return one.form == two.form and not at.holds("places", sentence)


@lru_cache(maxsize=8)
def _changes(text: str, known: LanguageData) -> tuple[tuple[Found, bool], ...]:
    """Return the results of `changes` (False) and `points` (True) in one; cached, as both use it."""
    at = Around(text, _FILE, known)
    if not at.holds("needs"):
        return ()
    sizes = sorted(_sizes(at), key=lambda size: size.span)
    values = [
        one
        for one in at.figures()
        # A date is no value, and “one” without a unit is a pronoun.
        if one.kind not in {"date", "year"}
        and (one.written != 1 or one.form)
        and not any(size.span.start <= one.span.start < size.span.end for size in sizes)
    ]
    if not sizes or len(values) < 2:
        return ()
    return (*_beside(at, sizes, values), *_alone(at, sizes, values))


def _beside(at: Around, sizes: list[_Size], values: list[Figure]) -> Iterator[tuple[Found, bool]]:
    """Judge pairs of values of which one becomes the other, with the change before, after or between them."""
    amounts = [one for one in values if one.kind not in _LENGTHS]
    yield from _next_to_each_other(at, sizes, amounts)
    if len(amounts) < len(values):  # “Doubled in twelve months, from 350 to 700” is about the amounts.
        yield from _next_to_each_other(at, sizes, values, timed=True)


def _next_to_each_other(
    at: Around, sizes: list[_Size], values: list[Figure], *, timed: bool = False
) -> Iterator[tuple[Found, bool]]:
    """Judge the pairs of adjacent values; only those with a length of time if `timed`."""
    ends = [*(Span(0, 0),), *(one.span for one in values), Span(len(at.text), len(at.text))]
    for index, (one, two) in enumerate(pairwise(values), 1):
        pair = _pair(at, one, two)
        if pair is None or (timed and not {one.kind, two.kind} & _LENGTHS):
            continue
        first, last = sentence_at(at.text, one.span.start), sentence_at(at.text, two.span.start)
        low = max(ends[index - 1].end, first.start, one.span.start - _NEAR)
        high = min(ends[index + 2].start, last.end, two.span.end + _NEAR)
        near = [
            size
            for size in sizes
            if low <= size.span.start < high
            and (at.between(one, two, "than") or not one.span.end <= size.span.start < two.span.start)
            # No other change is between: “fees by 6% and raised use from 5 to 9”.
            and not at.holds("apart", Span(size.span.end, one.span.start))
            # A change after the values is set off: “…, which is a growth of 50%”, not “… to 4 doubles the rate”.
            and (
                size.span.start < two.span.end
                or (
                    at.holds("set_off", Span(two.span.end, size.span.start + 1))
                    and not at.holds("other", Span(two.span.end, size.span.start))
                )
            )
        ]
        if near:
            yield from _judged(at, near, pair, (one, two))


def _alone(at: Around, sizes: list[_Size], values: list[Figure]) -> Iterator[tuple[Found, bool]]:
    """Judge the only change and the only two values of a sentence (or two), if it states that they are compared."""
    starts = [one.span.start for one in values]
    spans = sentences(at.text)
    for around in (*spans, *(Span(one.start, two.end) for one, two in pairwise(spans))):
        here = values[bisect_left(starts, around.start) : bisect_left(starts, around.end)]
        told = [size for size in sizes if around.start <= size.span.start < around.end]
        if len(here) != 2 or len(told) != 1 or _pair(at, *here):
            continue
        one, two = here
        alike = one.kind == two.kind != "share" and (one.form == two.form != "" or one.kind in _MEASURES)
        exact = one.hedge in {"", "about"} and two.hedge in {"", "about"} and one.kind != "long"
        if (
            alike
            and exact
            and one.value != two.value
            and at.holds("related", around)
            and not at.holds("unless", around)
        ):
            yield from _judged(at, [told[0]._replace(way=0)], (one, two), (one, two))


def _sizes(at: Around) -> Iterator[_Size]:
    """Yield the changes that a text states, each place once."""
    taken: list[Span] = []
    for kind in ("verbs", "times", "points", "fractions", "shares"):
        for form in at.known.patterns(_FILE, kind):
            for match in form.matches(at.text):
                value = _value(at, match)
                if (
                    not value
                    or at.holds("no_change", Span(match.span.end, match.span.end + 4))
                    or any(match.span.touches(other) for other in taken)
                ):
                    continue
                taken.append(match.span)
                names = match.names
                hedge = "about" if names["about"] else "more" if names["more"] else ""
                way = 1 if names.get("up") else -1 if names.get("down") else 0
                yield _Size(match.span, kind, value, hedge, way, bool(names.get("er")))


def _value(at: Around, match: Match) -> Decimal | None:
    for name in ("up", "down", "twice", "part", "fraction"):
        word = (match.names.get(name) or "").lower()
        value = at.known.table(_FILE, name).get(word) if word else None
        if value is not None:
            return Decimal(str(value))
    return number(match.names.get("f") or match.names.get("p") or "", at.known)


def _pair(at: Around, one: Figure, two: Figure) -> _Values | None:
    """Return the value before a change and the value after it, judged by the words around the two; None: no change."""
    if one.kind in _NO_VALUE or two.kind in _NO_VALUE:
        return None
    if _unit(at, one) != _unit(at, two):
        return None
    if one.kind != two.kind and not at.after(one if one.kind == "count" else two, "bare"):
        return None  # “In twelve months, from 350 people”
    if at.between(one, two, "ended") and at.before(one, "started"):
        return one, two
    if at.between(one, two, "to") and at.before(one, "starts"):
        return None if at.before(one, "ranged") else (one, two)
    if at.between(one, two, "instead") or (at.between(one, two, "back") and at.before(one, "goes")):
        return two, one
    than = at.between(one, two, "than") and one.hedge != "less" and one.kind == two.kind != "share"
    return (one, two) if than or at.between(one, two, "now") else None


def _unit(at: Around, one: Figure) -> str:
    """Return the unknown unit after a bare number (“GH/s”), which has a capital or a slash in it; else ""."""
    behind = at.known.pattern(_FILE, "unknown", ignore_case=False).first(at.text[one.span.end :][:16])
    return at.text[one.span.end :][: behind.end].strip() if behind and one.kind == "count" else ""


def _judged(at: Around, sizes: list[_Size], pair: _Values, places: _Values) -> Iterator[tuple[Found, bool]]:
    """Yield a contradiction on the values and their first change, if none of the changes `sizes` matches the values."""
    one, two = pair
    if at.between(*places, "instead"):  # What doubles one thing halves the other.
        sizes = [size._replace(way=0) for size in sizes]
    shares = "%" in {one.form, two.form} and {one.form, two.form} <= {"%", ""}
    judged = [(size, _actual(size, one, two, shares=shares)) for size in sizes]
    if not all(actual for _, actual in judged):
        return
    size, actual = judged[0]
    start = places[0].span.start
    lead = at.known.pattern(_FILE, "starts").first(at.text[max(0, start - 30) : start])
    start -= lead.end - lead.start if lead else 0
    span = Span(min(size.span.start, start), max(size.span.end, places[1].span.end))
    if at.holds("unless", span):
        return
    difference = abs(two.written - one.written)
    if shares and size.kind == "shares" and abs(difference - size.value) <= one.half + two.half:
        change = {"points": plain(difference), "percent": _rounded(difference / one.written * 100)}
        yield Found(span, change), True
    else:
        yield Found(span, {"actual": actual}), False


def _actual(size: _Size, one: Figure, two: Figure, *, shares: bool) -> str:
    """Return the real size of the change from one value to the other, if it differs from the stated one; else ""."""
    if size.kind == "points":
        difference = abs(two.written - one.written)
        right = not shares or bool(size.hedge) or abs(difference - size.value) <= one.half + two.half
        return "" if right else f"{plain(difference)} percentage points"
    ends = _ends(one, two, shares=shares)
    if ends is None:
        return ""
    low, real, high = ends if size.kind in {"verbs", "shares"} else (ends[1],) * 3
    if size.kind in {"verbs", "times"}:
        return _times(size, low, real, high)
    slack = Decimal(6) if size.kind == "fractions" else max(Decimal(1), size.value / 10)
    slack = (
        max(slack, Decimal(3), size.value / 4) if size.hedge == "about" or one.hedge or two.hedge else slack
    )
    above = max(slack, size.value) if size.hedge == "more" else slack
    # Relative to the first value, or, for a comparative, to the second: “30% faster, from 13 s to 10 s”.
    second = ((1 / high - 1, 1 / low - 1),) if size.kind == "shares" and size.comparative else ()
    for least, most in ((low - 1, high - 1), *second):
        by = (abs(least) * 100, abs(most) * 100)
        if min(by) - above <= size.value <= max(by) + slack:
            return ""
    return f"{_rounded(abs(real - 1) * 100)}%"


def _times(size: _Size, low: Decimal, real: Decimal, high: Decimal) -> str:
    """Return the real factor between the two values, if it differs from the stated one; else ""."""
    if (size.way or (1 if real >= 1 else -1)) < 0:
        low, real, high = 1 / high, 1 / real, 1 / low
    below, above = (
        (Decimal("0.92"), Decimal("1.12")) if size.kind == "verbs" else (Decimal("0.8"), Decimal("1.2"))
    )
    if size.hedge == "about":
        below, above = Decimal("0.75"), Decimal("1.3")
    elif size.hedge == "more":
        below, above = Decimal("0.95"), Decimal("1.6")
    # “Three times faster” may mean three or four times as fast.
    if size.value * below <= high and low <= (size.value + size.comparative) * above:
        return ""
    return f"{_rounded(real)} times"


def _ends(one: Figure, two: Figure, *, shares: bool) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return the second value over the first, as lower bound, as written and as upper bound; None: incomparable."""
    if one.kind == two.kind and (one.kind != "money" or one.form == two.form):
        a, b, half_a, half_b = one.value, two.value, one.half, two.half
    elif "count" in {one.kind, two.kind} or shares:  # “From 600 to 900 ms”
        a, b = one.written, two.written
        half_a, half_b = (v.half * v.written / v.value if v.value else v.half for v in (one, two))
    else:
        return None
    # “From 2 million to 2.4 million”: the first is written as exactly as the second, only shorter.
    half = min(half_a, half_b)
    if min(a, b) * _FAR < max(a, b):
        return None  # “From 2 to 3 million”
    return ((b - half) / (a + half), b / a, (b + half) / (a - half)) if min(a, b) > half else None


def _rounded(value: Decimal) -> str:
    return plain(round(value, 0 if value >= 10 else 2 if value < 1 else 1))
