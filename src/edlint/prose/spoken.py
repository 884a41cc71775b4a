"""A block as a reader hears it: code spans are words of the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from edlint.model.document import Block, MarkKind
from edlint.model.span import Span
from edlint.text.sentences import sentences

_LONGEST_CODE = 40
"""Characters: a name, an operator, a header; what is longer is a listing."""


@dataclass(frozen=True)
class Spoken:
    """A block's text with its code spans as their own text and apostrophes straight.

    `shifts` holds, for each code span, where it begins here, how long it is, and where its placeholder stands in the
    block.
    """

    text: str
    shifts: tuple[tuple[int, int, int], ...]

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """Return the sentences as they are heard."""
        return sentences(self.text)

    def place(self, span: Span) -> Span:
        """Return the range of the block's own text; a range that touches a code span takes all of it."""
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


def spoken(block: Block) -> Spoken:
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
    return Spoken("".join([*parts, text[done:]]), tuple(shifts))
