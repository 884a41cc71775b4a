"""“Three times faster: it reads a page in 30 ms instead of 60 ms”: the only change of a sentence, and its only two values."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, plain
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match
from edlint.text.sentences import sentences

_FILE = "numbers/sized"
_NO_VALUE = frozenset({"share", "year", "date", "clock", "decade", "century", "temperature"})
_Range = tuple[Decimal, Decimal]


def changes(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield the one change that a sentence tells and its two values, where they show another."""
    at = Around(text, _FILE, known)
    if not at.holds("needs") or len(at.figures()) < 2:
        return
    spans = sentences(text)
    # The values may stand in two sentences: “In May we had 300. Today there are 900, three times as many.”
    for around in (*spans, *(Span(a.start, b.end) for a, b in pairwise(spans))):
        found = _changed(at, around)
        if found:
            yield found


def _changed(at: Around, around: Span) -> Found | None:
    sizes = list(_sizes(at, around))
    if len(sizes) != 1:
        return None
    size, factor, share = sizes[0]
    values = [
        one
        for one in at.figures()
        if around.start <= one.span.start < around.end
        and not size.span.start <= one.span.start < size.span.end
    ]
    # A date is no value, and “one” is a pronoun.
    values = [one for one in values if one.kind not in {"date", "year"} and one.written != 1]
    if len(values) != 2 or any(one.kind in _NO_VALUE for one in values):
        return None
    pair = _pair(at, *values)
    if pair is None or at.holds("unless", around):
        return None
    start = min(size.span.start, values[0].span.start)
    end = max(size.span.end, values[1].span.end)
    real = _ratio(*pair)
    if real is None:
        return None
    if factor is not None:
        ratio = max(real, 1 / real)
        most = (factor + (1 if size.names.get("er") else 0)) * Decimal("1.2")
        if size.names["about"]:
            most *= Decimal("1.1")
        if factor * Decimal("0.8") <= ratio and (ratio <= most or size.names["more"]):
            return None
        return Found(Span(start, end), {"actual": f"{plain(round(ratio, 1))} times"})
    by = abs(real - 1) * 100
    other = abs(1 / real - 1) * 100
    slack = max(Decimal(2), share / 8) * (2 if size.names["about"] or pair[0].hedge or pair[1].hedge else 1)
    if any(
        abs(each - share) <= slack or (size.names["more"] and share <= each <= share * 2)
        for each in (by, other)
    ):
        return None
    return Found(Span(start, end), {"actual": f"{plain(round(by, 0))}%"})


def _sizes(at: Around, around: Span) -> Iterator[tuple[Match, Decimal | None, Decimal]]:
    """Yield the changes that a stretch of text tells: by a factor, or by a share in per cent."""
    text = at.text[around.start : around.end]
    for key in ("factors", "shares"):
        for form in at.known.patterns(_FILE, key):
            for found in form.matches(text):
                match = found._replace(span=found.span.shift(around.start))
                names = match.names
                if key == "shares":
                    share = number(names["p"] or "", at.known)
                    if share:
                        yield match, None, share
                    continue
                word = (names.get("verb") or names.get("twice") or "").lower()
                table = "verbs" if names.get("verb") else "twice"
                factor = (
                    Decimal(at.known.table(_FILE, table)[word])
                    if word
                    else number(names["f"] or "", at.known)
                )
                if factor and factor > 1:
                    yield match, factor, Decimal(0)


def _pair(at: Around, one: Figure, two: Figure) -> tuple[Figure, Figure] | None:
    """Return the value before a change and the one after it, as what stands between and before them tells."""
    if at.between(one, two, "to") and at.before(one, "starts"):
        return one, two
    if at.between(one, two, "instead") or (at.between(one, two, "back") and at.before(one, "goes")):
        return two, one
    return (one, two) if at.between(one, two, "now") else None


def _ratio(one: Figure, two: Figure) -> Decimal | None:
    """Return how many times the first the second is, or None where the two cannot be compared."""
    if one.kind != two.kind and "count" not in {one.kind, two.kind}:
        return None
    a, b = (one.value, two.value) if one.kind == two.kind else (one.written, two.written)
    if one.kind == two.kind == "money" and one.form != two.form:
        return None
    return b / a if a > one.half and b > two.half and a > 0 and b > 0 else None
