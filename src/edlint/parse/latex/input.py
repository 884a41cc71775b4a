"""The input of the LaTeX parser: the text, the position in it, its marks and arguments, the document's start."""

from edlint.model.span import Span
from edlint.parse.latex.commands import LANGUAGES
from edlint.parse.latex.lexer import marks
from edlint.text.pattern import pattern

_DOCUMENT = r"\\begin[ \t]*\{document\}"
_BABEL = r"\\usepackage[ \t]*\[([^\]]*)\][ \t]*\{babel\}|\\set(?:main|default)language[ \t]*(?:\[[^\]]*\])?[ \t]*\{([^}]*)\}"
_OVERLAY = r"\A<[0-9+\-.,|:@a-z() ]*>"
_OPTIONAL = 1_000  # code points of an optional argument
_FAR = 80  # code points of blanks before an argument, and of an overlay specification
_BLANKS = frozenset(" \t")
_WHITE = frozenset(" \t\n")


class LatexInput:
    """The text, how far it has been read, and its marks."""

    def __init__(self, text: str) -> None:
        """Start at the beginning of the text."""
        self._text = text
        self._at = 0
        self._marks = marks(text)
        self._pairs = self._marks.pairs
        self._braces = self._pairs.braces
        self._brackets = self._pairs.brackets
        self._gap_seen = Span(0, 0)

    def _skip_optional(self, *, star: bool = False) -> Span | None:
        """Skip an optional argument, if there is one; return the range inside its brackets, or None."""
        text = self._text
        if star and text.startswith("*", self._at):
            self._at += 1
        end = self._brackets.get(self._at)
        if end is None or end - self._at > _OPTIONAL:
            return None
        start, self._at = self._at + 1, end + 1
        return tuple.__new__(Span, (start, end))

    def _skip_overlay(self) -> None:
        """Skip an overlay specification, which names the slides that show something: `<2->`."""
        if self._text.startswith("<", self._at):
            overlay = pattern(_OVERLAY).first(self._text[self._at : self._at + _FAR])
            self._at += overlay.end if overlay else 0

    def _argument(self) -> Span | None:
        """Skip an argument in braces, if there is one that closes; return the range inside its braces, or None."""
        at = self._at
        end = self._braces.get(at)
        while end is None:
            if self._text[at : at + 1] not in _BLANKS or at - self._at >= _FAR:
                return None
            at += 1
            end = self._braces.get(at)
        self._at = end + 1
        return tuple.__new__(Span, (at + 1, end))

    def _peek(self) -> Span | None:
        at = self._at
        span = self._argument()
        self._at = at
        return span

    def _group(self) -> int:
        """Return the offset of the brace that opens here, after blanks and line ends; -1 if there is none."""
        at = self._at
        while self._text[at : at + 1] in _WHITE and at - self._at < _FAR:
            at += 1
        return at if self._text.startswith("{", at) else -1

    def _skip_words(self) -> None:
        """Skip the arguments that begin here and have no blank in them."""
        while self._text.startswith("{", self._at):
            span = self._peek()
            if span is None or self._parted(span):
                return
            self._at = span.end + 1

    def _parted(self, span: Span) -> bool:
        """Whether a range has a blank between words. The last gap found is remembered, because groups nest."""
        text, start = self._text, span.start
        while start < span.end and text[start] in _WHITE:
            start += 1
        if self._gap_seen.start < start:
            begin = start
            while begin < span.end and text[begin] not in _WHITE:
                begin += 1
            end = begin
            while end < span.end and text[end] in _WHITE:
                end += 1
            self._gap_seen = Span(begin, end)
        return self._gap_seen.end < span.end


def main_language(preamble: str) -> str | None:
    """Return the code of the language that the preamble declares, or None; of several for babel, the last."""
    for match in pattern(_BABEL).matches(preamble):
        named, main = match.groups
        names = [name.strip() for name in (named or main or "").split(",")]
        return LANGUAGES.get(next((name[5:] for name in names if name.startswith("main=")), names[-1]))
    return None


def document_start(text: str) -> int | None:
    """Return the offset of `\\begin{document}`, or None."""
    begin = pattern(_DOCUMENT).first(text)
    return None if begin is None else begin.start
