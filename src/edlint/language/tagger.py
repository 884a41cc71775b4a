"""Part-of-speech tagger for English: an averaged perceptron, trained on a treebank.

The tags are those of the Penn Treebank (`NN`, `VBZ` …), and `X` for anything else. A contraction has the tag of its
first part (“don't” is `VBP`), or the tags of both where the first is no verb (“it's” is `PRP+VBZ`). The weights are
written by training/tagger.py to `data/en/grammar/tagger.msgpack.gz`, which is read when the first sentence is tagged.
"""

import gzip
import struct
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from edlint.language.classes import classes
from edlint.language.data import DATA
from edlint.model.block import PLACEHOLDER

ZERO = 128
"""The stored value of a weight of 0: a weight is stored as one unsigned byte."""


class Word(NamedTuple):
    """The parts of a word that features use: its lower-case text, classes and capitalisation, and last 3 letters."""

    text: str
    classes: str
    end: str


NONE = Word("", "-", "")


@lru_cache(maxsize=20_000)
def seen(word: str) -> Word:
    """Return the parts of a word that features use."""
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


def of_word(word: Word, as_what: str) -> tuple[str, ...]:
    """Return the features of one word alone, as the tagged one (“itself”) or as the one “before” or “after” that."""
    text, kinds, end = word
    if as_what == "before":
        return (f"p{text}",)
    if as_what == "after":
        return (f"n{text}",)
    return f"w{text}", f"k{kinds}", f"e{end} {kinds}"


def of_place(around: tuple[Word, Word, Word, Word], before: str, last: str) -> tuple[str, ...]:
    """Return the features of the second of four words in context; `before` and `last` are the two tags before it."""
    left, (text, kinds, _), right, second = around
    right_kinds = right.classes
    return (
        f"t{before} {last}",
        f"l{last} {text}",
        f"m{last} {kinds} {right_kinds}",
        f"q{left.classes} {kinds}",
        f"o{kinds} {right.text}",
        f"r{right_kinds} {second.classes}",
        f"s{left.end} {right.end}",
    )


_ALONE = {"s": "NN", "sk": "NN", "sm": "NN", "p": "NNS"}
"""The tags of words that have only these classes; exceptions are rare."""


def certain(word: str) -> str | None:
    """Return the tag of a token that needs no context: punctuation, a placeholder, an unambiguous noun; else None."""
    if word == PLACEHOLDER:
        return "NNP"
    if word == ",":
        return ","
    if not word[0].isalnum():
        return "."
    return _ALONE.get(seen(word).classes)


def tags(words: Sequence[str]) -> list[str]:
    """Return the tag of each token of a sentence, split as edlint.prose.tagged does."""
    weights = _weights()
    known = [
        *map(weights.of, words),
        weights.nothing,
        weights.nothing,
    ]  # so that the neighbours of the first and the last word are empty ones
    found: list[str] = []
    before = last = "^"
    for at, one in enumerate(known[:-2]):
        tag = one.tag
        if tag is None:
            left, right = known[at - 1], known[at + 1]
            total = weights.none + one.own + left.before + right.after
            around = left.word, one.word, right.word, known[at + 2].word
            place = of_place(around, before, last)
            tag = weights.best(total + sum(map(weights.packed, place)))
        found.append(tag)
        before, last = last, tag
    return found


class _Known(NamedTuple):
    """A word, its tag where that is fixed, and its packed weights as the tagged word, the one before and that after."""

    word: Word
    tag: str | None
    own: int
    before: int
    after: int


_LANE = 16
"""Bits of a packed sum that belong to one tag."""


class _Cells(dict[int, int]):
    """Tag number and weight, as two bytes of a row in native byte order → the weight shifted to the tag's bits."""

    def __missing__(self, cell: int) -> int:
        tag, weight = struct.pack("=H", cell)
        made = self[cell] = (weight - ZERO) << (_LANE * tag)
        return made


class _Weights:
    """The weights of features for all tags, packed side by side in one integer, so that one addition adds them all."""

    def __init__(self, data: "Data") -> None:
        self._rows, self._names = data
        self.none = sum(1 << (_LANE * tag + _LANE - 1) for tag in range(len(self._names)))
        """The start value of a packed sum, which keeps each tag's bits from falling below zero."""
        self._lanes = struct.Struct(f"<{len(self._names)}H")
        self._cells = _Cells()
        self.packed = lru_cache(maxsize=50_000)(self._packed)
        self.of = lru_cache(maxsize=20_000)(self._of)
        self.nothing = self._known(NONE, None)

    def best(self, total: int) -> str:
        """Return the tag with the highest sum in a packed total."""
        sums = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        return self._names[sums.index(max(sums))]

    def _packed(self, feature: str) -> int:
        return sum(map(self._cells.__getitem__, memoryview(self._rows.get(feature, b"")).cast("H")))

    def _of(self, written: str) -> _Known:
        word = seen(written)
        alone = self._rows.get("=" + word.text)
        return self._known(word, certain(written) or (self._names[alone[0]] if alone else None))

    def _known(self, word: Word, tag: str | None) -> _Known:
        own, before, after = (
            sum(map(self._packed, of_word(word, as_what))) for as_what in ("itself", "before", "after")
        )
        return _Known(word, tag, own, before, after)


class Data(NamedTuple):
    """The stored model: the names of the tags, and rows of bytes.

    A feature's row has pairs of tag number and weight plus `ZERO`; the row of “=” and a word with one fixed tag has the
    number of that.
    """

    rows: Mapping[str, bytes]
    names: Sequence[str]


@cache
def _weights() -> _Weights:
    path = DATA / "en" / "grammar" / "tagger.msgpack.gz"
    return _Weights(msgspec.msgpack.decode(gzip.decompress(path.read_bytes()), type=Data))
