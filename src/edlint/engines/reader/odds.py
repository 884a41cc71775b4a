"""Log-odds that a change is right, by a linear model with weights learnt from corrections by real editors.

`data/en/grammar/reader-first.tsv` and `reader-second.tsv` are for the two passes of `search`. They have a row for each kind
of change: a constant, and a weight for each feature that the pass computes; the first line names the columns.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from edlint.language.data import DATA

_LARGEST = 15.0
"""The bound to which feature values (mostly nats) are clipped."""


class Weights(NamedTuple):
    """The weights of one pass: the row number of each kind, and the rows, each with the constant first."""

    kinds: dict[str, int]
    rows: Any


@cache
def weights(look: str) -> Weights:
    """Return the weights of the pass `first` or `second`."""
    text = (DATA / "en" / "grammar" / f"reader-{look}.tsv").read_text("ascii")
    _, *rows = (line.split("\t") for line in text.splitlines() if line)
    return Weights(
        {row[0]: number for number, row in enumerate(rows)},
        np.array([[float(weight) for weight in row[1:]] for row in rows]),
    )


def odds(look: str, kinds: Sequence[str], seen: Sequence[Sequence[float]]) -> Any:
    """Return an array with the log-odds of each change, from its kind and its features in the given pass."""
    known = weights(look)
    rows = known.rows[[known.kinds[kind] for kind in kinds]]
    values = np.clip(np.array(seen), -_LARGEST, _LARGEST)
    return rows[:, 0] + (rows[:, 1:] * values).sum(1)
