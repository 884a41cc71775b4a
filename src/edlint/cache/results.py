"""What was seen of a file before: nothing is worked out again while nothing that matters has changed.

The results lie in the same store as the engines' (`edlint.cache.store`): for a file what its checks saw, by the document
that was read from it, and the whole report, by the file's text, so that an unchanged file is not even parsed. They are
JSON of the model's own types, never code: the folder may be anybody's.
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
    """A hit with the number of its block in place of the block."""

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
    """A file's report without what is its name, its text, or no result."""

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
    """The outcomes of checks, and whole reports, by everything that can change them."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._store = Store()
        self._questions: dict[int, tuple[Profile, str]] = {}

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def get(
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
            # How a text is read depends on settings, and in a package on more than its text.
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
        """Keep the outcomes of a document's checks under the key that `get` gave."""
        numbers = {id(block): number for number, block in enumerate(document.blocks)}
        try:
            data = {check: _data(outcome, numbers) for check, outcome in outcomes.items()}
            encoded = msgspec.json.encode(data).decode()
        except (KeyError, UnicodeEncodeError):
            # A hit on a block of the check's own making, or half a character, cannot be told again.
            return
        self._store.put({name: encoded})

    def report_key(self, source: Source, profile: Profile, *parts: str) -> str:
        """Return the key of a report on a text: `parts` are what else can change it, `profile` as for any language."""
        today = date.today().isoformat()  # noqa: DTZ011 - as above
        named = (source.path, source.format, source.text)
        return key("report", install_digest(), self._question(profile), today, *parts, *named)

    def report(self, name: str, source: Source) -> FileReport | None:
        """Return the report that is known under a key for a text."""
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
        """Keep a report under the key that `report_key` gave."""
        fields = {field: getattr(report, field) for field in _Report.__struct_fields__}
        try:
            self._store.put({name: msgspec.json.encode(_Report(**fields)).decode()})
        except UnicodeEncodeError:
            return  # half a character, as in `put`

    def _question(self, profile: Profile) -> str:
        """Return everything of a profile that a check can see, as text; worked out once for the few there are."""
        known = self._questions.get(id(profile))
        if known is None:
            # The profile is kept beside it, so that no other can get its id.
            known = self._questions[id(profile)] = (profile, _question(profile))
        return known[1]


def _question(profile: Profile) -> str:
    # A pack's rules stand for their files.
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
    """Return an outcome on this document. Raises IndexError for a place that it does not have."""
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
