"""Training of weights from labelled sentences: a linear support vector machine, with reproducible results.

It is trained by dual coordinate descent (Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM,
ICML 2008), with the squared hinge loss. With initial weights, the result stays as close to them as the sentences allow.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edlint.check.claims.trained import BIAS
from edlint.config.weights import Weights

_COST = 0.05
_ROUNDS = 12
_RARE = 3
_SIZES = {"~": 0.1, ":": 0.7}
_WORD = 0.5


@dataclass(frozen=True)
class Example:
    """The features of a sentence, whether it is an overclaim, and the weight of the example."""

    features: tuple[str, ...]
    claim: bool
    weight: float = 1.0


@dataclass(frozen=True)
class Measure:
    """Counts over held-out sentences: true positives, false positives, and false negatives."""

    right: int
    wrong: int
    missed: int


def trained(
    examples: Sequence[Example], before: Weights | None = None, *, rare: int = _RARE
) -> dict[str, int]:
    """Return weights in hundredths; features in fewer than `rare` sentences are left out, unless `before` has them."""
    known: Mapping[str, int] = before.of if before else {}
    counts = Counter(name for example in examples for name in example.features)
    kept = {name for name, count in counts.items() if count >= rare or name in known}
    weights = {name: weight / 100 / _size(name) for name, weight in known.items()}
    rows = [
        ([(name, _size(name)) for name in (BIAS, *sorted(kept.intersection(example.features)))], example)
        for example in examples
    ]
    slack = [0.0] * len(rows)
    order = list(range(len(rows)))
    shuffle = random.Random(1)  # noqa: S311 - an order, not a secret
    for _ in range(_ROUNDS):
        shuffle.shuffle(order)
        for number in order:
            _learn(weights, rows[number], slack, number)
    return {name: round(weight * 100 * _size(name)) for name, weight in weights.items()}


def _learn(
    weights: dict[str, float], row: tuple[list[tuple[str, float]], Example], slack: list[float], number: int
) -> None:
    """Do one step of coordinate descent: move the weights to classify one sentence rightly, within its cost."""
    parts, example = row
    sign = 1.0 if example.claim else -1.0
    softness = 0.5 / (_COST * example.weight)
    miss = sign * sum(weights.get(name, 0.0) * size for name, size in parts) - 1 + slack[number] * softness
    if miss >= 0 and not slack[number]:
        return
    new = max(0.0, slack[number] - miss / (softness + sum(size * size for _, size in parts)))
    step = (new - slack[number]) * sign
    slack[number] = new
    if step:
        for name, size in parts:
            weights[name] = weights.get(name, 0.0) + step * size


def left_out(
    examples: Sequence[Example],
    groups: Sequence[str],
    threshold: int,
    before: Weights | None = None,
    folds: int = 5,
) -> Measure:
    """Cross-validate: train on all but one of `folds` parts of the groups, measure on that part, and sum the counts."""
    names = sorted(set(groups))
    part = {name: number % folds for number, name in enumerate(names)}
    right = wrong = missed = 0
    for fold in range(min(folds, len(names))):
        there = [example for example, group in zip(examples, groups, strict=True) if part[group] != fold]
        weights = trained(there, before)
        for example, group in zip(examples, groups, strict=True):
            if part[group] == fold and example.weight >= 1:
                score = weights.get(BIAS, 0) + sum(weights.get(name, 0) for name in example.features)
                right += score > threshold and example.claim
                wrong += score > threshold and not example.claim
                missed += score <= threshold and example.claim
    return Measure(right, wrong, missed)


def _size(name: str) -> float:
    return 1.0 if name == BIAS else _SIZES.get(name[:1], _WORD)
