"""The same quantity with two values in one article."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edlint.check.numbers.found import FoundIn, readable
from edlint.check.numbers.read import Quantity, quantity, singular
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.finding import Related
from edlint.model.span import Span
from edlint.prose.voice import others_words
from edlint.text.ranges import Ranges
from edlint.text.sentences import sentence_at

_SHOWN = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.HEADING, BlockKind.CAPTION})
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


class Mention(NamedTuple):
    """A quantity in a block: the words for what it counts, up to three words before it, and whether it varies.

    `varies`: the sentence is about a different case.
    """

    block: Block
    span: Span
    quantity: Quantity
    thing: tuple[str, ...]
    before: tuple[str, ...]
    varies: bool


def same(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield the later of two mentions that count the same thing and differ by more than rounding.

    Two mentions count the same thing if one is in the title, description, main heading or a caption and the other is
    the only one of the text in the same words; or if both have the same verb of asking with the same object.
    """
    mentions = [m for block in document.blocks if readable(block) for m in _mentions(block, known)]
    seen: set[tuple[int, int]] = set()
    for one, two in (*_headline(mentions, known), *_asked(mentions, known)):
        later = max(one, two, key=lambda mention: mention.block.span.start)
        earlier = one if later is two else two
        key = (later.block.span.start, later.span.start)
        if key not in seen:
            seen.add(key)
            place = earlier.block.to_source(earlier.span)
            line = document.source.place(place.start).line
            other = earlier.block.text[earlier.span.start : earlier.span.end]
            if earlier.thing[:2] != later.thing[:2]:  # “312 developers told”: they have one word in common.
                other = other.rpartition(" ")[0] if len(earlier.thing) > 1 else other
            related = (Related(place, f"“{other}” here"),)
            yield FoundIn(later.block, later.span, {"other": other, "line": str(line)}, related)


def _mentions(block: Block, known: LanguageData) -> Iterator[Mention]:
    if block.kind not in _SHOWN | _BODY or not known.pattern("numbers/base", "any_number").found(block.text):
        return
    foreign: Ranges | None = None
    for match in known.pattern("numbers/same", "mention").matches(block.text):
        words = match.names["q"] or ""
        read = quantity(words, known)
        if read is None or read.year:
            continue
        start = block.text.index(words, match.span.start)
        thing, end = _thing(block.text, start + len(words), match.span.end, known)
        if not thing and read.unit and not read.unit.isalnum() and read.unit != "%":
            thing, end = (read.unit,), start + len(words)  # “saved $50,000”: money is a thing by itself.
        span = Span(start, end)
        foreign = others_words(block) if foreign is None else foreign
        if not thing or foreign.touch(span):
            continue
        sentence = sentence_at(block.text, start)
        lead = block.text[sentence.start : start]
        before = tuple(lead.lower().replace(",", "").split()[-3:])
        varies = known.pattern("numbers/same", "different").found(lead)
        varies = varies or known.pattern("numbers/same", "different").found(
            block.text[start + len(words) : sentence.end]
        )
        yield Mention(block, span, read, tuple(thing), before, varies)


def _thing(text: str, start: int, end: int, known: LanguageData) -> tuple[tuple[str, ...], int]:
    """Return up to two words for the thing counted, in the singular, and the offset where they end."""
    words: list[str] = []
    for word in known.pattern("numbers/base", "letters").spans(text[start:end]):
        plain = text[start + word.start : start + word.end].lower()
        if plain == known.text("numbers/same", "of") and len(words) == 1:
            continue  # “300 lines of Python”
        if plain in known.words("numbers/same", "stop") or len(words) == 2:
            break
        words.append(singular(plain, known))
        last = start + word.end
    return tuple(words), last if words else start


def _differ(one: Mention, two: Mention) -> bool:
    a, b = one.quantity, two.quantity
    return a.unit == b.unit and abs(a.value - b.value) > a.half + b.half and a.value != b.value


def _headline(mentions: list[Mention], known: LanguageData) -> Iterator[tuple[Mention, Mention]]:
    """Yield the counts of a title, description, main heading or caption, each with the text's only count of the same.

    With two equal words, the numbers may differ by a factor of two; with one, they must be close, as in a slip of the
    pen, and it must be no measure (“20 minutes”), of which an article has many.
    """
    for words, nearest in ((2, Decimal(2)), (1, Decimal("1.25"))):
        body: dict[tuple[tuple[str, ...], str], list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.block.kind in _BODY and len(mention.thing) >= words:
                body[mention.thing[:words], mention.quantity.unit].append(mention)
        for one in mentions:
            if not _shown(one) or len(one.thing) < words or (words == 1 and _common(one, known)):
                continue
            there = body.get((one.thing[:words], one.quantity.unit), [])
            if len({mention.quantity.value for mention in there}) != 1 or there[0].varies:
                continue
            other = there[0]
            led = _led_alike(one, other, known)
            if (
                (led or not _money(one))
                and _differ(one, other)
                and _close(one, other, Decimal(2) if led else nearest)
                and not _rounded(one, other)
            ):
                yield one, other


def _shown(one: Mention) -> bool:
    """Whether a mention is in a title, description, main heading or caption, above 12, and not of a different case."""
    shown = one.block.kind in _SHOWN and (one.block.kind is not BlockKind.HEADING or one.block.level == 1)
    return shown and one.quantity.value > 12 and not one.varies


def _common(one: Mention, known: LanguageData) -> bool:
    """Whether an article may have several counts of this thing: a measure, a short word, or anything with a unit."""
    word = one.thing[0]
    measure = word in known.words("numbers/same", "measures") or len(word) < 4 or bool(one.quantity.unit)
    return measure and not _money(one)


def _money(one: Mention) -> bool:
    """Whether a mention is an amount of money, or has another unit without a word after it."""
    return one.thing == (one.quantity.unit,)


def _led_alike(one: Mention, other: Mention, known: LanguageData) -> bool:
    """Whether both have the same word before them, and so are the same: “moved 300 services”, “moved 420 services”."""
    lead = one.before[-1:]
    return lead == other.before[-1:] and not known.words("numbers/same", "stop").issuperset(lead)


def _rounded(one: Mention, two: Mention) -> bool:
    """Whether the first value is the second one rounded, as in headlines (“300” for 312)."""
    value = one.quantity.value.normalize()
    half = Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
    if one.quantity.unit == "%":  # “40%” may be 38%, not 45%.
        half = min(half, Decimal("2.5"))
    return abs(one.quantity.value - two.quantity.value) < half


def _close(one: Mention, two: Mention, times: Decimal) -> bool:
    """Whether neither value is more than `times` the other: a far higher one counts something else."""
    small, large = sorted((one.quantity.value, two.quantity.value))
    return large <= small * times


def _asked(mentions: list[Mention], known: LanguageData) -> Iterator[tuple[Mention, Mention]]:
    asked: dict[tuple[str, tuple[str, ...]], list[Mention]] = defaultdict(list)
    for mention in mentions:
        verb = next(
            (word for word in reversed(mention.before) if word in known.words("numbers/same", "verbs")), None
        )
        if verb and not mention.varies and mention.quantity.value > 12:
            asked[verb, mention.thing[:1]].append(mention)
    for group in asked.values():
        yield from (
            (group[0], other)
            for other in group[1:]
            if _differ(group[0], other) and _close(group[0], other, Decimal(2))
        )
