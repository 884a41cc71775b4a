"""Text that stands in several runs of the source, as the lines of a paragraph do, read as one."""

from bisect import bisect_right
from collections.abc import Sequence

from edlint.model.block import BlockKind
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf


class Joined:
    """Runs of the source joined by line ends; `value` is the text, and every offset in it has a place."""

    def __init__(self, source: str, runs: Sequence[Span]) -> None:
        """Join the runs, of which none holds a line end."""
        self.runs = runs
        self.starts: list[int] = []
        at = 0
        for run in runs:
            self.starts.append(at)
            at += run.end - run.start + 1
        self.value = "\n".join([source[start:end] for start, end in runs])

    def offset(self, at: int) -> int:
        """Return where a code point stands in the source; a line end stands behind its line."""
        index = max(0, bisect_right(self.starts, at) - 1)
        return self.runs[index].start + at - self.starts[index]

    def place(self, start: int, end: int) -> Span:
        """Return the range of the source from the first to behind the last code point."""
        begin = self.offset(start)
        return Span(begin, max(begin, self.offset(end - 1) + 1) if end > start else begin)

    def feed(self, leaf: Leaf, start: int, end: int, *, entities: bool = False) -> None:
        """Give a stretch to a block, a line end as one blank; with `entities`, HTML's are the characters they stand for."""
        index = max(0, bisect_right(self.starts, start) - 1)
        while start < end:
            run, begin = self.runs[index], self.starts[index]
            stop = begin + run.end - run.start
            if start < stop:
                last = min(stop, end)
                place = run.start + start - begin
                if entities:
                    leaf.html(self.value[start:last], place)
                else:
                    leaf.text(self.value[start:last], place, place + last - start)
            if end <= stop or index + 1 == len(self.runs):
                return
            leaf.soft(run.end, self.runs[index + 1].start)
            start = stop + 1
            index += 1


def add_block(
    draft: Draft, runs: Sequence[Span], kind: BlockKind = BlockKind.PARAGRAPH, *, entities: bool = False
) -> None:
    """Add the block that lines are, if there are any and something stands in them; blanks at their ends are none."""
    text = draft.source.text
    lines = []
    for start, end in runs:
        bare = text[start:end].strip(" \t")
        begin = start + text[start:end].find(bare)
        lines.append(Span(begin, begin + len(bare)))
    if not lines:
        return
    leaf = Leaf(draft, lines[-1].end)
    joined = Joined(text, lines)
    joined.feed(leaf, 0, len(joined.value), entities=entities)
    block = leaf.close(kind)
    if block is not None:
        draft.blocks.append(block)
