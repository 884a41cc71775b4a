"""Patterns over a sentence's letters for the phrases that make up a subject, and the number of its head noun."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from edlint.language.classes import classes
from edlint.language.data import LanguageData
from edlint.language.inflection import singular
from edlint.prose.sentence import Sentence
from edlint.text.pattern import pattern

INNER = "(?:r?[jNgCXq])*[npX]*"
"""The words that may occur between a determiner and its noun."""
NOUN = rf"(?:(?:j?[deqC])*{INNER}[nspX]|S|y)"
"""A phrase that ends with a noun, a name or code, or a pronoun."""
WITH = rf"(?:[io](?:[jdq]o)?{NOUN}(?:[ac]{NOUN})?)"
"""A prepositional phrase."""
_WHICH = rf"(?:(?:w{NOUN}|S)r*[zvD]r*(?:en)?{WITH}*|wr*(?:[zvD]|mb)(?:r*[NgjJ])?(?:{NOUN})?{WITH}*)"
_VERBAL = rf"(?:N{WITH}+|g{NOUN}{WITH}*|tb(?:{NOUN})?{WITH}*)"
AFTER = rf"(?:{WITH}|{_WHICH}|{_VERBAL})*"
"""The modifiers that may follow a noun: prepositional phrases, relative clauses, participles and infinitives."""
BEGINS = rf"(?:^(?:[iol]{NOUN}{AFTER},|r,|[ac]|[^,]*[zvDm][^,]*,[ac]|l)?|[Wh;])"
"""The beginning of a clause."""


_FILE = "grammar/agreement"


class Fault(NamedTuple):
    """Word number `at` should have the form `form`, a key of edlint.language.inflection.FORMS.

    `subject` is the half-open range of its subject's words. `certain`: the tagger need not confirm the corrected word.
    `weak`: such faults were wrong about as often as right in edited articles, so they count only where errors are
    dense.
    """

    at: int
    form: str
    subject: tuple[int, int] | None = None
    certain: bool = False
    weak: bool = False


class Heads:
    """The grammatical number of nouns and pronouns, by the word lists of a language."""

    def __init__(self, language: LanguageData) -> None:
        """Read the lists."""
        self.language = language
        self.listed: Callable[[str], frozenset[str]] = partial(language.words, _FILE)
        self.auxiliaries = self.listed("for_one") | self.listed("for_many")

    def of_word(self, word: str) -> str | None:
        """Return “one” or “many” for a pronoun; None for one that may be either."""
        one = word in self.listed("one")
        return "one" if one else "many" if word in self.listed("many") else None

    def number(self, sentence: Sentence, start: int, head: int) -> str | None:
        """Return “one” or “many” for the noun at `head` of a phrase that begins at `start`; None where unclear."""
        word, first = sentence.words[head], sentence.words[start]
        letter, before = sentence.letters[head], sentence.letters[start:head]
        if letter in "nsp" and not sentence.written[head][1:].islower() and sentence.written[head][1:]:
            return _acronym(sentence.written[head])  # of “iOS” nobody can tell
        if first == "the" and word in {"number", "amount"}:
            return "one"
        of = sentence.letters.startswith("o", head + 1)
        neutral = {word, first} & self.listed("neutral") or (of and word in self.listed("parts"))
        rate = sentence.words[head + 1 : head + 2] == ["per"]  # “cells per litre is the figure”
        if neutral or rate or before.lstrip("r")[:1] == "g" or _doing(sentence, start, head):
            return None
        if letter == "n":
            return "one" if self._one(word, before) else None
        named = not {"p", "X"}.isdisjoint(sentence.letters[max(0, head - 1) : head])
        next_ = [*sentence.words[head + 1 : head + 2], ""][0]
        followed = not named and sentence.letters.startswith("z", head + 1) and "p" not in classes(next_)
        return "many" if letter == "s" and self._many(word, before, of=of, followed=followed) else None

    def _one(self, word: str, before: str) -> bool:
        """Whether a noun after these letters is singular; an unknown word (“linter”) is taken for singular."""
        looks_plural = word.endswith("s") and not word.endswith(("ss", "us"))
        known = classes(word)
        return not looks_plural and not {"q", "C"} & set(before) and ("s" in known or not known)

    def _many(self, word: str, before: str, *, of: bool, followed: bool) -> bool:
        """Whether a noun after these letters is a plural, no amount; `of`, `followed`: “of” or a verb comes next."""
        measured = word in self.listed("measures") and (
            of or not set("CqX").isdisjoint(before)
        )  # “ten minutes”, “years of work”
        if word == "people":
            return "e" not in before
        if (
            measured
            or word in self.listed("single")
            or "e" in before
            or (not followed and before and set(before) <= set("npX") and "z" in classes(word))
        ):
            return False  # “if code runs”
        science = word.endswith("ics") and word not in self.listed("counted")
        return not science and "s" in classes(singular(word)) and "p" in classes(word)


def _doing(sentence: Sentence, start: int, head: int) -> bool:
    """Whether a phrase may be a gerund with its object: “writing tests is”, “hot reloading functions is”."""
    words = sentence.words[start:head]
    first = words[: 1 if sentence.letters[start] in "deqC" else None]
    return any(each.endswith("ing") for each in first)


def _acronym(name: str) -> str | None:
    """Return “one” for an acronym such as “API”, “many” for “APIs”; None for another name."""
    stem = name.removesuffix("s")
    known = len(stem) > 1 and stem.isupper() and stem.isalpha()
    return ("one" if stem == name else "many") if known else None


class Candidate(NamedTuple):
    """Word number `verb`, which, if it is a verb, does not agree with a subject of number `number` (“one” or “many”).

    The subject is of a kind in `subject._KINDS`, begins at `start` and has its noun or pronoun at `head`; from
    `after` to the verb come its modifiers.
    """

    kind: str
    number: str
    start: int
    head: int
    after: int
    verb: int


def begins(letters: str) -> bool:
    """Whether a clause begins after these letters."""
    return not letters or pattern(f"{BEGINS}$").found(letters)
