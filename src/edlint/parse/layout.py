"""Line scan of Markdown's dialects before the CommonMark parse: containers, callouts, directives, indentation.

The scan drops the syntax of site generators that CommonMark does not have: lines that are not prose, and the
indentation that a container adds to its content. Titles are kept as asides.
"""

from collections.abc import Sequence

from edlint.model.span import Span
from edlint.parse.dialects import DialectLines
from edlint.parse.lined import TAB, Container, LineLayout
from edlint.parse.mdx import PATIENCE, Statements, part_end
from edlint.parse.tags import VOID
from edlint.text.pattern import pattern

# A text without any of these signs has none of the syntax that is handled here.
_SIGNS = (
    r"!!!|\?\?\?|===|:::|^[ \t]*(?:```|~~~)+[ \t]*\{|///|\[!|^[ \t]*%%|^@def|<<<|^[ \t]*::|\)=|\[TOC\]|\[\[_?[Tt][Oo][Cc]"
    r"|8<-|^---$|^\+\+\+|^:[ \t]|^[ \t]*\\[A-Za-z]|\{:|^[ \t]*\*\[|\(#tab/"
)
_BULLETS = frozenset("-*+0123456789")
_FIRST = _BULLETS | frozenset("!?=/:`~>[({<%@\\#")  # what lines of markup begin with
_FENCE = r"\A(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*(`{3,}|~{3,})([^\n]*)"
_ITEM = r"\A(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)"
_STATEMENT = r"\A(?:import|export)\b"
_JSX = r"`[^`]*`|</?([A-Za-z][\w.\-]*)?"


def lay_out(text: str, start: int, *, mdx: bool = False, attributes: Sequence[str] = ()) -> LineLayout:
    """Return the layout of a Markdown text from offset `start` on, after its front matter. Line ends must be `\\n`."""
    if not mdx and not pattern(_SIGNS).found(text):
        return LineLayout()
    scanner = _LayoutScanner(text, start, mdx=mdx, attributes=attributes)
    scanner.run()
    scanner.close()
    return scanner.layout


class _LayoutScanner(DialectLines):
    """Scans the lines once, with the open containers on a stack; in code, only its end is searched for."""

    def __init__(self, text: str, start: int, *, mdx: bool, attributes: Sequence[str]) -> None:
        super().__init__(text, start, attributes)
        self._mdx = mdx
        self._statements = Statements(text)
        self._endless = 0  # tags without an end
        self._fresh: int | None = None  # column of the component that the line before begins, if it does
        self._in_list = False
        self._apart = True  # whether the line before is empty
        self._term = False  # whether the last non-empty line is a comment

    def run(self) -> None:
        """Read all lines."""
        for line in self._while(lambda _: True):
            begin = self._begin(line)
            apart, self._apart = self._apart, begin == line.end
            if begin < line.end:
                self._line(line, begin, apart=apart)

    def _line(self, line: Span, begin: int, *, apart: bool) -> None:
        content = self._text[begin : line.end]
        column = self._column(line)
        self._shut(content, column)
        shift = self._shift
        if content[0] in _BULLETS and pattern(_ITEM).found(content):
            self._in_list = True
        elif apart and column <= shift:
            self._in_list = False
        near = self._in_list or column - shift < TAB
        # MDX has no indented code blocks.
        self._unindent(line, shift if near or not self._mdx else column)
        if near and self._term and content[0] == ":" and content[1:2] in {" ", "\t"}:
            # A definition whose term is a comment, which a site generator fills in: CommonMark sees no term.
            content = content[1:].lstrip(" \t")
            self._drop(Span(begin, line.end - len(content)))
            begin, column = line.end - len(content), column + TAB
            self._push(Container("", column, TAB))
        self._term = content.startswith("<!--")
        if near and content[:1] in _FIRST and self._markup(Span(begin, line.end), content, column):
            return
        if self._mdx and apart and column == 0 and pattern(_STATEMENT).found(content):
            self._statement(line)
        else:
            self._passed(line, content, column)

    def _statement(self, line: Span) -> None:
        """Drop an import or export statement."""
        end = self._statements.end(line.start)
        self._drop(line)
        for other in self._while(lambda other: other.start < end):
            self._drop(other)
        self._apart = True  # another statement may follow directly

    def _passed(self, line: Span, content: str, column: int) -> None:
        """Skip a comment or code block of several lines; in any other line of MDX, track the components."""
        if "<!--" in content and "-->" not in content[content.rindex("<!--") :]:
            shift = self._shift
            for other in self._while(lambda other: "-->" not in self._source(other)):
                self._unindent(other, shift)
            return
        fenced = "```" in content or "~~~" in content
        fence = next(pattern(_FENCE).matches(content), None) if fenced else None
        if fence is not None and "`" not in (fence.groups[1] or ""):
            self._fenced(content, fence.groups[0] or "")
        elif self._mdx:
            self._components(line, column)

    def _fenced(self, content: str, mark: str) -> None:
        """Skip a fenced code block; `content` is its first line, `mark` its fence."""
        shift = self._shift
        limit = max((one.column for one in self._open if not one.mark), default=0)
        quoted = content.startswith(">")

        def inside(line: Span) -> bool:
            bare = self._text[self._begin(line) : line.end]
            out = bare and (self._column(line) < limit or (quoted and bare[0] != ">"))
            return not out and not _closes(self._source(line), mark)

        begin = self._lines[self._at - 1].start
        for line in self._while(inside):
            self._unindent(line, shift)
        self.layout.fences.append(Span(begin, self._lines[self._at - 1].end))
        if self._at < len(self._lines) and _closes(self._source(self._lines[self._at]), mark):
            self._unindent(self._lines[self._at], shift)
            self._at += 1

    def _shut(self, content: str, column: int) -> None:
        """Close the containers that do not contain a line with this content and indentation."""
        for index, one in enumerate(self._open):
            if not one.mark and column < one.column:
                del self._open[index:]
                break
        if self._fresh is not None and self._open and not content.startswith("</"):
            # A component's content is indented as its first line is.
            self._open[-1] = self._open[-1]._replace(shift=max(0, column - self._fresh))
        self._fresh = None

    def _components(self, line: Span, column: int) -> None:
        """Track the components that begin and end in a line; the further lines of a multi-line tag are skipped."""
        begun, end = self._begin(line), 0
        content = self._text[begun : line.end]
        for match in pattern(_JSX).matches(self._source(line)):
            begin = line.start + match.span.start
            if begin < end or self._text[begin] != "<":
                continue
            name = match.groups[0] or ""
            if self._text.startswith("/", begin + 1):
                self._fresh = None if self._end(f"<{name}") else self._fresh
                continue
            end = part_end(self._text, begin) if self._endless < PATIENCE else -1
            self._endless += end < 0
            if end > 0 and not self._text.startswith("/>", end - 2) and name.lower() not in VOID:
                self._push(Container(f"<{name}", 0, 0))
                self._fresh = column
        last = line
        for last in self._while(lambda other: other.start < end):
            content += self._source(last)
        if content.startswith("<") and content.rstrip().endswith(">"):
            self.layout.tags.append(Span(begun, last.end))


def _closes(line: str, mark: str) -> bool:
    """Whether a line closes a code block opened with `mark`: at least as many backquotes or tildes, nothing else."""
    bare = line.lstrip(" \t>").rstrip(" \t")
    return len(bare) >= len(mark) and not bare.strip(mark[0])
