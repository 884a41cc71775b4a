#!/usr/bin/env python3
"""Work out from which rate of certain errors on a finding that is a suggestion, or not asked for, is an error.

    python scripts/measure_grammar.py collect harper|languagetool --data DIR --work DIR
    edlint check --config ALL --format json --engines none DIR/field/weak > WORK/own-weak.json
    edlint check --config ALL --format json --engines none DIR/clean/md DIR/clean/html > WORK/own-clean.json
    python scripts/measure_sensitivity.py --data DIR --work WORK

`ALL` is a configuration with `adaptive = false` and the rules that are off and may speak up as suggestions, such as
`grammar.missing-determiner`. `DIR/field/weak` holds articles of writers who make mistakes, and `DIR/field/weak.jsonl` every error that a copy editor
listed in them, with `file`, `start`, `end` and `sure`. The first command keeps what the engines say of them; what they say
of corrections and of edited articles is in the tables that scripts/measure_grammar.py writes. Writes
`src/edlint/data/en/grammar/sensitivity.tsv`, and prints what comes of it on articles that the odds have not seen.

A rule says something right in proportion to the errors that there are, and something wrong in proportion to the words. So
its odds, right against wrong, are those in the weak articles times the article's error rate by theirs. They are counted in
the weak articles themselves; with a smaller weight on corrections, which are of what fluent writers slip over, and in edited
articles; and one finding is added that is as right as a rule is of its kind which has spoken once or twice
(`scripts/measure_grammar.py` gives the sources).
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from measure_grammar import (
    HARPER_ELSEWHERE,
    LANGUAGETOOL_ELSEWHERE,
    LANGUAGETOOL_HOUSE_STYLE,
    TABLES,
    WRONG_ELSEWHERE,
    kept,
)

from edlint.engines.placement import DEFAULT, DENSE, table
from edlint.engines.veto import vetoed
from edlint.lint.sensitivity import FAMILIES, LEAST, error_rate
from edlint.model.checker import ENGINES
from edlint.model.span import Span

BAR = 0.7 / 0.3
"""The odds of being right from which a finding is a warning: seven in ten."""
CORRECTIONS, CLEAN = 6_500, 1_027.0
"""The sizes of the corpora behind the engines' tables: corrections, and thousands of edited words."""
CORRECTION, EDITED = 0.15, 0.1
"""The weights of a correction and of an edited word, relative to an error and a word of the weak articles."""
RARE = 2
STRANGE = 1.5
"""How many times denser the errors must be than the odds say. Of 52 findings of engines' rules that spoke up in 71 houses that
nothing was measured on, 24 were right; at 1.5 times the density 14 of 21, without RegularIrregulars."""
MOST = 10.0
"""Certain errors in 1,000 words: a rule that needs more is left out of the table."""
OWN = ("grammar", "spelling", "typography")


class Said(NamedTuple):
    """A finding in a weak article."""

    file: str
    rule: str
    start: int
    end: int
    text: str
    warns: bool


@dataclass
class Counts:
    """The counts of a rule: findings in weak articles (right and wrong), on corrections, and in edited text."""

    right: float = 0
    wrong: float = 0
    hits: float = 0
    clean: float = 0


def about(said: Said, error: Mapping[str, Any]) -> bool:
    """Whether a finding is about an error, and is not a long one around it."""
    start, end = error["start"], error["end"]
    near = said.start < max(end + 1, start) and said.end > start - 1
    return said.file == error["file"] and near and said.end - said.start <= 3 * (end - start) + 15


def engine_rows(engine: str, data: Path, work: Path) -> Iterator[Said]:
    """Yield an engine's findings in the weak articles, without vetoed ones."""
    known = table(engine)
    for line in kept(work, engine, data).read_text(encoding="utf-8").splitlines():
        corpus, name, rule, _, start, end, _, words, first, last = json.loads(line)
        if corpus == "weak" and rule in known and not vetoed(engine, rule, words, Span(first, last)):
            text = words[first:last]
            yield Said(name, f"grammar.{engine}.{rule}", start, end, text, warns=known[rule].place == DEFAULT)


def elsewhere(engine: str, rule: str) -> bool:
    """Whether a rule stays off: another part of edlint covers it, house styles differ, or it was mostly wrong."""
    if rule in WRONG_ELSEWHERE[engine]:
        return True
    if engine == "harper":
        return rule in HARPER_ELSEWHERE or rule.startswith(("Avoid", "Expand"))
    return bool(LANGUAGETOOL_ELSEWHERE.match(rule) or LANGUAGETOOL_HOUSE_STYLE.search(rule))


def own_rows(report: Mapping[str, Any]) -> Iterator[Said]:
    """Yield edlint's own findings in a JSON report."""
    for file in report["files"]:
        for one in file["findings"]:
            if not one["suppressed"]:
                place = one["start"]["offset"], one["end"]["offset"]
                warns = one["severity"] != "suggestion"
                yield Said(Path(file["path"]).name, one["rule"], *place, one["text"], warns=warns)


class Evidence:
    """All data about the rules, with the option to leave articles out."""

    def __init__(self, data: Path, work: Path) -> None:
        """Read all files."""
        errors = (data / "field/weak.jsonl").read_text(encoding="utf-8").splitlines()
        self.errors = [json.loads(line) for line in errors]
        weak = json.loads((work / "own-weak.json").read_text(encoding="utf-8"))
        clean = json.loads((work / "own-clean.json").read_text(encoding="utf-8"))
        self.words = {Path(file["path"]).name: file["words"] for file in weak["files"]}
        self.said = list(own_rows(weak))
        self.counts: dict[str, Counts] = {}
        self.group: dict[str, str] = {}
        for engine in ("languagetool", "harper"):
            self.said += engine_rows(engine, data, work)
            for rule in table(engine).values():
                if rule.place != DEFAULT and not elsewhere(engine, rule.name):
                    name = f"grammar.{engine}.{rule.name}"
                    self.counts[name] = Counts(hits=rule.hits, clean=rule.clean + rule.after)
                    self.group[name] = f"{engine} {rule.place}"
        scale = CLEAN * 1000 / sum(file["words"] for file in clean["files"])
        spoken = Counter(one.rule for one in own_rows(clean) if not one.warns)
        for name in {one.rule for one in self.said if not one.warns} | set(spoken):
            if name.partition(".")[0] in OWN and name.split(".")[1] not in ENGINES:
                self.counts[name] = Counts(clean=spoken[name] * scale)
                self.group[name] = "own"

    def verdict(self, said: Said) -> bool | None:
        """Whether a finding is right; None if the editor was not sure."""
        fitting = [error.get("sure", True) for error in self.errors if about(said, error)]
        return None if fitting and not any(fitting) else bool(fitting)

    def odds(self, without: Collection[str] = ()) -> dict[str, float]:
        """Return the odds of each rule in the weak articles, `without` some of them."""
        counts = {name: Counts(hits=one.hits, clean=one.clean) for name, one in self.counts.items()}
        for said in self.said:
            one = counts.get(said.rule)
            right = self.verdict(said) if said.file not in without and one is not None else None
            if one is not None and right is not None and not said.warns:
                one.right += right
                one.wrong += not right
        used = [error for error in self.errors if error["file"] not in without]
        words = sum(count for name, count in self.words.items() if name not in without) / 1000
        exposed = (CORRECTION * CORRECTIONS + len(used)) / (len(used) / words)
        scale = exposed / (EDITED * CLEAN + words)

        def shares(one: Counts) -> tuple[float, float]:
            return CORRECTION * one.hits + one.right, scale * (one.wrong + EDITED * one.clean)

        rare: dict[str, list[float]] = defaultdict(lambda: [1.0, 1.0])
        for name, one in counts.items():
            if one.hits + one.clean + one.right + one.wrong <= RARE:
                for index, share in enumerate(shares(one)):
                    rare[self.group[name]][index] += share
        found = {}
        for name, one in counts.items():
            if one.hits < one.clean and one.right <= one.wrong and not self.own(name):
                continue
            right, wrong = shares(one)
            mean = rare[self.group[name]][0] / sum(rare[self.group[name]])
            found[name] = (right + mean) / (wrong + 1 - mean)
        self.means = {group: right / (right + wrong) for group, (right, wrong) in rare.items()}
        return found

    def own(self, rule: str) -> bool:
        """Whether a rule is edlint's own."""
        return self.group[rule] == "own"

    def dense(self, rule: str) -> bool:
        """Whether a rule would be on by the estimate for its category but has too few findings."""
        return self.group[rule].endswith(DENSE)

    def rate(self, file: str) -> float:
        """Return the estimated certain errors in 1,000 words of a weak article."""
        certain = {
            (one.rule, one.text.lower())
            for one in self.said
            if one.file == file and one.warns and one.rule.partition(".")[0] in FAMILIES
        }
        return error_rate(len(certain), self.words[file])

    def usual(self, without: Collection[str] = ()) -> float:
        """Return the mean rate of the weak articles, weighted by words."""
        kept = [name for name in self.words if name not in without]
        return sum(self.rate(n) * self.words[n] for n in kept) / sum(self.words[n] for n in kept)


def tried(evidence: Evidence) -> None:
    """Print the findings of rules that become active in each article, with odds from the other articles."""
    verdicts: Counter[bool | None] = Counter()
    for file in evidence.words:
        odds, usual, here = evidence.odds([file]), evidence.usual([file]), evidence.rate(file)
        for said in evidence.said:
            if said.file == file and not said.warns and odds.get(said.rule, 0) * here / usual >= BAR:
                verdicts[evidence.verdict(said)] += 1
                print(f"  {file} {here:.1f} {said.rule} {said.text!r} {evidence.verdict(said)}")
    print("left out:", dict(verdicts))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    evidence = Evidence(options.data, options.work)
    tried(evidence)
    usual = evidence.usual()
    rows = {
        rule: usual * BAR / odds * (1 if evidence.own(rule) else STRANGE)
        for rule, odds in evidence.odds().items()
    }
    # A rule that would be on by the estimate for its category needs only the first errors: few have odds of their own.
    rows = {
        rule: min(needed, LEAST if evidence.dense(rule) else MOST + needed) for rule, needed in rows.items()
    }
    rows = {rule: needed for rule, needed in rows.items() if needed <= MOST}
    out = [
        "# From how many certain errors in 1,000 words on a rule warns: scripts/measure_sensitivity.py; not edited by hand.",
        *(f"{rule}\t{needed:.2f}" for rule, needed in sorted(rows.items())),
    ]
    (TABLES / "sensitivity.tsv").write_text("\n".join(out) + "\n", encoding="utf-8")
    print(len(rows), "rules; a rule of which nothing is known is right", evidence.means, "usual rate", usual)


if __name__ == "__main__":
    main()
