"""The parser protocol, and `BlockBuilder`, with which every parser builds its blocks."""

from operator import attrgetter
from typing import Protocol

from edlint.model.block import (
    OTHER,
    PLACEHOLDER,
    SOFT,
    VERBATIM,
    Block,
    BlockKind,
    CellPlace,
    ItemPlace,
    Mark,
    MarkKind,
    Run,
)
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.widthless import has_widthless, visible
from edlint.text.pattern import pattern

# Characters that end a sentence or clause, and characters that follow a word without a blank.
_STOPS = frozenset(".!?…:")
_POINTS = frozenset(".,;:!?)]}”’\"'")
_new = tuple.__new__  # half the time of a named tuple's own constructor; there are many pieces
_PLACES = attrgetter("span", "source")
_NO_WORDS = f" \t{PLACEHOLDER}"
_UNSPOKEN = frozenset({MarkKind.OBJECT, MarkKind.HIDDEN})


class Parser(Protocol):
    """A format's parser. It does not fail on malformed text; it raises SourceError only if nothing can be read."""

    def __call__(self, source: Source) -> Document:
        """Return the article's document."""


class BlockBuilder:
    """Collects one block's prose together with the source range of every piece.

    Offsets are code points of `source.text`. Pieces are added in reading order; `close` returns the block, or None if
    there is nothing to read in it.
    """

    def __init__(self, source: Source) -> None:
        """Start an empty block."""
        self._source = source.text
        self._text: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._joint = -1  # source offset where the text so far ends if its last piece is verbatim, else -1
        self._spaces: list[int] = []  # indices of the runs that are one space and not verbatim
        self._marks: list[Mark] = []
        self._nested = False  # whether the marks may be out of order
        self._open: list[tuple[MarkKind, int, str, int, str]] = []
        self.loose = False  # whether something that is not prose was left out just before

    @property
    def length(self) -> int:
        """Return how many code points of prose have been added so far."""
        return self._length

    def add(self, text: str, start: int, end: int) -> None:
        """Add prose from the source range `start`…`end`, verbatim if equal to it; line ends become spaces."""
        if self.loose:
            # Something that is not prose was left out here; the blanks on both sides of it count as one.
            self.loose = False
            if self._blank and text[:1] in {" ", "\t"}:
                bare = text.lstrip(" \t")
                start, text = end - len(bare) if len(text) == end - start else start, bare
        if not text:
            return
        verbatim = len(text) == end - start and self._source.startswith(text, start)
        if "\n" not in text and "\r" not in text:
            self._append(text, start, end, verbatim=verbatim)
        elif not verbatim:
            self._append(" ".join(text.splitlines()) or " ", start, end, verbatim=False)
        else:
            at = 0
            for line_end in pattern(r"\r\n|\r|\n").spans(text):
                self._append(text[at : line_end.start], start + at, start + line_end.start, verbatim=True)
                self.space(start + line_end.start, start + line_end.end)
                at = line_end.end
            self._append(text[at:], start + at, end, verbatim=True)

    def space(self, start: int, end: int) -> None:
        """Add the one space that a line break, with the markup around it, is rendered as."""
        if not self._length or self._text[-1][-1] in " \t":
            return
        if self._source[start:end] == " ":
            self._push(" ", start, end, verbatim=True)
            return
        # `_push`, inlined: nearly every line ends this way.
        self._spaces.append(len(self._runs))
        self._runs.append((self._length, start, end, OTHER))
        self._text.append(" ")
        self._length, self._joint = self._length + 1, -1

    @property
    def size(self) -> tuple[int, int]:
        """Return the size so far: code points of prose, and completed marks."""
        return self._length, len(self._marks)

    @property
    def _blank(self) -> bool:
        """Whether the text so far ends in a blank, or is empty."""
        return not self._text or self._text[-1][-1] in " \t"

    def stand(self, kind: MarkKind, start: int, end: int, value: str, detail: str = "") -> None:
        """Add a placeholder for something that is not prose but part of the sentence: code, mathematics, an image."""
        at = self._length
        self._length = at + 1
        self._text.append(PLACEHOLDER)
        self._runs.append((at, start, end, OTHER))
        self._joint = -1
        self._marks.append(
            _new(Mark, (kind, _new(Span, (at, at + 1)), value, _new(Span, (start, end)), detail))
        )

    def hidden(self, source: Span) -> None:
        """Add a source range that is not shown on the page: a comment, a template's tag.

        Between two words it becomes a placeholder, so that no rule takes the words for neighbours. At the edge of a
        word, a sentence or the block it adds nothing.
        """
        following = self._source[source.end : source.end + 1]
        before = "".join(self._text[-2:]).rstrip(" \t")[-1:]
        apart = self._blank and (following.isspace() or following in _POINTS)
        if before and before not in _STOPS and apart:
            self.stand(MarkKind.HIDDEN, *source, "")
        else:
            self.loose = True

    def point(self, kind: MarkKind, start: int, end: int, value: str) -> None:
        """Add an empty mark, which adds nothing to the text: a footnote reference."""
        self._mark(kind, self._length, value, start, end)

    def open(self, kind: MarkKind, at: int, value: str = "", detail: str = "") -> None:
        """Open a mark; `at` is the source offset where its markup begins."""
        self._open.append((kind, self._length, value, at, detail))

    def shut(self, kind: MarkKind, at: int) -> None:
        """Close the innermost open mark of this kind, if any; `at` is the source offset where its markup ends."""
        for index in range(len(self._open) - 1, -1, -1):
            opened, start, value, begin, detail = self._open[index]
            if opened is kind:
                del self._open[index]
                self._mark(kind, start, value, begin, at, detail)
                return

    def wrap(self, kind: MarkKind, text: str, source: Span) -> None:
        """Add words found at the start of `source`, after any `[`, and mark them; the mark covers all of `source`."""
        whole = self._source[source.start : source.end]
        start = source.start + len(whole) - len(whole.lstrip("["))
        at = self._length
        self.add(text, start, start + len(text))
        self.mark(kind, at, source, text)

    def mark(self, kind: MarkKind, start: int, source: Span, value: str) -> None:
        """Mark the block's text from offset `start` to its current end."""
        self._mark(kind, start, value, *source)

    def since(self, start: int) -> str:
        """Return the block's text from offset `start` on, in time proportional to the length of that text."""
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
        """Return the block, or None if it has neither words nor a placeholder other than bare objects."""
        if self._open and self._runs:
            end = self._runs[-1][2]
            for kind_open, start, value, begin, detail in self._open:
                if start < self._length:
                    self._mark(kind_open, start, value, begin, max(begin, end), detail)
        text = "".join(self._text)
        if self._marks and self._marks[-1].kind is MarkKind.HIDDEN:
            text = self._cut_hidden(text)
        bare = text.strip()
        if not bare or (bare[0] == PLACEHOLDER and self._wordless(text)):
            return None
        lead = 0 if len(bare) == len(text) else len(text) - len(text.lstrip())
        runs = self._kept_runs(lead, lead + len(bare))
        marks = self._kept_marks(lead, lead + len(bare)) if self._marks else ()
        span = _new(Span, (runs[0][1], runs[-1][2]))
        # Positional arguments take half the time of keywords.
        return Block(kind, bare, runs, span, level, quoted, language, marks, cell, item, label)

    def _mark(  # noqa: PLR0917 - what a mark is
        self, kind: MarkKind, at: int, value: str, start: int, end: int, detail: str = ""
    ) -> None:
        """Add a mark of the text from `at` to the current end; it may begin before the marks added earlier."""
        self._nested = True
        self._marks.append(
            _new(Mark, (kind, _new(Span, (at, self._length)), value, _new(Span, (start, end)), detail))
        )

    def _cut_hidden(self, text: str) -> str:
        """Remove the hidden marks at the block's end that no word follows, and return the text that is left."""
        end = len(text)
        while self._marks and self._marks[-1].kind is MarkKind.HIDDEN:
            if text[self._marks[-1].span.end : end].strip():
                break
            end = self._marks.pop().span.start
        return text[:end]

    def _wordless(self, text: str) -> bool:
        """Whether the text is only placeholders of objects, without any words: an icon, a component on its own."""
        if text.strip(_NO_WORDS):
            return False
        objects = {mark.span.start for mark in self._marks if mark.kind in _UNSPOKEN}
        return all(at in objects for at, character in enumerate(text) if character == PLACEHOLDER)

    def _kept_runs(self, lead: int, stop: int) -> tuple[Run, ...]:
        """Return the runs of the stripped text, from `lead` to `stop`, with plain line breaks marked as soft."""
        runs = self._runs
        for index in self._spaces:
            at, start, end, _ = runs[index]
            if index + 1 < len(runs) and self._is_soft(start, end, runs[index + 1][1]):
                runs[index] = at, start, end, SOFT
        while runs[-1][0] >= stop:
            runs.pop()
        at, start, _, what = runs[-1]
        if what == VERBATIM:
            runs[-1] = at, start, start + stop - at, VERBATIM
        if lead:
            del runs[: sum(run[0] <= lead for run in runs) - 1]
            at, start, end, what = runs[0]
            runs[0] = lead, start + lead - at if what == VERBATIM else start, end, what
            runs = [(at - lead, start, end, what) for at, start, end, what in runs]
        return tuple(runs)

    def _kept_marks(self, lead: int, stop: int) -> tuple[Mark, ...]:
        """Return the marks of the text from `lead` to `stop`, sorted by where they begin."""
        marks = self._marks
        if lead or (stop < self._length and any(mark.span.end > stop for mark in marks)):
            cut = ((mark, min(mark.span.start, stop), min(mark.span.end, stop)) for mark in marks)
            marks = [
                mark._replace(span=Span(max(start - lead, 0), max(end - lead, 0))) for mark, start, end in cut
            ]
        return tuple(sorted(marks, key=_PLACES)) if self._nested else tuple(marks)

    def _is_soft(self, start: int, end: int, following: int) -> bool:
        """Whether a space is a line break with only indentation and `>` between it and the next run."""
        place = self._source[start:end]
        if place != "\n" and (
            not place.isspace() or ("\n" not in place and "\r" not in place) or place.startswith("  ")
        ):
            return False
        return following == end or not self._source[end:following].strip(" \t>")

    def _append(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        """Add text without its zero-width characters, which occur inside words rather than between them."""
        if text.isascii() or not has_widthless(text):
            self._push(text, start, end, verbatim=verbatim)
            return
        parts = visible(text, self._text[-1][-1] if self._text else " ")
        if not verbatim:
            self._push("".join(text[first:last] for first, last in parts), start, end, verbatim=False)
            return
        for first, last in parts:
            if self._blank and text[first : first + 1] == " ":
                first += 1  # noqa: PLW2901 - of the blanks on both sides one is enough
            self._push(text[first:last], start + first, start + last, verbatim=True)

    def _push(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        if not text:
            return
        runs, at = self._runs, self._length
        if not verbatim:
            if text == " ":
                self._spaces.append(len(runs))
            runs.append((at, start, end, OTHER))
            self._joint = -1
        else:
            if start == self._joint:
                at, start, _, _ = runs.pop()
            runs.append((at, start, end, VERBATIM))
            self._joint = end
        self._text.append(text)
        self._length += len(text)
