"""Patterns over a sentence's letters for the phrases that a subject is made of, and how many its head stands for."""

from typing import NamedTuple

from edlint.check.agreement.sentence import Sentence
from edlint.language.classes import classes
from edlint.language.data import LanguageData
from edlint.language.inflection import singular

INNER = "(?:r?[jNgCXq])*[npX]*"
"""What may stand between a determiner and its noun."""
NOUN = rf"(?:[deqC]*{INNER}[nspX]|S|y)"
"""A phrase with a noun, a name or code at its end, or a pronoun."""
WITH = rf"(?:[io](?:[jdq]o)?{NOUN}(?:[ac]{NOUN})?)"
"""A phrase with a preposition."""
_WHICH = rf"(?:(?:w{NOUN}|S)r*[zvD]r*(?:en)?{WITH}*|wr*(?:[zvD]|mb)(?:r*[NgjJ])?(?:{NOUN})?{WITH}*)"
_VERBAL = rf"(?:N{WITH}+|g{NOUN}{WITH}*|tb(?:{NOUN})?{WITH}*)"
AFTER = rf"(?:{WITH}|{_WHICH}|{_VERBAL})*"
"""What may follow a noun and belong to it."""
BEGINS = rf"(?:^(?:[iol]{NOUN}{AFTER},|r,|[ac]|[^,]*[zvDm][^,]*,[ac])?|[Wh;])"
"""Where a clause begins."""


class Fault(NamedTuple):
    """Word number `at` should have another form, one of edlint.language.inflection.FORMS; the words of its subject."""

    at: int
    form: str
    subject: tuple[int, int] | None = None


class Heads:
    """How many a noun stands for."""

    def __init__(self, known: LanguageData) -> None:
        """Take the words that agree with either number, those that only look like plurals, and units."""
        self._neutral, self._single, self._measures = (
            known.words("grammar/agreement", name) for name in ("neutral", "single", "measures")
        )

    def number(self, sentence: Sentence, start: int, head: int) -> str | None:
        """Return “one” or “many” for the noun at `head` of the phrase that begins at `start`; None where it may be either."""
        word, letter, before = sentence.words[head], sentence.letters[head], sentence.letters[start:head]
        of_number = word in {"number", "amount"} and sentence.words[start] == "the"
        if of_number:
            return "one"
        if word in self._neutral or sentence.words[start] in self._neutral:
            return None
        first = sentence.words[start]
        if before.lstrip("r")[:1] == "g" or (before and first.endswith("ing")):
            return None  # “writing tests is”, “existing tests are”
        if letter == "n":
            odd = "q" in before or "C" in before or (word.endswith("s") and not word.endswith(("ss", "us")))
            return None if odd or "s" not in classes(word) else "one"
        if letter == "s":
            odd = word in self._single or ("C" in before and word in self._measures)
            odd = odd or (
                word in self._measures and sentence.letters.startswith("o", head + 1)
            )  # “years of work”
            odd = odd or (set("qX") & set(before) and word in self._measures) or "e" in before
            odd = odd or (before == "n" and "z" in classes(word))  # “if code runs”
            odd = odd or word.endswith("ics") or "s" not in classes(singular(word))
            return None if odd or "p" not in classes(word) else "many"
        return None
