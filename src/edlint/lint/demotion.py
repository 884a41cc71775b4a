"""Demotes fixes that are not safe at their place: in quoted words, metadata, specimens, or across markup."""

from functools import cached_property

from edlint.model.block import Block, BlockKind, MarkKind
from edlint.model.document import Document
from edlint.model.finding import Fix, Hit, Safety
from edlint.model.span import Span
from edlint.prose.voice import others_words
from edlint.text.ranges import Ranges
from edlint.text.words import words

_METADATA = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION})
_SET_APART = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG})


class FixDemoter:
    """Demotes safe fixes of one document to review where their place requires it. Linear in marks and hits."""

    def __init__(self, document: Document) -> None:
        """Take the document; blocks are analysed on demand."""
        self._document = document
        self._known: dict[int, tuple[Ranges, frozenset[Span]]] = {}

    def demoted(self, hit: Hit, fixes: tuple[Fix, ...]) -> tuple[Fix, ...]:
        """Return the fixes of a hit, with safe ones set to review where the place of the hit makes them uncertain."""
        if hit.block is None or all(fix.safety is not Safety.SAFE for fix in fixes):
            return fixes
        doubtful = self._doubtful(hit.block, hit.span)
        plain = hit.block.plain_run(hit.span)
        return tuple(
            fix.for_review() if doubtful or not (plain or self._keeps_words(fix)) else fix for fix in fixes
        )

    def _doubtful(self, block: Block, span: Span) -> bool:
        """Whether a span is in quoted words, metadata or a linked heading, or is a word set apart by emphasis."""
        if block.quoted or block.kind in _METADATA:
            return True
        if block.kind is BlockKind.HEADING and _anchor(block.text) in self._anchors:
            return True  # the article links to this heading by its words
        known = self._known.get(id(block))
        if known is None:
            apart = frozenset(mark.span for mark in block.marks if mark.kind in _SET_APART)
            known = self._known[id(block)] = (others_words(block), apart)
        foreign, apart = known
        return foreign.touch(span) or span in apart

    @cached_property
    def _anchors(self) -> frozenset[str]:
        """Return the targets of the article's links to its own headings, without `#`, in lower case."""
        return frozenset(
            mark.value[1:].lower()
            for block in self._document.blocks
            for mark in block.marks
            if mark.kind is MarkKind.LINK and mark.value.startswith("#")
        )

    def _keeps_words(self, fix: Fix) -> bool:
        """Whether every edit leaves at least as many words as it replaces."""
        return all(
            len(words(edit.text)) >= len(words(self._document.source.slice(Span(edit.start, edit.end))))
            for edit in fix.edits
        )


def _anchor(heading: str) -> str:
    """Return the anchor that site generators give a heading: its words in lower case, joined by hyphens."""
    kept = "".join(c for c in heading.lower() if c.isalnum() or c in " -_")
    return "-".join(kept.split())
