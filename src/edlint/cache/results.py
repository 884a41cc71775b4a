"""Cached results of earlier runs: nothing is computed again unless something that affects it has changed.

Two kinds of entries are in the store (`edlint.cache.store`) that the engines use too: the outcomes of a file's checks,
by the parsed document, and whole reports, by the file's text, so that an unchanged file is not even parsed. Entries are
JSON of the model's own types, never executable data, because anyone may have written the cache folder.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Annotated

import msgspec

from edlint.cache.digest import install_digest, stamp
from edlint.cache.store import Store, key
from edlint.config.profile import Profile
from edlint.model.claim import Claim
from edlint.model.document import Document, Unread
from edlint.model.finding import Finding, Fix, Hit, Related, Safety, Severity, Suppression
from edlint.model.outcome import Outcome
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.model.span import Span


class _Hit(msgspec.Struct, array_like=True):
    """A hit that refers to its block by the block's number in the document."""

    rule: str
    span: Span
    block: Annotated[int, msgspec.Meta(ge=0)] | None
    values: dict[str, str]
    replacements: tuple[str, ...]
    fixes: tuple[Fix, ...]
    message: str | None
    severity: Severity | None
    safety: Safety | None
    engine: str
    whole: bool
    suppressed: Suppression | None
    related: tuple[Related, ...]


class _Outcome(msgspec.Struct, array_like=True):
    hits: tuple[_Hit, ...]
    claims: tuple[Claim, ...]
    figures: dict[str, float]


class _Report(msgspec.Struct, array_like=True):
    """A file's report without its path, format and source, and without fields that are not results."""

    words: int
    readability: dict[str, float]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    language: str
    unread: tuple[Unread, ...]
    unread_share: float
    certain: int


@cache
def _outcomes() -> "msgspec.json.Decoder[dict[str, _Outcome]]":
    return msgspec.json.Decoder(dict[str, _Outcome])


@cache
def _reports() -> "msgspec.json.Decoder[_Report]":
    return msgspec.json.Decoder(_Report)


class ResultCache:
    """The outcomes of checks, and whole reports, under keys made of everything that can change them."""

    def __init__(self) -> None:
        """Create the cache; the store is opened at the first use."""
        self._store = Store()
        self._questions: dict[int, tuple[Profile, str]] = {}

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def get(
        self, document: Document, profile: Profile, names: Sequence[str]
    ) -> tuple[str, dict[str, Outcome]]:
        """Return the cache key of a document under a profile, and the cached outcomes by check, if any."""
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
            # Parsing depends on settings as well, and for a package (DOCX) on more than its text.
            *(f"{block.kind.value} {block.span.start} {block.text}" for block in document.blocks),
        )
        kept = self._store.get([name]).get(name)
        if kept is None:
            return name, {}
        try:
            return name, {check: _outcome(data, document) for check, data in _outcomes().decode(kept).items()}
        except (msgspec.MsgspecError, IndexError, RecursionError):
            return name, {}

    def put(self, name: str, document: Document, outcomes: Mapping[str, Outcome]) -> None:
        """Store the outcomes of a document's checks under the key that `get` returned."""
        numbers = {id(block): number for number, block in enumerate(document.blocks)}
        try:
            data = {check: _data(outcome, numbers) for check, outcome in outcomes.items()}
            encoded = msgspec.json.encode(data).decode()
        except (KeyError, UnicodeEncodeError):
            # A hit on a block that is not the document's, or a lone surrogate, cannot be restored from JSON.
            return
        self._store.put({name: encoded})

    def report_key(self, source: Source, profile: Profile, *parts: str) -> str:
        """Return the cache key of the report on a text.

        `profile` is the one for the path without regard to the document's language, `parts` is everything else that can
        change the report.
        """
        today = date.today().isoformat()  # noqa: DTZ011 - as above
        named = (source.path, source.format, source.text)
        return key("report", install_digest(), self._question(profile), today, *parts, *named)

    def report(self, name: str, source: Source) -> FileReport | None:
        """Return the cached report on a text under a key; None if there is none or its spans do not fit the text."""
        kept = self._store.get([name]).get(name)
        try:
            if kept is None:
                return None
            found = _reports().decode(kept)
            length = len(source.text)
            for finding in found.findings:
                _inside(finding.span, length)
                _beside(finding.fixes, finding.related, length)
            for span in (*(claim.span for claim in found.claims), *(each.span for each in found.unread)):
                _inside(span, length)
        except (msgspec.MsgspecError, IndexError, RecursionError):
            return None
        return FileReport(source.path, source.format, source=source, **msgspec.structs.asdict(found))

    def put_report(self, name: str, report: FileReport) -> None:
        """Store a report under the key that `report_key` returned."""
        fields = {field: getattr(report, field) for field in _Report.__struct_fields__}
        try:
            self._store.put({name: msgspec.json.encode(_Report(**fields)).decode()})
        except UnicodeEncodeError:
            return  # a lone surrogate, as in `put`

    def _question(self, profile: Profile) -> str:
        """Return a text of everything in a profile that a check can read, computed once per profile object."""
        known = self._questions.get(id(profile))
        if known is None:
            # The profile is stored too, so that its id is not reused for another object.
            known = self._questions[id(profile)] = (profile, _question(profile))
        return known[1]


def _question(profile: Profile) -> str:
    # Rules are represented by the path, size and time of their files.
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
    vocabulary = (sorted(words.accept), words.accept_patterns, sorted(words.reject), words.reject_patterns)
    return repr((sorted(rules), profile.language, vocabulary, profile.waivers, profile.weights))


def _data(outcome: Outcome, numbers: Mapping[int, int]) -> _Outcome:
    hits = (
        _Hit(
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
            hit.related,
        )
        for hit in outcome.hits
    )
    return _Outcome(tuple(hits), outcome.claims, dict(outcome.figures))


def _outcome(data: _Outcome, document: Document) -> Outcome:
    """Return an outcome on this document. Raises IndexError for a block or span that the document does not have."""
    length = len(document.source.text)
    for claim in data.claims:
        _inside(claim.span, length)
    return Outcome(tuple(_hit(each, document) for each in data.hits), data.claims, data.figures)


def _inside(span: Span, length: int) -> None:
    if not 0 <= span.start <= span.end <= length:
        raise IndexError(span)


def _beside(fixes: Sequence[Fix], related: Sequence[Related], length: int) -> None:
    for place in related:
        _inside(place.span, length)
    for fix in fixes:
        for edit in fix.edits:
            _inside(Span(edit.start, edit.end), length)


def _hit(each: _Hit, document: Document) -> Hit:
    block = None if each.block is None else document.blocks[each.block]
    length = len(document.source.text)
    _inside(each.span, length if block is None else len(block.text))
    _beside(each.fixes, each.related, length)
    return Hit(
        each.rule,
        each.span,
        block,
        values=each.values,
        replacements=each.replacements,
        fixes=each.fixes,
        message=each.message,
        severity=each.severity,
        safety=each.safety,
        engine=each.engine,
        whole=each.whole,
        suppressed=each.suppressed,
        related=each.related,
    )
