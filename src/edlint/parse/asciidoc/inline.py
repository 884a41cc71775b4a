"""AsciiDoc's inline markup: formatting, macros, references and passthroughs, in one pass from left to right."""

from bisect import bisect_left
from html import unescape

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.parse.asciidoc.called import Macros
from edlint.parse.asciidoc.formatting import Formatting
from edlint.parse.asciidoc.macros import CHARACTERS, NOTHING
from edlint.parse.asciidoc.marks import Marks
from edlint.parse.asciidoc.stretch import Notes
from edlint.parse.joined import Joined
from edlint.parse.leaf import Leaf
from edlint.text.pattern import pattern


class AsciiDocInline(Notes):
    """Reads the inline markup of one document's blocks."""

    def read(self, leaf: Leaf, text: Joined, *, cell: bool = False) -> None:
        """Add a block's text to its leaf, with marks and placeholders; in a cell a backslash may escape a bar."""
        inline = _InlineText(self, leaf, text, Marks(text.text))
        inline.cell = cell
        inline.run(0, len(text.text))


class _InlineText(Macros, Formatting):
    """Reads one block's text into a leaf."""

    cell = False

    def run(self, start: int, end: int) -> None:
        """Read a range of the text; what is inside markup is read recursively."""
        self._done = at = start
        index = bisect_left(self._marks.starts, start)
        while index < len(self._marks.tokens) and self._marks.tokens[index].start < end:
            token = self._marks.tokens[index]
            index += 1
            if token.start < at:
                if token.end <= at:
                    continue
                token = self._again(token, at)
                if token.empty:
                    continue
            stop = self._take(token, end)
            if stop > token.start:
                self._done = at = stop
                index = max(index, bisect_left(self._marks.starts, at) - 1)
        self._feed(end)

    def _again(self, token: Span, at: int) -> Span:
        """Return what is left of a token that is partly read, if a macro's name may begin in it; else an empty span."""
        return Span(at, token.end) if self._value[token.end - 1] == "[" else Span(at, at)

    def _take(self, token: Span, end: int) -> int:
        """Read the plain text before a token and its markup; return its end, or the token's start if it is text."""
        value = self._value
        start = token.start
        found = value[start : token.end]
        if found == "\\":
            return self._escape(start, end)
        if found[0] == "+" or found == "$$":
            return self._passed(start, found, end)
        if found[0] == "{":
            return self._attribute(start, end)
        if found == "<<":
            return self._reference(start, end)
        if found == "[[":
            mark = "]]]" if value.startswith("[[[", start) else "]]"
            close = self._marks.find(mark, start, end)
            return self._nothing(start, close + len(mark)) if close > 0 else start
        if found == "((":
            return self._index(start, end)
        if found[0] == "&":
            meaning = unescape(found)
            if meaning == found:
                return start
            self._feed(start)
            self._leaf.text(meaning, *self._text.place(start, token.end))
            return token.end
        if found == " +":
            if token.end != end:
                self._feed(start)
                place = self._text.place(start, token.end)
                self._leaf.soft(place.start, place.end)
                return token.end
            return self._nothing(start, token.end)
        if found[-1] == "[":
            return self._macro(token, found, end) if ":" in found else start
        if found in {'"`', "'`"}:
            return self._curved(start, found, end)
        return self._format(start, found, end)

    def _escape(self, start: int, end: int) -> int:
        """Read a backslash before markup, which makes the mark after it text."""
        following = self._value[start + 1 : start + 2]
        if following == "|" and self.cell:
            self._feed(start)
            return start + 1
        index = bisect_left(self._marks.starts, start + 1)
        token = self._marks.tokens[index] if index < len(self._marks.tokens) else Span(-1, -1)
        if token.start != start + 1 or not following:
            return start
        found = self._value[token.start : token.end]
        stop = token.end
        if following in "*_`#^~":
            stop = token.start + (2 if self._value.startswith(following * 2, token.start) else 1)
        elif following == "{":
            close = self._value.find("}", start)
            stop = close + 1 if close > 0 else stop
        elif found[-1] == "[":
            close = self._value.find("]", stop)
            stop = close + 1 if close > 0 else stop
        if stop > end:
            return start
        self._feed(start)
        self._text.feed(self._leaf, start + 1, stop)
        return stop

    def _passed(self, start: int, mark: str, end: int) -> int:
        """Read a passthrough: text in which markup is not recognised."""
        value = self._value
        if mark == "+":
            before = value[start - 1 : start] if start else ""
            if before.isalnum() or before in {"_", ";", ":", "}"} or value[start + 1 : start + 2].isspace():
                return start
            close = self._marks.closing("+", start + 1, end)
        else:
            close = self._marks.find(mark, start + len(mark), end)
        if close <= start + len(mark) - 1 or close == start + len(mark):
            return start
        return self._stand(MarkKind.CODE, value[start + len(mark) : close], start, close + len(mark))

    def _attribute(self, start: int, end: int) -> int:
        close = self._marks.find("}", start, end)
        name = self._value[start + 1 : close]
        if close < 0 or not pattern(r"(?:counter2?:|set:)?[A-Za-z0-9_][\w\-]*(?::[^{}\n]*)?").whole(name):
            return start
        if name in NOTHING or name.startswith("set:"):
            self._feed(start)
            return close + 1
        if name in CHARACTERS:
            self._feed(start)
            self._leaf.text(CHARACTERS[name], *self._text.place(start, close + 1))
            return close + 1
        return self._stand(MarkKind.OBJECT, f"{{{name}}}", start, close + 1)

    def _reference(self, start: int, end: int) -> int:
        """Read `<<target,words>>`."""
        close = self._marks.find(">>", start, end)
        if close < 0:
            return start
        comma = self._value.find(",", start, close)
        target = self._value[start + 2 : close if comma < 0 else comma].strip()
        if comma < 0 or not self._value[comma + 1 : close].strip():
            if target in self._notes.works:
                return self._stand(MarkKind.CITATION, target, start, close + 2)
            return self._stand(MarkKind.LINK, f"#{target}", start, close + 2)
        words = self._bare(Span(comma + 1, close))
        return self._within(MarkKind.LINK, f"#{target}", Span(start, close + 2), words)

    def _index(self, start: int, end: int) -> int:
        """Read `((a term))`, which is shown, or skip `(((a, term)))`, which is not."""
        hidden = self._value.startswith("(((", start)
        close = self._marks.find(")))" if hidden else "))", start, end)
        if close < 0:
            return start
        if hidden:
            return self._nothing(start, close + 3)
        return self._within(None, "", Span(start, close + 2), Span(start + 2, close))
