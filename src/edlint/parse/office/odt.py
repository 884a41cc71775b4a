"""OpenDocument texts: extracts the text that a reader sees in the body, its notes and its tables."""

from edlint.model.block import PLACEHOLDER
from edlint.parse.office.package import Package, PackageError
from edlint.parse.office.text import Extract, Paragraph, RunSegment, TextNode, TextRun, XmlReader

BODY = "content.xml"
_SILENT = frozenset(
    "text:tracked-changes office:annotation office:scripts office:font-face-decls office:forms text:note-citation "
    "text:sequence-decls text:variable-decls text:user-field-decls text:hidden-text text:hidden-paragraph office:settings "
    "text:table-of-content text:alphabetical-index text:illustration-index text:bibliography svg:title text:ruby-text".split()
)
_OBJECTS = frozenset(
    "text:date text:time text:page-number text:page-count text:bookmark-ref text:reference-ref text:sequence-ref text:sequence "
    "text:author-name text:file-name text:expression text:user-field-get text:variable-get text:placeholder".split()
)
"""Fields, whose text is computed."""
_CODE = ("preformatted", "source", "code", "teletype")


def extract(package: Package) -> Extract:
    """Return the text of an OpenDocument text. Raises PackageError if it is not one, or exceeds the limits."""
    if BODY not in package:
        raise PackageError("it has no content.xml")
    data = package.read(BODY)
    found = Extract(package, {BODY: data}, [])
    parents: dict[str, str] = {}
    for part in ("styles.xml", BODY):
        content = package.read(part)
        if content:
            _OdtStyles(part, content, parents, found).read()
    _OdtBody(BODY, data, parents, found.paragraphs).read()
    return found


class _OdtStyles(XmlReader):
    """Finds the parent of each style, and the document's language."""

    def __init__(self, part: str, data: bytes, parents: dict[str, str], found: Extract) -> None:
        super().__init__(part, data)
        self._parents = parents
        self._found = found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style:style":
            shown = attributes.get("style:display-name") or attributes.get("style:name", "")
            self._parents[attributes.get("style:name", "")] = (
                attributes.get("style:parent-style-name") or shown
            )
        elif name == "style:text-properties" and self.part == "styles.xml" and not self._found.language:
            language = attributes.get("fo:language", "none")
            self._found.language = None if language in {"none", "zxx"} else language


class _OdtBody(XmlReader):
    def __init__(self, part: str, data: bytes, parents: dict[str, str], paragraphs: list[Paragraph]) -> None:
        super().__init__(part, data)
        self._parents = parents
        self._out = paragraphs
        self._open: list[Paragraph] = []
        self._silent = self._objects = self._listed = 0
        self._spans: list[tuple[str, str]] = []
        self._node: TextNode | None = None
        self._notes: list[str] = []
        self._tables: list[list[int]] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._cut()
        if self._hides(name, attributes):
            self._silent += 1
        if self._silent:
            return
        if name in {"text:p", "text:h"}:
            self._begin(name, attributes)
        elif name == "text:span":
            style = self._style(attributes.get("text:style-name", ""))
            self._spans.append(("code", "") if any(word in style for word in _CODE) else ("", ""))
        elif name == "text:a":
            self._spans.append(("link", attributes.get("xlink:href", "")))
        elif name in {"text:s", "text:tab", "text:line-break"}:
            count = attributes.get("text:c", "1") if name == "text:s" else "1"
            blank = "\t" if name == "text:tab" else " "
            self._stand(blank * (int(count) if count.isdigit() and len(count) < 4 else 1), "break")
        elif name in _OBJECTS:
            if not self._objects:
                self._stand(PLACEHOLDER, "object", name.partition(":")[2])
            self._objects += 1
        elif name == "draw:frame":
            self._stand(PLACEHOLDER, "image")
        elif name == "text:note":
            label = (
                f"{attributes.get('text:note-class', 'footnote')} {attributes.get('text:id', len(self._out))}"
            )
            self._stand("", "note", label)
            self._notes.append(label)
        elif name == "text:list":
            self._listed += 1
        else:
            self._table(name)

    def _hides(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether an element hides its content; one inside a hidden element counts too, as its end tag will."""
        hidden = self._silent > 0 or attributes.get("text:display") == "none"
        return name in _SILENT or (name == "text:section" and hidden)

    def _table(self, name: str) -> None:
        if name == "table:table":
            self._tables.append([self._count, -1, -1])
            self._count += 1
        elif name == "table:table-row" and self._tables:
            self._tables[-1][1] += 1
            self._tables[-1][2] = -1
        elif name == "table:table-cell" and self._tables:
            self._tables[-1][2] += 1

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        paragraph = Paragraph()
        style = self._style(attributes.get("text:style-name", ""))
        level = attributes.get("text:outline-level", "1")
        if name == "text:h":
            paragraph.kind = "heading"
            paragraph.level = min(6, max(1, int(level))) if level.isdigit() and len(level) < 3 else 1
        elif self._notes:
            paragraph.kind, paragraph.label = "note", self._notes[-1]
        elif style in {"title", "subtitle"}:
            paragraph.kind = "title"
        elif "quot" in style:
            paragraph.kind = "quote"
        elif any(word in style for word in _CODE):
            paragraph.kind = "code"
        elif any(word in style for word in ("caption", "illustration", "figure", "drawing")):
            paragraph.kind = "caption"
        elif self._tables and self._tables[-1][2] >= 0:
            number, row, column = self._tables[-1]
            paragraph.kind, paragraph.cell = "cell", (number, row, column)
        elif self._listed:
            paragraph.kind = "item"
        self._open.append(paragraph)

    def _style(self, name: str) -> str:
        """Return the name of the style that an automatic style is based on, in lower case."""
        for _ in range(5):
            parent = self._parents.get(name, name)
            if parent == name:
                break
            name = parent
        return name.replace("_20_", " ").lower()

    def end(self, name: str) -> None:
        self._cut()
        if name in _SILENT or (self._silent and name == "text:section"):
            self._silent = max(0, self._silent - 1)
        elif self._silent:
            return
        elif name in {"text:p", "text:h"} and self._open:
            self._out.append(self._open.pop())
        elif name in {"text:span", "text:a"} and self._spans:
            self._spans.pop()
        elif name in _OBJECTS:
            self._objects = max(0, self._objects - 1)
        elif name == "text:note" and self._notes:
            self._notes.pop()
        elif name == "text:list":
            self._listed = max(0, self._listed - 1)
        elif name == "table:table" and self._tables:
            self._tables.pop()

    def characters(self, text: str) -> None:
        if self._silent or self._objects or not self._open:
            return
        if self._node is None:
            self._node = TextNode(self.part, self.at, self.at, self.at, TextRun(split=False))
        marks = tuple(mark for mark in self._spans if mark[0] == "link" and mark[1])
        kind = "code" if any(mark[0] == "code" for mark in self._spans) else "text"
        shown = text.replace("\n", " ").replace("\t", " ")
        self._open[-1].segments.append(RunSegment(shown, kind, "", self._node, marks))

    def _cut(self) -> None:
        """End the run of character data, because markup begins here."""
        if self._node is not None:
            self._node.end = self.at
            self._node = None

    def _stand(self, text: str, kind: str, value: str = "") -> None:
        if self._open:
            self._open[-1].segments.append(RunSegment(text, kind, value))
