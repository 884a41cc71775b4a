"""The interface of checkers."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome

if TYPE_CHECKING:
    from edlint.prose.prose import Prose

WALL_CLOCK_FACTOR = 20
"""Factor by which a wall-clock limit exceeds the limit on processor time: the machine may be busy with other work."""


class Checker:
    """Finds what its rules describe. Made once per process by its module's `make()`, used for many documents.

    It must not keep any state of a document. It raises EngineError when it cannot do its work: that is reported, and
    the other checkers' hits are kept. Apart from `check`, a checker overrides only the methods that it needs.
    """

    name: str
    version: str

    def __init__(self, settings: Settings | None = None) -> None:
        """Create the checker; most checkers use no settings."""

    def check(self, prose: "Prose", profile: Profile) -> Outcome:
        """Return the hits of the rules in force in `profile` for one document, with any claims and figures."""
        raise NotImplementedError

    def prepare(self, profile: Profile) -> None:
        """Load what `check` needs for this profile and all documents share, such as a lexicon, if not loaded yet.

        The time that this takes is not counted for any file.
        """

    def begin(self, prose: "Prose", profile: Profile) -> None:
        """Start work on a document in a process of its own, without waiting, while other checkers run.

        `check` on the same prose collects the result. This method raises nothing.
        """

    def check_rules(self, prose: "Prose", profile: Profile, rules: Mapping[str, Severity]) -> Outcome:  # noqa: ARG002 - none
        """Return the hits of the given rules only, whatever the profile selects. Raises EngineError.

        `rules` has the severity of each by its name in the checker's own engine.
        """
        return Outcome()

    def judge(self, hits: Sequence[Hit], prose: "Prose", profile: Profile) -> Sequence[Hit]:  # noqa: ARG002 - no opinion
        """Return the hits of all checkers, in order, judged by this checker. Called last. Raises EngineError."""
        return hits

    def close(self) -> None:
        """Release what was started (a worker process, a connection)."""


class Engine(Checker):
    """A checker that starts a process or a connection."""

    def start(self) -> None:
        """Start to get ready for `check`, without waiting; repeated calls are harmless."""
