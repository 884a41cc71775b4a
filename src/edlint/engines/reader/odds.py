"""The odds that a change is right, from what the model sees: weights that were learnt from corrections by real editors.

`data/en/grammar/reader-first.tsv` and `reader-second.tsv` have a row for each kind: a constant, and a weight for each value
that a look gives, by the names in the first line.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from edlint.language.data import DATA

_LARGEST = 15.0
"""Nats; more than that says no more."""


class Weights(NamedTuple):
    """What one look weighs: the number of each kind, and a row for each with the constant first."""

    kinds: dict[str, int]
    rows: Any


@cache
def weights(look: str) -> Weights:
    """Return the weights of the look that is called `first` or `second`."""
    text = (DATA / "en" / "grammar" / f"reader-{look}.tsv").read_text("ascii")
    _, *rows = (line.split("\t") for line in text.splitlines() if line)
    return Weights(
        {row[0]: number for number, row in enumerate(rows)},
        np.array([[float(weight) for weight in row[1:]] for row in rows]),
    )


def odds(look: str, kinds: Sequence[str], seen: Sequence[Sequence[float]]) -> Any:
    """Return for each change the logarithm of its odds, from what a look has seen of it."""
    known = weights(look)
    rows = known.rows[[known.kinds[kind] for kind in kinds]]
    values = np.clip(np.array(seen), -_LARGEST, _LARGEST)
    return rows[:, 0] + (rows[:, 1:] * values).sum(1)
