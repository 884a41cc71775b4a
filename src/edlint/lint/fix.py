"""Applies fixes to a text: selects compatible ones, edits the text, and takes back those with faulty results."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from edlint.model.edit import Edit, edited
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.span import Span

SAFE = frozenset({Safety.SAFE})
UNSAFE = frozenset({Safety.SAFE, Safety.REVIEW})
"""The fix safeties that `--fix --unsafe` applies; SAFE is the set for `--fix`."""

ROUNDS = 10
"""Most rounds of check and fix: of two overlapping fixes one is applied, and the other waits for the next round."""

_JUDGES_SENTENCES = frozenset({"claims", "readability"})
"""Families whose findings are about a sentence's statement or length: correcting a word in it does not cause them."""


class Applied(NamedTuple):
    """The fixed text, the findings whose first fix was applied, in text order, and the edits.

    The edits have offsets in the old text, are sorted and do not overlap.
    """

    text: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...] = ()


def apply(text: str, findings: Iterable[Finding], safeties: Collection[Safety] = SAFE) -> Applied:
    """Apply the first fix of each finding where that is allowed, and return the new text.

    A finding is fixed only if it is not suppressed and its first fix has one of `safeties`. Of overlapping fixes, the
    one that begins first is applied, or the longer if they begin at the same place; check and apply again for the rest.
    The edits of a fix are applied all or none. Text that no edit covers is unchanged, code point for code point.
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
    return Applied(edited(text, taken), tuple(fixed), tuple(taken))


def _sound(fix: Fix, text: str) -> bool:
    """Whether a fix's edits lie in the text, change it, and do not overlap each other."""
    edits = sorted(fix.edits)
    inside = all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
    apart = all(not _overlap(one, two) for one, two in pairwise(edits))
    return inside and apart and any(text[edit.start : edit.end] != edit.text for edit in edits)


def _clashes(edit: Edit, taken: list[Edit]) -> bool:
    """Whether the edit overlaps one in `taken`; those are sorted and disjoint, so only its neighbours are compared."""
    index = bisect_left(taken, edit)
    return any(_overlap(edit, other) for other in taken[max(0, index - 2) : index + 2])


def _overlap(one: Edit, two: Edit) -> bool:
    # Two edits that begin at the same place have no defined order, even if one only inserts.
    return one.start == two.start or (one.start < two.end and two.start < one.end)


class TakenBack(NamedTuple):
    """A fix that was taken back: its finding, in the current text, and the rule that reports a fault in the result."""

    finding: Finding
    rule: str


@dataclass
class FixSession:
    """The fixing of one text in rounds; each round's result is checked before it is accepted.

    Call `proposal()`, check that text and pass the findings to `judge`, until the proposal is None. A fix is taken back
    if its result has, at its place, a warning, an error or another fixable finding that was not there before. `text` is
    the text fixed so far, `findings` are the findings in it, `count` is the number of fixes applied to it.
    """

    text: str
    findings: tuple[Finding, ...]
    safeties: Collection[Safety] = SAFE
    count: int = 0
    taken_back: list[TakenBack] = field(default_factory=list)
    _seen: list[tuple[str, int]] = field(default_factory=list, repr=False)
    _proposed: Applied | None = field(default=None, repr=False)
    _rounds: int = field(default=0, repr=False)
    _done: bool = field(default=False, repr=False)

    def proposal(self) -> str | None:
        """Return the text to check next, or None when nothing is left to apply."""
        if self._done or self._rounds >= 4 * ROUNDS or len(self._seen) >= ROUNDS:
            return None
        barred = {id(one.finding) for one in self.taken_back}
        applied = apply(self.text, (f for f in self.findings if id(f) not in barred), self.safeties)
        self._rounds += 1
        if applied.text == self.text:
            return None
        begin = next((index for index, (text, _) in enumerate(self._seen) if text == applied.text), None)
        if begin is not None:
            # A cycle: return to the text at which it began, so that a second run changes nothing.
            self.count = self._seen[begin][1]
            self._done = True
        self._proposed = applied
        return applied.text

    def judge(self, findings: tuple[Finding, ...]) -> bool:
        """Take the findings in the proposed text; return whether that text is accepted.

        Raises ValueError when nothing was proposed.
        """
        applied = self._proposed
        if applied is None:
            raise ValueError("nothing was proposed")
        self._proposed = None
        objections = [finding for finding in findings if self._objects(finding)]
        spoilt = [] if self._done else _spoilt(applied, self.findings, objections)
        if spoilt:
            self.taken_back += spoilt
            return False
        self._seen.append((self.text, self.count))
        self.count += 0 if self._done else len(applied.findings)
        self.text, self.findings = applied.text, findings
        # Fixes that were taken back are tried again in the new text, as a second run would do.
        self.taken_back = []
        return True

    def _objects(self, finding: Finding) -> bool:
        """Whether a fix may not introduce this finding: it is a warning or an error, or would be fixed in turn."""
        if finding.suppressed is not None or finding.family in _JUDGES_SENTENCES:
            return False
        fixed = bool(finding.fixes) and finding.fixes[0].safety in self.safeties
        return finding.severity is not Severity.SUGGESTION or fixed

    def demoted(self) -> tuple[Finding, ...]:
        """Return the findings in the text, with the fixes that were taken back set from safe to review."""
        barred = {id(one.finding) for one in self.taken_back}
        return tuple(
            replace(f, fixes=tuple(map(Fix.for_review, f.fixes))) if id(f) in barred else f
            for f in self.findings
        )


class _Moved:
    """Maps offsets of the old text to the text after the edits, which are sorted and disjoint."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._shifts = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]

    def span(self, span: Span) -> Span:
        """Return a span's position after the edits; one that ends inside an edit extends to the end of its result."""
        start = self._offset(span.start, begin=True)
        return Span(start, max(start, self._offset(span.end, begin=False)))

    def result(self, edit: Edit) -> Span:
        """Return the span of an edit's replacement in the new text."""
        start = edit.start + self._shifts[bisect_left(self._edits, edit)]
        return Span(start, start + len(edit.text))

    def _offset(self, offset: int, *, begin: bool) -> int:
        index = bisect_left(self._starts, offset)
        if index and offset < self._edits[index - 1].end:
            result = self.result(self._edits[index - 1])
            return result.start if begin else result.end
        return offset + self._shifts[index]


def _spoilt(applied: Applied, before: Iterable[Finding], objections: Iterable[Finding]) -> list[TakenBack]:
    """Return the fixes at whose results there are new faults.

    `before` are the findings in the old text, `objections` the findings in the new text that a fix may not introduce.
    """
    moved = _Moved(applied.edits)
    results = sorted(
        (_around(applied.text, moved.result(edit)), number)
        for number, finding in enumerate(applied.findings)
        for edit in finding.fixes[0].edits
    )
    known = _Known(applied, before, moved)
    spoilt: dict[int, TakenBack] = {}
    longest = max((span.end - span.start for span, _ in results), default=0)
    for finding in objections:
        if known.there(finding):
            continue
        for span, number in _touching(results, finding.span, longest):
            if span.touches(finding.span):
                spoilt.setdefault(number, TakenBack(applied.findings[number], finding.rule))
    return list(spoilt.values())


def _around(text: str, span: Span) -> Span:
    """Return the span; an empty one (a deletion) is extended to the nearest character that is no blank on each side."""
    if not span.empty:
        return span
    start, end = span
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return Span(max(0, start - 1), end + 1)


def _touching(places: list[tuple[Span, int]], span: Span, longest: int) -> Iterator[tuple[Span, int]]:
    """Yield the places that may touch a span; `places` are sorted and none is longer than `longest`."""
    index = bisect_left(places, span.start - longest - 1, key=lambda place: place[0].start)
    while index < len(places) and places[index][0].start <= span.end:
        yield places[index]
        index += 1


def _shrinks(fix: Fix) -> bool:
    return sum(len(edit.text) - (edit.end - edit.start) for edit in fix.edits) < 0


class _Known:
    """The findings in the old text, at their positions in the new text."""

    def __init__(self, applied: Applied, before: Iterable[Finding], moved: _Moved) -> None:
        fixed = {id(finding) for finding in applied.findings}
        self._fixed = fixed
        self._findings = [finding for finding in before if finding.suppressed is None]
        self._places: defaultdict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, finding in enumerate(self._findings):
            self._places[finding.rule].append((moved.span(finding.span), number))
        self._longest: dict[str, int] = {}
        self._met: set[int] = set()
        for rule, places in self._places.items():
            places.sort()
            self._longest[rule] = max(span.end - span.start for span, _ in places)

    def there(self, finding: Finding) -> bool:
        """Whether the old text had this finding there already, in words that no fix has changed.

        A fix of “the the the” removes one word, and the rest is the same fault again: that counts as there before as
        well. Each old finding matches one new finding at most.
        """
        for span, number in _touching(
            self._places.get(finding.rule, []), finding.span, self._longest.get(finding.rule, 0)
        ):
            old = self._findings[number]
            same = old.text == finding.text and id(old) in self._fixed and _shrinks(old.fixes[0])
            if (
                number not in self._met
                and span.touches(finding.span)
                and (id(old) not in self._fixed or same)
            ):
                self._met.add(number)
                return True
        return False
