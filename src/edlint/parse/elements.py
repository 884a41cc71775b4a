"""The open HTML elements, which determine the kind, place and language of a block inside them."""

from collections import Counter

import msgspec

from edlint.model.block import BlockKind, CellPlace, ItemPlace
from edlint.parse.draft import Draft
from edlint.parse.tags import DEEPEST

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
# The elements that a start tag closes implicitly, unless an element of the second set lies in between.
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "td": (frozenset(["td", "th"]), frozenset(["table"])),
    "th": (frozenset(["td", "th"]), frozenset(["table"])),
    "tr": (frozenset(["td", "th", "tr"]), frozenset(["table"])),
}


class _OpenElement(msgspec.Struct):
    """An element that is open."""

    name: str
    language: str | None
    label: str = ""
    frame: "_OpenElement | None" = (
        None  # the innermost of itself and its ancestors that determines a block's kind
    )


class Elements:
    """The elements that are open, innermost last."""

    def __init__(self, draft: Draft) -> None:
        """Start with no open element."""
        self._draft = draft
        self._stack: list[_OpenElement] = []
        self._open: Counter[str] = Counter()
        self._lists: list[list[int]] = []  # number, next item, start or -1
        self._tables: list[list[int]] = []  # number, row, column

    @property
    def language(self) -> str | None:
        """Return the language declared by the innermost element that declares one."""
        return self._stack[-1].language if self._stack else None

    def holds(self, name: str) -> bool:
        """Whether an element of this name is open."""
        return self._open[name] > 0

    def make_way(self, name: str) -> None:
        """Close the elements that the start tag of `name` closes implicitly, because their end tags are missing."""
        ended = _IMPLIED.get(name)
        if ended:
            self._imply(*ended)
        if self._open["p"] and self._stack and self._stack[-1].name == "p":
            self._pop()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if len(self._stack) >= DEEPEST:
            return
        language = attributes.get("lang") or attributes.get("xml:lang")
        if language is None:
            language = self.language
        element = _OpenElement(name, None if name == "html" else language, _note(name, attributes))
        if element.label or name in _KINDS:
            element.frame = element
        elif self._stack:
            element.frame = self._stack[-1].frame
        self._stack.append(element)
        self._open[name] += 1
        self._count(name, attributes)

    def _count(self, name: str, attributes: dict[str, str]) -> None:
        """Assign numbers to lists and tables, and count their items, rows and cells."""
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
        """Close the innermost open elements of `names` and all inside them, unless one of `walls` is further in."""
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

    def shut(self, name: str) -> None:
        """Close the innermost element of this name and all elements inside it."""
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

    def context(self) -> tuple[BlockKind, int, ItemPlace | None, CellPlace | None, str]:
        """Return what a block that ends here is: kind, heading level, list item, table cell, footnote label."""
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
    """Return the footnote's label if the element is the text of a footnote, else an empty string."""
    if attributes.get("role") in {"doc-endnote", "doc-footnote"} or (
        name == "li" and attributes.get("id", "").startswith(("fn:", "fn-", "fn1", "user-content-fn-"))
    ):
        return attributes.get("id") or "note"
    return ""
