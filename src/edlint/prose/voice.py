"""Which words are the author's own in the document's language, and which are other people's or in another language."""

from edlint.model.block import Block, MarkKind
from edlint.text.pattern import pattern
from edlint.text.quotes import quotations, sic
from edlint.text.ranges import Ranges

_FOREIGN = frozenset({MarkKind.LANGUAGE, MarkKind.STRIKE})
# An entry of a bibliography: a name with its initials, and the year between stops or in brackets.
_WORK = (
    r"\A(?:\[\d{1,3}\] )?\p{Lu}[\pL'’-]+(?:, (?:\p{Lu}\.[ -]?){1,3}[,.&( ]|,? \p{Lu}{1,3}[,.] )"
    r"[^\n]{0,400}?(?:\((?:19|20)\d\d[a-z]?\)|\b(?:19|20)\d\d[a-z]?\. |\b(?:19|20)\d\d[;:,] ?\d)"
)
_NONE = Ranges()
"""The result for most blocks, shared by them."""


def own_words(block: Block) -> bool:
    """Whether the block is the author's own prose in the document's language: not quoted, not in another language."""
    return not block.quoted and block.language is None


def is_reference(text: str) -> bool:
    """Whether a block's text is an entry of a bibliography, whose titles and names are as their authors wrote them."""
    return pattern(_WORK).found(text)


def others_words(block: Block, *, quotations_too: bool = True) -> Ranges:
    """Return the ranges of a block's text that are other people's words or in another language.

    These are quotations and `<q>` (unless `quotations_too` is false), `lang`, struck-out text, and words before
    `[sic]`.
    """
    kinds = _FOREIGN | {MarkKind.QUOTE} if quotations_too else _FOREIGN
    marked = (mark.span for mark in block.marks if mark.kind in kinds)
    quoted = quotations(block.text) if quotations_too else ()
    found = (*quoted, *sic(block.text), *marked)
    return Ranges(found) if found else _NONE
