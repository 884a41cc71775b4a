"""The kinds of check that look at words where they stand: a rule in, a function from prose to hits out."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from edlint.check.rules.prose import Found, Limits, Prose, allowed, plain
from edlint.check.rules.schema import Declarative, Existence, Occurrence, PatternCheck, Substitution
from edlint.check.rules.wording import Listed, expand, fixes, in_case, lookup, phrases, whole
from edlint.model.finding import Hit
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.sentences import sentence_at

_COMMON_WORDS = frozenset({"inclusive", "style"})
"""The families that are about common words, which no name and no title can be blamed for."""

Options = Mapping[str, Any]
Look = Callable[[Prose, Options], Iterator[Hit]]
"""What a rule becomes: prose and the user's options in, hits out."""


def limits(rule: Rule, *, whole_words: bool) -> Callable[[Options], Limits]:
    """Return what says which matches of the rule count, given the user's options."""
    plainly = _limits(rule, {}, whole_words=whole_words)

    def given(options: Options) -> Limits:
        return _limits(rule, options, whole_words=whole_words) if options.get("allow") else plainly

    return given


def _limits(rule: Rule, options: Options, *, whole_words: bool) -> Limits:
    spec: Declarative = rule.spec
    return Limits(
        scope=rule.scope,
        quotations=rule.quotations,
        unless=tuple(spec.unless),
        ignore_case=not spec.case,
        at=spec.at,
        allow=allowed(spec.allow, options),
        whole_words=whole_words,
        names=spec.names if spec.names is not None else spec.case or rule.family not in _COMMON_WORDS,
    )


def existence(rule: Rule) -> Look:
    """Flag words that should not be there."""
    spec: Existence = rule.spec
    if spec.phrases and not spec.patterns:
        return _phrases(rule, spec)
    # One alternation is one scan; what is held to whole words and what is not are looked for apart.
    sources = {True: [phrases(spec.phrases, ignore_case=False).source] if spec.phrases else [], False: []}
    sources[spec.whole_words] += [
        whole(source, ignore_case=False).source if spec.whole_words else f"(?:{source})"
        for source in spec.patterns
    ]
    searched = [
        (pattern("|".join(of_sort), ignore_case=not spec.case), limits(rule, whole_words=whole_words))
        for whole_words, of_sort in sources.items()
        if of_sort
    ]

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        last: Found | None = None
        found = [each for one, bounds in searched for each in prose.found(one, bounds(options))]
        if len(searched) > 1:
            found.sort(key=lambda each: (each.block.span.start, each.span.start, -each.span.end))
        for each in found:
            if last is None or last.block is not each.block or not last.span.covers(each.span):
                last = each
                yield Hit(rule.id, each.span, each.block)

    return look


def _phrases(rule: Rule, spec: Existence) -> Look:
    listed = Listed(spec.phrases, ignore_case=not spec.case)
    bounds = limits(rule, whole_words=True)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        for each in listed.found(prose, bounds(options)):
            yield Hit(rule.id, each.span, each.block)

    return look


def substitution(rule: Rule) -> Look:
    """Flag words with better ones for them."""
    spec: Substitution = rule.spec
    swaps = lookup(spec.swap)
    listed = Listed(spec.swap, ignore_case=not spec.case) if swaps else None
    if spec.case:
        swaps |= {key: [new] if isinstance(new, str) else new for key, new in spec.swap.items()}
    templates = [
        (
            whole(source, ignore_case=not spec.case)
            if spec.whole_words
            else pattern(source, ignore_case=not spec.case),
            template,
        )
        for source, template in spec.swap_patterns.items()
    ]

    in_phrases = limits(rule, whole_words=True)
    in_patterns = limits(rule, whole_words=spec.whole_words)

    def replaced(each: Found, news: list[str]) -> Hit | None:
        news = list(dict.fromkeys(in_case(each.text, new) if not spec.case else new for new in news))
        if news[0] == each.text:
            # “JavaScript” among the ways to write “JavaScript”.
            return None
        made = fixes(each.block, each.span, news, rule.safety)
        return Hit(rule.id, each.span, each.block, replacements=tuple(news), fixes=made)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        if listed is not None:
            for each in listed.found(prose, in_phrases(options)):
                text = " ".join(each.text.split())
                hit = replaced(each, swaps.get(text) or swaps[plain(text)])
                if hit:
                    yield hit
        for one, template in templates:
            for each in prose.found(one, in_patterns(options)):
                hit = replaced(each, [expand(template, each)])
                if hit:
                    yield hit

    return look


def pattern_check(rule: Rule) -> Look:
    """Flag what a pattern, or one of its groups, fits."""
    spec: PatternCheck = rule.spec
    compile_ = whole if spec.whole_words else pattern
    parts = [
        (compile_(source, ignore_case=not spec.case), group, templates)
        for source, group, templates in spec.parts
    ]
    bounds = limits(rule, whole_words=spec.whole_words)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        for one, group, templates in parts:
            for each in prose.found(one, bounds(options), group):
                news = [expand(template, each) for template in templates]
                if news[:1] == [each.text]:
                    continue
                made = fixes(each.block, each.span, news, rule.safety)
                yield Hit(rule.id, each.span, each.block, replacements=tuple(news), fixes=made)

    return look


def occurrence(rule: Rule) -> Look:
    """Flag the first one too many of what is all right, but not this often."""
    spec: Occurrence = rule.spec
    if spec.pattern is None:
        one = phrases(spec.phrases, ignore_case=not spec.case)
    elif spec.whole_words:
        one = whole(spec.pattern, ignore_case=not spec.case)
    else:
        one = pattern(spec.pattern, ignore_case=not spec.case)

    bounds = limits(rule, whole_words=spec.whole_words)

    def unit(each: Found) -> tuple[int, Span | None]:
        if spec.per == "document":
            return 0, None
        if spec.per == "paragraph":
            return id(each.block), None
        return id(each.block), sentence_at(each.block.text, each.span.start)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        most = int(options.get("max", spec.max))
        units: dict[tuple[int, Span | None], list[Found]] = {}
        for each in prose.found(one, bounds(options)):
            units.setdefault(unit(each), []).append(each)
        for members in units.values():
            if len(members) > most:
                each = members[most]
                yield Hit(
                    rule.id,
                    each.span,
                    each.block,
                    values={"count": str(len(members)), "max": str(most)},
                )

    return look
