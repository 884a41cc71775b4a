"""A block's text as it is read aloud: code spans are words of the sentence."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from edlint.model.block import Block, MarkKind
from edlint.model.span import Span
from edlint.text.literals import folded, loose
from edlint.text.sentences import sentences

_LONGEST_CODE = 40
"""Most characters of a code span that is a name, an operator or a header; a longer one is a listing."""


class SpokenBlock(msgspec.Struct, frozen=True, dict=True):
    """A block's text with the text of its code spans, and straight apostrophes.

    `shifts` has for each code span its offset and its length in this text, and the offset of its placeholder in the
    block.
    """

    text: str
    shifts: tuple[tuple[int, int, int], ...]

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """Return the spans of the sentences of this text."""
        return sentences(self.text)

    def sentence(self, number: int) -> str:
        """Return the text of a sentence; empty after the last one."""
        return "".join(self.text[part.start : part.end] for part in self.sentences[number : number + 1])

    def place(self, span: Span) -> Span:
        """Convert a span to one of the block's own text; if it touches a code span, it takes all of that."""
        return Span(self._back(span.start, end=False), self._back(span.end, end=True))

    def _back(self, offset: int, *, end: bool) -> int:
        gained = 0
        for start, length, block_at in self.shifts:
            if offset <= start if end else offset < start:
                break
            if offset < start + length:
                return block_at + end
            gained += length - 1
        return offset - gained


def spoken_block(block: Block) -> SpokenBlock:
    """Return a block as it is read aloud: “`unsafe` turns off …” reads “unsafe turns off …”."""
    text = block.text.replace("’", "'")
    parts: list[str] = []
    shifts: list[tuple[int, int, int]] = []
    done = length = 0
    for mark in block.marks:
        code = mark.kind is MarkKind.CODE and mark.value
        if code and len(mark.value) <= _LONGEST_CODE and mark.span.start >= done:
            parts.append(text[done : mark.span.start])
            length += mark.span.start - done
            shifts.append((length, len(mark.value), mark.span.start))
            parts.append(mark.value.replace("\n", " "))
            length += len(mark.value)
            done = mark.span.end
    return SpokenBlock("".join([*parts, text[done:]]), tuple(shifts))


class SpokenText:
    """Some blocks as read aloud, a lower-case line each, and a search for the sentences that contain given strings."""

    def __init__(self, blocks: Mapping[int, Block]) -> None:
        """Take the blocks by number, in ascending order."""
        self._blocks = blocks
        self._lines = {number: line for line, number in enumerate(blocks)}
        # A line end comes before each block, as a string that is searched for may begin with one.
        texts = ["", *(spoken_block(block).text for block in blocks.values())]
        self._starts = array("I", accumulate([len(text) + 1 for text in texts]))
        self.folded = folded("\n".join(texts))
        self._spoken: dict[int, SpokenBlock] = {}
        self._loose: dict[tuple[int, int], str] = {}

    def block(self, number: int) -> SpokenBlock:
        """Return a block as it is read aloud."""
        known = self._spoken.get(number)
        if known is None:
            known = self._spoken[number] = spoken_block(self._blocks[number])
        return known

    def loose(self, number: int, sentence: int) -> str:
        """Return a sentence of a block in `literals.loose` form."""
        known = self._loose.get((number, sentence))
        if known is None:
            known = self._loose[number, sentence] = loose(self.block(number).sentence(sentence))
        return known

    def sentences_with(self, strings: Iterable[str], numbers: Iterable[int]) -> list[tuple[int, int]]:
        """Return the sentences of some blocks that contain one of the (folded) strings, in reading order.

        Each is given by the number of its block and its own number in the block.
        """
        found: set[tuple[int, int]] = set()
        strings = tuple(strings)
        for number in numbers:
            line = self._lines.get(number)
            if line is None:
                continue
            start, end = self._starts[line], self._starts[line + 1] - 1
            for string in strings:
                at = self.folded.find(string, start, end)
                while at >= 0:
                    parts = self.block(number).sentences
                    sentence = bisect_right(parts, at - start, key=lambda part: part.start) - 1
                    if sentence >= 0:
                        found.add((number, sentence))
                        # Skip the rest of the sentence, which is found already.
                        at = max(at, start + parts[sentence].end - 1)
                    at = self.folded.find(string, at + 1, end)
        return sorted(found)
