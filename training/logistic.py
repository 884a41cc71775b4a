"""Trains the linear models of edlint.language.weights, and measures them on publishers left out of the training."""

import gzip
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from edlint.language.data import load
from edlint.language.weights import Weights, file
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose

FORMATS = {".md": "markdown", ".html": "html", ".rst": "rst", ".adoc": "asciidoc", ".asciidoc": "asciidoc"}
ROUNDS, RATE, FEWEST, FOLDS = 4, 0.3, 3, 3
LEAST = 3
"""Tenths: smaller weights are left out."""


class Example(NamedTuple):
    """The features of a place in a text, and whether the text was made wrong there."""

    wrong: bool
    features: Sequence[str]


Look = Callable[[Prose], Iterator[Example]]


def examples(folders: Sequence[Path], look: Look) -> dict[str, list[Example]]:
    """Return the examples in the articles of some folders by publisher, the folder that an article is in."""
    found: dict[str, list[Example]] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in FORMATS):
        text = path.read_bytes().decode("utf-8", "replace")
        document = parse(Source(str(path), FORMATS[path.suffix], text))
        if (document.language or "en").startswith("en"):
            found.setdefault(path.parent.name, []).extend(look(Prose(document, load("en"))))
    return found


def trained(data: Sequence[Example], rounds: int = ROUNDS) -> Weights:
    """Return the weights of a logistic regression, trained with AdaGrad."""
    often = Counter(feature for example in data for feature in example.features)
    weights = {feature: 0.0 for feature, count in sorted(often.items()) if count >= FEWEST}
    moved = dict.fromkeys(weights, 1.0)
    rows = [(wrong, [feature for feature in found if feature in weights]) for wrong, found in data]
    draw, begin = random.Random(1), 0.0  # noqa: S311 - for an order that is the same each time
    for _ in range(rounds):
        draw.shuffle(rows)
        for wrong, found in rows:
            score = begin + sum(weights[feature] for feature in found)
            error = 1 / (1 + math.exp(-max(-30, min(30, score)))) - wrong
            begin -= 0.01 * error
            for feature in found:
                slope = error + 1e-4 * weights[feature]
                moved[feature] += slope * slope
                weights[feature] -= RATE * slope / math.sqrt(moved[feature])
    tenths = {feature: round(10 * weight) for feature, weight in weights.items()}
    return Weights(
        round(10 * begin), {feature: each for feature, each in tenths.items() if abs(each) >= LEAST}
    )


def left_out(houses: Mapping[str, Sequence[Example]], rounds: int = ROUNDS) -> Iterator[tuple[int, Example]]:
    """Yield the examples of each third of the publishers with their scores by a model trained on the others."""
    fold = {house: int(blake2b(house.encode()).hexdigest(), 16) % FOLDS for house in houses}
    for out in range(FOLDS):
        model = trained(
            [one for house, found in houses.items() if fold[house] != out for one in found], rounds
        )
        for house, found in houses.items():
            yield from ((model.weigh(each.features), each) for each in found if fold[house] == out)


def table(weighed: Sequence[tuple[int, Example]], scores: Sequence[int]) -> None:
    """Print, by score, the share of wrong examples that reach it, and the number of right ones."""
    wrong = sum(example.wrong for _, example in weighed)
    for least in scores:
        seen = Counter(example.wrong for weight, example in weighed if weight >= least)
        print(
            f"from {least}: {seen[True] / wrong:.2f} of what was made wrong, {seen[False]} of {len(weighed) - wrong} others"
        )


def write(name: str, model: Weights) -> None:
    """Write the model to the data file of this name."""
    Path(file(name)).write_bytes(gzip.compress(msgspec.msgpack.encode(model), 9, mtime=0))
    print(f"{name}: {len(model.weights)} weights")
