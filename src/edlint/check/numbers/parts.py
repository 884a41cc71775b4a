"""Parts that do not sum to their whole: “41 of the 60, … the other 25”."""

from collections.abc import Iterator
from decimal import Decimal

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, plain, quantity
from edlint.language.data import LanguageData
from edlint.text.pattern import Match
from edlint.text.sentences import sentence_at, sentences


def parts(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield a part and a rest that do not sum to their whole, and parts that are greater than their whole."""
    if known.pattern("numbers/parts", "needs").found(text):
        yield from _part_and_rest(text, known)
    yield from _part_above_whole(text, known)


def _part_and_rest(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield wrong sums such as “41 of the 60 …, the other 25”, unless more parts follow in the sentence."""
    for form in known.patterns("numbers/parts", "forms"):
        for match in form.matches(text):
            whole, part, rest = (number(match.names[name] or "", known) for name in ("m", "n", "k"))
            if whole is None or part is None or rest is None or not _plain(text, match, known):
                continue
            sentence = sentence_at(text, match.span.end - 1)
            if known.pattern("numbers/parts", "later").found(text[match.span.end : sentence.end]):
                continue
            if part < whole and 1 < rest <= whole and part + rest != whole:
                yield Found(match.span, {"actual": f"{plain(part + rest)}, not {plain(whole)}"})


def _part_above_whole(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield phrases such as “65 of the 60”, if both numbers are exact or the part is a lower bound."""
    forms = (known.pattern("numbers/parts", key) for key in ("more", "of_which"))
    for match in (match for form in forms for match in form.matches(text)):
        part, read = number(match.names["n"] or "", known), quantity(match.names["m"] or "", known)
        whole = read.value if read else Decimal(0)  # “2 million lines, of which 1,200 …”
        if part is None or not part > whole > 1:
            continue
        before = text[max(0, match.span.start - 12) : match.span.start]
        if known.pattern("numbers/parts", "least").found(before) or _alone(text, match, known):
            yield Found(match.span, {"actual": f"{plain(part)}, more than {plain(whole)}"})


def _plain(text: str, match: Match, known: LanguageData) -> bool:
    """Whether the three numbers are exact counts, with no other number and at most two full stops between them."""
    said = text[match.span.start : match.span.end]
    numbers = [
        number(said[at.start : at.end], known) for at in known.pattern("numbers/parts", "any").spans(said)
    ]
    return (
        sum(1 for value in numbers if value is not None and value != 1)
        == sum(1 for name in ("m", "n", "k") if number(match.names[name] or "", known) != 1)
        and len(sentences(said)) <= 3
        and _alone(text, match, known)
    )


def _alone(text: str, match: Match, known: LanguageData) -> bool:
    """Whether the numbers are exact, not ranks, and do not continue after the match."""
    before = text[max(0, match.span.start - 20) : match.span.start]
    return not (
        known.pattern("numbers/parts", "hedge").found(before.rpartition(".")[2])
        or known.pattern("numbers/parts", "hedge").found(text[match.span.start : match.span.end])
        or known.pattern("numbers/parts", "rank").found(before)
        or known.pattern("numbers/parts", "goes_on").found(text[match.span.end : match.span.end + 12])
    )
