"""One block in the making: text with the noise taken out, and inline HTML understood."""

from html import unescape
from typing import NamedTuple

from edlint.model.document import (
    Block,
    BlockKind,
    CellPlace,
    ItemPlace,
    MarkKind,
)
from edlint.model.span import Span
from edlint.parse.asides import worded
from edlint.parse.base import BlockBuilder
from edlint.parse.draft import Draft
from edlint.parse.noise import Noise
from edlint.parse.tags import BLOCK, Tag
from edlint.text.pattern import pattern

NOT_PROSE = frozenset(
    "code kbd samp var tt pre script style template svg math textarea select object iframe canvas audio video".split()
)
"""Elements whose content is not the author's prose."""

CODE_COMPONENTS = frozenset(
    "codeblock code-block codesnippet code-snippet terminal console shell mermaid".split()
)
"""Names of components whose content is code, in small letters."""

_CODE = frozenset("code kbd samp var tt pre".split()) | CODE_COMPONENTS
_UNSEEN = frozenset("script style template".split())
# What leaves nothing on the page, or only says how the words around it may break.
_EMPTY = frozenset("area base col link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big center cite data del dfn em font i ins label mark nobr noscript output picture q rb rp rt "
    "ruby s slot small span strike strong sub summary sup time u".split()
)
_KNOWN = _INLINE | NOT_PROSE | BLOCK
"""HTML's elements: another that is never closed is a component, or no element at all (`Vec<String>`)."""

_MARKS = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "s": MarkKind.STRIKE,
    "del": MarkKind.STRIKE,
    "strike": MarkKind.STRIKE,
    "q": MarkKind.QUOTE,
    "cite": MarkKind.QUOTE,
    "a": MarkKind.LINK,
}


_new = tuple.__new__  # of a span, as in base.py
_ENTITY = r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,40});?"
DEEPEST = 1000
"""Elements nested deeper than this are read as if they were not there, as browsers do."""


class _Element(NamedTuple):
    """An inline element that is open, the marks that end with it, and how much stood before it."""

    tag: Tag
    marks: list[MarkKind]
    before: tuple[int, int]
    unseen: bool  # whether it is a place to link to, which leaves nothing on the page when it is empty


class Leaf:
    """Collects one block. `limit` is where the block ends in the source: nothing reaches beyond."""

    def __init__(self, draft: Draft, limit: int, *, collapse: bool = False) -> None:
        """Start empty; with `collapse`, any run of white space is one space, as in HTML."""
        self._draft = draft
        self._source = draft.source.text
        self.limit = limit
        self.builder = BlockBuilder(draft.source)
        self._collapse = collapse
        self._until = 0
        self._skip: tuple[str, int, int] | None = None
        self._depth = 0
        self._note = ""
        self._unseen = False
        self._names: dict[str, int] = {}  # how many of each element are open
        self._clear = (0, 0)  # between these no noise starts
        self._stack: list[_Element] = []
        self.images: list[Block] = []
        self.image: tuple[int, str] | None = None  # of an image's words: where it starts, its address

    def text(self, value: str, start: int, end: int) -> None:
        """Add text that stands at `start`…`end`, less what is noise."""
        if self._skip:
            return
        verbatim = len(value) == end - start
        position = start
        if start < self._until:
            if end <= self._until or not verbatim:
                return
            position = self._until
        if verbatim:
            # An escape begins before its text: `\\(x\\)` is mathematics from the backslash on.
            escaped = position == start > 0 and self._source[start - 1] == "\\"
            for item in self._draft.noise.within(position - escaped, end):
                if item.start < self._until or (item.start < position and item.kind is not MarkKind.MATH):
                    continue
                if item.start > position:
                    self._add(value[position - start : item.start - start], position, item.start)
                self._noise(item)
                if self._until >= end:
                    return
                position = self._until
        self._add(value[position - start :] if verbatim else value, position, end)

    def stretch(self, start: int, end: int) -> None:
        """Add what stands at `start`…`end` of the source, less what is noise. It holds no line end."""
        first, last = self._clear
        if start < first or end > last:
            # An escape begins one code point before its text.
            self._clear = first, last = start, self._draft.noise.following(start - 1)
        if self._skip or start < self._until or end > last:
            self.text(self._source[start:end], start, end)
        else:
            self.builder.stretch(start, end)

    def _noise(self, item: Noise) -> None:
        self._until = max(item.start + 1, min(item.end, self.limit))
        span = Span(item.start, self._until)
        if item.kind in {MarkKind.FOOTNOTE, MarkKind.REFERENCE}:
            self.builder.point(item.kind, span, item.value)
        elif item.kind is MarkKind.HIDDEN:
            self.builder.hidden(span)
        elif item.kind is MarkKind.LABEL and span.end == item.end:
            self.builder.wrap(item.kind, item.value, span)
        elif item.kind is not None:
            self.builder.placeholder(item.kind, span, item.value)
        elif item.value == " ":
            self.builder.soft(span)
        else:
            self.builder.loose = True

    def _add(self, value: str, start: int, end: int) -> None:
        if not value:
            return
        if not self._collapse:
            self.builder.add(value, Span(start, end))
            return
        if len(value) != end - start:
            self.builder.add(value, Span(start, end))
            return
        at = 0
        length = len(value)
        while at < length:
            stop = at
            if value[at] in " \t\n\r\f":
                while stop < length and value[stop] in " \t\n\r\f":
                    stop += 1
                self.builder.soft(Span(start + at, start + stop))
            else:
                while stop < length and (
                    value[stop] not in " \t\n\r\f"
                    or (
                        value[stop] == " "
                        and value[stop + 1 : stop + 2] not in {"", " ", "\t", "\n", "\r", "\f"}
                    )
                ):
                    stop += 1
                self.builder.add(value[at:stop], Span(start + at, start + stop))
            at = stop

    def soft(self, start: int, end: int) -> None:
        """Add a line break."""
        if not self._skip and start >= self._until:
            self.builder.soft(_new(Span, (start, end)))

    def placeholder(self, kind: MarkKind, start: int, end: int, value: str, detail: str = "") -> None:
        """Add code, mathematics or an image."""
        if kind is MarkKind.CODE:
            self._draft.code.append(value)
        if not self._skip and start >= self._until:
            self.builder.placeholder(kind, _new(Span, (start, end)), value, detail)

    def point(self, kind: MarkKind, start: int, end: int, value: str) -> None:
        """Note a footnote reference."""
        if not self._skip and start >= self._until:
            self.builder.point(kind, Span(start, end), value)

    def open(self, kind: MarkKind, at: int, value: str = "", detail: str = "") -> None:
        """Begin a marked stretch."""
        self.builder.open(kind, at, value, detail)

    def shut(self, kind: MarkKind, at: int) -> None:
        """End a marked stretch."""
        self.builder.shut(kind, at)

    def tag(self, tag: Tag) -> None:
        """Take an inline HTML tag."""
        self._draft.known.append(tag.span)
        if self._skip:
            self._inside(tag)
        elif tag.closing:
            self._end(tag)
        else:
            self._start(tag)

    def _inside(self, tag: Tag) -> None:
        name, start, inner = self._skip or ("", 0, 0)
        if tag.name != name:
            return
        if not tag.closing:
            self._depth += not tag.void
            return
        self._depth -= 1
        if self._depth:
            return
        self._skip = None
        self.builder.loose = True
        self._draft.known.append(Span(start, tag.span.end))
        if start < self._until:
            return
        value = self._source[inner : tag.span.start]
        if name == "a":
            self.point(MarkKind.FOOTNOTE, start, tag.span.end, self._note)
        elif name in _CODE:
            self.placeholder(MarkKind.CODE, start, tag.span.end, " ".join(value.split()))
        elif name in _UNSEEN or self._unseen:
            self.builder.hidden(Span(start, tag.span.end))
        else:
            kind = MarkKind.MATH if name == "math" else MarkKind.OBJECT
            self.placeholder(kind, start, tag.span.end, value)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if tag.component:
            self._draft.asides += worded(tag.raw, tag.span.start, self._draft.attributes)
        if tag.void and tag.component:
            self._empty(tag, tag.span.end, unseen=False)
            return
        if name in {"br", "hr"}:
            self.builder.loose = True
            self.soft(tag.span.start, tag.span.end)
            return
        if name == "img":
            self._image(tag)
            return
        if name in _EMPTY:
            self.builder.loose = True
            return
        attributes = tag.attributes() if tag.has_attributes else {}
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        anchor = "href" not in attributes and (
            name == "a" or (name in _INLINE and "id" in attributes and "class" not in attributes)
        )
        if tag.void or not ((name in _KNOWN and not tag.component) or self._closes(name, tag.span.end)):
            self._empty(tag, tag.span.end, unseen=hidden or anchor)
            return
        self.builder.loose = True
        if (name in NOT_PROSE or name in CODE_COMPONENTS or hidden) and self._closes(name, tag.span.end):
            self._skip = (name, tag.span.start, tag.span.end)
            self._depth, self._unseen = 1, hidden
            return
        if len(self._stack) >= DEEPEST:
            return
        if name == "a" and self._is_note(attributes) and self._closes(name, tag.span.end):
            self._skip = (name, tag.span.start, tag.span.end)
            self._depth, self._unseen = 1, False
            self._note = attributes.get("href", "").lstrip("#")
            return
        marks: list[MarkKind] = []
        kind = _MARKS.get(name)
        if kind is MarkKind.LINK and not attributes.get("href"):
            kind = None
        if kind is not None:
            self.open(kind, tag.span.start, attributes.get("href", ""), attributes.get("title", ""))
            marks.append(kind)
        language = attributes.get("lang") or attributes.get("xml:lang") or ""
        if self._draft.foreign(language):
            self.open(MarkKind.LANGUAGE, tag.span.start, language)
            marks.append(MarkKind.LANGUAGE)
        self._stack.append(_Element(tag, marks, self.builder.size, anchor))
        self._names[name] = self._names.get(name, 0) + 1

    def _empty(self, tag: Tag, end: int, *, unseen: bool) -> None:
        """Add an element without text, from its tag to `end`: an icon, a component; one that is not seen is nothing."""
        if unseen:
            self.builder.hidden(Span(tag.span.start, end))
        else:
            self.placeholder(MarkKind.OBJECT, tag.span.start, end, tag.name)

    def _is_note(self, attributes: dict[str, str]) -> bool:
        """Whether a link is a footnote's number, or the way back from it."""
        if attributes.get("role") in {"doc-noteref", "doc-backlink"}:
            return True
        raised = bool(self._stack) and self._stack[-1].tag.name == "sup"
        address = attributes.get("href", "")
        return address.startswith(("#fn", "#cite_note", "#footnote", "#user-content-fn")) or (
            raised and address.startswith("#")
        )

    def _closes(self, name: str, at: int) -> bool:
        """Whether the element is closed within this block: one that is not must not swallow the rest."""
        return at <= self._draft.closing(name, at) < self.limit

    def _end(self, tag: Tag) -> None:
        self.builder.loose = True
        name = ""
        while self._names.get(tag.name) and name != tag.name:
            opened, marks, before, unseen = self._stack.pop()
            name = opened.name
            self._names[name] -= 1
            if name == tag.name and before == self.builder.size and opened.span.start >= self._until:
                self._empty(opened, tag.span.end, unseen=unseen)
            for kind in reversed(marks):
                self.shut(kind, tag.span.end)

    def _image(self, tag: Tag) -> None:
        attributes = tag.attributes()
        alt = attributes.get("alt", "")
        self.placeholder(MarkKind.IMAGE, tag.span.start, tag.span.end, attributes.get("src", ""), alt)
        place = tag.place("alt")
        if place is not None:
            words = Leaf(self._draft, place.end, collapse=True)
            words.html(self._source[place.start : place.end], place.start)
            block = words.close(BlockKind.ALT)
            if block is not None:
                self.images.append(block)

    def html(self, value: str, start: int) -> None:
        """Add HTML's text, its entities resolved one by one."""
        if "&" not in value:
            self.text(value, start, start + len(value))
            return
        position = 0
        for span in pattern(_ENTITY).spans(value):
            meaning = unescape(value[span.start : span.end])
            if meaning == value[span.start : span.end]:
                continue
            self.text(value[position : span.start], start + position, start + span.start)
            if not self._skip and start + span.start >= self._until:
                self.builder.add(meaning, Span(start + span.start, start + span.end))
            position = span.end
        self.text(value[position:], start + position, start + len(value))

    def cover(self, end: int) -> None:
        """Leave out all text up to `end`: something stands for it already."""
        self._until = max(self._until, end)

    @property
    def skipping(self) -> str:
        """Return the name of the element whose content is being left out, or nothing."""
        return self._skip[0] if self._skip else ""

    def unskip(self, at: int) -> None:
        """End what is being left out here: its end tag is missing."""
        if self._skip:
            _, start, inner = self._skip
            self._skip = None
            self.placeholder(MarkKind.CODE, start, at, " ".join(self._source[inner:at].split()))

    def close(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        quoted: bool = False,
        language: str | None = None,
        cell: CellPlace | None = None,
        item: ItemPlace | None = None,
        label: str = "",
    ) -> Block | None:
        """Return the block, or None when there is nothing in it to read."""
        return self.builder.close(
            kind, level=level, quoted=quoted, language=language, cell=cell, item=item, label=label
        )
