"""The protocol by which the parser states pass on everything that docutils' grammar finds."""

from typing import Any, Protocol

from edlint.parse.rst.lines import Part, RstLines


class Receiver(Protocol):
    """Receives everything that is parsed, in reading order."""

    def prose(self, parts: list[Part], kind: str) -> None:
        """Receive a piece of prose: `paragraph`, `term`, `header`, `line`, or `attribution`."""

    def heading(self, parts: list[Part], level: int) -> None:
        """Receive a section's title."""

    def enter(self, kind: str, value: Any = None) -> None:
        """Begin an element that contains other blocks: a list, an item, a note, a quotation, a table, a cell."""

    def leave(self) -> None:
        """End the element that was begun last."""

    def after_list(self) -> bool:
        """Whether a list is open or was just ended; indented text there belongs to it, and is not a quotation."""

    def directive(self, state: Any, name: str, block: RstLines) -> None:
        """Receive a directive: its argument, options and content."""

    def comment(self, parts: list[Part], opening: Part) -> None:
        """Receive a comment; `opening` is the line in which it begins, from its two dots on."""

    def code(self, parts: list[Part]) -> None:
        """Receive a block of code."""

    def target(self, name: str, address: str, alias: str) -> None:
        """Receive a link target: its address, or `alias`, the name of another target; an anonymous one has no name."""

    def unread(self, parts: list[Part]) -> None:
        """Receive lines that docutils cannot parse."""
