"""The kinds that match single words or phrases: existence, substitution, pattern, occurrence."""

from collections.abc import Iterator

from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.prose import Lines, Match, Prose
from edlint.rules.matching import Matcher, Options, match_filter, plain
from edlint.rules.schema import Existence, Occurrence, PatternCheck, Substitution
from edlint.rules.templates import listed
from edlint.rules.wording import expand, fixes, in_case, lookup, phrases, whole
from edlint.text.pattern import Pattern, pattern


def existence(rule: Existence) -> Matcher:
    """Flag words that should not be there."""
    # One alternation is one scan; there is one for patterns that match whole words only, and one for the others.
    sources = {True: [phrases(rule.phrases, ignore_case=False).source] if rule.phrases else [], False: []}
    sources[rule.whole_words] += [
        whole(source, ignore_case=False).source if rule.whole_words else f"(?:{source})"
        for source in rule.patterns
    ]
    searched = [
        (pattern("|".join(of_sort), ignore_case=not rule.case), match_filter(rule, whole_words=whole_words))
        for whole_words, of_sort in sources.items()
        if of_sort
    ]

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        found = [each for one, bounds in searched for each in bounds(options).found(prose, lines, one)]
        if len(searched) > 1:
            found.sort(key=lambda each: (each.block, each.span.start, -each.span.end))
        last: Match | None = None
        for each in found:
            if last is None or last.block != each.block or not last.span.covers(each.span):
                last = each
                yield Hit(rule.id, each.span, prose.blocks[each.block])

    return match


def substitution(rule: Substitution) -> Matcher:
    """Flag words that have better replacements."""
    swaps = lookup(rule.swap)
    if rule.case:
        swaps |= {key: [new] if isinstance(new, str) else list(new) for key, new in rule.swap.items()}
    listed_words = phrases(rule.swap, ignore_case=not rule.case) if swaps else None
    templates = [
        (_held(source, ignore_case=not rule.case, whole_words=rule.whole_words), template)
        for source, template in rule.swap_patterns.items()
    ]
    in_phrases = match_filter(rule, whole_words=True)
    in_patterns = match_filter(rule, whole_words=rule.whole_words)

    def replaced(prose: Prose, each: Match, news: list[str]) -> Iterator[Hit]:
        old = prose.text(each)
        news = list(dict.fromkeys(new if rule.case else in_case(old, new) for new in news))
        # A match that is written like its replacement is right: “JavaScript” among the ways to write “JavaScript”.
        if news[0] != old:
            made = fixes(prose, each.block, each.span, news, rule.safety)
            yield Hit(rule.id, each.span, prose.blocks[each.block], replacements=tuple(news), fixes=made)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        if listed_words is not None:
            for each in in_phrases(options).found(prose, lines, listed_words):
                text = " ".join(prose.text(each).split())
                yield from replaced(prose, each, swaps.get(text) or swaps[plain(text)])
        for one, template in templates:
            for each in in_patterns(options).found(prose, lines, one):
                yield from replaced(prose, each, [expand(template, prose, each)])

    return match


def pattern_check(rule: PatternCheck) -> Matcher:
    """Flag what a pattern, or one of its groups, matches."""
    parts = [
        (
            _held(part.pattern, ignore_case=not rule.case, whole_words=rule.whole_words),
            part.group,
            listed(part.replace),
        )
        for part in rule.parts
    ]
    bounds = match_filter(rule, whole_words=rule.whole_words)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        for one, group, templates in parts:
            for each in bounds(options).found(prose, lines, one, group):
                news = [expand(template, prose, each) for template in templates]
                if news[:1] == [prose.text(each)]:
                    continue
                made = fixes(prose, each.block, each.span, news, rule.safety)
                yield Hit(rule.id, each.span, prose.blocks[each.block], replacements=tuple(news), fixes=made)

    return match


def occurrence(rule: Occurrence) -> Matcher:
    """Flag the first occurrence beyond the number allowed in a sentence, paragraph or document."""
    if rule.pattern is None:
        one = phrases(rule.phrases, ignore_case=not rule.case)
    else:
        one = _held(rule.pattern, ignore_case=not rule.case, whole_words=rule.whole_words)
    bounds = match_filter(rule, whole_words=rule.whole_words)

    def unit(prose: Prose, each: Match) -> tuple[int, Span | None]:
        if rule.per == "document":
            return 0, None
        if rule.per == "paragraph":
            return each.block, None
        return each.block, prose.sentence_at(each.block, each.span.start)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        most = int(options.get("max", rule.max))
        units: dict[tuple[int, Span | None], list[Match]] = {}
        for each in bounds(options).found(prose, lines, one):
            units.setdefault(unit(prose, each), []).append(each)
        for members in units.values():
            if len(members) > most:
                each = members[most]
                yield Hit(
                    rule.id,
                    each.span,
                    prose.blocks[each.block],
                    values={"count": str(len(members)), "max": str(most)},
                )

    return match


def _held(source: str, *, ignore_case: bool, whole_words: bool) -> Pattern:
    return whole(source, ignore_case=ignore_case) if whole_words else pattern(source, ignore_case=ignore_case)
