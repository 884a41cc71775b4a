"""A block's text under construction: noise is left out or replaced by a placeholder; no markup is interpreted."""

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.parse.base import BlockBuilder
from edlint.parse.draft import Draft
from edlint.parse.noise import Noise


class TextLeaf(BlockBuilder):
    """Collects one block's text and placeholders; none of it reaches beyond `limit`, the block's end in the source."""

    def __init__(self, draft: Draft, limit: int, *, collapse: bool = False) -> None:
        """Start an empty block; with `collapse`, any run of white space is one space, as in HTML."""
        super().__init__(draft.source)
        self._draft = draft
        self.limit = limit
        self._collapse = collapse
        self._until = 0
        self._skip: tuple[str, int, int] | None = None  # the skipped element, where it and its content begin

    def text(self, value: str, start: int, end: int) -> None:
        """Add the text of the source range `start`…`end`, without its noise."""
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
        """Add a line break, which is one space."""
        if not self._skip and start >= self._until:
            self.space(start, end)

    def placeholder(self, kind: MarkKind, start: int, end: int, value: str, detail: str = "") -> None:
        """Add a placeholder for code, mathematics, an image or another object; code is also recorded in the draft."""
        if kind is MarkKind.CODE:
            self._draft.code.append(value)
        if not self._skip and start >= self._until:
            self.stand(kind, start, end, value, detail)

    def point(self, kind: MarkKind, start: int, end: int, value: str) -> None:
        """Add an empty mark, such as a footnote reference."""
        if not self._skip and start >= self._until:
            super().point(kind, start, end, value)

    def cover(self, end: int) -> None:
        """Skip all text up to source offset `end`, because a placeholder already represents it."""
        self._until = max(self._until, end)

    @property
    def skipping(self) -> str:
        """Return the name of the element whose content is being skipped, or an empty string."""
        return self._skip[0] if self._skip else ""
