"""Linear models over string features, trained by training/; their result is a logarithm of odds, in tenths."""

import gzip
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from edlint.language.data import DATA


class Weights(NamedTuple):
    """A linear model: the bias and the weight of each feature, in tenths of a logarithm of odds."""

    begin: int
    weights: Mapping[str, int]

    def weigh(self, found: Collection[str]) -> int:
        """Return the logarithm of odds, in tenths, that something with these features is of the class trained for."""
        return self.begin + sum(self.weights.get(feature, 0) for feature in found)


def file(name: str, code: str = "en") -> str:
    """Return the path of the weights file of this name."""
    return str(DATA / code / "grammar" / f"{name}.msgpack.gz")


@cache
def weights(name: str, code: str = "en") -> Weights:
    """Return the weights of this name, read on first use."""
    with gzip.open(file(name, code)) as packed:
        return msgspec.msgpack.decode(packed.read(), type=Weights)
