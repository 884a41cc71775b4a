"""A text as pyromark sees it: without what the layout drops, each place known in the text that it was made of."""

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
# Only where a text has any: pyromark would take “:tada:” at the beginning of a line for a definition.
_DEFINITION = r"^[ >]*:[ \t]"
# What each byte of UTF-8 adds to the count of code points: 1 where one begins.
_LEAD = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))


class MarkdownView:
    """`text` is what is left of a text that stands at `base` in the source, without the stretches of `dropped`.

    Places in it are bytes of its UTF-8, as pyromark counts; they are given back as code points of the source.
    """

    def __init__(self, text: str, dropped: Iterable[Span] = (), base: int = 0) -> None:
        """Put together what is left. `dropped` is in order and counts from the text's own start."""
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
        """Return where in the source the code point stands that begins at `byte`."""
        return self._place(self._points[byte])

    def end(self, byte: int) -> int:
        """Return where in the source something ends that ends at `byte`."""
        point = self._points[byte]
        return self._place(point - 1) + 1 if point else self._place(0)

    def runs(self, start: int, end: int) -> list[Span]:
        """Return the stretches of the source that the bytes `start` to `end` came from."""
        found = self._made.cut(self._points[start], self._points[end])
        return [Span(source, source + width) for _, source, _, width in found]

    def _place(self, point: int) -> int:
        at, source, _, _ = self._runs[bisect_right(self._starts, point) - 1 if len(self._starts) > 1 else 0]
        return source + point - at


def events(text: str) -> Iterator[tuple[Any, Any]]:
    """Yield pyromark's events: dictionaries and strings, read here as they come."""
    defines = pattern(_DEFINITION).found(text)
    options = _OPTIONS | Options.ENABLE_DEFINITION_LIST if defines else _OPTIONS
    return pyromark.events_with_range(text, options=options)


def code(view: MarkdownView) -> list[Span]:
    """Return where code stands: spans and blocks."""
    found = []
    for event, place in events(view.text):
        if type(event) is dict:
            ((name, value),) = event.items()
            if name == "Code" or (name == "Start" and type(value) is dict and "CodeBlock" in value):
                found.append(Span(view.start(place["start"]), view.end(place["end"])))
    return found
