"""Spelling: misspelt and unknown words, from the evidence of several word lists and of the article itself."""

from edlint.check.spelling.checker import SpellingChecker

make = SpellingChecker
