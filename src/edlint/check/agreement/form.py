"""Verbs in a form that the words before them do not take."""

from collections.abc import Callable, Iterator

from edlint.check.agreement.phrases import NOUN, Fault, Heads
from edlint.check.agreement.sentence import Sentence
from edlint.language.classes import classes
from edlint.language.inflection import base
from edlint.text.pattern import ByteMatch, pattern

_HAVES = frozenset("have has had having haven't hasn't hadn't".split())
_BES = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
_DOES = frozenset("do does did done don't doesn't didn't".split())
_STRANDED = frozenset(
    "belong refer relate connect apply point correspond subscribe listen attach bind talk write lead".split()
)
"""What may end with its “to”: “the group it belongs to provides”."""
_PLAIN = frozenset("live go open default lack sync".split())
"""Adjectives and nouns that the table of classes has as verbs alone."""
_AT = frozenset("for in at about from with".split())
_GOING_ON = frozenset("currently actively constantly".split())


def forms(sentence: Sentence, heads: Heads) -> Iterator[Fault]:  # noqa: ARG001 - as the others
    """Yield the verbs in a wrong form behind modals, “to”, “do”, “have”, “be” and prepositions.

    The verb is the last group of each pattern.
    """
    for source, look in _LOOKS.items():
        for found in pattern(source).scan(sentence.letters.encode()):
            verb = found.ranges[-1][0]
            form = look(sentence, found, verb)
            if form:
                yield Fault(verb, form)


def _modal(sentence: Sentence, _: ByteMatch, verb: int) -> str:
    """Judge “can configures”, “should added”."""
    word = sentence.words[verb]
    object_ = sentence.letters[verb + 1 : verb + 2] in {"d", "e", "q", "S"}
    verbal = sentence.letters[verb] in "zD" and _only(word, "zd", "b")
    compared = "than" in sentence.words[:verb]  # “more than I could using it”
    verbal = verbal or (sentence.letters[verb] == "g" and object_ and not compared and _only(word, "g", "b"))
    asked = sentence.letters[verb + 1 : verb + 2] == "b"  # “only then will certificates be revoked”
    return "base" if (verbal and not asked) or _only(word, "zdng", "bsra") else ""


def _to(sentence: Sentence, found: ByteMatch, verb: int) -> str:
    """Judge “to moves”."""
    stranded = found.start > 0 and base(sentence.words[found.start - 1]) in _STRANDED
    object_ = sentence.letters[verb] == "z" and sentence.letters[verb + 1 : verb + 2] in {
        "d",
        "e",
        "q",
        "S",
        "y",
    }
    wrong = _only(sentence.words[verb], "zd", "bspnar") or (
        object_ and _only(sentence.words[verb], "z", "bs")
    )
    return "base" if wrong and not stranded else ""


def _do(sentence: Sentence, found: ByteMatch, verb: int) -> str:
    """Judge “does not returns”, “does the tool supports”."""
    words = sentence.words
    denied = words[found.start].endswith("n't") or "not" in words[slice(*found.ranges[1])]
    asked = found.ranges[2][0] >= 0
    verbal = (asked and sentence.letters[verb] != "s") or (denied and not asked)  # “to do interleaved reads”
    return "base" if words[found.start] in _DOES and verbal and _only(words[verb], "zd", "bs") else ""


def _have(sentence: Sentence, found: ByteMatch, verb: int) -> str:
    """Judge “has wrote”, “have prevent”."""
    compound = sentence.letters[verb + 1 : verb + 2] in {"n", "s", "p"}  # “has write permissions”
    wrong = sentence.words[found.start] in _HAVES and _only(sentence.words[verb], "bd", "nspmar")
    past = sentence.letters[verb] == "D"  # “had already went home”
    return "participle" if wrong and (past or not compound) else ""


def _be(sentence: Sentence, found: ByteMatch, verb: int) -> str:
    """Judge “was send”, “should be restart”, “are currently work”."""
    words, letters = sentence.words, sentence.letters
    if words[found.start] not in _BES or not _DOES.isdisjoint(words[: found.start]):
        return ""  # “all we do is wait”
    if _only(words[verb], "b", "nspmardg"):
        return "participle"
    after = letters[verb + 1 : verb + 2]
    if letters[verb] != "b" or not _only(words[verb], "b", "nardg"):
        return ""
    speaker = letters[found.start - 1 : found.start] == "S" and words[found.start] in {"am", "are", "is"}
    if (words[verb - 1] in _GOING_ON or speaker) and after in {"i", "d", "e"}:
        return "ing"
    passive = (
        words[verb - 1] == "been" or (words[verb - 1] == "be" and letters[verb - 2] == "m")
    ) and after in {"i", "l"}
    return "participle" if passive else ""


def _behind(sentence: Sentence, found: ByteMatch, verb: int) -> str:
    """Judge “before start the engine”, “by use them”."""
    words = sentence.words
    clause = words[found.start] in {"before", "after"}
    adverb = found.start > 0 and sentence.letters[found.start - 1] == "r"  # “who were here before know”
    named = not clause and not {"s", "m"}.isdisjoint(classes(words[verb]))  # “without question the best”
    plain = sentence.letters[verb] == "b" and _only(words[verb], "b", "snpdm")  # “interested in learn more”
    wanted = clause or (plain and words[found.start] in _AT) or words[found.start] in {"by", "without"}
    return "ing" if wanted and not adverb and not named and _only(words[verb], "b", "nd") else ""


_LOOKS: dict[str, Callable[[Sentence, ByteMatch, int], str]] = {
    "[nspXSyEw]r*mr*([zDNg])": _modal,
    "t([zDN])": _to,
    rf"[zvDb](r*)({NOUN})?([zDs])": _do,
    "[zvDbg]r*([bvDn])": _have,
    "[zvDbNg]r*([bv])": _be,
    "[iol]([bv])[deqSj]": _behind,
    "^l(n)[de]": _behind,
}


def _only(word: str, wanted: str, unwanted: str) -> bool:
    """Whether a word has one of these classes, and none of the others."""
    known = set(classes(word)) if word not in _PLAIN else set()
    return not known.isdisjoint(wanted) and known.isdisjoint(unwanted)
