"""The output of the LaTeX parser: blocks, with the groups, arguments and environments that are open."""

from collections import Counter

import msgspec

from edlint.config.schema import LatexSettings
from edlint.model.block import BlockKind, CellPlace, ItemPlace, MarkKind
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.latex.commands import LANGUAGES
from edlint.parse.latex.input import LatexInput, document_start, main_language
from edlint.parse.latex.leaf import LatexLeaf
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.text.pattern import pattern

_MARKS = {"e": MarkKind.EMPHASIS, "s": MarkKind.STRONG, "q": MarkKind.QUOTE}
_OWN = {"a": BlockKind.CAPTION, "T": BlockKind.TITLE, "b": BlockKind.PARAGRAPH, "n": BlockKind.FOOTNOTE}
_LINES = frozenset([BlockKind.HEADING, BlockKind.TITLE])
"""Blocks that have no paragraphs: an empty line in one means that its closing brace is missing."""
_CAPTION = r"(?:^|,)\s*(alt|caption|title)\s*=\s*(?:\{([^{}\\$]+)\}|([^\s{}\\$,\[\]][^{}\\$,\[\]]*))"
_new = tuple.__new__  # of a span, as in base.py


class LatexFrame(msgspec.Struct, frozen=True):
    """Something that is open: a group, a marked range, an argument, an environment."""

    kind: str  # `group`, `mark`, `block`, `environment`
    name: str = ""
    mark: MarkKind | None = None
    outer: LatexLeaf | None = None  # the block that continues after one inside it
    block: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    closes: bool = True  # whether a brace closes it
    rest: str = ""  # the signature of the arguments after it


_USUAL = {
    mark: LatexFrame("mark" if mark else "group", mark=mark)
    for mark in (None, MarkKind.LINK, *_MARKS.values())
}


def inline(mark: MarkKind | None, *, closes: bool, rest: str = "") -> LatexFrame:
    """Return the frame of a marked range, or of a group if there is no mark."""
    usual = _USUAL.get(mark) if closes and not rest else None
    return usual or LatexFrame("mark" if mark else "group", mark=mark, closes=closes, rest=rest)


class Environment(msgspec.Struct):
    """An open environment, and its counters."""

    name: str
    holds: str
    language: str | None  # that of the text around it, if not the document's
    number: int = 0
    count: int = 0
    row: int = 0
    column: int = 0


class LatexOutput(LatexInput):
    """Collects blocks; what is open is on an explicit stack, and a missing opening or closing half is no error."""

    def __init__(self, source: Source, options: LatexSettings) -> None:
        super().__init__(source.text)
        self.draft = Draft(source, NoiseMap(noise(source.text, commands=True)))
        self.notes: dict[str, str] = {}
        self._options = options
        self._frames: list[LatexFrame] = []
        self._held: list[LatexFrame] = []  # the frames that are blocks of their own
        self._insets: dict[int, LatexFrame] = {}  # frames in square brackets, by where these close
        self._environments: list[Environment] = []
        self._lists: list[Environment] = []
        self._names: Counter[str] = Counter()
        self._quotes = 0
        self._missing: set[str] = set()  # ends of environments that do not occur further down
        self._leaf: LatexLeaf | None = None
        start = document_start(source.text)
        self.draft.language = main_language(source.text[:start]) if start else None
        self._preamble = start is not None
        self._silent = self._preamble  # whether the text here is not shown
        self._label = ""
        self._language: str | None = None
        self._ended = False

    def _hold(self, frame: LatexFrame) -> None:
        """Open a block of its own, which is shown even before the document begins."""
        self._frames.append(frame)
        self._held.append(frame)
        self._silent = False

    def _open(self) -> LatexLeaf:
        if self._leaf is None:
            self._leaf = LatexLeaf(self.draft, len(self._text))
        return self._leaf

    def _words(self, end: int) -> None:
        """Add the text up to `end`."""
        start = self._at
        if start >= end or self._silent:
            return
        leaf = self._leaf
        if leaf is None:
            start = end - len(self._text[start:end].lstrip(" \t\n"))
            if start == end:
                return
            leaf = self._open()
        leaf.stretch(start, end)

    def _character(self, meaning: str, start: int) -> None:
        """Add a character that is spelled differently in the source, from `start` to the current position."""
        if self._silent or (meaning.isspace() and self._leaf is None):
            return
        (self._leaf or self._open()).sign(meaning, start, self._at)

    def _stand(self, kind: MarkKind, start: int, value: str) -> None:
        """Add a placeholder for the source from `start` to the current position."""
        if not self._silent:
            leaf = self._leaf or self._open()
            leaf.placeholder(kind, start, self._at, " ".join(value.split()))

    def _gap(self, start: int) -> None:
        """Add one blank for a break and the blanks beside it."""
        if self._leaf is not None and not self._silent:
            self._leaf.soft(start, self._at)
            self._leaf.loose = True

    def _paragraph(self) -> None:
        """End a paragraph, and the arguments whose closing brace is missing."""
        while self._frames and not self._frames[-1].closes and self._frames[-1].kind != "environment":
            self._close(self._at)
        if self._held and self._held[-1].block in _LINES:
            while self._held and self._held[-1].block in _LINES:
                self._close(self._at)
        self._flush()

    def _close(self, at: int) -> None:
        """Close what was opened last."""
        frame = self._frames.pop()
        if frame.kind == "mark" and frame.mark is not None and self._leaf is not None:
            self._leaf.shut(frame.mark, at)
        elif frame.kind == "block":
            self._held.pop()
            self._silent = self._preamble and not self._held
            block = None
            if self._leaf is not None:
                block = self._leaf.close(
                    frame.block,
                    level=frame.level,
                    quoted=self._quotes > 0,
                    language=self._language,
                    label=frame.name,
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
            self._language = ended.language
            if ended.holds == "list":
                self._lists.pop()

    def _flush(self) -> None:
        """Close the open block: a paragraph, or what the environment around it makes of it."""
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
        block = leaf.close(
            kind,
            level=level,
            quoted=self._quotes > 0,
            language=self._language,
            item=item,
            cell=cell,
            label=label,
        )
        if block is None:
            return
        self.draft.blocks.append(block)
        if label:
            self.notes[label] = f"{self.notes.get(label, '')} {block.text}".strip()

    def _speak(self, name: str) -> None:
        """Switch to another language, given by babel's name for it."""
        code = LANGUAGES.get(name.strip(), "")
        language = code if self.draft.foreign(code) else None
        if code and language != self._language:
            self._flush()
            self._language = language

    def _listed(self) -> tuple[BlockKind, ItemPlace | None]:
        if not self._lists or not self._lists[-1].count:
            return BlockKind.PARAGRAPH, None
        held = self._lists[-1]
        start = 1 if "enum" in held.name else None
        place = ItemPlace(held.number, held.count - 1, len(self._lists) - 1, start)
        return BlockKind.LIST_ITEM, None if held.name == "description" else place

    def _read_argument(self, start: int, action: str, address: str, rest: str = "") -> None:
        """Begin to read the next argument in braces as `action` says; its command begins at `start`."""
        at = self._at if self._text.startswith("{", self._at) else self._group()
        if at < 0:
            return
        self._at = at + 1
        closes = at in self._braces
        own = _OWN.get(action) or (BlockKind.HEADING if action.isdigit() else None)
        if own is not None:
            level = int(action) if action.isdigit() else 0
            self._read_block(start, LatexFrame("block", block=own, level=level, closes=closes, rest=rest))
            return
        kind, value = _MARKS.get(action), ""
        if address in LANGUAGES:
            value = LANGUAGES[address]
            kind = MarkKind.LANGUAGE if self.draft.foreign(value) else None
        elif address:
            kind, value = MarkKind.LINK, address
        if self._silent:
            kind = None
        if kind is not None:
            (self._leaf or self._open()).open(kind, start, value)
        self._frames.append(inline(kind, closes=closes, rest=rest))

    def _read_block(self, start: int, frame: LatexFrame) -> None:
        """Begin to read an argument that is a block of its own."""
        if frame.block is BlockKind.FOOTNOTE:
            label = str(len(self.notes) + 1)
            self.notes[label] = ""
            if not self._silent and self._leaf is not None:
                self._leaf.point(MarkKind.FOOTNOTE, start, self._at, label)
            frame = msgspec.structs.replace(frame, name=label, outer=self._leaf)
        else:
            self._flush()
        self._hold(frame)
        self._leaf = None

    def _inset(self, span: Span, kind: BlockKind) -> None:
        """Go back into an optional argument, the last of its command, and read it as a block of its own."""
        self._flush()
        self._at = span.start
        frame = LatexFrame("block", block=kind, closes=False)
        self._hold(frame)
        self._insets[span.end] = frame

    def _close_inset(self, at: int) -> None:
        """Close an argument in square brackets, with everything open inside it."""
        frame = self._insets.pop(at)
        if not any(one is frame for one in self._frames):
            return
        self._words(at)
        self._at = at + 1
        while self._frames[-1] is not frame:
            self._close(self._at)
        self._close(self._at)

    def _aside(self, span: Span, kind: BlockKind = BlockKind.CAPTION) -> None:
        """Add a short argument as a block of its own."""
        if self._silent:
            return
        leaf = LatexLeaf(self.draft, span.end)
        leaf.text(self._text[span.start : span.end], span.start, span.end)
        block = leaf.close(kind)
        if block is not None and not any(mark in block.text for mark in "\\{}$"):
            self.draft.blocks.append(block)

    def _named(self, options: Span) -> None:
        """Add the captions, titles and alternative texts in options, `alt={…}` or `title=…`, as blocks."""
        for match in pattern(_CAPTION).matches(self._text[options.start : options.end]):
            name, braced, bare = match.groups
            words = (braced or bare or "").rstrip()
            end = options.start + match.span.end - (braced is not None)
            start = end - len(braced or bare or "")
            self._aside(
                Span(start, start + len(words)), BlockKind.ALT if name == "alt" else BlockKind.CAPTION
            )
