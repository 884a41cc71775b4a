"""Lines of Markdown's dialects that are markup: containers, callouts, directives, settings, comments."""

from collections.abc import Sequence

from edlint.model.block import BlockKind
from edlint.model.span import Span
from edlint.parse.asides import KINDS, worded
from edlint.parse.containers import (
    Callout,
    Header,
    callout,
    closing,
    header,
    is_markup,
    is_whole,
    tab_heading,
)
from edlint.parse.directives import QUOTING
from edlint.parse.lined import TAB, Container, LinedText
from edlint.text.pattern import pattern

_SETTING = r"[A-Za-z][\w\-]*:(?:[ \t][^\n]*)?|[ \t]+[^\n]*|-[ \t][^\n]*|#[^\n]*|"
_FIRST_SETTING = r"[a-z][\w\-]*:(?:[ \t][^\n]*)?"
_OPTION = r"[ \t]*:([A-Za-z][\w\-]*):[ \t]*([^\n]*)"
_ABBREVIATION = r"\A\*\[[^\]\n]+\]:[ \t]*"
_MYST = r"^[ \t]*(?:`{3,}|:{3,}|~{3,})\{[a-z]|^\([^()\n]+\)=$|^(?:jupytext|kernelspec):"
_MOST_SETTINGS = 60  # lines of front matter inside a deck of slides
_MOST_UNKNOWN = 400  # lines of an unknown directive


class DialectLines(LinedText):
    """Drops lines that are not prose; a title in one is kept as an aside, and a container that it begins is opened."""

    def __init__(self, text: str, start: int, attributes: Sequence[str]) -> None:
        """Start with the line at offset `start`; `attributes` names the attributes whose values are prose."""
        super().__init__(text, start)
        self._attributes = attributes
        self._deck = start > 1  # whether there is front matter, as in a deck of slides
        self._myst = pattern(_MYST).found(text)
        self._last_slashes = text.rfind("\n///")

    def _markup(self, place: Span, content: str, column: int) -> bool:
        """Drop a line if it is not prose, and return whether it was dropped; a title is kept, a container is opened."""
        begun = header(content)
        if begun is not None and not closing(content):
            return self._begins(begun, place, content, column)
        if is_whole(content):
            self.layout.asides += worded(content, place.start, (*self._attributes, "alt-text"))
            self._drop(place)
            return True
        tab = tab_heading(content)
        called = callout(content)
        if tab is not None:
            self._keep(tab.shift(place.start), BlockKind.CAPTION)
            self._drop(place)
        elif called is not None:
            self._called(called, place)
        elif content.startswith("*[") and (term := pattern(_ABBREVIATION).first(content)):
            self._keep(Span(place.start + term.end, place.end), BlockKind.CAPTION)
            self._drop(place)
        elif content[0] == "%" and self._myst and content[1:2] in {" ", ""}:
            self._drop(place)
        elif not self._ended(place, content):
            return content == "---" and self._deck and self._settings()
        return True

    def _called(self, called: Callout, place: Span) -> None:
        """Handle the first line of a callout: drop its sign, keep its title."""
        sign = place.start + called.sign
        if not called.quotes:
            self.layout.callouts.append(sign)
        self._keep(called.title.shift(place.start), BlockKind.CAPTION)
        self._drop(Span(sign, place.end))

    def _ended(self, place: Span, content: str) -> bool:
        """Drop a line that ends a container, is only markup, or begins a comment; return whether it was such a line."""
        ends = closing(content)
        if (ends and self._end(ends)) or ends.startswith(":") or is_markup(content):
            self._drop(place)
            while self._quoting and self._quoting[-1][0] > len(self._open):
                self.layout.quote(Span(self._quoting.pop()[1], place.start))
            if content.startswith("@def") and content.count('"""') == 1:
                self._leave_out(lambda line: '"""' not in self._source(line))
            return True
        if content.startswith("%%") and "%%" not in content[2:] and self._text.find("%%", place.end) >= 0:
            self._drop(place)
            self._leave_out(lambda line: "%%" not in self._source(line))
            return True
        return False

    def _begins(self, begun: Header, place: Span, content: str, column: int) -> bool:
        shift = 0
        if not begun.mark:
            body = next((line for line in self._lines[self._at :] if self._begin(line) < line.end), None)
            inner = self._column(body) if body else 0
            shift = TAB if inner >= column + TAB else 0
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
            self._push(Container(begun.mark, column + shift, shift))
            if begun.mark and begun.name in QUOTING:
                self._quoting.append((len(self._open), place.end))
        if begun.body != "prose":
            self._body(begun)
        return True

    def _body(self, begun: Header) -> None:
        """Drop the body of a container whose content is not prose; a caption is kept."""
        lines = list(self._while(lambda line: not closing(self._source(line).strip()).startswith(begun.mark)))
        for line in lines:
            self._drop(line)
        if lines:
            whole = Span(lines[0].start, lines[-1].end)
            if begun.body == "caption":
                self._keep(whole, BlockKind.CAPTION)
            else:
                self.layout.code.append(whole)

    def _options(self, source: str) -> None:
        """Drop the setting lines after a container's first line; captions and alternative texts in them are kept."""
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
        """Drop the front matter of a slide, which begins on the line before; return False if there is none."""
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
        """Record the body of an unknown directive, which Markdown reads as code."""
        end = self._at
        while end < len(self._lines) and end - self._at < _MOST_UNKNOWN:
            if closing(self._source(self._lines[end]).strip()).startswith(begun.mark):
                break
            end += 1
        if end > self._at:
            span = Span(self._lines[self._at].start, self._lines[end - 1].end)
            self.layout.unknown.append((span, begun.name))
