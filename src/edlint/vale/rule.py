"""A rule of a style, ready to look, and what it finds."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition
from edlint.vale.fmt import filled
from edlint.vale.look import Sight, View
from edlint.vale.regex import Budget
from edlint.vale.scope import Scope


class Alert(NamedTuple):
    """A finding: where in the block (in code points of its text), what is said of it, and what could stand there instead.

    `match` is what comments can name. Without it the finding is about the block, and is shown at its first line.
    """

    view: View
    start: int
    end: int
    match: str
    message: str
    replacements: tuple[str, ...] = ()


@dataclass
class Run:
    """What rules share while they look at one file."""

    sight: Sight
    budget: Budget


class ValeRule(ABC):
    """A rule of a style."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:  # noqa: ARG002 - what most kinds need more of
        """Get ready to look. Raises RegexError, StyleError."""
        self.definition = definition
        self.scope = Scope(definition.scope)

    @abstractmethod
    def look(self, run: Run) -> Iterator[Alert]:
        """Yield what the rule finds in a file. Raises BudgetError."""

    def says(self, *values: str | int) -> str:
        """Return the rule's message with its gaps filled, on one line."""
        return filled(self.definition.message, values).replace("\n", " ")

    def message_for(self, match: str, offers: Sequence[str] = ()) -> str:
        """Return the message about a match; where the rule has an action, what is offered is the second value."""
        if not self.definition.action.name:
            return self.says(match)
        return self.says(match, either(offers) if len(offers) > 1 else next(iter(offers), match))


def either(words: Sequence[str]) -> str:
    """Return words as Vale lists them: `'a'`, `'a' or 'b'`, `'a', 'b', or 'c'`."""
    quoted = [f"'{word}'" for word in words]
    return " or ".join(quoted) if len(quoted) < 3 else ", ".join([*quoted[:-1], f"or {quoted[-1]}"])
