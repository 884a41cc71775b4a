"""Ages, spans and anniversaries that do not follow from their years."""

from collections.abc import Iterator
from decimal import Decimal

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, ordinal
from edlint.language.data import LanguageData
from edlint.text.pattern import Match


def spans(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield spans and ages that are off by more than counting both ends, or an unfinished year, explains."""
    if not known.pattern("numbers/years", "needs", ignore_case=False).found(text):
        return
    for entry in known.rows("numbers/years", "spans", "pattern", "within"):
        for match in known.compiled("numbers/years", "spans", entry["pattern"]).matches(text):
            said = _said(match, known)
            if said is None or said != int(said) or not _ended(text, match.span.end, known):
                continue
            real = int(match.names["y2"] or 0) - int(match.names["y1"] or 0)
            right = {real + more for more in entry["within"]}
            if match.names.get("about"):
                right |= {real - 2, real + 2, *range(real - real // 8, real + real // 8 + 1)}
            if real < 0 or int(said) not in right:
                yield Found(match.span, {"actual": f"{real} years"})


def _said(match: Match, known: LanguageData) -> Decimal | None:
    """Return the length or the place that a match tells."""
    place = match.names.get("o")
    return (
        Decimal(ordinal(place.lower(), known)) if place else number((match.names["n"] or "").lower(), known)
    )


def _ended(text: str, end: int, known: LanguageData) -> bool:
    """Whether a span that ends in the name of its unit ends its phrase there."""
    last = tuple(known.words("numbers/years", "last"))
    return not text[:end].lower().endswith(last) or known.pattern("numbers/years", "ends").found(
        text[end : end + 20]
    )
