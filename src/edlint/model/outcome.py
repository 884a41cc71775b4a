"""The result of one checker for one document."""

from collections.abc import Mapping

import msgspec

from edlint.model.claim import Claim
from edlint.model.finding import Hit


class Outcome(msgspec.Struct, frozen=True):
    """Hits, and for some checkers claims or readability figures.

    `failures` are messages about parts of the checker that gave up on this document; the other parts' results are here.
    """

    hits: tuple[Hit, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: Mapping[str, float] = msgspec.field(default_factory=dict)
    failures: tuple[str, ...] = ()
