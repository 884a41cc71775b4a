"""Figures that are alone in a passage and nearly make an equation: a product, a sum, a change, a share, a span of time.

Between the figures a word says which equation it is and what it comes to, and that they nearly make it says that they are
about each other. On 2.2 million words of edited text that gave no false alarm.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from edlint.check.numbers.beside import share_range
from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.intervals import between, is_length_of
from edlint.check.numbers.read import plain
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.sentences import sentences

_FILE = "numbers/relations"
_AMOUNTS = frozenset({"money", "size", "length", "mass", "volume", "time"})
_LONGEST = 320  # code points of two sentences that are one passage
_MOST = 7
_SMALL = 30  # what counts sum to that are too small to say anything
_LOW, _HIGH = Decimal("0.6"), Decimal("1.67")
"""How far a number may be from what it should be; what is further off is about something else."""

_Equation = tuple[str, tuple[Figure, ...]]
"""What a figure should be, as a message says it, and the figures, in any order."""
_Relation = Callable[[Around, Span, Sequence[Figure]], Iterator[_Equation]]


def relations(rule: str) -> Callable[[str, LanguageData], Iterator[Found]]:
    """Return the look for the equations of a rule that nearly come out."""
    return lambda text, known: _found(Around(text, _FILE, known), _RELATIONS[rule])


def _found(at: Around, relation: _Relation) -> Iterator[Found]:
    every = at.figures()
    if len(every) < 3:
        return
    for span in _passages(at.text):
        some = [one for one in every if span.start <= one.span.start < span.end]
        if not 3 <= len(some) <= _MOST or any(one.hedge for one in some):
            continue
        if at.holds("unless", span):
            continue
        for actual, figures in relation(at, span, some):
            start, end = min(one.span.start for one in figures), max(one.span.end for one in figures)
            yield Found(Span(start, end), {"actual": actual})


def _passages(text: str) -> Iterator[Span]:
    """Yield each sentence, and each two that follow each other and are short."""
    every = sentences(text)
    yield from (Span(*one) for one in every)
    for one, two in pairwise(every):
        if two.end - one.start <= _LONGEST:
            yield Span(one.start, two.end)


def _of(some: Iterable[Figure], *kinds: str) -> list[Figure]:
    return [one for one in some if one.kind in kinds]


def _amounts(some: Sequence[Figure]) -> list[Figure]:
    """Return the amounts, where all are of one kind; money in one currency."""
    found = _of(some, *_AMOUNTS)
    alike = len({one.kind if one.kind != "money" else one.form for one in found}) == 1
    return found if alike else []


def _nearly(told: Decimal, real: Decimal, high: Decimal = _HIGH) -> bool:
    return bool(real) and _LOW <= told / real <= high


def _shifted(told: Decimal, real: Decimal) -> bool:
    """Whether a decimal point is out of its place."""
    return bool(real) and told / real in {Decimal("0.01"), Decimal("0.1"), Decimal(10), Decimal(100)}


def _written(at: Around, value: Decimal, like: Figure) -> str:
    """Return a value as another figure of its kind is written."""
    number = plain(round(value / (like.value / like.written), 2))
    if like.kind == "money":
        return f"{like.form}{number}"
    unit = at.text[like.span.start : like.span.end].lstrip("0123456789.,\u202f\u00a0 -")
    return f"{number} {unit}".rstrip()


def _products(at: Around, passage: Span, some: Sequence[Figure]) -> Iterator[_Equation]:
    """Yield so many at so much each, and what they come to, where that is another."""
    amounts, counts = _amounts(some), [one for one in _of(some, "count") if one.value > 1]
    if not at.holds("each", passage) or at.holds("less", passage) or not _concluded(at, some):
        return
    if len(counts) == len(some) == 3 and counts[0].value + counts[1].value + counts[2].value > _SMALL:
        each, other, total = sorted(counts, key=lambda one: one.value)
        products, slack = [each.value * other.value], 15
    elif len(amounts) == 2 and 1 <= len(counts) <= 2:
        each, total = sorted(amounts, key=lambda one: one.value)
        products, slack = [each.value * one.value for one in counts], 50
    else:
        return
    if total.value <= each.value * Decimal("1.2") or any(abs(total.value - p) <= p / slack for p in products):
        return
    # The half, or the double: one of two amounts was forgotten.
    high = Decimal(2) if amounts else _HIGH
    real = next(
        (one for one in products if _nearly(total.value, one, high) or _shifted(total.value, one)), None
    )
    if real:
        yield _written(at, real, total), (*amounts, *counts)


def _concluded(at: Around, some: Sequence[Figure]) -> bool:
    """Whether words say that the last figure is what the others make."""
    gap = Span(some[-2].span.end, some[-1].span.start)
    return (at.holds("result", gap) and not at.holds("known", gap)) or at.after(some[-1], "behind")


def _sums(at: Around, passage: Span, some: Sequence[Figure]) -> Iterator[_Equation]:
    """Yield three amounts or more: a whole and its parts, which may be told in part; what was taken, and what is left."""
    amounts = _amounts(some)
    if len(amounts) < 3 or len(amounts) != len(some) or at.holds("less", passage):
        return
    whole = max(reversed(amounts), key=lambda one: one.value)
    real = sum((one.value for one in amounts), Decimal(0)) - whole.value
    if real == whole.value or not Decimal("0.75") <= real / whole.value <= Decimal("1.34"):
        return
    first, last = some[0], some[-1]
    gap = Span(some[-2].span.end, last.span.start)
    if whole is last:
        said = at.holds("whole", gap) or at.after(last, "behind")
    elif whole is first:
        named = real > whole.value and (at.before(first, "whole") or at.after(first, "parts"))
        said = named or at.holds("left", gap) or at.after(last, "over")
    else:
        return
    if said:
        yield _written(at, real, whole), tuple(amounts)


def _changes(at: Around, passage: Span, some: Sequence[Figure]) -> Iterator[_Equation]:
    """Yield two amounts and a change in per cent that is nearly the one between them."""
    amounts, shares = _amounts(some), _of(some, "share")
    if len(shares) != 1 or shares[0].form != "%" or len(amounts) != 2 or not at.holds("change", passage):
        return
    one, two, told = amounts[0].value, amounts[1].value, shares[0].value
    if not one or not two or one == two or not _about(at, shares[0], amounts):
        return
    real = [abs(one - two) / one * 100, abs(one - two) / two * 100]
    slack = max(Decimal(2), told / 10)
    others = (one / two * 100, two / one * 100, 100 - real[0], 100 - real[1])
    if all(abs(told - each) > slack for each in (*real, *others)) and any(_nearly(told, r) for r in real):
        yield f"{plain(round(real[0], 0))}%", (*amounts, *shares)


def _about(at: Around, share: Figure, others: Sequence[Figure]) -> bool:
    """Whether a share is about figures that stand before it, or behind it: no other subject stands between."""
    if at.after(share, "of"):
        return False
    if share.span.start < others[0].span.start:
        gap = Span(share.span.end, others[0].span.start)
        return not at.holds("apart", gap) or at.holds("it", gap)
    gap = Span(others[-1].span.end, share.span.start)
    return gap.start < gap.end and at.holds("again", gap)


def _shares(at: Around, passage: Span, some: Sequence[Figure]) -> Iterator[_Equation]:
    """Yield a count, a count of which it is a part, and the share that it nearly is."""
    counts, shares = _of(some, "count"), [one for one in _of(some, "share") if one.form != "turn"]
    if len(counts) != 2 or len(shares) != 1 or len(some) > 3 or at.holds("change", passage):
        return
    part, whole = sorted(one.value for one in counts)
    if whole < 10 or not part or at.holds("of_which", passage) or not _about(at, shares[0], counts):
        return
    low, high = share_range(shares[0])
    real = part / whole * 100
    if real < 2:
        return  # “SOC 2 and ISO 27001”
    slack = max(Decimal(2), real / 10)
    possible = (real, 100 - real, (whole - part) / part * 100)
    if all(not low - slack <= each <= high + slack for each in possible) and any(
        _nearly(shares[0].value, each) for each in possible[:2]
    ):
        yield f"{plain(round(real, 0))}%", (*counts, *shares)


def _spans(at: Around, passage: Span, some: Sequence[Figure]) -> Iterator[_Equation]:
    """Yield two years, dates or times of day and a length of time that is longer than what lies between them."""
    if at.holds("ago", passage):
        return
    lengths = [one for one in _of(some, "long", "time") if not at.after(one, "of")]
    for kind in ("year", "date", "clock"):
        ends = _of(some, kind)
        if len(ends) != 2 or len(lengths) != 1:
            continue
        one, two = ends if kind == "clock" else sorted(ends, key=lambda end: (end.value, end.date))
        real = between(one, two)
        if real is None or real.recurs or is_length_of(lengths[0], real, kind):
            continue
        days = lengths[0].value * (Decimal("30.44") if lengths[0].kind == "long" else 1)
        told = days / (60_000 if kind == "clock" else 86_400_000) if lengths[0].kind == "time" else days
        # What is shorter may be of a part of that time.
        if 1 < told / ((real.low + real.high) / 2) <= _HIGH:
            yield real.said, (*ends, *lengths)


_RELATIONS: dict[str, _Relation] = {
    "product": _products,
    "parts": _sums,
    "change": _changes,
    "ratio": _shares,
    "span": _spans,
}
