"""Nouns whose number is not that of the determiner before them."""

from collections.abc import Iterator

from edlint.check.agreement.phrases import Fault, Heads
from edlint.check.agreement.sentence import Sentence
from edlint.language.classes import classes
from edlint.language.inflection import plural
from edlint.text.pattern import pattern

_MANY = r"(q)(j*n?)(n)"
_ONE = r"(e)(j*)(s)"
_ONE_OF = r"(.?)(eo[dq]+j*)(n)"
_NUMBERS = frozenset("two three four five six seven eight nine ten few".split())
_ONE_ALONE = frozenset("a an this each every another".split())
_ALONE = frozenset("this each another these those".split())
"""What may stand without a noun: “each starts”, “these form a line”."""


def nouns(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the nouns that are not in the number that “these”, “several”, “a” or “one of the” want."""
    data, words, letters = sentence.letters.encode(), sentence.words, sentence.letters
    for found in pattern(_MANY).scan(data):
        noun, word, inner = found.ranges[3][0], words[found.start], words[slice(*found.ranges[2])]
        before = letters[found.start - 1] if found.start else "^"
        object_ = before in ("i" if word in _ALONE else "iolbzvDNg") and words[found.start - 1] != "but"
        if word in {"both", "numerous"} or (word in _NUMBERS and inner) or any(map(_verbal, inner)):
            continue
        if not object_ and "b" in classes(words[noun]) and not _ends_phrase(letters, noun, found.start == 0):
            continue  # “these match it”
        if object_ and letters.startswith("D", noun + 1):
            continue  # “various feature engineered sets”
        if not _goes_on(sentence, noun) and _counted(sentence, noun, heads):
            yield Fault(noun, "plural")
    for found in pattern(_ONE).scan(data):
        noun, word = found.ranges[3][0], words[found.start]
        # “Each starts at noon”, “a blank fits any blank”.
        object_ = letters[noun + 1 : noun + 2] in {"d", "e", "q", "S"}
        alone = word in _ALONE and letters[noun + 1 : noun + 2] not in {"o", "v", "m"}
        verb = "z" in classes(words[noun]) and (
            alone or object_ or letters[noun + 1 : noun + 2] in {"i", "r"}
        )
        looked = word in _ONE_ALONE and not verb and not _goes_on(sentence, noun)
        if looked and heads.number(sentence, noun, noun) == "many":
            yield Fault(noun, "singular")
    for found in pattern(_ONE_OF).scan(data):
        noun = found.ranges[3][0]
        singular = {"a", "an", "this", "that"} & set(words[slice(*found.ranges[2])])
        day = letters[slice(*found.ranges[1])] in {"n", "p"}  # “from day one of the release”
        if not singular and not day and not _goes_on(sentence, noun) and _counted(sentence, noun, heads):
            yield Fault(noun, "plural")


def _verbal(word: str) -> bool:
    return word.endswith("ing")


def _counted(sentence: Sentence, noun: int, heads: Heads) -> bool:
    word = sentence.words[noun]
    known = classes(word)
    return (
        len(word) > 2
        and "s" in known
        and "m" not in known
        and "p" in classes(plural(word))
        and heads.number(sentence, noun, noun) == "one"
    )


def _ends_phrase(letters: str, noun: int, first: bool) -> bool:
    """Whether a verb or the end of the sentence follows: a word that can be a verb is a noun there."""
    return letters[noun + 1 : noun + 2] in {"m", "D", "v", "x"} or (
        first and letters.startswith("z", noun + 1)
    )


def _goes_on(sentence: Sentence, noun: int) -> bool:
    """Whether the noun may be the first part of a longer one."""
    after = sentence.letters[noun + 1 : noun + 2]
    joined = after == "x" and sentence.words[noun + 1] in {"/", "-", "|", "+"}
    return joined or (after != "" and after in "nspXCjgNbac,") or (after == "z" and noun > 1)
