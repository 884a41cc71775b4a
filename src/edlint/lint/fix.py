"""Fixes, applied to a text: which ones go together, and what the text is then."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety

SAFE = frozenset({Safety.SAFE})
UNSAFE = frozenset({Safety.SAFE, Safety.REVIEW})
"""What `--fix` applies, and what `--fix --unsafe` does."""


class Applied(NamedTuple):
    """The text after the fixes, and the findings whose first fix went into it, in the order of their places."""

    text: str
    findings: tuple[Finding, ...]


def apply(text: str, findings: Iterable[Finding], safeties: Collection[Safety] = SAFE) -> Applied:
    """Return the text with the first fix of each finding that may be applied.

    Only a finding that counts is fixed, only by its first fix, and only when that is of one of `safeties`. Of fixes
    that overlap, the one that begins first is applied (of equal ones the longer): check again and apply again for the
    rest. The edits of a fix are applied all or none. What no edit covers stays as it is, code point for code point.
    """
    wanted = [
        (f, f.fixes[0])
        for f in findings
        if f.suppressed is None and f.fixes and f.fixes[0].safety in safeties
    ]
    wanted.sort(key=lambda pair: [(edit.start, -edit.end, edit.text) for edit in sorted(pair[1].edits)])
    taken: list[Edit] = []
    fixed: list[Finding] = []
    for finding, fix in wanted:
        if _sound(fix, text) and not any(_clashes(edit, taken) for edit in fix.edits):
            for edit in fix.edits:
                insort(taken, edit)
            fixed.append(finding)
    parts, at = [], 0
    for edit in taken:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    parts.append(text[at:])
    return Applied("".join(parts), tuple(fixed))


def _sound(fix: Fix, text: str) -> bool:
    """Whether the edits lie in the text, change it, and do not overlap each other."""
    edits = sorted(fix.edits)
    inside = all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
    apart = all(not _overlap(one, two) for one, two in pairwise(edits))
    return inside and apart and any(text[edit.start : edit.end] != edit.text for edit in edits)


def _clashes(edit: Edit, taken: list[Edit]) -> bool:
    """Whether the edit overlaps one that is taken; those are sorted and apart, so only its neighbours can."""
    index = bisect_left(taken, edit)
    return any(_overlap(edit, other) for other in taken[max(0, index - 2) : index + 2])


def _overlap(one: Edit, two: Edit) -> bool:
    # Two that begin at one place have no order between them, even where one only inserts.
    return one.start == two.start or (one.start < two.end and two.start < one.end)
