"""Checks: a Document and the rules in force in, hits out.

A checker is a module with `make(settings) -> Checker` and one line here. Rules name the checker that carries them
out; a checker none of whose rules is on for a run is never imported.
"""

from importlib import import_module
from typing import cast

from edlint.check.base import Checker
from edlint.check.packs import find_packs
from edlint.config.schema import Settings

CHECKERS: dict[str, str] = {
    "rules": "edlint.check.rules",
    "spelling": "edlint.check.spelling",
    "readability": "edlint.check.readability",
    "claims": "edlint.check.claims",
    "misconceptions": "edlint.check.misconceptions",
    "numbers": "edlint.check.numbers",
    "markup": "edlint.check.markup",
    "grammar": "edlint.check.grammar",
}
"""Checkers that carry out rules of `rules/`."""

ENGINES: dict[str, str] = {
    "harper": "edlint.check.engines.harper",
    "languagetool": "edlint.check.engines.languagetool",
}
"""Grammar engines: checkers with rules of their own (`grammar.harper.AnA`)."""


def checkers_of(settings: Settings) -> dict[str, str]:
    """Return the checkers that carry out rules, those of the configured packages last; none replaces edlint's own."""
    return {**CHECKERS, **find_packs(settings.packs).checkers, **CHECKERS} if settings.packs else CHECKERS


def make(name: str, settings: Settings) -> Checker:
    """Return a new checker. Raises EngineError when it cannot be started, with the remedy."""
    module = import_module(({**checkers_of(settings), **ENGINES})[name])
    return cast("Checker", module.make(settings))
