"""The kind that finds uses that need something else before them, such as an acronym and its definition."""

from collections.abc import Iterator

from edlint.model.block import BlockKind
from edlint.model.finding import Hit
from edlint.prose.prose import Lines, Match, Prose
from edlint.rules.matching import Matcher, MatchFilter, Options, match_filter, plain
from edlint.rules.schema import Conditional
from edlint.text.pattern import pattern

_EVERYWHERE = MatchFilter(frozenset(BlockKind), quotations=True)


def conditional(rule: Conditional) -> Matcher:
    """Flag the first use without a definition before it, and second definitions, as `rule.flag` says."""
    uses = pattern(rule.if_, ignore_case=not rule.case)
    definitions = pattern(rule.then, ignore_case=not rule.case)
    given = match_filter(rule, whole_words=True)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        bounds = given(options)
        defined: dict[str, Match] = {}
        for each in _EVERYWHERE.found(prose, lines, definitions):
            number = next((n for n in range(1, len(each.groups)) if prose.group(each, n)), 0)
            name = prose.group(each, number)
            if name not in defined:
                defined[name] = each
            elif "twice" in rule.flag and plain(name) not in bounds.allow:
                yield Hit(rule.id, each.span, prose.blocks[each.block], values={"name": name})
        if not ("missing" in rule.flag or ("late" in rule.flag and defined)):
            return
        firsts: dict[str, Match] = {}
        for each in bounds.found(prose, lines, uses, int(uses.groups > 0)):
            firsts.setdefault(prose.text(each), each)
        for name, each in firsts.items():
            definition = defined.get(name)
            fault = "missing" if definition is None else "late" if _before(each, definition) else ""
            if fault in rule.flag:
                yield Hit(rule.id, each.span, prose.blocks[each.block], values={"name": name})

    return match


def _before(use: Match, definition: Match) -> bool:
    """Whether a use comes before the beginning of a definition; that may begin with it: “DNS (domain name system)”."""
    return (use.block, use.span.start) < (definition.block, definition.span.start)
