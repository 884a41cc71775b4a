"""Results found in each block by itself; those of unchanged blocks of an open editor document are reused."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol, Self, TypeVar

from edlint.model.block import Block
from edlint.prose.prose import Prose


class InBlock(Protocol):
    """A result in one block, such as a hit."""

    @property
    def block(self) -> Block | None:
        """Return the block that contains the result."""

    def moved(self, block: Block, by: int) -> Self:
        """Return the same result in an equal block, `by` code points further on in the source."""


_Found = TypeVar("_Found", bound=InBlock)


def by_block(
    prose: Prose,
    name: Hashable,
    work: Callable[[Prose], Iterable[_Found]],
    apart: Callable[[int], Hashable] = lambda _: None,
) -> Iterator[tuple[int, _Found]]:
    """Yield the results of `work` in all blocks, in order, each with its block's number.

    `work` gets a prose of only those blocks whose results are not stored under `name`. Its results in a block must
    depend only on that block (not on its position), on the profile, and on what `apart` returns for its number.
    """
    results = prose.block_results
    if results is None:
        numbers = {id(block): number for number, block in enumerate(prose.blocks)}
        found = [(numbers[id(each.block)], each) for each in work(prose)]
        yield from sorted(found, key=lambda each: each[0])
        return
    names = [(name, apart(number)) for number in range(len(prose.blocks))]
    new = [number for number, key in enumerate(names) if key not in results[number]]
    made: dict[int, list[_Found]] = {id(prose.blocks[number]): [] for number in new}
    for each in work(prose.part(new)) if new else ():
        made[id(each.block)].append(each)
    for number in new:
        block = prose.blocks[number]
        results[number][names[number]] = block.span.start, made[id(block)]
    for number, block in enumerate(prose.blocks):
        start, there = results[number][names[number]]
        for each in there:
            yield number, each.moved(block, block.span.start - start)
