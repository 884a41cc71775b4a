"""Checks that are code: a document's prose and the rules in force in, hits out.

A checker is a module with `make(settings) -> Checker` and a line in `edlint.model.checker`. Rules name the checker that
carries them out; a checker none of whose rules is on for a run is never imported.
"""

from importlib import import_module

from edlint.config.schema import Settings
from edlint.model.checker import CHECKERS
from edlint.model.errors import EngineError
from edlint.rules.base import Checker
from edlint.rules.packs import find_packs


def own_checkers(settings: Settings) -> list[str]:
    """Return the names of what carries out rules: edlint's own checkers, then those of the configured packages."""
    own = [name for name, spec in CHECKERS.items() if not spec.engine]
    others = find_packs(settings.packs).checkers if settings.packs else ()
    return [*own, *(name for name in others if name not in CHECKERS)]


def make(name: str, settings: Settings) -> Checker:
    """Return a new checker. Raises EngineError when it cannot be started, with the remedy."""
    spec = CHECKERS.get(name)
    module = import_module(spec.module if spec else find_packs(settings.packs).checkers[name])
    checker = module.make(settings)
    if not isinstance(checker, Checker):
        raise EngineError(
            f"{module.__name__}.make() returns no checker: its class derives from {Checker.__module__}.Checker"
        )
    return checker
