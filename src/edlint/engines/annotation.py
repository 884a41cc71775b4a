"""Convert blocks to LanguageTool's annotated text, and its UTF-16 offsets to code-point offsets in a block.

The HTTP API's field `data` holds `{"annotation": [{"text": …} | {"markup": …, "interpretAs": …}, …]}`; offsets in the
answer count UTF-16 units over text and markup together. So a placeholder is sent as markup one unit long that is
interpreted as a word, and offsets need no correction for it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import msgspec

from edlint.engines.passage import UNREAD, placeholder_word
from edlint.model.block import PLACEHOLDER
from edlint.model.span import Span
from edlint.text.pattern import pattern

_UNSPOKEN = f"{PLACEHOLDER}|{UNREAD} ?"
BREAK = "\n\n"
"""Separator between two blocks: a paragraph break, which no sentence crosses."""


class Batch(msgspec.Struct, frozen=True, dict=True):
    """Texts of blocks that are sent in one request, with the mapping from a finding's offset back to its block."""

    texts: tuple[str, ...]

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for text in self.texts:
            starts.append(position)
            position += utf16_length(text) + len(BREAK)
        return starts

    def annotation(self) -> list[dict[str, str]]:
        """Return the annotated text of all blocks."""
        parts: list[dict[str, str]] = []
        for number, text in enumerate(self.texts):
            if number:
                parts.append({"markup": BREAK, "interpretAs": BREAK})
            before, at = "", 0
            for place in pattern(_UNSPOKEN).spans(f"{text}{PLACEHOLDER}"):
                before = text[at : place.start]
                if before:
                    parts.append({"text": before})
                at = place.end
                if place.start < len(text):
                    markup = text[place.start : at]
                    instead = placeholder_word(before) if markup == PLACEHOLDER else ""
                    parts.append({"markup": markup, "interpretAs": instead})
        return parts

    def place(self, offset: int, length: int) -> tuple[int, Span] | None:
        """Convert a range in UTF-16 units to (index of the text, span in it); None for one across two texts."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        text = self.texts[index]
        start = code_points(text, offset - self._starts[index])
        end = code_points(text, offset + length - self._starts[index])
        if start is None or end is None:
            return None
        return index, Span(start, end)


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(c > "\uffff" for c in text)


def code_points(text: str, units: int) -> int | None:
    """Convert an offset in UTF-16 units to one in code points; None outside the text.

    An offset inside a surrogate pair maps to the start of its character.
    """
    if text.isascii():
        return units if 0 <= units <= len(text) else None
    if units < 0:
        return None
    seen = 0
    for index, character in enumerate(text):
        if seen >= units:
            return index if seen == units else index - 1
        seen += 2 if character > "\uffff" else 1
    return len(text) if seen == units else (len(text) - 1 if seen == units + 1 else None)


def batches(texts: Sequence[str], limit: int) -> list[Batch]:
    """Return the texts, in order, in groups of at most `limit` UTF-16 units; a longer text gets a group of its own."""
    groups: list[list[str]] = []
    size = 0
    for text in texts:
        length = utf16_length(text) + len(BREAK)
        if not groups or size + length > limit:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += length
    return [Batch(tuple(group)) for group in groups]
