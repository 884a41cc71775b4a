"""Adapts the sensitivity to the article: where certain errors are dense, an uncertain finding is likely to be one more.

The density is estimated as the mean of a gamma distribution whose prior comes from all kinds of articles, edited and
not, updated with the certain errors of this article: a short text changes it little, a long one much. The density from
which a rule's findings are right seven times in ten is in `data/en/grammar/sensitivity.tsv`, measured by
scripts/measure_sensitivity.py.
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
"""The families whose warnings count as certain errors."""
ERRORS, WORDS = 0.6, 1.0
"""The prior: this many certain errors in this many thousand words. Measured on 500 articles."""
FEWEST = 2
LEAST = 1.0
"""Certain errors in 1,000 words below which no rule becomes more sensitive; the prior alone gives 0.6."""


def count_certain(findings: Iterable[Finding]) -> int:
    """Return the number of certain errors, where the same rule on the same word counts once."""
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


def error_rate(errors: int, words: int) -> float:
    """Return the expected certain errors in 1,000 words of an article in which `errors` were found in `words` words.

    A single error is ignored: it may be a slip, or a false alarm.
    """
    return (ERRORS + errors * (errors >= FEWEST)) / (WORDS + words / 1000)


@cache
def thresholds() -> Mapping[str, float]:
    """Return by rule the certain errors in 1,000 words from which its findings are warnings."""
    text = (DATA / "en" / "grammar" / "sensitivity.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {rule: max(LEAST, float(needed)) for rule, needed in rows}


def switchable_rules(checker: str, selection: Selection, catalog: Mapping[str, Rule]) -> dict[str, Severity]:
    """Return a checker's rules, by its own names, that are off by default and may be switched on by the error rate.

    Rules that a user has configured are left out.
    """
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


def lower_raised(finding: Finding, reason: str) -> Finding:
    """Return a raised finding as in an article without errors: as a suggestion, or suppressed with this reason."""
    _, engine, *name = [*finding.rule.split("."), ""]
    rule = table(engine).get(name[0]) if engine in ENGINES else None
    if rule is not None and rule.place == OFF:
        return replace(finding, suppressed=Suppression("unchanged", reason))
    return replace(finding, severity=Severity.SUGGESTION)


def explain_raised(finding: Finding, errors: int, words: int) -> str:
    """Return why a finding was raised in an article with so many certain errors and words; empty if it was not."""
    if not finding.raised:
        return ""
    seen = f"{counted(errors, 'certain error')} in {counted(words, 'word')}"
    if finding.raised > error_rate(errors, words):
        return f"{seen}, and so many findings of this rule that they are likely to be right."
    return (
        f"{seen}: about {error_rate(errors, words):.1f} in 1,000 are to be expected, and this rule speaks up from "
        f"{finding.raised:.1f} on."
    )


def hits_at_rate(hits: Iterable[Hit], rate: float) -> list[Hit]:
    """Return those hits of rules that are off by default that are warnings at this rate of certain errors."""
    return [
        replace(hit, raised=max(hit.raised, needed))
        for hit in hits
        if (needed := thresholds().get(hit.rule, rate + 1)) <= rate
    ]


def raise_suggestions(
    hits: Iterable[Hit], rate: float, profile: Profile, catalog: Mapping[str, Rule]
) -> Iterator[Hit]:
    """Yield the hits, with suggestions made warnings at a high enough rate, except for rules a user configured."""
    for hit in hits:
        needed = thresholds().get(hit.rule)
        rule = catalog.get(hit.rule)
        own = hit.severity or (rule.severity if rule else Severity.WARNING)
        if (
            needed is None
            or needed > rate
            or own is not Severity.SUGGESTION
            or hit.also  # the reader engine doubts it
            or profile.selection.says(hit.rule)
        ):
            yield hit
        else:
            yield replace(hit, severity=Severity.WARNING, raised=needed)
