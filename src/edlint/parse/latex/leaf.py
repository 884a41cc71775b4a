"""One block of LaTeX under construction, with short paths for plain text, which is most of it."""

from edlint.model.block import OTHER, SOFT, VERBATIM
from edlint.parse.draft import Draft
from edlint.parse.textleaf import TextLeaf
from edlint.parse.widthless import has_widthless


class LatexLeaf(TextLeaf):
    """Collects the text of one block."""

    def __init__(self, draft: Draft, limit: int) -> None:
        """Start an empty block."""
        super().__init__(draft, limit)
        self._clear = (0, 0)  # source range in which no noise starts

    def stretch(self, start: int, end: int) -> None:
        """Add the source text `start`…`end` without its noise. It must have no blank beside a line end."""
        if self._source[start] == "\n":
            self.soft(start, start + 1)
            start += 1
            if start == end:
                return
        first, last = self._clear
        if start < first or end > last:
            # An escape begins one code point before its text.
            last = self._draft.noise.following(start - 1)
            if start < self._until or end > last:
                self.text(self._source[start:end], start, end)
                return
            self._clear = start, last
        text = self._source[start:end]
        if start == self._joint or self.loose or (not text.isascii() and has_widthless(text)):
            self.add(text, start, end)
        elif "\n" in text:
            self._lines(text, start)
        else:
            # `_push`, inlined: most of a text takes this path.
            self._runs.append((self._length, start, end, VERBATIM))
            self._text.append(text)
            self._length += end - start
            self._joint = end

    def _lines(self, text: str, start: int) -> None:
        """Add lines of source text that begins at `start`, with the same result as `add`."""
        bare = text.removesuffix("\n")
        at = self._length
        for line in bare.split("\n"):
            stop, behind = start + len(line), at + len(line)
            self._runs += ((at, start, stop, VERBATIM), (behind, stop, stop + 1, SOFT))
            start, at = stop + 1, behind + 1
        self._runs.pop()
        self._text.append(bare.replace("\n", " "))
        self._length = at - 1
        self._joint = start - 1
        if bare != text:
            self.space(start - 1, start)

    def sign(self, meaning: str, start: int, end: int) -> None:
        """Add a character that is spelled differently in the source range `start`…`end`."""
        first, last = self._clear
        if start < first or end > last or start < self._until or self.loose or meaning == " ":
            self.text(meaning, start, end)
            return
        # `_push`, inlined.
        self._runs.append((self._length, start, end, OTHER))
        self._text.append(meaning)
        self._length += len(meaning)
        self._joint = -1
