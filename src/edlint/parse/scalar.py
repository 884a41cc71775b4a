"""Scalars of YAML and TOML, mapped to their source text with its quotation marks, escapes and folded lines."""

from collections.abc import Callable
from typing import Any

import msgspec

from edlint.model.block import Block, BlockKind
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.base import BlockBuilder
from edlint.text.pattern import pattern

_BREAKING = r":(?:\s|$)|(?:^|\s)#"  # what ends a plain value of YAML
_PROPERTIES = r"\A(?:[&!]\S*\s+)+"  # an anchor or a tag before a value of YAML
_ESCAPES = {"x": 2, "u": 4, "U": 8}


class Scalar(msgspec.Struct, frozen=True):
    """A named value and its source range, quotation marks included."""

    name: str
    value: str
    span: Span
    toml: bool = False

    @classmethod
    def of_yaml(cls, name: str, node: Any, text: str, base: int = 0) -> "Scalar":
        """Return the value of a node of `text`, which begins at `base`: it stands behind its anchor and its tag."""
        start, end = node.start_mark.index, node.end_mark.index
        if text.startswith(("&", "!"), start):
            start += next((span.end for span in pattern(_PROPERTIES).spans(text[start:end])), 0)
        return cls(name, node.value, Span(base + start, base + end))

    def block(self, source: Source, kind: BlockKind) -> Block | None:
        """Return a block of the value, its text mapped to the source; None for an empty value.

        Edits of the block are escaped as the scalar's style requires; an edit that cannot be written in it is refused.
        """
        from edlint.parse.mapped import spelt  # noqa: PLC0415 - most articles have no such values

        block = self._block(source, kind)
        return None if block is None else spelt(block, self.spell(source))

    def spell(self, source: Source) -> Callable[[str], str | None]:
        """Return the function that escapes new words for this scalar's style: in quotation marks, plain, or a block."""
        raw = source.slice(self.span)
        if raw.startswith('"'):
            return _in_quotes
        if self.toml:
            return _in_apostrophes_of_toml
        if raw.startswith("'"):
            return _in_apostrophes
        if raw.startswith(("|", ">")):
            return str
        within = source.text[self.span.end : self.span.end + 80].lstrip()[:1] in {",", "]", "}"}
        return _plain_in_a_list if within else _plain

    def _block(self, source: Source, kind: BlockKind) -> Block | None:
        text = source.text
        start, end = self.span
        raw = text[start:end]
        quote = raw[:1] if raw[:1] in {'"', "'"} else ""
        if raw[:1] in {"|", ">"}:
            start = line_end(text, start)[1]
        elif quote:
            width = 3 if raw.startswith(quote * 3) and len(raw) >= 6 else 1
            start, end = start + width, end - width
        builder = BlockBuilder(source)
        if not _ScalarWalk(builder, text, self.value, Span(start, end), quote).whole():
            builder = BlockBuilder(source)
            builder.add(self.value, *self.span)
        return builder.close(kind)


def line_end(text: str, position: int) -> tuple[int, int]:
    """Return where the line that contains `position` ends, and where the next line begins."""
    feed = text.find("\n", position)
    back = text.find("\r", position, len(text) if feed < 0 else feed)
    if back >= 0:
        return back, back + 2 if text.startswith("\r\n", back) else back + 1
    return (len(text), len(text)) if feed < 0 else (feed, feed + 1)


class _ScalarWalk:
    """Walks along a value and its source text together; they differ in blanks, escapes and doubled apostrophes only."""

    def __init__(self, builder: BlockBuilder, text: str, value: str, place: Span, quote: str) -> None:
        self._builder, self._text, self._value, self._quote = builder, text, value, quote
        self._start, self._end = self._at, _ = place
        self._index = 0

    def whole(self) -> bool:
        """Add the value piece by piece; return False if value and source do not agree."""
        value = self._value
        while self._index < len(value):
            run = self._agreed()
            if run:
                self._add(value[self._index : self._index + run], run)
            elif self._at >= self._end:
                return not value[self._index :].strip()
            elif not (self._blank() or self._doubled() or self._escaped()):
                return False
        return True

    def _add(self, words: str, width: int) -> None:
        self._builder.add(words, self._at, min(self._end, self._at + width))
        self._at += width
        self._index += len(words)

    def _agreed(self) -> int:
        """Return how many code points from here on are the same in value and source."""
        special = " \t\r\n" + {"'": "'", '"': "\\"}.get(self._quote, "")
        longest = min(self._end - self._at, len(self._value) - self._index)
        for run in range(longest):
            character = self._text[self._at + run]
            if character != self._value[self._index + run] or character in special:
                return run
        return max(0, longest)

    def _blank(self) -> bool:
        """Consume a run of blanks and line ends as one space; return False if there is none here."""
        end = self._at
        while end < self._end and self._text[end] in " \t\r\n":
            end += 1
        began = self._index or self._at > self._start
        if end == self._at or (began and not self._value[self._index].isspace()):
            return False
        while self._index < len(self._value) and self._value[self._index].isspace():
            self._index += 1
        self._builder.space(self._at, end)
        self._at = end
        return True

    def _doubled(self) -> bool:
        """Consume an apostrophe doubled inside apostrophes; return False if there is none here."""
        found = self._quote == "'" == self._value[self._index] and self._text.startswith("''", self._at)
        if found:
            self._add("'", 2)
        return found

    def _escaped(self) -> bool:
        """Consume a backslash escape in quotation marks (that of a line end adds no text); False if none is here."""
        text, at = self._text, self._at
        if self._quote != '"' or text[at] != "\\" or at + 1 >= self._end:
            return False
        if text[at + 1] not in "\r\n":
            self._add(self._value[self._index], 2 + _ESCAPES.get(text[at + 1], 0))
            return True
        self._at = line_end(text, at + 1)[1]
        while self._at < self._end and text[self._at] in " \t":
            self._at += 1
        return True


# Functions that escape new words. They are named functions because documents are sent between processes.


def _in_quotes(words: str) -> str | None:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _in_apostrophes(words: str) -> str | None:
    return words.replace("'", "''")


def _in_apostrophes_of_toml(words: str) -> str | None:
    return None if "'" in words else words  # nothing can be escaped there


def _plain(words: str) -> str | None:
    return None if pattern(_BREAKING).found(words) else words


def _plain_in_a_list(words: str) -> str | None:
    return None if pattern(rf"{_BREAKING}|[\[\]{{}},]").found(words) else words
