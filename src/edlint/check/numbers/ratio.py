"""“156 of 312 readers (60%)”: a count and a share that do not say the same."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import Quantity, number, plain, quantity
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match


def ratios(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield counts of a whole beside a share that is another, beyond rounding."""
    if not known.pattern("numbers/ratio", "needs", ignore_case=False).found(text):
        return
    yield from _counts(text, known)
    if len(list(known.pattern("numbers/ratio", "share").spans(text))) > 1:
        return  # Half of what another share counts (“5% fail; half of the failures (2.5%) …”).
    yield from _turns(text, known)
    yield from _parts(text, known)


def _counts(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield “156 of 312 readers (60%)” where the share is another."""
    for match in _read("counts", text, known):
        part, whole = quantity(match.names["n"] or "", known), quantity(match.names["m"] or "", known)
        said = number(match.names["p"] or "", known)
        if part is None or whole is None or said is None or not 0 < part.value <= whole.value:
            continue
        if whole.year or _in_words(match) or _fits(said, _share(part, whole), _slack(match, said), match):
            continue
        if not _share_of_another(part.value, said, text, known):
            yield _found(text, match, part.value / whole.value * 100)


def _turns(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield “nine out of ten (70%)” where the share is another; “nine out of ten” is what 87% is rounded to."""
    for match in _read("turns", text, known):
        one, all_ = number(match.names["n"] or "", known), number(match.names["m"] or "", known)
        said = number(match.names["p"] or "", known)
        if one and all_ and said is not None and one <= all_ <= 20:
            exact = one / all_ * 100
            if not _fits(said, (exact, exact), Decimal(50) / all_ + 1, match):
                yield _found(text, match, exact)


def _parts(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield “a third (50%)” where the share is another."""
    fractions = known.table("numbers/ratio", "fractions")
    for match in _read("parts", text, known):
        exact = Decimal(str(fractions[" ".join((match.names["f"] or "").lower().split())])) * 100
        said = number(match.names["p"] or "", known)
        if said is not None and not _fits(said, (exact, exact), Decimal(5), match):
            yield _found(text, match, exact)


def _read(forms: str, text: str, known: LanguageData) -> Iterator[Match]:
    """Yield the matches of a list of patterns, without those beside words that say something else."""
    for form in known.patterns("numbers/ratio", forms):
        for match in form.matches(text):
            around = text[max(0, match.span.start - 12) : match.span.end + 12]
            if not known.pattern("numbers/ratio", "not_so").found(around):
                yield match


def _in_words(match: Match) -> bool:
    """Whether the whole is a number word without an article (“two of three”), which is a turn and no count."""
    return "the" in match.names and not match.names["the"] and (match.names["m"] or "").isalpha()


def _share_of_another(part: Decimal, said: Decimal, text: str, known: LanguageData) -> bool:
    """Whether the share is the part's share of another number of the paragraph."""
    return any(n > part and n != said and abs(part / n * 100 - said) <= 1 for n in _numbers(text, known))


@lru_cache(maxsize=8)
def _numbers(text: str, known: LanguageData) -> frozenset[Decimal]:
    found = (
        number(text[at.start : at.end], known) for at in known.pattern("numbers/base", "number").spans(text)
    )
    return frozenset(value for value in found if value is not None)


def _share(part: Quantity, whole: Quantity) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest share that the two can be; whole numbers are exact unless they look rounded."""
    low, high = ((q.half if q.half > 1 else Decimal(0)) for q in (part, whole))
    return (
        (part.value - low) / (whole.value + high) * 100,
        (part.value + low) / (whole.value - high) * 100,
    )


def _slack(match: Match, said: Decimal) -> Decimal:
    """Return how far a share may be rounded: one in its last place, more where it is a round number or is hedged."""
    if match.names["about"]:
        return max(Decimal(3), said / 10)
    exponent = int(said.as_tuple().exponent)
    if exponent == 0 and said % 5 == 0:
        return Decimal("2.5")
    return Decimal(1).scaleb(exponent)


def _fits(said: Decimal, real: tuple[Decimal, Decimal], slack: Decimal, match: Match) -> bool:
    low, high = real[0] - slack, real[1] + slack
    if match.names["about"]:
        low, high = low - 5, high + 5
    if match.names["more"]:  # “More than half (60%)”; “more than 40% (156 of 312)”.
        low, high = min(low, real[0] - 15), max(high, Decimal(100))
    if match.names["less"]:
        low, high = Decimal(0), max(high, real[1] + 15)
    return low <= said <= high


def _found(text: str, match: Match, real: Decimal) -> Found:
    said = text[match.span.start : match.span.end]
    span = Span(match.span.start, match.span.start + len(said.rstrip(" ,.;:–—")))
    return Found(span, {"actual": f"{plain(round(real, 0 if real >= 10 else 1))}%"})
