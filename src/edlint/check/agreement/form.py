"""Verbs in a form that the words before them do not allow, such as “can configures”."""

from collections.abc import Callable, Iterator

from edlint.check.agreement.phrases import NOUN, Fault, Heads
from edlint.language.classes import classes
from edlint.language.inflection import base
from edlint.prose.sentence import Sentence
from edlint.text.pattern import ByteMatch, pattern

Listed = Callable[[str], frozenset[str]]
"""Function from the name of a word list in `grammar/agreement` to its words."""


def forms(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs in a wrong form after modals, “to”, “do”, “have”, “be” and prepositions.

    The verb is the last group of each pattern in `_LOOKS`; the function there returns the required form, or "".
    """
    for source, look in _LOOKS.items():
        for found in pattern(source).scan(sentence.letters.encode()):
            verb = found.ranges[-1][0]
            counted = sentence.letters.startswith("C", verb + 1) and "s" in classes(sentence.words[verb])
            form = "" if counted else look(sentence, heads.listed, found, verb)  # “the matrix has rank 3”
            if form:
                certain = look is _let or (look is _do and sentence.letters[verb] == "s")
                bare = sentence.letters[verb] == "b" or look in {_to, _behind}
                yield Fault(verb, form, certain=certain, weak=bare and look in _WEAK)


def _modal(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “can configures”, “should added”."""
    word = sentence.words[verb]
    object_ = sentence.letters[verb + 1 : verb + 2] in {"d", "e", "q", "S"}
    verbal = sentence.letters[verb] in "zD" and _only(listed, word, "zd", "b")
    compared = "than" in sentence.words[:verb]  # “more than I could using it”
    verbal = verbal or (
        sentence.letters[verb] == "g" and object_ and not compared and _only(listed, word, "g", "b")
    )
    asked = sentence.letters[verb + 1 : verb + 2] == "b"  # “only then will certificates be revoked”
    if (
        sentence.letters[found.start - 1 : found.start] == "W"
        and sentence.letters[verb] == "z"
        and not object_
    ):
        return ""  # “doing it because you can seems wrong”
    if word in listed("pasts"):
        return "" if sentence.words[verb + 1 : verb + 2] in (["a"], ["an"]) else "base"  # “can found it”
    if sentence.letters[verb] == "b":
        return ""
    return "base" if not asked and (verbal or _only(listed, word, "zdng", "bsra")) else ""


def _to(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “to moves”."""
    stranded = found.start > 0 and base(sentence.words[found.start - 1]) in listed("stranded")
    object_ = sentence.letters[verb] == "z" and sentence.letters[verb + 1 : verb + 2] in {
        "d",
        "e",
        "q",
        "S",
        "y",
    }
    wrong = _only(listed, sentence.words[verb], "zd", "bspnar") or (
        object_ and _only(listed, sentence.words[verb], "z", "bs")
    )
    return "base" if wrong and not stranded else ""


def _do(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “does not returns”, “does the tool supports”."""
    words, letters, (first, last) = sentence.words, sentence.letters, found.ranges[2]
    denied = words[found.start].endswith("n't") or "not" in words[slice(*found.ranges[1])]
    asked = first >= 0 and letters[found.start - 1 : found.start] != "t"
    if words[found.start] not in listed("does") or (
        found.start and sentence.written[found.start][:1].isupper()
    ):
        return ""  # “Do and Don't lists”
    if (denied and first < 0) or (asked and letters[first:last] == "S"):
        return "base" if words[verb] in listed("having") or _only(listed, words[verb], "zd", "b") else ""
    lacking = set("bv").isdisjoint(letters[verb + 1 :]) and letters[found.start - 1 : found.start] in {
        "",
        "W",
    }
    verbal = asked and (letters[verb] != "s" or (lacking and "z" in classes(words[verb])))
    verbal = verbal and letters[verb] not in "Nb"  # “to do interleaved reads”
    return "base" if verbal and _only(listed, words[verb], "zd", "bs") else ""


def _let(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “lets the user picks a card”."""
    let = sentence.words[found.start] in listed("let")
    object_ = sentence.letters[verb + 1 : verb + 2] in set("deqSyi")
    return "base" if let and object_ and _only(listed, sentence.words[verb], "z", "bs") else ""


def _have(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “has wrote”, “have prevent”."""
    compound = sentence.letters[verb + 1 : verb + 2] in {"n", "s", "p"}  # “has write permissions”
    word, letter = sentence.words[verb], sentence.letters[verb]
    wrong = word in listed("strong") if letter in {"D", "N"} else _only(listed, word, "bd", "nspmar")
    wrong = (wrong or (letter == "D" and _only(listed, word, "d", "nspmar"))) and sentence.words[
        found.start
    ] in listed("haves")
    past = sentence.letters[verb] in {"D", "N"}  # “had already went home”
    if sentence.letters[found.start - 1 : found.start] == "t" and (
        letter == "b" or "w" in sentence.letters[: found.start]
    ):
        return ""  # “a site that you'd like to have join”, “a bad thing to have happen”
    if word in listed("got"):
        return ""  # British, and “what has got me so far” everywhere
    if not wrong and _object_follows(sentence, listed, found.start, verb):
        return "participle"
    return "participle" if wrong and (past or not compound) else ""


def _object_follows(sentence: Sentence, listed: Listed, have: int, verb: int) -> bool:
    """Judge “have arrest two men”: a verb, which may also be a noun, before an object."""
    word, after = sentence.words[verb], sentence.letters[verb + 1 : verb + 2]
    object_ = after in {"d", "C"} or sentence.words[verb + 1 : verb + 2] in (
        ["a"],
        ["an"],
        ["two"],
        ["three"],
    )
    plain = verb == have + 1 and word not in listed("had") and _only(listed, word, "b", "dnpmargk")
    return object_ and plain and sentence.words[have] in listed("haves")


def _being(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “have being using”."""
    return "participle" if {sentence.words[found.start], sentence.words[verb]} <= listed("perfects") else ""


def _be(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “was send”, “should be restart”, “are currently work”."""
    words, letters = sentence.words, sentence.letters
    if words[found.start] not in listed("bes") or not listed("does").isdisjoint(words[: found.start]):
        return ""  # “all we do is wait”
    if _compared(words[verb]):
        return ""  # “traffic is lighter on Sundays”
    if _only(listed, words[verb], "b", "nspmardg"):
        return "participle"
    after = letters[verb + 1 : verb + 2]
    if letters[verb] != "b" or not _only(listed, words[verb], "b", "nardg"):
        return ""
    speaker = letters[found.start - 1 : found.start] == "S" and words[found.start] in {"am", "are", "is"}
    if (words[verb - 1] in listed("going_on") or speaker) and after in {"i", "d", "e"}:
        return "ing"
    subject = (
        letters[found.start - 1 : found.start] in {"n", "s"} and verb == found.start + 1 and after == "i"
    )
    subject = subject and words[found.start - 1] not in listed("plans")
    if subject and not {"m", "a"} & set(classes(words[verb])):
        return "participle"  # “the key is store in”
    if "m" in classes(words[verb]):
        return ""  # “it would be evidence for”
    return "participle" if _passive(sentence, verb) else ""


def _passive(sentence: Sentence, verb: int) -> bool:
    """Whether a base form is used in place of a participle: “has been restart by”, “will be restart in”."""
    after = sentence.letters[verb + 1 : verb + 2]
    if sentence.words[verb - 1] == "been":
        return after in {"i", "l", "t"}
    return sentence.words[verb - 1] == "be" and sentence.letters[verb - 2] == "m" and after in {"i", "l"}


def _compared(word: str) -> bool:
    """Whether a word may be the comparative of an adjective."""
    stem = word.removesuffix("er")
    return stem != word and any(
        "a" in classes(made) for made in (stem, stem + "e", stem.removesuffix("i") + "y")
    )


def _behind(sentence: Sentence, listed: Listed, found: ByteMatch, verb: int) -> str:
    """Judge “before start the engine”, “by use them”."""
    words = sentence.words
    clause = words[found.start] in listed("clauses")
    adverb = found.start > 0 and sentence.letters[found.start - 1] == "r"  # “who were here before know”
    named = not clause and not {"s", "m"}.isdisjoint(classes(words[verb]))  # “without question the best”
    plain = sentence.letters[verb] == "b" and _only(
        listed, words[verb], "b", "snpdma"
    )  # “interested in learn more”
    wanted = clause or (plain and words[found.start] in listed("at")) or words[found.start] in listed("means")
    return "ing" if wanted and not adverb and not named and _only(listed, words[verb], "b", "nd") else ""


_LOOKS: dict[str, Callable[[Sentence, Listed, ByteMatch, int], str]] = {
    "[nspXSyEw]r*mr*([zDNgb])": _modal,
    "t([zDN])": _to,
    rf"[zvDb](r*)({NOUN})?([zDNsb])": _do,
    rf"[zvDbg]{NOUN}([zs])": _let,
    "[zvDbg]r*([bvDnN])": _have,
    "[zvDbg]r*(g)[gN]": _being,
    "[zvDbNg]r*([bv])": _be,
    "[iol]([bv])[deqSj]": _behind,
    "^l(n)[de]": _behind,
}


_WEAK = frozenset({_to, _have, _behind})


def _only(listed: Listed, word: str, wanted: str, unwanted: str) -> bool:
    """Whether a word has one of the wanted class letters, and none of the unwanted ones."""
    known = set(classes(word)) if word not in listed("no_verbs") else set()
    return not known.isdisjoint(wanted) and known.isdisjoint(unwanted)
