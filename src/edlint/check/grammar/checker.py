"""Runs the grammar rules in force over a document."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from edlint.check.base import Outcome, foreign_words, own_words
from edlint.check.grammar.notation import Compiled, compile_pattern, replacement
from edlint.check.grammar.tagged import Tagged
from edlint.check.rules.wording import fixes, in_case
from edlint.config.profile import Profile
from edlint.model.document import Block, Document
from edlint.model.finding import Hit
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.text.pattern import Pattern, pattern
from edlint.text.ranges import Ranges

_TOGETHER = 32
"""How many patterns are asked for at once; RE2 grows slow when there are many more."""


class Some(NamedTuple):
    """Patterns and what to write instead; `any` fits where one of them does, and is asked first: one scan for all."""

    any: Pattern
    patterns: Sequence[tuple[Compiled, tuple[str, ...]]]


class Ready(NamedTuple):
    """A rule's patterns, compiled."""

    parts: tuple[Some, ...]
    unless: tuple[Compiled, ...]


class Grammar:
    """Looks for errors of grammar that words and their classes give away."""

    name = "grammar"
    version = "1"

    def __init__(self) -> None:
        self._ready: dict[str, tuple[Rule, Ready]] = {}

    def prepare(self, profile: Profile) -> None:
        """Compile the rules in force."""
        for active in profile.active(self.name) if profile.english else ():
            self._made(active.rule)

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return the hits of the rules in force, on the author's own English."""
        rules = [active.rule for active in profile.active(self.name)]
        if not rules or not profile.english:
            return Outcome()
        tagged = Tagged([block for block in document.blocks if own_words(block)])
        foreign: dict[int, Ranges] = {}
        hits: list[Hit] = []
        for rule in rules:
            for index, hit in _hits(rule, self._made(rule), tagged):
                if index not in foreign:
                    foreign[index] = foreign_words(tagged.blocks[index])
                if not foreign[index].touch(hit.span):
                    hits.append(hit)
        return Outcome(tuple(hits))

    def close(self) -> None:
        """Nothing was started."""

    def _made(self, rule: Rule) -> Ready:
        known = self._ready.get(rule.id)
        if known is None or known[0] is not rule:
            known = self._ready[rule.id] = rule, ready(rule.spec)
        return known[1]


def ready(data: Mapping[str, Any]) -> Ready:
    """Return the patterns of a rule's data. Raises EngineError for what cannot be read."""
    made: list[tuple[Compiled, tuple[str, ...]]] = []
    for each in data["patterns"]:
        new = each.get("replace", [])
        made.append((_compiled(each["find"]), (new,) if isinstance(new, str) else tuple(new)))
    parts = [made[start : start + _TOGETHER] for start in range(0, len(made), _TOGETHER)]
    return Ready(tuple(map(_together, parts)), tuple(_compiled(source) for source in data.get("unless", ())))


def _together(made: Sequence[tuple[Compiled, tuple[str, ...]]]) -> Some:
    return Some(pattern("|".join(compiled.source for compiled, _ in made)), made)


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Compiled:
    return compile_pattern(source)


def _hits(rule: Rule, made: Ready, tagged: Tagged) -> Iterator[tuple[int, Hit]]:
    taken: set[tuple[int, int]] = set()
    passed: dict[int, Ranges] = {}
    present = (part for part in made.parts if next(part.any.scan(tagged.data), None) is not None)
    for compiled, templates in chain.from_iterable(part.patterns for part in present):
        for match in compiled.pattern.scan(tagged.data):
            start, end = compiled.flagged(match)
            index = tagged.block_at(start)
            block = tagged.blocks[index]
            if block.kind not in rule.scope:
                continue
            if index not in passed:
                passed[index] = _passed(made.unless, tagged, index)
            if passed[index].touch(Span(match.start, match.end)):
                continue
            first, after = tagged.words(index, start, end)
            if (index, first) in taken:
                continue
            taken.add((index, first))
            span = tagged.place(index, first, after)
            groups = [_text(tagged, index, bounds) for bounds in match.ranges[1:]]
            news = [new for each in templates if (new := replacement(each, groups)) is not None]
            if not templates or (news and news[0] != block.text[span.start : span.end].lower()):
                yield index, _hit(rule, block, span, news)


def _hit(rule: Rule, block: Block, span: Span, news: Sequence[str]) -> Hit:
    old = block.text[span.start : span.end]
    cased = tuple(in_case(old, new) if new else "" for new in news)
    made = fixes(block, span, cased, rule.safety)
    return Hit(rule.id, span, block, replacements=cased, fixes=made)


def _text(tagged: Tagged, index: int, bounds: tuple[int, int]) -> str:
    """Return the words of an item as they are written; an optional item that is missing is empty."""
    start, end = bounds
    if start < 0 or end <= start:
        return ""
    span = tagged.place(index, *tagged.words(index, start, end))
    return tagged.blocks[index].text[span.start : span.end]


def _passed(unless: Sequence[Compiled], tagged: Tagged, index: int) -> Ranges:
    """Return the bytes of a block that `unless` fits."""
    base, line = tagged.line_of(index)
    return Ranges(
        Span(base + match.start, base + match.end) for each in unless for match in each.pattern.scan(line)
    )
