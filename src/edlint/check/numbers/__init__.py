"""Numbers that contradict each other inside one article: `consistency.number.*`.

Only figures that can be parsed fully are judged, and a number that may be right in some reading is not reported.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from edlint.check.numbers import (
    beside,
    calendar,
    change,
    counts,
    dated,
    equations,
    intervals,
    parts,
    ranked,
    relations,
    sums,
    tables,
    titles,
)
from edlint.check.numbers.figures import figures
from edlint.check.numbers.found import Found, FoundIn, readable
from edlint.check.numbers.restated import restated
from edlint.check.numbers.same import same
from edlint.config.profile import ActiveRule, Profile
from edlint.language.data import LanguageData
from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.finding import Hit
from edlint.model.outcome import Outcome
from edlint.prose.blocks import by_block
from edlint.prose.prose import Prose
from edlint.prose.voice import others_words
from edlint.rules.base import Checker
from edlint.text.ranges import Ranges

_FAMILY = "consistency.number."


def _once(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield the quantities that are stated twice with different values, each place once."""
    seen: defaultdict[int, Ranges] = defaultdict(Ranges)
    for found in (*same(document, known), *restated(document, known), *ranked.cells(document, known)):
        if seen[id(found.block)].take(found.span):
            yield found


class _Look(NamedTuple):
    """A function that finds contradictions in a text with `least` figures or more, and the data file that it needs."""

    at: Callable[[str, LanguageData], Iterable[Found]]
    file: str = ""
    least: int = 0


def _with(file: str, at: Callable[[str, LanguageData], Iterable[Found]], least: int = 2) -> _Look:
    """Return a `_Look` that needs the data file `numbers/{file}` and at least `least` figures."""
    return _Look(at, f"numbers/{file}", least)


_IN_BLOCK: dict[str, tuple[_Look, ...]] = {
    "weekday": (_Look(calendar.weekdays),),
    "impossible-date": (_Look(calendar.impossible),),
    "change": (
        _with("change", change.changes),
        _with("equations", equations.equations("change"), 3),
        _with("change", change.turns),
    ),
    "percentage-points": (_with("change", change.points),),
    "span": (
        _with("intervals", intervals.anniversaries),
        _with("intervals", intervals.intervals),
        _with("intervals", intervals.ages),
    ),
    "reversed": (_Look(calendar.reversals),),
    "list-count": (_Look(counts.inline), _Look(counts.names), _with("both", counts.both, 0)),
    "ratio": (
        _with("beside", beside.ratios),
        _with("equations", equations.equations("ratio"), 3),
    ),
    "conversion": (_with("beside", beside.conversions),),
    "bound": (
        _Look(calendar.recurring),
        _with("falls", beside.falls, 0),
        _with("beside", beside.bounds),
    ),
    "parts": (
        _Look(parts.parts),
        _with("sums", sums.totals),
        _with("equations", equations.equations("parts"), 3),
        _with("relations", relations.sums, 3),
    ),
    "average": (_with("sums", sums.averages), _with("equations", equations.equations("average"), 3)),
    "product": (
        _with("equations", equations.equations("product"), 3),
        _with("relations", relations.products, 3),
    ),
    "year": (_with("dated", dated.years),),
    "shares": (_Look(sums.divisions), _with("sums", sums.shares)),
}
_IN_DOCUMENT: dict[str, Callable[[Document, LanguageData], Iterable[FoundIn]]] = {
    "year": dated.against_date,
    "list-count": lambda document, known: (
        *counts.lists(document, known),
        *titles.headings(document, known),
        *counts.ordinals(document, known),
    ),
    "table": ranked.ranked,
    "total": tables.totals,
    "share-column": tables.shares,
    "same-quantity": _once,
}


class Numbers(Checker):
    """Finds numbers that cannot both be right."""

    name = "numbers"
    version = "1"

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return a hit for each contradiction, on the words that state it."""
        document = prose.document
        active = {rule.rule.id.removeprefix(_FAMILY): rule for rule in profile.active(self.name)}
        known = prose.language
        if not active or known is None or not known.has("numbers"):
            return Outcome()
        found_in = by_block(
            prose,
            self.name,
            lambda part: (hit for block in part.blocks for hit in _block_hits(block, active, known)),
        )
        hits = [hit for _, hit in found_in]
        for name, look in _IN_DOCUMENT.items():
            if name in active:
                hits.extend(
                    Hit(
                        active[name].rule.id,
                        found.span,
                        found.block,
                        values=found.values,
                        related=found.related,
                    )
                    for found in look(document, known)
                    if readable(found.block) and found.block.kind in active[name].rule.scope
                )
        return Outcome(hits=tuple(hits))


make = Numbers


def _block_hits(block: Block, active: dict[str, ActiveRule], known: LanguageData) -> Iterator[Hit]:
    """Yield the contradictions inside one block, each place once, for the first function that finds it."""
    if not readable(block) or not known.pattern("numbers/base", "any_number").found(block.text):
        return
    taken: Ranges | None = None
    count = len(figures(block.text, known)) if known.has("numbers/figures") else 0
    for name, looks in _IN_BLOCK.items():
        if name not in active or block.kind not in active[name].rule.scope:
            continue
        wanted = (look for look in looks if look.least <= count and (not look.file or known.has(look.file)))
        for found in (each for look in wanted for each in look.at(block.text, known)):
            taken = Ranges(others_words(block).spans) if taken is None else taken
            if taken.take(found.span):
                yield Hit(active[name].rule.id, found.span, block, values=found.values)
