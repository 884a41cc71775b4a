"""Fixes, applied to a text: which ones go together, what the text is then, and whether the result is clean itself."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.span import Span

SAFE = frozenset({Safety.SAFE})
UNSAFE = frozenset({Safety.SAFE, Safety.REVIEW})
"""What `--fix` applies, and what `--fix --unsafe` does."""

ROUNDS = 10
"""Of fixes that overlap, one is made and the other waits for the next check; this many times at most."""

_JUDGES_SENTENCES = frozenset({"claims", "readability"})
"""Families whose findings are about what a sentence says, or how long it is: mending a word in it brings none of them."""


class Applied(NamedTuple):
    """The text after the fixes, the findings whose first fix went into it, in the order of their places, and the edits.

    The edits are in the old text, sorted, and do not overlap.
    """

    text: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...] = ()


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
    return Applied("".join(parts), tuple(fixed), tuple(taken))


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


class TakenBack(NamedTuple):
    """A fix that was not kept: the finding, in the text as it is left, and the rule that objects to the result."""

    finding: Finding
    rule: str


@dataclass
class Fixing:
    """The fixes of one text, round by round, each held against what a check says of its result.

    Check `proposal()` and hand the findings to `judge`, until there is no proposal. A fix whose result has a warning, an
    error or something else to fix at its place that was not there before is taken back. `text` is the text as far as it is fixed, `findings`
    what a check said of it, `count` how many fixes are in it.
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
            # A circle: back to the text where it began, so that a second run changes nothing.
            self.count = self._seen[begin][1]
            self._done = True
        self._proposed = applied
        return applied.text

    def judge(self, findings: tuple[Finding, ...]) -> bool:
        """Take the findings in the text that was proposed; return whether that text is kept."""
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
        # Tried anew in the new text, as a second run would: so a second run changes nothing.
        self.taken_back = []
        return True

    def _objects(self, finding: Finding) -> bool:
        """Whether a fix may not bring this finding with it: it counts as a fault, or would be fixed in its turn."""
        if finding.suppressed is not None or finding.family in _JUDGES_SENTENCES:
            return False
        fixed = bool(finding.fixes) and finding.fixes[0].safety in self.safeties
        return finding.severity is not Severity.SUGGESTION or fixed

    def demoted(self) -> tuple[Finding, ...]:
        """Return the findings in the text, those whose fix was taken back with fixes to be looked at first."""
        barred = {id(one.finding) for one in self.taken_back}
        return tuple(
            replace(f, fixes=tuple(map(_to_review, f.fixes))) if id(f) in barred else f for f in self.findings
        )


def _to_review(fix: Fix) -> Fix:
    return fix._replace(safety=Safety.REVIEW) if fix.safety is Safety.SAFE else fix


class _Moved:
    """Where places of a text are after edits, which are sorted and apart."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._shifts = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]

    def span(self, span: Span) -> Span:
        """Return a range after the edits; one that ends inside an edit takes the whole of its result with it."""
        start = self._offset(span.start, begin=True)
        return Span(start, max(start, self._offset(span.end, begin=False)))

    def result(self, edit: Edit) -> Span:
        """Return the place of what an edit put there."""
        start = edit.start + self._shifts[bisect_left(self._edits, edit)]
        return Span(start, start + len(edit.text))

    def _offset(self, offset: int, *, begin: bool) -> int:
        index = bisect_left(self._starts, offset)
        if index and offset < self._edits[index - 1].end:
            result = self.result(self._edits[index - 1])
            return result.start if begin else result.end
        return offset + self._shifts[index]


def _spoilt(applied: Applied, before: Iterable[Finding], objections: Iterable[Finding]) -> list[TakenBack]:
    """Return the fixes at whose results something is wrong that was not before.

    `before` is what was found in the old text, `objections` what a fix may not bring into the new one.
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
    """Return the range, and where it is empty the letters on both sides of it: something was taken out there."""
    if not span.empty:
        return span
    start, end = span
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return Span(max(0, start - 1), end + 1)


def _touching(places: list[tuple[Span, int]], span: Span, longest: int) -> Iterator[tuple[Span, int]]:
    """Yield the sorted places, none longer than `longest`, that may touch a range."""
    index = bisect_left(places, span.start - longest - 1, key=lambda place: place[0].start)
    while index < len(places) and places[index][0].start <= span.end:
        yield places[index]
        index += 1


def _shrinks(fix: Fix) -> bool:
    return sum(len(edit.text) - (edit.end - edit.start) for edit in fix.edits) < 0


class _Known:
    """What was wrong with the old text, at its places in the new one."""

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
        """Whether the rule was broken there before, by words that no fix has changed.

        Of “the the the” a fix takes one word out, and the rest is the same fault again: that was there before as well.
        Each old finding stands for one new one.
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
