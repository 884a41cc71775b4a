"""What every parser builds blocks with."""

from collections.abc import Iterable
from typing import Protocol

from edlint.model.document import (
    PLACEHOLDER,
    Block,
    BlockKind,
    CellPlace,
    Document,
    ItemPlace,
    Mark,
    MarkKind,
    Piece,
)
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.text.pattern import pattern


class Parser(Protocol):
    """A format's parser: `parse` never fails on odd text; it raises SourceError only where nothing can be read."""

    def __call__(self, source: Source) -> Document:
        """Return the article's document."""


class BlockBuilder:
    """Collects one block's prose with the place of every piece.

    Offsets are code points of `source.text`. Feed it in reading order; `close` gives the block, or None when there is
    nothing to read in it.
    """

    def __init__(self, source: Source) -> None:
        """Start with nothing."""
        self._source = source.text
        self._text: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, int, str, int, str]] = []
        self.loose = False  # whether something that is no prose was left out just now

    @property
    def length(self) -> int:
        """Return how many code points of prose there are so far."""
        return self._length

    def add(self, text: str, source: Span) -> None:
        """Add prose that came from `source`; verbatim when the source says the same, and line ends become spaces."""
        if self.loose:
            # What stood between was no prose; the blanks on both its sides are one to a reader.
            self.loose = False
            if self._blank and text[:1] in {" ", "\t"}:
                bare = text.lstrip(" \t")
                if len(text) == source.end - source.start:
                    source = Span(source.end - len(bare), source.end)
                text = bare
        if not text:
            return
        verbatim = self._source.startswith(text, source.start) and len(text) == source.end - source.start
        if "\n" not in text and "\r" not in text:
            self._append(text, source, verbatim=verbatim)
        elif not verbatim:
            self._append(" ".join(text.splitlines()) or " ", source, verbatim=False)
        else:
            start = 0
            for end in pattern(r"\r\n|\r|\n").spans(text):
                self._append(
                    text[start : end.start],
                    Span(source.start + start, source.start + end.start),
                    verbatim=True,
                )
                self.soft(end.shift(source.start))
                start = end.end
            self._append(text[start:], Span(source.start + start, source.end), verbatim=True)

    def soft(self, source: Span) -> None:
        """Add the one space that a line break, and the markup around it, is to a reader."""
        if self._length and not self._blank:
            self._append(" ", source, verbatim=self._source[source.start : source.end] == " ")

    @property
    def _blank(self) -> bool:
        """Whether the text so far ends in a blank, or is empty."""
        return not self._text or self._text[-1][-1] in " \t"

    def placeholder(self, kind: MarkKind, source: Span, value: str, detail: str = "") -> None:
        """Add something that is not prose but stands in the sentence: code, mathematics, an image."""
        at = self._length
        self._append(PLACEHOLDER, source, verbatim=False)
        self._marks.append(Mark(kind, Span(at, at + 1), value, source, detail))

    def point(self, kind: MarkKind, source: Span, value: str) -> None:
        """Note something that adds nothing to the text: a footnote reference."""
        self._marks.append(Mark(kind, Span(self._length, self._length), value, source))

    def open(self, kind: MarkKind, at: int, value: str = "", detail: str = "") -> None:
        """Begin a stretch that means something; `at` is where its markup begins in the source."""
        self._open.append((kind, self._length, value, at, detail))

    def shut(self, kind: MarkKind, at: int) -> None:
        """End the innermost open stretch of this kind; `at` is where its markup ends in the source."""
        for index in range(len(self._open) - 1, -1, -1):
            opened, start, value, begin, detail = self._open[index]
            if opened is kind:
                del self._open[index]
                self._marks.append(Mark(kind, Span(start, self._length), value, Span(begin, at), detail))
                return

    def close(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        quoted: bool = False,
        language: str | None = None,
        cell: CellPlace | None = None,
        item: ItemPlace | None = None,
        label: str = "",
    ) -> Block | None:
        """Return the block, or None when it holds neither prose nor a placeholder."""
        if self._pieces:
            end = self._pieces[-1].source.end
            for kind_open, start, value, begin, detail in self._open:
                if start < self._length:
                    place = Span(begin, max(begin, end))
                    self._marks.append(Mark(kind_open, Span(start, self._length), value, place, detail))
            self._open.clear()
        text = "".join(self._text)
        if not text.strip():
            return None
        text = self._trim(text)
        return Block(
            kind=kind,
            text=text,
            pieces=tuple(self._pieces),
            span=Span(self._pieces[0].source.start, self._pieces[-1].source.end),
            level=level,
            quoted=quoted,
            language=language,
            marks=tuple(sorted(self._marks, key=lambda mark: (mark.span, mark.source))),
            cell=cell,
            item=item,
            label=label,
        )

    def _trim(self, text: str) -> str:
        """Cut the blanks at both ends, from the pieces and the marks as well."""
        bare = text.strip()
        if len(bare) == len(text):
            return text
        lead = len(text) - len(text.lstrip())
        stop = lead + len(bare)
        pieces = []
        for span, place, verbatim, soft in self._pieces:
            start, end = max(span.start, lead), min(span.end, stop)
            if start < end:
                cut = (
                    Span(place.start + start - span.start, place.end - (span.end - end))
                    if verbatim
                    else place
                )
                pieces.append(Piece(Span(start - lead, end - lead), cut, verbatim, soft))
        self._pieces = pieces
        self._marks = [
            mark._replace(
                span=Span(
                    min(max(mark.span.start - lead, 0), len(bare)),
                    min(max(mark.span.end - lead, 0), len(bare)),
                )
            )
            for mark in self._marks
        ]
        return bare

    def _is_soft(self, piece: Piece, following: int) -> bool:
        """Whether a piece is a line break with nothing but indentation and `>` between it and what follows."""
        place = self._source[piece.source.start : piece.source.end]
        if not place.isspace() or ("\n" not in place and "\r" not in place) or place.startswith("  "):
            return False
        return not self._source[piece.source.end : following].strip(" \t>")

    def _append(self, text: str, source: Span, *, verbatim: bool) -> None:
        if not text:
            return
        at = self._length
        self._length += len(text)
        self._text.append(text)
        last = self._pieces[-1] if self._pieces else None
        if last is not None and not last.verbatim and self._is_soft(last, source.start):
            last = self._pieces[-1] = last._replace(soft=True)
        if last and last.verbatim and verbatim and last.source.end == source.start:
            self._pieces[-1] = Piece(
                Span(last.span.start, self._length), Span(last.source.start, source.end), verbatim=True
            )
        else:
            self._pieces.append(Piece(Span(at, self._length), source, verbatim))


def kept(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    """Return the blocks that hold something."""
    return tuple(block for block in blocks if block is not None)
