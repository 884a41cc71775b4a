"""Merges findings of several checkers about the same words into one."""

from collections.abc import Iterable

from msgspec.structs import replace

from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix
from edlint.model.rule import STYLES

# A finding of an earlier family wins over one of a later family about the same words: it is more specific.
_ORDER = (
    "edlint",
    "claims",
    "consistency",
    "spelling",
    "terms",
    "inclusive",
    "typography",
    "style",
    "grammar",
    "markup",
    "readability",
)
_MERGED = frozenset({"spelling", "grammar", "typography", "style", "terms"})


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, with those of two engines, or of an engine and edlint, about the same words merged into one.

    Two findings are the same when both are about the wording (spelling, grammar, typography, style, terms), at least one
    comes from a grammar engine or both propose the same text, and one's span covers the other's. The more severe one is
    kept, then edlint's own; it gains the other's fixes and names its rule in `also`.
    """
    ordered = sorted(findings, key=lambda f: (f.span.start, -f.span.end))
    kept: list[Finding] = []
    for finding in ordered:
        index = next(
            (i for i in range(len(kept) - 1, max(-1, len(kept) - 9), -1) if _same(kept[i], finding)), None
        )
        if index is None:
            kept.append(finding)
        else:
            kept[index] = _join(kept[index], finding)
    return kept


def _same(one: Finding, two: Finding) -> bool:
    if one.family == two.family == "claims":
        # A statement known to be false is not also a mere overclaim.
        return one.span.touches(two.span) and _false(one) != _false(two)
    if STYLES in {one.family, two.family}:
        # Vale styles keep all their own findings; one of edlint's about exactly the same words is merged.
        return one.span == two.span and len({one.family, two.family} & _MERGED) == 1
    if one.family not in _MERGED or two.family not in _MERGED or one.rule == two.rule:
        return False
    if not (one.span.covers(two.span) or two.span.covers(one.span)):
        return False
    if "grammar" in {one.family, two.family}:
        return True
    return bool(_first(one)) and _first(one) == _first(two)


def _false(finding: Finding) -> bool:
    return finding.rule.startswith("claims.misconception")


def _first(finding: Finding) -> tuple[Edit, ...]:
    return finding.fixes[0].edits if finding.fixes else ()


def _join(one: Finding, two: Finding) -> Finding:
    best, other = sorted(
        (one, two),
        key=lambda f: (
            not _false(f),
            f.severity.rank,
            # A finding that was not raised by the error rate wins: errors elsewhere must not change which is reported.
            bool(f.raised),
            _ORDER.index(f.family) if f.family in _ORDER else 99,
        ),
    )
    also = tuple(dict.fromkeys((*best.also, other.rule, *other.also)))
    if other.raised and not best.raised:
        return replace(best, also=also)
    fixes: list[Fix] = list(best.fixes)
    known = {fix.edits for fix in fixes}
    fixes += [fix for fix in other.fixes if fix.edits not in known]
    if best.fixes and other.fixes:
        agreed = {fix.edits for fix in best.fixes} & {fix.edits for fix in other.fixes}
        fixes.sort(key=lambda fix: fix.edits not in agreed)
        if not agreed:
            # The two propose different text: neither is certain enough to be applied without review.
            fixes = [fix.for_review() for fix in fixes]
    return replace(best, fixes=tuple(fixes), also=also)
