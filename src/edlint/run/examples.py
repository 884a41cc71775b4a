"""A rule's examples as its tests: each is parsed in its format and checked with that rule alone."""

from collections.abc import Iterable, Sequence
from functools import cache

from edlint.check import CHECKERS, make
from edlint.check.base import Checker
from edlint.config.profile import ActiveRule, Profile, Selection
from edlint.config.schema import Settings
from edlint.lint.lint import lint
from edlint.model.edit import Edit
from edlint.model.finding import Finding
from edlint.model.rule import Example, Rule
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse

_SUFFIXES = {"markdown": "md", "text": "txt", "html": "html"}


def check_examples(rule: Rule) -> list[str]:
    """Return what each example that does not hold does instead, one line each; empty when the rule keeps its word."""
    return [failure for example in rule.examples for failure in check_example(rule, example)]


def check_example(rule: Rule, example: Example) -> list[str]:
    """Return what is wrong with one example: other words flagged, a place that is off, a fix that is not as said."""
    findings = run_example([rule], example)
    name = f"{rule.id}: {_short(example.text)}"
    wanted = places(example)
    got = [finding.span for finding in findings]
    if got != wanted:
        return [
            f"{name} flags {_spans(example.text, got)}"
            + (f", not {_spans(example.text, wanted)}" if example.flags else " but should flag nothing")
        ]
    unfilled = [f.message for f in findings if "{" in f.message and "{" not in example.text]
    if unfilled:
        return [f"{name} leaves a gap in its message: {unfilled[0]}"]
    if example.fixed is None:
        return []
    fixed = _apply(example.text, findings)
    if fixed != example.fixed:
        return [f"{name} is fixed to {fixed!r}, not to {example.fixed!r}"]
    left = run_example(
        [rule], Example(fixed, example.format, options=example.options, language=example.language)
    )
    if left:
        return [f"{name}: the fixed text still has {_spans(fixed, [finding.span for finding in left])}"]
    return []


def run_example(rules: Iterable[Rule], example: Example) -> list[Finding]:
    """Return the findings of these rules alone on an example's text, in the order of their places."""
    catalog = {rule.id: rule for rule in rules}
    active = {
        rule.id: ActiveRule(
            rule,
            rule.severity,
            {name: option.default for name, option in rule.options.items()} | dict(example.options),
        )
        for rule in catalog.values()
    }
    selection = Selection(((False, "all"), *((True, id_) for id_ in catalog)))
    profile = Profile(active, selection, example.language)
    document = parse(Source(f"example.{_SUFFIXES[example.format]}", example.format, example.text))
    names = dict.fromkeys(rule.checker for rule in catalog.values() if rule.checker in CHECKERS)
    findings = lint(document, [_checker(name) for name in names], profile, catalog).findings
    return [finding for finding in findings if finding.rule in catalog and finding.suppressed is None]


def places(example: Example) -> list[Span]:
    """Return where the flagged words of an example stand: each after the start of the one before."""
    spans = []
    position = 0
    for flag in example.flags:
        start = example.text.index(flag, position)
        spans.append(Span(start, start + len(flag)))
        position = start + 1
    return spans


@cache
def _checker(name: str) -> Checker:
    return make(name, Settings())


def _apply(text: str, findings: Sequence[Finding]) -> str:
    """Return the text after each finding's first fix; a fix that overlaps an earlier one is left out."""
    edits: list[Edit] = []
    for finding in findings:
        if finding.fixes and not any(_clash(edit, made) for edit in finding.fixes[0].edits for made in edits):
            edits += finding.fixes[0].edits
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _clash(one: Edit, two: Edit) -> bool:
    return one.start < two.end and two.start < one.end


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 70 else line[:67] + '…'}”"


def _spans(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"“{text[span.start : span.end]}” at {span.start}" for span in spans) or "nothing"
