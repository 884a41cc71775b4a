"""What a check saw in a document."""

from collections.abc import Mapping

import msgspec

from edlint.model.claim import Claim
from edlint.model.finding import Hit


class Outcome(msgspec.Struct, frozen=True):
    """Hits, and for some checks the claims or the readability figures.

    `failures` are parts of the check that gave up on this document, in sentences; what the others saw is there.
    """

    hits: tuple[Hit, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: Mapping[str, float] = msgspec.field(default_factory=dict)
    failures: tuple[str, ...] = ()
