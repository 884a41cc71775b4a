"""The styles of a Word document, and the addresses of its links."""

from edlint.parse.office.package import Package
from edlint.parse.office.text import XmlReader


class WordStyles:
    """Names, outline levels and visibility of a document's styles, and the document's language."""

    def __init__(self, package: Package) -> None:
        """Read the styles of a package, if it has any."""
        self.names: dict[str, str] = {}
        self.outline: dict[str, int] = {}
        self.hidden: set[str] = set()
        self.language: str | None = None
        data = package.read("word/styles.xml")
        if data:
            _StyleReader(data, self).read()

    def name(self, identifier: str) -> str:
        """Return a style's name in lower case."""
        return self.names.get(identifier, identifier).lower()


class _StyleReader(XmlReader):
    def __init__(self, data: bytes, styles: WordStyles) -> None:
        super().__init__("word/styles.xml", data)
        self._styles = styles
        self._current = ""
        self._defaults = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val", "")
        if name == "w:style":
            self._current = attributes.get("w:styleId", "")
        elif name == "w:name" and self._current:
            self._styles.names[self._current] = value
        elif name == "w:outlineLvl" and self._current and value.isdigit() and len(value) == 1:
            self._styles.outline[self._current] = int(value) + 1
        elif name == "w:vanish" and self._current and value not in {"0", "false"}:
            self._styles.hidden.add(self._current)
        elif name == "w:docDefaults":
            self._defaults = True
        elif name == "w:lang" and self._defaults and value:
            self._styles.language = value

    def end(self, name: str) -> None:
        if name == "w:style":
            self._current = ""
        elif name == "w:docDefaults":
            self._defaults = False


def links(data: bytes) -> dict[str, str]:
    """Return the addresses of a document's external links, by the identifiers that its body uses for them."""
    found: dict[str, str] = {}
    if data:

        class Relations(XmlReader):
            def start(self, name: str, attributes: dict[str, str]) -> None:
                if name == "Relationship" and attributes.get("TargetMode") == "External":
                    found[attributes.get("Id", "")] = attributes.get("Target", "")

        Relations("word/_rels/document.xml.rels", data).read()
    return found
