"""A claim of an article and what stands behind it: a line of the fact-checker's ledger."""

from enum import StrEnum
from typing import NamedTuple

import msgspec

from edlint.model.span import Span


class ClaimKind(StrEnum):
    """What sort of thing is claimed."""

    STATISTIC = "statistic"
    SUPERLATIVE = "superlative"
    ABSOLUTE = "absolute"
    GUARANTEE = "guarantee"
    PREDICTION = "prediction"
    AUTHORITY = "authority"
    QUOTATION = "quotation"
    TECHNICAL = "technical"


class ClaimStatus(StrEnum):
    """Whether a reader could check it."""

    SOURCED = "sourced"
    OWN = "own"
    UNSOURCED = "unsourced"
    WAIVED = "waived"


class EvidenceKind(StrEnum):
    """What stands behind a claim."""

    LINK = "link"
    FOOTNOTE = "footnote"
    CITATION = "citation"
    ATTRIBUTION = "attribution"
    OWN_DATA = "own-data"
    TABLE = "table"
    FRONT_MATTER = "front-matter"


class Evidence(NamedTuple):
    """One thing that supports a claim: its words and, where there is one, its address.

    `gone` says what its address answered last, where that is that it is dead (see `edlint.run.links`).
    """

    kind: EvidenceKind
    text: str
    url: str = ""
    gone: str = ""


class Claim(msgspec.Struct, frozen=True):
    """A claim: its words at `span` of the source, the sentence, and the evidence found for it.

    `quantity` and `unit` are the number in its plainest form ("70", "percent") where there is one, else empty.
    `place` says which row and column of a table it stands in, by their heads.
    `waiver` is the reason why it may stand without a source, with who gave it and until when, where somebody did.
    """

    kind: ClaimKind
    text: str
    span: Span
    sentence: str
    status: ClaimStatus
    evidence: tuple[Evidence, ...] = ()
    quantity: str = ""
    unit: str = ""
    fingerprint: str = ""
    waiver: str = ""
    place: str = ""

    @property
    def checked(self) -> tuple[str, str, str] | None:
        """Return who found the source, on which day and what it is, where a fact-checker did (see `run.decisions`)."""
        said, _, rest = self.waiver.partition(": ")
        if said != "checked" and not said.startswith("checked on "):
            return None
        source, _, tail = rest.rpartition(" (by ")
        return tail.rpartition(", until ")[0], said.removeprefix("checked").removeprefix(" on "), source
