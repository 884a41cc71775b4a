"""Which of an engine's rules are on, as measured: the tables in `edlint/data/en/grammar`, written by scripts/measure_grammar.py."""

from collections.abc import Mapping
from functools import cache

import msgspec

from edlint.config.profile import Selection
from edlint.language.data import DATA
from edlint.model.finding import Safety, Severity

DEFAULT, DENSE, SUGGESTION, OFF = "default", "dense", "suggestion", "off"
"""`dense` is a suggestion by itself, and a warning where errors are dense (`edlint.lint.sensitivity`)."""


class Placed(msgspec.Struct, frozen=True):
    """An engine's rule: its place, and what it did on real text.

    `hits` lay on the words that an editor then changed, `right` of them offered what the editor wrote; `after` were
    flagged in the lines as corrected (140,000 words), `clean` in edited articles (887,000 words).
    `safe` is whether the first fix may be applied unseen; `sentence` whether the rule is about whole sentences only.
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
        """Return what a finding of it weighs."""
        return Severity.WARNING if self.place == DEFAULT else Severity.SUGGESTION

    @property
    def safety(self) -> Safety:
        """Return what may be done with its fixes."""
        return Safety.SAFE if self.safe else Safety.REVIEW


@cache
def table(engine: str) -> Mapping[str, Placed]:
    """Return the placements of an engine's rules by the engine's own names.

    The file is tab-separated: name, place, hits, right, after, clean, flags (`safe`, `sentence`, or `-`), message, example.
    """
    text = (DATA / "en" / "grammar" / f"{engine}.tsv").read_text(encoding="utf-8")
    placed = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, place, hits, right, after, clean, flags, *message = line.split("\t")
        placed[name] = Placed(
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


def placed(engine: str, name: str) -> Placed:
    """Return a rule's placement; one that the table does not know (a newer engine's) is a suggestion."""
    return table(engine).get(name) or Placed(name, SUGGESTION)


def wanted(engine: str, selection: Selection) -> dict[str, Severity]:
    """Return the engine's rules that are on under a selection, with the severity each has.

    A rule that is off by measurement is on only when it is named in full: a family's name does not wake what is
    mostly wrong.
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
