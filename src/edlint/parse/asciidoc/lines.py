"""Lines of AsciiDoc: patterns of the kinds of lines, and the state of the scan that makes raw blocks of them."""

from edlint.model.block import BlockKind, CellPlace, ItemPlace
from edlint.model.span import Span
from edlint.parse.asciidoc.raw import BlockStyle, Listed, Opened, Raw, ScannedBlocks
from edlint.text.pattern import pattern

# Patterns of whole lines.
DELIMITER = r"(?:--|-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|```[^`\s]*|[|,:!]===+)[ \t]*"
LIST = r"(\*{1,5}|-|•|\.{1,5}|\d+\.|[a-zA-Z]\.|[ivxIVX]+\))[ \t]+\S.*"
TERM = r"(?:[^ \t/:]|/[^/]|:[^:]).*?(?::{2,4}|;;)(?:[ \t]+.*)?|\S(?::{2,4}|;;)(?:[ \t]+.*)?"
TERM_END = r"(:{2,4}|;;)(?:[ \t]|$)"
ATTRIBUTES = r"\[(?:|[A-Za-z_.#%{,\"'\d].*)\][ \t]*"
ANCHOR = r"\[\[(?:|[^\[\]]+)\]\][ \t]*"
BLOCK_TITLE = r"\.[^\s.].*"
_ENTRY = r":!?[A-Za-z0-9_][^:\n]*!?:(?:[ \t].*)?"
MACRO = r"[A-Za-z_][\w\-]*::\S*\[.*\][ \t]*"
_CONDITION = r"(?:ifdef|ifndef|ifeval|endif)::[^\[\]]*\[(.*)\][ \t]*"
CALLOUT = r"<(?:\d+|\.)>[ \t]+"


class AsciiDocLines:
    """Classifies the lines of the source `text`, and emits raw blocks."""

    def __init__(self, text: str, found: ScannedBlocks) -> None:
        """Start with nothing open."""
        self._text = text
        self._found = found
        self._lines: list[Span] = []
        self._at = 0
        self._style = BlockStyle()
        self._open: list[Opened] = []
        self._lists: list[Listed] = []
        self._item: ItemPlace | None = None
        self._attached = False  # whether a “+” attaches the next block to the list item
        self._cell: CellPlace | None = None
        self._nested = False

    def _line(self, index: int) -> str:
        start, end = self._lines[index]
        return self._text[start:end]

    def _is(self, shape: str, line: str) -> bool:
        return pattern(shape).whole(line)

    def _entry(self) -> bool:
        """Read an attribute entry with its continuation lines; return whether there is one."""
        line = self._line(self._at)
        if not line.startswith(":") or not self._is(_ENTRY, line):
            return False
        name, _, value = line[1:].partition(":")
        start = self._lines[self._at].start + 1 + len(name) + 1
        bare = value.strip()
        self._at += 1
        if bare and not bare.endswith("\\"):
            begin = start + len(value) - len(value.lstrip())
            self._found.entries.setdefault(name.strip("!").lower(), Span(begin, begin + len(bare)))
        while bare.endswith("\\") and self._at < len(self._lines):
            bare = self._line(self._at).strip()
            self._at += 1
        return True

    def _remark(self) -> bool:
        """Skip a comment line or a preprocessor directive (condition, include); return whether there is one."""
        line = self._line(self._at)
        start, end = self._lines[self._at]
        if line.startswith("//") and not line.startswith("///"):
            self._found.comments.append(Span(start, start + len(line.rstrip())))
        elif line.startswith("include::") and self._is(MACRO, line):
            pass
        elif line.startswith(("ifdef::", "ifndef::", "ifeval::", "endif::")) and self._is(_CONDITION, line):
            inner = Span(start + line.index("[") + 1, start + len(line.rstrip()) - 1)
            if line.startswith(("ifdef::", "ifndef::")) and not inner.empty:
                self._lines[self._at] = inner
                return True
        else:
            return False
        self._at += 1
        return end >= start

    def _titled(self) -> None:
        """Emit the title of the block that begins here."""
        if self._style.title is not None:
            self._emit(self._style.title, BlockKind.CAPTION)
            self._style.title = None

    def _reset(self) -> BlockStyle:
        self._titled()
        style, self._style = self._style, BlockStyle()
        return style

    def _breaks(self, line: str, *, listed: bool = False) -> bool:
        """Whether a line ends the paragraph above it."""
        if line[0] == "[" and (self._is(ATTRIBUTES, line) or self._is(ANCHOR, line)):
            return True
        if self._is(DELIMITER, line) or (self._open and line.rstrip() == self._open[-1].delimiter):
            return True
        if not listed:
            return False
        bare = line.lstrip()
        if self._is(LIST, bare) or self._is(rf"{CALLOUT}\S.*", bare) or self._is(BLOCK_TITLE, line):
            return True
        return ("::" in bare or ";;" in bare) and (
            self._is(MACRO, line) or (self._is(TERM, bare) and pattern(TERM_END).found(bare[1:]))
        )

    def _end_lists(self) -> None:
        self._lists = []
        self._item = None
        self._attached = False

    @property
    def _quoted(self) -> bool:
        return any(held.quoted for held in self._open)

    def _emit(
        self,
        runs: tuple[Span, ...],
        kind: BlockKind,
        *,
        level: int = 0,
        quoted: bool = False,
        item: ItemPlace | None = None,
    ) -> None:
        if self._cell is not None and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.CELL
        cell = self._cell if kind is BlockKind.CELL else None
        runs = tuple(run for run in runs if not run.empty)
        if runs:
            self._found.raws.append(Raw(runs, kind, level, quoted or self._quoted, item, cell))

    def _cut(self, index: int, column: int) -> Span:
        start, end = self._lines[index]
        return self._trim(Span(min(end, start + column), end))

    def _trim(self, run: Span) -> Span:
        start, end = run
        while start < end and self._text[start] in " \t":
            start += 1
        while end > start and self._text[end - 1] in " \t":
            end -= 1
        return Span(start, end)
