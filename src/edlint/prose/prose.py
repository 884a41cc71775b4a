"""A document as it is read: made once, and what more than one check asks of it worked out once.

All blocks stand in one text, a line each, so that a pattern is one scan of the document and not one of each sentence.
Every list here goes by the numbers of the document's blocks.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from edlint.model.document import Block, Document, MarkKind
from edlint.model.span import Span
from edlint.text.literals import folded
from edlint.text.pattern import Pattern
from edlint.text.quotes import quotations, sic
from edlint.text.ranges import Ranges
from edlint.text.sentences import sentences
from edlint.text.words import words


class Match(NamedTuple):
    """A match of a pattern in block number `block`: its span in the block's text, and those of its groups.

    `groups[0]` is the whole match; a group that took no part is None.
    """

    block: int
    span: Span
    groups: tuple[Span | None, ...]


class Lines:
    """A text of many lines as UTF-8, one line a block: patterns run on bytes, and places are counted for matches only."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Encode the lines; a lone surrogate becomes a question mark, which keeps every place."""
        parts = [line.encode("utf-8", "replace") for line in lines]
        self.data = b"\n".join(parts)
        self._ascii = self.data.isascii()
        self._starts: list[int] = []
        at = 0
        for part in parts:
            self._starts.append(at)
            at += len(part) + 1

    def scan(self, pattern: Pattern) -> Iterator[Match]:
        """Yield the matches that lie in one line each, in order; one that runs over a line's end is left out."""
        starts, data = self._starts, self.data
        byte = point = 0
        current = -1
        for found in pattern.scan(data):
            index = bisect_right(starts, found.start) - 1
            if index != current:
                current, byte, point = index, starts[index], 0
            end = starts[index + 1] - 1 if index + 1 < len(starts) else len(data)
            if found.end > end:
                continue
            point += self._points(byte, found.start)
            byte = found.start
            groups = tuple(
                Span(point + self._points(byte, first), point + self._points(byte, last))
                if first >= 0
                else None
                for first, last in found.ranges
            )
            yield Match(index, groups[0] or Span(point, point), groups)

    def _points(self, first: int, last: int) -> int:
        """Return how many code points lie between two bytes; negative where the second comes first."""
        if self._ascii:
            return last - first
        if last < first:
            return -self._points(last, first)
        return len(self.data[first:last].decode("utf-8", "replace"))


class Prose:
    """The prose of one document. Nothing of it outlives the document, and nothing is worked out before it is asked for."""

    def __init__(self, document: Document) -> None:
        """Keep the document; work nothing out yet."""
        self.document = document
        self.blocks = document.blocks
        self._words: dict[int, Sequence[Span]] = {}
        self._sentences: dict[int, Sequence[Span]] = {}
        self._quoted: dict[int, Sequence[Span]] = {}
        self._others: dict[tuple[int, bool], Ranges] = {}

    @cached_property
    def lines(self) -> Lines:
        """Return the blocks' texts, for patterns that may run from one sentence into the next."""
        return Lines([block.text for block in self.blocks])

    @cached_property
    def asserted(self) -> Lines:
        """Return the texts with a line end in place of the first blank between two sentences.

        No blank of a pattern is a line end, so no match runs from one sentence into the next, `^` and `$` are a
        sentence's ends, and every place is what it is in the block's own text.
        """
        return Lines([self._broken(number) for number in range(len(self.blocks))])

    @cached_property
    def folded(self) -> str:
        """Return all texts in small letters with straight apostrophes; for what is there or not, never for places."""
        return folded("\n".join([block.text for block in self.blocks]))

    def words(self, block: int) -> Sequence[Span]:
        """Return the words of a block: letters and digits, joined by single apostrophes or hyphens inside."""
        known = self._words.get(block)
        if known is None:
            known = self._words[block] = words(self.blocks[block].text)
        return known

    def sentences(self, block: int) -> Sequence[Span]:
        """Return the sentences of a block, without the blanks between them."""
        known = self._sentences.get(block)
        if known is None:
            known = self._sentences[block] = sentences(self.blocks[block].text)
        return known

    def sentence_at(self, block: int, offset: int) -> Span:
        """Return the sentence that holds `offset`, or the nearest one before it; the whole text if there is none."""
        found = self.sentences(block)
        if not found:
            return Span(0, len(self.blocks[block].text))
        return found[max(0, bisect_right(found, offset, key=lambda sentence: sentence.start) - 1)]

    def own(self, block: int) -> bool:
        """Whether a block is the author's own prose in the document's language: not quoted, not in another one."""
        return not self.blocks[block].quoted and self.blocks[block].language is None

    def others_words(self, block: int, *, quotations_too: bool = True) -> Ranges:
        """Return the stretches of a block that are not the author's own words in the document's language.

        Those are quotations (unless `quotations_too` is false), `<q>`, `lang`, struck-out text, and what `[sic]` is for.
        """
        key = (block, quotations_too)
        known = self._others.get(key)
        if known is None:
            known = self._others[key] = Ranges(_others(self.blocks[block], quotations_too=quotations_too))
        return known

    def _broken(self, block: int) -> str:
        text = self.blocks[block].text
        found = self.sentences(block)
        if len(found) < 2:
            return text
        parts = []
        at = 0
        for sentence in found[:-1]:
            parts.append(text[at : sentence.end])
            at = sentence.end
            if text[at : at + 1].isspace():
                parts.append("\n")
                at += 1
        return "".join([*parts, text[at:]])


def _others(block: Block, *, quotations_too: bool) -> Iterator[Span]:
    if quotations_too:
        yield from quotations(block.text)
    yield from sic(block.text)
    kinds = {MarkKind.LANGUAGE, MarkKind.STRIKE} | ({MarkKind.QUOTE} if quotations_too else set())
    for mark in block.marks:
        if mark.kind in kinds:
            yield mark.span
