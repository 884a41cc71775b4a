"""Is it a misspelling? One score from all the evidence, and one threshold."""

from functools import lru_cache
from typing import NamedTuple

from edlint.check.spelling.candidates import Candidate, candidates
from edlint.check.spelling.lexicon import CAPITAL, GATHERED, LOWER, UPPER, Entry, Lexicon
from edlint.check.spelling.morphology import derived

THRESHOLD = 0.0


class Sight(NamedTuple):
    """How a word stands in the article."""

    word: str
    capital: bool = False
    """It begins with a capital where no sentence begins."""
    uses: int = 1
    in_code: bool = False


class Verdict(NamedTuple):
    """What we think of a word: `score` above the threshold says that it is misspelt."""

    known: bool
    score: float
    candidates: tuple[Candidate, ...]


def known(lexicon: Lexicon, word: str) -> bool:
    """Whether a word (as written) is right beyond doubt: people chose it for a dictionary."""
    return _known(lexicon, word)


@lru_cache(maxsize=65_536)
def _known(lexicon: Lexicon, word: str) -> bool:
    lower = word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
    entry = lexicon.get(lower)
    if entry is not None and established(entry, word):
        return True
    for ending in ("'s", "s'", "'"):
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            stem = lower.removesuffix("'s" if ending == "'s" else "'")
            entry = lexicon.get(stem)
            if entry is not None and established(entry, word[: len(stem)]):
                return True
    return False


def established(entry: Entry, written: str) -> bool:
    """Whether the lists' evidence for a word is enough by itself."""
    if "x" in entry.variants and entry.zipf < 2.5:
        return False
    if entry.level and entry.level <= 70 and (entry.forms & LOWER or not written.islower()):
        return True
    if entry.technical and (entry.forms & LOWER or not written.islower()):
        return True
    if entry.listed and (entry.zipf > 0 or entry.level):
        return True
    return bool(
        entry.zipf >= 4.0
        or (entry.forms & (CAPITAL | UPPER) and not written.islower())
        or (entry.forms & GATHERED and entry.level)
    )


def judge(lexicon: Lexicon, sight: Sight) -> Verdict:
    """Return the verdict on a word that is not known."""
    lower = sight.word.lower().replace("’", "'")
    found = candidates(lexicon, lower)
    if not found:
        return Verdict(known=False, score=-9.0, candidates=())
    best = found[0]
    entry = lexicon.get(lower)
    zipf = entry.zipf if entry is not None else 0.0
    score = 1.0 + (best.zipf - 3) * 0.7 - 1.5 * (best.cost - 1.0) - max(0.0, zipf - 1.5)
    score += 0.3 * (len(lower) - 6)
    if entry is not None and entry.forms & GATHERED:
        score -= 1.5
    score -= 2.5 * sight.capital + 2.0 * sight.in_code + (1.0 if sight.uses > 2 else 0.0)
    if derived(lexicon, lower):
        score -= 2.0
    return Verdict(known=False, score=score, candidates=found)
