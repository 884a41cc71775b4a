"""Edlint's own grammar rules: patterns over words and their classes (`grammar.*`, one YAML file an error).

A rule's `data` holds `patterns` (a list of `find` and `replace`, in the notation of `notation.py`) and `unless` (a list
of patterns; a match that shares a word with one of theirs is none).
"""

from edlint.check.grammar.checker import Grammar
from edlint.config.schema import Settings


def make(settings: Settings) -> Grammar:
    """Return the checker; it has no settings beside its rules."""
    del settings
    return Grammar()
