"""Reads Markdown's inline markup from pyromark's events: links, images, code, mathematics, inline HTML."""

from abc import ABC, abstractmethod
from typing import Any

from edlint.model.block import BlockKind, MarkKind
from edlint.model.span import Span
from edlint.parse.ambiguous import is_math
from edlint.parse.asides import titles
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.parse.noise import named
from edlint.parse.tags import HtmlComment, Tag, tokens

# Link types whose text is also their label: changing the text but not the definition would break the link.
_NAMED = frozenset(["Shortcut", "ShortcutUnknown", "Collapsed", "CollapsedUnknown"])


class InlineReader(ABC):
    """Passes text and inline markup to the open leaf."""

    def __init__(self, draft: Draft, text: str, base: int) -> None:
        """Start with `text`, which begins at source offset `base` and has its non-prose masked."""
        self._draft = draft
        self._base = base
        self._text = text
        self._source = draft.source.text
        self._leaf: Leaf | None = None
        self._links: list[tuple[int, int, str]] = []  # of each open link: source offset, text offset, type
        self._outer: list[Leaf] = []  # leaves suspended while an image's alternative text is read
        self._containers: list[tuple[str, int]] = []  # innermost last: name and end

    @abstractmethod
    def _flush(self) -> None:
        """Close the block that is open, if any."""

    def _other(self, name: str, value: Any, start: int, end: int) -> None:
        leaf = self._inline(end)
        if name == "TaskListMarker":
            self._draft.known.append(Span(start, end))
        elif name == "Code":
            leaf.placeholder(MarkKind.CODE, start, end, self._source[start:end].strip("`").strip())
        elif name in {"InlineMath", "DisplayMath"}:
            if name == "InlineMath" and not is_math(value, self._shown(end, end + 1)):
                leaf.text(self._shown(start, end), start, end)
            else:
                leaf.placeholder(MarkKind.MATH, start, end, value)
        elif name == "FootnoteReference":
            leaf.point(MarkKind.FOOTNOTE, start, end, value)
        elif name == "InlineHtml":
            for token in tokens(self._shown(start, end), start):
                if isinstance(token, Tag):
                    leaf.tag(token)
                elif isinstance(token, HtmlComment):
                    self._draft.comment(token.span, self._source[token.inner.start : token.inner.end])
                    leaf.hidden(token.span)

    def _shown(self, start: int, end: int) -> str:
        """Return the text of a source range, with its masked parts masked."""
        return self._text[start - self._base : end - self._base]

    def _inline(self, end: int) -> Leaf:
        """Return the leaf that receives text, opening one if none is open (text directly in a list item)."""
        if self._leaf is None:
            limit = self._containers[-1][1] if self._containers else len(self._source)
            self._open(max(end, limit))
        return self._leaf  # type: ignore[return-value] # _open set it

    def _open(self, limit: int) -> None:
        self._flush()
        self._leaf = Leaf(self._draft, limit)

    def _link(self, name: str, value: Any, start: int, end: int) -> None:
        """Begin a link or an image; its title becomes an aside."""
        leaf, sort = self._inline(end), value["link_type"]
        if value["title"] and sort == "Inline" and "title" in self._draft.attributes:
            self._draft.asides += titles(self._source, start, end)
        self._links.append((start, leaf.length if name == "Link" else 0, sort))
        if name == "Image":
            self._outer.append(leaf)
            self._leaf = Leaf(self._draft, end)
            self._leaf.image = (start, value["dest_url"])
        elif sort in {"Autolink", "Email"}:
            leaf.placeholder(MarkKind.LINK, start, end, value["dest_url"])
            leaf.cover(end)
        else:
            leaf.open(MarkKind.LINK, start, value["dest_url"], value["title"])

    def _finish_link(self, end: int) -> None:
        leaf = self._inline(end)
        start, length, sort = self._links.pop()
        words = leaf.since(length)
        if not words.strip() and sort in {"Inline", "Reference"}:
            leaf.placeholder(MarkKind.OBJECT, start, end, "")
        elif sort in _NAMED or (sort == "Reference" and named(words)):
            leaf.mark(MarkKind.LABEL, length, Span(start, end), words)
        leaf.shut(MarkKind.LINK, end)

    def _finish_image(self, end: int) -> None:
        if not self._outer:
            return
        words, outer = self._leaf, self._outer.pop()
        self._leaf = outer
        _, _, sort = self._links.pop()
        if words is None or words.image is None:
            return
        start, address = words.image
        if sort in _NAMED:
            words.mark(MarkKind.LABEL, 0, Span(start, end), words.since(0))
        block = words.close(BlockKind.ALT)
        outer.images += words.images
        outer.placeholder(MarkKind.IMAGE, start, end, address, block.text if block else "")
        outer.cover(end)
        if block is not None:
            outer.images.append(block)
