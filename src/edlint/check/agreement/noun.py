"""Nouns that do not agree in number with the determiner before them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from edlint.check.agreement.phrases import Fault, Heads
from edlint.language.classes import classes
from edlint.language.inflection import plural
from edlint.prose.sentence import Sentence
from edlint.text.pattern import ByteMatch, pattern

_MANY = r"(q)(j*n?)(n)"
_ONE = r"(e)(r?j*n?)(s)"
_FIRST = r"^(e)()(z)r*[zm]"
_ONE_OF = r"(.?)(eo[dq]+j*)(n)"
_NUMBER_OF = r"[de]j*(n)o(j*)(n)"
_FINITE_FOLLOWS = pattern("^r*[zvDm]")


def nouns(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the nouns that are not in the number that “these”, “several”, “a” or “one of the” require."""
    for source, (look, form) in _LOOKS.items():
        for found in pattern(source).scan(sentence.letters.encode()):
            if look(sentence, heads, found):
                yield Fault(found.ranges[3][0], form, weak=look is _first)


def _many(sentence: Sentence, heads: Heads, found: ByteMatch) -> bool:
    """Judge “several request”."""
    words, letters, noun = sentence.words, sentence.letters, found.ranges[3][0]
    word, inner = words[found.start], words[slice(*found.ranges[2])]
    if words[noun] in heads.listed("sorts") and letters.startswith("o", noun + 1):
        return True  # “these kind of things”
    if (
        word in heads.listed("loose")
        or (word == "both" and not _ends_phrase(letters, noun, first=False))
        or (word in heads.listed("numbers") and inner)
        or (word == "multiple" and words[noun] in heads.listed("manifold"))
        or any(map(_verbal, inner))
        or not heads.listed("worth").isdisjoint(inner)
        or _ratio(words[: found.start], heads)
    ):
        return False
    object_ = _object(sentence, heads, found.start, noun)
    if (
        not object_
        and "b" in classes(words[noun])
        and not _ends_phrase(letters, noun, first=found.start == 0)
    ):
        return False  # “these match it”
    engineered = object_ and letters.startswith("D", noun + 1)  # “various feature engineered sets”
    return not engineered and not _goes_on(sentence, noun) and _counted(sentence, noun, heads)


def _object(sentence: Sentence, heads: Heads, start: int, noun: int) -> bool:
    """Whether “several request” is the object of a verb or a preposition before it, and not a clause of its own."""
    words, letters = sentence.words, sentence.letters
    before = letters[start - 1] if start else "^"
    if before not in "iolbzvDNg" or words[start - 1] == "but":
        return False
    clause = (
        before == "o"  # “all of these result in a loss”
        or words[start - 1] in heads.listed("lets")
        or "r" in classes(words[noun])
        or letters[noun + 1 : noun + 2] not in set("ioac,x")
    )
    return words[start] not in heads.listed("pronouns") or not clause


def _one(sentence: Sentence, heads: Heads, found: ByteMatch) -> bool:
    """Judge “an old friends”; neither “each starts at noon” nor “a blank fits any blank”."""
    words, noun, word = sentence.words, found.ranges[3][0], sentence.words[found.start]
    after = sentence.letters[noun + 1 : noun + 2]
    behind = sentence.letters[found.start - 1 : found.start] in {"i", "o"}
    if behind and word in heads.listed("pronouns") and after in {"v", "m", "z"}:
        return False  # “without this visitors will”
    ends = behind and after in {"", "x"}  # “rely on this files”
    alone = not ends and word in heads.listed("pronouns") and after not in {"o", "v", "m", "z"}
    adverb = "r" in sentence.letters[slice(*found.ranges[2])] and word not in {"a", "an"}
    wrong = (
        word in heads.listed("single_determiners")
        and words[found.start + 1] not in heads.listed("little")  # “a little trivia”
        and words[noun + 1 : noun + 2] != ["'"]  # “an old boys' club”
        and not _states(words[noun], after, alone=alone)
        and not _two_nouns(sentence, heads, found)
        and not adverb
        and words[noun] not in heads.listed("behind_a")
        and not _goes_on(sentence, noun)
        and not _first_part(sentence, noun)
    )
    return wrong and (
        heads.number(sentence, noun, noun) == "many"
        or (words[noun] in heads.listed("measures") - {"people"} and (word == "each" or alone))
    )


def _states(word: str, after: str, *, alone: bool) -> bool:
    """Whether a word may be a verb, by the letter `after` it and whether its determiner may be a pronoun (`alone`)."""
    verb = "z" in classes(word) and (alone or after in {"d", "e", "q", "S", "i", "r"})
    return verb or (alone and after in {"d", "e", "q"})  # “this powers the new ones”


def _two_nouns(sentence: Sentence, heads: Heads, found: ByteMatch) -> bool:
    """Whether the determiner may belong to a noun in between: “each test runs”, “a ground users can build on”."""
    words, noun, inner = sentence.words, found.ranges[3][0], found.ranges[2][1] - 1
    return sentence.letters[inner] == "n" and (
        words[found.start] not in {"a", "an"}
        or "z" in classes(words[noun])
        or sentence.letters[noun + 1 : noun + 2] not in set("ioac,x")
        or words[inner] in heads.listed("counts")
    )


def _first(sentence: Sentence, heads: Heads, found: ByteMatch) -> bool:
    """Judge “This commands retrieves a file”."""
    noun, known = sentence.words[found.ranges[3][0]], set(classes(sentence.words[found.ranges[3][0]]))
    determiner = sentence.words[found.start] in heads.listed("single_determiners")
    return determiner and "p" in known and "s" not in known and noun not in heads.listed("single")


def _one_of(sentence: Sentence, heads: Heads, found: ByteMatch) -> bool:
    """Judge “one of the reason”; not “from day one of the release”."""
    noun, words = found.ranges[3][0], sentence.words
    singular = {"a", "an", "this", "that"} & set(words[slice(*found.ranges[2])])
    day = sentence.letters[slice(*found.ranges[1])] in {"n", "p"}
    is_ = words[noun + 1 : noun + 2] in (["is"], ["was"])
    whole = is_ or not _goes_on(sentence, noun)
    return not singular and not day and whole and _counted(sentence, noun, heads)


def _number_of(sentence: Sentence, heads: Heads, found: ByteMatch) -> bool:
    """Judge “a number of way”."""
    noun = found.ranges[3][0]
    counts = sentence.words[found.ranges[1][0]] in heads.listed("counts")
    return counts and not _goes_on(sentence, noun) and _counted(sentence, noun, heads)


_LOOKS: Mapping[str, tuple[Callable[[Sentence, Heads, ByteMatch], bool], str]] = {
    _MANY: (_many, "plural"),
    _ONE: (_one, "singular"),
    _FIRST: (_first, "singular"),
    _ONE_OF: (_one_of, "plural"),
    _NUMBER_OF: (_number_of, "plural"),
}


def _ratio(before: Sequence[str], heads: Heads) -> bool:
    """Whether the words before a number make it part of a ratio: “a one in five chance”, “three of four parts”."""
    numbers = heads.listed("numbers") | heads.listed("one")
    return len(before) > 1 and before[-1] in heads.listed("ratios") and before[-2] in numbers


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


def _ends_phrase(letters: str, noun: int, *, first: bool) -> bool:
    """Whether a verb or the end of the sentence follows: then a word that can be a verb is a noun."""
    after = letters[noun + 1 :].lstrip("r")[:1]  # “many company still use it”
    return after in {"m", "D", "v", "x"} or (first and after == "z")


def _first_part(sentence: Sentence, noun: int) -> bool:
    """Whether a plural is part of a compound whose last noun may also be a verb: “a settings file or two”."""
    after = sentence.letters[noun + 1 : noun + 3]
    return (
        after[:1] in {"v", "b"} and "s" in classes(sentence.words[noun + 1]) and after[1:] not in set("deqS")
    )


def _goes_on(sentence: Sentence, noun: int) -> bool:
    """Whether the noun may be the first part of a longer compound."""
    after = sentence.letters[noun + 1 : noun + 2]
    if sentence.words[noun + 1 : noun + 2] in (["last"], ["next"]):
        return False  # “several experiment last year”
    if after == "d" and sentence.words[noun + 1].endswith(("'s", "s'")):
        return True  # “one of the package manager's tasks”
    states = after == "z" and _FINITE_FOLLOWS.found(
        sentence.letters[noun + 2 :]
    )  # “these character states can”
    joined = after == "x" and sentence.words[noun + 1] in {"/", "-", "|", "+", "“", '"'}
    return joined or states or (after != "" and after in "nspXCjgNbac,") or (after == "z" and noun > 1)
