"""A change of the source text, apart from why it is made: documents offer edits, findings carry them."""

from typing import NamedTuple


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many code points two texts have alike at their beginnings, and behind those at their ends."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    return head, next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)


class Edit(NamedTuple):
    """Put `text` in place of the source's code points `start` to `end`."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> "Edit":
        """Return the same edit, `by` code points further on."""
        return Edit(self.start + by, self.end + by, self.text)
