"""The figures of a text, each with its kind of number, its value, and how far rounding may have moved that."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from edlint.check.numbers.read import number, ordinal, quantity, singular
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.pattern import Match

_FILE = "numbers/figures"
_LONGEST = 20  # most digits of a number that is compared with others
_MOST = 300  # most figures of a text: one with more is data, not prose
_NEAR = 160  # most code points between two figures that may be about one thing
_COMPOSED = frozenset({"time", "long", "length", "mass"})  # measures that are also written in two units


class Figure(NamedTuple):
    """A number with its kind and value.

    `kind` is share, century, decade, date, clock, year, money, count, or the kind of its measure (time, length, …).
    `form` is the way it is written: its unit, or fraction, turn (“three in ten”), word. `value` is in the smallest unit
    of its kind (shares in per cent, clock times in minutes), `half` the most by which rounding may have moved it. A
    date has its year, month and day in `date`, each 0 where it is missing. `hedge` is about, more, less or empty;
    `written` is the number without its unit.
    """

    span: Span
    kind: str
    form: str
    value: Decimal
    half: Decimal = Decimal(0)
    date: tuple[int, int, int] = (0, 0, 0)
    hedge: str = ""
    written: Decimal = Decimal(0)


@lru_cache(maxsize=64)
def figures(text: str, known: LanguageData) -> tuple[Figure, ...]:
    """Return the figures of a text in order; () where they are too few to compare, or too many for prose."""
    if not known.pattern(_FILE, "needs").found(text):
        return ()
    matches = list(islice(known.pattern(_FILE, "figure").matches(text), _MOST + 1))
    if len(matches) > _MOST:
        return ()
    found: list[Figure] = []
    for match in matches:
        if known.pattern(_FILE, "more_follows").found(text[match.span.end : match.span.end + 20]):
            continue
        # In “400 a week” and “400 pages a week” the week is part of a rate.
        if match.names["one"] and known.pattern(_FILE, "rated").found(
            text[max(0, match.span.start - 40) : match.span.start]
        ):
            continue
        if known.pattern(_FILE, "place").found(text[match.span.start : match.span.end + 20]):
            continue
        for one in _figure(text, match, known):
            last = _joint(text, found[-1], one, known) if found else None
            found[len(found) - bool(last) :] = [last or _hedged(text, one, known)]
    return tuple(found)


def _joint(text: str, one: Figure, two: Figure, known: LanguageData) -> Figure | None:
    """Return “30 hours, 15 minutes” or “5 feet 10 inches” as one figure; None where the second is no part of a unit."""
    if one.kind != two.kind or one.kind not in _COMPOSED or not one.written or not two.written:
        return None
    large, small = one.value / one.written, two.value / two.written
    gap = text[one.span.end : two.span.start]
    if not small < large > two.value or one.written % 1 or not known.pattern(_FILE, "joint").found(gap):
        return None
    value = one.value + two.value
    span = Span(one.span.start, two.span.end)
    return two._replace(span=span, value=value, written=value / small, hedge=one.hedge)


class Around(NamedTuple):
    """Tests of the text around its figures, with the patterns of one data file."""

    text: str
    file: str
    known: LanguageData

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures of the text."""
        return figures(self.text, self.known)

    def holds(self, key: str, span: Span | None = None) -> bool:
        """Whether the pattern matches in the text, or in a part of it."""
        text = self.text if span is None else self.text[max(0, span.start) : span.end]
        return self.known.pattern(self.file, key).found(text)

    def between(self, one: Figure, two: Figure, key: str) -> bool:
        """Whether the pattern matches in the text between two figures, which is at most `_NEAR` long."""
        gap = Span(one.span.end, two.span.start)
        return gap.end - gap.start <= _NEAR and self.holds(key, gap)

    def after(self, one: Figure, key: str) -> bool:
        """Whether the pattern matches in the 40 code points after a figure."""
        return self.holds(key, Span(one.span.end, one.span.end + 40))

    def before(self, one: Figure, key: str) -> bool:
        """Whether the pattern matches in the 40 code points before a figure."""
        return self.holds(key, Span(one.span.start - 40, one.span.start))


def _hedged(text: str, one: Figure, known: LanguageData) -> Figure:
    match = next(
        known.pattern(_FILE, "hedge").matches(text[max(0, one.span.start - 25) : one.span.start]), None
    )
    hedge = next((name for name, said in match.names.items() if said), "") if match else ""
    return one._replace(hedge=hedge) if hedge else one


def _figure(text: str, match: Match, known: LanguageData) -> Iterator[Figure]:
    """Yield the figures of a match; the kind follows from the groups that matched."""
    names, span = match.names, match.span
    if names["i"] or names["n"]:
        yield from _turn(text, match, known)
    elif names["f"]:
        yield from _words(text, span, names["f"].lower(), known)
    elif names["c"]:
        word = names["c"].lower()
        place = ordinal(word, known)
        yield Figure(span, "century", "century", Decimal(place * 100 - 100), date=(place, 0, 0))
    elif names["e"]:
        word = names["e"].lower()
        start = known.table(_FILE, "decades").get(word) or int(word[:-1])
        yield Figure(span, "decade", "decade", Decimal(start))
    elif names["mon"] or names["y0"]:
        yield from _date(text, match, known)
    elif names["h"] or names["h0"]:
        yield from _clock(match)
    elif names["half"]:
        yield from _measured(span, names["of"] or "", Decimal("0.5"), known)
    elif names["one"] or names["w"]:
        yield from _added(text, match, known)
    elif names["u"] and known.pattern(_FILE, "compound").found(text[span.end : span.end + 2]):
        count = Span(span.start, span.start + len(names["q"] or ""))
        yield from _quantity(count, match, known, plain=True)  # “six second-hand chairs”
    elif not _joined(text, span):
        yield from _quantity(span, match, known)


def _added(text: str, match: Match, known: LanguageData) -> Iterator[Figure]:
    """Yield the measure of “half an hour”, “an hour and a half” or “two and a half hours”."""
    names = match.names
    if names["one"]:
        value = Decimal("0.5") if names["one"].lower().startswith("half") else Decimal(1)
        value += _plus(names["plus"], known)
        yield from _measured(match.span, names["unit"] or "", value, known)
        return
    count = number(names["w"] or "", known)
    if count is not None and not _joined(text, match.span):
        yield from _measured(match.span, names["wu"] or "", count + _plus(names["x"], known), known)


def _plus(words: str | None, known: LanguageData) -> Decimal:
    """Return the part of a unit that “and a half” adds; 0 without words."""
    return Decimal(str(known.table(_FILE, "plus")[words.strip().lower()])) if words else Decimal(0)


def _turn(text: str, match: Match, known: LanguageData) -> Iterator[Figure]:
    """Yield the share of “three in ten” or “156 of 312”; small numbers in words are taken to be rounded most."""
    names = match.names
    one = number(names["i"] or names["n"] or "", known)
    all_ = number(names["j"] or names["m"] or "", known)
    if not one or not all_ or one > all_ or _joined(text, match.span):
        return
    share = one / all_ * 100
    half = Decimal(1) if names["n"] or all_ > 20 else share / 5 if one == 1 else Decimal(50) / all_
    yield Figure(match.span, "share", "turn", share, half)


def _joined(text: str, span: Span) -> bool:
    """Whether a span is part of a name, a version, an address or a longer number: “v2”, “3.2.1”, “24/7”, “x86-64”."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    if span.end - span.start == 4 and text[span.start : span.end].isdigit():  # “1815–1852”
        ahead, behind = text[max(0, span.start - 5) : span.start], text[span.end : span.end + 5]
        before = "" if len(ahead) == 5 and ahead[4] in "–-" and ahead[:4].isdigit() else before
        after = "" if len(behind) == 5 and behind[0] in "–-" and behind[1:].isdigit() else after
    glued = before[-1:] in {".", "/", ":", "_", "#", "@", "-", "–", ",", "+", "="} and before[-2:-1].isalnum()
    glued = glued or before[-1:] in {"#", "@", "_", "/", "v"} or before[-1:].isalnum()
    return (
        glued
        or (after[:1] in {".", "/", ":", "_", "-", ",", "'", "×"} and after[1:].isalnum())
        or after[:1].isalnum()
    )


def _words(text: str, span: Span, word: str, known: LanguageData) -> Iterator[Figure]:
    before = text[max(0, span.start - 20) : span.start]
    if known.pattern(_FILE, "no_share").found(text[span.end : span.end + 20]) or (
        word == known.text(_FILE, "most") and known.pattern(_FILE, "superlative").found(before)
    ):
        return
    for name, (low, high) in known.table(_FILE, "shares").items():
        if word.endswith(name.rpartition(" ")[2]) and (" " in name) == (" " in word):
            middle = Decimal(low + high) / 2
            yield Figure(span, "share", "word", middle, Decimal(high) - middle)
            return
    if known.pattern(_FILE, "added").found(before) or known.pattern(_FILE, "no_share_before").found(before):
        return  # “Two and a half hours”, “the first quarter”
    count, _, part = word.replace("-", " ").rpartition(" ")
    if _joined(text, span) or (not count and part != "half"):
        return
    share = Decimal(str(known.table(_FILE, "parts")[part.rstrip("s") if part != "half" else part]))
    times = Decimal(1) if count in {"", "a", "an", "another"} else number(count, known) or Decimal(0)
    if 0 < share * times <= 100:
        yield Figure(span, "share", "fraction", share * times, Decimal(3))


def _date(text: str, match: Match, known: LanguageData) -> Iterator[Figure]:
    names = match.names
    if names["y0"]:
        at = (int(names["y0"]), int(names["m0"] or 0), int(names["d0"] or 0))
    else:
        word = names["mon"] or ""
        months = enumerate(known.patterns("numbers/base", "months"), 1)
        month = next(index for index, form in months if form.whole(word))
        if (
            not word[:1].isupper()
            or (names["d"] and names["d2"])
            or text[match.span.end : match.span.end + 1].isdigit()
        ):
            return
        at = (int(names["y"] or 0), month, int(names["d"] or names["d2"] or 0))
    yield Figure(match.span, "date", "date", Decimal(0), date=at)


def _clock(match: Match) -> Iterator[Figure]:
    names = match.names
    hour, minute = int(names["h"] or names["h0"] or 0), int(names["p"] or 0)
    half = (names["a"] or names["a0"] or "").lower()
    if hour <= (12 if half else 24) and minute < 60:
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        yield Figure(match.span, "clock", "halves" if half else "day", Decimal(hour * 60 + minute))


def _measured(
    span: Span, unit: str, value: Decimal, known: LanguageData, half: Decimal = Decimal(0)
) -> Iterator[Figure]:
    unit = " ".join(unit.lower().split())
    unit = str(known.table("numbers/base", "same_unit").get(unit) or singular(unit, known))
    unit = {"inche": "inch", "centurie": "century"}.get(unit, unit)
    for kind, file in (
        ("time", "numbers/base"),
        ("size", "numbers/base"),
        *((name, _FILE) for name in _KINDS),
    ):
        factor = known.table(file, kind).get(unit)
        if factor is not None and kind == "temperature":
            celsius = value if factor else (value - 32) * 5 / 9
            yield Figure(span, kind, unit, celsius, half, written=value)
            return
        if factor is not None:
            factor = Decimal(str(factor))
            yield Figure(span, kind, unit, value * factor, half * factor, written=value)
            return


_KINDS = ("length", "mass", "volume", "speed", "temperature", "long")


def _quantity(span: Span, match: Match, known: LanguageData, *, plain: bool = False) -> Iterator[Figure]:
    said, unit = match.names["q"] or "", "" if plain else (match.names["u"] or "").lower()
    read = quantity(said, known)
    if read is None or len(said) > _LONGEST:
        return
    if unit and known.pattern("numbers/base", "percent").whole(unit):
        yield Figure(span, "share", "%", read.value, read.half, written=read.value)
    elif unit and known.pattern("numbers/base", "points").whole(unit):
        yield Figure(span, "points", "points", read.value, read.half)
    elif unit:
        yield from _measured(span, unit, read.value, known, read.half)
    elif read.unit:
        yield Figure(span, "money", read.unit, read.value, read.half, written=read.value)
    elif said.isdigit() and (read.year or (len(said) == 4 and said.startswith(("15", "16", "17", "18")))):
        yield Figure(span, "year", "year", read.value)
    else:
        yield Figure(span, "count", "", read.value, read.half, written=read.value)
