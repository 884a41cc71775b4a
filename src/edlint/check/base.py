"""What a checker is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from edlint.config.profile import Profile
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome

if TYPE_CHECKING:
    from edlint.prose.prose import Prose

PATIENCE = 20
"""How many times as long by the wall clock a limit on processor time may take: a machine may do much else."""


class Checker(Protocol):
    """Looks for what its rules describe. Made once per process by its module's `make()`, used for many documents.

    `check` reads `profile` for the rules in force; it must not keep anything of a document. It raises EngineError
    when it cannot do its work: that is reported, and the other checkers' hits are kept.
    """

    name: str
    version: str

    def check(self, prose: "Prose", profile: Profile) -> Outcome:
        """Return the hits, and what the report has beside them, for one document."""

    def close(self) -> None:
        """End what was started (a worker process, a connection)."""


@runtime_checkable
class Preparing(Protocol):
    """A checker with something to make that all documents share, such as a lexicon."""

    def prepare(self, profile: Profile) -> None:
        """Make what `check` needs for this profile, if it is not there yet; the time it takes is no file's."""


@runtime_checkable
class Looking(Protocol):
    """A checker that can be asked for rules beside those that are on."""

    def look(self, prose: "Prose", profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the hits of these rules, by the checker's own names, alone. Raises EngineError."""


@runtime_checkable
class Judging(Protocol):
    """A checker with an opinion on what the others saw. Asked last."""

    def judge(self, hits: Sequence[Hit], prose: "Prose", profile: Profile) -> list[Hit]:
        """Return the hits of all checkers, in their order, with what it thinks of each. Raises EngineError."""


class Engine(Checker, Protocol):
    """A checker that has something to start."""

    def start(self) -> None:
        """Begin to get ready for `check`, without waiting; more than once does no harm."""


@runtime_checkable
class Beginning(Protocol):
    """A checker that works in a process of its own, while others look."""

    def begin(self, prose: "Prose", profile: Profile) -> None:
        """Begin with a document, without waiting; `check` on the same prose takes the answer, and nothing is raised."""
