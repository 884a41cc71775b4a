"""Is it a misspelling? One score from all the evidence, and one threshold."""

from collections.abc import Mapping
from functools import lru_cache
from math import log2
from typing import NamedTuple

from edlint.check.spelling.candidates import Candidate, ranked
from edlint.check.spelling.lexicon import CURATED, GATHERED, LOWER, NOTHING, PERSON, SEVERAL, Entry, Lexicon
from edlint.check.spelling.morphology import Made, made

THRESHOLD = 0.0
"""A word whose score is above it is reported as misspelt."""
THRESHOLD_ELSEWHERE = 2.0
"""The same for a language for which there is one word list and no technical layer."""


class Sight(NamedTuple):
    """How a word stands in the article.

    `before` and `after` are the neighbouring words of the sentence in small letters, empty where there is none.
    `first`: a sentence, a heading or a cell begins with it. `uses`: how often the article has it, in any case.
    `in_code`: the article's code or addresses have it. `joined`: a slash, a hyphen or a bracket touches it. `named`: a word with a capital stands beside it. `with_name`: that
    word is a name or an initial, and nothing else.
    """

    word: str
    before: str = ""
    after: str = ""
    first: bool = False
    uses: int = 1
    in_code: bool = False
    joined: bool = False
    named: bool = False
    with_name: bool = False


class Verdict(NamedTuple):
    """What we think of a word: `score` above the threshold says that it is misspelt; `evidence` says why."""

    score: float
    candidates: tuple[Candidate, ...]
    evidence: Mapping[str, float]

    def misspelt(self, language: str) -> bool:
        """Whether the score is above the language's threshold."""
        return self.score > (THRESHOLD if language == "en" else THRESHOLD_ELSEWHERE)

    @property
    def familiar(self) -> bool:
        """Whether a list has the word, or it is made of known words: right, though no dictionary has it."""
        return not _FAMILIAR.isdisjoint(self.evidence) or self.evidence.get("used elsewhere", 0) > 1.5


_FAMILIAR = frozenset({"term", "documented", "person", "inflected", "long prefix", "prefixed", "in code"})


@lru_cache(maxsize=65_536)
def known(lexicon: Lexicon, word: str) -> bool:
    """Whether a word (as written) is right beyond doubt: it is in a dictionary, or a possessive of such a word."""
    lower = plain(word)
    if _in_dictionary(lexicon, lower, word):
        return True
    if lexicon.language != "en":
        return _in_use(lexicon, lower)
    if "is" in lower or "ys" in lower:
        # Beside every -ize there may be an -ise, though no list has them all: “customisable”, “anonymisation”.
        for ours, other in (("is", "iz"), ("ys", "yz")):
            place = lower.rfind(ours)
            twin = lexicon.get(lower[:place] + other + lower[place + 2 :]) if place > 2 else None
            if twin and (twin.listed or twin.level or twin.spread > 1 or twin.technical):
                return lower[place + 2 :].startswith(_AFTER_IS)
    for ending in _CLITICS:
        if lower.endswith(ending) and (ending != "'" or lower.endswith("s'")):
            return _in_dictionary(lexicon, lower.removesuffix(ending), word[: -len(ending)])
    return False


def _in_use(lexicon: Lexicon, lower: str) -> bool:
    """Whether a language's only list may lack the word: it is in use, a compound, or English."""
    entry = lexicon.get(lower)
    return (
        (entry is not None and entry.zipf >= 2.5)
        or lower.endswith("'s")
        or made(lexicon, lower) is not Made.NO
        or (lexicon.beside is not None and known(lexicon.beside, lower))
    )


_CLITICS = ("'s", "'", "'d", "'re", "'ve", "'ll")
_AFTER_IS = ("e", "ing", "ation", "able", "abil")


def plain(word: str) -> str:
    """Return a word in small letters with straight apostrophes and plain hyphens, as the lexicon has it."""
    return word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")


def _in_dictionary(lexicon: Lexicon, lower: str, written: str) -> bool:
    entry = lexicon.get(lower)
    if entry is None:
        return False
    if entry.listed or (entry.level and entry.variants != "x"):
        return bool(entry.forms & LOWER) or entry.listed > 0 or not written.islower()
    return entry.spread >= 4 and entry.small >= 40


def judge(lexicon: Lexicon, sight: Sight) -> Verdict:
    """Return the verdict on a word that is not known."""
    word = plain(sight.word)
    stem = word.removesuffix("'s") or word
    found = ranked(lexicon, stem, sight.before, sight.after)
    if not found:
        return Verdict(-9.0, (), {})
    evidence = weigh(lexicon, sight, stem, found)
    return Verdict(sum(WEIGHTS.get(name, 0.0) * value for name, value in evidence.items()), found, evidence)


def weigh(lexicon: Lexicon, sight: Sight, word: str, found: tuple[Candidate, ...]) -> dict[str, float]:
    """Return the evidence by name; what is 0 is left out."""
    best = found[0]
    entry = lexicon.get(word) or NOTHING
    written = sight.word
    lower = written.islower()
    kind = made(lexicon, word)
    frequency = entry.zipf
    evidence = {
        "bias": 1.0,
        "correction common": best.zipf - 4,
        "correction rare": max(0.0, 2.5 - best.zipf),
        "slip": best.cost - 1,
        "slip severe": max(0.0, best.cost - 2),
        "short": max(0, 6 - len(word)),
        "very short": max(0, 4 - len(word)),
        "long": min(max(0, len(word) - 6), 6),
        "used elsewhere": max(0.0, frequency - 1),
        "used too often": max(0.0, frequency + 2 - best.zipf) if frequency else 0.0,
        "documented": log2(1 + entry.uses) if entry.spread > 1 else 0.0,
        "term": float(bool(entry.forms & CURATED) and (bool(entry.forms & LOWER) or not lower)),
        "term in other case": float(bool(entry.forms & CURATED) and not (entry.forms & LOWER) and lower),
        "identifier": float(bool(entry.forms & GATHERED) and (bool(entry.forms & LOWER) or not lower)),
        "identifier in other case": float(
            bool(entry.forms & GATHERED) and not (entry.forms & LOWER) and lower
        ),
        "listed several times": float(bool(entry.forms & SEVERAL)),
        "person": float(bool(entry.forms & PERSON) and written[0].isupper()),
        "capital": float(written[0].isupper() and not written.isupper() and not sight.first),
        "capital at the beginning": float(written[0].isupper() and not written.isupper() and sight.first),
        "in code": float(sight.in_code),
        "repeated": 0.0 if _usual_slip(entry, best) else min(log2(sight.uses), 4.0),
        "joined": float(sight.joined),
        "named": float(sight.named and written[0].isupper()),
        "with a name": float(sight.with_name and written[0].isupper()),
        "possessive": float(plain(written).endswith("'s")),
        **({str(kind): 1.0} if kind is not Made.NO else {}),
        "plural": float(word == best.word + "s" or (word[-1] == "s" and _pluralised(lexicon, word[:-1]))),
        "other end": float(best.word[-1] != word[-1]),
        "made of words, far from others": float(kind in _SOUND) * max(0.0, best.cost - 1),
        "apostrophe": float("'" in best.word and best.word.replace("'", "") == word),
        "two words": float(" " in best.word),
        "neighbours agree": min(2.0, max(0.0, best.score - (best.zipf - 2 * best.cost))),
    }
    return {name: value for name, value in evidence.items() if value}


def _usual_slip(entry: Entry, best: Candidate) -> bool:
    """Whether people often write the word, no list has it, and what they mean is forty times as common.

    Then it is a slip that a writer makes again and again (“recieved”), and using it throughout makes it no term.
    """
    listed = entry.forms & (CURATED | GATHERED | PERSON) or entry.spread > 1
    return not listed and entry.zipf > 0 and best.zipf - entry.zipf > 1.6 and best.cost < 1.3


def _pluralised(lexicon: Lexicon, stem: str) -> bool:
    """Whether a word is in a dictionary and takes a mere s."""
    return not stem.endswith(("s", "x", "z", "ch", "sh", "y")) and _in_dictionary(lexicon, stem, stem)


_SOUND = frozenset({Made.SUFFIXED, Made.PREFIXED, Made.COMPOUND})


WEIGHTS: Mapping[str, float] = {
    "apostrophe": 4.0,
    "bias": 2.8,
    "capital": -1.4,
    "capital at the beginning": -0.2,
    "compound": -0.4,
    "correction common": 1.2,
    "correction rare": 0.7,
    "documented": -0.4,
    "identifier": -1.1,
    "identifier in other case": -0.2,
    "in code": -2.5,
    "inflected": -1.0,
    "joined": -0.3,
    "listed several times": 0.2,
    "long": 0.4,
    "long prefix": -1.3,
    "made of words, far from others": -0.4,
    "misformed": -0.2,
    "named": -0.4,
    "neighbours agree": 1.1,
    "other end": -1.2,
    "person": -1.2,
    "plural": -0.9,
    "possessive": -1.0,
    "prefixed": -0.4,
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
}
"""What each piece of evidence weighs, in natural logarithms of odds: a logistic regression's weights, rounded.

Fitted on real corrections and on words of edited articles that no dictionary has; see docs/spelling.md. “apostrophe”
(“dont”) was set by hand: those who mend typos seldom say so of it. `bias` also
sets the place on the curve of recall against flags that is drawn there.
"""
