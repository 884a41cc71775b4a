"""Shares that a title or caption and the text state differently: “40% faster builds” and “30%”."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edlint.check.numbers.found import FoundIn, in_sentence, readable
from edlint.check.numbers.read import number, singular
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.prose.voice import others_words
from edlint.text.pattern import Match
from edlint.text.sentences import sentence_at

_FILE = "numbers/restated"
_SHOWN = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.CAPTION})
_ROUNDED = Decimal("2.5")
"""How much a headline may round a share, in percentage points."""


class _Share(NamedTuple):
    """A difference or change in per cent: its place, its thing, and its direction (`way`).

    `varies`: the sentence is about another case or one of several steps.
    """

    block: Block
    span: Span
    thing: tuple[str, ...]
    way: str
    value: Decimal
    varies: bool


def restated(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield the share that the text states, if a title or caption states another and the text states no third."""
    groups: defaultdict[tuple[tuple[str, ...], str], list[_Share]] = defaultdict(list)
    for block in document.blocks:
        if _judged(block) and known.pattern(_FILE, "needs_share").found(block.text):
            foreign = others_words(block)
            for one in _shares(block, known):
                if not foreign.touch(one.span):
                    groups[one.thing, one.way].append(one)
    for group in groups.values():
        shown = [one for one in group if one.block.kind is not BlockKind.PARAGRAPH]
        body = [one for one in group if one.block.kind is BlockKind.PARAGRAPH]
        if not shown or len({one.value for one in body}) != 1 or shown[0].varies or body[0].varies:
            continue
        first, other = shown[0], body[0]
        if abs(first.value - other.value) > _ROUNDED:
            words = first.block.text[first.span.start : first.span.end]
            line = document.source.place(first.block.to_source(first.span).start).line
            yield FoundIn(other.block, other.span, {"other": words, "line": str(line)})


def _judged(block: Block) -> bool:
    """Whether a block is a paragraph, a title or a caption of the author's own."""
    main = block.kind is BlockKind.HEADING and block.level == 1
    return (main or block.kind in _SHOWN or block.kind is BlockKind.PARAGRAPH) and readable(block)


def _shares(block: Block, known: LanguageData) -> Iterator[_Share]:
    for form in known.patterns(_FILE, "compared"):
        for match in form.matches(block.text):
            yield from _share(block, match, (match.names["c"] or "").lower(), known)
    for match in known.pattern(_FILE, "changed").matches(block.text):
        yield from _share(block, match, "falls" if match.names["falls"] else "rises", known)


def _share(block: Block, match: Match, way: str, known: LanguageData) -> Iterator[_Share]:
    value = number(match.names["p"] or "", known)
    words = (match.names["y"], match.names.get("x"))
    thing = tuple(singular(word.lower(), known) for word in words if word)
    if value is None or thing[0] in known.words(_FILE, "plain") | known.words("numbers/same", "stop"):
        return
    yield _Share(block, match.span, thing, way, value, _varies(block, match.span, known))


def _varies(block: Block, span: Span, known: LanguageData) -> bool:
    """Whether the sentence is about another case, or about one of several steps."""
    sentence = sentence_at(block.text, span.start)
    around = (block.text[sentence.start : span.start], block.text[span.end : sentence.end])
    different = known.pattern("numbers/same", "different")
    return (
        known.pattern(_FILE, "changes").found(block.text[: span.start])
        or any(map(different.found, around))
        or in_sentence(block.text, span.start, known.pattern(_FILE, "steps"))
    )
