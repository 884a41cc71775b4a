"""What a rule of a style found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition
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
    config: ValeConfig
    budget: Budget


class ValeRule(Protocol):
    """A rule of a style, ready to look."""

    definition: Definition
    scope: Scope

    def look(self, run: Run) -> Iterator[Alert]:
        """Yield what the rule finds in a file. Raises BudgetError."""
