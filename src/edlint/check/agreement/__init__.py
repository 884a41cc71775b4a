"""The checker of grammatical agreement: `grammar.agreement.*`.

Each word of a sentence gets a letter for its part of speech. Patterns over the letters find subjects with their verbs
and nouns with their determiners. A fault counts only where the tagger reads the corrected word as the form that is
required.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from edlint.check.agreement import form as verb
from edlint.check.agreement import judge, noun, subject
from edlint.check.agreement.phrases import Fault, Heads
from edlint.config.profile import Profile
from edlint.language.data import LanguageData
from edlint.language.rowset import RowSet, rowset
from edlint.model.block import Block, MarkKind
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.prose.blocks import by_block
from edlint.prose.prose import Prose
from edlint.prose.sentence import MOST, Sentence
from edlint.rules.base import Checker

_Look = Callable[[Sentence, Heads], Iterator[Fault]]
_LOOKS: Mapping[str, _Look] = {
    "subject": judge.subjects,
    "relative": judge.relatives,
    "existence": subject.existence,
    "noun": noun.nouns,
    "form": verb.forms,
}
_TAGS = {
    "base": {"VB"},
    "participle": {"VBN"},
    "ing": {"VBG"},
    "plural": {"NNS"},
    "singular": {"NN"},
}
_LABELS = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG})
_APART = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.CODE})


class Agreement(Checker):
    """Finds words whose forms do not agree."""

    name = "agreement"
    version = "1"

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return a hit for each word in a wrong form."""
        active = [(rule.rule, _LOOKS[rule.rule.part]) for rule in profile.active(self.name)]  # type: ignore[attr-defined] # rules of this checker alone have a part
        known = prose.language
        if not active or known is None or not known.has("grammar/agreement"):
            return Outcome()
        found = by_block(prose, self.name, partial(_found, active=active, known=known))
        return Outcome(tuple(hit for _, hit in found))


make = Agreement


def _found(prose: Prose, active: Sequence[tuple[Rule, _Look]], known: LanguageData) -> Iterator[Hit]:
    heads = Heads(known)
    for index, words in _candidates(prose, known).items():
        block, others = prose.blocks[index], prose.others_words(index)
        looks = [(rule.id, look) for rule, look in active if block.kind in rule.scope]
        if looks:
            found = _hits(prose, index, words, looks, heads)
            yield from (hit for hit in found if not others.touch(hit.span))


def _candidates(prose: Prose, known: LanguageData) -> Mapping[int, Sequence[int]]:
    """Return the indexes of words that may be wrong, ascending, by block number."""
    found: dict[int, set[int]] = {}
    rows = _rows(known)
    prose.tagged.search(rows)
    for source in rows.sources:
        for index, match in prose.tagged.scan(source):
            found.setdefault(index, set()).add(prose.tagged.words(index, match.start, match.end)[1] - 1)
    return {index: sorted(words) for index, words in sorted(found.items())}


@lru_cache(maxsize=8)
def _rows(known: LanguageData) -> RowSet:
    """Return the automaton of rows that precede words that may be wrong, read once per language."""
    return rowset(known.entries("grammar/agreement", "where", filled=False))


def _hits(
    prose: Prose, index: int, words: Sequence[int], looks: Sequence[tuple[str, _Look]], heads: Heads
) -> Iterator[Hit]:
    """Yield the hits in those sentences of a block that contain one of these words."""
    block, where = prose.blocks[index], prose.tagged.offsets_of(index)
    for sentence_span in prose.sentences(index):
        first, after = (bisect_left(where.starts, edge) for edge in (sentence_span.start, sentence_span.end))
        if bisect_left(words, first) == bisect_left(words, after) or after - first > MOST:
            continue
        spans = [Span(where.starts[at], where.ends[at]) for at in range(first, after)]
        sentence = Sentence([block.text[each.start : each.end] for each in spans], heads.language)
        for rule, look in looks:
            # Two patterns find “one of the few step”.
            for fault in {fault.at: fault for fault in look(sentence, heads)}.values():
                made, place = _wanted(fault, sentence), spans[fault.at]
                titled = fault.subject and _titled(
                    block, spans[fault.subject[0]], spans[fault.subject[1] - 1], place
                )
                if made and not titled and not block.divided(place, _APART) and not block.labelled(place):
                    weak = Severity.SUGGESTION if fault.weak else None
                    yield Hit(rule, place, block, replacements=(made,), severity=weak)


def _titled(block: Block, first: Span, last: Span, verb: Span) -> bool:
    """Whether a subject is all of a link (“[Notes on tests](notes.md) is long”), or a label in bold (“**Workspace sync** that”)."""
    return any(
        (mark.kind is MarkKind.LINK and mark.span.start <= first.start and last.end <= mark.span.end)
        or (mark.kind in _LABELS and mark.span == Span(first.start, verb.end))
        for mark in block.marks
    )


def _wanted(fault: Fault, sentence: Sentence) -> str | None:
    """Return the corrected word; None for a name, and where the tagger does not read it as the required form."""
    word = sentence.words[fault.at]
    made = judge.other(word, fault.form)
    if made is None or not sentence.written[fault.at].islower():
        return None
    read = fault.certain or sentence.with_word(fault.at, made).tags[fault.at] in _TAGS[fault.form]
    return made if read else None
