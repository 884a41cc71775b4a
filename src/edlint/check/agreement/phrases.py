"""Patterns over a sentence's letters for the phrases that a subject is made of, and how many its head stands for."""

from typing import NamedTuple

from edlint.check.agreement.sentence import Sentence
from edlint.language.classes import classes
from edlint.language.data import LanguageData
from edlint.language.inflection import singular

INNER = "(?:r?[jNgCXq])*[npX]*"
"""What may stand between a determiner and its noun."""
NOUN = rf"(?:(?:j?[deqC])*{INNER}[nspX]|S|y)"
"""A phrase with a noun, a name or code at its end, or a pronoun."""
WITH = rf"(?:[io](?:[jdq]o)?{NOUN}(?:[ac]{NOUN})?)"
"""A phrase with a preposition."""
_WHICH = rf"(?:(?:w{NOUN}|S)r*[zvD]r*(?:en)?{WITH}*|wr*(?:[zvD]|mb)(?:r*[NgjJ])?(?:{NOUN})?{WITH}*)"
_VERBAL = rf"(?:N{WITH}+|g{NOUN}{WITH}*|tb(?:{NOUN})?{WITH}*)"
AFTER = rf"(?:{WITH}|{_WHICH}|{_VERBAL})*"
"""What may follow a noun and belong to it."""
BEGINS = rf"(?:^(?:[iol]{NOUN}{AFTER},|r,|[ac]|[^,]*[zvDm][^,]*,[ac]|l)?|[Wh;])"
"""Where a clause begins."""


_COUNTED = frozenset("metrics topics clinics comics critics fabrics relics mosaics".split())


class Fault(NamedTuple):
    """Word number `at` should have another form, one of edlint.language.inflection.FORMS; the words of its subject.

    It is certain where nothing depends on how the word in its other form is read.
    """

    at: int
    form: str
    subject: tuple[int, int] | None = None
    certain: bool = False


class Heads:
    """How many a noun stands for."""

    def __init__(self, known: LanguageData) -> None:
        """Take the words that agree with either number, those that only look like plurals, and units."""
        self._neutral, self._parts, self._single, self._measures = (
            known.words("grammar/agreement", name) for name in ("neutral", "parts", "single", "measures")
        )

    def number(self, sentence: Sentence, start: int, head: int) -> str | None:
        """Return “one” or “many” for the noun at `head` of the phrase that begins at `start`; None where it may be either."""
        word, first = sentence.words[head], sentence.words[start]
        letter, before = sentence.letters[head], sentence.letters[start:head]
        if first == "the" and word in {"number", "amount"}:
            return "one"
        of = sentence.letters.startswith("o", head + 1)
        neutral = {word, first} & self._neutral or (of and word in self._parts)
        if neutral or before.lstrip("r")[:1] == "g" or (before and first.endswith("ing")):
            return None  # “writing tests is”, “existing tests are”
        if letter == "n":
            return "one" if self._one(word, before) else None
        return "many" if letter == "s" and self._many(word, before, of=of) else None

    def _one(self, word: str, before: str) -> bool:
        """Whether a noun behind these letters is one thing; so is a word that is not known (“linter”)."""
        looks_plural = word.endswith("s") and not word.endswith(("ss", "us"))
        known = classes(word)
        return not looks_plural and not {"q", "C"} & set(before) and ("s" in known or not known)

    def _many(self, word: str, before: str, *, of: bool) -> bool:
        """Whether a noun behind these letters, and before “of” or not, is more than one thing and no amount."""
        measured = word in self._measures and (
            of or not set("CqX").isdisjoint(before)
        )  # “ten minutes”, “years of work”
        if word == "people":
            return "e" not in before
        if (
            measured
            or word in self._single
            or "e" in before
            or (set(before) <= set("npX") and before and "z" in classes(word))
        ):
            return False  # “if code runs”
        science = word.endswith("ics") and word not in _COUNTED
        return not science and "s" in classes(singular(word)) and "p" in classes(word)
