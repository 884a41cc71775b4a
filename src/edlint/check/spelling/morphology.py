"""Words that are made of known words: inflections, prefixes, suffixes, compounds."""

from enum import StrEnum
from functools import lru_cache

from edlint.check.spelling.lexicon import CURATED, LOWER, Entry, Lexicon

_SHORT_PREFIXES = "un re non pre de dis mis over under sub super co pro out tri bi uni mono".split()
_LONG_PREFIXES = (
    "inter intra multi micro macro mini mega meta auto anti counter cyber cross hyper infra post semi pseudo quasi trans"
    " ultra poly proto geo bio eco neuro photo tele hydro thermo electro nano giga kilo omni"
).split()
# A productive suffix, and what it takes from the stem: "" nothing, "e" a final e, "y" a y that became i.
_SUFFIXES = {
    "able": "e",
    "ability": "e",
    "er": "e",
    "ers": "e",
    "ify": "e",
    "ification": "e",
    "iness": "y",
    "ish": "e",
    "ism": "e",
    "ist": "e",
    "ists": "e",
    "ize": "e",
    "ized": "e",
    "izes": "e",
    "izing": "e",
    "izer": "e",
    "ization": "e",
    "ise": "e",
    "ised": "e",
    "ises": "e",
    "ising": "e",
    "isation": "e",
    "less": "",
    "like": "",
    "ly": "",
    "ness": "",
    "ship": "",
    "ware": "",
    "wise": "",
    "y": "e",
}
# Languages that write compounds as one word.
_SOLID = frozenset({"de", "nl"})
_INFLECTIONS = {"s": "", "es": "", "ed": "e", "d": "", "ing": "e", "er": "e", "ers": "e"}


class Made(StrEnum):
    """How a word is made of known words."""

    NO = "no"
    INFLECTED = "inflected"
    """A technical word or a name, which the dictionaries of English do not inflect, with an ending."""
    MISFORMED = "misformed"
    """A common word with an ending that it does not take: its right forms are all in the dictionaries."""
    PREFIXED = "prefixed"
    LONG_PREFIX = "long prefix"
    """With a prefix that is no slip away from nothing: “intraprocess”, “microservice”."""
    SUFFIXED = "suffixed"
    COMPOUND = "compound"


def is_ending(text: str) -> bool:
    """Whether a part of a hyphenated word is a suffix or a prefix by itself: “library-ification”, “un-ergonomic”."""
    return text == "ful" or text in _SUFFIXES or text in _SHORT_PREFIXES or text in _LONG_PREFIXES


@lru_cache(maxsize=16_384)
def made(lexicon: Lexicon, word: str) -> Made:
    """Return how a word in small letters that no dictionary has is made of words that they have."""
    if lexicon.language != "en":
        solid = lexicon.language in _SOLID and _compound(lexicon, word)
        return Made.COMPOUND if solid else Made.NO
    for ending, taken in _INFLECTIONS.items():
        for stem in _stems(word, ending, taken):
            known = lexicon.get(stem)
            if known is not None and _technical(known) and not (known.level or known.listed):
                return Made.INFLECTED
    for kind, prefixes in ((Made.LONG_PREFIX, _LONG_PREFIXES), (Made.PREFIXED, _SHORT_PREFIXES)):
        for prefix in prefixes:
            if (
                word.startswith(prefix)
                and len(word) - len(prefix) >= 4
                and _solid(lexicon, word[len(prefix) :])
            ):
                return kind
    for ending, taken in _INFLECTIONS.items():
        if any(_solid(lexicon, stem) for stem in _stems(word, ending, taken)):
            return Made.MISFORMED
    for suffix, taken in _SUFFIXES.items():
        if any(len(stem) >= 4 and _solid(lexicon, stem) for stem in _stems(word, suffix, taken)):
            return Made.SUFFIXED
    return Made.COMPOUND if _compound(lexicon, word) else Made.NO


def _compound(lexicon: Lexicon, word: str) -> bool:
    return any(
        max(cut, len(word) - cut) >= 4 and _solid(lexicon, word[:cut]) and _solid(lexicon, word[cut:])
        for cut in range(3, len(word) - 2)
    )


def _stems(word: str, ending: str, taken: str) -> list[str]:
    """Return what may stand before an ending, spelt as English spells it."""
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
