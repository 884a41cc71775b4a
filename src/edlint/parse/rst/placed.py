"""A block's text in which every code point has a source offset, despite backslash escapes and tabs."""

from bisect import bisect_right
from string import ascii_letters

from docutils.utils import escape2null

from edlint.model.block import MarkKind
from edlint.parse.leaf import Leaf
from edlint.parse.rst.lines import Line, Part

_LONGEST = 40  # letters of a TeX command


class PlacedText:
    """A block's text with the source offset of each code point; backslashes are NULs, as docutils represents them."""

    def __init__(self, parts: list[Part]) -> None:
        """Join the parts of lines with line ends."""
        self.lines: list[Line] = []
        self.columns: list[int] = []
        self.starts: list[int] = []
        at = 0
        for text, line, column in parts:
            self.lines.append(line)
            self.columns.append(column)
            self.starts.append(at)
            at += len(text) + 1
        self.raw = "\n".join([text for text, _, _ in parts])
        self.value = escape2null(self.raw) if "\\" in self.raw else self.raw

    def offset(self, at: int) -> int:
        """Return the source offset of a code point of the text."""
        index = max(0, bisect_right(self.starts, at) - 1)
        return self.lines[index].offset(self.columns[index] + at - self.starts[index])

    def feed(self, leaf: Leaf, start: int, end: int) -> None:
        """Add the range `start`…`end` to a leaf, line by line, without backslashes and the blanks they remove."""
        value = self.value
        index = max(0, bisect_right(self.starts, start) - 1)
        while start < end:
            stop = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(value)
            if start < stop:
                self._line(leaf, index, start, min(stop, end))
            if end <= stop:
                return
            if not (stop and value[stop - 1] == "\0"):
                following = self.lines[index + 1].offset(self.columns[index + 1])
                leaf.soft(
                    self.lines[index].offset(self.columns[index] + stop - self.starts[index]), following
                )
            start = stop + 1
            index += 1

    def _line(self, leaf: Leaf, index: int, start: int, end: int) -> None:
        line, column = self.lines[index], self.columns[index] - self.starts[index]
        text = self.value[start:end]
        at = 0
        while at < len(text):
            stop = text.find("\0", at)
            stop = len(text) if stop < 0 else stop
            self._run(leaf, line, column + start + at, text[at:stop])
            # A blank after a backslash is removed; any other character stays, and the next run begins with it.
            at = stop + 1
            behind = text[at : at + _LONGEST]
            name = at + len(behind) - len(behind.lstrip(ascii_letters))
            if name > at + 1 and (not stop or text[stop - 1] in " ("):
                # `\mathbb`: a TeX command, whose backslash docutils would remove.
                begin = line.offset(column + start + stop)
                leaf.placeholder(
                    MarkKind.CODE, begin, line.offset(column + start + name), f"\\{text[at:name]}"
                )
                at = name
            elif at < len(text) and text[at] == " ":
                at += 1
            elif at < len(text) and text[at] == "\0":
                self._run(leaf, line, column + start + at, "\\")
                at += 1

    @staticmethod
    def _run(leaf: Leaf, line: Line, column: int, text: str) -> None:
        if not text:
            return
        if line.columns is None:
            begin = line.start + column
            leaf.text(text, begin, begin + len(text))
            return
        last = -1
        for at, character in enumerate(text):
            begin = line.columns[column + at]
            if begin != last:  # a tab is one blank, not as many as its columns
                leaf.text(character, begin, begin + 1)
            last = begin
