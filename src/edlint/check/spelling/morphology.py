"""Words that are formed from known words: by inflection, prefix, suffix or compounding."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache

from edlint.check.spelling.lexicon import CURATED, LOWER, Entry, Lexicon
from edlint.language.data import english, english_table

_FORMS = "spelling/forms"
_SURE_STEM = 8
"""Fewest letters after an unsure prefix for it to be one: “rerandomized”, but not “resing”."""
_USUAL = 4.3
"""The Zipf value of a word that everybody knows."""
# Languages that write compounds as one word.
_SOLID = frozenset({"de", "nl"})
_STEM = 5
"""Fewest letters that two forms of a word share."""
_ENDS = frozenset({"", "s", "d", "r", "rs", "ed", "er", "ers", "ing", "e", "es", "y", "able"})
_INFLECTIONS = {"s": "", "es": "", "ed": "e", "d": "", "ing": "e", "er": "e", "ers": "e"}


class Derivation(StrEnum):
    """How a word is formed from known words."""

    NO = "no"
    INFLECTED = "inflected"
    """A technical word or a name, whose inflected forms English dictionaries lack, with an ending."""
    MISFORMED = "misformed"
    """A common word with an ending that it does not take: its right forms are all in the dictionaries."""
    DERIVED = "derived"
    """A word with a prefix or suffix that any word can take: “intraprocess”, “unspendable”, “scriptless”."""
    PREFIXED = "prefixed"
    SUFFIXED = "suffixed"
    COMPOUND = "compound"


@cache
def _prefixes(key: str) -> frozenset[str]:
    return english(_FORMS, key)


@cache
def _suffixes(key: str) -> Mapping[str, str]:
    """Return suffixes, each with what it replaces in the stem: “e” a final e, “y” a y that becomes i, or “nothing”."""
    return {suffix: taken for taken, words in english_table(_FORMS, key).items() for suffix in words.split()}


def is_ending(text: str) -> bool:
    """Whether a part of a hyphenated word is a suffix or a prefix by itself: “library-ification”, “un-ergonomic”."""
    return any(
        text in _prefixes(f"{sort}prefixes") or text in _suffixes(f"{sort}suffixes")
        for sort in ("", "unsure_")
    )


@lru_cache(maxsize=16_384)
def derivation_of(lexicon: Lexicon, word: str) -> Derivation:
    """Return how a lower-case word that is in no dictionary is formed from words that are."""
    if lexicon.language != "en":
        solid = lexicon.language in _SOLID and _compound(lexicon, word)
        return Derivation.COMPOUND if solid else Derivation.NO
    if _inflected(lexicon, word):
        return Derivation.INFLECTED
    if (
        _prefixed(lexicon, word, _prefixes("prefixes"))
        or _prefixed(lexicon, word, _prefixes("unsure_prefixes"), _SURE_STEM)
        or _suffixed(lexicon, word, _suffixes("suffixes"))
    ):
        return Derivation.DERIVED
    if _prefixed(lexicon, word, _prefixes("unsure_prefixes")):
        return Derivation.PREFIXED
    if any(_solid(lexicon, stem) for _, stem in _uninflected(word)):
        return Derivation.MISFORMED
    if _suffixed(lexicon, word, _suffixes("unsure_suffixes")):
        return Derivation.SUFFIXED
    return Derivation.COMPOUND if _compound(lexicon, word) else Derivation.NO


def same_stem(word: str, other: str) -> bool:
    """Whether two words are forms of one word: “transclude” and “transcluded”, “geocachers” and “geocaches”."""
    shared = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    if shared is None:
        shared = min(len(word), len(other))
    return shared >= _STEM and {word[shared:], other[shared:]} <= _ENDS


def _inflected(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is a technical word with an ending, missing from dictionaries because they lack the word itself.

    They have all forms of common words, except those in -ing of terms that are used as verbs: “diffing”.
    """
    for ending, stem in _uninflected(word):
        known = lexicon.get(stem)
        if known is None or not _technical(known):
            continue
        common = known.level or known.listed
        if not common or (ending == "ing" and known.technical and word == stem + ending):
            return True
    return False


def _uninflected(word: str) -> Iterator[tuple[str, str]]:
    """Yield the endings that a word may have, each with a possible stem before it."""
    return ((ending, stem) for ending, taken in _INFLECTIONS.items() for stem in _stems(word, ending, taken))


def _prefixed(lexicon: Lexicon, word: str, prefixes: Collection[str], least: int = 4) -> bool:
    return any(
        word.startswith(prefix)
        and len(word) - len(prefix)
        >= (3 if least < _SURE_STEM and _term(lexicon, word[len(prefix) :]) else least)
        and (_solid(lexicon, word[len(prefix) :]) or _form(lexicon, word[len(prefix) :], least))
        for prefix in prefixes
    )


def _form(lexicon: Lexicon, word: str, least: int) -> bool:
    """Whether a word that dictionaries have is a form of a common one, if `least` is `_SURE_STEM`: “striping”."""
    known = lexicon.get(word)
    listed = known is not None and bool(known.level or known.listed)
    return least == _SURE_STEM and listed and any(_solid(lexicon, stem) for _, stem in _uninflected(word))


def _term(lexicon: Lexicon, word: str) -> bool:
    """Whether a list of terms has a word: “tar”, “diff”."""
    known = lexicon.get(word)
    return known is not None and known.technical and bool(known.forms & LOWER)


def _suffixed(lexicon: Lexicon, word: str, suffixes: Mapping[str, str]) -> bool:
    return any(
        len(stem) >= 4 and _solid(lexicon, stem)
        for suffix, taken in suffixes.items()
        for stem in _stems(word, suffix, taken)
    )


def _compound(lexicon: Lexicon, word: str) -> bool:
    return any(
        max(cut, len(word) - cut) >= 4 and _solid(lexicon, word[:cut]) and _solid(lexicon, word[cut:])
        for cut in range(3, len(word) - 2)
    )


def usual_compound(lexicon: Lexicon, word: str) -> bool:
    """Whether a word joins two usual words, or a usual word and a term: “locktime”, “headmatter”, “crontable”."""
    for cut in range(3, len(word) - 2):
        one, two = word[:cut], word[cut:]
        if (_usual(lexicon, one) and (_usual(lexicon, two) or _long_term(lexicon, two))) or (
            _long_term(lexicon, one) and _usual(lexicon, two)
        ):
            return True
    return False


def usual(lexicon: Lexicon, word: str) -> bool:
    """Whether everybody knows a word of four letters or more."""
    return len(word) >= 4 and _usual(lexicon, word)


def _usual(lexicon: Lexicon, word: str) -> bool:
    known = lexicon.get(word)
    return known is not None and known.zipf >= _USUAL and _solid(lexicon, word)


def _long_term(lexicon: Lexicon, word: str) -> bool:
    return len(word) >= 4 and _term(lexicon, word)


def _stems(word: str, ending: str, taken: str) -> list[str]:
    """Return the possible stems before an ending, by the rules of English spelling."""
    if not word.endswith(ending) or len(word) - len(ending) < 3:
        return []
    base = word.removesuffix(ending)
    if taken == "y":
        return [base + "y"]
    found = [base]
    # “noticeable”, “manageable” keep their e; “noticable” is not made of “notice”.
    if taken == "e" and not (ending.startswith("a") and base.endswith(("c", "g"))):
        found.append(base + "e")
        if len(base) > 3 and base[-1] == base[-2]:
            found.append(base[:-1])
    return found


def _technical(known: Entry) -> bool:
    return bool(known.forms & CURATED) or (known.spread >= 3 and known.uses >= 10) or known.zipf >= 3.3


def _solid(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is common enough to build on."""
    known = lexicon.get(word)
    if known is None or not known.forms & LOWER:
        return False
    common = (0 < known.level <= 60 or known.listed > 0) and (known.zipf >= 2.5 or known.uses >= 50)
    return common or (known.spread >= 4 and known.uses >= 50)
