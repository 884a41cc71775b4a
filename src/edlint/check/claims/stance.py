"""Whether a sentence asserts what it says: questions, instructions, suppositions and opinions do not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from edlint.check.claims.language import Language, compile_cue
from edlint.model.errors import RuleError
from edlint.model.span import Span
from edlint.text.pattern import Pattern, pattern
from edlint.text.words import words

_BEFORE = 5
# What stands before a colon or a semicolon is another assertion.
_CLAUSE = pattern(r"[;:—–]|[.!?]\s|,\s")


@dataclass(frozen=True)
class Stance:
    """A way of not asserting, and where in the sentence its words stand: sentence, before, start or end.

    What stands before the last words that fit `cut` is too far away to count.
    """

    where: str
    pattern: Pattern
    cut: Pattern | None = None


@lru_cache(maxsize=8)
def stances(language: Language) -> Mapping[str, Stance]:
    """Return the language's stances by name."""
    path = files("edlint") / "data" / language.code / "claims" / "stances.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: Stance(
            entry["where"],
            compile_cue(entry["pattern"], language.phrases, edge=entry["where"] != "end"),
            compile_cue(entry["cut"], language.phrases) if "cut" in entry else None,
        )
        for name, entry in content.items()
    }


def known(names: Iterable[str], language: Language) -> tuple[Stance, ...]:
    """Return the stances of these names. Raises RuleError for one that there is not."""
    there = stances(language)
    missing = [name for name in names if name not in there]
    if missing:
        raise RuleError(f"claims: no stance is called “{missing[0]}”; there are {', '.join(there)}")
    return tuple(there[name] for name in names)


def holds(stance: Stance, text: str, sentence: Span, cue: Span) -> bool:
    """Whether the sentence of `text` that holds the words at `cue` takes this stance."""
    said = text[sentence.start : sentence.end]
    if stance.where == "before":
        head = text[sentence.start : cue.start]
        cuts = [*_CLAUSE.spans(head), *(stance.cut.spans(head) if stance.cut else ())]
        head = head[max(cut.end for cut in cuts) :] if cuts else head
        places = words(head)
        return stance.pattern.found(head[places[-_BEFORE].start if len(places) > _BEFORE else 0 :])
    if stance.where == "start":
        first = stance.pattern.first(said[:80])
        return first is not None and not said[: first.start].strip("*_\"“‘'(- ")
    return stance.pattern.found(said)
