"""What every parser builds blocks with."""

from operator import attrgetter
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
from edlint.parse.widthless import has_widthless, visible
from edlint.text.pattern import pattern

# Where a sentence or a clause has ended, and what may follow a word without a blank.
_STOPS = frozenset(".!?…:")
_POINTS = frozenset(".,;:!?)]}”’\"'")
_new = tuple.__new__  # of a named tuple: half the time of its own constructor, and there are many pieces
_PLACES = attrgetter("span", "source")
_UNSPOKEN = frozenset({MarkKind.OBJECT, MarkKind.HIDDEN})


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

    def stretch(self, start: int, end: int) -> None:
        """Add what stands at `start`…`end` of the source and holds no line end."""
        text = self._source[start:end]
        if self.loose or not text.isascii():
            self.add(text, Span(start, end))
        else:
            self._push(text, _new(Span, (start, end)), verbatim=True)

    def soft(self, source: Span) -> None:
        """Add the one space that a line break, and the markup around it, is to a reader."""
        if self._length and self._text[-1][-1] not in " \t":
            self._push(" ", source, verbatim=self._source[source.start : source.end] == " ")

    @property
    def size(self) -> tuple[int, int]:
        """Return how much there is so far: code points of prose, and marks that are complete."""
        return self._length, len(self._marks)

    @property
    def _blank(self) -> bool:
        """Whether the text so far ends in a blank, or is empty."""
        return not self._text or self._text[-1][-1] in " \t"

    def placeholder(self, kind: MarkKind, source: Span, value: str, detail: str = "") -> None:
        """Add something that is not prose but stands in the sentence: code, mathematics, an image."""
        at = self._length
        self._push(PLACEHOLDER, source, verbatim=False)
        self._marks.append(_new(Mark, (kind, _new(Span, (at, at + 1)), value, source, detail)))

    def hidden(self, source: Span) -> None:
        """Add what is in the source but not on the page: a comment, a template's tag.

        Between two words it is an object like any other, so that no rule takes them for neighbours. At the edge of a
        word, a sentence or the block it is nothing.
        """
        following = self._source[source.end : source.end + 1]
        before = "".join(self._text[-2:]).rstrip(" \t")[-1:]
        apart = self._blank and (following.isspace() or following in _POINTS)
        if before and before not in _STOPS and apart:
            self.placeholder(MarkKind.HIDDEN, source, "")
        else:
            self.loose = True

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

    def wrap(self, kind: MarkKind, text: str, source: Span) -> None:
        """Add words that stand in brackets (or none) at the beginning of `source`, which a mark is then about."""
        whole = self._source[source.start : source.end]
        start = source.start + len(whole) - len(whole.lstrip("["))
        at = self._length
        self.add(text, Span(start, start + len(text)))
        self.mark(kind, at, source, text)

    def mark(self, kind: MarkKind, start: int, source: Span, value: str) -> None:
        """Mark the text from `start` on."""
        self._marks.append(Mark(kind, Span(start, self._length), value, source))

    def since(self, start: int) -> str:
        """Return the text from `start` on, in the time that its own length takes."""
        parts: list[str] = []
        at = self._length
        for part in reversed(self._text):
            if at <= start:
                break
            at -= len(part)
            parts.append(part)
        return "".join(reversed(parts))[max(0, start - at) :]

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
        text = self._cut_hidden("".join(self._text))
        if not text.strip() or self._wordless(text):
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
            marks=tuple(sorted(self._marks, key=_PLACES)) if len(self._marks) > 1 else tuple(self._marks),
            cell=cell,
            item=item,
            label=label,
        )

    def _cut_hidden(self, text: str) -> str:
        """Take out what is hidden at the block's end, where no word follows it, and return the text that is left."""
        end = len(text)
        while self._marks and self._marks[-1].kind is MarkKind.HIDDEN:
            if text[self._marks[-1].span.end : end].strip():
                break
            end = self._marks.pop().span.start
        while self._pieces and self._pieces[-1].span.start >= end:
            self._pieces.pop()
        return text[:end]

    def _wordless(self, text: str) -> bool:
        """Whether there is nothing but objects that no words say anything about: an icon, a component on its own."""
        if text.strip(f" \t{PLACEHOLDER}"):
            return False
        objects = {mark.span.start for mark in self._marks if mark.kind in _UNSPOKEN}
        return all(at in objects for at, character in enumerate(text) if character == PLACEHOLDER)

    def _trim(self, text: str) -> str:
        """Cut the blanks at both ends, from the pieces and the marks as well."""
        bare = text.strip()
        if len(bare) == len(text):
            return text
        lead = len(text) - len(text.lstrip())
        stop = lead + len(bare)
        pieces, marks = self._pieces, self._marks
        while pieces[-1].span.start >= stop:
            pieces.pop()
        pieces[-1] = _within(pieces[-1], lead, stop)
        if lead:
            pieces = [_within(piece, lead, stop) for piece in pieces if piece.span.end > lead]
            self._pieces = [piece._replace(span=piece.span.shift(-lead)) for piece in pieces]
        if lead or any(mark.span.end > stop for mark in marks):
            cut = ((mark, min(mark.span.start, stop), min(mark.span.end, stop)) for mark in marks)
            self._marks = [
                mark._replace(span=Span(max(start - lead, 0), max(end - lead, 0))) for mark, start, end in cut
            ]
        return bare

    def _is_soft(self, blank: Span, following: int) -> bool:
        """Whether a blank is a line break with nothing but indentation and `>` between it and what follows."""
        start, end = blank
        place = self._source[start:end]
        if place != "\n" and (
            not place.isspace() or ("\n" not in place and "\r" not in place) or place.startswith("  ")
        ):
            return False
        return following == end or not self._source[end:following].strip(" \t>")

    def _append(self, text: str, source: Span, *, verbatim: bool) -> None:
        """Add text less what has no width: that stands inside words, not between them."""
        if text.isascii() or not has_widthless(text):
            self._push(text, source, verbatim=verbatim)
            return
        parts = visible(text, self._text[-1][-1] if self._text else " ")
        if not verbatim:
            self._push("".join(text[start:end] for start, end in parts), source, verbatim=False)
            return
        for start, end in parts:
            if self._blank and text[start : start + 1] == " ":
                start += 1  # noqa: PLW2901 - of the blanks on both sides one is enough
            self._push(text[start:end], Span(source.start + start, source.start + end), verbatim=True)

    def _push(self, text: str, source: Span, *, verbatim: bool) -> None:
        if not text:
            return
        at = self._length
        self._length = end = at + len(text)
        pieces = self._pieces
        if pieces:
            span, place, exact, _ = pieces[-1]
            if not exact:
                if self._text[-1] == " " and self._is_soft(place, source[0]):
                    pieces[-1] = _new(Piece, (span, place, False, True))
            elif verbatim and place[1] == source[0]:
                self._text.append(text)
                joined = _new(Span, (span[0], end)), _new(Span, (place[0], source[1]))
                pieces[-1] = _new(Piece, (*joined, True, False))
                return
        self._text.append(text)
        pieces.append(_new(Piece, (_new(Span, (at, end)), source, verbatim, False)))


def _within(piece: Piece, start: int, stop: int) -> Piece:
    """Return what of a piece lies within a range of the block's text."""
    span, place = piece.span, piece.source
    if start <= span.start and span.end <= stop:
        return piece
    first, last = max(span.start, start), min(span.end, stop)
    if piece.verbatim:
        place = Span(place.start + first - span.start, place.end - (span.end - last))
    return piece._replace(span=Span(first, last), source=place)
