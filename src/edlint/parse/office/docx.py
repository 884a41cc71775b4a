"""Word documents: extracts the text that a reader sees in body, notes and tables; deleted or hidden text is not."""

from collections.abc import Callable

from edlint.model.block import PLACEHOLDER
from edlint.parse.office.package import Package, PackageError
from edlint.parse.office.styles import WordStyles, links
from edlint.parse.office.text import Extract, Paragraph, RunSegment, TextNode, TextRun, XmlReader

BODY = "word/document.xml"
_NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}
_NOTE = frozenset(["w:footnote", "w:endnote"])
_SILENT = frozenset(
    "w:del w:moveFrom w:instrText w:delText w:delInstrText w:rt mc:Fallback w:pPrChange w:rPrChange w:sectPr w:numbering "
    "w:tblPr w:tcPr w:trPr w:sdtPr w:fldData".split()
)
"""Elements whose content is not shown, or only describes formatting."""
_CODE = ("code", "verbatim", "preformatted", "source", "listing", "html typewriter", "macro")


def extract(package: Package) -> Extract:
    """Return the text of a Word document. Raises PackageError if it is not one, or exceeds the limits."""
    if BODY not in package:
        raise PackageError("it has no word/document.xml")
    styles = WordStyles(package)
    addresses = links(package.read("word/_rels/document.xml.rels"))
    found = Extract(package, {}, [], styles.language)
    for part in (BODY, *_NOTES):
        data = package.read(part)
        if data:
            found.parts[part] = data
            reader = _WordBody(part, data, styles, addresses, found.paragraphs)
            reader.read()
    return found


class _WordBody(XmlReader):
    """Reads a part into paragraphs. Open elements are tracked by counters, not by their depth."""

    def __init__(
        self, part: str, data: bytes, styles: WordStyles, links: dict[str, str], paragraphs: list[Paragraph]
    ) -> None:
        super().__init__(part, data)
        self._styles = styles
        self._links = links
        self._out = paragraphs
        self._open: list[Paragraph] = []  # a text box has paragraphs inside a paragraph
        self._silent = 0
        self._fields: list[bool] = []  # for each open field, whether its result has begun
        self._run: TextRun | None = None
        self._properties = 0
        self._hidden = self._code = False
        self._looks: list[str] = []
        self._address: list[str] = []
        self._node: TextNode | None = None
        self._note = ""
        self._inserted = 0
        self._tables: list[list[int]] = []  # number, row, column
        self._count = 0
        self._math = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _SILENT or (name in _NOTE and attributes.get("w:type", "normal") != "normal"):
            self._silent += 1
        if self._silent:
            return
        take: Callable[[dict[str, str]], None] | None = getattr(self, f"_{name.replace(':', '_')}", None)
        if take is not None:
            take(attributes)

    def end(self, name: str) -> None:
        if name in _SILENT or (self._silent and name in _NOTE):
            self._silent = max(0, self._silent - 1)
        elif not self._silent:
            self._shut(name)

    def characters(self, text: str) -> None:
        node = self._node
        if node is None or self._silent or not self._open:
            return
        if node.start < 0:
            node.start = self.at
        if False in self._fields:
            return
        marks = tuple((look, "") for look in self._looks)
        marks += tuple(("link", address) for address in self._address if address)
        kind = "hidden" if self._hidden else "code" if self._code else "text"
        if kind != "hidden":
            # Word shows a lone carriage return or line end in the XML as a blank.
            self._open[-1].segments.append(RunSegment(text.replace("\n", " "), kind, "", node, marks))

    # Paragraphs.

    def _w_p(self, _: dict[str, str]) -> None:
        paragraph = Paragraph()
        if self._note:
            paragraph.kind, paragraph.label = "note", self._note
        elif self._tables and self._tables[-1][2] >= 0:
            number, row, column = self._tables[-1]
            paragraph.kind, paragraph.cell = "cell", (number, row, column)
        self._open.append(paragraph)

    def _w_pStyle(self, attributes: dict[str, str]) -> None:  # noqa: N802 - the element's name
        if not self._open:
            return
        identifier = attributes.get("w:val", "")
        name = self._styles.name(identifier)
        paragraph = self._open[-1]
        level = self._styles.outline.get(identifier, 0)
        if name.startswith("heading") and name[-1:].isdigit():
            level = int(name[-1])
        if level:
            paragraph.kind, paragraph.level = "heading", min(6, level)
        elif name in {"title", "subtitle"}:
            paragraph.kind = "title"
        elif "quote" in name:
            paragraph.kind = "quote"
        elif "caption" in name:
            paragraph.kind = "caption"
        elif any(word in name for word in _CODE):
            paragraph.kind = "code"
        elif name.startswith(("toc ", "table of figures", "index ")):
            paragraph.kind = "silent"
        elif name.startswith("list") and paragraph.kind == "paragraph":
            paragraph.kind = "item"

    def _w_outlineLvl(self, attributes: dict[str, str]) -> None:  # noqa: N802 - the element's name
        value = attributes.get("w:val", "")
        if self._open and value.isdigit() and len(value) == 1 and int(value) < 9:
            self._open[-1].kind, self._open[-1].level = "heading", min(6, int(value) + 1)

    def _w_numId(self, attributes: dict[str, str]) -> None:  # noqa: N802 - the element's name
        value = attributes.get("w:val", "")
        if self._open and self._open[-1].kind in {"paragraph", "item"} and value.isdigit() and value != "0":
            self._open[-1].kind = "item"
            self._open[-1].item = int(value) if len(value) < 9 else 0

    # Runs.

    def _w_r(self, _: dict[str, str]) -> None:
        self._run = TextRun(split=not self._inserted)
        self._hidden = self._code = False
        self._looks = []

    def _w_rPr(self, _: dict[str, str]) -> None:  # noqa: N802 - the element's name
        self._properties = self.at

    def _w_vanish(self, attributes: dict[str, str]) -> None:
        self._hidden = self._run is not None and attributes.get("w:val", "true") not in {"0", "false"}

    _w_webHidden = _w_vanish  # noqa: N815 - the element's name

    def _w_rStyle(self, attributes: dict[str, str]) -> None:  # noqa: N802 - the element's name
        identifier = attributes.get("w:val", "")
        self._hidden = self._hidden or identifier in self._styles.hidden
        self._code = self._run is not None and any(word in self._styles.name(identifier) for word in _CODE)

    def _w_b(self, attributes: dict[str, str]) -> None:
        self._look("strong", attributes)

    def _w_i(self, attributes: dict[str, str]) -> None:
        self._look("emphasis", attributes)

    def _w_strike(self, attributes: dict[str, str]) -> None:
        self._look("strike", attributes)

    def _look(self, name: str, attributes: dict[str, str]) -> None:
        if self._run is not None and attributes.get("w:val", "true") not in {"0", "false"}:
            self._looks.append(name)

    def _w_t(self, _: dict[str, str]) -> None:
        self._node = TextNode(self.part, -1, -1, self.at, self._run)

    _m_t = None

    def _stand(self, text: str, kind: str, value: str = "") -> None:
        if self._open and not self._hidden and False not in self._fields:
            self._open[-1].segments.append(RunSegment(text, kind, value))

    def _w_tab(self, _: dict[str, str]) -> None:
        if self._run is not None:
            self._stand("\t", "break")

    def _w_br(self, _: dict[str, str]) -> None:
        self._stand(" ", "break")

    _w_cr = _w_ptab = _w_br

    def _w_noBreakHyphen(self, _: dict[str, str]) -> None:  # noqa: N802 - the element's name
        self._stand("\u2011", "character")

    def _w_softHyphen(self, _: dict[str, str]) -> None:  # noqa: N802 - the element's name
        self._stand("\u00ad", "character")

    def _w_sym(self, _: dict[str, str]) -> None:
        self._stand(PLACEHOLDER, "object", "symbol")

    def _w_drawing(self, _: dict[str, str]) -> None:
        self._stand(PLACEHOLDER, "image")

    _w_pict = _w_object = _w_drawing

    def _m_oMath(self, _: dict[str, str]) -> None:  # noqa: N802 - the element's name
        if not self._math:
            self._stand(PLACEHOLDER, "math")
        self._math += 1

    def _w_fldChar(self, attributes: dict[str, str]) -> None:  # noqa: N802 - the element's name
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _w_hyperlink(self, attributes: dict[str, str]) -> None:
        anchor = attributes.get("w:anchor", "")
        self._address.append(self._links.get(attributes.get("r:id", ""), f"#{anchor}" if anchor else ""))

    def _w_footnoteReference(self, attributes: dict[str, str]) -> None:  # noqa: N802 - the element's name
        self._stand("", "note", f"footnote {attributes.get('w:id', '')}")

    def _w_endnoteReference(self, attributes: dict[str, str]) -> None:  # noqa: N802 - the element's name
        self._stand("", "note", f"endnote {attributes.get('w:id', '')}")

    def _w_ins(self, _: dict[str, str]) -> None:
        self._inserted += 1

    def _w_footnote(self, attributes: dict[str, str]) -> None:
        self._note = f"{_NOTES.get(self.part, '')} {attributes.get('w:id', '')}"

    _w_endnote = _w_footnote

    def _w_tbl(self, _: dict[str, str]) -> None:
        self._tables.append([self._count, -1, -1])
        self._count += 1

    def _w_tr(self, _: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1][1] += 1
            self._tables[-1][2] = -1

    def _w_tc(self, _: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1][2] += 1

    def _shut(self, name: str) -> None:
        if name == "w:t" and self._node is not None:
            node, self._node = self._node, None
            node.end = self.at
            if node.start < 0:
                node.start = node.end
        elif name == "w:p" and self._open:
            self._out.append(self._open.pop())
            if not self._open:
                # A field's code ends with its paragraph at the latest, so that an unclosed field hides no more text.
                self._fields = [True for begun in self._fields if begun]
        elif name == "w:r":
            self._run = None
            self._hidden = self._code = False
        elif name == "w:rPr" and self._run is not None:
            self._run.properties = self.data[self._properties : self.at] + b"</w:rPr>"
        elif name == "w:hyperlink" and self._address:
            self._address.pop()
        elif name == "w:ins":
            self._inserted = max(0, self._inserted - 1)
        elif name in {"w:footnote", "w:endnote"}:
            self._note = ""
        elif name == "w:tbl" and self._tables:
            self._tables.pop()
        elif name == "m:oMath":
            self._math = max(0, self._math - 1)
