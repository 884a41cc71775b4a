"""A document under construction: what a parser has collected so far."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any

import msgspec

from edlint.model.block import Block
from edlint.model.document import Comment, Document, Problem, Unread
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.asides import Aside
from edlint.parse.noisemap import NoiseMap
from edlint.parse.unread import unread
from edlint.parse.widthless import widthless
from edlint.text.pattern import pattern

_END_TAG = r"</([A-Za-z][^\s<>/]*)"
_DECLARED = r"<\?[^?]*(?:\?+[^>?][^?]*)*\?>|<![A-Za-z\[][^>]*>|&[A-Za-z]+;"


class Draft(msgspec.Struct, dict=True):
    """What a parser has collected of a document so far."""

    source: Source
    noise: NoiseMap
    blocks: list[Block] = msgspec.field(default_factory=list)
    comments: list[Comment] = msgspec.field(default_factory=list)
    code: list[str] = msgspec.field(default_factory=list)
    listings: list[tuple[Span, ...]] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    asides: list[Aside] = msgspec.field(default_factory=list)
    known: list[Span] = msgspec.field(
        default_factory=list
    )  # ranges known not to be prose: code, markup and metadata
    unread: list[Unread] = msgspec.field(default_factory=list)
    language: str | None = None
    attributes: Sequence[str] = ()  # names of tag attributes whose values are prose
    tables: int = 0
    lists: int = 0

    def closing(self, name: str, at: int) -> int:
        """Return the offset of the next end tag of this name at or after `at`; the text's length if there is none."""
        ends = self._ends.get(name, ())
        index = bisect_left(ends, at)
        return ends[index] if index < len(ends) else len(self.source.text)

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        """Return the offsets of the end tags by lower-case name, in ascending order."""
        ends: dict[str, list[int]] = {}
        for match in pattern(_END_TAG).matches(self.source.text):
            ends.setdefault((match.groups[0] or "").lower(), []).append(match.span.start)
        return ends

    def comment(self, span: Span, text: str) -> None:
        """Add a comment, its text stripped."""
        self.comments.append(Comment(span, text.strip()))

    def finish(
        self,
        metadata: Mapping[str, Any] = MappingProxyType({}),
        footnotes: Mapping[str, str] = MappingProxyType({}),
    ) -> Document:
        """Return the finished document, with what of its text is neither prose nor known to be none."""
        known = [*self.known, *(run for listing in self.listings for run in listing)]
        if self.source.format != "text":
            known += pattern(_DECLARED).spans(self.source.text)
        inline = chain(
            (Span(item.start, item.end) for item in self.noise.items),
            (mark.source for block in self.blocks for mark in block.marks),
        )
        self.listings.sort()
        self.unread = list(unread(self.source.text, (self.blocks, self.comments, known), inline, self.unread))
        return self.document(metadata, footnotes)

    def document(
        self,
        metadata: Mapping[str, Any] = MappingProxyType({}),
        footnotes: Mapping[str, str] = MappingProxyType({}),
    ) -> Document:
        """Return the document of what was collected, its blocks in their order, as it is."""
        return Document(
            source=self.source,
            blocks=tuple(self.blocks),
            comments=tuple(sorted(self.comments)),
            code=tuple(self.code),
            listings=tuple(self.listings),
            footnotes=dict(footnotes),
            metadata=dict(metadata),
            problems=(*self.problems, *widthless(self.source, self.blocks)),
            language=self.language,
            unread=tuple(self.unread),
        )

    def foreign(self, language: str) -> bool:
        """Whether a language differs from the document's (English if it declares none)."""
        own = (self.language or "en").replace("_", "-").partition("-")[0].lower()
        return bool(language) and language.replace("_", "-").partition("-")[0].lower() not in {own, "und"}
