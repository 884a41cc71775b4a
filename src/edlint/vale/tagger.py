"""Parts of speech for `sequence` rules: Penn Treebank tags, from the classes that a word can have and the tags before it.

Vale's own tagger was trained; this one chooses among edlint's word classes by a few rules, and agrees with it on most words.
"""

from collections.abc import Iterator
from typing import NamedTuple

from edlint.language.classes import classes
from edlint.text.pattern import pattern
from edlint.text.sentences import sentences

_SPECIAL = r"\A(?:(?:[A-Za-z]\.){2,}|[A-Z][a-z]{1,2}\.)\z"
_PREFIXES = ("$", "(", '"', "[", "“", "‘")
_SUFFIXES = (",", ")", '"', "]", "!", ";", ".", "?", ":", "'", "”", "’")
_CONTRACTIONS = ("'ll", "'s", "'re", "'m", "n't", "’ll", "’s", "’re", "’m", "n’t")
_PLAIN = {
    "to": "TO",
    "there": "EX",
    "not": "RB",
    "n't": "RB",
    "'ll": "MD",
    "'re": "VBP",
    "'m": "VBP",
    "'s": "POS",
    "be": "VB",
    "is": "VBZ",
    "are": "VBP",
    "am": "VBP",
    "was": "VBD",
    "were": "VBD",
    "been": "VBN",
    "being": "VBG",
    "have": "VBP",
    "has": "VBZ",
    "had": "VBD",
    "having": "VBG",
    "do": "VBP",
    "does": "VBZ",
    "did": "VBD",
    "doing": "VBG",
    "done": "VBN",
    "which": "WDT",
    "what": "WP",
    "who": "WP",
    "whom": "WP",
    "whose": "WP$",
    "where": "WRB",
    "when": "WRB",
    "why": "WRB",
    "how": "WRB",
    "that": "IN",
    **dict.fromkeys(("my", "your", "his", "its", "our", "their", "her"), "PRP$"),
    **dict.fromkeys(("all", "both", "half"), "DT"),
    **dict.fromkeys(("many", "several", "few"), "JJ"),
}
_CLOSED = (
    ("M", "MD"),
    ("B", "VBZ"),
    ("H", "VBP"),
    ("V", "VBP"),
    ("S", "PRP"),
    ("O", "PRP"),
    ("K", "CC"),
    ("D", "DT"),
    ("P", "IN"),
    ("W", "IN"),
    ("Q", "CD"),
    ("R", "RB"),
)
_STOPS = {"!": ".", "?": ".", ".": ".", ",": ",", ";": ":", ":": ":", "—": ":", "–": ":", "-": ":", "…": ":"}
_BASE_AFTER = frozenset(["TO", "MD"])
_HAVE = frozenset("have has had having".split())
_BE = frozenset("be is are am was were been being 's 're 'm".split())
_DO = frozenset("do does did don't doesn't didn't".split())
_BETWEEN = frozenset("not n't also only never always often".split())
_NOMINAL = frozenset(["DT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "WP$"])
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_SUBJECTS = frozenset(["PRP", "WDT", "WP", "NNS", "NNPS", "RB"])
_FORMS = (("z", "VBZ"), ("d", "VBD"), ("b", "VBP"), ("n", "VBN"), ("g", "VBG"))
_ENDINGS = (
    ("ing", "VBG"),
    ("ed", "VBN"),
    ("ly", "RB"),
    ("ous", "JJ"),
    ("able", "JJ"),
    ("ible", "JJ"),
    ("ive", "JJ"),
    ("ic", "JJ"),
    ("s", "NNS"),
)


class Word(NamedTuple):
    """A word or mark, where it begins in the text, and its tag."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)


def tagged(text: str) -> list[Word]:
    """Return the words of a text with their tags, sentence by sentence."""
    found: list[Word] = []
    for span in sentences(text.replace("\n", " ").replace("\xa0", " ")):
        words = list(_words(text[span.start : span.end], span.start))
        found += _tagged(words)
    return found


def _words(text: str, base: int) -> Iterator[tuple[str, int]]:
    position = 0
    for piece in text.split():
        position = text.index(piece, position)
        yield from _split(piece, base + position)
        position += len(piece)


def _split(piece: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield a piece without the marks at its ends, and those marks, each with its place."""
    behind: list[tuple[str, int]] = []
    while piece:
        if pattern(_SPECIAL).found(piece):
            break
        cut = min((place for end in _CONTRACTIONS if (place := piece.lower().find(end)) > 0), default=0)
        if len(piece) > 1 and piece[0] in _PREFIXES:
            yield piece[0], at
            piece, at = piece[1:], at + 1
        elif cut:
            yield piece[:cut], at
            piece, at = piece[cut:], at + cut
            if piece.lower() in _CONTRACTIONS:
                break
        elif len(piece) > 1 and piece[-1] in _SUFFIXES:
            behind.append((piece[-1], at + len(piece) - 1))
            piece = piece[:-1]
        else:
            break
    if piece:
        yield piece, at
    yield from reversed(behind)


def _tagged(words: list[tuple[str, int]]) -> list[Word]:
    found: list[Word] = []
    for index, (text, start) in enumerate(words):
        following = words[index + 1][0] if index + 1 < len(words) else ""
        found.append(Word(text, start, _tag(text, found, following)))
    return found


def _tag(text: str, before: list[Word], following: str) -> str:
    word = text.lower().replace("’", "'")
    if not any(char.isalnum() for char in text):
        return _STOPS.get(text[0], {"(": "(", ")": ")", "$": "$", "#": "#"}.get(text[0], "''"))
    if text[0].isdigit():
        return "CD"
    previous = _previous(before)
    if word in _PLAIN:
        return _plain(word, previous, following)
    letters = classes(word)
    closed = next((tag for letter, tag in _CLOSED if letter in letters), "")
    if closed:
        return closed
    first = not before or all(not any(map(str.isalnum, each.text)) for each in before)
    if text[0].isupper() and (not first or not letters):
        return "NNPS" if "p" in letters and "s" not in letters else "NNP"
    return _open(word, letters, previous, following)


def _plain(word: str, previous: Word | None, following: str) -> str:
    if word in {"have", "do"} and previous is not None and previous.tag in _BASE_AFTER:
        return "VB"
    if word == "'s" and previous is not None and previous.tag in {"PRP", "EX", "WP"}:
        return "VBZ"
    if word == "that" and previous is not None and previous.tag in {"NN", "NNS"}:
        return "WDT"
    if word == "there" and following.lower() not in _BE:
        return "RB"
    return _PLAIN[word]


def _open(word: str, letters: str, previous: Word | None, following: str) -> str:
    if not letters:
        return next((tag for ending, tag in _ENDINGS if word.endswith(ending)), "NN")
    verb, noun, plain = _by_itself(letters)
    last, tag = (previous.text.lower(), previous.tag) if previous is not None else ("", "")
    adjective = "JJ" if "a" in letters and _may_be_noun(following) else ""
    if shown := _verb_form(letters, last, tag, noun):
        return shown
    if tag in _NOMINAL:
        return adjective or plain
    if verb and (tag in _SUBJECTS or (verb == "VBZ" and tag in _NOUNS)):
        return verb
    if adjective or ("a" in letters and (last in _BE or tag == "RB")):
        return "JJ"
    return _alone(letters, verb if previous is None else "", noun) or plain


def _alone(letters: str, opening: str, noun: str) -> str:
    """Return the tag of a word that the words beside it say nothing about; empty where it is its plainest.

    `opening` is its form as a verb where it opens the sentence.
    """
    if opening == "VBP":
        return "VB"
    return "RB" if "r" in letters and not noun else ""


def _by_itself(letters: str) -> tuple[str, str, str]:
    """Return a word's tags as a verb and as a noun, each empty where it is none, and the one that it has by itself."""
    verb = next((tag for letter, tag in _FORMS if letter in letters), "")
    noun = "NNS" if "p" in letters else "NN" if set(letters) & set("smk") else ""
    return verb, noun, noun or ("JJ" if "a" in letters else verb or "NN")


def _verb_form(letters: str, last: str, tag: str, noun: str) -> str:
    """Return the form of a verb that the word before asks for; empty where it asks for none."""
    if "b" in letters and (tag in _BASE_AFTER or last in _DO):
        return "VB"
    if "n" in letters and (last in _HAVE or last in _BE):
        return "VBN"
    return "VBG" if "g" in letters and (last in _BE or tag == "IN" or not noun) else ""


def _may_be_noun(word: str) -> bool:
    return bool(set(classes(word.lower())) & set("smkp")) or (
        bool(word) and not classes(word.lower()) and word[0].isalpha()
    )


def _previous(before: list[Word]) -> Word | None:
    """Return the word that says what is likely to follow: adverbs between a verb's parts say nothing."""
    for word in reversed(before):
        if word.tag != "RB" or word.text.lower() not in _BETWEEN:
            return word
    return None
