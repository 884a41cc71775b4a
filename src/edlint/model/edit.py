"""An edit of the source text, without the reason for it: documents create edits, findings carry them."""

from collections.abc import Iterable
from typing import NamedTuple


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """Return the length of the common prefix of two texts, and of the common suffix of the rest, in code points."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    return head, next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)


class Edit(NamedTuple):
    """A replacement of the source's code points from `start` to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> "Edit":
        """Return the same edit, `by` code points further on."""
        return Edit(self.start + by, self.end + by, self.text)


def edited(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """Return the text from `start` to `end` after the edits, which lie in it, are sorted and do not overlap."""
    parts, at = [], start
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:end]])
