"""Antecedents of “that”, “which” and “who” other than the noun right before them."""

from edlint.check.agreement.phrases import Candidate, Heads, begins
from edlint.language.classes import classes
from edlint.prose.sentence import Sentence

_APART = frozenset("zvDm;,Wh")


def other_antecedent(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether a relative pronoun may refer to something further back, or to the whole sentence."""
    letters, (_, number, start, head, _, verb) = sentence.letters, candidate
    before, other = letters[max(0, start - 2) : start], {"one": "s", "many": "n"}[number]
    pronoun = letters.rindex("w", 0, verb)
    if before == "eo" or (before[-1:] in {"a", "c", ","} and number == "one"):
        return True
    if _fixed_phrase(sentence, pronoun, verb) or before[-1:] == "t":
        return True  # “to voice that need”
    if (
        sentence.words[pronoun] in {"who", "that"}
        and letters[head - 1 : head + 1] == "ns"
        and "z" in classes(sentence.words[head])
    ):
        return True  # “the team tracks who has the key”; “the model estimates that is noise”
    if head == 0 and sentence.words[pronoun] == "that" and "b" in classes(sentence.words[0]):
        return True  # “Notice that document 272 contains it”
    if number == "many" and _of_many(sentence, heads, start):
        return True
    further = other in letters[:start]
    if sentence.words[pronoun] == "which" and _of_clause(sentence, heads, candidate, further=further):
        return True
    return (before[-1:] in {"i", "o", "l", "t", "g"} and further) or _back_to(letters, start, other)


def _fixed_phrase(sentence: Sentence, pronoun: int, verb: int) -> bool:
    """Whether a pronoun and its verb are “that is” as an aside, or are followed by “ever” after a superlative."""
    aside = sentence.letters[verb + 1 : verb + 2] in {"", "x", ","}
    if sentence.words[pronoun] == "that" and sentence.words[verb] == "is" and aside:
        return True  # “until you cross the rivers, that is”
    # “the dearest way to store images that has ever been found”
    return sentence.words[verb + 1 : verb + 2] == ["ever"]


def _of_clause(sentence: Sentence, heads: Heads, candidate: Candidate, *, further: bool) -> bool:
    """Whether “which” may refer to the clause before it (“the tests are slow, which makes”), or `further` back."""
    letters, many = sentence.letters, candidate.number == "many"
    comma = letters[letters.rindex("w", 0, candidate.verb) - 1] == ","
    whole = comma or sentence.words[candidate.verb] in heads.listed("of_clauses")
    finite = many and whole and not set("zvDm").isdisjoint(letters[: candidate.start])
    return finite or (comma and (many or further))


def _back_to(letters: str, start: int, other: str) -> bool:
    """Whether a noun of the other number is further back with no verb between: “a way to store images that is fast”."""
    return other in letters[:start] and _APART.isdisjoint(letters[letters.rindex(other, 0, start) : start])


def _of_many(sentence: Sentence, heads: Heads, start: int) -> bool:
    """Whether a clause after a plural noun may not refer to it but to a quantity, or the pronoun is its subject."""
    if not heads.listed("quantities").isdisjoint(sentence.words[:start]):
        return True  # “little to say about these tests that hasn't been said”
    led = sentence.letters[max(0, start - 1) : start] == "i"
    return led and begins(sentence.letters[: start - 1])  # “In many cases that is wrong”
