"""The names of an article: evidence of which capitalised words are names, and which only begin a sentence."""

from collections.abc import Iterator
from functools import cached_property

from edlint.model.block import BlockKind
from edlint.model.document import Document
from edlint.text.pattern import pattern

_NAME = pattern(r"[\pL\d)][,;:]? (?P<name>\p{Lu}[\pL\pM\d&’'+-]*(?: \p{Lu}[\pL\pM\d&’'+-]*)*)")
_HEADS = frozenset([BlockKind.HEADING, BlockKind.TITLE])


class Names:
    """The words of a document by their capitals, computed on first use."""

    def __init__(self, document: Document) -> None:
        """Store the document's blocks."""
        self._blocks = document.blocks

    @cached_property
    def small(self) -> frozenset[str]:
        """Return the words that occur in lower case, so are no names at a sentence's start (“Readers indicated”)."""
        return frozenset(word for block in self._blocks for word in block.text.split() if word.islower())

    @cached_property
    def inside(self) -> frozenset[str]:
        """Return the words that have a capital inside a sentence of the text."""
        return frozenset(self._inside())

    def _inside(self) -> Iterator[str]:
        for block in self._blocks:
            if block.kind not in _HEADS:
                for match in _NAME.matches(block.text):
                    yield from (match.names["name"] or "").split()
