"""Whether a word that may be a verb is a finite one in a given form, not an infinitive or part of a compound noun."""

from edlint.check.agreement.phrases import Heads
from edlint.language.classes import classes
from edlint.prose.sentence import Sentence
from edlint.text.pattern import pattern

_FINITE = frozenset("zvDm")
_VERB_FOLLOWS = pattern("^[^,;WwahcxS]*[zvDm]")


def relative_verb(sentence: Sentence, heads: Heads, at: int, form: str) -> bool:
    """Whether a word after a relative pronoun is a verb in this form (`b` or `z`), not the subject of a later verb."""
    known, rest = classes(sentence.words[at]), sentence.letters[at + 1 :]
    if form not in known or (form == "b" and "d" in known):
        return False
    finite = not set("zvDmbN").isdisjoint(rest.partition(",")[0])
    if rest[:1] == "S" and sentence.words[at + 1] not in heads.listed("objects"):
        return False  # “no matter which stage you choose”
    if rest[:1] in {"n", "g"} and "s" in known:
        return False  # “no surprise that stack unwinding is”
    if rest[:1] in set("nspX") and "s" in known:
        return _FINITE.isdisjoint(rest.partition(",")[0])  # “the property that tag numbers are kept”
    if sentence.letters[at] == "n":
        return rest[:1] in set("deqS") or (not finite and rest[:1] not in set(",x"))
    return rest.lstrip("r")[:1] not in {"z", "v", "m", "D"}


def main_verb(sentence: Sentence, heads: Heads, at: int, form: str) -> bool:
    """Whether a word is a verb in this form (`b` or `z`), judged by its neighbours."""
    letter, known, after = sentence.letters[at], classes(sentence.words[at]), sentence.letters[at + 1 :]
    noun = not {"b": {"s", "m"}, "z": {"p"}}[form].isdisjoint(known)
    if (
        form not in known
        or after.lstrip("r")[:1] in {"z", "v", "m", "D"}
        or _compound(sentence, at, noun=noun)
    ):
        return False
    if form == "b" and _no_finite(sentence, at):
        return False
    if noun and after[:1] in {"i", "o"} and _VERB_FOLLOWS.found(after):
        return False  # “a short post by one of the editors describes”
    named = letter == "n" and after[:1] == "p"
    object_ = after[:1] == "S" and sentence.words[at + 1] in heads.listed("objects")
    alone = after[:1] == "x" and set("zvDm").isdisjoint(sentence.letters[:at] + after)
    sure = not noun or named or object_ or alone or _ends_clause(sentence, at)
    return sure or after[:1] in set("deqyiothWrj" + "nsp" * (form == "z"))


def _compound(sentence: Sentence, at: int, *, noun: bool) -> bool:
    """Whether a word may form a noun with a name or unknown word before it: “Rust compile times”, “a ref object”."""
    if sentence.letters[at - 1] not in "pX" and not (noun and not classes(sentence.words[at - 1])):
        return False
    acronym = sentence.written[at - 1].isupper() and (at == 1 or sentence.letters[at - 2] in "de")
    return sentence.letters[at] == "n" or not acronym  # “the API return”


def _no_finite(sentence: Sentence, at: int) -> bool:
    """Whether a base form may not be finite present: an infinitive, a past, or part of a compound."""
    letter, known, after = sentence.letters[at], classes(sentence.words[at]), sentence.letters[at + 1 :]
    if "d" in known or sentence.words[at] == "thank" or (letter == "b" and sentence.words[at - 1] == "help"):
        return True  # “the system let us”; “a giant thank you”; “Help shape it”
    if (after[:1] == "," and not _ends_clause(sentence, at)) or after[:2] in {"i,", "i;"}:
        return True  # “an approach to reuse, and”; “the follow up:”
    return after[:1] == "n" and "m" not in classes(sentence.words[at + 1])  # “the application sync status”


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """Whether a word is the only one that can be the verb of its clause: “if the connection drop, …”."""
    noun = not set("smnda").isdisjoint(classes(sentence.words[at]))
    begins = sentence.letters[:at].rstrip("njde")[-1:]
    return sentence.letters[at + 1 : at + 2] == "," and (begins == "W" or (begins == "l" and not noun))


def noun_after(sentence: Sentence, at: int) -> bool:
    """Whether a word is a noun, not a verb: “a spell you cast”, “a good monthly take”, “sand and water reuse, …”."""
    words, letters = sentence.words, sentence.letters
    clause = words[at + 1 : at + 2] in (["you"], ["it"]) and letters[at + 2 : at + 3] in set("zvDmbN")
    clause = clause and "s" in classes(words[at])
    adjective = letters[max(0, at - 2) : at] == "jn" and "a" in classes(words[at - 1])
    joined = letters[max(0, at - 2) : at + 2] in {"anv,", "anb,"}
    return clause or adjective or joined


def object_of_verb(sentence: Sentence, at: int) -> bool:
    """Whether a word that may be a noun is the object of the verb before it: “one side gains ground”."""
    noun = not {"s", "p"}.isdisjoint(classes(sentence.words[at]))
    verb = sentence.letters[at - 1] == "s" and "z" in classes(sentence.words[at - 1])
    return noun and verb and sentence.letters[max(0, at - 2)] in {"n", "p", "c"}
