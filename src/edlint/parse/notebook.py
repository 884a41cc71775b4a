"""Jupyter notebooks: the Markdown in their cells, each word mapped to its offset in the JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from edlint.model.block import Block, CellPlace
from edlint.model.document import Comment, Document, Unread
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import markdown
from edlint.parse.mapped import MappedText, Spell

_DECODER = json.JSONDecoder(strict=False)
_BLANK = " \t\r\n"
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_TEXT = frozenset(["markdown", "heading", "html"])


@dataclass
class _NotebookCell:
    """A cell: its kind, heading level (nbformat 3), and the ranges of its source strings, without quotation marks."""

    kind: str
    level: int
    strings: list[Span]


def parse(source: Source) -> Document:
    """Return the document of a notebook. Raises SourceError if it is not JSON, or JSON of something else."""
    try:
        cells = list(_cells(source.text))
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deep" if isinstance(error, RecursionError) else str(error).rstrip(".")
        raise SourceError(f"{source.path}: not a notebook: {reason}") from None
    landmarks: list[tuple[int, str]] = []
    gathered = _GatheredCells()
    spelling = spell(ascii_only=source.text.isascii())
    for number, cell in enumerate(cells, 1):
        landmarks += _lines(source.text, number, cell.strings)
        if cell.kind in _TEXT:
            gathered.add(_markdown(source, cell, spelling))
        elif cell.kind == "code":
            gathered.code.append("".join(_value(source.text, string) for string in cell.strings))
            gathered.listings.append(tuple(string for string in cell.strings if not string.empty))
    return gathered.document(replace(source, landmarks=tuple(landmarks)))


def _markdown(source: Source, cell: _NotebookCell, spelling: Spell) -> Document:
    mapped = MappedText(source)
    for number, string in enumerate(cell.strings):
        if cell.kind == "heading" and number == 0:
            mapped.add("#" * min(6, max(1, cell.level)) + " ", Span(string.start, string.start))
        for text, place in pieces(source.text, string):
            mapped.add(text, place)
    inner = markdown.parse(Source(source.path + ".md", "markdown", mapped.text))
    return mapped.document(inner, spelling)


def _lines(text: str, number: int, strings: list[Span]) -> Iterator[tuple[int, str]]:
    """Yield the offset where each line of a cell begins, and the label that reports show for it (`cell 2:1`)."""
    line, begins = 1, True
    for string in strings:
        if begins:
            yield string.start, f"cell {number}:{line}"
        begins = False
        at = text.find("\\n", *string)
        while at >= 0:
            # After an odd number of backslashes it is an escaped backslash and an “n”.
            before = at
            while text[before - 1] == "\\":
                before -= 1
            if (at - before) % 2 == 0:
                line += 1
                begins = at + 2 >= string.end
                if not begins:
                    yield at + 2, f"cell {number}:{line}"
            at = text.find("\\n", at + 2, string.end)


class _GatheredCells:
    """Merges the documents of all cells into one; tables and lists are numbered consecutively."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self.code: list[str] = []
        self.listings: list[tuple[Span, ...]] = []
        self._footnotes: dict[str, str] = {}
        self._metadata: dict[str, Any] = {}
        self._unread: list[Unread] = []
        self._problems: list[Any] = []
        self._language: str | None = None
        self._tables = 0
        self._lists = 0

    def add(self, part: Document) -> None:
        """Add the document of a cell."""
        tables, lists = self._tables, self._lists
        for block in part.blocks:
            if block.cell is not None:
                cell = CellPlace(block.cell.table + tables, *block.cell[1:])
                self._tables = max(self._tables, cell.table + 1)
                block = structs.replace(block, cell=cell)  # noqa: PLW2901
            elif block.item is not None:
                item = block.item._replace(list=block.item.list + lists)
                self._lists = max(self._lists, item.list + 1)
                block = structs.replace(block, item=item)  # noqa: PLW2901
            self.blocks.append(block)
        self.comments += part.comments
        self.code += part.code
        self.listings += part.listings
        self._footnotes |= part.footnotes
        self._metadata |= part.metadata
        self._unread += part.unread
        self._problems += part.problems
        self._language = self._language or part.language

    def document(self, source: Source) -> Document:
        """Return the merged document."""
        return Document(
            source=source,
            blocks=tuple(self.blocks),
            comments=tuple(sorted(self.comments, key=lambda comment: comment.span)),
            code=tuple(self.code),
            listings=tuple(runs for runs in self.listings if runs),
            footnotes=self._footnotes,
            metadata=self._metadata,
            problems=tuple(self._problems),
            language=self._language,
            unread=tuple(self._unread),
        )


def pieces(text: str, string: Span) -> Iterator[tuple[str, Span]]:
    """Yield a JSON string's runs, decoded, with their ranges; an escape (or surrogate pair) is a run of its own."""
    at, end = string
    while at < end:
        stop = text.find("\\", at, end)
        if stop < 0:
            stop = end
        if stop > at:
            yield text[at:stop], Span(at, stop)
        if stop >= end:
            return
        meaning, after = _escape(text, stop, end)
        yield meaning, Span(stop, after)
        at = after


def _escape(text: str, at: int, end: int) -> tuple[str, int]:
    if text[at + 1] != "u":
        return _ESCAPES.get(text[at + 1], "\ufffd"), at + 2
    code = int(text[at + 2 : at + 6], 16)
    after = at + 6
    if 0xD800 <= code < 0xDC00 and text.startswith("\\u", after) and after + 6 <= end:
        low = int(text[after + 2 : after + 6], 16)
        if 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((code - 0xD800) << 10) + low - 0xDC00), after + 6
    return ("\ufffd" if 0xD800 <= code < 0xE000 else chr(code)), after


def _value(text: str, string: Span) -> str:
    return "".join(meaning for meaning, _ in pieces(text, string))


def _as_ascii(words: str) -> str:
    return json.dumps(words)[1:-1]


def _as_is(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1]


def spell(*, ascii_only: bool) -> Spell:
    """Return the function that escapes words for this file; if the file is pure ASCII, it escapes everything else."""
    return _as_ascii if ascii_only else _as_is


# JSON is read only where there may be cells; the standard library's decoder skips everything else.


def _cells(text: str) -> Iterator[_NotebookCell]:
    start = _blank(text, 1 if text.startswith("\ufeff") else 0)
    if not text.startswith("{", start):
        raise ValueError("it does not begin with an object")
    found = False
    for name, at in _members(text, start):
        if name == "cells":
            found = True
            yield from _listed(text, at)
        elif name == "worksheets" and text.startswith("[", at):
            found = True
            for sheet in _elements(text, at):
                for inner, place in _members(text, sheet):
                    if inner == "cells":
                        yield from _listed(text, place)
    if not found:
        raise ValueError("it has no cells")


def _listed(text: str, at: int) -> Iterator[_NotebookCell]:
    if not text.startswith("[", at):
        return
    for place in _elements(text, at):
        cell = _NotebookCell("", 1, [])
        if not text.startswith("{", place):
            continue
        for name, value in _members(text, place):
            if name == "cell_type":
                cell.kind = str(_DECODER.raw_decode(text, value)[0])
            elif name == "level":
                level = _DECODER.raw_decode(text, value)[0]
                cell.level = level if isinstance(level, int) else 1
            elif name in {"source", "input"}:
                places = _elements(text, value) if text.startswith("[", value) else [value]
                for string in places:
                    if text.startswith('"', string):
                        cell.strings.append(Span(string + 1, _end(text, string) - 1))
        yield cell


def strings(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each string value of a JSON text: its path of keys and list indexes, and its range without quotation marks.

    Raises ValueError if the text is not JSON.
    """
    todo = [("", _blank(text, 1 if text.startswith("\ufeff") else 0))]
    while todo:
        path, at = todo.pop()
        if text.startswith('"', at):
            yield path, Span(at + 1, _end(text, at) - 1)
        elif text.startswith("{", at):
            todo += [(f"{path}.{name}".lstrip("."), place) for name, place in _members(text, at)]
        elif text.startswith("[", at):
            todo += [
                (f"{path}.{number}".lstrip("."), place) for number, place in enumerate(_elements(text, at))
            ]


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield the name and the value's offset of each member of the object that begins at `at`."""
    at = _blank(text, at + 1)
    while not text.startswith("}", at):
        if not text.startswith('"', at):
            raise ValueError(f"a name is missing in line {_line(text, at)}")
        name, at = _DECODER.raw_decode(text, at)
        at = _blank(text, at)
        if not text.startswith(":", at):
            raise ValueError(f"a “:” is missing in line {_line(text, at)}")
        at = _blank(text, at + 1)
        yield name, at
        at = _next(text, _end(text, at), "}")


def _elements(text: str, at: int) -> Iterator[int]:
    """Yield the offset of each element of the list that begins at `at`."""
    at = _blank(text, at + 1)
    while not text.startswith("]", at):
        yield at
        at = _next(text, _end(text, at), "]")


def _next(text: str, at: int, closing: str) -> int:
    at = _blank(text, at)
    if text.startswith(",", at):
        at = _blank(text, at + 1)
        if not text.startswith(closing, at):
            return at
    elif text.startswith(closing, at):
        return at
    raise ValueError(f"a “,” or “{closing}” is missing in line {_line(text, at)}")


def _end(text: str, at: int) -> int:
    """Return the end of the value that begins at `at`. Raises ValueError if it is not JSON."""
    try:
        return _DECODER.raw_decode(text, at)[1]
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} in line {error.lineno}") from None


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
