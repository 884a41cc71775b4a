"""What edlint's own checks saw of a file before: nothing is worked out again while nothing that matters has changed.

The results lie in the same store as the engines' (`edlint.cache.store`), one entry a file. They are JSON, never code:
the folder may be anybody's.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from edlint.cache.digest import install_digest, stamp
from edlint.cache.store import Store, decoded, key
from edlint.check.base import Checker, Preparing
from edlint.config.profile import Profile
from edlint.model.claim import Claim, ClaimKind, ClaimStatus, Evidence, EvidenceKind
from edlint.model.document import Document
from edlint.model.edit import Edit
from edlint.model.finding import Fix, Hit, Safety, Severity, Suppression
from edlint.model.outcome import Outcome
from edlint.model.span import Span
from edlint.prose.prose import Prose


class Memory:
    """Remembers the outcomes of checks by everything that can change them."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._store = Store()
        self._asked: dict[int, tuple[Profile, str]] = {}

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def recall(
        self, document: Document, profile: Profile, names: Sequence[str]
    ) -> tuple[str, dict[str, Outcome]]:
        """Return the key of a document under a profile, and the outcomes that are known: of all checks, or of none."""
        source = document.source
        name = key(
            "own checks",
            install_digest(),
            self._question(profile),
            *names,
            date.today().isoformat(),  # noqa: DTZ011 - waivers end with a calendar day
            source.path,
            source.format,
            source.text,
        )
        kept = self._store.get([name]).get(name)
        if kept is None:
            return name, {}
        try:
            return name, {check: _outcome(data, document) for check, data in decoded(kept).items()}
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return name, {}

    def _question(self, profile: Profile) -> str:
        """Return a profile as text; worked out once for the few there are."""
        known = self._asked.get(id(profile))
        if known is None:
            # The profile is kept beside it, so that no other can get its id.
            known = self._asked[id(profile)] = (profile, _asked(profile))
        return known[1]

    def keep(self, name: str, document: Document, outcomes: Mapping[str, Outcome]) -> None:
        """Keep the outcomes of a document's checks."""
        numbers = {id(block): number for number, block in enumerate(document.blocks)}
        try:
            data = {check: _data(outcome, numbers) for check, outcome in outcomes.items()}
        except KeyError:
            # A hit on a block of the check's own making cannot be told again.
            return
        self._store.put({name: json.dumps(data, ensure_ascii=False)})


class Remembered:
    """A check that answers from memory, or asks the real one (made only then) and notes what it said."""

    version = ""

    def __init__(
        self, name: str, known: Outcome | None, make: Callable[[], Checker], said: dict[str, Outcome]
    ) -> None:
        """Take the outcome that is known, if any; `said` is where a new one is noted."""
        self.name = name
        self._known = known
        self._make = make
        self._said = said

    def prepare(self, profile: Profile) -> None:
        """Have the real check get ready, if it will be asked."""
        if self._known is None:
            checker = self._make()
            if isinstance(checker, Preparing):
                checker.prepare(profile)

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return what the check sees, or saw."""
        outcome = self._known if self._known is not None else self._make().check(prose, profile)
        self._said[self.name] = outcome
        return outcome

    def close(self) -> None:
        """Nothing was started: the real one is its maker's to end."""


def _asked(profile: Profile) -> str:
    """Return everything of a profile that a check can see, as text. A pack's rules stand for their files."""
    rules = [
        (
            active.rule.id,
            active.severity.value,
            sorted((k, repr(v)) for k, v in active.options.items()),
            stamp(active.rule.origin),
        )
        for active in profile.rules.values()
    ]
    words = profile.words
    vocabulary = [sorted(words.accept), words.accept_patterns, sorted(words.reject), words.reject_patterns]
    return json.dumps(
        [sorted(rules), profile.language, vocabulary, repr(profile.waivers)], ensure_ascii=False
    )


def _data(outcome: Outcome, numbers: Mapping[int, int]) -> list[Any]:
    hits = [
        [
            hit.rule,
            hit.span,
            None if hit.block is None else numbers[id(hit.block)],
            dict(hit.values),
            hit.replacements,
            hit.fixes,
            hit.message,
            hit.severity,
            hit.safety,
            hit.engine,
            hit.whole,
            hit.suppressed,
        ]
        for hit in outcome.hits
    ]
    claims = [
        [
            c.kind,
            c.text,
            c.span,
            c.sentence,
            c.status,
            c.evidence,
            c.quantity,
            c.unit,
            c.fingerprint,
            c.waiver,
        ]
        for c in outcome.claims
    ]
    return [hits, claims, dict(outcome.figures)]


def _outcome(data: list[Any], document: Document) -> Outcome:
    hits, claims, figures = data
    end = len(document.source.text)
    return Outcome(
        tuple(_hit(fields, document) for fields in hits),
        tuple(_claim(fields, end) for fields in claims),
        {str(name): float(value) for name, value in figures.items()},
    )


def _hit(fields: list[Any], document: Document) -> Hit:
    rule, span, block, values, replacements, fixes, message, severity, safety, engine, whole, suppressed = (
        fields
    )
    length = len(document.source.text)
    if block is not None and block < 0:
        raise ValueError("no block")
    place = None if block is None else document.blocks[block]
    for _, _, edits in fixes:
        for start, end, _ in edits:
            _inside((start, end), length)
    return Hit(
        rule,
        _inside(span, length if place is None else len(place.text)),
        place,
        values=values,
        replacements=tuple(replacements),
        fixes=tuple(
            Fix(title, Safety(how), tuple(Edit(*edit) for edit in edits)) for title, how, edits in fixes
        ),
        message=message,
        severity=None if severity is None else Severity(severity),
        safety=None if safety is None else Safety(safety),
        engine=engine,
        whole=whole,
        suppressed=None if suppressed is None else Suppression(*suppressed),
    )


def _inside(span: Sequence[Any], end: int) -> Span:
    """Return a place in a text of so many code points. Raises ValueError for one outside of it."""
    start, stop = span
    if not 0 <= start <= stop <= end:
        raise ValueError("a place outside of the text")
    return Span(start, stop)


def _claim(fields: list[Any], end: int) -> Claim:
    kind, text, span, sentence, status, evidence, *rest = fields
    found = tuple(Evidence(EvidenceKind(sort), words, url) for sort, words, url in evidence)
    return Claim(ClaimKind(kind), text, _inside(span, end), sentence, ClaimStatus(status), found, *rest)
