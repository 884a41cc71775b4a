"""A change of the source text, apart from why it is made: documents offer edits, findings carry them."""

from typing import NamedTuple


class Edit(NamedTuple):
    """Put `text` in place of the source's code points `start` to `end`."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> "Edit":
        """Return the same edit, `by` code points further on."""
        return Edit(self.start + by, self.end + by, self.text)
