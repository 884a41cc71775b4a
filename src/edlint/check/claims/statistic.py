"""Quantities, and which of them are statements about the world that need a source.

A quantity alone means little: “70%” may be a share of all security flaws, an opacity, or a target. Each sort of
quantity has a weight, and so have the words around it (`signals.yaml`); their sum decides. The weights were set by
reading false positives and misses on edited and on marketing articles, see docs/claims.md.
"""

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from edlint.check.claims.language import Language, QuantityKind
from edlint.model.span import Span
from edlint.text.literals import loose, may_fit
from edlint.text.pattern import pattern
from edlint.text.words import words

_BEFORE, _AFTER = 6, 8
_CLOSE = 3
_OPEN = pattern(r"[(\[]")
_CLAUSE = pattern(r"[;:!?]|[—–]\s|\s[—–-]\s|\.\s")
FIGURE_SIGNS = pattern(r"[0-9%$€£¥₹]")
"""Characters one of which occurs in every quantity that is not spelt out."""


class Quantity(msgspec.Struct, frozen=True):
    """A quantity at `span` of a block's text: its number and unit as written, and its weight as a statement."""

    sort: str
    span: Span
    number: str
    unit: str
    weight: int


def quantities(text: str, sentence: Span, language: Language) -> Iterator[Quantity]:
    """Yield the quantities of a sentence whose weight makes them claims, left to right, none overlapping."""
    said = text[sentence.start : sentence.end]
    if not (FIGURE_SIGNS.found(said) or language.hint.found(said)):
        return
    loosely = loose(said)
    taken: list[Span] = []
    found: list[Quantity] = []
    for sort in language.sorts:
        if not may_fit(sort.pattern.needs, loosely):
            continue
        for match in sort.pattern.matches(said):
            if any(match.span.touches(other) for other in taken) or _is_label(said, match.span):
                continue
            names = match.names
            number = (
                next(
                    (
                        names[n]
                        for n in ("number", "number2", "number3", "number4", "number5", "number6")
                        if names.get(n)
                    ),
                    "",
                )
                or ""
            )
            if sort.name == "count" and not _counts(
                number, said[match.span.start : match.span.end], language
            ):
                continue
            unit = names.get("unit") or names.get("unit2") or sort.unit
            taken.append(match.span)
            found.append(
                Quantity(
                    sort.name,
                    match.span.shift(sentence.start),
                    number or said[match.span.start : match.span.end],
                    unit,
                    _weigh(said, match.span, sort, language),
                )
            )
    found.sort(key=lambda quantity: quantity.span)
    yield from (quantity for quantity in found if quantity.weight >= language.claim)


def _is_label(said: str, span: Span) -> bool:
    """Whether the number is part of something longer: a version, a date, a path, a name."""
    before = said[max(0, span.start - 2) : span.start]
    if said[span.end : span.end + 1] == "}":  # a field of a script: “{print $3}”
        return True
    return bool(before) and (
        (before[-1] in "./#_@=+:" and before[-1:] != " ") or (before[-1] == "-" and before[:1].isalnum())
    )


def _counts(number: str, written: str, language: Language) -> bool:
    """Whether a bare number is large enough to be a count of the world: not a year, not a handful."""
    plain = number.replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return True
    scale = language.scales.first(written.partition(number)[2])
    if scale is not None and scale.start <= 1 and value > 0:
        return True
    return value >= 100 and not ("," not in number and 1900 <= value <= 2100)


def _weigh(said: str, span: Span, sort: QuantityKind, language: Language) -> int:
    places, loosely = _places(said, span), loose(said)
    weight = sort.weight
    for signal in language.signals:
        if (
            sort.name in signal.fits
            and may_fit(signal.pattern.needs, loosely)
            and signal.pattern.found(places[signal.where])
        ):
            weight += signal.weight
    return weight


def _places(said: str, span: Span) -> dict[str, str]:
    """Return the text around a quantity by the keys that signals use; `before` and `after` stay in the clause."""
    starts = [word.start for word in words(said)]
    first = bisect_left(starts, span.start)
    last = bisect_left(starts, span.end)
    start = starts[max(0, first - _BEFORE)] if starts else 0
    before = said[min(start, span.start) : span.start]
    cuts = sorted((*_CLAUSE.spans(before), *_OPEN.spans(before)))
    if cuts:
        before = before[cuts[-1].end :]
    stop = starts[last + _AFTER] if last + _AFTER < len(starts) else len(said)
    after = said[span.end : stop]
    cut = _CLAUSE.first(after)
    if cut is not None:
        after = after[: cut.start]
    inner = said[span.start : span.end]
    return {
        "close": _last(before, _CLOSE) + inner + _first(after, _CLOSE),
        "beside": _last(before, 1),
        "sentence": said,
        "words": inner,
        "before": before,
        "after": after,
        "near": before + inner + after,
    }


def _last(text: str, count: int) -> str:
    places = words(text)
    return text[places[-count].start :] if len(places) > count else text


def _first(text: str, count: int) -> str:
    places = words(text)
    return text[: places[count - 1].end] if len(places) > count else text
