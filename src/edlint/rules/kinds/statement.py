"""The kind that finds statements known to be false where the author asserts them.

A sentence that negates, questions, corrects, reports, hedges or supposes a statement does not assert it:
`prose.factuality` decides that for all rules.
"""

from collections.abc import Iterator
from functools import lru_cache

from edlint.language.data import LanguageData
from edlint.language.notation import PhraseSets, WordPattern, word_pattern
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.factuality import asserted, keeps_statement, next_clause_end
from edlint.prose.prose import Lines, Prose
from edlint.rules.matching import Matcher, Options
from edlint.rules.schema import Statement
from edlint.text.literals import folded, may_fit


def statement(rule: Statement, known: LanguageData) -> Matcher:
    """Flag the shortest wording of the statement in each sentence that asserts it."""
    says, unless = patterns(rule, known)
    about = tuple(map(folded, rule.about))
    article = tuple(map(folded, rule.article))

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        if article and not prose.contains_any(article):
            return
        heard = prose.spoken_text
        for index, number in heard.sentences_with(about, lines.numbers):
            block = prose.blocks[index]
            if block.kind not in rule.scope or index in prose.falsehood_blocks:
                continue
            spoken = heard.block(index)
            part = spoken.sentences[number]
            loose = heard.loose(index, number)
            near = [each for each in says if may_fit(each.needs, loose)]
            found = _stated(near, unless, spoken.sentence(number), spoken.sentence(number + 1), known)
            if found is not None:
                span = spoken.place(found.shift(part.start))
                if not prose.others_words(index).touch(span):
                    yield Hit(rule.id, span, block)

    return match


def patterns(rule: Statement, known: LanguageData) -> tuple[list[WordPattern], WordPattern | None]:
    """Return the patterns of a statement, and that of words that exclude it in a sentence. Raises NotationError."""
    shared = _shared(known)
    shapes = known.entries("misconceptions/phrases", "shapes", filled=False)
    phrases = PhraseSets(rule.phrases, shared)
    says = [word_pattern(each, phrases) for each in rule.says]
    for pair in rule.prevents:
        says += [
            word_pattern(shape, PhraseSets({"who": pair.who, "what": pair.what}, phrases)) for shape in shapes
        ]
    return says, word_pattern(rule.unless, phrases, edge=False) if rule.unless else None


@lru_cache(maxsize=8)
def _shared(known: LanguageData) -> PhraseSets:
    return PhraseSets(known.table("misconceptions/phrases", "phrases", filled=False))


def _stated(
    says: list[WordPattern], unless: WordPattern | None, sentence: str, after: str, known: LanguageData
) -> Span | None:
    """Return the span of the shortest wording that this sentence asserts, or None; `after` is the next sentence."""
    found = [match for each in says for match in each.compiled.matches(sentence)]
    earnest = (
        match.span
        for match in found
        if all(keeps_statement(gap, known) for gap in match.groups if gap)
        and not (
            unless is not None
            and unless.compiled.found(sentence[: next_clause_end(sentence, match.span, known)])
        )
        and asserted(sentence, match.span, after, known)
    )
    return min(earnest, key=lambda span: (span.end - span.start, span), default=None)
