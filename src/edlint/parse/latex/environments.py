"""LaTeX's environments: lists, tables, quotations, formulas, code."""

import msgspec

from edlint.model.block import BlockKind, MarkKind
from edlint.model.span import Span
from edlint.parse.latex.commands import (
    ARGUMENTS,
    DRAWN,
    ENVIRONMENTS,
    LANGUAGES,
    MATH,
    VERBATIM,
)
from edlint.parse.latex.lexer import braced
from edlint.parse.latex.output import Environment, LatexFrame, LatexOutput
from edlint.text.pattern import pattern

_WORDED = r"\A[^$]*(?:\A|[^\\\pL$])\pL{3,}[^$]*\z"
"""A label with a word in it, and no mathematics."""

_NUMBER = r"[^\pL]*[0-9][^\pL]*"
"""A cell that holds a number and no word."""


class Environments(LatexOutput):
    """Begins and ends environments."""

    def environment(self, start: int, _name: str) -> None:
        """Begin the environment whose name follows."""
        name, self._at = braced(self._text, self._at)
        if not name:
            return
        bare = name.rstrip("*")
        holds = self._options.environments.get(name) or ENVIRONMENTS.get(bare, "prose")
        if bare == "document":
            self._preamble = self._silent = False
            self._leaf = None
        elif bare in VERBATIM or holds == "code":
            self._verbatim(name)
        elif bare in MATH or bare in DRAWN or holds == "math":
            self._formula(start, name, drawn=bare in DRAWN)
        else:
            self._begin(bare, holds)

    def _begin(self, name: str, holds: str) -> None:
        self._flush()
        environment = Environment(name, holds, self._language)
        if name in LANGUAGES:
            self._speak(name)
        if holds == "list":
            environment.number = self.draft.lists
            self.draft.lists += 1
            self._lists.append(environment)
        elif holds == "table":
            environment.number = self.draft.tables
            self.draft.tables += 1
        self._environments.append(environment)
        self._names[name] += 1
        self._quotes += holds == "quote"
        self._frames.append(LatexFrame("environment", name, closes=False))
        signature = ARGUMENTS.get(name)
        self._skip_overlay()
        if signature is None:
            options = self._skip_optional()
            if options is not None:
                self._named(options)
            if holds == "prose":
                self._skip_words()
            return
        for i in range(0, len(signature) - 2, 3):
            bracket, action = signature[i], signature[i + 1]
            if bracket == "[":
                span = self._skip_optional()
                if span is not None and action == "a" and not self._silent:
                    self._inset(span, BlockKind.CAPTION)
                    return
            elif action in {"-", "l"}:
                span = self._argument()
                if span is not None and action == "l":
                    self._speak(self._text[span.start : span.end])
            else:
                self._read_argument(self._at, action, "")

    def end(self, _start: int, _name: str) -> None:
        """End the environment whose name follows, and everything open inside it."""
        name, self._at = braced(self._text, self._at)
        bare = name.rstrip("*")
        if bare == "document":
            self._ended = True
            return
        if not self._names[bare]:
            return
        while self._frames:
            frame = self._frames[-1]
            self._close(self._at)
            if frame.kind == "environment" and frame.name == bare:
                return

    def _verbatim(self, name: str) -> None:
        self._flush()
        end = self._text.find(f"\\end{{{name}}}", self._at)
        stop = len(self._text) if end < 0 else end
        start = self._at
        line = self._text.find("\n", start, stop)
        if line >= 0:
            if self._text.startswith("[", start):
                self._named(Span(start + 1, line))
            start = line + 1
        if name.rstrip("*") != "comment" and start < stop:
            self.draft.code.append(self._text[start:stop])
            self.draft.listings.append((Span(start, stop),))
        self._at = stop if end < 0 else end + len(name) + 6

    def _formula(self, start: int, name: str, *, drawn: bool) -> None:
        closer = f"\\end{{{name}}}"
        end = -1 if closer in self._missing else self._text.find(closer, self._at)
        if end < 0:
            self._missing.add(closer)
            return
        inner = self._text[self._at : end]
        self._at = end + len(closer)
        if drawn:
            self._flush()
        else:
            self._stand(MarkKind.MATH, start, inner)

    def item(self, _start: int, _name: str) -> None:
        """Begin an item of the open list."""
        self._flush()
        self._skip_overlay()
        environment = self._lists[-1] if self._lists else None
        if environment is not None:
            environment.count += 1
        span = self._skip_optional()
        if span is None or environment is None or self._preamble:
            return
        # In a list of terms the label is a term; in other lists it is mostly a bullet or a number.
        if environment.name == "description" or pattern(_WORDED).found(self._text[span.start : span.end]):
            self._inset(span, BlockKind.LIST_ITEM)

    def entry(self, _start: int, _name: str) -> None:
        """Begin a bibliography entry, which becomes a footnote with the citation's key as its label."""
        self._flush()
        while self._skip_optional() is not None:
            pass
        span = self._argument()
        self._label = "" if span is None else self._text[span.start : span.end]

    def rule(self, _start: int, _name: str) -> None:
        """Take the row above a table's first inner rule for its heading, unless the row holds a number."""
        self._skip_optional()
        environment = self._environments[-1] if self._environments else None
        if environment is None or environment.holds != "table" or environment.row != 1:
            return
        blocks = self.draft.blocks
        start = len(blocks)
        while start and (cell := blocks[start - 1].cell) and cell.table == environment.number:
            start -= 1
        if not any(pattern(_NUMBER).whole(block.text) for block in blocks[start:]):
            blocks[start:] = [
                msgspec.structs.replace(block, cell=block.cell and block.cell._replace(header=True))
                for block in blocks[start:]
            ]

    def _cell(self, *, next_row: bool) -> bool:
        """Move on to the next cell of a table; return False if none is open."""
        environment = self._environments[-1] if self._environments else None
        if environment is None or environment.holds != "table":
            return False
        self._flush()
        environment.row += next_row
        environment.column = 0 if next_row else environment.column + 1
        return True
