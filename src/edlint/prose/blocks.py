"""What is found in blocks, each by itself: in those of a text that is being written that are as they were, once."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol, Self, TypeVar

from edlint.model.block import Block
from edlint.prose.prose import Prose


class InBlock(Protocol):
    """What is found in a block."""

    @property
    def block(self) -> Block | None:
        """Return the block."""

    def moved(self, block: Block, by: int) -> Self:
        """Return the same in a block that is alike, `by` code points further on in the source."""


_Found = TypeVar("_Found", bound=InBlock)


def by_block(
    prose: Prose,
    name: Hashable,
    work: Callable[[Prose], Iterable[_Found]],
    apart: Callable[[int], Hashable] = lambda _: None,
) -> Iterator[tuple[int, _Found]]:
    """Yield what `work` finds in the blocks, in their order, with their numbers.

    `work` gets a prose of those blocks alone of which it is not known yet. What it finds in one must follow from that
    block alone, wherever it stands, from the profile, and from what `apart` says of it by its number.
    """
    notes = prose.notes
    if notes is None:
        numbers = {id(block): number for number, block in enumerate(prose.blocks)}
        found = [(numbers[id(each.block)], each) for each in work(prose)]
        yield from sorted(found, key=lambda each: each[0])
        return
    names = [(name, apart(number)) for number in range(len(prose.blocks))]
    new = [number for number, key in enumerate(names) if key not in notes[number]]
    made: dict[int, list[_Found]] = {id(prose.blocks[number]): [] for number in new}
    for each in work(prose.part(new)) if new else ():
        made[id(each.block)].append(each)
    for number in new:
        block = prose.blocks[number]
        notes[number][names[number]] = block.span.start, made[id(block)]
    for number, block in enumerate(prose.blocks):
        start, there = notes[number][names[number]]
        for each in there:
            yield number, each.moved(block, block.span.start - start)
