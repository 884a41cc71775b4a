"""Files of weights: the parameters of a trained check, as text that can be read and compared.

    edlint weights 1
    threshold	180
    95	the most
    -60	:we

A line is a weight in hundredths, a tab and a feature (see `edlint.check.claims.trained`). A sentence whose weights add
up to more than the threshold is flagged.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from edlint.config import toml
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError

RULE = "claims.overclaim.trained"
"""The rule whose option `weights` names the user's own file of weights."""
_HEAD = "edlint weights 1"
_MOST_BYTES, _MOST, _LONGEST = 4_000_000, 1_000_000, 120


class Weights(msgspec.Struct, frozen=True, eq=False):
    """Weights by feature and the threshold, both in hundredths, and the digest of their file.

    Instances are compared by identity.
    """

    digest: str
    threshold: int
    of: Mapping[str, int]

    def __repr__(self) -> str:
        """Return a text with the digest alone, which is part of cache keys."""
        return f"Weights({self.digest})"


def written(threshold: int, weights: Mapping[str, int]) -> str:
    """Return the text of a file of weights, sorted by feature; zero weights are left out."""
    lines = (f"{weight}\t{name}" for name, weight in sorted(weights.items()) if weight)
    return "\n".join([_HEAD, f"threshold\t{threshold}", *lines, ""])


def read_weights(path: Path) -> Weights:
    """Return the weights of a file. Raises ConfigError for a file that cannot be read or is not in this format."""
    shown = toml.shown(path)
    text = toml.read_text(path, _MOST_BYTES)
    head, _, rest = text.partition("\n")
    first, _, rest = rest.partition("\n")
    name, _, threshold = first.partition("\t")
    if head != _HEAD or name != "threshold":
        raise ConfigError(f"{shown}: no file of weights: `edlint train claims` writes one")
    of: dict[str, int] = {}
    for number, line in enumerate(rest.rstrip("\n").split("\n"), 3):
        weight, tab, feature = line.partition("\t")
        if not tab or not 0 < len(feature) <= _LONGEST:
            raise ConfigError(f"{shown}:{number}: not a weight, a tab and a feature")
        of[feature] = _number(weight, f"{shown}:{number}")
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    return Weights(digest, _number(threshold, f"{shown}:2"), of)


def read_configured(loaded: Loaded) -> Weights | None:
    """Return the weights that the configuration names, or None. Raises ConfigError as `read_weights` does."""
    given = loaded.settings.rules.get(RULE)
    name = given.options.get("weights") if given else None
    if not name:
        return None
    if not isinstance(name, str):
        raise ConfigError(f"{RULE}: “weights” is the name of a file")
    return read_weights(Path(loaded.folder, name))


def _number(text: str, where: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(_MOST))):
        raise ConfigError(f"{where}: “{text[:20]}” is no weight in hundredths")
    return int(text)
