"""A block's text on its way from a parser: noise is left out, or stands for itself; no markup is known here."""

from edlint.model.block import SOFT, VERBATIM, MarkKind
from edlint.model.span import Span
from edlint.parse.base import BlockBuilder
from edlint.parse.draft import Draft
from edlint.parse.noise import Noise
from edlint.parse.widthless import has_widthless


class TextLeaf(BlockBuilder):
    """Collects the text of one block, and what stands in it. `limit` is where the block ends in the source: nothing reaches beyond."""

    def __init__(self, draft: Draft, limit: int, *, collapse: bool = False) -> None:
        """Start empty; with `collapse`, any run of white space is one space, as in HTML."""
        super().__init__(draft.source)
        self._draft = draft
        self.limit = limit
        self._collapse = collapse
        self._until = 0
        self._skip: tuple[str, int, int] | None = (
            None  # an element that is left out, where it and its content begin
        )
        self._clear = (0, 0)  # between these no noise starts

    def text(self, value: str, start: int, end: int) -> None:
        """Add text that stands at `start`…`end`, less what is noise."""
        if self._skip:
            return
        verbatim = len(value) == end - start
        position = start
        if start < self._until:
            if end <= self._until or not verbatim:
                return
            position = self._until
        if verbatim:
            # An escape begins before its text: `\\(x\\)` is mathematics from the backslash on.
            escaped = position == start > 0 and self._source[start - 1] == "\\"
            for item in self._draft.noise.within(position - escaped, end):
                if item.start < self._until or (item.start < position and item.kind is not MarkKind.MATH):
                    continue
                if item.start > position:
                    self._add(value[position - start : item.start - start], position, item.start)
                self._noise(item)
                if self._until >= end:
                    return
                position = self._until
        self._add(value[position - start :] if verbatim else value, position, end)

    def stretch(self, start: int, end: int) -> None:
        """Add what stands at `start`…`end` of the source, less what is noise. No blank stands beside a line end in it."""
        if self._source[start] == "\n":
            self.soft(start, start + 1)
            start += 1
            if start == end:
                return
        first, last = self._clear
        if start < first or end > last:
            # An escape begins one code point before its text.
            last = self._draft.noise.following(start - 1)
            if self._skip or start < self._until or end > last:
                self.text(self._source[start:end], start, end)
                return
            self._clear = start, last
        text = self._source[start:end]
        if start == self._joint or self.loose or (not text.isascii() and has_widthless(text)):
            self.add(text, start, end)
        elif "\n" in text:
            self._lines(text, start)
        else:
            # What `_push` does, here: most of a text comes this way.
            self._runs.append((self._length, start, end, VERBATIM))
            self._text.append(text)
            self._length += end - start
            self._joint = end

    def _lines(self, text: str, start: int) -> None:
        """Add lines that stand from `start` on, as `add` would."""
        bare = text.removesuffix("\n")
        at = self._length
        for line in bare.split("\n"):
            stop, behind = start + len(line), at + len(line)
            self._runs += ((at, start, stop, VERBATIM), (behind, stop, stop + 1, SOFT))
            start, at = stop + 1, behind + 1
        self._runs.pop()
        self._text.append(bare.replace("\n", " "))
        self._length = at - 1
        self._joint = start - 1
        if bare != text:
            self.space(start - 1, start)

    def _noise(self, item: Noise) -> None:
        self._until = max(item.start + 1, min(item.end, self.limit))
        span = Span(item.start, self._until)
        if item.kind in {MarkKind.FOOTNOTE, MarkKind.REFERENCE}:
            super().point(item.kind, *span, item.value)
        elif item.kind is MarkKind.HIDDEN:
            self.hidden(span)
        elif item.kind is MarkKind.LABEL and span.end == item.end:
            self.wrap(item.kind, item.value, span)
        elif item.kind is not None:
            self.stand(item.kind, *span, item.value)
        elif item.value == " ":
            self.space(*span)
        else:
            self.loose = True

    def _add(self, value: str, start: int, end: int) -> None:
        if not value:
            return
        if not self._collapse:
            self.add(value, start, end)
            return
        if len(value) != end - start:
            self.add(value, start, end)
            return
        at = 0
        length = len(value)
        while at < length:
            stop = at
            if value[at] in " \t\n\r\f":
                while stop < length and value[stop] in " \t\n\r\f":
                    stop += 1
                self.space(start + at, start + stop)
            else:
                while stop < length and (
                    value[stop] not in " \t\n\r\f"
                    or (
                        value[stop] == " "
                        and value[stop + 1 : stop + 2] not in {"", " ", "\t", "\n", "\r", "\f"}
                    )
                ):
                    stop += 1
                self.add(value[at:stop], start + at, start + stop)
            at = stop

    def soft(self, start: int, end: int) -> None:
        """Add a line break."""
        if not self._skip and start >= self._until:
            self.space(start, end)

    def placeholder(self, kind: MarkKind, start: int, end: int, value: str, detail: str = "") -> None:
        """Add code, mathematics or an image."""
        if kind is MarkKind.CODE:
            self._draft.code.append(value)
        if not self._skip and start >= self._until:
            self.stand(kind, start, end, value, detail)

    def point(self, kind: MarkKind, start: int, end: int, value: str) -> None:
        """Note a footnote reference."""
        if not self._skip and start >= self._until:
            super().point(kind, start, end, value)

    def cover(self, end: int) -> None:
        """Leave out all text up to `end`: something stands for it already."""
        self._until = max(self._until, end)

    @property
    def skipping(self) -> str:
        """Return the name of the element whose content is being left out, or nothing."""
        return self._skip[0] if self._skip else ""
