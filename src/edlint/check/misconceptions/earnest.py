"""Whether a sentence says a thing in earnest: what negates, asks, corrects, reports, supposes or hedges does not.

The cues stand in the language's `stances.yaml`.
"""

from edlint.check.words import Words
from edlint.model.span import Span

_FILE = "stances"


def debunks(heading: str, known: Words) -> bool:
    """Whether a heading or title announces that what follows is false (“Ten myths about …”)."""
    return known.pattern(_FILE, "section").found(heading)


def bridges(gap: str, known: Words) -> bool:
    """Whether the words between two parts of a claim leave it a claim: no negation, no hedge, no turn, no new subject."""
    return not known.pattern(_FILE, "negated").found(gap) and not known.pattern(_FILE, "turning").found(gap)


def asserted(sentence: str, span: Span, after: str, known: Words) -> bool:
    """Whether the sentence says the thing at `span` in earnest, judged by what stands around it."""
    if sentence.rstrip("\"'”’)* ").endswith("?") or known.pattern(_FILE, "question").found(sentence):
        return False
    before, behind = sentence[: span.start], sentence[span.end :]
    clause = before[max((mark.end for mark in known.pattern(_FILE, "clause").spans(before)), default=0) :]
    return not (
        known.pattern(_FILE, "led").found(clause)
        or known.pattern(_FILE, "reported").found(before)
        or known.pattern(_FILE, "denied").found(before)
        or known.pattern(_FILE, "correction").found(before)
        or known.pattern(_FILE, "correction").found(behind)
        or known.pattern(_FILE, "turn").found(behind)
        or known.pattern(_FILE, "refutation").found(after)
    )
