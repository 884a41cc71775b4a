"""Markdown: CommonMark with tables, footnotes, task lists, mathematics, front matter, and the dialects' additions."""

from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

import pyromark
from pyromark import Options

from edlint.model.document import BlockKind, CellPlace, Document, ItemPlace, MarkKind, Problem
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.base import widthless
from edlint.parse.frontmatter import front_matter
from edlint.parse.html import Flow
from edlint.parse.leaf import Draft, Leaf
from edlint.parse.noise import NoiseMap, named, noise, united
from edlint.parse.tags import Remark, Tag, tokens
from edlint.parse.template import mask
from edlint.text.pattern import pattern

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
    | Options.ENABLE_HEADING_ATTRIBUTES
)
# Only where a text has any: pyromark would take “:tada:” at the beginning of a line for a definition.
_DEFINITION = r"^[ >]*:[ \t]"
_INLINE_MARKS = {"Emphasis": MarkKind.EMPHASIS, "Strong": MarkKind.STRONG, "Strikethrough": MarkKind.STRIKE}
# Links whose words are also what they are found by: a change in one place only would break them.
_NAMED = frozenset(["Shortcut", "ShortcutUnknown", "Collapsed", "CollapsedUnknown"])
# A note set as a block quotation, as it was done before `[!NOTE]`: it holds the writer's own words.
_ASIDE = (
    r"(?i)\A[>\s]*[ℹ⚠💡📝🚧❗✅🔔📌\x{fe0f}\s*_]{0,12}"
    r"(?:(?:(?:side|quick|important|pro|editor['’]s|author['’]s) )?notes?|(?:pro )?tips?|warning|important|caution|info"
    r"|information|hint|heads[ -]up|update|edit|tl;?dr|attention|danger|disclaimer|remember|reminder|nb|n\.b\.)"
    r"[*_]{0,3}\s?:"
)
_SIGNED = r"(?m)^[>\s]*(?:—|–|--) ?\p{Lu}"
_EMPTY_HEADING = r"#{1,6}(?:\s|#|<!--[^>]*-->)*"
# What each byte of UTF-8 adds to the count of code points: 1 where one begins.
_LEAD = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))


def parse(source: Source) -> Document:
    """Return the document of a Markdown (or, by the path's ending, MDX) file; never fails."""
    front = front_matter(source)
    mdx = source.path.lower().endswith(".mdx")
    masked, masks = mask(source.text, front.end, code=_code, directives=True, mdx=mdx)
    draft = Draft(source, NoiseMap(united(masks.noise, noise(masked, markdown=True))))
    draft.language = front.language
    draft.comments += masks.comments
    draft.code += masks.code
    draft.blocks += front.blocks
    reader = _Reader(draft, masked)
    reader.read()
    return Document(
        source=source,
        blocks=tuple(draft.blocks),
        comments=tuple(sorted(draft.comments)),
        code=tuple(draft.code),
        listings=tuple(draft.listings),
        footnotes={label: " ".join(texts) for label, texts in reader.footnotes.items()},
        metadata=front.metadata,
        problems=(*front.problems, *draft.problems, *widthless(source, draft.blocks)),
        language=draft.language,
    )


def _events(text: str) -> Iterator[tuple[Any, Any]]:
    """Yield pyromark's events: dictionaries and strings, read here as they come."""
    defines = pattern(_DEFINITION).found(text)
    options = _OPTIONS | Options.ENABLE_DEFINITION_LIST if defines else _OPTIONS
    return pyromark.events_with_range(text, options=options)


def _code(text: str) -> list[Span]:
    """Return where code stands: spans and blocks."""
    at = _offsets(text)
    found = []
    for event, place in _events(text):
        if type(event) is dict:
            ((name, value),) = event.items()
            if name == "Code" or (name == "Start" and type(value) is dict and "CodeBlock" in value):
                found.append(Span(at(place["start"]), at(place["end"])))
    return found


def _offsets(text: str) -> Callable[[int], int]:
    """Return what maps a byte of the text's UTF-8 to its code point."""
    if text.isascii():
        return lambda byte: byte
    counts = array("I", accumulate(text.encode().translate(_LEAD), initial=0))
    return counts.__getitem__


class _Reader:
    """Walks pyromark's events. Containers are kept on explicit stacks: nesting has no limit."""

    def __init__(self, draft: Draft, text: str) -> None:
        self._draft = draft
        self._text = text
        self._source = draft.source.text
        self.footnotes: dict[str, list[str]] = {}
        self._leaf: Leaf | None = None
        self._links: list[tuple[int, int, str]] = []  # where each began, in source and text, and its type
        self._outer: list[Leaf] = []  # the leaves that wait while an image's words are read
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._place = Span(0, 0)  # where the block that began last stands
        self._containers: list[tuple[str, int]] = []  # innermost last: name and end
        self._quotes = 0
        self._notes: list[str] = []
        self._lists: list[list[int]] = []  # number, next item, start or -1
        self._table = -1
        self._row = -1
        self._column = -1
        self._header = False
        self._block_code: list[tuple[int, int]] | None = None
        self._raw: list[tuple[int, int]] | None = None
        self._flow = Flow(draft)

    def read(self) -> None:
        """Turn all events into blocks."""
        at = _offsets(self._text)
        for event, place in _events(self._text):
            start, end = at(place["start"]), at(place["end"])
            if type(event) is str:
                if event in {"SoftBreak", "HardBreak"}:
                    self._inline(end).soft(start, end)
                continue
            ((name, value),) = event.items()
            if name == "Text":
                if self._block_code is not None:
                    self._block_code.append((start, end))
                else:
                    self._inline(end).text(value, start, end)
            elif name == "Start":
                self._start(value, start, end)
            elif name == "End":
                self._end(value, end)
            elif name == "Html":
                if self._raw is not None:
                    self._raw.append((start, end))
            else:
                self._other(name, value, start, end)
        self._flush()

    def _other(self, name: str, value: Any, start: int, end: int) -> None:
        leaf = self._inline(end)
        if name == "Code":
            leaf.placeholder(MarkKind.CODE, start, end, self._source[start:end].strip("`").strip())
        elif name in {"InlineMath", "DisplayMath"}:
            if name == "InlineMath" and self._text[end : end + 1].isdigit():
                # “$5–$10” is money twice, not mathematics once.
                leaf.text(self._text[start:end], start, end)
            else:
                leaf.placeholder(MarkKind.MATH, start, end, value)
        elif name == "FootnoteReference":
            leaf.point(MarkKind.FOOTNOTE, start, end, value)
        elif name == "InlineHtml":
            for token in tokens(self._text[start:end], start):
                if isinstance(token, Tag):
                    leaf.tag(token)
                elif isinstance(token, Remark):
                    self._draft.comment(token.span, self._source[token.inner.start : token.inner.end])
                    leaf.builder.hidden(token.span)

    def _inline(self, end: int) -> Leaf:
        """Return the leaf that text goes to; text right in a list item opens one."""
        if self._leaf is None:
            limit = self._containers[-1][1] if self._containers else len(self._source)
            self._open(max(end, limit))
        return self._leaf  # type: ignore[return-value] # _open set it

    def _open(self, limit: int) -> None:
        self._flush()
        self._leaf = Leaf(self._draft, limit)

    def _flush(self) -> None:
        """Close the block that is open, if any."""
        while self._outer:
            self._finish_image(len(self._source))
        leaf, self._leaf = self._leaf, None
        if leaf is None:
            return
        kind, item, label = self._kind, None, ""
        if kind is BlockKind.PARAGRAPH:
            kind, item, label = self._context()
        cell = (
            CellPlace(self._table, self._row, self._column, self._header) if kind is BlockKind.CELL else None
        )
        block = leaf.close(
            kind,
            level=self._level,
            quoted=self._quotes > 0 or self._flow.quoted,
            language=self._flow.language,
            cell=cell,
            item=item,
            label=label,
        )
        hidden = self._flow.hides(block.span.start if block else leaf.limit)
        if block is not None and not hidden:
            self._draft.blocks.append(block)
            for note in self._notes[-1:]:
                self.footnotes.setdefault(note, []).append(block.text)
        if block is None and kind is BlockKind.HEADING and not (leaf.images or hidden):
            start, end = self._place
            place = Span(start, start + len(self._source[start:end].rstrip()))
            # A template's tag (`# <%= title %>`) leaves no prose, but the page will have some.
            if pattern(_EMPTY_HEADING).whole(self._source[place.start : place.end]):
                self._draft.problems.append(Problem("markup.empty-heading", place, {}))
        if not hidden:
            self._draft.blocks += leaf.images
        self._kind, self._level = BlockKind.PARAGRAPH, 0

    def _context(self) -> tuple[BlockKind, ItemPlace | None, str]:
        for name, _ in reversed(self._containers):
            if name == "Item":
                number, following, first = self._lists[-1]
                place = ItemPlace(number, following - 1, len(self._lists) - 1, None if first < 0 else first)
                return BlockKind.LIST_ITEM, place, ""
            if name in {"DefinitionListTitle", "DefinitionListDefinition"}:
                return BlockKind.LIST_ITEM, None, ""
            if name == "FootnoteDefinition":
                return BlockKind.FOOTNOTE, None, self._notes[-1]
            if name == "BlockQuote":
                break
        return BlockKind.PARAGRAPH, None, ""

    def _start(self, tag: Any, start: int, end: int) -> None:
        name: str
        value: Any
        name, value = (tag, None) if type(tag) is str else next(iter(tag.items()))
        mark = _INLINE_MARKS.get(name)
        if mark is not None:
            self._inline(end).open(mark, start)
        elif name == "Link":
            leaf = self._inline(end)
            self._links.append((start, leaf.builder.length, value["link_type"]))
            if value["link_type"] in {"Autolink", "Email"}:
                leaf.placeholder(MarkKind.LINK, start, end, value["dest_url"])
                leaf.cover(end)
            else:
                leaf.open(MarkKind.LINK, start, value["dest_url"], value["title"])
        elif name == "Image":
            self._inline(end)
            self._outer.append(self._leaf)  # type: ignore[arg-type] # _inline set it
            self._leaf = Leaf(self._draft, end)
            self._leaf.image = (start, value["dest_url"])
            self._links.append((start, 0, value["link_type"]))
        elif name == "Paragraph":
            self._open(end)
        else:
            self._flush()
            self._place = Span(start, end)
            self._block(name, value, end)

    def _block(self, name: str, value: Any, end: int) -> None:
        if name == "Heading":
            self._open(end)
            self._kind, self._level = BlockKind.HEADING, int(value["level"][1])
        elif name == "TableCell":
            self._column += 1
            self._open(end)
            self._kind = BlockKind.CELL
        elif name in {"TableHead", "TableRow"}:
            self._row += 1
            self._column = -1
            self._header = name == "TableHead"
        elif name == "Table":
            self._table = self._draft.tables
            self._draft.tables += 1
            self._row = -1
        elif name == "CodeBlock":
            self._block_code = []
        elif name == "HtmlBlock":
            self._raw = []
        elif name == "List":
            self._lists.append([self._draft.lists, 0, -1 if value is None else value])
            self._draft.lists += 1
            self._containers.append((name, end))
        else:
            if name == "Item":
                self._lists[-1][1] += 1
            elif name == "BlockQuote":
                begins = self._text[self._place.start : self._place.start + 80]
                # Inside of a quotation, and with a signature below, a note is somebody else's.
                aside = not self._quotes and pattern(_ASIDE).found(begins)
                signed = aside and pattern(_SIGNED).found(self._text[self._place.start : end])
                words = value is None and (not aside or signed)
                self._quotes += words
                name = "BlockQuote" if words else "Alert"
            elif name == "FootnoteDefinition":
                self._notes.append(value)
            self._containers.append((name, end))

    def _end(self, tag: Any, end: int) -> None:
        name = tag if type(tag) is str else next(iter(tag))
        mark = _INLINE_MARKS.get(name)
        if mark is not None:
            self._inline(end).shut(mark, end)
        elif name == "Link":
            self._finish_link(end)
        elif name == "Image":
            self._finish_image(end)
        elif name == "CodeBlock":
            runs, self._block_code = self._block_code or [], None
            self._draft.code.append("".join(self._source[a:b] for a, b in runs))
            self._draft.listings.append(tuple(Span(a, b) for a, b in runs))
        elif name == "HtmlBlock":
            runs, self._raw = self._raw or [], None
            self._html(runs)
        else:
            self._flush()
            if name in {"Paragraph", "Heading", "TableCell", "TableHead", "TableRow", "Table"}:
                return
            ended, _ = self._containers.pop()
            if name == "List":
                self._lists.pop()
            elif ended == "BlockQuote":
                self._quotes -= 1
            elif name == "FootnoteDefinition":
                self._notes.pop()

    def _finish_link(self, end: int) -> None:
        leaf = self._inline(end)
        start, length, sort = self._links.pop()
        words = leaf.builder.since(length)
        if not words.strip() and sort in {"Inline", "Reference"}:
            leaf.placeholder(MarkKind.OBJECT, start, end, "")
        elif sort in _NAMED or (sort == "Reference" and named(words)):
            leaf.builder.mark(MarkKind.LABEL, length, Span(start, end), words)
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
            words.builder.mark(MarkKind.LABEL, 0, Span(start, end), "")
        block = words.close(BlockKind.ALT)
        outer.images += words.images
        outer.placeholder(MarkKind.IMAGE, start, end, address, block.text if block else "")
        outer.cover(end)
        if block is not None:
            outer.images.append(block)

    def _html(self, runs: list[tuple[int, int]]) -> None:
        """Read a block of raw HTML; what stands between its lines (`> `) is blanked."""
        if not runs:
            return
        first = runs[0][0]
        parts: list[str] = []
        position = first
        for begin, finish in runs:
            parts.append(" " * (begin - position))
            parts.append(self._text[begin:finish])
            position = finish
        self._flow.feed("".join(parts), first, quoted=self._quotes > 0)
        self._flow.flush()
