"""Markdown's dialects, line by line, before the real parse: containers, callouts, directives, components' indentation.

What a site generator knows and CommonMark does not is taken out: lines that are no prose, and the indentation that a
container adds to what it holds. Titles are kept, to be read on their own.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from edlint.model.document import BlockKind
from edlint.model.span import Span
from edlint.parse.asides import KINDS, Aside, worded
from edlint.parse.containers import Header, callout, closing, header, is_markup
from edlint.parse.mdx import Statements, part_end
from edlint.parse.tags import VOID
from edlint.text.pattern import pattern

_TAB = 4
# A text in which none of these stands has nothing that is looked for here.
_SIGNS = (
    r"!!!|\?\?\?|===|:::|^[ \t]*(?:```|~~~)+[ \t]*\{|///|\[!|^[ \t]*%%|^@def|<<<|^[ \t]*::|\)=|\[TOC\]|\[\[_?[Tt][Oo][Cc]"
    r"|8<-|^---$|^\+\+\+|^:[ \t]|^[ \t]*\\[A-Za-z]|\{:|^[ \t]*\*\["
)
_BULLETS = frozenset("-*+0123456789")
_FIRST = _BULLETS | frozenset("!?=/:`~>[({<%@\\")  # what lines of markup begin with
_FENCE = r"\A(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*(`{3,}|~{3,})([^\n]*)"
_ITEM = r"\A(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)"
_SETTING = r"[A-Za-z][\w\-]*:(?:[ \t][^\n]*)?|[ \t]+[^\n]*|-[ \t][^\n]*|#[^\n]*|"
_FIRST_SETTING = r"[a-z][\w\-]*:(?:[ \t][^\n]*)?"
_OPTION = r"[ \t]*:([A-Za-z][\w\-]*):[ \t]*([^\n]*)"
_ABBREVIATION = r"\A\*\[[^\]\n]+\]:[ \t]*"
_MYST = r"^[ \t]*(?:`{3,}|:{3,}|~{3,})\{[a-z]|^\([^()\n]+\)=$|^(?:jupytext|kernelspec):"
_STATEMENT = r"\A(?:import|export)\b"
_JSX = r"`[^`]*`|</?([A-Za-z][\w.\-]*)?"
_MOST_SETTINGS = 60  # lines of front matter inside a deck of slides
_DEEPEST = 100  # containers inside each other; what is deeper is read as if it were not there
_MOST_UNKNOWN = 400  # lines of a directive that nobody knows


class Layout(msgspec.Struct):
    """What the lines of a text are. `dropped` are the stretches that the Markdown parser is not to see, in order."""

    dropped: list[Span] = msgspec.field(default_factory=list)
    asides: list[Aside] = msgspec.field(default_factory=list)
    callouts: list[int] = msgspec.field(default_factory=list)
    code: list[Span] = msgspec.field(default_factory=list)
    fences: list[Span] = msgspec.field(default_factory=list)  # blocks of code, fences and all
    tags: list[Span] = msgspec.field(default_factory=list)  # lines of MDX that hold nothing but tags
    unknown: list[tuple[Span, str]] = msgspec.field(
        default_factory=list
    )  # bodies of directives that nobody knows

    def is_callout(self, text: str, start: int) -> bool:
        """Whether the block quotation that begins at `start` is a callout (`> [!info] Title`)."""
        index = bisect_right(self.callouts, start)
        between = text[start : self.callouts[index]] if index < len(self.callouts) else ""
        return between.count(">") == 1 and not between.strip(" \t\n>")


class _Open(NamedTuple):
    """A container that is open: what ends it (nothing: less indentation than `column`), and what it adds to lines."""

    mark: str
    column: int
    shift: int


def lay_out(text: str, start: int, *, mdx: bool = False, attributes: Sequence[str] = ()) -> Layout:
    """Return the layout of a Markdown text from `start` on, behind its front matter. Lines end in `\\n` alone."""
    if not mdx and not pattern(_SIGNS).found(text):
        return Layout()
    scanner = _Scanner(text, start, mdx=mdx, attributes=attributes)
    scanner.run()
    return scanner.layout


def _lines(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _columns(indentation: str) -> int:
    column = 0
    for character in indentation:
        column += _TAB - column % _TAB if character == "\t" else 1
    return column


class _Scanner:
    """Goes through the lines once. Containers are on a stack; of code only its end is looked for."""

    def __init__(self, text: str, start: int, *, mdx: bool, attributes: Sequence[str]) -> None:
        self._text = text
        self._lines = list(_lines(text, start))
        self._deck = start > 1  # whether there is front matter, as a deck of slides has
        self._mdx = mdx
        self._attributes = attributes
        self._myst = pattern(_MYST).found(text)
        self._statements = Statements(text)
        self._at = 0
        self._open: list[_Open] = []
        self._fresh: int | None = None  # where the component of the line before is indented
        self._in_list = False
        self._apart = True  # whether the line before is empty
        self._term = False  # whether the last line with anything in it is a comment
        self._last_slashes = text.rfind("\n///")
        self.layout = Layout()

    def run(self) -> None:
        """Read all lines."""
        for line in self._while(lambda _: True):
            begin = self._begin(line)
            apart, self._apart = self._apart, begin == line.end
            if begin < line.end:
                self._line(line, begin, apart=apart)

    def _source(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def _begin(self, line: Span) -> int:
        source = self._source(line)
        return line.end - len(source.lstrip(" \t"))

    def _column(self, line: Span) -> int:
        return _columns(self._text[line.start : self._begin(line)])

    def _while(self, holds: Callable[[Span], bool]) -> Iterator[Span]:
        """Yield the next lines as long as something holds for them; each is passed when it is yielded."""
        while self._at < len(self._lines) and holds(self._lines[self._at]):
            self._at += 1
            yield self._lines[self._at - 1]

    def _drop(self, span: Span) -> None:
        if not span.empty:
            self.layout.dropped.append(span)

    def _unindent(self, line: Span, shift: int) -> None:
        """Leave out the indentation that the containers add to a line, or what there is of it."""
        end, column = line.start, 0
        while shift and end < line.end and self._text[end] in " \t":
            column += _TAB - column % _TAB if self._text[end] == "\t" else 1
            if column > shift:
                break
            end += 1
        self._drop(Span(line.start, end))

    def _push(self, begun: _Open) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(begun)

    @property
    def _shift(self) -> int:
        return sum(one.shift for one in self._open)

    def _line(self, line: Span, begin: int, *, apart: bool) -> None:
        content = self._text[begin : line.end]
        column = self._column(line)
        self._shut(content, column)
        shift = self._shift
        if content[0] in _BULLETS and pattern(_ITEM).found(content):
            self._in_list = True
        elif apart and column <= shift:
            self._in_list = False
        near = self._in_list or column - shift < _TAB
        # MDX knows no indented code.
        self._unindent(line, shift if near or not self._mdx else column)
        if near and self._term and content[0] == ":" and content[1:2] in {" ", "\t"}:
            # A definition whose term is only a comment, which a site generator fills: CommonMark sees no term.
            content = content[1:].lstrip(" \t")
            self._drop(Span(begin, line.end - len(content)))
            begin, column = line.end - len(content), column + _TAB
            self._push(_Open("", column, _TAB))
        self._term = content.startswith("<!--")
        if near and content[:1] in _FIRST and self._markup(Span(begin, line.end), content, column):
            return
        if self._mdx and apart and column == 0 and pattern(_STATEMENT).found(content):
            end = self._statements.end(begin)
            self._drop(line)
            for other in self._while(lambda other: other.start < end):
                self._drop(other)
            self._apart = True  # another statement may follow at once
            return
        if "<!--" in content and "-->" not in content[content.rindex("<!--") :]:
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
        """Pass over a fenced block of code: `content` is its first line."""
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
        """End the containers that a line with this content and indentation is not in."""
        for index, one in enumerate(self._open):
            if not one.mark and column < one.column:
                del self._open[index:]
                break
        if content.startswith("</") and self._mdx:
            self._end(f"<{content[2:].partition('>')[0].strip()}")
        elif self._fresh is not None and self._open:
            # What a component holds is indented as its first line is.
            self._open[-1] = self._open[-1]._replace(shift=max(0, column - self._fresh))
        self._fresh = None

    def _end(self, mark: str) -> bool:
        """End the innermost container that a mark may end (all of its marks, and as many or more), if there is one."""
        for index in range(len(self._open) - 1, -1, -1):
            known = self._open[index].mark
            if known and (mark == known if known[0] in "</" else mark.startswith(known)):
                del self._open[index:]
                return True
        return False

    def _components(self, line: Span, column: int) -> None:
        """Note the components that begin and end in a line; of a tag of several lines the others are passed over."""
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
            end = part_end(self._text, begin)
            if end > 0 and not self._text.startswith("/>", end - 2) and name.lower() not in VOID:
                self._push(_Open(f"<{name}", 0, 0))
                self._fresh = column
        last = line
        for last in self._while(lambda other: other.start < end):
            content += self._source(last)
        if content.startswith("<") and content.rstrip().endswith(">"):
            self.layout.tags.append(Span(begun, last.end))

    def _markup(self, place: Span, content: str, column: int) -> bool:
        """Whether a line is no prose, and left out; a title in it is kept, and what it begins is open from here on."""
        begun = header(content)
        if begun is not None:
            return self._begins(begun, place, content, column)
        ends = closing(content)
        called = callout(content)
        if called is not None:
            sign = place.start + called.sign
            if not called.quotes:
                self.layout.callouts.append(sign)
            self._keep(called.title.shift(place.start), BlockKind.CAPTION)
            self._drop(Span(sign, place.end))
        elif content.startswith("*[") and (term := pattern(_ABBREVIATION).first(content)):
            self._keep(Span(place.start + term.end, place.end), BlockKind.CAPTION)
            self._drop(place)
        elif content[0] == "%" and self._myst and content[1:2] in {" ", ""}:
            self._drop(place)
        elif (ends and self._end(ends)) or ends.startswith(":") or is_markup(content):
            self._drop(place)
            if content.startswith("@def") and content.count('"""') == 1:
                self._leave_out(lambda line: '"""' not in self._source(line))
        elif content.startswith("%%") and "%%" not in content[2:] and self._text.find("%%", place.end) >= 0:
            self._drop(place)
            self._leave_out(lambda line: "%%" not in self._source(line))
        elif not (content == "---" and self._deck and self._settings()):
            return False
        return True

    def _leave_out(self, holds: Callable[[Span], bool]) -> None:
        """Leave out the next lines as long as something holds for them, and the one behind them."""
        for line in self._while(holds):
            self._drop(line)
        if self._at < len(self._lines):
            self._drop(self._lines[self._at])
            self._at += 1

    def _keep(self, span: Span, kind: BlockKind) -> None:
        if self._source(span).strip():
            self.layout.asides.append(Aside(kind, span))

    def _begins(self, begun: Header, place: Span, content: str, column: int) -> bool:
        shift = 0
        if not begun.mark:
            body = next((line for line in self._lines[self._at :] if self._begin(line) < line.end), None)
            inner = self._column(body) if body else 0
            shift = _TAB if inner >= column + _TAB else 0
            if inner <= column and begun.title.empty:
                return False  # “!!! note” with nothing below it
        elif begun.mark[0] == "/" and self._last_slashes < place.end:
            return False
        elif begun.body == "unknown":
            self._unknown(begun)
            return False
        self._drop(place)
        self._keep(begun.title.shift(place.start), BlockKind.CAPTION)
        if begun.mark.startswith(":"):
            self.layout.asides += worded(content, place.start, self._attributes)
        if begun.options:
            self._options(begun.options)
        if begun.mark or shift:
            self._push(_Open(begun.mark, column + shift, shift))
        if begun.body != "prose":
            body_lines = list(
                self._while(lambda line: not closing(self._source(line).strip()).startswith(begun.mark))
            )
            for line in body_lines:
                self._drop(line)
            if body_lines:
                whole = Span(body_lines[0].start, body_lines[-1].end)
                if begun.body == "caption":
                    self._keep(whole, BlockKind.CAPTION)
                else:
                    self.layout.code.append(whole)
        return True

    def _options(self, source: str) -> None:
        """Leave out the settings behind a container's first line; captions and alternative texts in them are kept."""
        if self._at < len(self._lines) and self._source(self._lines[self._at]).strip() == "---":
            self._drop(self._lines[self._at])
            self._at += 1
            self._leave_out(lambda line: self._source(line).strip() != "---")
        for line in self._while(lambda line: pattern(source).whole(self._source(line))):
            self._drop(line)
            for match in pattern(_OPTION).matches(self._source(line)):
                name, value = match.groups
                if value and name in KINDS:
                    self._keep(Span(line.end - len(value), line.end), KINDS[name])

    def _settings(self) -> bool:
        """Leave out the front matter of a slide, which begins with the line before; False where it is none."""
        end = self._at
        while end < len(self._lines) and end - self._at < _MOST_SETTINGS:
            source = self._source(self._lines[end])
            if source.rstrip() == "---" and end > self._at:
                break
            if not pattern(_FIRST_SETTING if end == self._at else _SETTING).whole(source):
                return False
            end += 1
        else:
            return False
        self._leave_out(lambda line: line.start < self._lines[end].start)
        return True

    def _unknown(self, begun: Header) -> None:
        """Note the body of a directive that nobody knows: Markdown takes it for code."""
        end = self._at
        while end < len(self._lines) and end - self._at < _MOST_UNKNOWN:
            if closing(self._source(self._lines[end]).strip()).startswith(begun.mark):
                break
            end += 1
        if end > self._at:
            span = Span(self._lines[self._at].start, self._lines[end - 1].end)
            self.layout.unknown.append((span, begun.name))


def _closes(line: str, mark: str) -> bool:
    """Whether a line ends a block of code that began with these backquotes or tildes: as many of them, or more."""
    bare = line.lstrip(" \t>").rstrip(" \t")
    return len(bare) >= len(mark) and not bare.strip(mark[0])
