"""A parsed article: blocks of prose in reading order, and everything in it that is not prose."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from edlint.model.block import PLACEHOLDER, Block, BlockKind
from edlint.model.source import Source
from edlint.model.span import Span


class Comment(NamedTuple):
    """A comment in the source format's own syntax: `span` is all of it, `text` its content, stripped.

    `following` is the next line of the article, for formats in which a line of the source is no line of the article.
    """

    span: Span
    text: str
    following: Span | None = None


class Unread(NamedTuple):
    """A range of the source whose words no check has read, and the reason."""

    span: Span
    why: str


class Problem(NamedTuple):
    """A fault found by the parser (broken front matter), reported as a finding of `rule`; `values` fill its message."""

    rule: str
    span: Span
    values: Mapping[str, str]


class Document(msgspec.Struct, frozen=True, dict=True):
    """An article: blocks in reading order, and what is not prose.

    `code` holds the text of code spans and code blocks: not prose, but a name used there is evidence for spelling.
    `listings` are the code blocks as in the source, each as its ranges without the indentation before them. `footnotes`
    maps a label to the text of its definition. `metadata` is the front matter (or HTML's meta tags). `unread` are
    ranges whose words are in no block although nothing marks them as something other than prose.
    """

    source: Source
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    code: tuple[str, ...] = ()
    listings: tuple[tuple[Span, ...], ...] = ()
    footnotes: Mapping[str, str] = msgspec.field(default_factory=dict)
    metadata: Mapping[str, Any] = msgspec.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    language: str | None = None
    unread: tuple[Unread, ...] = ()

    @cached_property
    def unread_share(self) -> float:
        """Return the share of the source's letters that lie in `unread`, from 0 to 1."""
        if not self.unread:
            return 0.0
        letters = sum(map(str.isalpha, self.source.text))
        return sum(sum(map(str.isalpha, self.source.slice(one.span))) for one in self.unread) / max(
            1, letters
        )

    @cached_property
    def words(self) -> int:
        """Return the number of whitespace-separated words of prose (alternative texts are not counted)."""
        return sum(
            sum(1 for word in block.text.split() if word != PLACEHOLDER)
            for block in self.blocks
            if block.kind is not BlockKind.ALT
        )
