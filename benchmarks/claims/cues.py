"""Precision and recall of the claim rules' wording on public research sets: how well the cues rank outside our field.

    python benchmarks/claims/cues.py FOLDER [--misses N] [--alarms N]

FOLDER holds the sets as JSON lines with `text` and `label` (0: none), under these names:

- wikipedia_peacock.jsonl: sentences with and without Wikipedia's {{peacock}} mark
- conll2010_wikipedia_weasel.jsonl: CoNLL-2010 shared task, Wikipedia half (uncertain: 1)
- claimbuster_checkworthy.jsonl: ClaimBuster's check-worthy factual sentences of debates (Zenodo 3609356)
- science_claim_strength.jsonl: Yu, Li and Wang 2019, strength of causal claims (1 correlational, 2 conditional, 3 causal)
- hypo_hyperbole.jsonl: Troiano et al. 2018, hyperboles and literal sentences

`ledger.statistic` is any statistic of the ledger, also the speaker's own. Every sentence is a document of its own; all severities count, for the sets mark weaker things than a copy desk would.
"""

import argparse
import json
import random
from collections.abc import Mapping
from pathlib import Path

from edlint.check.claims import make
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.config.shipped import builtin_folder
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.rules.load import load_rules

SETS: Mapping[str, tuple[tuple[str, ...], frozenset[int]]] = {
    "wikipedia_peacock": (("claims.overclaim",), frozenset([1])),
    "conll2010_wikipedia_weasel": (("claims.vague-attribution",), frozenset([1])),
    "claimbuster_checkworthy": (("ledger.statistic",), frozenset([1])),
    "science_claim_strength": (("claims.overclaim.guarantee", "claims.technical-guarantee"), frozenset([3])),
    "hypo_hyperbole": (("claims.overclaim",), frozenset([1])),
}


def claim_rules() -> dict[str, Rule]:
    """Return the rules that the claims checker implements."""
    rules = load_rules([builtin_folder() / "claims"])
    return {name: rule for name, rule in rules.items() if rule.checker == "claims"}


def profile_of(rules: Mapping[str, Rule]) -> Profile:
    """Return a profile with these rules on, with their default options."""
    return Profile(
        {
            name: ActiveRule(
                rule, rule.severity, {key: option.default for key, option in rule.options.items()}
            )
            for name, rule in rules.items()
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show so many sentences that were not found")
    parser.add_argument(
        "--alarms", type=int, default=0, help="show so many that were found and should not be"
    )
    args = parser.parse_args()
    profile = profile_of(claim_rules())
    checker = make(Settings())
    for name, (prefixes, positive) in SETS.items():
        path = args.folder / f"{name}.jsonl"
        if not path.is_file():
            print(f"{name}: not there")
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        right, wrong, missed = [], [], []
        for row in rows:
            outcome = checker.check(Prose(parse(Source(name, "text", row["text"]))), profile)
            seen = {hit.rule for hit in outcome.hits} | {
                f"ledger.{claim.kind.value}" for claim in outcome.claims
            }
            hit = any(name.startswith(prefixes) for name in seen)
            wanted = row["label"] in positive
            (right if hit and wanted else wrong if hit else missed if wanted else []).append(row["text"])
        precision = len(right) / max(1, len(right) + len(wrong))
        recall = len(right) / max(1, len(right) + len(missed))
        base = sum(row["label"] in positive for row in rows) / len(rows)
        print(
            f"{name}: {len(rows)} sentences, {base:.2f} marked; {', '.join(prefixes)}: "
            f"precision {precision:.2f}, recall {recall:.2f}"
        )
        shuffle = random.Random(1).sample
        for title, texts, count in (("missed", missed, args.misses), ("alarm", wrong, args.alarms)):
            for text in shuffle(texts, min(count, len(texts))):
                print(f"  {title}: {text}")


if __name__ == "__main__":
    main()
