"""Whether a verb that seems not to agree with its subject is in the wrong form, by a linear model over its context.

It was trained by training/agreement.py on edited text. Negative examples are words that seem not to agree there (they
are no verbs, or have another subject); positive examples are verbs that were changed to the other number.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from edlint.check.agreement.finite import main_verb, relative_verb
from edlint.check.agreement.phrases import Candidate, Fault, Heads, begins
from edlint.check.agreement.subject import candidates
from edlint.language.classes import classes
from edlint.language.inflection import form
from edlint.language.weights import weights
from edlint.prose.sentence import Sentence

_SURE, _SINGULAR, _OTHER, _NEVER = 20, -40, 60, 1000
"""Lowest weights that are reported, in tenths of a logarithm of odds.

`_SURE` is for auxiliaries such as “is” and for words that their neighbours show to be verbs, `_SINGULAR` for those of
them that are never nouns, such as “deserves”, `_OTHER` for other words; `_NEVER` is never reached. On the 28
publications by which the first was chosen, 8 of 8 findings below 20 were wrong.
"""
_WAS = {"being": "been", "was": "were", "were": "was", "wasn't": "weren't", "weren't": "wasn't"}
_VERBS = frozenset("zvDmbNgt")
_FINITE = frozenset("zvDm")
_NOUNS = frozenset("nspXyS")


def subjects(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs that do not agree with a subject before them."""
    return (fault for kind, fault in _faults(sentence, heads) if kind != "relative")


def relatives(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs after “that”, “which” or “who” that do not agree with the antecedents of these."""
    return (fault for kind, fault in _faults(sentence, heads) if kind == "relative")


@lru_cache(maxsize=1)
def _faults(sentence: Sentence, heads: Heads) -> Sequence[tuple[str, Fault]]:
    """Return the faults of a sentence with the kinds of their subjects; cached, as two rules use them."""
    found = []
    for candidate in candidates(sentence, heads):
        known = features(sentence, heads, candidate)
        if known and weights("agreement").weigh(known) >= sure(sentence, heads, candidate):
            subject = (candidate.start, candidate.after)
            found.append((candidate.kind, Fault(candidate.verb, candidate.number, subject, certain=True)))
    return found


def sure(sentence: Sentence, heads: Heads, candidate: Candidate) -> int:
    """Return the lowest weight with which a candidate is reported."""
    verb, form = candidate.verb, "b" if candidate.number == "one" else "z"
    if sentence.words[verb] in heads.auxiliaries or candidate.kind in {"joined", "gerund"}:
        return _SURE
    relative, noun = candidate.kind == "relative", sentence.letters[verb] in "ns"
    if relative and sentence.letters[verb] == "s":
        return _NEVER  # “the constraints that packages place on it”
    if (relative_verb if relative else main_verb)(sentence, heads, verb, form):
        return _SURE if form == "b" or "p" in classes(sentence.words[verb]) else _SINGULAR
    return _NEVER if relative or noun else _OTHER


def other(word: str, number: str) -> str | None:
    """Return a verb in the form for “one” or for “many”; None if that is the same form."""
    made = _WAS.get(word) or form(number, word)
    return made if made != word else None


def features(sentence: Sentence, heads: Heads, candidate: Candidate) -> list[str]:
    """Return the features of a verb that may not agree; empty if it has no other form."""
    kind, number, start, head, after, verb = candidate
    made = other(sentence.words[verb], number)
    if made is None:
        return []
    repaired = sentence.with_word(verb, made)
    words, letters, tags = (
        ["^", "^", "^", *sentence.words, "$", "$", "$"],
        f"^^^{sentence.letters}$$$",
        ["^", "^", "^", *sentence.tags, "$", "$", "$"],
    )
    at, word, own = verb + 3, sentence.words[verb], sentence.letters
    known, letter = classes(word) or "-", own[verb]
    as_what = word if word in heads.auxiliaries else known
    next_, after_next = letters[at + 1], letters[at + 1 : at + 3]
    between, subject, rest = (
        own[after:verb],
        own[start:after],
        letters[at + 1 :].split(",", maxsplit=1)[0].split(";", maxsplit=1)[0],
    )
    belongs = _belongs(sentence, candidate)
    clause, follows = _squeezed(own[:start])[-3:], _squeezed(rest[:6])[:3]
    before, opening = letters[start + 2], words[start + 2]
    ahead, behind = bool(_FINITE & set(own[:verb])), bool(_FINITE & set(rest))
    noun, noun_known = own[head], classes(sentence.words[head]) or "-"
    tag, follow_tag = repaired.tags[verb], [*repaired.tags, "$"][verb + 1]
    verbs = [place for place in range(start) if own[place] in _VERBS]
    nearest = next((own[place] + "=" * (place == head) for place in _back(own, verb, _NOUNS)), "")
    last = words[verbs[-1] + 3] if verbs else "-"
    marks = next((own[place] for place in _back(own, start, frozenset("zvDmbNgt;Wwh,"))), "-")
    determined, opens = bool(set(subject) & set("deqC")), begins(own[:start])
    closer = {"one": "s", "many": "n"}[number] in between
    retagged = sum(one != two for one, two in zip(sentence.tags, repaired.tags, strict=True))
    aux = as_what if word in heads.auxiliaries else letter
    acronym = noun == "p"
    return [
        f"{name} {value}"
        for name, value in enumerate((
            (kind, number), (as_what, letter), word, (as_what, next_), (as_what, after_next), (as_what, letters[at - 1]),
            (letter, letters[at + 1 : at + 4]), (letter, letters[at - 2 : at]), (letter, words[at + 1]), (as_what, words[at + 1]),
            (letter, words[at - 1]), (as_what, classes(words[at + 1]) or words[at + 1][:8]),
            (as_what, classes(words[at - 1]) or letters[at - 1]), words[head + 3], (noun_known, number), subject[:5],
            min(len(subject), 5), (kind, belongs[:4]), belongs[-3:], (letter, min(len(between), 8)),
            (opening, number), (before, number), (before, kind, letter), (behind, letter), (ahead, letter),
            (behind, ahead, letter, kind), (tag, letter), (tag, as_what), (min(retagged, 3), letter), (tag, kind, tags[at]),
            (closer, aux, number), (noun, letter), (tags[at], tags[at + 1], follow_tag), (start == 0, letter),
            (letters[at - 1], letter, next_), (between and words[after + 3], letter), (letters[start + 1 : start + 3], letter),
            (determined, kind, letter, noun), (kind, closer, aux, belongs[:2]), (last, letter), (marks, kind, letter),
            (letters[start + 1 : start + 3], kind, number), (acronym, as_what), (opens, kind, letter),
            (opens, kind, aux, noun, number), (clause, kind, number), (clause, aux), (kind, aux, before, belongs[:2], number),
            (opens, behind, ahead, letter, noun), (as_what, tag, tags[at], next_), "(" in words[start + 2 : at],
            (min(own[:start].count(","), 3), opens, kind), (letter, follows), (aux, follows, opens),
            (noun, determined, aux, opens, number), (belongs[:3], noun, number, aux), (min(verb - head, 6), letter, opens),
            (behind, follows, letter), (nearest, number, aux), (min(len(own) // 5, 5), opens), (words[-4], ahead, behind, letter),
            (kind == "gerund") and words[start + 3], (kind == "gerund") and (subject, next_),
        ))
    ]  # fmt: skip


def _belongs(sentence: Sentence, candidate: Candidate) -> str:
    """Return the letters between a subject and its verb, or, for a relative clause, its pronoun."""
    last = candidate.verb - 1
    if candidate.kind != "relative":
        return _squeezed(sentence.letters[candidate.after : candidate.verb])
    return sentence.words[last] if sentence.letters[last] == "w" else ""


def _back(letters: str, end: int, wanted: Collection[str]) -> Iterator[int]:
    """Yield the indexes before `end` that have one of these letters, the nearest first."""
    return (place for place in range(end - 1, -1, -1) if letters[place] in wanted)


def _squeezed(letters: str) -> str:
    """Return letters without adverbs and without repetition."""
    plain = letters.replace("r", "")
    return "".join(one for at, one in enumerate(plain) if plain[at - 1 : at] != one)
