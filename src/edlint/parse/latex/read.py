"""From LaTeX's tokens to blocks of prose. What is open stands on an explicit stack, and nothing stops where a half is missing."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from edlint.config.schema import LatexSettings
from edlint.model.document import BlockKind, CellPlace, Document, ItemPlace, MarkKind
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.base import widthless
from edlint.parse.draft import Draft
from edlint.parse.latex.commands import (
    ACCENTS,
    ARGUMENTS,
    CHARACTERS,
    COMMANDS,
    DRAWN,
    ENVIRONMENTS,
    LANGUAGES,
    MATH,
    VERBATIM,
)
from edlint.parse.latex.lexer import pairs, tokens, verb
from edlint.parse.leaf import Leaf
from edlint.parse.noise import NoiseMap, noise
from edlint.text.pattern import pattern

_MARKS = {"e": MarkKind.EMPHASIS, "s": MarkKind.STRONG, "q": MarkKind.QUOTE}
_STANDS = {
    "c": MarkKind.CODE,
    "m": MarkKind.MATH,
    "k": MarkKind.CITATION,
    "r": MarkKind.OBJECT,
    "i": MarkKind.IMAGE,
    "v": MarkKind.LINK,
}
_OWN = {"a": BlockKind.CAPTION, "T": BlockKind.TITLE, "b": BlockKind.PARAGRAPH, "n": BlockKind.FOOTNOTE}
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": "\u00a0"}
_LINES = frozenset([BlockKind.HEADING, BlockKind.TITLE])
"""Arguments that hold no paragraphs: an empty line in one means that its brace is missing."""
_DOCUMENT = r"\\begin[ \t]*\{document\}"
_REMARK = r"%[^\n]*"
_LONGEST = 5_000  # code points of a formula
_OPTIONAL = 1_000  # and of an optional argument
_BLANK = "\n\n"


class Frame(NamedTuple):
    """Something that is open: a group, a marked stretch, an argument, an environment."""

    kind: str  # `group`, `mark`, `block`, `environment`
    name: str = ""
    mark: MarkKind | None = None
    outer: Leaf | None = None  # the block that goes on behind one that stands in it
    block: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    closes: bool = True  # whether a brace closes it
    rest: str = ""  # the signature of the arguments behind it


@dataclass
class _Environment:
    """An environment that is open, and what it counts."""

    name: str
    holds: str
    number: int = 0
    count: int = 0
    row: int = 0
    column: int = 0


def parse(source: Source, options: LatexSettings | None = None) -> Document:
    """Return the document of a LaTeX file; never fails. Before `\\begin{document}`, where there is one, only titles are prose."""
    reader = _Reader(source, options or LatexSettings())
    reader.read()
    draft = reader.draft
    return Document(
        source=source,
        blocks=tuple(sorted(draft.blocks, key=lambda block: block.span.start)),
        comments=tuple(sorted(draft.comments, key=lambda comment: comment.span)),
        code=tuple(draft.code),
        listings=tuple(draft.listings),
        footnotes=reader.notes,
        problems=tuple(widthless(source, draft.blocks)),
        language=draft.language,
    )


class _Reader:
    def __init__(self, source: Source, options: LatexSettings) -> None:
        self.draft = Draft(source, NoiseMap(noise(source.text)))
        self.notes: dict[str, str] = {}
        self._text = source.text
        self._options = options
        self._tokens = tokens(source.text)
        self._pairs = pairs(source.text, self._tokens)
        self._braces = self._pairs.braces
        self._frames: list[Frame] = []
        self._held: list[Frame] = []  # the frames that are blocks of their own
        self._environments: list[_Environment] = []
        self._lists: list[_Environment] = []
        self._names: Counter[str] = Counter()
        self._quotes = 0
        self._missing: set[str] = set()  # ends of environments that nothing further down holds
        self._leaf: Leaf | None = None
        self._at = 0
        self._preamble = pattern(_DOCUMENT).found(source.text)
        self._label = ""
        self._ended = False

    def read(self) -> None:
        text = self._text
        for token in self._tokens:
            if token.start < self._at or text[token.start] in "[]":
                if not (token.end > self._at and text[token.start] == "$"):
                    continue
                token = Span(self._at, token.end)  # noqa: PLW2901 - the second of `$a$$b$`
            self._words(self._at, token.start)
            self._at = token.end
            self._token(token, text[token.start : token.end])
            if self._ended:
                break
        else:
            self._words(self._at, len(text))
        while self._frames:
            self._close(len(text))
        self._flush()

    def _words(self, start: int, end: int) -> None:
        if start >= end or self._preamble_only:
            return
        if self._leaf is None:
            while start < end and self._text[start] in " \t":
                start += 1
            if start == end:
                return
        self._open().text(self._text[start:end], start, end)

    @property
    def _preamble_only(self) -> bool:
        """Whether what stands here is not shown: before the document, and in no argument that is."""
        return self._preamble and not self._held

    def _open(self) -> Leaf:
        if self._leaf is None:
            self._leaf = Leaf(self.draft, len(self._text))
        return self._leaf

    def _token(self, token: Span, found: str) -> None:
        first = found[0]
        if first == "\\":
            self._command(token, found)
        elif first == "%":
            self._remark(token.start)
        elif found == "{":
            self._frames.append(Frame("group", closes=token.start in self._braces))
        elif found == "}":
            if self._frames and self._frames[-1].kind != "environment":
                rest = self._frames[-1].rest
                self._close(token.end)
                if rest:
                    self._apply(token, "", rest)
        elif first == "$":
            self._dollar(token)
        elif "\n" in found:
            if found.count("\n") > 1:
                self._paragraph()
            elif self._leaf is not None and not self._preamble_only:
                self._leaf.soft(token.start, token.end)
        elif found == "&":
            self._cell(next_row=False)
        elif not self._preamble_only:
            self._character(_LIGATURES[found], token)

    def _character(self, meaning: str, token: Span) -> None:
        if meaning.isspace() and self._leaf is None:
            return
        self._open().builder.add(meaning, token)

    def _remark(self, at: int) -> None:
        """Pass over a comment, its line end, and the blanks that begin the next line."""
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
            # A line of its own is as if it were not there; before an empty line the line end counts.
            self._at = end if text[following : following + 1] == "\n" else min(following, len(text))
            return
        self._at = min(following, len(text))

    def _dollar(self, token: Span) -> None:
        """Take mathematics between dollar signs of the same group and paragraph; half a pair is nothing."""
        text = self._text
        mark = text[token.start : token.end]
        close = self._pairs.dollars.get(token.start)
        if close is None:
            return
        self._at = close + len(mark)
        self._stand(MarkKind.MATH, Span(token.start, self._at), text[token.start + len(mark) : close])

    def _stand(self, kind: MarkKind, span: Span, value: str) -> None:
        if not self._preamble_only:
            self._open().placeholder(kind, span.start, span.end, " ".join(value.split()))

    def _paragraph(self) -> None:
        """End a paragraph, and arguments that no brace closes."""
        while self._frames and not self._frames[-1].closes and self._frames[-1].kind != "environment":
            self._close(self._at)
        if self._held and self._held[-1].block in _LINES:
            while self._held and self._held[-1].block in _LINES:
                self._close(self._at)
        self._flush()

    # Commands.

    def _command(self, token: Span, found: str) -> None:
        name = found[1:]
        if name in {"begin", "end"}:
            self._environment(name)
        elif name == "\\":
            self._skip_optional(star=True)
            if not self._cell(next_row=True):
                self._gap(token)
        elif name in {"(", "["}:
            self._display(token, "\\)" if name == "(" else "\\]")
        elif name.rstrip("*") in {"verb", "lstinline", "mintinline"}:
            self._verb(token)
        elif name in ACCENTS and self._accent(token, name):
            pass
        elif name in CHARACTERS:
            self._sign(token, name)
        elif name.rstrip("*") == "item":
            self._item()
        elif name == "bibitem":
            self._entry()
        elif name in {"def", "gdef", "edef", "xdef", "let"}:
            self._definition()
        else:
            signature = (
                self._options.commands.get(f"\\{name}")
                or COMMANDS.get(name)
                or COMMANDS.get(name.rstrip("*"))
            )
            if signature is None:
                self._unknown(token, name)
            else:
                self._apply(token, name, signature)

    def _sign(self, token: Span, name: str) -> None:
        if self._preamble_only:
            return
        if name.isalpha() and self._text.startswith("{}", token.end):
            self._at = token.end + 2
        meaning = CHARACTERS[name]
        if meaning:
            self._character(meaning, Span(token.start, self._at))

    def _accent(self, token: Span, name: str) -> bool:
        """Put a mark on a letter: `\\'e`, `\\"{o}`, `\\c c`."""
        text, at = self._text, token.end
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
        if not self._preamble_only:
            made = unicodedata.normalize("NFC", letter + ACCENTS[name])
            self._character(made, Span(token.start, self._at))
        return True

    def _display(self, token: Span, closer: str) -> None:
        end = self._text.find(closer, token.end, token.end + _LONGEST)
        blank = self._text.find(_BLANK, token.end, end if end > 0 else token.end)
        if end < 0 or blank >= 0:
            return
        self._at = end + 2
        self._stand(MarkKind.MATH, Span(token.start, self._at), self._text[token.end : end])

    def _verb(self, token: Span) -> None:
        end = verb(self._text, token.start)
        if end:
            self._at = end
            inner = self._text[token.end : end]
            self._stand(MarkKind.CODE, Span(token.start, end), inner.lstrip("*")[1:-1])
            return
        self._skip_optional()
        if self._text.startswith("mintinline", token.start + 1):
            self._argument()
        span = self._argument()
        if span is not None:
            self._stand(MarkKind.CODE, Span(token.start, self._at), self._text[span.start : span.end])

    def _skip_optional(self, *, star: bool = False) -> Span | None:
        """Go behind an optional argument, if there is one; return what stands in it."""
        text = self._text
        if star and text.startswith("*", self._at):
            self._at += 1
        end = self._pairs.brackets.get(self._at)
        if end is None or end - self._at > _OPTIONAL:
            return None
        start, self._at = self._at + 1, end + 1
        return Span(start, end)

    def _argument(self) -> Span | None:
        """Go behind an argument in braces, if there is one that closes; return what stands in it."""
        at = self._at
        while at < len(self._text) and self._text[at] in " \t" and at - self._at < 80:
            at += 1
        end = self._braces.get(at)
        if not self._text.startswith("{", at) or end is None:
            return None
        self._at = end + 1
        return Span(at + 1, end)

    def _definition(self) -> None:
        end = self._text.find("\n", self._at)
        brace = self._text.find("{", self._at, len(self._text) if end < 0 else end)
        if brace < 0:
            return
        self._at = brace
        self._argument()

    def _unknown(self, token: Span, name: str) -> None:
        """Read what a command that nobody knows holds: an argument with a blank in it is prose, any other an object."""
        if "@" in name:
            return
        self._skip_optional(star=True)
        span = self._peek()
        if span is None:
            if not name.endswith("*"):
                self._stand(MarkKind.OBJECT, Span(token.start, self._at), name)
        elif (
            " " in self._text[span.start : span.end].strip()
            or "\n" in self._text[span.start : span.end].strip()
        ):
            self._frames.append(Frame("group"))
            self._at = span.start
        else:
            while self._argument() is not None:
                pass
            self._stand(MarkKind.OBJECT, Span(token.start, self._at), name)

    def _peek(self) -> Span | None:
        at = self._at
        span = self._argument()
        self._at = at
        return span

    def _apply(self, token: Span, name: str, signature: str) -> None:
        """Do with a command's arguments what its signature says; the last one that is text is read where it stands."""
        if signature in {".", "p", "_", "o"}:
            self._bare(token, name, signature)
            return
        if self._text.startswith("*", self._at):
            self._at += 1
        address = ""
        actions = [(signature[i], signature[i + 1]) for i in range(0, len(signature) - 2, 3)]
        last = len(actions) - 1
        for number, (bracket, action) in enumerate(actions):
            if bracket == "[":
                span = self._skip_optional()
                if span is not None and action == "a":
                    self._aside(span)
                continue
            while self._skip_optional() is not None:
                pass
            if action in _STANDS or action == "-":
                span = self._argument()
                if span is None:
                    return
                if action in _STANDS:
                    self._stand(
                        _STANDS[action], Span(token.start, self._at), self._text[span.start : span.end]
                    )
            elif action in {"u", "l"}:
                span = self._argument()
                if span is None:
                    return
                address = self._text[span.start : span.end].strip()
                if action == "l" and number == last:
                    return
            else:
                self._read_argument(token, action, address, signature[3 * number + 3 :])
                return

    def _bare(self, token: Span, name: str, signature: str) -> None:
        if name.isalpha() and self._text.startswith("{}", self._at):
            self._at += 2
        if signature == "p":
            self._paragraph()
        elif signature == "_":
            self._gap(Span(token.start, self._at))
        elif signature == "o":
            self._stand(MarkKind.OBJECT, Span(token.start, self._at), name)
        elif signature == "." and self._leaf is not None:
            while self._at < len(self._text) and self._text[self._at] in " \t":
                self._at += 1

    def _gap(self, span: Span) -> None:
        """Add the one blank that a break is, together with the blanks beside it."""
        if self._leaf is not None and not self._preamble_only:
            self._leaf.soft(*span)
            self._leaf.builder.loose = True

    def _read_argument(self, token: Span, action: str, address: str, rest: str = "") -> None:
        """Begin to read the argument in braces that stands here, as what `action` says."""
        at = self._at
        while at < len(self._text) and self._text[at] in " \t\n" and at - self._at < 80:
            at += 1
        if not self._text.startswith("{", at):
            return
        closes = at in self._braces
        self._at = at + 1
        if action in _MARKS or action in {"t", "u"} or (action not in _OWN and not action.isdigit()):
            kind = _MARKS.get(action)
            value = ""
            if address in LANGUAGES:
                kind, value = MarkKind.LANGUAGE, LANGUAGES[address]
                kind = kind if self.draft.foreign(value) else None
            elif address:
                kind, value = MarkKind.LINK, address
            if kind is None or self._preamble_only:
                self._frames.append(Frame("group", closes=closes, rest=rest))
            else:
                self._open().open(kind, token.start, value)
                self._frames.append(Frame("mark", mark=kind, closes=closes, rest=rest))
            return
        kind_of = _OWN.get(action, BlockKind.HEADING)
        label = ""
        if kind_of is BlockKind.FOOTNOTE:
            label = str(len(self.notes) + 1)
            self.notes[label] = ""
            if not self._preamble_only and self._leaf is not None:
                self._leaf.point(MarkKind.FOOTNOTE, token.start, self._at, label)
            outer = self._leaf
        else:
            self._flush()
            outer = None
        self._held.append(
            Frame(
                "block",
                label,
                outer=outer,
                block=kind_of,
                level=int(action) if action.isdigit() else 0,
                closes=closes,
                rest=rest,
            )
        )
        self._frames.append(self._held[-1])
        self._leaf = None

    def _aside(self, span: Span) -> None:
        """Read a short argument whose words are a block of their own: a theorem's title."""
        if self._preamble_only:
            return
        leaf = Leaf(self.draft, span.end)
        leaf.text(self._text[span.start : span.end], span.start, span.end)
        block = leaf.close(BlockKind.CAPTION)
        if block is not None and not any(mark in block.text for mark in "\\{}$"):
            self.draft.blocks.append(block)

    def _close(self, at: int) -> None:
        """End what was opened last."""
        frame = self._frames.pop()
        if frame.kind == "mark" and frame.mark is not None and self._leaf is not None:
            self._leaf.shut(frame.mark, at)
        elif frame.kind == "block":
            self._held.pop()
            block = None
            if self._leaf is not None:
                block = self._leaf.close(
                    frame.block, level=frame.level, quoted=self._quoted, label=frame.name
                )
            if block is not None:
                self.draft.blocks.append(block)
                if frame.name:
                    self.notes[frame.name] = f"{self.notes[frame.name]} {block.text}".strip()
            self._leaf = frame.outer
        elif frame.kind == "environment":
            self._flush()
            ended = self._environments.pop()
            self._names[ended.name] -= 1
            self._quotes -= ended.holds == "quote"
            if ended.holds == "list":
                self._lists.pop()

    # Environments.

    def _environment(self, verb_: str) -> None:
        found = next(pattern(r"^[ \t]*\{([^{}\\\n]+)\}").matches(self._text[self._at : self._at + 100]), None)
        if found is None or found.span.start:
            return
        start = self._at
        self._at += found.span.end
        name = (found.groups[0] or "").strip()
        if verb_ == "end":
            self._end(name)
            return
        bare = name.rstrip("*")
        holds = self._options.environments.get(name) or ENVIRONMENTS.get(bare, "prose")
        if bare == "document":
            self._preamble = False
            self._leaf = None
        elif bare in VERBATIM or holds == "code":
            self._verbatim(name)
        elif bare in MATH or bare in DRAWN or holds == "math":
            self._formula(start, name, drawn=bare in DRAWN)
        else:
            self._begin(bare, holds)

    def _begin(self, name: str, holds: str) -> None:
        self._flush()
        environment = _Environment(name, holds)
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
        self._frames.append(Frame("environment", name, closes=False))
        signature = ARGUMENTS.get(name)
        if signature is None:
            self._skip_optional()
            return
        for i in range(0, len(signature) - 2, 3):
            bracket, action = signature[i], signature[i + 1]
            if bracket == "[":
                span = self._skip_optional()
                if span is not None and action == "a":
                    self._aside(span)
            elif action == "-":
                self._argument()
            else:
                self._read_argument(Span(self._at, self._at), action, "")

    def _end(self, name: str) -> None:
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
            start = line + 1
        if name.rstrip("*") != "comment" and start < stop:
            self.draft.code.append(self._text[start:stop])
            self.draft.listings.append((Span(start, stop),))
        self._at = stop if end < 0 else end + len(name) + 6

    def _formula(self, at: int, name: str, *, drawn: bool) -> None:
        closer = f"\\end{{{name}}}"
        end = -1 if closer in self._missing else self._text.find(closer, self._at)
        if end < 0:
            self._missing.add(closer)
            return
        start = at - len("\\begin")
        if drawn:
            self._flush()
        else:
            self._stand(MarkKind.MATH, Span(start, end + len(closer)), self._text[self._at : end])
        self._at = end + len(closer)

    def _item(self) -> None:
        self._flush()
        environment = self._lists[-1] if self._lists else None
        if environment is not None:
            environment.count += 1
        span = self._skip_optional()
        if (
            span is not None
            and environment is not None
            and environment.name == "description"
            and not self._preamble
        ):
            words = Leaf(self.draft, span.end)
            bare = self._text[span.start : span.end]
            if "\\" not in bare and "$" not in bare:
                words.text(bare, span.start, span.end)
                block = words.close(BlockKind.LIST_ITEM)
                if block is not None:
                    self.draft.blocks.append(block)

    def _entry(self) -> None:
        """Begin an entry of the bibliography: what a citation of its key stands for."""
        self._flush()
        while self._skip_optional() is not None:
            pass
        span = self._argument()
        self._label = "" if span is None else self._text[span.start : span.end]

    def _cell(self, *, next_row: bool) -> bool:
        """Go on to the next cell of a table; False where there is none."""
        environment = self._environments[-1] if self._environments else None
        if environment is None or environment.holds != "table":
            return False
        self._flush()
        environment.row += next_row
        environment.column = 0 if next_row else environment.column + 1
        return True

    @property
    def _quoted(self) -> bool:
        return self._quotes > 0

    def _flush(self) -> None:
        """Close the block that is open: a paragraph, or what the environment around it makes of it."""
        leaf, self._leaf = self._leaf, None
        if leaf is None:
            return
        kind, level, item, cell, label = BlockKind.PARAGRAPH, 0, None, None, ""
        holder = self._held[-1] if self._held else None
        environment = self._environments[-1] if self._environments else None
        if holder is not None:
            kind, level, label = holder.block, holder.level, holder.name
        elif environment is not None and environment.holds == "table":
            kind = BlockKind.CELL
            cell = CellPlace(environment.number, environment.row, environment.column, header=False)
        elif environment is not None and environment.holds == "notes":
            kind, label = BlockKind.FOOTNOTE, self._label
        else:
            kind, item = self._listed()
        block = leaf.close(kind, level=level, quoted=self._quoted, item=item, cell=cell, label=label)
        if block is None:
            return
        self.draft.blocks.append(block)
        if label:
            self.notes[label] = f"{self.notes.get(label, '')} {block.text}".strip()

    def _listed(self) -> tuple[BlockKind, ItemPlace | None]:
        if not self._lists or not self._lists[-1].count:
            return BlockKind.PARAGRAPH, None
        held = self._lists[-1]
        start = 1 if "enum" in held.name else None
        place = ItemPlace(held.number, held.count - 1, len(self._lists) - 1, start)
        return BlockKind.LIST_ITEM, None if held.name == "description" else place
