"""The text that pyromark parses: a source without the ranges that the layout drops, with offsets mapped back to it."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

import pyromark
from pyromark import Options

from edlint.model.span import Span
from edlint.text.mapped import Builder, MappedRun
from edlint.text.pattern import pattern

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
    | Options.ENABLE_HEADING_ATTRIBUTES
)
# Definition lists are enabled only if a text has one: pyromark would read “:tada:” at a line's start as a definition.
_DEFINITION = r"^[ >]*:[ \t]"
# What each byte of UTF-8 adds to the count of code points: 1 for the first byte of a code point.
_LEAD = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))


class MarkdownView:
    """A text that begins at offset `base` of the source, without the ranges in `dropped`.

    Positions in `text` are byte offsets of its UTF-8 encoding, as pyromark reports them; they are converted to code
    points of the source.
    """

    def __init__(self, text: str, dropped: Iterable[Span] = (), base: int = 0) -> None:
        """Build the text. `dropped` is sorted, with offsets relative to the start of the text."""
        builder = Builder()
        position = 0
        for gap in (*dropped, Span(len(text), len(text))):
            builder.add(text[position : gap.start], base + position)
            position = max(position, gap.end)
        self._made = builder.made()
        self._runs = self._made.runs or (MappedRun(0, base, 0, 0),)
        self._starts = [run.at for run in self._runs]
        self.text = self._made.text
        self._points: Sequence[int] = range(len(self.text) + 1)
        if not self.text.isascii():
            self._points = array("I", accumulate(self.text.encode().translate(_LEAD), initial=0))

    def start(self, byte: int) -> int:
        """Return the source offset of the code point that begins at `byte`."""
        return self._place(self._points[byte])

    def end(self, byte: int) -> int:
        """Return the source offset of the end of a range that ends at `byte`."""
        point = self._points[byte]
        return self._place(point - 1) + 1 if point else self._place(0)

    def runs(self, start: int, end: int) -> list[Span]:
        """Return the source ranges that the bytes `start` to `end` came from."""
        found = self._made.cut(self._points[start], self._points[end])
        return [Span(source, source + width) for _, source, _, width in found]

    def _place(self, point: int) -> int:
        at, source, _, _ = self._runs[bisect_right(self._starts, point) - 1 if len(self._starts) > 1 else 0]
        return source + point - at


def events(text: str) -> Iterator[tuple[Any, Any]]:
    """Yield pyromark's events, each a dictionary or a string, with its byte range."""
    defines = pattern(_DEFINITION).found(text)
    options = _OPTIONS | Options.ENABLE_DEFINITION_LIST if defines else _OPTIONS
    return pyromark.events_with_range(text, options=options)


def code(view: MarkdownView) -> list[Span]:
    """Return the source ranges of code spans and code blocks."""
    found = []
    for event, place in events(view.text):
        if type(event) is dict:
            ((name, value),) = event.items()
            if name == "Code" or (name == "Start" and type(value) is dict and "CodeBlock" in value):
                found.append(Span(view.start(place["start"]), view.end(place["end"])))
    return found
