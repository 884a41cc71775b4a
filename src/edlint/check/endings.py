"""Full stops at the ends of list items and of paragraphs, compared with the other items and paragraphs."""

from collections.abc import Iterator

from edlint.config.profile import ActiveRule
from edlint.language.data import english
from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.voice import own_words
from edlint.text.pattern import pattern

# The end of a paragraph: with a stop, and without one after a sentence that has one.
_CLOSED = r"[.!?…][”\"’')]*\z"
_OPENED = r"[.!?][”\"’)]? [A-Z][^.!?:;\x{FFFC}|•]{30,}[a-z]{2} ([a-z]{3,})\z"
# A paragraph of one sentence: a verb says that it is no caption and no label.
_LONE = (
    r"\A[A-Z][^.!?:;…\x{FFFC}|•\n]{12,} (?:is|are|was|were|has|have|had|will|can|should|does|do) [^.!?:;…\x{FFFC}|•\n]{12,}"
    r"[a-z]{2} ([a-z]{3,})\z"
)
# A paragraph that is an item of a list which the markup does not know: “2. Subject index”.
_NUMBERED = r"\A\s*(?:[\pL\pN]{1,3}[.)]|[-–•*]) "


def list_ends(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag the first item of a list whose end is not punctuated as most of its other items are."""
    lists: dict[int, dict[int, Block]] = {}
    for block in document.blocks:
        if block.item is not None and own_words(block):
            # The last block of an item is its end; items with several blocks are texts of their own.
            items = lists.setdefault(block.item.list, {})
            items[block.item.item] = block
    for items in lists.values():
        ends = [(block, block.text.rstrip(" )\"'”’")[-1:]) for block in items.values()]
        stopped = [block for block, end in ends if end == "."]
        bare = [block for block, end in ends if end.isalnum()]
        few, many = sorted((stopped, bare), key=len)
        if len(items) >= 4 and len(few) == 1 and len(many) >= 3 and len(many) + 1 == len(items):
            values = {"most": "without" if few is stopped else "with"}
            end = len(few[0].text.rstrip())
            start = few[0].text.rfind(" ", 0, end) + 1
            yield Hit(active.rule.id, Span(start, end), few[0], values=values)


def paragraph_ends(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag the last word of a paragraph of sentences that ends without a stop, where four times as many end with one."""
    paragraphs = [
        block
        for block in document.blocks
        if block.kind in active.rule.scope
        and own_words(block)
        and block.item is None
        and len(block.text) >= 40
        and not pattern(_NUMBERED).found(block.text)
    ]
    closed = sum(1 for block in paragraphs if pattern(_CLOSED).found(block.text.rstrip()))
    opened = [(block, match) for block in paragraphs for match in pattern(_OPENED).matches(block.text)]
    # Of one sentence only a paragraph between two others: before a list or code it leads on.
    opened += [
        (block, match)
        for before, block, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False)
        for match in pattern(_LONE).matches(block.text)
        if not document.source.text[before.span.end : block.span.start].strip()
        and not document.source.text[block.span.end : after.span.start].strip()
    ]
    if closed < max(2, 4 * len(opened)):
        return
    for block, match in opened:
        word = match.groups[0] or ""
        if word not in english("markup/words", "goes_on"):
            span = Span(match.span.end - len(word), match.span.end)
            yield Hit(active.rule.id, span, block, replacements=(f"{word}.",))
