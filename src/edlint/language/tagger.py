"""Which part of speech each word of an English sentence is there: an averaged perceptron, trained on a treebank.

The tags are those of the Penn Treebank (`NN`, `VBZ` …), `X` for whatever else is written. A contraction has the tag of its
first part (“don't” is `VBP`), or of both where that is no verb (“it's” is `PRP+VBZ`). `data/en/grammar/tagger.msgpack.gz` holds the
weights, which training/tagger.py wrote. It is read when the first sentence is tagged.
"""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from edlint.language.classes import classes
from edlint.language.data import DATA
from edlint.model.document import PLACEHOLDER

ZERO = 128
"""What stands for a weight of none: a byte holds a weight."""


class Word(NamedTuple):
    """What features are made of: the word in small letters, its classes with the way it is capitalised, its end."""

    text: str
    classes: str
    end: str


NONE = Word("", "-", "")
_PADDING = [NONE, NONE]


@lru_cache(maxsize=20_000)
def seen(word: str) -> Word:
    """Return what is to be seen of a word."""
    text = word.lower().replace("’", "'")
    if word[0].isdigit():
        shape = "9"
    elif not word[0].isalnum():
        shape = "."
    elif word[0].isupper():
        shape = "U" if word.isupper() and len(word) > 1 else "C"
    else:
        shape = ""
    return Word(text, classes(text) + shape, text[-3:])


def features(words: Sequence[Word], at: int, before: str, last: str) -> tuple[str, ...]:
    """Return the features of word `at`, whose neighbours are there, behind words with the tags `before` and `last`."""
    text, kinds, end = words[at]
    left, left_kinds, left_end = words[at - 1]
    right, right_kinds, right_end = words[at + 1]
    return (
        f"w{text}",
        f"k{kinds}",
        f"e{end} {kinds}",
        f"t{before} {last}",
        f"l{last} {text}",
        f"m{last} {kinds} {right_kinds}",
        f"p{left}",
        f"q{left_kinds} {kinds}",
        f"n{right}",
        f"o{kinds} {right}",
        f"r{right_kinds} {words[at + 2].classes}",
        f"s{left_end} {right_end}",
    )


_ALONE = {"s": "NN", "sk": "NN", "sm": "NN", "p": "NNS"}
"""What words that can be nothing else nearly always are."""


def certain(word: str) -> str | None:
    """Return the tag of what is no word, and of a noun that can be nothing else."""
    if word == PLACEHOLDER:
        return "NNP"
    if word == ",":
        return ","
    if not word[0].isalnum():
        return "."
    return _ALONE.get(seen(word).classes)


def tags(words: Sequence[str]) -> list[str]:
    """Return the tag of each word or mark of a sentence, as edlint.prose.tagged splits it."""
    rows, names = _data()
    sight = [*map(seen, words), *_PADDING]  # words -1 and -2 are the last ones of the list: none
    found: list[str] = []
    before = last = "^"
    for at, word in enumerate(words):
        tag = certain(word)
        if tag is None:
            alone = rows.get("=" + sight[at].text)
            tag = names[alone[0]] if alone else _best(features(sight, at, before, last), rows, names)
        found.append(tag)
        before, last = last, tag
    return found


def _best(made: Iterable[str], rows: Mapping[str, bytes], names: Sequence[str]) -> str:
    scores = [0] * len(names)
    for feature in made:
        row = rows.get(feature)
        if row is not None:
            for tag, weight in zip(row[::2], row[1::2], strict=True):
                scores[tag] += weight - ZERO
    return names[scores.index(max(scores))]


class Data(NamedTuple):
    """By feature, and by “=” and a word that has always the same tag, numbers of tags, each feature's with weights above `ZERO`."""

    rows: Mapping[str, bytes]
    names: Sequence[str]


@cache
def _data() -> Data:
    path = DATA / "en" / "grammar" / "tagger.msgpack.gz"
    return msgspec.msgpack.decode(gzip.decompress(path.read_bytes()), type=Data)
