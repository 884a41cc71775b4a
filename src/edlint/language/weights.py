"""Linear models over features that are strings, trained by training/: what they weigh is a logarithm of odds, in tenths."""

import gzip
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from edlint.language.data import DATA


class Weights(NamedTuple):
    """Tenths of a logarithm of odds: those that it begins with, and by feature what it adds."""

    begin: int
    weights: Mapping[str, int]

    def weigh(self, found: Collection[str]) -> int:
        """Return how likely it is what was trained for, with these features."""
        return self.begin + sum(self.weights.get(feature, 0) for feature in found)


def file(name: str, code: str = "en") -> str:
    """Return the path of the weights of this name."""
    return str(DATA / code / "grammar" / f"{name}.msgpack.gz")


@cache
def weights(name: str, code: str = "en") -> Weights:
    """Return the weights of this name, read when they are first asked for."""
    with gzip.open(file(name, code)) as packed:
        return msgspec.msgpack.decode(packed.read(), type=Weights)
