"""Spelling: misspelt and unknown words, from the evidence of several word lists and of the article itself."""

from edlint.check.spelling.checker import SpellingChecker
from edlint.config.schema import Settings
from edlint.rules.base import Checker


def make(settings: Settings) -> Checker:  # noqa: ARG001 - the profile says everything that spelling needs
    """Return the spelling checker. Lexicons are opened when the first document of their language comes."""
    return SpellingChecker()
