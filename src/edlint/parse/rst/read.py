"""Turns what docutils' grammar finds in a reStructuredText file into blocks of prose."""

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from edlint.model.block import Block, BlockKind, CellPlace, ItemPlace
from edlint.model.document import Document, Unread
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.parse.rst import states
from edlint.parse.rst.directives import Directives
from edlint.parse.rst.inline import UNRESOLVED, RstInline
from edlint.parse.rst.lines import Part, RstLines, lines_of
from edlint.parse.rst.placed import PlacedText
from edlint.text.pattern import pattern

_NAMES = frozenset(
    "param parameter arg argument key keyword kwarg kwparam type raises raise except exception var ivar cvar vartype "
    "returns return rtype yields yield ytype meta".split()
)
"""Fields of docstrings whose names contain code."""
_KINDS = {
    "item": BlockKind.LIST_ITEM,
    "definition": BlockKind.LIST_ITEM,
    "note": BlockKind.FOOTNOTE,
    "cell": BlockKind.CELL,
    "figure": BlockKind.CAPTION,
    "legend": BlockKind.PARAGRAPH,
}
_HEADER = r"\A\x{feff}?PEP: \d+[ \t]*\n"
_FOLLOWED = 8
"""Maximum number of aliases followed from a link to its target's address."""


def parse(source: Source) -> Document:
    """Return the document of a reStructuredText file; never fails.

    If the text is nested too deep, or docutils fails, the document contains what was read up to there.
    """
    reader = _RstReader(source)
    lines = lines_of(source.text)
    try:
        states.read(lines, reader, reader.inline, header=pattern(_HEADER).found(source.text[:200]))
    except (RecursionError, AssertionError, IndexError, AttributeError, ValueError, TypeError):
        reader.broken()
    draft = reader.draft
    draft.blocks = list(reader.resolved())
    return draft.document(reader.metadata, {label: " ".join(texts) for label, texts in reader.notes.items()})


@dataclass
class RstFrame:
    """An open element that contains other blocks."""

    kind: str
    value: Any = None
    count: int = 0


class _RstReader:
    """The Receiver that makes blocks of what the parser states pass on."""

    def __init__(self, source: Source) -> None:
        self.draft = Draft(source, NoiseMap(noise(source.text)))
        self.inline = RstInline()
        self.notes: dict[str, list[str]] = {}
        self.metadata: dict[str, str] = {}
        self.frames: list[RstFrame] = []
        self._directives = Directives(self)
        self._targets: dict[str, tuple[str, str]] = {}
        self._anonymous = 0
        self._left = ""  # kind of the frame that was closed last
        self._lines: list[Part] = []
        self._begins = True  # whether there were only titles and fields so far

    def prose(self, parts: list[Part], kind: str) -> None:
        self._left = ""
        if kind == "line":
            self._lines += parts
        elif kind == "header":
            self.block(parts, BlockKind.LIST_ITEM)
        elif kind == "term":
            for part in _classified(parts[0]):
                self.block([part], BlockKind.LIST_ITEM)
        else:
            self.block(parts)

    def heading(self, parts: list[Part], level: int) -> None:
        self._left = ""
        self.block(parts, BlockKind.HEADING, min(level, 6))

    def enter(self, kind: str, value: Any = None) -> None:
        frame = RstFrame(kind, value)
        if kind == "list":
            frame.count = self.draft.lists
            self.draft.lists += 1
            frame.value = (value, [0])
        elif kind == "item":
            self._enter_item(frame)
        elif kind == "table":
            frame.count = self.draft.tables
            self.draft.tables += 1
        elif kind == "cell":
            table = next(outer.count for outer in reversed(self.frames) if outer.kind == "table")
            frame.value = CellPlace(table, *value)
        elif kind == "field":
            self._field_name(value)
            frame.count = len(self.draft.blocks)
        self.frames.append(frame)

    def leave(self) -> None:
        frame = self.frames.pop()
        if frame.kind == "lines" and self._lines:
            parts, self._lines = self._lines, []
            self.block([part for part in parts if part[0]])
        elif frame.kind == "field" and self._begins:
            said = " ".join(block.text for block in self.draft.blocks[frame.count :])
            self.metadata[frame.value[0].strip().lower()] = said
        self._left = frame.kind

    def after_list(self) -> bool:
        inside = self.frames[-1].kind if self.frames else ""
        return self._left in {"list", "definition"} or inside in {"item", "definition"}

    def comment(self, parts: list[Part], opening: Part) -> None:
        text = "\n".join(text for text, _, _ in parts)
        last, line, column = parts[-1] if parts else opening
        _, first, begin = opening
        self.draft.comment(Span(first.offset(begin), line.offset(column + len(last))), text)

    def code(self, parts: list[Part]) -> None:
        self._left = ""
        self.draft.code.append("\n".join(text for text, _, _ in parts))
        runs = []
        for number, (text, line, column) in enumerate(parts):
            end = line.offset(column + len(text))
            runs.append(Span(line.offset(column), end if number + 1 == len(parts) else self._line_end(end)))
        self.draft.listings.append(tuple(run for run in runs if not run.empty))

    def _line_end(self, at: int) -> int:
        """Return the offset where the line after `at` begins."""
        end = self.draft.source.text.find("\n", at)
        return end + 1 if end >= 0 else len(self.draft.source.text)

    def target(self, name: str, address: str, alias: str) -> None:
        if not name:
            self._anonymous += 1
            name = f"__{self._anonymous}"
        self._targets.setdefault(name, (address, alias))

    def directive(self, state: Any, name: str, block: RstLines) -> None:
        self._left = ""
        self._directives.read(state, name.lower(), block)

    def unread(self, parts: list[Part]) -> None:
        _, first, begin = parts[0]
        last, line, column = parts[-1]
        place = Span(first.offset(begin), line.offset(column + len(last)))
        self.draft.unread.append(Unread(place, "a table that does not hold together"))

    def broken(self) -> None:
        """Close what is open, and record all text after the last block as unread."""
        text = self.draft.source.text
        start = max((block.span.end for block in self.draft.blocks), default=0)
        if text[start:].strip():
            self.draft.unread.append(
                Unread(Span(start, len(text)), "it is nested deeper than can be followed")
            )
        while self.frames:
            self.leave()

    def _enter_item(self, frame: RstFrame) -> None:
        """Begin a list item; in a list-table, items of the outer list are rows, those of the inner lists cells."""
        held = self.frames[-1]
        start, following = held.value
        number = following[0]
        following[0] += 1
        outer = [f for f in self.frames if f.kind in {"list", "list-table", "row", "cell", "item"}]
        if len(outer) >= 2 and outer[-2].kind == "list-table":
            frame.kind, frame.value = "row", number
        elif len(outer) >= 4 and outer[-2].kind == "row" and outer[-4].kind == "list-table":
            table, row = outer[-4], outer[-2].value
            frame.kind, frame.value = "cell", CellPlace(table.count, row, number, row < table.value)
        else:
            depth = sum(f.kind == "list" for f in self.frames) - 1
            frame.value = ItemPlace(held.count, number, depth, start)

    def _field_name(self, part: Part) -> None:
        name = part[0]
        words = name.split()
        if not words or words[0].lower() in _NAMES or not any(c.isalpha() for c in name):
            return
        begins = self._begins
        self.block([part], BlockKind.LIST_ITEM)
        self._begins = begins

    def block(
        self,
        parts: list[Part],
        kind: BlockKind | None = None,
        level: int = 0,
        cell: CellPlace | None = None,
    ) -> None:
        text = PlacedText(parts)
        if not text.raw.strip():
            return
        last, line, column = parts[-1]
        leaf = Leaf(self.draft, line.offset(column + len(last)))
        self.inline.read(leaf, text)
        frame = None
        if kind is None:
            frame = next((f for f in reversed(self.frames) if f.kind in _KINDS), None)
            kind = BlockKind.PARAGRAPH if frame is None else _KINDS[frame.kind]
        held, value = (frame.kind, frame.value) if frame is not None else ("", None)
        if frame is not None and held == "figure":
            frame.kind = "legend"
        label = str(value) if held == "note" else ""
        block = leaf.close(
            kind,
            level=level,
            quoted=any(f.kind == "quote" and f.value for f in self.frames),
            cell=value if held == "cell" else cell,
            item=value if held == "item" else None,
            label=label,
        )
        if block is not None:
            self._keep(block)

    def _keep(self, block: Block) -> None:
        self.draft.blocks.append(block)
        self._begins = self._begins and (
            block.kind is BlockKind.HEADING or any(f.kind == "field" for f in self.frames)
        )
        if block.label:
            self.notes.setdefault(block.label, []).append(block.text)

    def resolved(self) -> list[Block]:
        """Return the blocks, with the addresses of targets in place of their names in links."""
        blocks = []
        for block in self.draft.blocks:
            if any(mark.value.startswith(UNRESOLVED) for mark in block.marks):
                marks = tuple(
                    mark._replace(value=self._address(mark.value[1:]))
                    if mark.value.startswith(UNRESOLVED)
                    else mark
                    for mark in block.marks
                )
                block = replace(block, marks=marks)  # noqa: PLW2901
            blocks.append(block)
        return blocks

    def _address(self, name: str) -> str:
        known = name
        for _ in range(_FOLLOWED):
            address, alias = self._targets.get(known, ("", ""))
            if address or not alias:
                return address or f"#{name}"
            known = alias
        return f"#{name}"


def _classified(part: Part) -> list[Part]:
    """Return a term and its classifiers, which follow ` : `, each as a Part."""
    text, line, column = part
    if " : " not in text or "`" in text:
        return [part]
    found = []
    at = 0
    for piece in text.split(" : "):
        bare = piece.strip()
        if bare:
            found.append((bare, line, column + at + piece.find(bare)))
        at += len(piece) + 3
    return found
