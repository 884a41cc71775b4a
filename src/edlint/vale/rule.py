"""The base class of rules of a style, and their findings."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edlint.vale.config import ValeConfig
from edlint.vale.corpus import BlockView, PageBlocks
from edlint.vale.definition import Definition
from edlint.vale.fmt import filled
from edlint.vale.regex import Budget
from edlint.vale.scope import Scope


class Alert(NamedTuple):
    """A finding in a block: start and end (code points of its text), message, and replacements.

    Comments can name the text `match`. If it is empty, the finding is about the block, and is shown at its first line.
    """

    view: BlockView
    start: int
    end: int
    match: str
    message: str
    replacements: tuple[str, ...] = ()


@dataclass
class RuleContext:
    """The state shared by all rules during the check of one file."""

    blocks: PageBlocks
    budget: Budget


class ValeRule(ABC):
    """A rule of a style."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:  # noqa: ARG002 - what most kinds need more of
        """Prepare the rule. Raises RegexError, StyleError."""
        self.definition = definition
        self.scope = Scope(definition.scope)

    @abstractmethod
    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the rule's findings in a file. Raises BudgetError."""

    def format_message(self, *values: str | int) -> str:
        """Return the rule's message with its verbs replaced by the values, on one line."""
        return filled(self.definition.message, values).replace("\n", " ")

    def message_for(self, match: str, offers: Sequence[str] = ()) -> str:
        """Return the message for a match; if the rule has an action, the replacements are the second value."""
        if not self.definition.action.name:
            return self.format_message(match)
        return self.format_message(match, either(offers) if len(offers) > 1 else next(iter(offers), match))


def either(words: Sequence[str]) -> str:
    """Join words as Vale does: `'a'`, `'a' or 'b'`, `'a', 'b', or 'c'`."""
    quoted = [f"'{word}'" for word in words]
    return " or ".join(quoted) if len(quoted) < 3 else ", ".join([*quoted[:-1], f"or {quoted[-1]}"])
