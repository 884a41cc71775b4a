"""Inflected forms of English words, from word classes and a list of irregular forms."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edlint.language.articles import indefinite_article
from edlint.language.classes import classes

_FILE = Path(__file__).parents[1] / "data" / "en" / "grammar" / "irregular.txt"
_SINGULAR = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "don't": "doesn't",
    "aren't": "isn't",
    "weren't": "wasn't",
    "haven't": "hasn't",
}
_VOWELS, _DOUBLED = frozenset("aeiou"), frozenset("bdgmnpt")
_PLURAL = {one: many for many, one in _SINGULAR.items()}


class _Irregular(NamedTuple):
    """Irregular forms: the four other forms by verb, the verb by form, the plural by noun, and the noun by plural."""

    forms: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, str]
    plurals: Mapping[str, str]
    singulars: Mapping[str, str]


@cache
def _irregular() -> _Irregular:
    """Parse the list. Of a noun with two plurals the usual one is listed last; both map back to the noun."""
    verbs, nouns = _FILE.read_text("ascii").strip().split("\n\n")
    forms: dict[str, tuple[str, ...]] = {}
    bases: dict[str, str] = {}
    for row in verbs.split("\n"):
        base, *others = row.split()
        forms[base] = tuple(others)
        for form in others:
            bases.setdefault(form, base)
    pairs = [row.split() for row in nouns.split("\n")]
    return _Irregular(forms, bases, dict(pairs), {many: one for one, many in pairs})


def base(word: str) -> str:
    """Return the base form of a verb given in any form; a word that is no verb is returned unchanged."""
    found = _irregular().bases.get(word)
    if found:
        return found
    if "b" in classes(word):
        return word
    candidates: list[str] = []
    if word.endswith("ying") and "b" in classes(word[:-4] + "ie"):
        candidates = [word[:-4] + "ie"]
    elif word.endswith("ing"):
        candidates = [word[:-3] + "e", word[:-3], word[:-3][:-1]]
        if "b" in classes(word[:-3]) and word[-5:-3] not in {"at", "iz", "us"}:
            candidates.reverse()
            candidates = [word[:-3], *candidates]
    elif word.endswith("ed"):
        candidates = [word[:-3] + "y"] if word.endswith("ied") else []
        candidates += [word[:-1], word[:-2], word[:-3]]
    elif word.endswith("s"):
        candidates = [word[:-3] + "y"] if word.endswith("ies") else []
        candidates += [word[:-1], word[:-2]]
    return next((each for each in candidates if "b" in classes(each)), word)


def _other(word: str, index: int, regular: str) -> str:
    forms = _irregular().forms.get(word)
    return forms[index] if forms else regular


def third(word: str) -> str:
    """Return the third person of a verb in its base form."""
    return _other(word, 0, _add_s(word))


def participle(word: str) -> str:
    """Return the past participle of a verb in its base form."""
    if word.endswith("e"):
        regular = word + "d"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        regular = word[:-1] + "ied"
    else:
        regular = word + "ed"
    return _other(word, 2, regular)


def past(word: str) -> str:
    """Return the past tense of a verb in its base form."""
    forms = _irregular().forms.get(word)
    return forms[1] if forms else participle(word)


@cache
def wrong_pasts() -> Mapping[str, tuple[str, ...]]:
    """Return the forms that irregular verbs would have if they were regular (“catched”), each with the right ones.

    Forms that are words of their own are among them: “winded”, “seed”.
    """
    found: dict[str, tuple[str, ...]] = {}
    for verb, (_, simple, done, _) in _irregular().forms.items():
        if simple.endswith("ed") or done.endswith("ed"):
            continue
        short = verb[-1] in _DOUBLED and verb[-2:-1] in _VOWELS and verb[-3:-2] not in _VOWELS
        wrong = {f"{verb}{verb[-1]}ed"} if short else set()
        # “spined” is of “spine”.
        wrong |= set() if short and classes(verb + "e") else {verb + ("d" if verb.endswith("e") else "ed")}
        found |= dict.fromkeys(wrong - {simple, done}, tuple(dict.fromkeys((simple, done))))
    return found


def ing(word: str) -> str:
    """Return the -ing form of a verb in its base form."""
    dropped = word.endswith("e") and not word.endswith(("ee", "oe", "ye"))
    return _other(word, 3, (word[:-1] if dropped else word) + "ing")


def plural(word: str) -> str:
    """Return the plural of a noun."""
    return _irregular().plurals.get(word) or _add_s(word)


def singular(word: str) -> str:
    """Return the singular of a noun; a word that is no plural is returned unchanged."""
    odd = _irregular().singulars.get(word)
    if odd:
        return odd
    known = classes(word)
    if not word.endswith("s") or word in _irregular().plurals or ("s" in known and "p" not in known):
        return word  # “gas”, “bias”, “lens”
    candidates = [word[:-1], word[:-3] + "y" if word.endswith("ies") else word[:-2]]
    return next((each for each in candidates if "s" in classes(each)), word)


def _add_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


FORMS: Mapping[str, Callable[[str], str | None]] = {
    "many": lambda word: _PLURAL.get(word) or base(word),
    "one": lambda word: _SINGULAR.get(word) or third(base(word)),
    "base": base,
    "third": lambda word: third(base(word)),
    "participle": lambda word: participle(base(word)),
    "ing": lambda word: ing(base(word)),
    "plural": plural,
    "singular": singular,
    "bare": lambda word: word.replace("'", "").replace("’", ""),
    "a": lambda word: f"{wanted} {word}" if (wanted := indefinite_article(word)) else None,
    "article": indefinite_article,
}
"""The forms of a word that a replacement may use, by name; a function returns None where a word has no such form."""

_AS_WRITTEN = frozenset({"a", "article", "bare"})


def form(name: str, word: str) -> str | None:
    """Return a form of a word by its name in `FORMS`, None where it has none. Raises KeyError for another name."""
    return FORMS[name](word if name in _AS_WRITTEN else word.lower())
