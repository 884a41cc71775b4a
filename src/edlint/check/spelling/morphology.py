"""Words that are made of known words: prefixes, suffixes, compounds."""

from collections.abc import Iterator
from functools import lru_cache

from edlint.check.spelling.lexicon import Lexicon

_PREFIXES = (
    "un re non pre de dis mis over under sub super inter intra multi micro macro mini mega meta auto anti co counter"
    " cyber cross hyper infra pro post semi pseudo quasi trans ultra uni bi tri poly mono proto out up down geo bio"
    " eco neuro photo tele hydro thermo electro nano giga kilo omni"
).split()
# Suffix, and what stood there before it in the stem: "" keeps the stem, "e" gives the stem its e back.
_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("s", ("",)),
    ("es", ("", "e")),
    ("ies", ("y",)),
    ("ed", ("", "e")),
    ("ied", ("y",)),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("or", ("", "e")),
    ("ors", ("", "e")),
    ("ly", ("", "le")),
    ("ness", ("",)),
    ("iness", ("y",)),
    ("less", ("",)),
    ("ful", ("",)),
    ("able", ("", "e")),
    ("ability", ("", "e")),
    ("ize", ("", "e", "y")),
    ("ized", ("", "e", "y")),
    ("izes", ("", "e", "y")),
    ("izing", ("", "e", "y")),
    ("izer", ("", "e", "y")),
    ("ization", ("", "e", "y")),
    ("ise", ("", "e", "y")),
    ("ised", ("", "e", "y")),
    ("ising", ("", "e", "y")),
    ("isation", ("", "e", "y")),
    ("ish", ("", "e")),
    ("ist", ("", "e")),
    ("ists", ("", "e")),
    ("ism", ("", "e")),
    ("y", ("", "e")),
    ("ie", ("",)),
    ("ment", ("",)),
    ("ware", ("",)),
    ("wise", ("",)),
    ("like", ("",)),
    ("ship", ("",)),
    ("hood", ("",)),
)


def derived(lexicon: Lexicon, word: str) -> bool:
    """Whether a word in small letters is a known word with a prefix or a suffix, or two known words together."""
    return _derived(lexicon, word)


@lru_cache(maxsize=16_384)
def _derived(lexicon: Lexicon, word: str) -> bool:
    return any(True for _ in stems(lexicon, word)) or compound(lexicon, word) is not None


def stems(lexicon: Lexicon, word: str) -> Iterator[tuple[str, str]]:
    """Yield (affix, stem) for each way in which a word is a common word with one affix."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4 and _common(lexicon, word[len(prefix) :]):
            yield prefix, word[len(prefix) :]
    for suffix, endings in _SUFFIXES:
        if not word.endswith(suffix) or len(word) - len(suffix) < 3:
            continue
        base = word[: -len(suffix)]
        for ending in endings:
            if _common(lexicon, base + ending):
                yield suffix, base + ending


def compound(lexicon: Lexicon, word: str) -> tuple[str, str] | None:
    """Return the two common words of at least four letters that make up a word."""
    for cut in range(4, len(word) - 3):
        if _common(lexicon, word[:cut]) and _common(lexicon, word[cut:]):
            return word[:cut], word[cut:]
    return None


def _common(lexicon: Lexicon, word: str) -> bool:
    entry = lexicon.get(word)
    return entry is not None and 0 < entry.level <= 60 and (entry.zipf >= 2.5 or entry.level <= 35)
