"""“The migration takes 90 minutes” and “the 2-hour migration”; a title's “40% faster builds” and the text's “30%”."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from edlint.check.numbers.found import FoundIn, in_sentence, readable
from edlint.check.numbers.read import converted, number, quantity, singular
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.prose.voice import others_words
from edlint.text.pattern import Match
from edlint.text.sentences import sentence_at

_SHOWN = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.CAPTION})
_BODY = frozenset({BlockKind.PARAGRAPH})
_LEAST, _MOST = Decimal("1.25"), Decimal(4)
_TENS = frozenset({Decimal(10), Decimal(100), Decimal(1000)})


class Measure(NamedTuple):
    """A measure in a block: of what (its words, the last first), by which verb, and how much in the smallest unit."""

    block: Block
    span: Span
    thing: tuple[str, ...]
    verb: str
    kind: str
    value: Decimal
    varies: bool
    placed: bool = False  # whether its sentence says where, when or after what


def restated(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield the later of two measures of one thing, where the article gives two and no more."""
    blocks = [block for block in document.blocks if _judged(block, known)]
    measured = _found(blocks, "needs", _measures, known)
    for group in _groups(measured, lambda one: (one.thing[0], one.kind)):
        if _two_of_one(group):
            yield from _pair(document, group, _far)
    changed = _found(blocks, "needs_share", _shares, known)
    for group in _groups(changed, lambda one: (one.thing, one.verb)):
        pair = _shown_and_told(group)
        if pair:
            yield from _pair(document, pair, _unequal)


def _judged(block: Block, known: LanguageData) -> bool:
    """Whether a block may hold a measure: prose, a title or a caption, with a number in it."""
    main = block.kind is BlockKind.HEADING and block.level == 1
    return (
        readable(block)
        and (main or block.kind in _SHOWN | _BODY)
        and known.pattern("numbers/base", "any_number").found(block.text)
    )


def _found(
    blocks: list[Block],
    needs: str,
    read: Callable[[Block, LanguageData], Iterable[Measure]],
    known: LanguageData,
) -> Iterator[Measure]:
    """Yield what `read` finds in the author's own words of the blocks that match the pattern `needs`."""
    for block in blocks:
        if known.pattern("numbers/restated", needs).found(block.text):
            foreign = others_words(block)
            yield from (one for one in read(block, known) if not foreign.touch(one.span))


def _groups(
    measures: Iterable[Measure], thing: Callable[[Measure], tuple[object, str]]
) -> Iterable[list[Measure]]:
    """Return the measures in lists, one for each thing that they measure."""
    groups: defaultdict[tuple[object, str], list[Measure]] = defaultdict(list)
    for one in measures:
        groups[thing(one)].append(one)
    return groups.values()


def _two_of_one(group: list[Measure]) -> bool:
    """Whether a thing has two values, and no sentence says that they are of two cases (“In staging … In production …”)."""
    return (
        len({one.value for one in group}) == 2
        and not any(one.varies for one in group)
        # “The two-day option is cheaper than the one-day option” speaks of two.
        and len({(id(one.block), sentence_at(one.block.text, one.span.start)) for one in group}) == len(group)
        and not all(one.placed for one in group)
    )


def _shown_and_told(group: list[Measure]) -> list[Measure]:
    """Return what a title or caption says and what the text says, where the text has one value; else nothing."""
    shown = [one for one in group if one.block.kind not in _BODY]
    body = [one for one in group if one.block.kind in _BODY]
    if shown and len({one.value for one in body}) == 1 and not shown[0].varies and not body[0].varies:
        return [shown[0], body[0]]
    return []


def _pair(
    document: Document, group: list[Measure], differ: Callable[[Measure, Measure], bool]
) -> Iterator[FoundIn]:
    first = group[0]
    for other in group[1:]:
        if differ(first, other):
            line = document.source.place(first.block.to_source(first.span).start).line
            words = first.block.text[first.span.start : first.span.end]
            yield FoundIn(other.block, other.span, {"other": words, "line": str(line)})
            return


def _far(one: Measure, two: Measure) -> bool:
    """Whether two measures of one thing differ by more than rounding, and by less than two things do."""
    small, large = sorted((one.value, two.value))
    ratio = large / small
    same_thing = all(a == b for a, b in zip(one.thing, two.thing, strict=False))
    same_verb = not one.verb or not two.verb or one.verb == two.verb
    return same_thing and same_verb and (_LEAST <= ratio <= _MOST or ratio in _TENS)


def _unequal(one: Measure, two: Measure) -> bool:
    """Whether two shares differ by more than a headline rounds."""
    return abs(one.value - two.value) > Decimal("2.5")


def _measures(block: Block, known: LanguageData) -> Iterator[Measure]:
    yield from _said(block, known)
    yield from _named(block, known)


def _said(block: Block, known: LanguageData) -> Iterator[Measure]:
    for match in known.pattern("numbers/restated", "said").matches(block.text):
        verb = match.names["v"] or ""
        verbs = zip(
            known.table("numbers/restated", "verbs"), known.patterns("numbers/restated", "verbs"), strict=True
        )
        name = next(name for name, form in verbs if form.whole(verb))
        words = [match.names["y"] or "", match.names["x"] or ""]
        yield from _measure((block, match.span), match.names["q"] or "", words, name, known)


def _named(block: Block, known: LanguageData) -> Iterator[Measure]:
    for match in known.pattern("numbers/restated", "named").matches(block.text):
        first, second = match.names["y"] or "", match.names["z"] or ""
        # “The 2-hour migration blocks …” or “the 2-hour cluster migration”: either word may be the thing.
        words = match.names["q"] or ""
        start = block.text.index(words, match.span.start)
        end = block.text.index(first, start + len(words)) + len(first)
        yield from _measure((block, Span(start, end)), words, [first], "", known)
        if second:
            yield from _measure((block, Span(start, match.span.end)), words, [second, first], "", known)


def _measure(
    at: tuple[Block, Span], said: str, words: list[str], verb: str, known: LanguageData
) -> Iterator[Measure]:
    block, span = at
    read = quantity(said.replace("-", " "), known)
    plain = known.words("numbers/restated", "plain") | known.words("numbers/same", "stop")
    if read is None or read.value <= 0 or words[0].lower() in plain:
        return
    size = converted(read, known) or (read.unit, read.value)
    thing = [singular(words[0].lower(), known)]
    if len(words) > 1 and words[1] and words[1].lower() not in plain:
        thing.append(words[1].lower())
    apart = known.pattern("numbers/restated", "apart")
    placed = bool(verb) and in_sentence(block.text, span.start, apart)
    yield Measure(block, span, tuple(thing), verb, size[0], size[1], _varies(block, span, known), placed)


def _varies(block: Block, span: Span, known: LanguageData, *, other: bool = True) -> bool:
    """Whether the sentence says that it speaks of another case."""
    sentence = sentence_at(block.text, span.start)
    around = (block.text[sentence.start : span.start], block.text[span.end : sentence.end])
    different = known.pattern("numbers/same", "different")
    if known.pattern("numbers/restated", "changes").found(block.text[: span.start]):
        return True
    return any(
        different.found(text) or (other and known.pattern("numbers/restated", "other").found(text))
        for text in around
    )


def _shares(block: Block, known: LanguageData) -> Iterator[Measure]:
    for form in known.patterns("numbers/restated", "compared"):
        for match in form.matches(block.text):
            yield from _share(block, match, [match.names["y"] or ""], (match.names["c"] or "").lower(), known)
    for match in known.pattern("numbers/restated", "changed").matches(block.text):
        verb = "falls" if match.names["falls"] else "rises"
        yield from _share(block, match, [match.names["y"] or "", match.names["x"] or ""], verb, known)


def _share(block: Block, match: Match, words: list[str], verb: str, known: LanguageData) -> Iterator[Measure]:
    value = number(match.names["p"] or "", known)
    thing = tuple(singular(word.lower(), known) for word in words if word)
    if value is None or thing[0] in known.words("numbers/restated", "plain") | known.words(
        "numbers/same", "stop"
    ):
        return
    steps = known.pattern("numbers/restated", "steps")
    varies = _varies(block, match.span, known, other=False) or in_sentence(
        block.text, match.span.start, steps
    )
    yield Measure(block, match.span, thing, verb, "%", value, varies)
