"""Which rules of an engine are on, from the tables in `edlint/data/en/grammar` (scripts/measure_grammar.py)."""

from collections.abc import Mapping
from functools import cache

import msgspec

from edlint.config.profile import Selection
from edlint.language.data import DATA
from edlint.model.finding import Safety, Severity

DEFAULT, DENSE, SUGGESTION, OFF = "default", "dense", "suggestion", "off"
"""The places of a rule. `dense` is a suggestion, and a warning where errors are dense (`edlint.lint.sensitivity`)."""


class Placement(msgspec.Struct, frozen=True):
    """The placement of an engine's rule, and its counts on real text.

    `hits` counts findings on words that an editor then changed, `right` those of them that offered what the editor wrote;
    `after` counts findings in the lines as corrected (140,000 words), `clean` those in edited articles (887,000 words).
    `safe`: the first fix may be applied without review; `sentence`: the rule applies to whole sentences only.
    """

    name: str
    place: str
    hits: int = 0
    right: int = 0
    after: int = 0
    clean: int = 0
    safe: bool = False
    sentence: bool = False
    message: str = ""
    example: str = ""

    @property
    def severity(self) -> Severity:
        """Return the severity of the rule's findings."""
        return Severity.WARNING if self.place == DEFAULT else Severity.SUGGESTION

    @property
    def safety(self) -> Safety:
        """Return whether the rule's fixes are safe to apply or need review."""
        return Safety.SAFE if self.safe else Safety.REVIEW


@cache
def table(engine: str) -> Mapping[str, Placement]:
    """Return the placements of an engine's rules by the engine's rule names.

    The file is tab-separated: name, place, hits, right, after, clean, flags (`safe`, `sentence`, or `-`), message, example.
    """
    text = (DATA / "en" / "grammar" / f"{engine}.tsv").read_text(encoding="utf-8")
    placed = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, place, hits, right, after, clean, flags, *message = line.split("\t")
        placed[name] = Placement(
            name,
            place,
            int(hits),
            int(right),
            int(after),
            int(clean),
            "safe" in flags,
            "sentence" in flags,
            *message[:2],
        )
    return placed


def placement_of(engine: str, name: str) -> Placement:
    """Return a rule's placement; a rule missing from the table (a newer engine's) is a suggestion."""
    return table(engine).get(name) or Placement(name, SUGGESTION)


def enabled_rules(engine: str, selection: Selection) -> dict[str, Severity]:
    """Return the engine's rules that are on under a selection, with their severities.

    A rule that the table turns off, as mostly wrong, is on only when it is named in full; a family's name is not enough.
    """
    named = {selector for on, selector in selection.steps if on} | set(selection.severities)
    found = {}
    for rule in table(engine).values():
        identifier = f"grammar.{engine}.{rule.name}"
        if rule.place == OFF and identifier not in named:
            continue
        severity = selection.decide(identifier, rule.severity, enabled=True)
        if severity is not None:
            found[rule.name] = severity
    return found
