"""Several ranges of the source, such as the lines of a paragraph, read as one text."""

from collections.abc import Sequence
from itertools import accumulate, repeat

from edlint.model.block import BlockKind
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.text.mapped import Mapped, MappedRun

_new = tuple.__new__  # of a named tuple, as in base.py


class Joined(Mapped):
    """Source ranges joined by line ends; every offset maps to the source, a line end to the place after its line."""

    __slots__ = ("_lines",)

    def __init__(self, source: str, lines: Sequence[Span]) -> None:
        """Join the lines, none of which contains a line end."""
        self._lines = lines
        text = "\n".join([source[start:end] for start, end in lines])
        widths = [end - start + 1 for start, end in lines]
        starts = accumulate(widths, initial=0)
        runs = zip(starts, [line.start for line in lines], widths, widths, strict=False)
        super().__init__(text, tuple(map(_new, repeat(MappedRun), runs)))

    def feed(self, leaf: Leaf, start: int, end: int) -> None:
        """Add the range `start`…`end` of the joined text to a leaf, each line end as one space."""
        index = max(0, self._last_before(start))
        while start < end:
            line, begin = self._lines[index], self.runs[index].at
            stop = begin + line.end - line.start
            if start < stop:
                last = min(stop, end)
                place = line.start + start - begin
                leaf.text(self.text[start:last], place, place + last - start)
            if end <= stop or index + 1 == len(self._lines):
                return
            leaf.soft(line.end, self._lines[index + 1].start)
            start = stop + 1
            index += 1


def add_block(
    draft: Draft, runs: Sequence[Span], kind: BlockKind = BlockKind.PARAGRAPH, *, entities: bool = False
) -> None:
    """Add the block of a paragraph's lines to the draft, if they have any content; blanks at line ends are dropped.

    With `entities`, HTML's entities are resolved.
    """
    if not runs:
        return
    leaf = Leaf(draft, runs[-1].end)
    behind = -1
    for start, end in runs:
        line = draft.source.text[start:end]
        bare = line.strip(" \t")
        begin = start + line.find(bare)
        if behind >= 0:
            leaf.soft(behind, begin)
        behind = begin + len(bare)
        if entities:
            leaf.html(bare, begin)
        elif bare:
            leaf.text(bare, begin, behind)
    block = leaf.close(kind)
    if block is not None:
        draft.blocks.append(block)
