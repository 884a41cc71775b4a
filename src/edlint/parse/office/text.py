"""The text of a package, one line per paragraph, with the XML node that every code point came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from edlint.model.block import PLACEHOLDER
from edlint.model.edit import shared_ends
from edlint.parse.office.package import Package, PackageError

_LONG = 20_000  # code points; a longer paragraph is not compared between its equal ends
_DEEPEST = 2_000
_ELEMENTS = 1_000_000
"""Maximum number of elements in one part: a book of a thousand pages has fewer, and each takes memory."""
_LETTERS = 10_000_000
"""Maximum number of code points of text in one part, as many as a text file may have bytes."""


@dataclass
class TextNode:
    """A run of character data: its byte range in its part; `tag` is the byte offset of the element that contains it."""

    part: str
    start: int
    end: int
    tag: int = 0
    run: "TextRun | None" = None


@dataclass
class TextRun:
    """A run of text with one formatting: the bytes of its properties in the part, and whether it can be split."""

    properties: bytes = b""
    split: bool = True


class RunSegment(NamedTuple):
    """A piece of a paragraph: its text, its kind, and a value.

    The kind is `text`, `code`, `character`, `object`, `math`, `image`, `break` or `note`. `node` is None for what is
    not character data. `marks` holds the name and the value of each mark that is open around it.
    """

    text: str
    kind: str
    value: str = ""
    node: TextNode | None = None
    marks: tuple[tuple[str, str], ...] = ()


@dataclass
class Paragraph:
    """A paragraph: its kind, by its style, and its pieces."""

    kind: str = "paragraph"
    level: int = 0
    cell: tuple[int, int, int] | None = None
    item: int | None = None  # the number of the list to which it belongs
    label: str = ""
    segments: list[RunSegment] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the paragraph's line, in which an object is one code point."""
        return "".join(segment.text for segment in self.segments)


@dataclass
class Extract:
    """The text of a package: its paragraphs in reading order, and the parts that they came from."""

    package: Package
    parts: dict[str, bytes]
    paragraphs: list[Paragraph]
    language: str | None = None

    @property
    def text(self) -> str:
        """Return the text, one line per paragraph."""
        return "".join(f"{paragraph.text}\n" for paragraph in self.paragraphs)

    def rewritten(self, text: str) -> bytes:
        """Return the package with its text changed to `text`, which has one line per paragraph.

        New text goes into the first run that it touches; nothing else in the package changes. Raises PackageError if
        the lines no longer match the paragraphs, or something other than text would change.
        """
        lines = text.split("\n")
        if len(lines) != len(self.paragraphs) + 1:
            raise PackageError("a paragraph would be added or lost")
        changes: dict[str, list[tuple[int, int, bytes]]] = {}
        for paragraph, line in zip(self.paragraphs, lines, strict=False):
            if paragraph.text != line:
                for node, content in _changed(paragraph, line):
                    data = self.parts[node.part]
                    splices = changes.setdefault(node.part, [])
                    splices.append((node.start, node.end, escape(content).encode()))
                    head = data[node.tag : node.start]
                    if content != content.strip() and head.startswith(b"<w:t") and b"xml:space" not in head:
                        splices.append((node.tag + 4, node.tag + 4, b' xml:space="preserve"'))
        return self.package.written({name: spliced(self.parts[name], made) for name, made in changes.items()})


def spliced(data: bytes, splices: list[tuple[int, int, bytes]]) -> bytes:
    """Return data with ranges replaced, which must not overlap; at the same place the order given is kept."""
    out: list[bytes] = []
    position = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        out += (data[position:start], new)
        position = end
    return b"".join((*out, data[position:]))


def _changed(paragraph: Paragraph, line: str) -> Iterator[tuple[TextNode, str]]:
    """Yield the nodes of a paragraph whose text changes, with their new text."""
    owners: list[int] = []
    nodes: list[TextNode] = []
    known: dict[int, int] = {}
    for segment in paragraph.segments:
        number = -1
        if segment.node is not None:
            number = known.setdefault(id(segment.node), len(nodes))
            if number == len(nodes):
                nodes.append(segment.node)
        owners += [number] * len(segment.text)
    old = paragraph.text
    before = [""] * len(nodes)
    after = [""] * len(nodes)
    for number, character in zip(owners, old, strict=True):
        if number >= 0:
            before[number] += character
    for start, end, new in _differences(old, line):
        if new is None:
            for at in range(start, end):
                if owners[at] >= 0:
                    after[owners[at]] += old[at]
                elif old[at] != PLACEHOLDER and not old[at].isspace():
                    raise PackageError("what is no text would change")
        elif new:
            owner = _owner(owners, start, end)
            if owner < 0:
                raise PackageError("there is no text to put words into")
            after[owner] += new
    for number, node in enumerate(nodes):
        if before[number] != after[number]:
            yield node, after[number]


def _owner(owners: list[int], start: int, end: int) -> int:
    """Return the index of the node for new text: the first it replaces, else the one before, else after it; or -1."""
    inside = [number for number in owners[start:end] if number >= 0]
    if inside:
        return inside[0]
    before = next((number for number in reversed(owners[:start]) if number >= 0), -1)
    return before if before >= 0 else next((number for number in owners[end:] if number >= 0), -1)


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield ranges of the old text with the text that replaces them, None if they are unchanged."""
    if len(old) > _LONG or len(new) > _LONG:
        head, tail = shared_ends(old, new)
        yield 0, head, None
        yield head, len(old) - tail, new[head : len(new) - tail]
        yield len(old) - tail, len(old), None
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield a, b, None if tag == "equal" else new[c:d]


class XmlReader:
    """Reads a part with expat: names keep their prefix, only XML's own entities are allowed, offsets are in bytes."""

    def __init__(self, part: str, data: bytes) -> None:
        """Prepare the parser; `read` runs it."""
        self.part = part
        self.data = data
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._depth = 0
        self._elements = 0
        self._letters = 0

    def read(self) -> None:
        """Parse the part. Raises PackageError if it is not XML, has a doctype, is nested too deep or too large."""
        try:
            self._parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise PackageError(
                f"its part {self.part} is no XML: {expat.errors.messages[error.code]}"
            ) from None

    @property
    def at(self) -> int:
        """Return the byte offset of what is being reported."""
        return self._parser.CurrentByteIndex

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle a start tag."""

    def end(self, name: str) -> None:
        """Handle an end tag."""

    def characters(self, text: str) -> None:
        """Handle character data."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST:
            raise PackageError(f"its part {self.part} is nested too deep")
        if self._elements > _ELEMENTS:
            raise PackageError(f"its part {self.part} has more than {_ELEMENTS:,} elements")
        self.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(name)

    def _characters(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > _LETTERS:
            raise PackageError(f"its part {self.part} has more than {_LETTERS:,} characters of text")
        self.characters(text)

    def _doctype(self, *_: Any) -> None:
        raise PackageError(f"its part {self.part} declares entities, which no document needs")
