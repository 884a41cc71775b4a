"""Train the weights of the reader engine's two stages on corrections, and measure them on held-out groups.

    python scripts/learn_reader.py CORRECTIONS SENTENCES

CORRECTIONS contains one JSON object a line, with `before` (a sentence), `after` (the same after one change by an
editor) and `group` (the repository or publisher that it is from). SENTENCES contains correct sentences, with `text` and
`group`. The model must be set up (`edlint setup reader`). Writes `reader-first.tsv` and `reader-second.tsv`; takes
about 0.7 s for a correction, on one core.
"""

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from edlint.engines.placement import table
from edlint.engines.reader.model import Model
from edlint.engines.reader.place import folder
from edlint.engines.reader.search import Proposal, Search

DATA = Path(__file__).parents[1] / "src/edlint/data/en/grammar"
KINDS = list(table("reader"))
ALIKE = [{"missing-word", "missing-article"}, {"extra-word", "extra-article"}]
"""Sets of kinds with additional weights for each set; all kinds share the other weights."""
FOLDS, LOOKED_AT, NEAR = 5, 8, 12
FIRST = "gain surprise rest behind1 behind2 behind3 commoner first words replaced whole".split()
SECOND = "own behind commoner whole first chance".split()
EXPECTED = {"gain": 0.5, "own": 0.3, "behind": 0.3, "chance": 0.4}
"""Prior means of weights; the others have 0, and the constants -5."""


class Example(NamedTuple):
    """A proposed change with the features of one stage; `fold` is the same for all of a group."""

    kind: str
    seen: Sequence[float]
    right: bool
    fold: int


def design(examples: Sequence[Example]) -> Any:
    """Return the design matrix: per example its kind (one-hot), its features, and these again for each set in ALIKE."""
    seen = np.clip(np.array([each.seen for each in examples], float), -15, 15)
    kinds = np.eye(len(KINDS))[[KINDS.index(each.kind) for each in examples]]
    alike = [seen * np.array([[each.kind in kinds] for each in examples]) for kinds in ALIKE]
    return np.concatenate([kinds, seen, *alike], 1)


def fit(examples: Sequence[Example], names: Sequence[str]) -> Any:
    """Return the weights of a logistic regression by Newton's method, regularized towards the prior means."""
    rows, right = design(examples), np.array([each.right for each in examples], float)
    own = [EXPECTED.get(name, 0.0) for name in names]
    expected = np.array([-5.0] * len(KINDS) + own + [0.0] * len(own) * len(ALIKE))
    held = np.array([0.4] * len(KINDS) + [1.0] * len(own) + [4.0] * len(own) * len(ALIKE))

    def loss(weights: Any) -> float:
        odds = rows @ weights
        return float(
            (np.logaddexp(0, odds) - right * odds).sum() + (held * (weights - expected) ** 2).sum() / 2
        )

    weights = expected.copy()
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - right) + held * (weights - expected)
        step = np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(held), slope)
        size = 1.0
        while size > 1e-4 and loss(weights - size * step) > loss(weights):
            size /= 2
        weights = weights - size * step
        if np.abs(size * step).max() < 1e-4:
            break
    return weights


def left_out(examples: Sequence[Example], names: Sequence[str]) -> Any:
    """Return the log odds of each example by weights that were trained without its fold."""
    odds = np.zeros(len(examples))
    fold = np.array([each.fold for each in examples])
    for each in range(FOLDS):
        weights = fit([one for one in examples if one.fold != each], names)
        odds[fold == each] = (design(examples) @ weights)[fold == each]
    return odds


def write(look: str, names: Sequence[str], weights: Any) -> None:
    """Write a stage's weights, a row for each kind."""
    lines = ["\t".join(["kind", "constant", *names])]
    count = len(names)
    parts = weights[len(KINDS) :].reshape(-1, count)
    for number, kind in enumerate(KINDS):
        own = parts[0] + sum(part for part, kinds in zip(parts[1:], ALIKE, strict=True) if kind in kinds)
        lines.append("\t".join([kind, *(f"{weight:.3f}" for weight in (weights[number], *own))]))
    (DATA / f"reader-{look}.tsv").write_text("\n".join(lines) + "\n", encoding="ascii")


def sentences(corrections: str, articles: str) -> Iterator[tuple[str, str | None, int]]:
    """Yield (sentence, its correction or None, fold)."""
    for line in Path(corrections).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        fold = zlib.crc32(row["group"].encode()) % FOLDS
        yield row["before"], row["after"], fold
        yield row["after"], None, fold
    for line in Path(articles).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], None, zlib.crc32(row["group"].encode()) % FOLDS


def judged(proposals: Sequence[Proposal], text: str, wanted: str | None) -> Iterator[tuple[Proposal, bool]]:
    """Yield the proposals with whether they are right; in a sentence with an error, not those near the right one."""

    def made(one: Proposal) -> str:
        return text[: one.candidate.start] + one.candidate.new + text[one.candidate.end :]

    right = next((one for one in proposals if made(one) == wanted), None)
    for one in proposals:
        if wanted is None or one is right:
            yield one, one is right
        elif right is not None and abs(one.candidate.start - right.candidate.start) >= NEAR:
            yield one, False


def main(corrections: str, articles: str) -> None:
    """Train both stages, the second on the proposals of the first."""
    search = Search(Model(folder(), 1))
    every = list(sentences(corrections, articles))
    first = []
    for text, wanted, fold in every:
        if wanted is not None:
            proposals, seen = search.seen(text, search.model.read(text))
            values = dict(zip(map(id, proposals), seen, strict=True))
            first += [
                Example(one.candidate.kind, values[id(one)], right, fold)
                for one, right in judged(proposals, text, wanted)
            ]
    write("first", FIRST, fit(first, FIRST))
    second = []
    for text, wanted, fold in every:
        read = search.model.read(text)
        chosen = list(judged(search.proposals(text, read)[:LOOKED_AT], text, wanted))
        seen = search.looked_at(read, [one for one, _ in chosen]) if chosen else []
        second += [
            Example(one.candidate.kind, values, right, fold)
            for (one, right), values in zip(chosen, seen, strict=True)
        ]
    odds, right = left_out(second, SECOND), np.array([each.right for each in second])
    for bar in (-1.0, 0.0, 0.5, 1.0):
        print(
            f"odds above {bar:+}: {(right & (odds > bar)).sum()} right, {(~right & (odds > bar)).sum()} wrong"
        )
    write("second", SECOND, fit(second, SECOND))


if __name__ == "__main__":
    main(*sys.argv[1:])
