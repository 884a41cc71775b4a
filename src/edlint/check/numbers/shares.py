"""Shares of one whole, in one sentence, that cannot sum."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, plain
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.sentences import sentences


def shares(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield, for each sentence that divides one whole, the shares that sum to something else than 100%."""
    if not known.pattern("numbers/shares", "needs", ignore_case=False).found(text):
        return
    for sentence in sentences(text):
        part = text[sentence.start : sentence.end]
        matches = list(known.pattern("numbers/shares", "share").matches(part))
        if len(matches) < 2 or known.pattern("numbers/shares", "other").found(part):
            continue
        values = [number(match.groups[0] or "", known) for match in matches]
        total = sum((value for value in values if value is not None), Decimal(0))
        slack = Decimal(len(values)) / 2 + Decimal("0.5")
        rest = known.pattern("numbers/shares", "rest").found(part)
        whole = known.pattern("numbers/shares", "whole").found(part)
        if any(value == 100 for value in values) or _some_sum(
            tuple(v for v in values if v is not None), slack
        ):
            continue
        wrong = (rest and abs(total - 100) > slack) or (whole and total > 100 + slack)
        if wrong and total <= 200 and None not in values:
            span = Span(matches[0].span.start, matches[-1].span.end).shift(sentence.start)
            yield Found(span, {"sum": plain(total)})


def _some_sum(values: tuple[Decimal, ...], slack: Decimal) -> bool:
    """Whether some of the shares make the whole: the others then belong to something else. At most eight are tried."""
    return any(
        abs(sum(some, Decimal(0)) - 100) <= slack
        for count in range(2, min(len(values), 8) + 1)
        for some in combinations(values[:8], count)
    )
