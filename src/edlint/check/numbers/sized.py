"""“Three times faster: it reads a page in 30 ms instead of 60 ms”: the only change of a sentence, and its only two values."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, plain
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match
from edlint.text.sentences import sentences

_FILE = "numbers/sized"
_NO_VALUE = frozenset({"year", "date", "clock", "decade", "century", "temperature", "points"})


class _Size(NamedTuple):
    """How large a change is: by a factor, a share in per cent, or points; `hedge` is about, more or nothing."""

    span: Span
    kind: str
    value: Decimal
    hedge: str
    comparative: bool


def changes(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield the one change that a sentence tells and its two values, where they show another."""
    at = Around(text, _FILE, known)
    if not at.holds("needs") or len(at.figures()) < 2:
        return
    spans = sentences(text)
    # The values may stand in two sentences: “In May we had 300. Today there are 900, three times as many.”
    for around in (*spans, *(Span(a.start, b.end) for a, b in pairwise(spans))):
        yield from _changed(at, around)


def _changed(at: Around, around: Span) -> Iterator[Found]:
    sizes = list(_sizes(at, around))
    if len(sizes) != 1 or at.holds("unless", around):
        return
    size = sizes[0]
    values = [
        one
        for one in at.figures()
        if around.start <= one.span.start < around.end
        and not size.span.start <= one.span.start < size.span.end
        # A date is no value, and “one” is a pronoun.
        and one.kind not in {"date", "year"}
        and one.written != 1
    ]
    if len(values) != 2 or any(one.kind in _NO_VALUE for one in values):
        return
    pair = _pair(at, around, *values)
    actual = _actual(size, *pair) if pair else ""
    if actual:
        start = min(size.span.start, values[0].span.start)
        yield Found(Span(start, max(size.span.end, values[1].span.end)), {"actual": actual})


def _sizes(at: Around, around: Span) -> Iterator[_Size]:
    """Yield the changes that a stretch of text tells."""
    text = at.text[around.start : around.end]
    for kind in ("factors", "shares", "points"):
        for form in at.known.patterns(_FILE, kind):
            for match in form.matches(text):
                value = _value(at, match)
                if value and (value > 1 or kind != "factors"):
                    hedge = "about" if match.names["about"] else "more" if match.names["more"] else ""
                    yield _Size(
                        match.span.shift(around.start), kind, value, hedge, bool(match.names.get("er"))
                    )


def _value(at: Around, match: Match) -> Decimal | None:
    for name in ("verb", "twice", "part"):
        word = match.names.get(name)
        if word:
            return Decimal(at.known.table(_FILE, name)[word.lower()])
    return number(match.names.get("f") or match.names.get("p") or "", at.known)


def _pair(at: Around, around: Span, one: Figure, two: Figure) -> tuple[Figure, Figure] | None:
    """Return the value before a change and the one after it, as what stands between and before them tells."""
    if at.between(one, two, "to") and at.before(one, "starts"):
        return one, two
    if at.between(one, two, "instead") or (at.between(one, two, "back") and at.before(one, "goes")):
        return two, one
    if at.between(one, two, "now") or at.between(one, two, "than"):
        return one, two
    alike = one.kind == two.kind and (one.form == two.form != "") and one.kind != "share"
    return (one, two) if alike and at.holds("related", around) else None


def _actual(size: _Size, one: Figure, two: Figure) -> str:
    """Return how large the change from one value to the other is, where it is another; else nothing."""
    shares = {one.form, two.form} <= {"%", ""} and "%" in {one.form, two.form}
    if shares != (size.kind == "points"):
        return ""
    if shares:
        difference = abs(two.written - one.written)
        right = abs(difference - size.value) <= one.half + two.half or bool(size.hedge)
        return "" if right else f"{plain(difference)} percentage points"
    real = _ratio(one, two)
    if real is None:
        return ""
    if size.kind == "factors":
        ratio = max(real, 1 / real)
        # “Three times faster” is three or four times as fast, as you like.
        most = (size.value + (1 if size.comparative else 0)) * Decimal("1.2")
        most *= Decimal("1.1") if size.hedge == "about" else 1
        right = size.value * Decimal("0.8") <= ratio and (ratio <= most or size.hedge == "more")
        return "" if right else f"{plain(round(ratio, 1))} times"
    # Measured from the first or the second: “30% faster, from 13 s to 10 s”.
    ways = (abs(real - 1) * 100, abs(1 / real - 1) * 100)
    slack = max(Decimal(2), size.value / 8) * (2 if size.hedge == "about" or one.hedge or two.hedge else 1)
    above = slack + (size.value if size.hedge == "more" else 0)
    right = any(-slack <= way - size.value <= above for way in ways)
    return "" if right else f"{plain(round(ways[0], 0))}%"


def _ratio(one: Figure, two: Figure) -> Decimal | None:
    """Return how many times the first the second is, or None where the two cannot be compared."""
    if one.kind != two.kind and "count" not in {one.kind, two.kind}:
        return None
    a, b = (one.value, two.value) if one.kind == two.kind else (one.written, two.written)
    if one.kind == two.kind == "money" and one.form != two.form:
        return None
    return b / a if a > one.half and b > two.half and a > 0 and b > 0 else None
