"""Shares of one whole, in one sentence, that cannot sum."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import DIGITS, number, plain
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.sentences import sentences

_SHARE = rf"({DIGITS})(?: ?%|[ -]percent\b|[ -]per[ -]cent\b)"
_REST = (
    rf"\b(?:the (?:rest|remainder|others?)(?: of (?:the|them|our|these|those|all)(?: [a-z]+){{0,2}})?|the (?:remaining|other)(?: [a-z]+){{0,2}}|remaining|(?:with|while) the rest)"
    rf",? (?:\(|is |are |being |was |were |at |of |\()?{_SHARE}"
)
_WHOLE = (
    r"\b(?:split|divided|breaks? down|breakdown|broken down|consists? of|consisted of|made up of|composed of|comprises"
    r"|comprised|distributed|apportioned|allocated)\b"
)
# A share of a share, a change, a probability or a comparison does not belong to the whole that the others make up.
_OTHER = (
    r"\b(?:of (?:whom|which|those|them|these)|increase|decrease|rise|rose|fell|grew|growth|drop(?:ped)?|up|down|faster|slower"
    r"|more|less|above|below|higher|lower|compared|versus|vs|than|from|last year|previous|confidence|chance|probability|discount|off"
    r"|each|respectively|overlap|both|multiple|while only|whereas|at least|up to|improvement|reduction|between)\b"
)


def shares(text: str) -> Iterator[Found]:
    """Yield, for each sentence that divides one whole, the shares that sum to something else than 100%."""
    if "%" not in text and "percent" not in text and "per cent" not in text:
        return
    for sentence in sentences(text):
        part = text[sentence.start : sentence.end]
        matches = list(pattern(_SHARE, ignore_case=True).matches(part))
        if len(matches) < 2 or pattern(_OTHER, ignore_case=True).found(part):
            continue
        values = [number(match.groups[0] or "") for match in matches]
        total = sum((value for value in values if value is not None), Decimal(0))
        slack = Decimal(len(values)) / 2 + Decimal("0.5")
        rest = pattern(_REST, ignore_case=True).found(part)
        whole = pattern(_WHOLE, ignore_case=True).found(part)
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
