"""Scans AsciiDoc's lines into raw blocks, with the open blocks on an explicit stack."""

from collections.abc import Sequence

from edlint.model.block import BlockKind, CellPlace
from edlint.model.span import Span
from edlint.parse.asciidoc.lines import ANCHOR, ATTRIBUTES, BLOCK_TITLE, DELIMITER, MACRO
from edlint.parse.asciidoc.lists import ListScanner
from edlint.parse.asciidoc.raw import BlockStyle, Opened, alternative, attribute
from edlint.parse.asciidoc.tables import table
from edlint.text.pattern import pattern

_VERBATIM = frozenset("-.+/`")
_CODE = frozenset(
    "source listing literal pass stem latexmath asciimath comment mermaid plantuml ditaa graphviz".split()
)
_TITLE = r"(={1,6}|#{1,6})[ \t]+\S.*"
_ADMONITION = r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+"
_BREAK = r"'{3,}|<{3,}|-[ ]?-[ ]?-|\*[ ]?\*[ ]?\*|_[ ]?_[ ]?_"
_UNDERLINES = "=-~^+"
_NAMES = 20  # style names kept from the attribute lines above a block
_LONGEST = 4000  # code points of a block's attributes, all its lines together


class Scanner(ListScanner):
    """Scans lines into raw blocks."""

    def scan(self, lines: Sequence[Span], *, cell: CellPlace | None = None, header: bool = False) -> None:
        """Read lines; with `cell` they are a table cell's, with `header` they may begin with its title."""
        self._lines, self._cell, self._nested = list(lines), cell, cell is not None
        if header:
            self._header()
        while self._at < len(self._lines):
            self._block()

    def _header(self) -> None:
        while self._at < len(self._lines):
            if not self._line(self._at).strip():
                self._at += 1
            elif not (self._entry() or self._remark()):
                break
        if self._at >= len(self._lines):
            return
        line = self._line(self._at)
        if not line.startswith(("= ", "# ")):
            return
        self._emit((self._cut(self._at, 2),), BlockKind.HEADING, level=1)
        self._at += 1
        while self._at < len(self._lines) and self._line(self._at).strip():
            if not (self._entry() or self._remark()):
                self._at += 1  # authors and revision

    def _block(self) -> None:
        line = self._line(self._at)
        if not line.strip():
            self._at += 1
        elif self._open and line.rstrip() == self._open[-1].delimiter:
            self._shut()
        elif self._above(line):
            pass
        elif line.strip() == "+" and self._lists:
            self._attached = True
            self._at += 1
        elif self._is(DELIMITER, line):
            self._delimited(line.rstrip())
        elif not self._nested and not self._open and self._is(_TITLE, line):
            self._section(line)
        elif self._is(_BREAK, line.rstrip()):
            self._at += 1
            self._end_lists()
        elif self._is(MACRO, line):
            self._macro(line)
        elif self._list(line):
            pass
        elif line[0] in " \t" and not self._style.names:
            self._titled()
            self._code(self._paragraph(indented=True))
        else:
            self._prose()

    def _above(self, line: str) -> bool:
        """Read a line that belongs to what follows: a comment, an attribute entry, a block's attributes or title."""
        at = self._at
        if not (self._remark() or self._entry()):
            if line.startswith("[") and (self._is(ANCHOR, line) or self._is(ATTRIBUTES, line)):
                self._attributes(line)
            elif self._is(BLOCK_TITLE, line) and at + 1 < len(self._lines) and not self._is(DELIMITER, line):
                self._style.title = (self._cut(at, 1),)
                self._at += 1
            else:
                return False
        self._apart(at)
        return True

    def _apart(self, at: int) -> None:
        """End the open lists if line `at`, which belongs to what follows it, comes after an empty line."""
        apart = self._line(at)[:1] in {"[", "/", ".", ":"} and at > 0 and not self._line(at - 1).strip()
        if self._lists and not self._attached and apart:
            self._end_lists()

    def _attributes(self, line: str) -> None:
        inner = line.strip()[1:-1]
        if not inner.startswith("["):
            if len(self._style.attributes) < _LONGEST:
                self._style.attributes += f",{inner}"
            first = inner.partition(",")[0].strip()
            name = "".join(c if c not in "#.%" else " " for c in first).split()
            positional = first[:1] not in {"#", ".", "%", ""} and "=" not in first
            if positional and name:
                self._style.names = [name[0].strip("\"'").lower(), *self._style.names[:_NAMES]]
        self._at += 1

    def _shut(self) -> None:
        closed = self._open.pop()
        self._lists, self._item = closed.lists, closed.item
        self._at += 1
        self._style = BlockStyle()

    def _delimited(self, delimiter: str) -> None:
        self._settle()
        style = self._reset()
        kind = delimiter[0]
        if delimiter[1:].startswith("===") and kind in "|,:!":
            lines = self._content(delimiter)
            for runs, cell in table(
                self._text, lines, kind, style.attributes, self._found, quoted=self._quoted
            ):
                Scanner(self._text, self._found).scan(runs, cell=cell)
            return
        if delimiter.startswith("```"):
            delimiter = "```"
        verbatim = kind in _VERBATIM and delimiter != "--"
        if verbatim or style.style in _CODE or (style.style == "verse" and kind == "_"):
            lines = self._content(delimiter)
            if style.style == "verse":
                self._emit(
                    tuple(self._trim(run) for run in lines if not run.empty), BlockKind.PARAGRAPH, quoted=True
                )
            elif kind == "/" or style.style == "comment":
                if lines:
                    self._found.comments.append(Span(lines[0].start, max(lines[0].start + 1, lines[-1].end)))
            else:
                self._code(lines)
            return
        quoted = kind == "_" or style.style == "quote"
        self._open.append(Opened(delimiter, quoted, self._lists, self._item))
        self._lists = []
        self._at += 1

    def _content(self, delimiter: str) -> list[Span]:
        """Return the lines up to the one that ends the block, or to the end, and move past that line."""
        self._at += 1
        begin = self._at
        while self._at < len(self._lines) and self._line(self._at).rstrip() != delimiter:
            self._at += 1
        lines = list(self._lines[begin : self._at])
        self._at += 1
        return lines

    def _code(self, lines: Sequence[Span]) -> None:
        if lines:
            runs = tuple(Span(run.start, run.end) for run in lines)
            self._found.listings.append(runs)

    def _section(self, line: str) -> None:
        self._end_lists()
        self._reset()
        level = len(line) - len(line.lstrip(line[0]))
        run = self._cut(self._at, level)
        bare = self._text[run.start : run.end]
        tail = f" {line[0] * level}"
        if bare.endswith(tail):
            run = self._trim(Span(run.start, run.end - len(tail)))
        self._emit((run,), BlockKind.HEADING, level=level)
        self._at += 1

    def _macro(self, line: str) -> None:
        self._settle()
        self._reset()
        name, _, rest = line.partition("::")
        if name in {"image", "video", "audio"}:
            opening = rest.index("[")
            start = self._lines[self._at].start + len(name) + 2 + opening + 1
            inner = Span(start, self._lines[self._at].start + len(line.rstrip()) - 1)
            words = {
                BlockKind.ALT: alternative(self._text, inner),
                BlockKind.CAPTION: attribute(self._text, inner, "title"),
            }
            for kind, run in words.items():
                if run is not None:
                    self._emit((run,), kind)
        self._at += 1

    def _paragraph(self, *, indented: bool = False) -> list[Span]:
        runs: list[Span] = []
        while self._at < len(self._lines):
            line = self._line(self._at)
            if not line.strip() or (runs and self._breaks(line)):
                break
            if (
                self._lists
                and runs
                and not indented
                and (line.strip() == "+" or self._breaks(line, listed=True))
            ):
                break
            if runs and self._remark():
                continue
            runs.append(self._lines[self._at] if indented else self._trim(self._lines[self._at]))
            self._at += 1
        return runs

    def _prose(self) -> None:
        self._settle()
        style = self._reset()
        if self._underlined():
            return
        start = self._at
        runs = self._paragraph()
        if not runs:
            self._at = start + 1
            return
        if style.style in _CODE:
            if style.style != "comment":
                self._code(runs)
            return
        marked = pattern(_ADMONITION).first(self._text[runs[0].start : runs[0].end])
        if marked is not None and marked.start == 0:
            runs[0] = Span(runs[0].start + marked.end, runs[0].end)
        quoted = style.style in {"quote", "verse"}
        first = self._text[runs[0].start : runs[0].end]
        if first.startswith("> ") or first == ">":
            quoted = True
            runs = [
                self._trim(Span(run.start + self._text.startswith(">", run.start), run.end)) for run in runs
            ]
        elif self._text.startswith("-- ", runs[-1].start) and first.startswith('"'):
            quoted = True
        item = self._item if self._lists else None
        kind = BlockKind.LIST_ITEM if self._lists else BlockKind.PARAGRAPH
        self._emit(tuple(runs), kind, quoted=quoted, item=item)
        self._attached = False

    def _underlined(self) -> bool:
        """Read a title that the next line underlines (AsciiDoc's old style); return whether there is one."""
        if self._nested or self._open or self._lists or self._at + 1 >= len(self._lines):
            return False
        title, line = self._line(self._at).rstrip(), self._line(self._at + 1).rstrip()
        mark = line[:1]
        if not mark or mark not in _UNDERLINES or line != mark * len(line) or abs(len(title) - len(line)) > 1:
            return False
        if not any(c.isalnum() for c in title) or len(line) < 2:
            return False
        self._emit((self._trim(self._lines[self._at]),), BlockKind.HEADING, level=_UNDERLINES.index(mark) + 1)
        self._at += 2
        return True

    def _settle(self) -> None:
        """End the open lists, unless the block that begins here is attached to an item."""
        if self._lists and not self._attached and self._at and not self._line(self._at - 1).strip():
            self._end_lists()
        self._attached = False
