"""What a check saw in a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edlint.model.claim import Claim
from edlint.model.finding import Hit


@dataclass(frozen=True)
class Outcome:
    """Hits, and for some checks the claims or the readability figures.

    `failures` are parts of the check that gave up on this document, in sentences; what the others saw is there.
    """

    hits: tuple[Hit, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
