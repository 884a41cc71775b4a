"""Make edlint's own weights for claims.overclaim.trained from labelled sentences, and measure them.

    python training/build.py LABELLED.jsonl [--threshold N] [--curve]

LABELLED.jsonl is a file as `edlint train claims` reads it (docs/claims.md), with the house that each paragraph is from;
training/sentences.jsonl, which was written for this, is added. Writes src/edlint/data/en/claims/overclaim.tsv. `--curve`
leaves a sixth of the houses out in turn, shows precision and recall by threshold, and writes nothing.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from edlint.check.claims.trained import BIAS
from edlint.check.claims.training import Example, trained
from edlint.config.weights import written
from edlint.run.train import Sentence, read_sentences

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/edlint/data/en/claims/overclaim.tsv"
FOLDS = 6
LEAST = 2
"""Hundredths: smaller weights are left out."""


def main() -> None:
    """Train on all sentences, or print the curve."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--threshold", type=int, default=20)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--without", default="", help="houses to leave out, with commas")
    args = parser.parse_args()
    labelled = [one for one in read_sentences(args.labelled) if one.house not in args.without.split(",")]
    added = [one.example for one in read_sentences(HERE / "sentences.jsonl")]
    if args.curve:
        curve(labelled, added)
        return
    weights = trained([*(one.example for one in labelled), *added])
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= LEAST}
    TARGET.write_text(written(args.threshold, kept), encoding="utf-8")


def curve(labelled: Sequence[Sentence], added: Sequence[Example]) -> None:
    """Print precision and recall on publishers that were left out of the training; uncertain labels are not counted."""
    sizes = Counter(dict.fromkeys((one.house for one in labelled), 0))
    sizes.update(one.house for one in labelled if one.example.claim)
    fold = {
        house: number % FOLDS
        for number, (house, _) in enumerate(sorted(sizes.items(), key=lambda each: (-each[1], each[0])))
    }
    scored = []
    for part in range(FOLDS):
        weights = trained([*(one.example for one in labelled if fold[one.house] != part), *added])
        scored += [
            (
                weights.get(BIAS, 0) + sum(weights.get(name, 0) for name in one.example.features),
                one.example.claim,
            )
            for one in labelled
            if fold[one.house] == part and one.example.weight >= 1
        ]
    scored.sort(reverse=True)
    claims = sum(claim for _, claim in scored)
    right = 0
    for number, (score, claim) in enumerate(scored[:200], 1):
        right += claim
        if number % 10 == 0:
            print(
                f"threshold {score}: {number} flagged, precision {right / number:.2f}, recall {right / claims:.2f}"
            )


if __name__ == "__main__":
    main()
