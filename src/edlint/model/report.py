"""The outcome of a run: what every reporter is given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from edlint.model.claim import Claim, ClaimStatus
from edlint.model.document import Document, Unread
from edlint.model.finding import Finding, Severity
from edlint.model.rule import Rule
from edlint.model.source import Source


class EngineStatus(msgspec.Struct, frozen=True):
    """Whether an engine ran; `failed` makes the exit code 2."""

    name: str
    version: str
    status: Literal["ran", "off", "failed"]
    detail: str = ""


class Revision(StrEnum):
    """Which text of a file: that of today, the one before a change, or the last of a file that is gone."""

    NOW = "now"
    BEFORE = "before"
    GONE = "gone"


class FileReport(msgspec.Struct, frozen=True):
    """One file's outcome. When `error` says why it could not be checked, `findings` is empty.

    `failures` are checks that gave up on this file (a timeout, an engine): the findings of the others are kept.
    `fault` is the trace where edlint itself is to blame. `document` is kept where a reporter shows the article itself.
    `before` is the outcome of the old text, without its source, where this one is held against a state before.
    `unread` are the stretches of the text that no check read, `unread_share` is the share of its letters in them.
    `certain` is how many certain errors there are: see `edlint.lint.sensitivity`.
    """

    path: str
    format: str
    words: int = 0
    error: str | None = None
    readability: Mapping[str, float] = msgspec.field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    failures: tuple[EngineStatus, ...] = ()
    source: Source | None = None
    fault: str = ""
    document: Document | None = None
    before: "FileReport | None" = None
    language: str = "en"
    revision: Revision = Revision.NOW
    unread: tuple[Unread, ...] = ()
    unread_share: float = 0.0
    certain: int = 0

    @property
    def live(self) -> tuple[Finding, ...]:
        """Return the findings that count."""
        return tuple(finding for finding in self.findings if finding.suppressed is None)

    def shown(self, *, suggestions: bool) -> list[Finding]:
        """Return the findings that count and are shown: suggestions only where they are asked for."""
        return [one for one in self.live if suggestions or one.severity is not Severity.SUGGESTION]

    def count(self, severity: Severity) -> int:
        """Return how many live findings have this severity."""
        return sum(finding.severity is severity for finding in self.live)

    @property
    def unsourced(self) -> int:
        """Return how many claims have no source."""
        return sum(claim.status is ClaimStatus.UNSOURCED for claim in self.claims)


class Passed(NamedTuple):
    """A file that a run over folders did not look at although it may be an article, and why."""

    path: str
    reason: str


class Tally(NamedTuple):
    """What there is in all files of a run: live findings by severity, suppressed ones, files that failed, edlint's faults."""

    live: Mapping[Severity, int]
    suppressed: int
    failed: int
    faults: Sequence[str]


class Report(msgspec.Struct, frozen=True, dict=True):
    """Everything a run found, files in the order of their paths; of a long run they are read from a file as they are asked for.

    `base` names the state that the files are held against, for people; empty where every finding counts. `passed` are
    files that were passed over.
    """

    version: str
    files: Sequence[FileReport]
    engines: tuple[EngineStatus, ...] = ()
    rules: Mapping[str, Rule] = msgspec.field(default_factory=dict)
    base: str = ""
    passed: tuple[Passed, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many live findings there are in all files."""
        return self.tally.live[severity]

    @cached_property
    def tally(self) -> Tally:
        """Return the sums over the files, which are gone through once."""
        live: Counter[Severity] = Counter()
        suppressed = failed = 0
        faults: list[str] = []
        for file in self.files:
            live.update(finding.severity for finding in file.live)
            suppressed += len(file.findings) - len(file.live)
            failed += file.error is not None
            faults += [file.fault] if file.fault else []
        return Tally(live, suppressed, failed, faults)

    @property
    def suppressed(self) -> int:
        """Return how many findings are marked as not counting."""
        return self.tally.suppressed

    @property
    def failed(self) -> int:
        """Return how many files could not be checked."""
        return self.tally.failed

    def exit_code(self, fail_on: Severity) -> int:
        """Return the exit code.

        3 for a fault in edlint, 2 when something that should have run did not, 1 for a live finding at or above
        `fail_on`, else 0.
        """
        if self.tally.faults:
            return 3
        if self.failed or any(engine.status == "failed" for engine in self.engines):
            return 2
        return int(any(count for severity, count in self.tally.live.items() if severity.rank <= fail_on.rank))
