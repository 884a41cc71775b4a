"""A document's prose as one run of bytes, so that a rule is one scan: matches mapped back to blocks.

RE2 works on bytes and finds nothing in most documents, so scanning all blocks at once costs a call a rule instead of a
call a block, and places are counted in code points only for what was found.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from edlint.check.base import foreign_words
from edlint.model.document import Block, BlockKind, Document, MarkKind
from edlint.model.span import Span
from edlint.text.pattern import ByteMatch, Pattern, pattern, stands_alone
from edlint.text.quotes import sic
from edlint.text.ranges import Ranges
from edlint.text.sentences import sentence_at

# Small letters and digits as they are, capitals made small, all else a blank: splits bytes into plain words.
_PLAIN_BYTES = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in bytes(range(256)).lower())

_TITLES = frozenset({BlockKind.HEADING, BlockKind.TITLE})

# So many marks may stand between the edge of a sentence and its first or last word.
_EDGE = 20


class Found(NamedTuple):
    """What of a block is flagged, and the pattern's groups (None: took no part); the first is the whole match."""

    block: Block
    span: Span
    groups: tuple[Span | None, ...]

    @property
    def text(self) -> str:
        """Return the flagged words."""
        return self.block.text[self.span.start : self.span.end]

    def group(self, number: int) -> str:
        """Return the text of a group, empty when it took no part or there is none."""
        span = self.groups[number] if number < len(self.groups) else None
        return self.block.text[span.start : span.end] if span else ""


@dataclass(frozen=True)
class Limits:
    """Which matches of a rule count: the kinds of block, the places in it, and what is passed over.

    `unless` are patterns as written: they are compiled when something was found, which in most documents is never.
    Without `names`, what begins with a capital inside a sentence is passed over: a name, or the title of a work.
    """

    scope: frozenset[BlockKind]
    quotations: bool = False
    unless: tuple[str, ...] = ()
    ignore_case: bool = False
    at: str = "anywhere"
    allow: frozenset[str] = frozenset()
    whole_words: bool = False
    names: bool = True


class Prose:
    """The blocks of a document, ready to be scanned."""

    def __init__(self, document: Document) -> None:
        self.blocks = document.blocks
        parts = [block.text.encode() for block in self.blocks]
        self.data = b"\n".join(parts)
        self._ends: list[int] = []
        self._starts: list[int] = []
        at = 0
        for part in parts:
            self._starts.append(at)
            at += len(part)
            self._ends.append(at)
            at += 1
        self._away: dict[tuple[int, bool], Ranges] = {}
        self._notes: dict[int, list[int]] = {}

    @cached_property
    def words(self) -> frozenset[bytes]:
        """Return the document's words in small letters, cut at whatever is no ASCII letter or digit."""
        return plain_words(self.data)

    @cached_property
    def _ascii(self) -> bool:
        return self.data.isascii()

    def within(self, limits: Limits) -> Iterator[tuple[int, Block]]:
        """Yield the blocks in which a rule looks at all, with their numbers."""
        for index, block in enumerate(self.blocks):
            if block.kind in limits.scope and _readable(block, limits):
                yield index, block

    def found(
        self,
        pattern: Pattern,
        limits: Limits,
        group: int = 0,
        again: Callable[[Found], bool] | None = None,
    ) -> Iterator[Found]:
        """Yield the matches that count, in reading order; `group` is what is flagged.

        Where `again` says no, the search goes on one code point further, not behind the match.
        """
        passed: dict[int, list[Ranges]] = {}
        for index, match in self._scan(pattern, again):
            block = self.blocks[index]
            if block.kind not in limits.scope or not _readable(block, limits):
                continue
            span = match[group]
            if span is None or span.empty:
                continue
            found = Found(block, span, match)
            if self.counts(found, limits, passed.setdefault(index, []), index):
                yield found

    def mentions(self, pattern: Pattern) -> bool:
        """Whether the pattern fits anywhere, what does not count included."""
        return next(pattern.scan(self.data), None) is not None

    def texts(self, pattern: Pattern) -> Iterator[str]:
        """Yield what the pattern fits, what does not count included."""
        for match in pattern.scan(self.data):
            yield self.data[match.start : match.end].decode()

    def counts(self, found: Found, limits: Limits, passed: list[Ranges], index: int) -> bool:
        """Whether what was found in block `index` counts; `passed` keeps what `unless` fits in that block."""
        block, span, _ = found
        text = block.text
        if limits.whole_words and not stands_alone(text, span.start, span.end):
            return False
        if limits.allow and plain(found.text) in limits.allow:
            return False
        if limits.at != "anywhere" and not _at(text, span, limits.at):
            return False
        if not limits.names and _is_name(block, span):
            return False
        if self.away(index, limits.quotations).touch(span) or self._holds_note(index, span):
            return False
        if limits.unless and not passed:
            passed.extend(
                Ranges(pattern(unless, ignore_case=limits.ignore_case).spans(text))
                for unless in limits.unless
            )
        return not any(ranges.touch(span) for ranges in passed)

    def _holds_note(self, index: int, span: Span) -> bool:
        """Whether a footnote's mark, which is no text, stands among what is flagged, blanks and punctuation only."""
        block = self.blocks[index]
        if not block.marks or any(c.isalnum() for c in block.text[span.start : span.end]):
            return False
        notes = self._notes.get(index)
        if notes is None:
            notes = [mark.span.start for mark in block.marks if mark.kind is MarkKind.FOOTNOTE]
            self._notes[index] = notes
        at = bisect_left(notes, span.start)
        return at < len(notes) and notes[at] <= span.end

    def away(self, index: int, quotations: bool) -> Ranges:
        """Return the stretches of block `index` that are not the author's own words."""
        ranges = self._away.get((index, quotations))
        if ranges is None:
            block = self.blocks[index]
            ranges = Ranges(_not_english(block)) if quotations else foreign_words(block)
            self._away[index, quotations] = ranges
        return ranges

    def _scan(
        self, pattern: Pattern, again: Callable[[Found], bool] | None
    ) -> Iterator[tuple[int, tuple[Span | None, ...]]]:
        if again is not None:
            yield from self._one_by_one(pattern, 0, 0, again)
            return
        index, byte, point = 0, 0, 0
        for match in pattern.scan(self.data):
            if match.start > self._ends[index]:
                index = bisect_right(self._starts, match.start) - 1
                byte, point = self._starts[index], 0
            if match.end > self._ends[index]:
                # The match runs over the end of a block: from here on, block by block.
                yield from self._one_by_one(pattern, index, match.start, None)
                return
            point += self._points(byte, match.start)
            byte = match.start
            yield index, self._groups(match, byte, point)

    def _one_by_one(
        self, pattern: Pattern, first: int, start: int, again: Callable[[Found], bool] | None
    ) -> Iterator[tuple[int, tuple[Span | None, ...]]]:
        for index in range(first, len(self.blocks)):
            base = self._starts[index]
            data = self.data[base : self._ends[index]]
            at, byte, point = max(0, start - base), base, 0
            while True:
                failed = -1
                for match in pattern.scan(data, at):
                    point += self._points(byte, base + match.start)
                    byte = base + match.start
                    moved = ByteMatch(
                        tuple((a + base, b + base) if a >= 0 else (a, b) for a, b in match.ranges)
                    )
                    spans = self._groups(moved, byte, point)
                    if again is not None and not again(
                        Found(self.blocks[index], spans[0] or Span(0, 0), spans)
                    ):
                        failed = match.start + 1
                        break
                    yield index, spans
                if failed < 0:
                    break
                at = failed

    def _groups(self, match: ByteMatch, byte: int, point: int) -> tuple[Span | None, ...]:
        return tuple(
            Span(point + self._points(byte, start), point + self._points(byte, end)) if start >= 0 else None
            for start, end in match.ranges
        )

    def _points(self, start: int, end: int) -> int:
        """Return how many code points lie between two bytes."""
        if self._ascii:
            return end - start
        if end < start:
            return -self._points(end, start)
        return len(self.data[start:end].decode("utf-8", "replace"))


def plain_words(data: bytes) -> frozenset[bytes]:
    """Return the words in bytes of UTF-8, in small letters, cut at whatever is no ASCII letter or digit."""
    return frozenset(data.translate(_PLAIN_BYTES).split())


def plain(text: str) -> str:
    """Return words as they are compared: small letters, single blanks, straight apostrophes."""
    return " ".join(text.replace("’", "'").casefold().split())


def allowed(own: Sequence[str], options: Mapping[str, Any]) -> frozenset[str]:
    """Return the words that a rule passes over: its own and the user's, as they are compared."""
    users = options.get("allow") or ()
    return frozenset(plain(word) for word in (*own, *users))


def _readable(block: Block, limits: Limits) -> bool:
    return block.language is None and (limits.quotations or not block.quoted)


def _not_english(block: Block) -> Iterator[Span]:
    yield from sic(block.text)
    for mark in block.marks:
        if mark.kind in {MarkKind.LANGUAGE, MarkKind.STRIKE}:
            yield mark.span


def _is_name(block: Block, span: Span) -> bool:
    """Whether all the words begin with a capital, and no more, where neither a sentence nor a heading asks for it."""
    words = block.text[span.start : span.end]
    if block.kind in _TITLES or words.isupper() or not all(word[0].isupper() for word in words.split()):
        return False
    before = block.text[max(0, span.start - _EDGE) : span.start].rstrip(" \"'“‘([*_")
    return before[-1:].isalnum() or before[-1:] in {",", "’"}


def _at(text: str, span: Span, where: str) -> bool:
    edge = Span(0, len(text)) if where.startswith("block") else sentence_at(text, span.start)
    if where.endswith("start"):
        return span.start - edge.start < _EDGE and not text[edge.start : span.start].strip(" \"'“‘([*_")
    return edge.end - span.end < _EDGE and not text[span.end : edge.end].strip(" .!?…\"'”’)]*_")
