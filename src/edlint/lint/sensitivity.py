"""Sensitivity that follows the writer: where certain errors are dense, what is doubtful elsewhere is likely to be one more.

How dense they are is the mean of a gamma distribution that begins with what is known of all articles, edited and not, and
learns from the certain errors of this one: a short text says little, a long one much. From which density on a rule's
findings are right seven times in ten is in `data/en/grammar/sensitivity.tsv`, as scripts/measure_sensitivity.py measured it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from edlint.config.profile import Profile, Selection
from edlint.engines.placement import OFF, table
from edlint.language.data import DATA
from edlint.model.checker import ENGINES
from edlint.model.finding import Finding, Hit, Severity, Suppression
from edlint.model.rule import Rule
from edlint.text.counted import counted

FAMILIES = frozenset({"grammar", "spelling", "typography"})
"""The families whose warnings are certain errors."""
ERRORS, WORDS = 0.6, 1.0
"""What an article has before it is read: so many certain errors in so many thousand words. Measured on 500 articles."""
FEWEST = 2
LEAST = 1.0
"""The density below which no rule speaks up: every article begins near it."""


def certain(findings: Iterable[Finding]) -> int:
    """Return how many certain errors there are: a word that is wrong ten times is one."""
    return len(
        {
            (finding.rule, finding.text.lower())
            for finding in findings
            if finding.family in FAMILIES
            and finding.severity is not Severity.SUGGESTION
            and finding.suppressed is None
            and not finding.raised
        }
    )


def rate(errors: int, words: int) -> float:
    """Return the certain errors in 1,000 words that an article is to be expected to have, which has shown so many.

    A single one says nothing: it may be a slip, or none.
    """
    return (ERRORS + errors * (errors >= FEWEST)) / (WORDS + words / 1000)


@cache
def thresholds() -> Mapping[str, float]:
    """Return by rule from how many certain errors in 1,000 words on its findings are warnings."""
    text = (DATA / "en" / "grammar" / "sensitivity.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {rule: max(LEAST, float(needed)) for rule, needed in rows}


def asleep(checker: str, selection: Selection, catalog: Mapping[str, Rule]) -> dict[str, Severity]:
    """Return the rules of a checker that are off and may speak up, by its own names; those that a user has set are not among them."""
    if checker in ENGINES:
        off = {
            f"grammar.{checker}.{rule.name}": rule.name
            for rule in table(checker).values()
            if rule.place == OFF
        }
    else:
        off = {rule.id: rule.id for rule in catalog.values() if rule.checker == checker and not rule.enabled}
    return {
        own: Severity.WARNING
        for name, own in off.items()
        if name in thresholds()
        and not selection.says(name)
        and selection.decide(name, Severity.WARNING, enabled=True) is not None
    }


def calmed(finding: Finding, reason: str) -> Finding:
    """Return a finding that was raised as it would be in an article without errors: a suggestion, or none that counts."""
    _, engine, *name = [*finding.rule.split("."), ""]
    rule = table(engine).get(name[0]) if engine in ENGINES else None
    if rule is not None and rule.place == OFF:
        return replace(finding, suppressed=Suppression("unchanged", reason))
    return replace(finding, severity=Severity.SUGGESTION)


def reason(finding: Finding, errors: int, words: int) -> str:
    """Return why a finding was raised in an article with so many certain errors and words; empty where it was not."""
    if not finding.raised:
        return ""
    seen = f"{counted(errors, 'certain error')} in {counted(words, 'word')}"
    if finding.raised > rate(errors, words):
        return f"{seen}, and so many findings of this rule that they are likely to be right."
    return (
        f"{seen}: about {rate(errors, words):.1f} in 1,000 are to be expected, and this rule speaks up from "
        f"{finding.raised:.1f} on."
    )


def loud(hits: Iterable[Hit], rate: float) -> list[Hit]:
    """Return those of the hits of rules that are off which are warnings at this rate."""
    return [
        replace(hit, raised=max(hit.raised, needed))
        for hit in hits
        if (needed := thresholds().get(hit.rule, rate + 1)) <= rate
    ]


def raised(hits: Iterable[Hit], rate: float, profile: Profile, catalog: Mapping[str, Rule]) -> Iterator[Hit]:
    """Yield the hits, suggestions that are warnings at this rate as such; what a user has set stays."""
    for hit in hits:
        needed = thresholds().get(hit.rule)
        rule = catalog.get(hit.rule)
        own = hit.severity or (rule.severity if rule else Severity.WARNING)
        if (
            needed is None
            or needed > rate
            or own is not Severity.SUGGESTION
            or hit.also  # the reader doubts it
            or profile.selection.says(hit.rule)
        ):
            yield hit
        else:
            yield replace(hit, severity=Severity.WARNING, raised=needed)
