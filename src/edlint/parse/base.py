"""What every parser builds blocks with."""

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

# Where a sentence or a clause has ended, and what may follow a word without a blank.
_STOPS = frozenset(".!?…:")
_POINTS = frozenset(".,;:!?)]}”’\"'")
_new = tuple.__new__  # of a named tuple: half the time of its own constructor, and there are many pieces
_PLACES = attrgetter("span", "source")
_NO_WORDS = f" \t{PLACEHOLDER}"
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
        self._runs: list[Run] = []
        self._joint = -1  # where in the source the text so far ends, if it is verbatim there
        self._spaces: list[int] = []  # the runs that are one space and not verbatim
        self._marks: list[Mark] = []
        self._nested = False  # whether the marks may be in another order than they begin in
        self._open: list[tuple[MarkKind, int, str, int, str]] = []
        self.loose = False  # whether something that is no prose was left out just now

    @property
    def length(self) -> int:
        """Return how many code points of prose there are so far."""
        return self._length

    def add(self, text: str, start: int, end: int) -> None:
        """Add prose that came from `start`…`end`; verbatim when the source says the same, and line ends become spaces."""
        if self.loose:
            # What stood between was no prose; the blanks on both its sides are one to a reader.
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
        """Add the one space that a line break, and the markup around it, is to a reader."""
        if not self._length or self._text[-1][-1] in " \t":
            return
        if self._source[start:end] == " ":
            self._push(" ", start, end, verbatim=True)
            return
        # What `_push` does, here: nearly every line ends this way.
        self._spaces.append(len(self._runs))
        self._runs.append((self._length, start, end, OTHER))
        self._text.append(" ")
        self._length, self._joint = self._length + 1, -1

    @property
    def size(self) -> tuple[int, int]:
        """Return how much there is so far: code points of prose, and marks that are complete."""
        return self._length, len(self._marks)

    @property
    def _blank(self) -> bool:
        """Whether the text so far ends in a blank, or is empty."""
        return not self._text or self._text[-1][-1] in " \t"

    def stand(self, kind: MarkKind, start: int, end: int, value: str, detail: str = "") -> None:
        """Add something that is not prose but stands in the sentence: code, mathematics, an image."""
        at = self._length
        self._length = at + 1
        self._text.append(PLACEHOLDER)
        self._runs.append((at, start, end, OTHER))
        self._joint = -1
        self._marks.append(
            _new(Mark, (kind, _new(Span, (at, at + 1)), value, _new(Span, (start, end)), detail))
        )

    def hidden(self, source: Span) -> None:
        """Add what is in the source but not on the page: a comment, a template's tag.

        Between two words it is an object like any other, so that no rule takes them for neighbours. At the edge of a
        word, a sentence or the block it is nothing.
        """
        following = self._source[source.end : source.end + 1]
        before = "".join(self._text[-2:]).rstrip(" \t")[-1:]
        apart = self._blank and (following.isspace() or following in _POINTS)
        if before and before not in _STOPS and apart:
            self.stand(MarkKind.HIDDEN, *source, "")
        else:
            self.loose = True

    def point(self, kind: MarkKind, start: int, end: int, value: str) -> None:
        """Note something that adds nothing to the text: a footnote reference."""
        self._mark(kind, self._length, value, start, end)

    def open(self, kind: MarkKind, at: int, value: str = "", detail: str = "") -> None:
        """Begin a stretch that means something; `at` is where its markup begins in the source."""
        self._open.append((kind, self._length, value, at, detail))

    def shut(self, kind: MarkKind, at: int) -> None:
        """End the innermost open stretch of this kind; `at` is where its markup ends in the source."""
        for index in range(len(self._open) - 1, -1, -1):
            opened, start, value, begin, detail = self._open[index]
            if opened is kind:
                del self._open[index]
                self._mark(kind, start, value, begin, at, detail)
                return

    def wrap(self, kind: MarkKind, text: str, source: Span) -> None:
        """Add words that stand in brackets (or none) at the beginning of `source`, which a mark is then about."""
        whole = self._source[source.start : source.end]
        start = source.start + len(whole) - len(whole.lstrip("["))
        at = self._length
        self.add(text, start, start + len(text))
        self.mark(kind, at, source, text)

    def mark(self, kind: MarkKind, start: int, source: Span, value: str) -> None:
        """Mark the text from `start` on."""
        self._mark(kind, start, value, *source)

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
        # By position, which takes half the time.
        return Block(kind, bare, runs, span, level, quoted, language, marks, cell, item, label)

    def _mark(  # noqa: PLR0917 - what a mark is
        self, kind: MarkKind, at: int, value: str, start: int, end: int, detail: str = ""
    ) -> None:
        """Add a mark of the text from `at` on, which may begin before the last one does."""
        self._nested = True
        self._marks.append(
            _new(Mark, (kind, _new(Span, (at, self._length)), value, _new(Span, (start, end)), detail))
        )

    def _cut_hidden(self, text: str) -> str:
        """Take out what is hidden at the block's end, where no word follows it, and return the text that is left."""
        end = len(text)
        while self._marks and self._marks[-1].kind is MarkKind.HIDDEN:
            if text[self._marks[-1].span.end : end].strip():
                break
            end = self._marks.pop().span.start
        return text[:end]

    def _wordless(self, text: str) -> bool:
        """Whether there is nothing but objects that no words say anything about: an icon, a component on its own."""
        if text.strip(_NO_WORDS):
            return False
        objects = {mark.span.start for mark in self._marks if mark.kind in _UNSPOKEN}
        return all(at in objects for at, character in enumerate(text) if character == PLACEHOLDER)

    def _kept_runs(self, lead: int, stop: int) -> tuple[Run, ...]:
        """Return the pieces of the text from `lead` to `stop`, where no blank stands."""
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
        """Return the marks of the text from `lead` to `stop`, as they begin."""
        marks = self._marks
        if lead or (stop < self._length and any(mark.span.end > stop for mark in marks)):
            cut = ((mark, min(mark.span.start, stop), min(mark.span.end, stop)) for mark in marks)
            marks = [
                mark._replace(span=Span(max(start - lead, 0), max(end - lead, 0))) for mark, start, end in cut
            ]
        return tuple(sorted(marks, key=_PLACES)) if self._nested else tuple(marks)

    def _is_soft(self, start: int, end: int, following: int) -> bool:
        """Whether a blank is a line break with nothing but indentation and `>` between it and what follows."""
        place = self._source[start:end]
        if place != "\n" and (
            not place.isspace() or ("\n" not in place and "\r" not in place) or place.startswith("  ")
        ):
            return False
        return following == end or not self._source[end:following].strip(" \t>")

    def _append(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        """Add text less what has no width: that stands inside words, not between them."""
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
