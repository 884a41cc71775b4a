"""The kind that finds statements which are known to be false, where the author makes them in earnest.

Who negates, asks, corrects, quotes, hedges or supposes a thing does not claim it: `prose.factuality` says so, for every
rule alike.
"""

from collections.abc import Iterator, Sequence

from edlint.language.data import LanguageData
from edlint.language.notation import WordPattern, word_pattern
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.factuality import asserted, bridges, reach
from edlint.prose.prose import Prose
from edlint.rules.matching import Matcher, Options
from edlint.rules.schema import Statement
from edlint.text.literals import folded


def statement(rule: Statement, known: LanguageData) -> Matcher:
    """Flag the fewest words that make the statement in a sentence."""
    shared = known.table("misconceptions/phrases", "phrases", filled=False)
    shapes = known.entries("misconceptions/phrases", "shapes", filled=False)
    says = [word_pattern(each, {**shared, **rule.phrases}) for each in rule.says]
    for pair in rule.prevents:
        phrases = {**shared, **rule.phrases, "who": pair.who, "what": pair.what}
        says += [word_pattern(shape, phrases) for shape in shapes]
    unless = word_pattern(rule.unless, {**shared, **rule.phrases}, edge=False) if rule.unless else None
    about = tuple(map(folded, rule.about))
    article = tuple(map(folded, rule.article))

    def match(prose: Prose, options: Options) -> Iterator[Hit]:  # noqa: ARG001 - these rules have no options
        if article and not any(word in prose.heard for word in article):
            return
        for index, block in enumerate(prose.blocks):
            if block.kind not in rule.scope or not prose.own(index) or index in prose.corrected:
                continue
            spoken = prose.spoken(index)
            lower = folded(spoken.text)
            if not any(word in lower for word in about):
                continue
            for number, part in enumerate(spoken.sentences):
                sentence = spoken.text[part.start : part.end]
                if not any(word in lower[part.start : part.end] for word in about):
                    continue
                after = _following(spoken.text, spoken.sentences[number + 1 : number + 2])
                found = _stated(says, unless, sentence, after, known)
                if found is not None:
                    span = spoken.place(found.shift(part.start))
                    if not prose.others_words(index).touch(span):
                        yield Hit(rule.id, span, prose.blocks[index])

    return match


def _following(text: str, sentences: Sequence[Span]) -> str:
    return "".join(text[sentence.start : sentence.end] for sentence in sentences)


def _stated(
    says: list[WordPattern], unless: WordPattern | None, sentence: str, after: str, known: LanguageData
) -> Span | None:
    """Return the fewest words that make the statement in this sentence, if it is made in earnest."""
    lower = folded(sentence)
    near = [each for each in says if each.needs is None or any(string in lower for string in each.needs)]
    found = [match for each in near for match in each.compiled.matches(sentence)]
    earnest = (
        match.span
        for match in found
        if all(bridges(gap, known) for gap in match.groups if gap)
        and not (unless is not None and unless.compiled.found(sentence[: reach(sentence, match.span, known)]))
        and asserted(sentence, match.span, after, known)
    )
    return min(earnest, key=lambda span: (span.end - span.start, span), default=None)
