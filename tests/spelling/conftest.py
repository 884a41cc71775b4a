"""Runs the spelling checker with the shipped rules over a text."""

import pytest

from edlint.check.spelling import make
from edlint.config.profile import ActiveRule, Profile, Vocabulary
from edlint.config.schema import Settings
from edlint.model.finding import Hit
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.rules.catalogue import all_rules

RULES = {id_: rule for id_, rule in all_rules().items() if rule.checker == "spelling"}
CHECKER = make(Settings())


def _hits(
    text: str, *, format_: str = "text", language: str = "en", words: Vocabulary | None = None
) -> list[Hit]:
    """Return all hits of all spelling rules."""
    active = {id_: ActiveRule(rule, rule.severity, {}) for id_, rule in RULES.items()}
    profile = Profile(active, language=language, words=words or Vocabulary())
    return list(CHECKER.check(Prose(parse(Source("article", format_, text))), profile).hits)


def _flagged(
    text: str,
    rule: str = "spelling.misspelling",
    *,
    format_: str = "text",
    language: str = "en",
    words: Vocabulary | None = None,
) -> list[str]:
    """Return the words that a rule flags."""
    return [
        hit.block.text[hit.span.start : hit.span.end]
        for hit in _hits(text, format_=format_, language=language, words=words)
        if hit.rule == rule
    ]


@pytest.fixture(scope="session")
def hits():
    """Return the function that gives all hits in a text."""
    return _hits


@pytest.fixture(scope="session")
def flagged():
    """Return the function that gives the words that a rule flags in a text."""
    return _flagged
