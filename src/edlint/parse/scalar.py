"""Scalars of YAML and TOML: values that stand in their source with quotation marks, escapes and folded lines."""

from collections.abc import Callable

import msgspec

from edlint.model.document import Block, BlockKind
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.base import BlockBuilder
from edlint.text.pattern import pattern

_BREAKING = r":(?:\s|$)|(?:^|\s)#"  # what ends a plain value of YAML
_ESCAPES = {"x": 2, "u": 4, "U": 8}


class Scalar(msgspec.Struct, frozen=True):
    """A value by its name, and where it stands, quotation marks and all."""

    name: str
    value: str
    span: Span
    toml: bool = False

    def block(self, source: Source, kind: BlockKind) -> Block | None:
        """Return the block of the value, walked along its source; None for an empty one.

        New words are written as they must stand there, or not at all.
        """
        from edlint.parse.mapped import spelt  # noqa: PLC0415 - most articles have no such values

        block = self._block(source, kind)
        return None if block is None else spelt(block, self.spell(source))

    def spell(self, source: Source) -> Callable[[str], str | None]:
        """Return how new words are written inside the value's quotation marks, or where it has none."""
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
        if not _walk(builder, text, self.value, Span(start, end), quote):
            builder = BlockBuilder(source)
            builder.add(self.value, self.span)
        return builder.close(kind)


def line_end(text: str, position: int) -> tuple[int, int]:
    """Return where the line's text ends and where the next line begins."""
    feed = text.find("\n", position)
    back = text.find("\r", position, len(text) if feed < 0 else feed)
    if back >= 0:
        return back, back + 2 if text.startswith("\r\n", back) else back + 1
    return (len(text), len(text)) if feed < 0 else (feed, feed + 1)


def _walk(builder: BlockBuilder, text: str, value: str, place: Span, quote: str) -> bool:
    """Add `value` piece by piece; False where value and source do not agree."""
    start, end = place
    at, index = start, 0
    while index < len(value):
        run = 0
        while at + run < end and index + run < len(value) and text[at + run] == value[index + run]:
            character = text[at + run]
            if character in " \t\r\n" or (character == quote == "'") or (character == "\\" and quote == '"'):
                break
            run += 1
        if run:
            builder.add(value[index : index + run], Span(at, at + run))
            at, index = at + run, index + run
            continue
        if at >= end:
            return not value[index:].strip()
        blank = at
        while blank < end and text[blank] in " \t\r\n":
            blank += 1
        if blank > at:
            if not value[index].isspace() and (index or at > start):
                return False
            while index < len(value) and value[index].isspace():
                index += 1
            builder.soft(Span(at, blank))
            at = blank
        elif quote == "'" and text.startswith("''", at) and value[index] == "'":
            builder.add("'", Span(at, at + 2))
            at, index = at + 2, index + 1
        elif quote == '"' and text[at] == "\\" and at + 1 < end:
            width = 2 + _ESCAPES.get(text[at + 1], 0)
            if text[at + 1] in "\r\n":
                stop = line_end(text, at + 1)[1]
                while stop < end and text[stop] in " \t":
                    stop += 1
                at = stop
                continue
            builder.add(value[index], Span(at, min(end, at + width)))
            at, index = at + width, index + 1
        else:
            return False
    return True


# How new words are written: functions with a name, since documents are sent from process to process.


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
