"""What is told of everything that docutils' grammar finds."""

from typing import Any, Protocol

from edlint.parse.rst.lines import Part, RstLines


class Receiver(Protocol):
    """What is told of everything that is read, in reading order."""

    def prose(self, parts: list[Part], kind: str) -> None:
        """Take a stretch of prose: `paragraph`, `term`, `header`, `line`, or `attribution`."""

    def heading(self, parts: list[Part], level: int) -> None:
        """Take a section's title."""

    def enter(self, kind: str, value: Any = None) -> None:
        """Begin something that holds other blocks: a list, an item, a note, a quotation, a table, a cell."""

    def leave(self) -> None:
        """End it."""

    def after_list(self) -> bool:
        """Whether a list was ended just now or is still open: what is indented there belongs to it, and is no quotation."""

    def directive(self, state: Any, name: str, block: RstLines) -> None:
        """Take a directive: its arguments, options and content."""

    def comment(self, parts: list[Part], opening: Part) -> None:
        """Take a comment; `opening` is the line that it begins in, from its two dots on."""

    def code(self, parts: list[Part]) -> None:
        """Take a block of code."""

    def target(self, name: str, address: str, alias: str) -> None:
        """Take a link's target: where it leads, or which other it stands for; without a name it is anonymous."""

    def unread(self, parts: list[Part]) -> None:
        """Take lines that docutils cannot make anything of."""
