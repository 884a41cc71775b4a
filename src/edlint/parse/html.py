"""HTML: what a reader sees as prose, wherever it stands, from well-formed pages and broken ones alike."""

from collections import Counter

import msgspec

from edlint.model.document import BlockKind, CellPlace, Document, ItemPlace, Unread
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.asides import worded
from edlint.parse.draft import Draft
from edlint.parse.leaf import CODE_COMPONENTS, DEEPEST, NOT_PROSE, Leaf
from edlint.parse.noise import NoiseMap, merged, noise
from edlint.parse.tags import BLOCK, Data, Remark, Tag, tokens
from edlint.parse.template import mask

_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "legend": BlockKind.CAPTION,
    "summary": BlockKind.CAPTION,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.PARAGRAPH,
    "title": BlockKind.TITLE,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}
# A start tag ends these elements, unless one of the second kind stands between.
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "td": (frozenset(["td", "th"]), frozenset(["table"])),
    "th": (frozenset(["td", "th"]), frozenset(["table"])),
    "tr": (frozenset(["td", "th", "tr"]), frozenset(["table"])),
}
_PHRASES = frozenset(["code", "kbd", "samp", "var", "tt"])
_LEFT_OUT = (NOT_PROSE | CODE_COMPONENTS) - _PHRASES


def parse(source: Source) -> Document:
    """Return the document of an HTML page or of a part of one; never fails."""
    masked, masks = mask(source.text, 0)
    draft = Draft(source, NoiseMap(merged(masks.noise, noise(masked))))
    draft.comments += masks.comments
    draft.code += masks.code
    draft.known += masks.spans
    flow = Flow(draft)
    flow.feed(masked, 0)
    flow.flush()
    return draft.finish(flow.metadata, flow.footnotes)


class _Element(msgspec.Struct):
    """An element that is open."""

    name: str
    language: str | None
    label: str = ""
    frame: "_Element | None" = None  # the innermost element, itself or around it, that says what a block is


class Flow:
    """Reads HTML in one or several goes; what an earlier go left open still holds in the next.

    So a `<div lang="fr">` between two empty lines of Markdown is about the Markdown that follows.
    """

    def __init__(self, draft: Draft) -> None:
        """Start with nothing open."""
        self._draft = draft
        self._leaf: Leaf | None = None
        self._stack: list[_Element] = []
        self._open: Counter[str] = Counter()
        self._lists: list[list[int]] = []  # number, next item, start or -1
        self._tables: list[list[int]] = []  # number, row, column
        self._header = False
        self._skip: tuple[str, int] | None = None  # the element that is left out, where its content begins
        self._skipped = 0
        self._began = 0
        self._commented = 0  # where a comment ends that is open behind the HTML that was read
        self._last_comment = -1
        self._end = 0
        self._outside = False  # whether the HTML stands in a quotation of the format around it
        self.footnotes: dict[str, str] = {}
        self.metadata: dict[str, str] = {}

    @property
    def quoted(self) -> bool:
        """Whether a block quotation is open."""
        return self._outside or self._open["blockquote"] > 0

    @property
    def language(self) -> str | None:
        """Return the language that the innermost element with one names, if it is foreign to the document."""
        language = self._stack[-1].language if self._stack else None
        return language if language and self._draft.foreign(language) else None

    def hides(self, at: int) -> bool:
        """Whether what stands at `at` is not shown, or is no prose: inside an element that is left out.

        Its end tag may stand in a paragraph of the format around the HTML, which this never reads.
        """
        if self._skip is not None:
            end = self._draft.closing(*self._skip)
            if end < at:
                self._draft.known.append(Span(self._skip[1], end))
                self._skip = None
        return self._skip is not None or at < self._commented

    def feed(self, text: str, base: int, *, quoted: bool = False) -> None:
        """Read `text`, which stands at `base` in the source (with anything of the format around it blanked)."""
        self._outside = quoted
        self._end = base + len(text)
        self.hides(base)
        for token in tokens(text, base):
            if isinstance(token, Remark):
                self._draft.comment(token.span, self._draft.source.text[token.inner.start : token.inner.end])
                if token.inner.end == token.span.end:
                    self._comment_on(token)
                if self._leaf:
                    self._leaf.builder.hidden(token.span)
            elif isinstance(token, Data):
                if self._skip is None:
                    self._text(text[token.start - base : token.end - base], token.start)
            else:
                self._tag(token)
        self._outside = False

    def _comment_on(self, remark: Remark) -> None:
        """Go on with a comment that does not end in the HTML that is read: all up to its end is not shown."""
        text = self._draft.source.text
        if self._last_comment < 0:
            self._last_comment = text.rfind("-->")
        if self._last_comment < remark.span.end:
            self._draft.unread.append(Unread(remark.inner, "it stands in a comment that is never closed"))
            return
        self._commented = text.index("-->", remark.span.end) + 3
        self._draft.known.append(Span(remark.span.start, self._commented))

    def flush(self) -> None:
        """Close the block that is open, if any."""
        leaf, self._leaf = self._leaf, None
        if leaf is None:
            return
        kind, level, item, cell, label = self._context()
        block = leaf.close(
            kind, level=level, quoted=self.quoted, language=self.language, cell=cell, item=item, label=label
        )
        if block is not None:
            self._draft.blocks.append(block)
            if kind is BlockKind.FOOTNOTE:
                self.footnotes[label] = f"{self.footnotes.get(label, '')} {block.text}".strip()
        self._draft.blocks += leaf.images

    def _text(self, value: str, start: int) -> None:
        if self._leaf is None:
            if not value.strip():
                return
            self._leaf = Leaf(self._draft, self._end, collapse=True)
        self._leaf.html(value, start)

    def _tag(self, tag: Tag) -> None:
        self._draft.known.append(tag.span)
        if self._skip is not None:
            self._inside(tag)
            return
        name = tag.name
        leaf = self._leaf
        if leaf is not None and leaf.skipping:
            if not (leaf.skipping in _PHRASES and name in BLOCK):
                leaf.tag(tag)
                return
            leaf.unskip(tag.span.start)
        if name in {"meta", "html"}:
            self._head(tag)
        code = self._leaf is None and name in CODE_COMPONENTS
        if name in BLOCK or name in {"script", "style", "template"} or code:
            if tag.component:
                self._draft.asides += worded(tag.raw, tag.span.start, self._draft.attributes)
            if name not in {"script", "style", "template"}:
                self.flush()
            if tag.closing:
                self._shut(name)
            elif not tag.void:
                self._start(tag)
            return
        if self._leaf is None:
            if tag.closing or name in {
                "meta",
                "link",
                "base",
                "br",
                "wbr",
                "input",
                "source",
                "col",
                "param",
            }:
                return
            self._leaf = Leaf(self._draft, self._end, collapse=True)
        self._leaf.tag(tag)

    def _inside(self, tag: Tag) -> None:
        name, begin = self._skip or ("", 0)
        if tag.name != name or (tag.void and not tag.closing):
            return
        self._skipped += -1 if tag.closing else 1
        if self._skipped == 0:
            self._skip = None
            self._draft.known.append(Span(begin, tag.span.start))
            if self._leaf is not None:
                self._leaf.builder.hidden(Span(self._began, tag.span.end))
            if name == "pre" or name in CODE_COMPONENTS:
                self._draft.code.append(self._draft.source.text[begin : tag.span.start])
                self._draft.listings.append((Span(begin, tag.span.start),))

    def _head(self, tag: Tag) -> None:
        attributes = tag.attributes()
        if tag.name == "html":
            language = attributes.get("lang") or attributes.get("xml:lang")
            if language and not tag.closing:
                self._draft.language = self._draft.language or language
            return
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        place = tag.place("content")
        if not name or place is None:
            return
        self.metadata[name] = attributes["content"]
        if name == "description":
            words = Leaf(self._draft, place.end, collapse=True)
            words.html(self._draft.source.text[place.start : place.end], place.start)
            block = words.close(BlockKind.DESCRIPTION)
            if block is not None:
                self._draft.blocks.append(block)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        attributes = tag.attributes() if tag.has_attributes else {}
        ended = _IMPLIED.get(name)
        if ended:
            self._imply(*ended)
        if self._open["p"] and self._stack and self._stack[-1].name == "p":
            self._pop()
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        if name in _LEFT_OUT or hidden:
            if self._draft.closing(name, tag.span.end) < len(self._draft.source.text):
                self._skip, self._skipped, self._began = (name, tag.span.end), 1, tag.span.start
            return
        if len(self._stack) >= DEEPEST:
            return
        language = attributes.get("lang") or attributes.get("xml:lang")
        if language is None and self._stack:
            language = self._stack[-1].language
        if name == "html":
            language = None
        element = _Element(name, language, _note(name, attributes))
        if element.label or name in _KINDS:
            element.frame = element
        elif self._stack:
            element.frame = self._stack[-1].frame
        self._stack.append(element)
        self._open[name] += 1
        if name in {"ul", "ol", "menu"}:
            start = attributes.get("start", "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1
            self._lists.append([self._draft.lists, 0, first if name == "ol" else -1])
            self._draft.lists += 1
        elif name == "li" and self._lists:
            self._lists[-1][1] += 1
        elif name == "table":
            self._tables.append([self._draft.tables, -1, -1])
            self._draft.tables += 1
        elif name == "tr" and self._tables:
            self._tables[-1][1] += 1
            self._tables[-1][2] = -1
        elif name in {"td", "th"} and self._tables:
            self._tables[-1][2] += 1

    def _imply(self, names: frozenset[str], walls: frozenset[str]) -> None:
        if not any(self._open[name] for name in names):
            return
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index].name in walls:
                return
            if self._stack[index].name in names and not any(
                element.name in names for element in self._stack[max(0, index - 1) : index]
            ):
                while len(self._stack) > index:
                    self._pop()
                return

    def _shut(self, name: str) -> None:
        if not self._open[name]:
            return
        while self._stack:
            if self._pop() == name:
                return

    def _pop(self) -> str:
        element = self._stack.pop()
        self._open[element.name] -= 1
        if element.name in {"ul", "ol", "menu"} and self._lists:
            self._lists.pop()
        elif element.name == "table" and self._tables:
            self._tables.pop()
        return element.name

    def _context(self) -> tuple[BlockKind, int, ItemPlace | None, CellPlace | None, str]:
        frame = self._stack[-1].frame if self._stack else None
        if frame is None:
            return BlockKind.PARAGRAPH, 0, None, None, ""
        if frame.label:
            return BlockKind.FOOTNOTE, 0, None, None, frame.label
        kind = _KINDS[frame.name]
        if kind is BlockKind.HEADING:
            return kind, int(frame.name[1]), None, None, ""
        if kind is BlockKind.CELL and self._tables:
            number, row, column = self._tables[-1]
            return kind, 0, None, CellPlace(number, max(0, row), max(0, column), frame.name == "th"), ""
        if frame.name == "li" and self._lists:
            number, following, first = self._lists[-1]
            start = None if first < 0 else first
            return kind, 0, ItemPlace(number, max(0, following - 1), len(self._lists) - 1, start), None, ""
        return kind, 0, None, None, ""


def _note(name: str, attributes: dict[str, str]) -> str:
    """Return the label of a footnote's text, when that is what the element is."""
    if attributes.get("role") in {"doc-endnote", "doc-footnote"} or (
        name == "li" and attributes.get("id", "").startswith(("fn:", "fn-", "fn1", "user-content-fn-"))
    ):
        return attributes.get("id") or "note"
    return ""
