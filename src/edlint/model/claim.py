"""A claim of an article and the evidence for it: a row of the fact-checker's ledger."""

from enum import StrEnum
from typing import NamedTuple

import msgspec

from edlint.model.span import Span


class ClaimKind(StrEnum):
    """The kind of a claim."""

    STATISTIC = "statistic"
    SUPERLATIVE = "superlative"
    ABSOLUTE = "absolute"
    GUARANTEE = "guarantee"
    PREDICTION = "prediction"
    AUTHORITY = "authority"
    QUOTATION = "quotation"
    TECHNICAL = "technical"


class ClaimStatus(StrEnum):
    """Whether a claim has a source that a reader could check."""

    SOURCED = "sourced"
    OWN = "own"
    UNSOURCED = "unsourced"
    WAIVED = "waived"


class EvidenceKind(StrEnum):
    """The kind of evidence for a claim."""

    LINK = "link"
    FOOTNOTE = "footnote"
    CITATION = "citation"
    ATTRIBUTION = "attribution"
    OWN_DATA = "own-data"
    TABLE = "table"
    FRONT_MATTER = "front-matter"


class Evidence(NamedTuple):
    """One piece of evidence for a claim: its words and, if it has one, its address.

    `gone` is the last answer of the address if that was that it is dead (see `edlint.run.links`), else empty.
    """

    kind: EvidenceKind
    text: str
    url: str = ""
    gone: str = ""


class Claim(msgspec.Struct, frozen=True):
    """A claim: its words at `span` of the source, the sentence, and the evidence found for it.

    `quantity` and `unit` are the normalized number ("70", "percent"), empty without one. `place` names the row and
    column of a table that the claim is in, by their headings. `waiver` is the reason why it is accepted without a
    source, with who gave it and until when, else empty.
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
        """Return who found the source, the date or "", and the source, if a fact-checker did (see `run.decisions`)."""
        said, _, rest = self.waiver.partition(": ")
        if said != "checked" and not said.startswith("checked on "):
            return None
        source, _, tail = rest.rpartition(" (by ")
        return tail.rpartition(", until ")[0], said.removeprefix("checked").removeprefix(" on "), source
