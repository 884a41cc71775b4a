"""The kind that finds two ways to write one thing in one document."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from edlint.model.finding import Hit, Related
from edlint.prose.prose import Lines, Match, Prose
from edlint.prose.voice import is_reference
from edlint.rules.matching import Matcher, Options, match_filter, plain
from edlint.rules.schema import Consistency
from edlint.rules.wording import fixes, forms, in_case, phrases
from edlint.text.pattern import Pattern, pattern

_Key = TypeVar("_Key")


def consistency(rule: Consistency) -> Matcher:
    """Flag the rarer of two ways to write one thing, or of equally common ones the later, where it first occurs."""
    kinds = [make(rule) for make, given in ((_words, rule.variants), (_patterns, rule.patterns)) if given]

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        for one in kinds:
            yield from one(prose, lines, options)

    return match


def _words(rule: Consistency) -> Matcher:
    """Return the matcher for ways to write that are given as words."""
    groups = [list(forms(variants)) for variants in rule.variants]
    where = {
        form if rule.case else plain(form): (group, variant, number)
        for group, variants in enumerate(groups)
        for variant, written in enumerate(variants)
        for number, form in enumerate(written)
    }
    every = [form for variants in groups for written in variants for form in written]
    one = phrases(every, ignore_case=not rule.case)
    limited = match_filter(rule, whole_words=True)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        if not _several(prose, lines, one, where, case=rule.case):
            return
        uses: dict[int, dict[int, list[tuple[Match, int]]]] = {}
        for each in limited(options).found(prose, lines, one):
            if is_reference(prose.blocks[each.block].text):
                continue
            text = " ".join(prose.text(each).split())
            group, variant, number = where[text if rule.case else plain(text)]
            uses.setdefault(group, {}).setdefault(variant, []).append((each, number))
        for group, used in uses.items():
            best = _commonest(used)
            others = groups[group][best]
            for variant in used.keys() - {best}:
                each, number = used[variant][0]
                same = len(others) == len(groups[group][variant])
                new = others[number if same else 0]
                new = new if rule.case else in_case(prose.text(each), new)
                yield Hit(
                    rule.id,
                    each.span,
                    prose.blocks[each.block],
                    values=_counts(others[0], len(used[variant]), len(used[best])),
                    replacements=(new,),
                    fixes=fixes(prose, each.block, each.span, [new], rule.safety),
                    related=_related(prose, used[best][0][0]),
                )

    return match


def _patterns(rule: Consistency) -> Matcher:
    """Return the matcher for ways to write that are given as patterns."""
    ways = [(name, pattern(source, ignore_case=not rule.case)) for name, source in rule.patterns.items()]
    limited = match_filter(rule, whole_words=False)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        if sum(lines.holds(way) for _, way in ways) < 2:
            return
        bounds = limited(options)
        used = {
            name: found
            for name, way in ways
            if (found := list(bounds.found(prose, lines, way, int(way.groups > 0))))
        }
        if len(used) > 1:
            best = _commonest(used)
            for name in used.keys() - {best}:
                each = used[name][0]
                counts = _counts(best, len(used[name]), len(used[best]))
                yield Hit(
                    rule.id,
                    each.span,
                    prose.blocks[each.block],
                    values={"way": name} | counts,
                    related=_related(prose, used[best][0]),
                )

    return match


def _related(prose: Prose, other: Match) -> tuple[Related, ...]:
    """Return the place where the article has the other way to write it."""
    words = " ".join(prose.text(other).split())
    return (Related(prose.blocks[other.block].to_source(other.span), f"“{words}” here"),)


def _several(
    prose: Prose, lines: Lines, one: Pattern, where: Mapping[str, tuple[int, int, int]], *, case: bool
) -> bool:
    """Whether two variants of one thing occur anywhere in the document: a cheap test, and mostly false."""
    seen: dict[int, int] = {}
    for text in {prose.text(match) for match in lines.scan(one)}:
        words = " ".join(text.split())
        group, variant, _ = where[words if case else plain(words)]
        if seen.setdefault(group, variant) != variant:
            return True
    return False


def _commonest(used: Mapping[_Key, list[Any]]) -> _Key:
    """Return the key with the most uses; of equals, the first."""
    return max(used, key=lambda key: len(used[key]))


def _counts(other: str, count: int, others: int) -> dict[str, str]:
    return {"other": other, "count": str(count), "other_count": str(others)}
