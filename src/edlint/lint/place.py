"""Turns hits into findings: source spans, messages, fixes as edits, and fingerprints that are stable across runs."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from edlint.config.profile import Profile
from edlint.language.articles import with_article
from edlint.lint.demotion import FixDemoter
from edlint.model.block import PLACEHOLDER
from edlint.model.document import Document
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Hit, Safety, Severity
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.text.sentences import sentence_at

MOST = 1_000
"""Most findings of one rule that are listed for one file: nobody reads more, and a hostile file may have any number."""
_LONG_SENTENCE = 2_000
"""Code points; longer sentences do not occur in real prose."""


class PlacedHit(NamedTuple):
    """The findings of a document, and one summary finding for each rule with more than MOST."""

    findings: list[Finding]
    unlisted: list[Finding]


class _Unlisted(msgspec.Struct):
    """The unlisted hits of a rule: the first, its span in the source, the highest severity, and their number."""

    first: Hit
    span: Span
    severity: Severity
    count: int = 0

    def add(self, severity: Severity) -> None:
        self.count += 1
        self.severity = min(self.severity, severity, key=lambda one: one.rank)


def place(
    hits: Collection[Hit],
    document: Document,
    profile: Profile,
    catalog: Mapping[str, Rule],
    silenced: Callable[[str, Span], object] = lambda _rule, _span: None,
) -> PlacedHit:
    """Return the findings of the rules that are on: spans in the source, messages filled in, fixes as edits.

    Of each rule the first MOST in the text are listed; one more finding gives the number of the rest, with the severity
    of the most severe. `silenced` returns a true value if a comment suppresses a rule at a span: suppressed findings
    are counted separately, so that they do not use up the list. Linear in the hits and the text.
    """
    crowded = {rule for rule, count in Counter(hit.rule for hit in hits).items() if count > MOST}
    sentences = _Sentences()
    demoter = FixDemoter(document)
    seen: Counter[tuple[str, str, str]] = Counter()
    listed: Counter[tuple[str, bool]] = Counter()
    beyond: dict[tuple[str, bool], _Unlisted] = {}
    findings: list[Finding] = []
    decide = _severities(profile, catalog)
    for span, hit in sorted(((source_span(hit), hit) for hit in hits), key=lambda pair: pair[0]):
        severity = decide(hit.rule, hit.severity, hit.raised > 0)
        if severity is None:
            continue
        if hit.rule in crowded:
            group = (hit.rule, hit.suppressed is not None or bool(silenced(hit.rule, span)))
            listed[group] += 1
            if listed[group] > MOST:
                beyond.setdefault(group, _Unlisted(hit, span, severity)).add(severity)
                continue
        match = _match(hit, document, span)
        # The ordinal distinguishes equal words in equal sentences. Moving lines or re-wrapping a paragraph changes
        # nothing here. A finding about the whole document depends on no words at all.
        said = ("", "") if hit.whole else (" ".join(match.split()), sentences.of(hit))
        key = (hit.rule, *said)
        rule = catalog.get(hit.rule)
        fixes = demoter.demoted(hit, hit.fixes or _fixes(hit, rule))
        if hit.severity is Severity.ERROR and hit.safety is Safety.SAFE and not _safe(fixes):
            # The check was certain of the words, but the place makes the fix uncertain.
            severity = decide(hit.rule, Severity.WARNING, hit.raised > 0) or severity
        findings.append(
            Finding(
                rule=hit.rule,
                severity=severity,
                message=_message(hit, rule, match),
                span=span,
                text=document.source.slice(span),
                fingerprint=fingerprint(*key, seen[key]),
                engine=hit.engine,
                fixes=fixes,
                also=hit.also,
                suppressed=hit.suppressed,
                related=hit.related,
                raised=hit.raised,
            )
        )
        seen[key] += 1
    return PlacedHit(findings, [_counted(document, group, rest) for group, rest in beyond.items()])


def _safe(fixes: tuple[Fix, ...]) -> bool:
    return bool(fixes) and fixes[0].safety is Safety.SAFE


def fingerprint(rule: str, words: str, sentence: str, ordinal: int) -> str:
    """Return the identifier of a finding across runs: 24 hexadecimal digits from its rule, words, sentence and ordinal.

    `ordinal` counts from 0 the findings of a document that are equal in the other three.
    """
    key = "\0".join((rule, words, sentence, str(ordinal)))
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _severities(
    profile: Profile, catalog: Mapping[str, Rule]
) -> Callable[[str, Severity | None, bool], Severity | None]:
    """Return a function of a rule's id, the hit's own severity if any, and whether the hit is raised.

    It gives the severity of the finding, or None if the rule is off. A rule that is off by default is on for a raised
    hit.
    """

    @cache
    def decide(name: str, own: Severity | None, raised: bool) -> Severity | None:
        rule = catalog.get(name)
        severity = own or (rule.severity if rule else Severity.WARNING)
        return profile.selection.decide(name, severity, enabled=raised or rule is None or rule.enabled)

    return decide


def source_span(hit: Hit) -> Span:
    """Return the span of a hit in the source."""
    return hit.block.to_source(hit.span) if hit.block else hit.span


def _match(hit: Hit, document: Document, span: Span) -> str:
    return hit.block.text[hit.span.start : hit.span.end] if hit.block else document.source.slice(span)


def _counted(document: Document, group: tuple[str, bool], rest: _Unlisted) -> Finding:
    """Return the summary finding for a rule's hits that are not listed, at the place of the first of them."""
    rule, silent = group
    more = (
        "1 more finding of this rule is"
        if rest.count == 1
        else f"{rest.count:,} more findings of this rule are"
    )
    return Finding(
        rule=rule,
        severity=rest.severity,
        message=f"From here on, {more} not listed: a file's report holds the first {MOST:,}.",
        span=rest.span,
        text=document.source.slice(rest.span),
        fingerprint=fingerprint(rule, "", "not listed", int(silent)),
        engine=rest.first.engine,
        suppressed=rest.first.suppressed if silent else None,
    )


class _Sentences:
    """The sentences of hits, normalized for fingerprints; each is computed once, however many hits are in it."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], str] = {}

    def of(self, hit: Hit) -> str:
        """Return the sentence in which a hit begins; a digest if it is long; empty without a block."""
        if hit.block is None:
            return ""
        text = hit.block.text
        whole = hit.span.end - hit.span.start >= len(text)
        span = Span(0, len(text)) if whole else sentence_at(text, hit.span.start)
        key = (id(hit.block), *span)
        known = self._known.get(key)
        if known is None:
            known = " ".join(text[span.start : span.end].split())
            if len(known) > _LONG_SENTENCE:
                # Every finding's fingerprint hashes it, and a text without a full stop is one sentence of any length.
                known = hashlib.blake2b(known.encode("utf-8", "replace")).hexdigest()
            self._known[key] = known
        return known


def _message(hit: Hit, rule: Rule | None, match: str) -> str:
    template = hit.message or (rule.message if rule else "{match}")
    shown = " ".join(match.replace(PLACEHOLDER, "…").split())
    values = {"match": shown, "replacement": hit.replacements[0] if hit.replacements else "", **hit.values}
    if hit.message is not None and not hit.values:
        return hit.message
    try:
        return template.format_map(values)
    except (KeyError, ValueError, IndexError):
        return template


def _fixes(hit: Hit, rule: Rule | None) -> tuple[Fix, ...]:
    if hit.block is None:
        return ()
    safety = hit.safety or (rule.safety if rule else Safety.REVIEW)
    fixes = []
    for replacement in hit.replacements:
        edit = hit.block.edit(*with_article(hit.block.text, hit.span, replacement))
        if edit is None:
            # Markup is between the words: the message says what to write, but there is no fix.
            continue
        fixes.append(
            Fix(f"Write “{replacement}”" if replacement.strip() else "Remove it", safety, (Edit(*edit),))
        )
    return tuple(fixes)
