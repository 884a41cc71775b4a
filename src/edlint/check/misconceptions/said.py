"""A block as a reader hears it: code spans are words of the sentence."""

from dataclasses import dataclass

from edlint.model.document import Block, MarkKind
from edlint.model.span import Span

_LONGEST_CODE = 40
"""Characters: a name, an operator, a header; what is longer is a listing."""


@dataclass(frozen=True, slots=True)
class Said:
    """A block as it is read aloud: code spans stand as their own text and apostrophes are straight.

    `lower` is the same in lower case. `shifts` holds, for each code span, where it begins here, how long it is, and
    where its placeholder stands in the block.
    """

    text: str
    lower: str
    shifts: tuple[tuple[int, int, int], ...]

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


def say(block: Block) -> Said:
    """Return the block's text as it is matched: “`unsafe` turns off …” reads “unsafe turns off …”."""
    text = block.text.replace("’", "'")
    parts: list[str] = []
    shifts: list[tuple[int, int, int]] = []
    done = length = 0
    for mark in block.marks:
        if (
            mark.kind is MarkKind.CODE
            and mark.value
            and len(mark.value) <= _LONGEST_CODE
            and mark.span.start >= done
        ):
            parts.append(text[done : mark.span.start])
            length += mark.span.start - done
            shifts.append((length, len(mark.value), mark.span.start))
            parts.append(mark.value.replace("\n", " "))
            length += len(mark.value)
            done = mark.span.end
    whole = "".join([*parts, text[done:]])
    return Said(whole, whole.lower(), tuple(shifts))
