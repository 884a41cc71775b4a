"""One document in, findings out: no input, no output, no state."""

import hashlib
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from edlint.check.base import Checker
from edlint.config.profile import Profile
from edlint.language.articles import with_article
from edlint.lint.overlap import merge
from edlint.lint.suppress import suppress
from edlint.model.claim import Claim
from edlint.model.document import PLACEHOLDER, Document
from edlint.model.edit import Edit
from edlint.model.errors import FAULT, CheckTimeoutError, EngineError
from edlint.model.finding import Finding, Fix, Hit, Safety, Severity
from edlint.model.report import EngineStatus
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.text.sentences import sentence_at
from edlint.text.words import words


@dataclass(frozen=True)
class Linted:
    """What all checkers together saw in a document; `fault` is the trace where one of them broke."""

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[EngineStatus, ...] = ()
    fault: str = ""


def lint(
    document: Document,
    checkers: Sequence[Checker],
    profile: Profile,
    catalog: Mapping[str, Rule],
    limit: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> Linted:
    """Run the checkers over a document and return their findings: placed, merged, suppressed, sorted.

    A checker that raises EngineError or CheckTimeoutError is reported in `failures`; the others' findings are kept.
    `catalog` holds the rules by id (engines' own rules need not be in it). `limit` is entered with a checker's name
    around its work, and may end it with CheckTimeoutError.
    """
    hits = [Hit(problem.rule, problem.span, values=problem.values) for problem in document.problems]
    claims: list[Claim] = []
    figures: dict[str, float] = {}
    failures: list[EngineStatus] = []
    faults: list[str] = []
    for checker in checkers:
        try:
            # An engine that limits its own time does so without the seconds that its start takes.
            with nullcontext() if getattr(checker, "bounded", False) else limit(checker.name):
                outcome = checker.check(document, profile)
        except (EngineError, CheckTimeoutError) as error:
            failures.append(EngineStatus(checker.name, checker.version, "failed", str(error)))
            continue
        except Exception as error:  # noqa: BLE001 - a fault of one check must not lose what the others saw
            failures.append(
                EngineStatus(
                    checker.name,
                    checker.version,
                    "failed",
                    FAULT.format(error=error, name=type(error).__name__),
                )
            )
            faults.append(traceback.format_exc())
            continue
        hits.extend(outcome.hits)
        claims.extend(outcome.claims)
        figures.update(outcome.figures)
    findings = merge(place(hits, document, profile, catalog))
    ran = {checker.name for checker in checkers} - {failure.name for failure in failures}
    findings = suppress(findings, document, profile, catalog, ran=ran)
    order = sorted(findings, key=lambda finding: (finding.span, finding.severity.rank, finding.rule))
    return Linted(
        tuple(order),
        tuple(sorted(claims, key=lambda claim: claim.span)),
        figures,
        tuple(failures),
        "".join(faults),
    )


def place(
    hits: Iterable[Hit], document: Document, profile: Profile, catalog: Mapping[str, Rule]
) -> list[Finding]:
    """Return the findings of the rules that are on: places in the source, messages filled, fixes as edits."""
    seen: Counter[tuple[str, str, str]] = Counter()
    findings = []
    for hit in sorted(hits, key=_source_span):
        rule = catalog.get(hit.rule)
        severity = profile.selection.decide(
            hit.rule,
            hit.severity or (rule.severity if rule else Severity.WARNING),
            enabled=rule.enabled if rule else True,
        )
        if severity is None:
            continue
        span = _source_span(hit)
        text = document.source.slice(span)
        sentence = _sentence(hit)
        match = hit.block.text[hit.span.start : hit.span.end] if hit.block else text
        # The ordinal tells equal words in equal sentences apart; lines may move, and a paragraph may be broken at
        # other words, without changing any of it. What is about the whole document hangs on no words at all.
        said = ("", "") if hit.whole else (" ".join(match.split()), sentence)
        key = (hit.rule, *said)
        print_ = fingerprint(*key, seen[key])
        seen[key] += 1
        findings.append(
            Finding(
                rule=hit.rule,
                severity=severity,
                message=_message(hit, rule, match),
                span=span,
                text=text,
                fingerprint=print_,
                engine=hit.engine,
                fixes=_checked(hit, hit.fixes or _fixes(hit, rule), document),
                suppressed=hit.suppressed,
            )
        )
    return findings


def _checked(hit: Hit, fixes: tuple[Fix, ...], document: Document) -> tuple[Fix, ...]:
    """Return the fixes, those that take a word out where markup or a line end stands between words no longer safe."""
    if hit.block is None or hit.block.plain_run(hit.span):
        return fixes
    return tuple(
        fix._replace(safety=Safety.REVIEW)
        if fix.safety is Safety.SAFE and any(_shortens(edit, document) for edit in fix.edits)
        else fix
        for fix in fixes
    )


def _shortens(edit: Edit, document: Document) -> bool:
    """Whether an edit leaves fewer words than there were."""
    return len(words(edit.text)) < len(words(document.source.slice(Span(edit.start, edit.end))))


def fingerprint(rule: str, words: str, sentence: str, ordinal: int) -> str:
    """Return what a finding is known by from run to run: 24 hexadecimal digits of its rule, words, sentence and number.

    `ordinal` counts from 0 the findings of a document that are alike in all three.
    """
    key = "\0".join((rule, words, sentence, str(ordinal)))
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _source_span(hit: Hit) -> Span:
    return hit.block.to_source(hit.span) if hit.block else hit.span


def _sentence(hit: Hit) -> str:
    if hit.block is None:
        return ""
    text = hit.block.text
    if hit.span.end - hit.span.start >= len(text):
        sentence = text
    else:
        span = sentence_at(text, hit.span.start)
        sentence = text[span.start : span.end]
    return " ".join(sentence.split())


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
            # Markup stands between the words: say what to write, touch nothing.
            continue
        fixes.append(
            Fix(f"Write “{replacement}”" if replacement.strip() else "Remove it", safety, (Edit(*edit),))
        )
    return tuple(fixes)
