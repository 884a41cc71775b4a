"""Overclaims that no cue matches, by a linear model over the words of a sentence and of its paragraph.

Its weights are data (`edlint/data/<language>/claims/overclaim.tsv`, or a file of the user's own, see
`edlint.config.weights`), trained by the scripts in `training/`. The features of a sentence are its words (`never`), its
pairs of words (`the most`, with `^` and `$` for its ends), the other words of its paragraph (`~enterprise`), and
properties of the sentence (`:we`). The score is the sum of the weights of its features.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from edlint.cache.digest import own_digest
from edlint.cache.prepared import cached_value
from edlint.check.claims.found import Found
from edlint.check.claims.language import Language
from edlint.check.claims.stance import holds
from edlint.config.weights import RULE, Weights, read_weights
from edlint.language.data import DATA, english
from edlint.model.block import PLACEHOLDER, BlockKind
from edlint.model.claim import ClaimKind
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.text.words import words

_SCOPE = frozenset(
    [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.TITLE, BlockKind.HEADING]
)
BIAS = ":"
"""The feature that every sentence has."""
_SHORT, _LONG = 6, 30
_NEAR = 10
_SHOWN = 3
_TELLING = 4
"""Fewest letters of a word that means something to a reader: shorter ones occur everywhere."""
_SPEAKERS = ("we", "i", "you")
_SAID = {
    ":we": "it speaks of “us”",
    ":i": "it speaks of “me”",
    ":you": "it speaks to “you”",
    ":short": "it is short",
    ":long": "it is long",
}


class Verdict(NamedTuple):
    """The model's result for a sentence: the sum of weights, and the features with the highest positive weights."""

    score: int
    reasons: tuple[str, ...]


def spoken(text: str) -> list[str]:
    """Return the words of a text in the form of features: lower case, `#` for a number."""
    return [_word(text[span.start : span.end]) for span in words(text)]


def features(said: Sequence[str], text: str, rest: frozenset[str] = frozenset()) -> list[str]:
    """Return the features of a sentence from its words, its text, and the words of the rest of its paragraph."""
    own = frozenset(said)
    found = [*own, *_pairs(said), *(f"~{word}" for word in rest)]
    return found + _like(own, said, text)


def _pairs(said: Sequence[str]) -> set[str]:
    """Return the pairs of adjacent words, with `^` and `$` for the ends of the sentence."""
    return set(map(" ".join, pairwise(("^", *said, "$"))))


def _like(own: frozenset[str], said: Sequence[str], text: str) -> list[str]:
    """Return the features for properties of a sentence: its persons, code in it, its length."""
    found = [f":{name}" for name in _SPEAKERS if own & english("claims/speakers", name)]
    if PLACEHOLDER in text:
        found.append(":code")
    if len(said) <= _SHORT:
        found.append(":short")
    if len(said) >= _LONG:
        found.append(":long")
    return found


def around(said: Sequence[Sequence[str]], number: int) -> frozenset[str]:
    """Return the words of up to `_NEAR` sentences on each side of one: a paragraph may have thousands."""
    first = max(0, number - _NEAR)
    near = (*said[first:number], *said[number + 1 : number + 1 + _NEAR])
    return frozenset(word for each in near for word in each)


def verdict(weights: Weights, found: Sequence[str]) -> Verdict:
    """Return the verdict on a sentence with these features."""
    of = weights.of
    parts = [(of[name], name) for name in found if name in of]
    score = of.get(BIAS, 0) + sum(weight for weight, _ in parts)
    return Verdict(score, _reasons(sorted((-weight, name) for weight, name in parts if weight > 0)))


def overclaims(prose: Prose, language: Language, own: Weights | None) -> Iterator[Found]:
    """Yield the sentences of a document that are overclaims by the weights: the user's `own`, or the language's."""
    weights = own or shipped(language.code)
    if weights is None:
        return
    others = (language.stances["question"], language.stances["unpromised"])
    for index, block in enumerate(prose.blocks):
        if block.kind not in _SCOPE:
            continue
        parts = tuple(prose.sentences(index))
        said = _spoken(block.text, prose.words(index), parts)
        for part, judged in zip(parts, _verdicts(weights, block.text, parts, said), strict=True):
            if judged is None or any(holds(stance, block.text, part, part) for stance in others):
                continue
            span = _place(block.text, part, judged.reasons)
            values = {"reasons": ", ".join(map(_told, judged.reasons))}
            yield Found(ClaimKind.ABSOLUTE, RULE, block, index, span, part, values=values)


def _spoken(text: str, found: Sequence[Span], parts: Sequence[Span]) -> list[list[str]]:
    """Return the words of each sentence of a block, in the form of `spoken`, from the spans of the block's words."""
    said: list[list[str]] = []
    at = 0
    for part in parts:
        row: list[str] = []
        while at < len(found) and found[at].start < part.end:
            row.append(_word(text[found[at].start : found[at].end]))
            at += 1
        said.append(row)
    return said


def _verdicts(
    weights: Weights, text: str, parts: Sequence[Span], said: Sequence[Sequence[str]]
) -> Iterator[Verdict | None]:
    """Yield the verdict on each sentence of a block, or None where it is no claim."""
    nearby = _Nearby(weights, said) if len(said) <= _NEAR + 1 else None
    for number, part in enumerate(parts):
        sentence = text[part.start : part.end]
        # Most sentences are no claims, which sums over the whole block show faster.
        if nearby is not None and nearby.score(number, sentence) <= weights.threshold:
            yield None
        else:
            found = verdict(weights, features(said[number], sentence, around(said, number)))
            yield found if found.score > weights.threshold else None


class _Nearby:
    """Fast scores for a block whose sentences are all near each other: weights of nearby words are summed up once."""

    def __init__(self, weights: Weights, said: Sequence[Sequence[str]]) -> None:
        self._of = weights.of
        self._said = [frozenset(each) for each in said]
        self._rows = said
        self._count = Counter(word for each in self._said for word in each)
        near = _of_near_words(weights)
        self._weight = {word: near[word] for word in self._count if word in near}
        self._whole = sum(self._weight.values())

    def score(self, number: int, text: str) -> int:
        """Return the score of a sentence, as `verdict` does."""
        own = self._said[number]
        alone = sum(
            [weight for word, weight in self._weight.items() if word in own and self._count[word] == 1]
        )
        weights = self._of
        row = self._rows[number]
        names = (*own, *_pairs(row), *_like(own, row, text))
        return (
            weights.get(BIAS, 0)
            + sum([weights[name] for name in names if name in weights])
            + self._whole
            - alone
        )


@lru_cache(maxsize=8)
def _of_near_words(weights: Weights) -> dict[str, int]:
    return {name[1:]: weight for name, weight in weights.of.items() if name[0] == "~"}


@lru_cache(maxsize=8)
def shipped(code: str) -> Weights | None:
    """Return the weights that edlint has for a language, or None."""
    path = DATA / code / "claims" / "overclaim.tsv"
    if not path.is_file():
        return None
    return cached_value(Weights, f"overclaim-{code}", own_digest(), lambda: read_weights(path))


def _word(text: str) -> str:
    return "#" if text[0].isdigit() else text.lower().replace("’", "'")


def _reasons(weighed: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """Return the first few features that mean something to a reader (“is the” does not), without a word in common."""
    shown: dict[str, set[str]] = {}
    for _, name in weighed:
        said = {word.lstrip("~") for word in name.split()}
        tells = name[0] == ":" or any(len(word) >= _TELLING for word in said)
        if tells and not any(said & other for other in shown.values()):
            shown[name] = said
    return tuple(shown)[:_SHOWN]


def _told(name: str) -> str:
    if name.startswith("~"):
        return f"“{name[1:]}” nearby"
    return _SAID.get(name, f"“{name.strip('^$ ')}”")


def _place(text: str, sentence: Span, reasons: Sequence[str]) -> Span:
    """Return the span of the first reason that occurs in the sentence, or of its first five words."""
    spans = [span.shift(sentence.start) for span in words(text[sentence.start : sentence.end])]
    said = [_word(text[span.start : span.end]) for span in spans]
    for name in reasons:
        wanted = name.split()
        wanted = [word for word in wanted if word not in {"^", "$"}]
        for at in range(len(said) - len(wanted) + 1):
            if wanted and said[at : at + len(wanted)] == wanted:
                return Span(spans[at].start, spans[at + len(wanted) - 1].end)
    return Span(spans[0].start, spans[min(len(spans), 5) - 1].end) if spans else sentence
