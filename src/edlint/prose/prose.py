"""A document's text as checks read it; results that more than one check needs are computed once.

All blocks are joined into one text, a line each, so that a pattern is one scan of the document and not one per
sentence. Every list here is indexed by the numbers of the document's blocks.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from edlint.language.data import LanguageData
from edlint.model.block import Block, MarkKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.prose.blockcache import BlockResults
from edlint.prose.factuality import falsehood_blocks
from edlint.prose.spoken import SpokenText
from edlint.prose.tagged import TaggedText
from edlint.prose.voice import others_words, own_words
from edlint.text.literals import loose
from edlint.text.pattern import ByteMatch, Pattern
from edlint.text.ranges import Ranges
from edlint.text.sentences import sentences
from edlint.text.words import words

_Known = TypeVar("_Known")


class Match(NamedTuple):
    """A match of a pattern in block number `block`: its span in the block's text, and those of its groups.

    `groups[0]` is the whole match; an unmatched group is None.
    """

    block: int
    span: Span
    groups: tuple[Span | None, ...]


class Lines:
    """Texts as UTF-8, one line per block: patterns run on bytes, and only matches are converted to code points."""

    def __init__(self, parts: Sequence[bytes], numbers: Sequence[int]) -> None:
        """Take the lines of the blocks with these ascending numbers."""
        self._numbers = numbers
        self._starts = array("I", accumulate([len(part) + 1 for part in parts[:-1]], initial=0))
        self.data = b"\n".join(parts)
        self._ascii = self.data.isascii()

    @property
    def numbers(self) -> Sequence[int]:
        """Return the numbers of the blocks."""
        return self._numbers

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Lines":
        """Return the lines of all blocks; a lone surrogate becomes a question mark, so that offsets do not change."""
        parts = [line.encode("utf-8", "replace") for line in lines]
        return cls(parts, range(len(parts)))

    def only(self, numbers: Sequence[int]) -> "Lines":
        """Return the lines of some blocks, by their ascending numbers; all lines if those are more than half."""
        if 2 * len(numbers) > len(self._starts):
            return self
        return Lines([self.data[self._starts[number] : self._end(number)] for number in numbers], numbers)

    def scan(self, pattern: Pattern, again: Callable[[Match], bool] | None = None) -> Iterator[Match]:
        """Yield the matches in order, each within one line.

        A match for which `again` is false is skipped, and the search continues one byte after its beginning.
        """
        byte = point = 0
        current = -1
        for index, found in self._found(pattern, again):
            if index != current:
                current, byte, point = index, self._starts[index], 0
            point += self._points(byte, found.start)
            byte = found.start
            yield self._match(index, found, byte, point)

    def holds(self, pattern: Pattern) -> bool:
        """Whether the pattern matches anywhere."""
        return next(pattern.scan(self.data), None) is not None

    def _end(self, index: int) -> int:
        return self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self.data)

    def _found(
        self, pattern: Pattern, again: Callable[[Match], bool] | None
    ) -> Iterator[tuple[int, ByteMatch]]:
        position = 0
        while position >= 0:
            start, position = position, -1
            for found in pattern.scan(self.data, start):
                index = bisect_right(self._starts, found.start) - 1
                end = self._end(index)
                if found.end > end:
                    # It runs into the next block: search the rest of this line by itself.
                    base = self._starts[index]
                    for inner in pattern.scan(self.data[base:end], found.start - base):
                        ranges = tuple((a + base, b + base) if a >= 0 else (a, b) for a, b in inner.ranges)
                        yield index, ByteMatch(ranges)
                    position = end + 1
                    break
                if again is not None and not again(
                    self._match(index, found, found.start, self._points(self._starts[index], found.start))
                ):
                    position = found.start + 1
                    break
                yield index, found

    def _match(self, index: int, found: ByteMatch, byte: int, point: int) -> Match:
        """Convert a match to code points; `point` is the offset in its line of the byte offset `byte` in the data."""
        groups = tuple(
            Span(point + self._points(byte, first), point + self._points(byte, last)) if first >= 0 else None
            for first, last in found.ranges
        )
        return Match(self._numbers[index], groups[0] or Span(point, point), groups)

    def _points(self, first: int, last: int) -> int:
        """Return the number of code points between two byte offsets; negative where the second comes first."""
        if self._ascii:
            return last - first
        if last < first:
            return -self._points(last, first)
        return len(self.data[first:last].decode("utf-8", "replace"))


class Prose:
    """The text of one document as checks read it. All is computed on first use and released with the document."""

    def __init__(
        self,
        document: Document,
        language: LanguageData | None = None,
        block_results: Sequence[BlockResults] | None = None,
    ) -> None:
        """Store the document and its language's data (None: there are none); nothing is computed yet.

        `block_results` are the stored results of its blocks, for a document that is open in an editor: see `BlockCache`.
        """
        self.document = document
        self.language = language
        self.blocks = document.blocks
        self.block_results = block_results
        self._whole: Prose | None = None
        self._words: dict[int, Sequence[Span]] = {}
        self._sentences: dict[int, Sequence[Span]] = {}
        self._others: dict[tuple[int, bool], Ranges] = {}

    @property
    def incremental(self) -> bool:
        """Whether per-block results are kept for the next check."""
        return self.block_results is not None

    def block_result(self, block: int, name: Hashable, work: Callable[[Block], _Known]) -> _Known:
        """Return the result of `work` for a block, or the one stored under the name.

        It must depend only on the block (not on its position) and on the profile.
        """
        if self.block_results is None:
            return work(self.blocks[block])
        results = self.block_results[block]
        if name not in results:
            results[name] = work(self.blocks[block])
        known: _Known = results[name]
        return known

    def contains_any(self, words: Iterable[str]) -> bool:
        """Whether one of some (folded) strings occurs in the author's own words anywhere in the whole document."""
        said = (self._whole or self).spoken_text.folded
        return any(word in said for word in words)

    def part(self, numbers: Sequence[int]) -> "Prose":
        """Return the prose of some blocks; its `falsehood_blocks` and `contains_any` still refer to the whole document."""
        blocks = tuple(self.blocks[number] for number in numbers)
        results = None if self.block_results is None else [self.block_results[number] for number in numbers]
        part = Prose(replace(self.document, blocks=blocks), self.language, results)
        part._whole = self
        part.__dict__["falsehood_blocks"] = frozenset(
            new for new, number in enumerate(numbers) if number in self.falsehood_blocks
        )
        return part

    @cached_property
    def lines(self) -> Lines:
        """Return the blocks' texts, for patterns that may match across the end of a sentence."""
        return Lines.of(block.text for block in self.blocks)

    @cached_property
    def asserted(self) -> Lines:
        """Return the texts with a line end in place of the first blank between two sentences.

        Blanks of a pattern do not match line ends, so no match runs into the next sentence, and `^` and `$` match at
        the ends of sentences; every offset is the same as in the block's own text.
        """
        return Lines.of(self._broken(number) for number in range(len(self.blocks)))

    @property
    def loose(self) -> Sequence[str]:
        """Return each block's text followed by its code spans, in `literals.loose` form.

        For the search of strings that a pattern requires; offsets are not those of the block's text.
        """
        return self._loose.split("\n")

    @cached_property
    def _loose(self) -> str:
        return loose("\n".join(map(_with_code, self.blocks)))

    @cached_property
    def spoken_text(self) -> SpokenText:
        """Return the author's own words as read aloud, with the text of code spans."""
        return SpokenText({number: block for number, block in enumerate(self.blocks) if self.own(number)})

    @cached_property
    def falsehood_blocks(self) -> frozenset[int]:
        """Return the numbers of the blocks under a heading that announces falsehoods; see `factuality.falsehood_blocks`."""
        return falsehood_blocks(self.blocks, self.language) if self.language else frozenset()

    @cached_property
    def tagged(self) -> TaggedText:
        """Return the author's own words with their classes, a line per block; blocks of others' words are empty."""
        return TaggedText(
            [block.text if self.own(number) else "" for number, block in enumerate(self.blocks)]
        )

    def forget_words(self) -> None:
        """Release `tagged` and `spoken_text`, which only rules use: for a long text they are a third of the memory used."""
        for name in ("tagged", "spoken_text"):
            self.__dict__.pop(name, None)

    def text(self, match: Match) -> str:
        """Return the words at a match's span."""
        return self.blocks[match.block].text[match.span.start : match.span.end]

    def group(self, match: Match, number: int) -> str:
        """Return the text of a match's group, empty when it is unmatched or there is no such group."""
        span = match.groups[number] if number < len(match.groups) else None
        return self.blocks[match.block].text[span.start : span.end] if span else ""

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
        """Return the sentence that contains `offset`, or the nearest one before it; the whole text if there is none."""
        found = self.sentences(block)
        if not found:
            return Span(0, len(self.blocks[block].text))
        return found[max(0, bisect_right(found, offset, key=lambda sentence: sentence.start) - 1)]

    def own(self, block: int) -> bool:
        """Whether a block is the author's own prose in the document's language: not quoted, not in another one."""
        return own_words(self.blocks[block])

    def others_words(self, block: int, *, quotations_too: bool = True) -> Ranges:
        """Return the ranges of a block that are not the author's own words in the document's language.

        These are quotations and `<q>` (unless `quotations_too` is false), `lang`, struck-out text, and words before
        `[sic]`.
        """
        key = (block, quotations_too)
        known = self._others.get(key)
        if known is None:
            known = self._others[key] = others_words(self.blocks[block], quotations_too=quotations_too)
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


def _with_code(block: Block) -> str:
    code = [mark.value.replace("\n", " ") for mark in block.marks if mark.kind is MarkKind.CODE]
    return " ".join([block.text.replace("\n", " "), *code])
