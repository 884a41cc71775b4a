"""The classes of English words.

Open classes are lower-case letters, from `data/en/grammar/classes.txt.gz` (made from WordNet by
scripts/build_word_classes.py): `b` base form of a verb, `z` third person, `d` past, `n` past participle, `g` -ing form;
`s` singular noun, `p` plural, `m` mass noun, `k` noun that is mostly counted; `a` adjective, `r` adverb. A word has the
letters of all its classes: “changes” is `pz`.

Closed classes are capital letters, from `data/en/grammar/closed.yaml`; their words have no open class. `prose.tagged` adds
`C` (written with a capital), `U` (in capitals), `N` (a number), `Y` (an acronym with “’s”), `X` (code, mathematics or
an image) and `T` (punctuation).
"""

import gzip
from functools import cache, lru_cache
from pathlib import Path

from edlint.cache.digest import stamp
from edlint.cache.prepared import cached_table
from edlint.cache.table import Table, pack

_CLOSED = "DPMBHVSOKWRQ"
_FILE = Path(__file__).parents[1] / "data" / "en" / "grammar" / "classes.txt.gz"
_LISTS = _FILE.with_name("closed.yaml")


def _packed() -> bytes:
    """Return the packed lookup table of words and their letters: those of the file and of the closed classes."""
    import yaml  # noqa: PLC0415 - needed only when the table is made

    fields = gzip.decompress(_FILE.read_bytes()).decode("ascii").split()
    known = dict(zip(fields[::2], fields[1::2], strict=True))
    lists = yaml.load(_LISTS.read_text("ascii"), Loader=yaml.SafeLoader)
    for letter, words in lists["closed"].items():
        known.update(dict.fromkeys(words.split(), letter))
    known.update(lists["several"])
    return pack([f"{word}\t{letters}" for word, letters in known.items()], {})


@cache
def _table() -> Table:
    return cached_table("classes", repr([*map(stamp, map(str, (_FILE, _LISTS, __file__)))]), _packed)


LETTERS = frozenset("bzdngspmkar" + _CLOSED + "CUNYXT")
"""All letters that a token can have."""


@lru_cache(maxsize=50_000)
def classes(word: str) -> str:
    """Return the letters of a word, given in lower case with a straight apostrophe; empty for an unknown word."""
    return (_table().get(word) or b"").decode()
