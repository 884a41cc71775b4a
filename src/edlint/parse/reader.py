"""Builds blocks of Markdown, with their inline markup, from pyromark's events."""

from typing import Any

from edlint.model.block import BlockKind, CellPlace, ItemPlace, MarkKind
from edlint.model.document import Problem
from edlint.model.span import Span
from edlint.parse.ambiguous import is_note, is_struck
from edlint.parse.asides import Aside
from edlint.parse.draft import Draft
from edlint.parse.html import Flow
from edlint.parse.inlinereader import InlineReader
from edlint.parse.lined import LineLayout
from edlint.parse.view import MarkdownView, events
from edlint.text.pattern import pattern

_INLINE_MARKS = {"Emphasis": MarkKind.EMPHASIS, "Strong": MarkKind.STRONG, "Strikethrough": MarkKind.STRIKE}
_EMPTY_HEADING = r"#{1,6}(?:\s|#|<!--[^>]*-->)*"


class MarkdownReader(InlineReader):
    """Turns pyromark's events into blocks. Containers are kept on explicit stacks, so that nesting has no limit."""

    def __init__(
        self, draft: Draft, view: MarkdownView, text: str, layout: LineLayout, aside: Aside | None = None
    ) -> None:
        super().__init__(draft, text, aside.span.start if aside else 0)
        self._view = view
        self._layout = layout
        self._aside = aside  # the aside that is read; None for the running text
        self.footnotes: dict[str, list[str]] = {}
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._place = Span(0, 0)  # source range of the block that began last
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
        for event, place in events(self._view.text):
            start, end = self._view.start(place["start"]), self._view.end(place["end"])
            if type(event) is str:
                if event in {"SoftBreak", "HardBreak"}:
                    self._inline(end).soft(start, end)
                continue
            ((name, value),) = event.items()
            if name == "Text":
                if self._block_code is not None:
                    self._block_code += self._view.runs(place["start"], place["end"])
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

    def _flush(self) -> None:
        """Close the block that is open, if any."""
        while self._outer:
            self._finish_image(len(self._source))
        leaf, self._leaf = self._leaf, None
        if leaf is None:
            return
        kind, item, label = self._kind, None, ""
        if self._aside is not None:
            kind, label = self._aside.kind, self._aside.label
        elif kind is BlockKind.PARAGRAPH:
            kind, item, label = self._context()
        cell = (
            CellPlace(self._table, self._row, self._column, self._header) if kind is BlockKind.CELL else None
        )
        block = leaf.close(
            kind,
            level=self._level,
            quoted=self._quotes > 0 or self._flow.quoted or self._layout.is_quoted(self._place.start),
            language=self._flow.language,
            cell=cell,
            item=item,
            label=label,
        )
        hidden = self._flow.hides(block.span.start if block else leaf.limit)
        if block is None or hidden:
            self._draft.known.append(Span(self._place.start, leaf.limit) if block is None else block.span)
        else:
            self._draft.blocks.append(block)
            for note in self._notes[-1:] or [label] * (kind is BlockKind.FOOTNOTE):
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
        if mark is MarkKind.STRIKE and not is_struck(self._source[start:end]):
            self._inline(end)
        elif mark is not None:
            self._inline(end).open(mark, start)
        elif name in {"Link", "Image"}:
            self._link(name, value, start, end)
        elif name == "Paragraph":
            self._open(end)
            self._place = Span(start, end)
        else:
            self._flush()
            self._place = Span(start, end)
            self._block(name, value, end)

    def _block(self, name: str, value: Any, end: int) -> None:
        if name == "Heading":
            self._open(end)
            attributes = self._source.rfind("{", self._place.start, end)
            if attributes >= 0:
                self._draft.known.append(Span(attributes, end))
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
            self._draft.known.append(self._place)
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
                words = value is None and not self._is_own(self._place.start, end)
                self._quotes += words
                name = "BlockQuote" if words else "Alert"
            elif name == "FootnoteDefinition":
                self._notes.append(value)
            self._containers.append((name, end))

    def _is_own(self, start: int, end: int) -> bool:
        """Whether a block quotation holds the writer's own words because it is a note, a callout or a warning."""
        if self._layout.is_callout(self._source, start):
            return True
        # Inside a quotation, a note is part of what is quoted.
        return not self._quotes and is_note(self._source, self._shown(start, end), Span(start, end))

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

    def _html(self, runs: list[tuple[int, int]]) -> None:
        """Parse a block of raw HTML, given as source ranges; what lies between them (`> `) is blanked."""
        if not runs:
            return
        first = runs[0][0]
        parts: list[str] = []
        position = first
        for begin, finish in runs:
            parts.append(" " * (begin - position))
            parts.append(self._shown(begin, finish))
            position = finish
        self._flow.feed("".join(parts), first, quoted=self._quotes > 0)
        self._flow.flush()
