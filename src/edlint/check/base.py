"""What a checker is, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from edlint.config.profile import Profile
from edlint.model.claim import Claim
from edlint.model.document import Block, Document, MarkKind
from edlint.model.finding import Hit
from edlint.text.quotes import quotations, sic
from edlint.text.ranges import Ranges

PATIENCE = 20
"""How many times as long by the wall clock a limit on processor time may take: a machine may do much else."""
_FOREIGN = frozenset({MarkKind.QUOTE, MarkKind.LANGUAGE, MarkKind.STRIKE})


@dataclass(frozen=True)
class Outcome:
    """What a checker saw in a document: hits, and for some the claims or the readability figures."""

    hits: tuple[Hit, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)


class Checker(Protocol):
    """Looks for what its rules describe. Made once per process by its module's `make()`, used for many documents.

    `check` reads `profile` for the rules in force; it must not keep anything of a document. It raises EngineError
    when it cannot do its work: that is reported, and the other checkers' hits are kept.
    """

    name: str
    version: str

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return what was seen."""

    def close(self) -> None:
        """End what was started (a worker process, a connection)."""


@runtime_checkable
class Preparing(Protocol):
    """A checker with something to make that all documents share, such as a lexicon."""

    def prepare(self, profile: Profile) -> None:
        """Make what `check` needs for this profile, if it is not there yet; the time it takes is no file's."""


class Engine(Checker, Protocol):
    """A checker that has something to start."""

    def start(self) -> None:
        """Begin to get ready for `check`, without waiting; more than once does no harm."""


def own_words(block: Block) -> bool:
    """Whether the block is the author's own prose in the document's language: not quoted, not in another language."""
    return not block.quoted and block.language is None


def foreign_words(block: Block) -> Ranges:
    """Return the stretches that are somebody else's words or another language's: quotations, `<q>`, `lang`, `[sic]`."""
    marked = (mark.span for mark in block.marks if mark.kind in _FOREIGN)
    return Ranges((*quotations(block.text), *sic(block.text), *marked))
