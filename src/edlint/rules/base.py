"""What a checker is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from edlint.config.profile import Profile
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome

if TYPE_CHECKING:
    from edlint.prose.prose import Prose

PATIENCE = 20
"""How many times as long by the wall clock a limit on processor time may take: a machine may do much else."""


class Checker:
    """Looks for what its rules describe. Made once per process by its module's `make()`, used for many documents.

    It must not keep anything of a document. It raises EngineError when it cannot do its work: that is reported, and the
    other checkers' hits are kept. Beside `check`, a checker has those of these methods for which it has something to do.
    """

    name: str
    version: str

    def check(self, prose: "Prose", profile: Profile) -> Outcome:
        """Return the hits of the rules in force in `profile`, and what the report has beside them, for one document."""
        raise NotImplementedError

    def prepare(self, profile: Profile) -> None:
        """Make what `check` needs for this profile and all documents share, such as a lexicon, if it is not there yet.

        The time it takes is no file's.
        """

    def begin(self, prose: "Prose", profile: Profile) -> None:
        """Begin with a document in a process of its own, without waiting, while others look.

        `check` on the same prose takes the answer, and nothing is raised.
        """

    def look(self, prose: "Prose", profile: Profile, rules: Mapping[str, Severity]) -> Outcome:  # noqa: ARG002 - none
        """Return the hits of these rules alone, by the checker's own names, which are off. Raises EngineError."""
        return Outcome()

    def judge(self, hits: Sequence[Hit], prose: "Prose", profile: Profile) -> Sequence[Hit]:  # noqa: ARG002 - no opinion
        """Return the hits of all checkers, in their order, with what it thinks of each. Asked last. Raises EngineError."""
        return hits

    def close(self) -> None:
        """End what was started (a worker process, a connection)."""


class Engine(Checker):
    """A checker that has something to start."""

    def start(self) -> None:
        """Begin to get ready for `check`, without waiting; more than once does no harm."""
