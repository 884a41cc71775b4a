"""Which words are certainly right."""

from functools import lru_cache
from unicodedata import combining, normalize

from edlint.check.spelling.lexicon import LOWER, Lexicon
from edlint.check.spelling.morphology import Derivation, derivation_of

_CLITICS = ("'s", "'", "'d", "'re", "'ve", "'ll")
_AFTER_IS = ("e", "ing", "ation", "able", "abil")


def plain(word: str) -> str:
    """Return a word in the lexicon's form: lower case, straight apostrophes, plain hyphens."""
    lower = word.lower()
    return lower if lower.isascii() else lower.replace("’", "'").replace("‐", "-").replace("‑", "-")


_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "Æ": "Ae", "Œ": "Oe"})


def unaccented(word: str) -> str:
    """Return a word without diacritics, its ligatures as two letters."""
    return "".join(letter for letter in normalize("NFD", word.translate(_LIGATURES)) if not combining(letter))


@lru_cache(maxsize=65_536)
def known(lexicon: Lexicon, word: str) -> bool:
    """Whether a word (as written) is certainly right: it is in a dictionary, or a regular form of such a word."""
    lower = plain(word)
    if in_dictionary(lexicon, lower, word):
        return True
    if lexicon.language != "en":
        return _in_use(lexicon, lower)
    if not lower.isascii():
        # Lists have “naive” and “aether”, writers also “naïve”, “rôle”, “coöperate” and “æther”.
        bare = unaccented(lower)
        return bare != lower and known(lexicon, bare if word.islower() else unaccented(word))
    if "is" in lower or "ys" in lower:
        # For every -ize there may be an -ise, though no list has them all: “customisable”, “anonymisation”.
        for ours, other in (("is", "iz"), ("ys", "yz")):
            place = lower.rfind(ours)
            twin = lexicon.get(lower[:place] + other + lower[place + 2 :]) if place > 2 else None
            if twin and (twin.listed or twin.level or twin.spread > 1 or twin.technical):
                return lower[place + 2 :].startswith(_AFTER_IS)
    if lower.endswith("n'ts"):  # “the dos and don'ts”
        return in_dictionary(lexicon, lower[:-1], word[:-1])
    for ending in _CLITICS:
        if lower.endswith(ending) and (ending != "'" or lower.endswith("s'")):
            return in_dictionary(lexicon, lower.removesuffix(ending), word[: -len(ending)])
    return False


def in_dictionary(lexicon: Lexicon, lower: str, written: str) -> bool:
    """Whether a dictionary has a word (`lower`, in lower case) in this case, or it is in widespread use."""
    entry = lexicon.get(lower)
    if entry is None:
        return False
    if entry.listed or (entry.level and entry.variants != "x"):
        return bool(entry.forms & LOWER) or entry.listed > 0 or not written.islower()
    return entry.spread >= 4 and entry.small >= 40


def _in_use(lexicon: Lexicon, lower: str) -> bool:
    """Whether a word that its language's only list may lack is in use, a possessive, a compound or English."""
    entry = lexicon.get(lower)
    return (
        (entry is not None and entry.zipf >= 2.5)
        or lower.endswith("'s")
        or derivation_of(lexicon, lower) is not Derivation.NO
        or (lexicon.beside is not None and known(lexicon.beside, lower))
    )
