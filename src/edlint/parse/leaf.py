"""A block under construction: its text without noise (non-prose such as addresses), with inline HTML interpreted."""

from html import unescape
from typing import NamedTuple

from edlint.model.block import Block, BlockKind, MarkKind
from edlint.model.span import Span
from edlint.parse.asides import worded
from edlint.parse.draft import Draft
from edlint.parse.tags import BLOCK, DEEPEST, Tag
from edlint.parse.textleaf import TextLeaf
from edlint.text.pattern import pattern

NOT_PROSE = frozenset(
    "code kbd samp var tt pre script style template svg math textarea select object iframe canvas audio video".split()
)
"""Elements whose content is not the author's prose."""

CODE_COMPONENTS = frozenset(
    "codeblock code-block codesnippet code-snippet terminal console shell mermaid".split()
)
"""Names of components whose content is code, in lower case."""

_CODE = frozenset("code kbd samp var tt pre".split()) | CODE_COMPONENTS
_UNSEEN = frozenset("script style template".split())
# Elements that render nothing, or only control line breaks.
_EMPTY = frozenset("area base col link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big center cite data del dfn em font i ins label mark nobr noscript output picture q rb rp rt "
    "ruby s slot small span strike strong sub summary sup time u".split()
)
_KNOWN = _INLINE | NOT_PROSE | BLOCK
"""HTML's elements; any other name that is never closed is a component, or no element at all (`Vec<String>`)."""

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


_ENTITY = r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,40});?"


class _Element(NamedTuple):
    """An open inline element: its tag, the kinds of marks that end with it, and the block's size where it began."""

    tag: Tag
    marks: list[MarkKind]
    before: tuple[int, int]
    unseen: bool  # whether it is a link target, which renders nothing if it is empty


class Leaf(TextLeaf):
    """A block whose content may include inline HTML tags."""

    def __init__(self, draft: Draft, limit: int, *, collapse: bool = False) -> None:
        """Start an empty block; the parameters are those of TextLeaf."""
        super().__init__(draft, limit, collapse=collapse)
        self._depth = 0
        self._note = ""
        self._unseen = False
        self._names: dict[str, int] = {}  # how many of each element are open
        self._stack: list[_Element] = []
        self.images: list[Block] = []
        self.image: tuple[int, str] | None = (
            None  # set while reading alternative text: the image's offset and address
        )

    def tag(self, tag: Tag) -> None:
        """Process an inline HTML tag."""
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
        self.loose = True
        self._draft.known.append(Span(start, tag.span.end))
        if start < self._until:
            return
        value = self._source[inner : tag.span.start]
        if name == "a":
            self.point(MarkKind.FOOTNOTE, start, tag.span.end, self._note)
        elif name in _CODE:
            self.placeholder(MarkKind.CODE, start, tag.span.end, " ".join(value.split()))
        elif name in _UNSEEN or self._unseen:
            self.hidden(Span(start, tag.span.end))
        else:
            kind = MarkKind.MATH if name == "math" else MarkKind.OBJECT
            self.placeholder(kind, start, tag.span.end, value)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if tag.component:
            self._draft.asides += worded(tag.raw, tag.span.start, self._draft.attributes)
        if tag.void and tag.component:
            self._empty(tag, tag.span.end, unseen=False)
        elif name in {"br", "hr"}:
            self.loose = True
            self.soft(tag.span.start, tag.span.end)
        elif name == "img":
            self._image(tag)
        elif name in _EMPTY:
            self.loose = True
        else:
            self._element(tag, tag.attributes() if tag.has_attributes else {})

    def _element(self, tag: Tag, attributes: dict[str, str]) -> None:
        """Open an element that contains words, or add a placeholder for one that does not."""
        name, end = tag.name, tag.span.end
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        anchor = "href" not in attributes and (
            name == "a" or (name in _INLINE and "id" in attributes and "class" not in attributes)
        )
        if tag.void or not ((name in _KNOWN and not tag.component) or self._closes(name, end)):
            self._empty(tag, end, unseen=hidden or anchor)
            return
        self.loose = True
        left_out = name in NOT_PROSE or name in CODE_COMPONENTS or hidden
        if left_out and self._closes(name, end):
            self._leave_out(tag, unseen=hidden)
        elif len(self._stack) >= DEEPEST:
            pass
        elif name == "a" and self._is_note(attributes) and self._closes(name, end):
            self._leave_out(tag, unseen=False)
            self._note = attributes.get("href", "").lstrip("#")
        else:
            self._stack.append(_Element(tag, self._marked(tag, attributes), self.size, anchor))
            self._names[name] = self._names.get(name, 0) + 1

    def _leave_out(self, tag: Tag, *, unseen: bool) -> None:
        """Start skipping an element's content; `unseen` says that the page does not show it."""
        self._skip = (tag.name, tag.span.start, tag.span.end)
        self._depth, self._unseen = 1, unseen

    def _marked(self, tag: Tag, attributes: dict[str, str]) -> list[MarkKind]:
        """Open the marks that an element makes, and return their kinds."""
        marks: list[MarkKind] = []
        kind = _MARKS.get(tag.name)
        address = attributes.get("href", "")
        if kind is not None and (address or kind is not MarkKind.LINK):
            self.open(kind, tag.span.start, address, attributes.get("title", ""))
            marks.append(kind)
        language = attributes.get("lang") or attributes.get("xml:lang") or ""
        if self._draft.foreign(language):
            self.open(MarkKind.LANGUAGE, tag.span.start, language)
            marks.append(MarkKind.LANGUAGE)
        return marks

    def _empty(self, tag: Tag, end: int, *, unseen: bool) -> None:
        """Add an element without text, from its tag to `end`: a placeholder, or a hidden range if it is `unseen`."""
        if unseen:
            self.hidden(Span(tag.span.start, end))
        else:
            self.placeholder(MarkKind.OBJECT, tag.span.start, end, tag.name)

    def _is_note(self, attributes: dict[str, str]) -> bool:
        """Whether a link is a footnote reference, or the link back from a footnote."""
        if attributes.get("role") in {"doc-noteref", "doc-backlink"}:
            return True
        raised = bool(self._stack) and self._stack[-1].tag.name == "sup"
        address = attributes.get("href", "")
        return address.startswith(("#fn", "#cite_note", "#footnote", "#user-content-fn")) or (
            raised and address.startswith("#")
        )

    def _closes(self, name: str, at: int) -> bool:
        """Whether the element is closed within this block; one that is not must not swallow the rest of it."""
        return at <= self._draft.closing(name, at) < self.limit

    def _end(self, tag: Tag) -> None:
        self.loose = True
        name = ""
        while self._names.get(tag.name) and name != tag.name:
            opened, marks, before, unseen = self._stack.pop()
            name = opened.name
            self._names[name] -= 1
            if name == tag.name and before == self.size and opened.span.start >= self._until:
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
        """Add HTML text that begins at source offset `start`, with its entities resolved one by one."""
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
                self.add(meaning, start + span.start, start + span.end)
            position = span.end
        self.text(value[position:], start + position, start + len(value))

    def unskip(self, at: int) -> None:
        """Stop skipping at `at` because the end tag is missing; what was skipped becomes a placeholder for code."""
        if self._skip:
            _, start, inner = self._skip
            self._skip = None
            self.placeholder(MarkKind.CODE, start, at, " ".join(self._source[inner:at].split()))
