"""“Costs fell by 130%”: what falls by more than all of it."""

from collections.abc import Iterator
from decimal import Decimal

from edlint.check.numbers.found import Found, in_sentence
from edlint.check.numbers.read import number
from edlint.language.data import LanguageData

_FILE = "numbers/falls"
_ALL = Decimal(100)


def falls(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield falls by more than 100%, but for amounts that may be below nothing, as a profit is."""
    if not known.pattern(_FILE, "needs").found(text):
        return
    for form in known.patterns(_FILE, "forms"):
        for match in form.matches(text):
            share = number(match.names["p"] or "", known)
            unless = in_sentence(text, match.span.start, known.pattern(_FILE, "unless"))
            if share is not None and share > _ALL and not unless:
                yield Found(match.span, {"actual": "nothing falls by more than 100%, which is all of it"})
