"""Reads LaTeX's marks and commands into a document."""

import unicodedata
from bisect import bisect_left
from functools import cached_property
from operator import attrgetter

from edlint.config.schema import LatexSettings
from edlint.model.block import MarkKind
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.latex.arguments import Arguments
from edlint.parse.latex.commands import ACCENTS, CHARACTERS
from edlint.parse.latex.lexer import (
    BACKSLASH,
    BRACKET,
    CLOSING,
    DOLLAR,
    END_BRACKET,
    INLINE_CODE,
    NEWLINE,
    after_break,
    name_end,
)
from edlint.parse.latex.output import inline
from edlint.text.pattern import pattern

_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": "\u00a0"}
_REPEATED = {"-": 3, "'": 2, "`": 2}
"""Characters that have another meaning when repeated, and the maximum number of repetitions."""
_DEFINE = frozenset(
    "def gdef edef xdef let newcommand renewcommand providecommand DeclareRobustCommand newcommand* renewcommand* providecommand*".split()
)
_LET = r"\A\\(?:[A-Za-z@]+|[^\n]) ?=? ?\\?(?:[A-Za-z@]+|[^\n])"
_LONGEST = 5_000  # code points of a formula
_HEAD = 200  # and of the beginning of a definition
_BLANK = "\n\n"
_BLANKS = frozenset(" \t")
_JOINED = frozenset("'’“‘„«‹‚")


def parse(source: Source, options: LatexSettings | None = None) -> Document:
    """Return the document of a LaTeX file; never fails. Only titles are prose before any `\\begin{document}`."""
    reader = _LatexReader(source, options or LatexSettings())
    reader.read()
    draft = reader.draft
    draft.blocks.sort(key=attrgetter("span.start"))
    return draft.document(footnotes=reader.notes)


class _LatexReader(Arguments):
    """Reads marks and commands."""

    def read(self) -> None:
        text = self._text
        places, signs, _ = self._marks
        for start, sign, following in zip(places, signs, [*places[1:], len(text)], strict=False):
            if start < self._at:
                continue
            if sign == NEWLINE:
                self._break(start)
            elif sign == BACKSLASH:
                self._command(start, following)
                if self._ended:
                    break
            elif sign == CLOSING:
                self._brace(start)
            elif sign == DOLLAR:
                self._dollar(start)
            elif sign == END_BRACKET:
                if start in self._insets:
                    self._close_inset(start)
            elif sign != BRACKET:
                self._sign(start, text[start])
        else:
            self._words(len(text))
        while self._frames:
            self._close(len(text))
        self._flush()

    def _break(self, at: int) -> None:
        """Process a line end with the blanks around it, and the empty lines after it."""
        text, start = self._text, at
        while start > self._at and text[start - 1] in " \t":
            start -= 1
        if self._at < start:
            self._words(start)
        self._at, parted = self._pairs.breaks.get(at) or after_break(text, at)
        if parted:
            self._paragraph()
        elif self._leaf is not None and not self._silent:
            self._leaf.soft(start, self._at)

    def _sign(self, start: int, sign: str) -> None:
        """Process a mark other than a line end or a command."""
        if sign in _REPEATED:
            width = 1
            while width < _REPEATED[sign] and self._text.startswith(sign, start + width):
                width += 1
            sign *= width
            if sign in {"-", "'"}:
                return
        self._words(start)
        self._at = start + len(sign)
        if sign in _LIGATURES:
            self._character(_LIGATURES[sign], start)
        elif sign == "{":
            self._frames.append(inline(None, closes=start in self._braces))
        elif sign == "%":
            self._remark(start)
        else:
            self._cell(next_row=False)

    def _brace(self, start: int) -> None:
        """Process a closing brace, which may close nothing."""
        if self._at < start:
            self._words(start)
        self._at = start + 1
        if self._frames and self._frames[-1].kind != "environment":
            rest = self._frames[-1].rest
            self._close(self._at)
            if rest:
                self._apply(start, "", rest)

    def _remark(self, at: int) -> None:
        """Skip a comment, its line end, and the blanks at the beginning of the next line."""
        text = self._text
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        words = text[at:end].lstrip("% \t")
        if words.startswith("edlint-"):
            self.draft.comment(Span(at, end), words)
        begin = text.rfind("\n", 0, at) + 1
        following = end + 1
        while following < len(text) and text[following] in " \t":
            following += 1
        if not text[begin:at].strip() or text[following : following + 1] == "\n":
            # A line that is only a comment is ignored entirely; before an empty line, the line end counts.
            self._at = end if text[following : following + 1] == "\n" else min(following, len(text))
            return
        self._at = min(following, len(text))

    def _dollar(self, start: int) -> None:
        """Process mathematics between dollar signs of the same group and paragraph; an unpaired sign is skipped."""
        if self._at < start:
            self._words(start)
        text = self._text
        inner = start + 1 + (text[start + 1 : start + 2] == "$")
        close = self._pairs.dollars.get(start)
        if close is None:
            self._at = inner
            return
        self._at = end = close + inner - start
        if not self._silent:
            leaf = self._leaf or self._open()
            leaf.placeholder(MarkKind.MATH, start, end, " ".join(text[inner:close].split()))

    def _command(self, start: int, following: int) -> None:
        """Process a command; its name ends at the next mark or before."""
        if self._at < start:
            self._words(start)
        name = self._text[start + 1 : following].partition(" ")[0]
        if not name:
            name = self._text[start + 1 : start + 2]
        self._at = start + 1 + len(name)
        action, signature = _ACTIONS.get(name), self._commands.get(name)
        if action is None and signature is None:
            self._at = name_end(self._text, start)
            name = self._text[start + 1 : self._at]
            action = _ACTIONS.get(name)
            signature = self._commands.get(name) or self._commands.get(name.rstrip("*"))
        if action is not None:
            action(self, start, name)
        elif signature is not None:
            self._apply(start, name, signature)
        elif name:
            self._unknown(start, name)
        else:
            self._at = start  # a backslash at the very end

    def row(self, start: int, _name: str) -> None:
        """End a line, which in a table is a row."""
        self._skip_optional(star=True)
        if not self._cell(next_row=True):
            self._gap(start)

    def meaning(self, start: int, name: str) -> None:
        if self._silent:
            return
        meaning = CHARACTERS[name]
        if name.isalpha() and self._text.startswith("{}", self._at):
            self._at += 2
        elif name.isalpha() and (meaning.isalpha() or meaning in _JOINED):
            # Blanks after a command only end its name; authors rely on that for letters and quotation marks.
            while self._text[self._at : self._at + 1] in _BLANKS:
                self._at += 1
        if meaning:
            self._character(meaning, start)

    def accent(self, start: int, name: str) -> None:
        if not self._accented(start, name):
            self._unknown(start, name)

    def _accented(self, start: int, name: str) -> bool:
        """Add a letter with an accent: `\\'e`, `\\"{o}`, `\\c c`; return False if no letter follows."""
        text, at = self._text, self._at
        braced = text.startswith("{", at)
        at += braced
        if name.isalpha() and not braced:
            if not text.startswith(" ", at):
                return False
            at += 1
        if text.startswith(("\\i", "\\j"), at) and not text[at + 2 : at + 3].isalpha():
            letter, stop = text[at + 1], at + 2
        else:
            letter, stop = text[at : at + 1], at + 1
        if braced and not text.startswith("}", stop):
            return False
        if not letter.isalpha():
            return False
        self._at = stop + braced
        self._character(unicodedata.normalize("NFC", letter + ACCENTS[name]), start)
        return True

    def display(self, start: int, name: str) -> None:
        begin, closer = self._at, "\\)" if name == "(" else "\\]"
        end = self._text.find(closer, begin, begin + _LONGEST)
        if end >= 0 and self._text.find(_BLANK, begin, end) < 0:
            self._at = end + 2
            self._stand(MarkKind.MATH, start, self._text[begin:end])

    def verb(self, start: int, _name: str) -> None:
        end = self._pairs.literal.get(start)
        if end is not None:
            inner = self._text[self._at : end]
            self._at = end
            self._stand(MarkKind.CODE, start, inner[:-1].rpartition(inner[-1])[2])
            return
        self._skip_optional()
        if self._text.startswith("mintinline", start + 1):
            self._argument()
        span = self._argument()
        if span is not None:
            self._stand(MarkKind.CODE, start, self._text[span.start : span.end])

    def left_out(self, start: int, _name: str) -> None:
        """Skip the text that `\\iffalse` disables; if it has no end, skip nothing."""
        number = bisect_left(self._ends, self._at)
        if number == len(self._ends):
            return
        self._at = name_end(self._text, self._ends[number])
        if self._leaf is not None:
            self._leaf.hidden(Span(start, self._at))

    @cached_property
    def _ends(self) -> list[int]:
        """Return the offsets of `\\fi` and `\\else`, which end disabled text."""
        return [span.start for span in pattern(r"\\(?:fi|else)\b").spans(self._text)]

    def definition(self, _start: int, name: str) -> None:
        head = self._text[self._at : self._at + _HEAD].partition("\n")[0]
        if name == "let":
            given = pattern(_LET).first(head)
            self._at += given.end if given else 0
        elif not name.endswith("def"):
            if self._argument() is None and head.startswith("\\"):
                self._at = name_end(self._text, self._at)
            while self._skip_optional() is not None:
                pass
            self._argument()
        elif "{" in head:
            self._at += head.index("{")
            self._argument()


_ACTIONS = {
    **dict.fromkeys(CHARACTERS, _LatexReader.meaning),
    **dict.fromkeys(ACCENTS, _LatexReader.accent),
    **dict.fromkeys(_DEFINE, _LatexReader.definition),
    **dict.fromkeys(["item", "item*"], _LatexReader.item),
    **dict.fromkeys([*INLINE_CODE, *(f"{name}*" for name in INLINE_CODE)], _LatexReader.verb),
    **dict.fromkeys("([", _LatexReader.display),
    "begin": _LatexReader.environment,
    "end": _LatexReader.end,
    "bibitem": _LatexReader.entry,
    "\\": _LatexReader.row,
    "hline": _LatexReader.rule,
    "midrule": _LatexReader.rule,
    "iffalse": _LatexReader.left_out,
}
"""Commands that a method reads, whatever the configuration says."""
