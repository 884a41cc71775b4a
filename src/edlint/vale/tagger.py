"""Split text into words as Vale's tagger does, and tag them with Penn Treebank tags, for `sequence` rules."""

from collections.abc import Iterator
from typing import NamedTuple

from edlint.language.tagger import tags
from edlint.text.pattern import pattern
from edlint.vale.text import sentence_spans

_SPECIAL = r"\A(?:(?:[A-Za-z]\.){2,}|[A-Z][a-z]{1,2}\.)\z"
_PREFIXES = ("$", "(", '"', "[", "“", "‘")
_SUFFIXES = (",", ")", '"', "]", "!", ";", ".", "?", ":", "'", "”", "’")
_CONTRACTIONS = {"'ll": "MD", "'s": "POS", "'re": "VBP", "'m": "VBP", "n't": "RB"}
_MARKS = {
    "!": ".",
    "?": ".",
    ".": ".",
    ",": ",",
    **dict.fromkeys(";:—–-…", ":"),
    **dict(zip("()$#", "()$#", strict=True)),
}


class TaggedWord(NamedTuple):
    """A word or punctuation mark, its start offset in the text, and its tag."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """Return the end offset."""
        return self.start + len(self.text)


def tagged(text: str) -> list[TaggedWord]:
    """Return the tagged words of a text; it is tagged sentence by sentence."""
    found: list[TaggedWord] = []
    for span in sentence_spans(text):
        found += _tagged(list(_words(text[span.start : span.end], span.start)))
    return found


def _words(text: str, base: int) -> Iterator[tuple[str, int]]:
    position = 0
    for piece in text.split():
        position = text.index(piece, position)
        yield from _split(piece, base + position)
        position += len(piece)


def _split(piece: str, at: int) -> Iterator[tuple[str, int]]:
    """Split a piece between blanks into its word, contractions and outer punctuation marks, each with its offset."""
    behind: list[tuple[str, int]] = []
    while piece:
        if pattern(_SPECIAL).found(piece):
            break
        plain = _plain(piece)
        cut = min((place for end in _CONTRACTIONS if (place := plain.find(end)) > 0), default=0)
        if len(piece) > 1 and piece[0] in _PREFIXES:
            yield piece[0], at
            piece, at = piece[1:], at + 1
        elif cut:
            yield piece[:cut], at
            piece, at = piece[cut:], at + cut
            if _plain(piece) in _CONTRACTIONS:
                break
        elif len(piece) > 1 and piece[-1] in _SUFFIXES:
            behind.append((piece[-1], at + len(piece) - 1))
            piece = piece[:-1]
        else:
            break
    if piece:
        yield piece, at
    yield from reversed(behind)


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _tagged(words: list[tuple[str, int]]) -> list[TaggedWord]:
    """Tag the words of a sentence; the tagger needs a contraction as one word, and returns two tags for it."""
    whole: list[str] = []
    for text, _ in words:
        if _plain(text) in _CONTRACTIONS and whole:
            whole[-1] += text
        else:
            whole.append(text)
    known = iter(tags(whole))
    found: list[TaggedWord] = []
    second = ""
    for text, start in words:
        if _plain(text) in _CONTRACTIONS and found:
            tag = second or _CONTRACTIONS[_plain(text)]
        else:
            tag, _, second = next(known).partition("+")
            if tag == "POS":
                tag, second = "NN", tag
        if not any(map(str.isalnum, text)):
            tag = _MARKS.get(text[0], "''")
        elif text.lower() == "to":
            tag = "TO"
        elif tag == "NN" and text[0].isupper() and found:
            tag = "NNP"
        found.append(TaggedWord(text, start, "FW" if tag == "X" else tag))
    return found
