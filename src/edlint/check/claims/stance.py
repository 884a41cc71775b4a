"""Whether a sentence asserts its content: questions, instructions, suppositions and opinions do not."""

from collections.abc import Iterable

from edlint.check.claims.language import Language, Stance
from edlint.model.errors import RuleError
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.words import words

_BEFORE = 5
# The text before one of these is another assertion.
_CLAUSE = pattern(r"[;:—–]|[.!?]\s|,\s")


def known(names: Iterable[str], language: Language) -> tuple[Stance, ...]:
    """Return the stances of these names. Raises RuleError for an unknown one."""
    there = language.stances
    missing = [name for name in names if name not in there]
    if missing:
        raise RuleError(f"claims: no stance is called “{missing[0]}”; there are {', '.join(there)}")
    return tuple(there[name] for name in names)


def holds(stance: Stance, text: str, sentence: Span, cue: Span) -> bool:
    """Whether the `sentence` of `text` with the words at `cue` takes this stance."""
    said = text[sentence.start : sentence.end]
    if stance.where == "before":
        head = text[sentence.start : cue.start]
        cuts = [*_CLAUSE.spans(head), *(stance.cut.spans(head) if stance.cut else ())]
        head = head[max(cut.end for cut in cuts) :] if cuts else head
        places = words(head)
        return stance.pattern.found(head[places[-_BEFORE].start if len(places) > _BEFORE else 0 :])
    if stance.where == "start":
        first = stance.pattern.first(said[:80])
        if first is None or ":" in said[first.end : cue.start - sentence.start]:  # “Let's face it: …”
            return False
        return not said[: first.start].strip("*_\"“‘'(- ")
    return stance.pattern.found(said)
