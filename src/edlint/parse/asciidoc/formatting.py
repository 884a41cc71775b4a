"""AsciiDoc's formatting: strong, emphasis, code, superscripts and subscripts, curved quotation marks."""

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.parse.asciidoc.stretch import Stretch

_CONSTRAINED = {"*": MarkKind.STRONG, "_": MarkKind.EMPHASIS, "#": None, "`": MarkKind.CODE}


class Formatting(Stretch):
    """Reads formatting."""

    def _curved(self, start: int, mark: str, end: int) -> int:
        """Read `"`words`"`: quotation marks that are rendered curved."""
        before = self._value[start - 1 : start] if start else ""
        close = self._marks.find(mark[::-1], start + 2, end)
        if (
            before.isalnum()
            or before in {"_", ";", ":", "}"}
            or close <= start + 2
            or self._value[start + 2].isspace()
        ):
            return start
        opening, closing = ("“", "”") if mark[0] == '"' else ("‘", "’")
        self._feed(start)
        self._leaf.text(opening, *self._text.place(start, start + 2))
        self._done = start + 2
        self._within(None, "", Span(start + 2, close), Span(start + 2, close))
        self._leaf.text(closing, *self._text.place(close, close + 2))
        return close + 2

    def _format(self, start: int, found: str, end: int) -> int:
        """Read `*strong*`, `__un__constrained` and similar markup, with a role that may precede it."""
        value = self._value
        begin = start + len(found) - 1 if found[0] == "[" else start
        mark = value[begin]
        if mark in "\"'`" and found[-1] in "\"'" and len(found) == 2:
            if not self._apostrophe(begin):
                return start
            self._feed(start)
            self._leaf.text("’" if found[1] == "'" else "”", *self._text.place(start, start + 2))
            return start + 2
        if mark in "^~":
            close = self._marks.find(mark, begin + 1, end)
            if close <= begin + 1 or any(c.isspace() for c in value[begin + 1 : close]):
                return start
            return self._within(None, "", Span(start, close + 1), Span(begin + 1, close))
        if value.startswith(mark * 2, begin):
            close = self._marks.find(mark * 2, begin + 2, end)
            if close > begin + 2:
                return self._marked(mark, Span(start, close + 2), Span(begin + 2, close))
        close = self._constrained(mark, start, begin, end)
        if close <= begin + 1:
            return start
        return self._marked(mark, Span(start, close + 1), Span(begin + 1, close))

    def _constrained(self, mark: str, start: int, begin: int, end: int) -> int:
        """Return the end of the words that a single mark begins; -1 if it begins none: in a word, or before a blank."""
        value = self._value
        before = value[start - 1 : start] if start else ""
        if before.isalnum() or before in {"_", ";", ":", "}"} or (mark in "*#" and before == "&"):
            return -1
        if mark == "`" and before in {'"', "'"}:
            return -1
        if begin + 1 >= end or value[begin + 1].isspace():
            return -1
        return self._marks.closing(mark, begin + 1, end)

    def _apostrophe(self, at: int) -> bool:
        """Whether a backquote and a quotation mark are a curved apostrophe, as in “Sam`'s”."""
        return at > 0 and self._value[at + 1] == "'" and self._value[at - 1].isalnum()

    def _marked(self, mark: str, whole: Span, words: Span) -> int:
        kind = _CONSTRAINED[mark]
        if kind is MarkKind.CODE:
            inner = self._value[words.start : words.end].strip("+")
            return self._stand(kind, inner, whole.start, whole.end)
        return self._within(kind, "", whole, words)
