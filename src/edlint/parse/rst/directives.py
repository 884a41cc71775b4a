"""Reads a directive's argument, options and content by its kind; the classes of directives are never loaded or run."""

from typing import Any, Protocol

from docutils import nodes

from edlint.model.block import BlockKind, CellPlace
from edlint.parse.draft import Draft
from edlint.parse.rst import states
from edlint.parse.rst.inline import RstInline
from edlint.parse.rst.kinds import OPTIONS, directive_of, is_title
from edlint.parse.rst.lines import Part, RstLines
from edlint.parse.rst.receiver import Receiver
from edlint.parse.rst.tables import csv_cells


class Blocks(Receiver, Protocol):
    """The reader of the document, which makes the blocks."""

    draft: Draft
    inline: RstInline
    frames: list[Any]
    """The open frames, innermost last."""

    def block(
        self, parts: list[Part], kind: BlockKind | None = None, level: int = 0, cell: CellPlace | None = None
    ) -> None:
        """Add a block of prose made of `parts`."""


class Directives:
    """Reads the directives of one document."""

    def __init__(self, reader: Blocks) -> None:
        """Take the reader that makes the blocks."""
        self._reader = reader

    def read(self, state: Any, name: str, block: RstLines) -> None:
        """Read a directive's block: what follows its two colons, and everything indented below."""
        kind = directive_of(name)
        while block and not block[-1].strip():
            block.trim_end()
        if block and not block[0].strip():
            block.trim_start()
        if not block:
            return
        blank = next((index for index, line in enumerate(block.data) if not line.strip()), len(block))
        start = next((index for index in range(blank) if states.field(block.data[index])), blank)
        argument, options, content = block[:start], block[start:blank], block[blank : len(block)]
        if kind.argument == "body":
            argument, content = argument[:0], block if start == blank else argument + content
        values = self._options(options, prose=kind.content != "none" or name in {"image", "figure"})
        if name in {"role", "default-role"}:
            self._role(name, " ".join(argument.data))
            return
        self._argument(name, kind.argument, argument)
        while content and not content[0].strip():
            content.trim_start()
        if content:
            self._content(state, kind.content, content, values)

    def _role(self, name: str, argument: str) -> None:
        words = argument.replace("(", " ").replace(")", " ").split()
        if name == "default-role":
            self._reader.inline.roles.default = words[0].lower() if words else "title-reference"
        elif words:
            self._reader.inline.roles.own[words[0].lower()] = words[1].lower() if len(words) > 1 else "strong"

    def _argument(self, name: str, kind: str, argument: RstLines) -> None:
        parts = [argument.part(index) for index in range(len(argument)) if argument.data[index].strip()]
        if not parts:
            return
        text = " ".join(part[0] for part in parts)
        if kind == "version":
            words = parts[0][0].split(None, 1)
            if len(words) < 2 and len(parts) < 2:
                return
            first, line, column = parts[0]
            rest = words[1] if len(words) > 1 else ""
            parts[0] = (rest, line, column + len(first) - len(rest))
            self._reader.block([part for part in parts if part[0]])
        elif kind == "title" or (kind == "guess" and is_title(text)):
            replaced = self._reader.frames and self._reader.frames[-1].kind == "substitution"
            title = BlockKind.TITLE if name == "title" else BlockKind.CAPTION
            self._reader.block(parts, BlockKind.PARAGRAPH if replaced else title)
        elif kind == "guess":
            self._reader.draft.code.append(text)

    def _options(self, options: RstLines, *, prose: bool) -> dict[str, str]:
        values: dict[str, str] = {}
        name = ""
        held: dict[str, list[Part]] = {}
        for index, line in enumerate(options.data):
            found = states.field(line)
            name = found.name.lower() if found else name
            rest = line[found.end :] if found else line.strip()
            values[name] = f"{values.get(name, '')} {rest}".strip()
            if rest:
                held.setdefault(name, []).append(options.part(index, rest))
        for key, parts in held.items():
            if prose and key in OPTIONS:
                self._reader.block(parts, BlockKind.ALT if key == "alt" else BlockKind.CAPTION)
        return values

    def _content(self, state: Any, kind: str, content: RstLines, options: dict[str, str]) -> None:
        if kind == "none":
            return
        if kind == "code":
            self._reader.code(content.parts)
        elif kind == "toctree":
            for index, line in enumerate(content.data):
                if line.endswith(">") and " <" in line:
                    text, at, column = content.part(index)
                    title = text[: text.rfind(" <")].strip()
                    self._reader.block([(title, at, column + text.find(title))], BlockKind.LIST_ITEM)
        else:
            heads = options.get("header-rows", "0")
            rows = int(heads) if heads.isascii() and heads.isdigit() and len(heads) < 5 else 0
            if kind == "csv":
                self._values(content, rows)
                return
            self._reader.enter(kind, kind == "quote" or rows)
            if kind == "list-table":
                self._reader.frames[-1].count = self._reader.draft.tables
                self._reader.draft.tables += 1
            state.nested_parse(content, 0, nodes.section(), match_titles=True)
            self._reader.leave()

    def _values(self, content: RstLines, heads: int) -> None:
        self._reader.enter("table")
        table = self._reader.frames[-1].count
        for row, column, parts in csv_cells(content.parts):
            self._reader.block(parts, BlockKind.CELL, cell=CellPlace(table, row, column, row < heads))
        self._reader.leave()
