"""Train the model of edlint.check.determiners on edited text, and measure it on a fifth of the files.

    python training/determiners.py FOLDER …

Each folder holds edited articles (Markdown, HTML, reStructuredText, AsciiDoc). A noun that stands there without a determiner
is an example of one that can, one from which its article was taken an example of one that cannot. Writes
src/edlint/data/en/grammar/determiners.msgpack.gz; the same files give the same weights.
"""

import argparse
import gzip
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from edlint.check.determiners.nouns import (
    ARTICLES,
    FILE,
    Model,
    Sentence,
    counted,
    features,
    sentences,
)
from edlint.language.data import load
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose

FORMATS = {".md": "markdown", ".html": "html", ".rst": "rst", ".adoc": "asciidoc", ".asciidoc": "asciidoc"}
ROUNDS, RATE, FEWEST = 4, 0.3, 3
LEAST = 3
"""Tenths: what weighs less is left out."""


class Example(NamedTuple):
    """A phrase without a determiner, and whether its article was taken."""

    wrong: bool
    features: Sequence[str]


def examples(path: Path) -> Iterator[Example]:
    """Yield the examples of a file."""
    text = path.read_bytes().decode("utf-8", "replace")
    known = [
        placed.sentence
        for placed in sentences(Prose(parse(Source(str(path), FORMATS[path.suffix], text)), load("en")))
    ]
    nouns = counted(known)
    for sentence in known:
        for phrase in sentence.phrases():
            there, bare = nouns[sentence.words[phrase.noun]]
            if not sentence.determined(phrase):
                yield Example(wrong=False, features=features(sentence, phrase, there, bare - 1))
            elif sentence.words[phrase.first - 1] in ARTICLES:
                yield from _without(sentence, phrase.first - 1, phrase.noun - 1, there - 1, bare)


def _without(sentence: Sentence, article: int, noun: int, there: int, bare: int) -> Iterator[Example]:
    words = [*sentence.written[:article], *sentence.written[article + 1 :]]
    if not article:
        words[0] = words[0].capitalize()
    changed = Sentence(words)
    for phrase in changed.phrases():
        if phrase.noun == noun and not changed.determined(phrase):
            yield Example(wrong=True, features=features(changed, phrase, there, bare))


def trained(data: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """Return the weights of a logistic regression (AdaGrad), and what they are added to."""
    often = Counter(feature for example in data for feature in example.features)
    weights = {feature: 0.0 for feature, count in sorted(often.items()) if count >= FEWEST}
    moved = dict.fromkeys(weights, 1.0)
    rows = [
        (example.wrong, [feature for feature in example.features if feature in weights]) for example in data
    ]
    draw, begin = random.Random(1), 0.0  # noqa: S311 - for an order that is the same each time
    for _ in range(ROUNDS):
        draw.shuffle(rows)
        for wrong, found in rows:
            score = begin + sum(weights[feature] for feature in found)
            error = 1 / (1 + math.exp(-max(-30, min(30, score)))) - wrong
            begin -= 0.01 * error
            for feature in found:
                slope = error + 1e-4 * weights[feature]
                moved[feature] += slope * slope
                weights[feature] -= RATE * slope / math.sqrt(moved[feature])
    return begin, weights


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="+")
    paths = sorted(
        path for folder in parser.parse_args().folder for path in folder.rglob("*") if path.suffix in FORMATS
    )
    data, test = [], []
    for path in paths:
        held = int(blake2b(path.parent.name.encode()).hexdigest(), 16) % 5 == 0
        (test if held else data).extend(examples(path))
    model = _model(*trained(data))
    print(len(data), "examples,", len(model.weights), "weights")
    for least in range(20, 60, 5):
        seen = Counter((example.wrong, model.weigh(example.features) >= least) for example in test)
        found = seen[True, True] / max(1, seen[True, True] + seen[True, False])
        print(
            f"from {least}: {found:.2f} of what lacks its article, {seen[False, True]} of {seen[False, False]} others"
        )
    model = _model(*trained([*data, *test]))
    FILE.write_bytes(gzip.compress(msgspec.msgpack.encode(model), 9, mtime=0))


def _model(begin: float, weights: dict[str, float]) -> Model:
    tenths = {feature: round(10 * weight) for feature, weight in weights.items()}
    return Model(
        round(10 * begin), {feature: weight for feature, weight in tenths.items() if abs(weight) >= LEAST}
    )


if __name__ == "__main__":
    main()
