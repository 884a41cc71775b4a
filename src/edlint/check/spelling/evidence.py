"""Evidence for and against a misspelling, and its weights."""

from collections.abc import Mapping
from math import log2
from typing import NamedTuple

from edlint.check.spelling.candidates import LISTED, Candidate
from edlint.check.spelling.edits import DROP
from edlint.check.spelling.known import in_dictionary, plain
from edlint.check.spelling.lexicon import (
    CURATED,
    GATHERED,
    LOWER,
    NOTHING,
    PERSON,
    RARE,
    RARE_NAME,
    SEVERAL,
    Entry,
    Lexicon,
)
from edlint.check.spelling.morphology import Derivation, derivation_of, usual, usual_compound
from edlint.language.foreign import lean

_LONG = 8
_COMMON = 3.0
_SELDOM = 3.5
_SHORT = 4
_DOCUMENTED = 1000
_IN_USE = 2.0
"""The Zipf frequency from which on a name in the lists of rare ones counts as one that people have."""
FOREIGN = 1.5
"""How many powers of ten commoner than in English a word of another language must be there."""


class Occurrence(NamedTuple):
    """A word as written, and its context in the article.

    `before` and `after` are the neighbouring words of the sentence in lower case, empty where there is none.
    `first`: it begins a sentence, a heading or a cell, so that a capital means nothing. `uses`: its number of uses in
    the article, in any case. `in_code`: it occurs in the article's code or addresses. `linked`: it is in a link's
    text of a few words. `alone`: it is the only word of its block. `joined`: a slash, a hyphen or a bracket is next
    to it; `coined`: the same, but for hyphens between lower-case words. `named`: a capitalised word is next to it.
    `with_name`: that word can only be a name or an initial. `mentioned`: it is mentioned, not used.
    `alone_in_quotes`: it is alone in quotation marks. `beside_unknown`: a neighbour is an unknown word, too.
    `quoted`: it is in other people's words, or in metadata. `foreign`: a neighbour is a word of another language.
    `named_elsewhere`: the article has it with a capital inside a sentence. `surname`: it is capitalised and follows a
    first name or a title.
    """

    word: str
    before: str = ""
    after: str = ""
    first: bool = False
    uses: int = 1
    in_code: bool = False
    linked: bool = False
    alone: bool = False
    joined: bool = False
    coined: bool = False
    named: bool = False
    with_name: bool = False
    mentioned: bool = False
    alone_in_quotes: bool = False
    beside_unknown: bool = False
    quoted: bool = False
    foreign: bool = False
    named_elsewhere: bool = False
    surname: bool = False


def collect_evidence(
    lexicon: Lexicon, occurrence: Occurrence, word: str, found: tuple[Candidate, ...], meant: tuple[str, ...]
) -> dict[str, float]:
    """Return the evidence by name, without values of 0.

    `word` is the word in lower case without a possessive ending, `found` its likely corrections, best first (at least
    one), `meant` its corrections in a list of misspellings.
    """
    best = found[0]
    entry = lexicon.get(word) or NOTHING
    evidence = {
        "bias": 1.0,
        **_of_the_lists(occurrence, entry, best, meant, slight=_slight_slip(word, entry, best)),
        **_of_the_correction(word, best, meant),
        **_of_the_place(occurrence, word, meant),
        **_of_the_capital(lexicon, occurrence, word, best, meant),
        **_of_the_making(lexicon, word, best, meant),
        "repeated": 0.0
        if occurrence.word.islower() and _usual_slip(entry, best, meant)
        else min(log2(occurrence.uses), 4.0),
    }
    return {name: float(value) for name, value in evidence.items() if value}


def _of_the_lists(
    occurrence: Occurrence, entry: Entry, best: Candidate, meant: tuple[str, ...], *, slight: bool
) -> dict[str, float]:
    """Return the evidence from lists of words and of misspellings, and from frequencies in other texts."""
    forms, written = entry.forms, occurrence.word
    lower = written.islower()
    # Technical lists have a word in lower case, or with capitals only.
    same_case, other_case = bool(forms & LOWER) or not lower, not forms & LOWER and lower
    return {
        "known misspelling": len(meant) == 1 and not occurrence.in_code,
        "misspelling of several": len(meant) > 1 and not occurrence.in_code,
        "used elsewhere": max(0.0, entry.zipf - 1),
        "used too often": max(0.0, entry.zipf + 2 - best.zipf) if entry.zipf else 0.0,
        "documented": log2(1 + entry.uses) if entry.spread > 1 else 0.0,
        "term": bool(forms & CURATED) and same_case,
        "term in other case": bool(forms & CURATED) and other_case,
        "identifier": bool(forms & GATHERED) and same_case,
        "identifier in other case": bool(forms & GATHERED) and other_case,
        "listed several times": bool(forms & SEVERAL),
        "person": bool(forms & PERSON) and written[0].isupper(),
        "rare word": bool(forms & RARE) and not meant and not slight,
        "rare name": bool(forms & RARE_NAME)
        and written[0].isupper()
        and (2.0 if entry.zipf >= _IN_USE else 1.0),
    }


def _of_the_correction(word: str, best: Candidate, meant: tuple[str, ...]) -> dict[str, float]:
    """Return the evidence from the best correction: its frequency, its edit cost, and its fit to the neighbours."""
    listed = LISTED / len(meant) if best.word in meant else 0.0
    return {
        "correction common": best.zipf - 4,
        "correction rare": max(0.0, 2.5 - best.zipf),
        "slip": best.cost - 1,
        "slip severe": max(0.0, best.cost - 2),
        "short": max(0, 6 - len(word)),
        "very short": max(0, 4 - len(word)),
        "long": min(max(0, len(word) - 6), 6),
        "mere s": word == best.word + "s",
        "other end": best.word[-1] != word[-1],
        "apostrophe": "'" in best.word and best.word.replace("'", "") == word,
        "two words": " " in best.word,
        "neighbours agree": min(2.0, max(0.0, best.score - listed - (best.zipf - 2 * best.cost))),
    }


def _of_the_place(occurrence: Occurrence, word: str, meant: tuple[str, ...]) -> dict[str, float]:
    """Return the evidence from the context; quotation marks and foreign words weigh less for a listed misspelling."""
    upper = occurrence.word[0].isupper()
    return {
        "in code": occurrence.in_code,
        # What is linked is often a name.
        "linked": occurrence.linked * (4.0 if upper and not occurrence.first else 1.0),
        "alone": occurrence.alone,
        "joined": occurrence.joined,
        "joined to a name": occurrence.coined,
        "named": occurrence.named and upper,
        "with a name": occurrence.with_name and upper,
        "mentioned": occurrence.mentioned,
        "alone in quotation marks": (0.3 if meant else 1.0) * occurrence.alone_in_quotes,
        "beside a foreign word": occurrence.foreign,
        "word of another language": (0.5 if meant else 1.0) * (lean(word) >= FOREIGN),
        "beside an unknown word": occurrence.beside_unknown,
    }


def _of_the_capital(
    lexicon: Lexicon, occurrence: Occurrence, word: str, best: Candidate, meant: tuple[str, ...]
) -> dict[str, float]:
    """Return the evidence from a capital and a possessive ending, which names have; “Feburary” has its correction's."""
    written, elsewhere = occurrence.word, occurrence.named_elsewhere
    named_so = (lexicon.get(best.word) or NOTHING).written[:1].isupper()
    capital = written[0].isupper() and not written.isupper() and not (named_so and meant)
    possessive = plain(written).endswith("'s")
    return {
        "capital": (capital and not occurrence.first) or elsewhere,
        "capital at the beginning": capital and occurrence.first and not elsewhere,
        "possessive": possessive,
        "another name": named_so and capital and len(word) < _LONG,
        "name's": possessive and capital and (1.0 if named_so else 1.5),
        "capital missing": named_so and written.islower() and not meant,
    }


def _of_the_making(lexicon: Lexicon, word: str, best: Candidate, meant: tuple[str, ...]) -> dict[str, float]:
    """Return the evidence that the word is formed from known words, and so may be one that no list has yet."""
    kind = derivation_of(lexicon, word)
    evidence: dict[str, float] = {
        "plural": word == best.word + "s" or (word[-1] == "s" and _pluralised(lexicon, word[:-1])),
        "made of words, far from others": max(0.0, best.cost - 1) if kind in _SOUND else 0.0,
    }
    if not meant:
        evidence["letter before a word"] = word[0] != word[1] and _everyday(lexicon, word[1:])
        # If the correction itself is uncommon, a compound is likelier to be meant: “headmatter”, not “headmaster”.
        usual_parts = " " not in best.word and usual_compound(lexicon, word)
        evidence["compound of usual words"] = usual_parts * (
            2.0 if kind is Derivation.COMPOUND and best.zipf < _SELDOM and best.cost > 1 else 1.0
        )
        if kind is not Derivation.NO:
            evidence[str(kind)] = 1.0
    return evidence


def _usual_slip(entry: Entry, best: Candidate, meant: tuple[str, ...]) -> bool:
    """Whether people often write the word, no word list has it, and its correction is forty times as common.

    Then it is a slip that a writer may repeat (“recieved”), and using it throughout does not make it a term.
    """
    listed = entry.forms & (CURATED | GATHERED | PERSON) or entry.spread > 1
    usual = bool(meant) or (entry.zipf > 0 and best.zipf - entry.zipf > 1.6)
    return not listed and usual and best.cost < 1.3


def _slight_slip(word: str, entry: Entry, best: Candidate) -> bool:
    """Whether a word without a frequency is a common long word with a letter dropped or doubled: “familarity”.

    The largest word lists contain such slips, too.
    """
    return not entry.zipf and len(word) >= _LONG and best.cost <= DROP and best.zipf >= _COMMON


def _everyday(lexicon: Lexicon, word: str) -> bool:
    """Whether everybody knows a word, or it is in widespread use in documentation: “vbytes” may be a unit."""
    entry = lexicon.get(word) or NOTHING
    return usual(lexicon, word) or (len(word) >= _SHORT and entry.listed > 0 and entry.uses >= _DOCUMENTED)


def _pluralised(lexicon: Lexicon, stem: str) -> bool:
    """Whether a word is in a dictionary and has a plural in a mere s."""
    return not stem.endswith(("s", "x", "z", "ch", "sh", "y")) and in_dictionary(lexicon, stem, stem)


_SOUND = frozenset({Derivation.DERIVED, Derivation.SUFFIXED, Derivation.PREFIXED, Derivation.COMPOUND})


WEIGHTS: Mapping[str, float] = {
    "alone": -1.5,
    "alone in quotation marks": -9.0,
    "another name": -1.0,
    "apostrophe": 4.0,
    "beside a foreign word": -3.0,
    "beside an unknown word": -1.0,
    "bias": 2.8,
    "capital": -2.9,
    "capital at the beginning": -0.7,
    "capital missing": -0.8,
    "compound": -0.4,
    "compound of usual words": -1.5,
    "correction common": 1.2,
    "correction rare": 0.7,
    "derived": -6.0,
    "documented": -0.4,
    "identifier": -1.1,
    "identifier in other case": -0.2,
    "in code": -3.0,
    "inflected": -6.0,
    "joined": -0.3,
    "joined to a name": -2.0,
    "known misspelling": 3.0,
    "letter before a word": -3.0,
    "linked": -0.5,
    "listed several times": 0.2,
    "long": 0.4,
    "made of words, far from others": -0.4,
    "mentioned": -9.0,
    "misformed": -0.2,
    "misspelling of several": 1.5,
    "named": -1.0,
    "name's": -2.0,
    "neighbours agree": 1.1,
    "other end": -1.2,
    "person": -1.2,
    "plural": -0.9,
    "possessive": -1.5,
    "prefixed": -0.4,
    "rare name": -1.0,
    "rare word": -1.5,
    "repeated": -2.6,
    "short": -0.7,
    "slip": -2.0,
    "slip severe": 0.4,
    "term": -2.7,
    "term in other case": -0.4,
    "two words": -0.3,
    "used elsewhere": -0.5,
    "used too often": -0.5,
    "very short": 1.1,
    "with a name": -1.7,
    "word of another language": -3.5,
}
"""The weight of each piece of evidence, in natural logarithms of odds.

Most are a logistic regression's weights, rounded, fitted on real corrections and on words of edited articles that no
dictionary has; see docs/spelling.md. “apostrophe” (“dont”) was set by hand, as corrections of it are seldom called
typos. `bias` also sets the operating point on the curve of recall against flags that is drawn there.
"""
