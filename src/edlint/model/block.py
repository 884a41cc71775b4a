"""A block of prose: its text, its marks, and a map from every code point of the text to the source."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import msgspec

from edlint.model.edit import Edit, shared_ends
from edlint.model.span import Span

PLACEHOLDER = "\ufffc"
"""Replaces in `Block.text` what is not prose: code, mathematics, an image, a component, a comment."""


_SMALL = 16
"""Up to this many marks, a block's index is built anew at each use instead of being stored."""


class BlockKind(StrEnum):
    """What a block is to a reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    CELL = "cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    ALT = "alt"
    TITLE = "title"
    DESCRIPTION = "description"


class MarkKind(StrEnum):
    """The kind of a marked range of a block's text."""

    CODE = "code"
    MATH = "math"
    LINK = "link"
    IMAGE = "image"
    FOOTNOTE = "footnote"
    CITATION = "citation"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    QUOTE = "quote"
    LANGUAGE = "language"
    OBJECT = "object"  # a component, an icon, a template variable, a link without text
    HIDDEN = "hidden"  # a comment, a template tag: in the source, but not on the page
    REFERENCE = (
        "reference"  # behind the words of a link: the label, which nothing here defines; empty in the text
    )
    LABEL = "label"  # words that are a name as well: a reference's label, a wiki link's target, a tag


class Mark(NamedTuple):
    """A range of `Block.text` with a meaning; `source` is its range in the source.

    `value` is the link's or image's address, the footnote's label, the code's text, the citation's key, or the
    language's code. `detail` is a title or an image's alternative text. A footnote reference is empty in the text.
    """

    kind: MarkKind
    span: Span
    value: str
    source: Span
    detail: str = ""


class Piece(NamedTuple):
    """A run of `Block.text` and the range of the source that it came from.

    If `verbatim`, the two are equal code point for code point, and a fix may edit inside. Otherwise (an entity, a line
    break, a placeholder) only the whole run corresponds to the whole range. `soft` is a line break without markup
    before the next piece: a fix may cross it.
    """

    span: Span
    source: Span
    verbatim: bool
    soft: bool = False


Run = tuple[int, int, int, int]
"""The compact form of a piece: its start in the text, its start and end in the source, and OTHER, VERBATIM or SOFT.

It ends in the text where the next one begins. An article has tens of thousands of pieces, and most are never used.
"""
OTHER, VERBATIM, SOFT = range(3)
"""The type of a piece: a line break without markup is SOFT."""


class CellPlace(NamedTuple):
    """The position of a table cell: numbers of table, row and column from 0; `header` is true for heading cells."""

    table: int
    row: int
    column: int
    header: bool


class ItemPlace(NamedTuple):
    """The position of a list item: numbers of list and item from 0, nesting depth from 0, an ordered list's start."""

    list: int
    item: int
    depth: int
    start: int | None


class _Index:
    """Sorted offsets at which a block's marks begin and end, by kind."""

    def __init__(self, block: "Block") -> None:
        self._block = block

    @cached_property
    def edges(self) -> Mapping[MarkKind, list[int]]:
        edges: dict[MarkKind, list[int]] = {}
        for mark in self._block.marks:
            edges.setdefault(mark.kind, []).extend(mark.span)
        return {kind: sorted(found) for kind, found in edges.items()}

    @cached_property
    def label_ends(self) -> list[tuple[int, int]]:
        """Return end and start of every label, sorted; labels are not nested."""
        marks = self._block.marks
        return sorted((mark.span.end, mark.span.start) for mark in marks if mark.kind is MarkKind.LABEL)


class Block(msgspec.Struct, frozen=True, dict=True):
    """A unit of prose: a paragraph, a heading, a cell.

    `text` has no line ends: a soft or hard line break is one space. `runs` map the text to the source, `span` is the
    block's range in the source. `level` is a heading's level (1 to 6), else 0. `quoted` is true inside a block
    quotation. `language` is the language that the markup declares, or None.
    """

    kind: BlockKind
    text: str
    runs: tuple[Run, ...]
    span: Span
    level: int = 0
    quoted: bool = False
    language: str | None = None
    marks: tuple[Mark, ...] = ()
    cell: CellPlace | None = None
    item: ItemPlace | None = None
    label: str = ""

    @property
    def _index(self) -> _Index:
        """Return the index of the marks; if there are few, it is built anew at each use.

        A document may have a hundred thousand such blocks, and one more attribute would double the size of each.
        """
        return self._kept if len(self.marks) > _SMALL else _Index(self)

    @cached_property
    def _kept(self) -> _Index:
        return _Index(self)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the pieces, built anew at each use."""
        return tuple(map(self.piece, range(len(self.runs))))

    def piece(self, index: int) -> Piece:
        """Return piece number `index`, counted from 0."""
        at, start, end, what = self.runs[index]
        stop = self.runs[index + 1][0] if index + 1 < len(self.runs) else len(self.text)
        return Piece(Span(at, stop), Span(start, end), what == VERBATIM, what == SOFT)

    def _number(self, at: int) -> int:
        """Return the index of the piece that contains the code point at `at`."""
        return max(0, bisect_right(self.runs, (at, sys.maxsize)) - 1)

    def labelled(self, span: Span) -> bool:
        """Whether the span shares a code point with a label."""
        index = bisect_right(self._index.label_ends, (span.start, len(self.text)))
        return index < len(self._index.label_ends) and self._index.label_ends[index][1] < max(
            span.end, span.start + 1
        )

    def plain_run(self, span: Span) -> bool:
        """Whether the span is verbatim in the source, on one line, and no mark begins or ends inside it."""
        if not self.runs or span.empty:
            return False
        piece = self.piece(self._number(span.start))
        if not (piece.verbatim and piece.span.covers(span)):
            return False
        return not self.divided(span, self._index.edges)

    def divided(self, span: Span, kinds: Iterable[MarkKind]) -> bool:
        """Whether a mark of one of these kinds begins or ends inside the span, or is empty there."""
        edges = (self._index.edges.get(kind, ()) for kind in kinds)
        return any(bisect_right(found, span.start) < bisect_left(found, span.end) for found in edges)

    def to_source(self, span: Span) -> Span:
        """Return the range of the source that a range of `text` came from. Two bisections, however long the text is."""
        if not self.runs:
            return Span(self.span.start, self.span.start)
        at, start, end, what = self.runs[self._number(span.start)]
        if span.start >= len(self.text):
            start = end
        elif what == VERBATIM:
            start += span.start - at
        if span.empty:
            return Span(start, start)
        at, begin, end, what = self.runs[self._number(span.end - 1)]
        if what == VERBATIM and span.end <= len(self.text):
            end = begin + span.end - at
        return Span(start, max(start, end))

    def edit(self, span: Span, new: str) -> Edit | None:
        """Return the smallest edit of the source that replaces `text[span]` by `new`, or None where markup prevents it.

        Equal words at both ends of old and new are not edited, so that a change inside `*emphasis*` is possible
        although the whole span crosses it. A label is never edited, because it identifies something else; nor are
        blanks at the edge of a link's text.
        """
        if self.labelled(span):
            return None
        old = self.text[span.start : span.end]
        head, tail = shared_ends(old, new)
        inner = Span(span.start + head, span.end - tail)
        kept = new[head : len(new) - tail]
        if self._at_link_edge(inner) and any(c.isspace() for c in self.text[inner.start : inner.end] + kept):
            return None
        whole = self._plain(span)
        if whole is not None and not self._breaks(span):
            return Edit(whole.start, whole.end, new)
        if (
            not kept
            and not inner.empty
            and self.text[inner.end : inner.end + 1] == " " == self.text[inner.start]
        ):
            # Of the two blanks around deleted words, the one that is a line break is kept.
            inner = inner.shift(1) if self._breaks(Span(inner.start, inner.start + 1)) else inner
        place = self._plain(inner)
        if place is not None:
            return Edit(place.start, place.end, kept)
        return None if whole is None else Edit(whole.start, whole.end, new)

    def _at_link_edge(self, span: Span) -> bool:
        """Whether a link's text begins or ends inside the span or where it begins or ends."""
        edges = self._index.edges.get(MarkKind.LINK, ())
        return bisect_left(edges, span.start) < bisect_right(edges, span.end)

    def _breaks(self, span: Span) -> bool:
        """Whether the span contains a soft line break."""
        first, last = self._number(span.start), self._number(span.end - 1)
        return any(what == SOFT for _, _, _, what in self.runs[first : last + 1])

    def _plain(self, span: Span) -> Span | None:
        """Return the source range of the span if it has the same text and no markup; soft line breaks are allowed."""
        if not self.runs:
            return None
        index = self._number(span.start)
        if span.empty:
            return self._point(span, index)
        piece = self.piece(index)
        if span.start >= piece.span.end or not (piece.verbatim or piece.soft):
            return None
        start = piece.source.start + (span.start - piece.span.start if piece.verbatim else 0)
        while span.end > piece.span.end:
            following = self.piece(index + 1) if index + 1 < len(self.runs) else None
            if following is None or not (following.verbatim or following.soft):
                return None
            if not piece.soft and piece.source.end != following.source.start:
                return None
            index, piece = index + 1, following
        if piece.verbatim:
            return Span(start, piece.source.start + span.end - piece.span.start)
        # A span that ends with a line break includes the next line's indentation or quotation mark.
        return Span(start, self.runs[index + 1][1]) if index + 1 < len(self.runs) else None

    def _point(self, span: Span, index: int) -> Span | None:
        """Return the source position of an empty span; `index` is the piece that begins at it or before it."""
        piece = self.piece(index)
        if span.start == piece.span.start and index and not piece.verbatim:
            piece = self.piece(index - 1)
        if not (piece.verbatim and piece.span.covers(span)):
            return None
        return span.shift(piece.source.start - piece.span.start)
