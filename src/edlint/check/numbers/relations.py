"""Figures that are the only ones of a passage and nearly form a product or a sum.

Words between them show which of the two is meant and which figure is the result; that the numbers nearly match shows
that they belong together.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import plain
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.sentences import sentences

_FILE = "numbers/relations"
_AMOUNTS = frozenset({"money", "size", "length", "mass", "volume", "time"})
_LONGEST = 320  # code points of two sentences that are one passage
_MOST = 7
_SMALL = 30  # sum of counts up to which they are too small to mean anything
_LOW, _HIGH = Decimal("0.6"), Decimal("1.67")
"""Lowest and highest ratio of a number to the right one: outside, it is about something else."""
_TENS = frozenset({Decimal("0.01"), Decimal("0.1"), Decimal(10), Decimal(100)})
"""Ratios of numbers with a misplaced decimal point to the right ones."""


def products(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield a number of things, the amount of each, and a wrong total."""
    at = Around(text, _FILE, known)
    for passage, some, amounts in _passages(at):
        made = _made(some, amounts)
        if not made or not at.holds("each", passage) or at.holds("less", passage) or not _concluded(at, some):
            continue
        each, *_, total = sorted(amounts or some, key=lambda one: one.value)
        slack, high = (
            (50, Decimal(2)) if amounts else (15, _HIGH)
        )  # Up to the double, where one of two amounts was forgotten.
        off = [total.value / one for one in made]
        if total.value <= each.value * Decimal("1.2") or any(
            abs(one - 1) <= Decimal(1) / slack for one in off
        ):
            continue
        real = next(
            (r for r, far in zip(made, off, strict=True) if _LOW <= far <= high or far in _TENS), None
        )
        if real:
            yield _found(at, real, total, [one for one in some if one in amounts or _several(one)])


def _several(one: Figure) -> bool:
    return one.kind == "count" and one.value > 1


def _made(some: Sequence[Figure], amounts: Sequence[Figure]) -> list[Decimal]:
    """Return the possible products of three counts, or two amounts and one or two counts; empty for other figures."""
    counts = [one.value for one in some if _several(one)]
    if len(counts) == len(some) == 3 and sum(counts) > _SMALL:
        low, middle, _ = sorted(counts)
        return [low * middle]
    if len(amounts) != 2 or some[-1] not in amounts or not 1 <= len(counts) <= 2:
        return []
    each = min(one.value for one in amounts)
    ratios = [counts[0] / counts[1], counts[1] / counts[0]] if len(counts) == 2 else []
    # “Forty people giving $50 equals two people giving $1,000.”
    return [each * one for one in (*counts, *ratios) if each]


def sums(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield three or more amounts with a wrong sum: a whole and its parts, or what was taken and what is left."""
    at = Around(text, _FILE, known)
    for passage, some, amounts in _passages(at):
        if len(amounts) < 3 or len(amounts) != len(some) or at.holds("less", passage):
            continue
        whole = max(reversed(amounts), key=lambda one: one.value)
        real = sum((one.value for one in amounts), Decimal(0)) - whole.value
        if real == whole.value or not Decimal("0.75") <= real / whole.value <= Decimal("1.34"):
            continue
        first, last = some[0], some[-1]
        gap = Span(some[-2].span.end, last.span.start)
        said = whole is last and (at.holds("whole", gap) or at.after(last, "behind"))
        if whole is first:
            named = real > whole.value and (at.before(first, "whole") or at.after(first, "parts"))
            said = named or at.holds("left", gap) or at.after(last, "over")
        if said:
            yield _found(at, real, whole, amounts)


def _passages(at: Around) -> Iterator[tuple[Span, list[Figure], list[Figure]]]:
    """Yield each sentence, and each two short ones, with its figures, and its amounts if these are of one kind."""
    every, figures = sentences(at.text), at.figures()
    two = (Span(a.start, b.end) for a, b in pairwise(every) if b.end - a.start <= _LONGEST)
    for passage in (*every, *two) if len(figures) > 1 else ():
        some = [one for one in figures if passage.start <= one.span.start < passage.end]
        if 3 <= len(some) <= _MOST and not any(one.hedge for one in some) and not at.holds("unless", passage):
            amounts = [one for one in some if one.kind in _AMOUNTS]
            kinds = {one.form if one.kind == "money" else one.kind for one in amounts}
            yield Span(*passage), some, amounts if len(kinds) == 1 else []


def _concluded(at: Around, some: Sequence[Figure]) -> bool:
    """Whether words show that the last figure is the result of the others, and not of anything else."""
    gap = Span(some[-2].span.end, some[-1].span.start)
    said = (at.holds("result", gap) and not at.holds("known", gap)) or at.after(some[-1], "behind")
    return said and not at.holds("more", gap)


def _found(at: Around, real: Decimal, like: Figure, figures: Sequence[Figure]) -> Found:
    """Return the contradiction on the figures, with the right value `real` in the form of the figure `like`."""
    number = plain(round(real / (like.value / like.written), 2))
    unit = at.text[like.span.start : like.span.end].lstrip("0123456789.,\u202f\u00a0 -")
    said = f"{like.form}{number}" if like.kind == "money" else f"{number} {unit}".rstrip()
    start, end = min(one.span.start for one in figures), max(one.span.end for one in figures)
    return Found(Span(start, end), {"actual": said})
