"""The classes of English words.

Open classes are lower-case letters, from `data/en/grammar/classes.txt.gz` (made from WordNet by
scripts/build_word_classes.py):
`b` base form of a verb, `z` third person, `d` past, `n` past participle, `g` -ing form; `s` singular noun, `p` plural,
`m` mass noun, `k` one that is mostly counted; `a` adjective, `r` adverb. A word has all the letters it can have: “changes” is `pz`.

Closed classes are capital letters, from `_CLOSED` and `_LETTERS`; their words have no open class. `prose.tagged` adds
`C` (written with a capital), `U` (in capitals), `N` (a number), `Y` (an acronym with “’s”), `X` (code, mathematics or
an image) and `T` (punctuation).
"""

import gzip
from functools import cache, lru_cache
from pathlib import Path

from edlint.cache.digest import stamp
from edlint.cache.prepared import table
from edlint.cache.table import Table, pack

_CLOSED = {
    "D": "the a an this that these those my your his her its our their every each some any no another "
    "either neither both all several many few whose which what",
    "P": "of in to for with on at from by about into through during before after between under over without within "
    "against among upon across along behind beyond via per towards toward onto despite except around throughout inside "
    "outside alongside amongst beneath besides",
    "M": "can could will would shall should may might must can't couldn't won't wouldn't shouldn't mustn't cannot i'll "
    "you'll we'll they'll he'll she'll it'll",
    "B": "be is are was were am been being isn't aren't wasn't weren't it's that's there's here's i'm you're we're "
    "they're he's she's what's",
    "H": "have has had having haven't hasn't hadn't i've you've we've they've",
    "V": "do does did don't doesn't didn't doing done",
    "S": "i you he she it we they who",
    "O": "me him us them myself yourself himself herself itself ourselves themselves yourselves",
    "K": "and or but nor",
    "W": "if when while because although though unless until since whether where why how as than whereas once whenever "
    "wherever whom",
    "R": "not never also only just even still always often already then so too very there here now yet thus hence "
    "however therefore instead either perhaps maybe sometimes usually",
    "Q": "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million",
}
_LETTERS = {
    "her": "DO",
    "that": "DSW",
    "which": "DSW",
    "what": "DSW",
    "who": "SW",
    "these": "DO",
    "those": "DO",
    "you": "SO",
    "it": "SO",
    "either": "DR",
    "since": "PW",
    "before": "PW",
    "after": "PW",
    "as": "PW",
}


_FILE = Path(__file__).parents[1] / "data" / "en" / "grammar" / "classes.txt.gz"


def _packed() -> bytes:
    """Return the packed lookup table of words and their letters: those of the file and of the closed classes."""
    fields = gzip.decompress(_FILE.read_bytes()).decode("ascii").split()
    known = dict(zip(fields[::2], fields[1::2], strict=True))
    for letter, words in _CLOSED.items():
        known.update(dict.fromkeys(words.split(), letter))
    known.update(_LETTERS)
    return pack([f"{word}\t{letters}" for word, letters in known.items()], {})


@cache
def _table() -> Table:
    return table("classes", repr(stamp(str(_FILE))) + repr(stamp(__file__)), _packed)


LETTERS = frozenset("bzdngspmkar" + "".join(_CLOSED) + "CUNYXT")
"""All letters that a token can have."""


@lru_cache(maxsize=50_000)
def classes(word: str) -> str:
    """Return the letters of a word, given in lower case with a straight apostrophe; empty for an unknown word."""
    return (_table().get(word) or b"").decode()
