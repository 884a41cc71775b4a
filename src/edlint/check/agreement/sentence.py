"""A sentence as agreement is looked for in it: a letter for each word or mark, on which patterns run.

| letters | what |
|---|---|
| `n` `s` `p` `X` | noun: singular, plural; name; code or an image |
| `d` `e` `q` `C` | determiner; one of one (“this”, “each”), of many (“these”, “three”); number |
| `j` `r` | adjective, adverb |
| `z` `v` `b` `D` `N` `g` `m` | verb: for one, for many, base form, past, past participle, -ing form; modal |
| `i` `o` `l` `t` | preposition, “of”, “as” and others that may begin a clause, “to” before a verb |
| `S` `y` `E` | personal pronoun, “everyone” and its like, “there” |
| `w` `h` `W` | “that”, “which”, “who” for a noun; “that” or “sure” before a sentence; “if”, “when” and their like |
| `a` `c` `,` `;` `x` | “and”; other conjunctions; comma; colon, semicolon, dash; anything else |
"""

from collections.abc import Sequence

from edlint.language.classes import classes
from edlint.language.tagger import tags
from edlint.model.document import PLACEHOLDER

_OF_TAG = {
    "NN": "n", "NNS": "s", "NNP": "p", "NNPS": "p", "DT": "d", "PDT": "d", "PRP$": "d", "POS": "d", "JJ": "j", "JJR": "j",
    "JJS": "j", "RB": "r", "RBR": "r", "RBS": "r", "IN": "i", "RP": "i", "TO": "t", "VBZ": "z", "VBP": "v", "VB": "b",
    "VBD": "D", "VBN": "N", "VBG": "g", "MD": "m", "WDT": "W", "WP": "W", "WP$": "W", "WRB": "W", "PRP": "S", "CC": "c",
    "CD": "C", ",": ",", "EX": "E",
}  # fmt: skip
_OF_WORD = {
    "is": "z", "was": "z", "has": "z", "does": "z", "isn't": "z", "wasn't": "z", "hasn't": "z", "doesn't": "z",
    "are": "v", "were": "v", "aren't": "v", "weren't": "v", "haven't": "v", "don't": "v",
    "of": "o", "and": "a", ":": ";", ";": ";", "—": ";", "–": ";",
}  # fmt: skip
_OF_BOTH = {
    **{(word, tag): "v" for word in ("have", "do") for tag in ("VBP", "VBZ", "VBD", "NN")},
    **{(word, tag): "w" for word in ("that", "which", "who") for tag in ("WDT", "WP")},
    ("that", "IN"): "h",
    **{(word, tag): "l" for word in "after before as than like".split() for tag in ("IN", "RB")},
    **{
        (word, tag): "W"
        for word in "if when because whenever once unless until although though while since whether where whereas".split()
        for tag in ("IN", "WRB", "RB")
    },
    **{
        (word, tag): "q"
        for word in "these those many several few both various numerous multiple two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
        for tag in ("DT", "JJ", "CD", "PDT", "CC", "NNS")
    },
    **{
        (word, tag): "e"
        for word in "this that each every another a an either neither".split()
        for tag in ("DT", "CC", "PDT")
    },
    ("people", "NN"): "s",
    ("sure", "JJ"): "h",
    ("one", "CD"): "e",
    ("one", "NN"): "e",
    **{
        (first + last, tag): "y"
        for first in ("every", "some", "any", "no")
        for last in ("one", "body", "thing")
        for tag in ("NN", "PRP")
    },
}


def _letter(word: str, tag: str, *, first: bool) -> str:
    text = word.lower().replace("’", "'")
    if word == PLACEHOLDER:
        return "X"
    if tag == "TO" and text != "to":
        tag = "IN"  # “Before start the engine”
    letter = _OF_WORD.get(text) or _OF_BOTH.get((text, tag)) or _OF_TAG.get(tag, "x")
    if letter in "vb" and "z" in classes(text) and "b" not in classes(text):
        letter = "z"
    return "p" if letter in "nsj" and word[0].isupper() and not first else letter


class Sentence:
    """The words of a sentence, in small letters with straight apostrophes, their tags and letters."""

    def __init__(self, words: Sequence[str]) -> None:
        """Tag the words, each as it is written."""
        self.written = words
        self.tags = tags(words)
        self.words = [word.lower().replace("’", "'") for word in words]
        self.letters = "".join(
            _letter(word, tag, first=not number)
            for number, (word, tag) in enumerate(zip(words, self.tags, strict=True))
        )

    def with_word(self, at: int, word: str) -> "Sentence":
        """Return the sentence with another word there."""
        return Sentence([*self.written[:at], word, *self.written[at + 1 :]])
