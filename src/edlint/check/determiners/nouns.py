"""Which singular nouns want an article and have none, by a linear model over the words around them.

It was trained by training/determiners.py on edited text: a noun that stands without an article there can do so, and one from
which its article was taken cannot. A noun that has an article elsewhere in the same text is likelier to want one here, and a term in
capitals that has one twice wants it everywhere.
"""

import gzip
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from edlint.language.classes import classes
from edlint.language.data import DATA
from edlint.language.tagger import tags
from edlint.model.document import PLACEHOLDER, Block, BlockKind
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.prose.tagged import places
from edlint.prose.voice import own_words

FILE = DATA / "en" / "grammar" / "determiners.msgpack.gz"
SURE = 30
"""Tenths of a logarithm of odds: what weighs less is not said."""
OFTEN = 2
"""How often a term in capitals has a determiner in a text where it wants one everywhere."""
ARTICLES = frozenset({"a", "an", "the"})
_DETERMINERS = ARTICLES.union(
    "this these those my your his her its our their every each some any no another either neither both all several many few "
    "whose which what one much more most less enough such".split()
)
_DETERMINER_TAGS = frozenset("CD POS PRP$ DT WP$ PDT WDT".split())
_INSIDE = frozenset("JJ JJR JJS NN NNP VBG VBN".split())
_ORDINALS = frozenset("own first second third last next".split())
"""Words that stand in a phrase whatever the tagger takes them for."""
_FINITE = frozenset("VBZ VBP VBD MD VB".split())
_GOES_ON = frozenset("NN NNS NNP NNPS CD POS JJ VBG".split())
_PREPOSITIONS = frozenset("according concerning depending following including regarding using".split())
"""Words with -ing before which a phrase ends."""
_JOINED = frozenset(f"{PLACEHOLDER}-/=&#_+<>|@*")
_MOST = 120
_SCOPE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


class Phrase(NamedTuple):
    """A noun phrase: the numbers of its first word, behind a determiner, and of its noun."""

    first: int
    noun: int


class Sentence:
    """The words of a sentence, in small letters with straight apostrophes, and their tags."""

    def __init__(self, written: Sequence[str]) -> None:
        """Tag the words."""
        self.written = written
        self.words = [word.lower().replace("’", "'") for word in written]
        self.tags = tags(written)
        self.whole = not _FINITE.isdisjoint(self.tags)

    def phrases(self) -> Iterator[Phrase]:
        """Yield the phrases that end in a singular noun and hold no name."""
        for noun, tag in enumerate(self.tags):
            if tag == "NN" and _countable(self.words[noun]) and not self._goes_on(noun):
                first = self._first(noun)
                named = any(word[0].isupper() for word in self.written[max(first, 1) : noun + 1])
                if not named and "NNP" not in self.tags[first:noun]:
                    yield Phrase(first, noun)

    def terms(self) -> Iterator[tuple[str, Phrase]]:
        """Yield the terms in capitals that end in a noun that can be counted, each with its phrase: “raw Hash Signature”."""
        at = 0
        while at < len(self.words):
            after = at
            while (
                after < len(self.words) and self.written[after][0].isupper() and self.written[after].isalpha()
            ):
                after += 1
            first = at + (at == 0 and _closed(self.words[0]))
            known = set(classes(self.words[after - 1])) if after - first > 1 else set()
            one = "s" in known and known.isdisjoint("mp") and not self.written[after - 1].isupper()
            if one and not self._goes_on(after - 1) and not any(map(_closed, self.words[first:after])):
                yield " ".join(self.written[first:after]), Phrase(self._first(first), after - 1)
            at = max(after, at + 1)

    def determined(self, phrase: Phrase) -> bool:
        """Whether a determiner stands before a phrase, or what may be one."""
        if not phrase.first:
            return False
        word = self.words[phrase.first - 1]
        return (
            word in _DETERMINERS
            or self.tags[phrase.first - 1] in _DETERMINER_TAGS
            or word.endswith(("'s", "s'", PLACEHOLDER))
        )

    def _first(self, noun: int) -> int:
        """Return the first word of the phrase that ends in a noun, behind its determiner."""
        words, kinds, first = self.words, self.tags, noun
        while first and (kinds[first - 1] in _INSIDE or words[first - 1] in _ORDINALS):
            if words[first - 1] in _DETERMINERS or words[first - 1] == PLACEHOLDER:
                break
            first -= 1
        adverb = 0 < first < noun and kinds[first - 1] == "RB" and words[first - 1].endswith("ly")
        return first - 1 if adverb and kinds[first] in {"JJ", "VBN"} else first

    def _goes_on(self, noun: int) -> bool:
        """Whether a noun belongs to what follows: “image editing”, “column or row headers”."""
        after, kinds = (
            [*self.words[noun + 1 : noun + 2], ""][0],
            [*self.tags[noun + 1 : noun + 4], "", "", ""],
        )
        if after in _PREPOSITIONS:
            return False
        joined = after in {"and", "or"} and kinds[1] in {"NN", "JJ"} and kinds[2] in _GOES_ON
        return joined or kinds[0] in _GOES_ON or after in _JOINED or "'" in after


def _closed(word: str) -> bool:
    """Whether a word is of a closed class: “the”, “every”, “with”."""
    return any(map(str.isupper, classes(word)))


def _countable(word: str) -> bool:
    known = word.isalpha() and len(word) > 2 and not word.endswith(("thing", "one"))
    return known and "s" in classes(word)


def features(sentence: Sentence, phrase: Phrase, there: int, bare: int) -> list[str]:
    """Return the features of a phrase without a determiner.

    `there` and `bare` are how often its noun has one, and has none, elsewhere in the text.
    """
    words, kinds, (first, noun) = (
        ["^", "^", *sentence.words, "$", "$"],
        ["^", "^", *sentence.tags, "$", "$"],
        phrase,
    )
    head, known = words[noun + 2], "".join(sorted(classes(words[noun + 2])))
    before, last, after, next_ = words[first], words[first + 1], words[noun + 3], words[noun + 4]
    tag, tag_after, start, inner = kinds[first + 1], kinds[noun + 3], words[first + 2], words[noun + 1]
    seen = f"{min(there, 3)}.{min(bare, 2)}"
    found = [
        f"h{head}", f"L{last}", f"N{after}", f"hL{head} {last}", f"hN{head} {after}", f"LN{last} {after}", f"K{known}",
        f"T{tag}{tag_after}", f"l{before} {last}", f"n{after} {next_}", f"e{head[-4:]}{tag}", f"c{min(noun - first, 3)}",
        "^" if not first else "_", f"D{seen}", f"DK{seen}{known}",
    ]  # fmt: skip
    if first < noun:
        found += [f"m{start}", f"mh{inner} {head}", f"mL{start} {last}", f"mT{kinds[first + 2]} {tag}"]
        found.append(f"mk{kinds[first + 2]}{known}")
    else:
        found += [f"b{head}", f"bL{tag}{head}", f"bK{last} {known}"]
    return found if sentence.whole else [*found, "fragment"]


class Model(NamedTuple):
    """Tenths of a logarithm of odds: those that a phrase begins with, and by feature what it adds."""

    begin: int
    weights: Mapping[str, int]

    def weigh(self, found: Collection[str]) -> int:
        """Return how likely a phrase with these features lacks its article."""
        return self.begin + sum(self.weights.get(feature, 0) for feature in found)


@cache
def _model() -> Model:
    return msgspec.msgpack.decode(gzip.decompress(FILE.read_bytes()), type=Model)


class Placed(NamedTuple):
    """A sentence with the block that it stands in and where its words are there."""

    sentence: Sentence
    block: Block
    spans: Sequence[Span]


def sentences(prose: Prose) -> Iterator[Placed]:
    """Yield the author's own sentences of running text."""
    for index, block in enumerate(prose.blocks):
        if block.kind not in _SCOPE or not own_words(block):
            continue
        others = prose.others_words(index)
        for span in prose.sentences(index):
            known = places(block.text[span.start : span.end])
            spans = [
                Span(span.start + start, span.start + end)
                for start, end in zip(known.starts, known.ends, strict=True)
            ]
            if 2 < len(spans) <= _MOST and not others.touch(span):
                yield Placed(Sentence([block.text[each.start : each.end] for each in spans]), block, spans)


def counted(text: Sequence[Sentence]) -> Mapping[str, list[int]]:
    """Return by noun how often it stands in a text with a determiner, and without."""
    found: dict[str, list[int]] = {}
    for sentence in text:
        for phrase in sentence.phrases():
            found.setdefault(sentence.words[phrase.noun], [0, 0])[not sentence.determined(phrase)] += 1
    return found


def _terms(text: Sequence[Sentence]) -> Mapping[str, int]:
    """Return by term how often it stands in a text with a determiner."""
    return Counter(
        term for sentence in text for term, phrase in sentence.terms() if sentence.determined(phrase)
    )


def lacking(prose: Prose) -> Iterator[tuple[Block, Span]]:
    """Yield the phrases that lack an article, each with its block."""
    text = list(sentences(prose))
    known = [placed.sentence for placed in text]
    nouns, terms = counted(known), _terms(known)
    for sentence, block, spans in text:
        if not sentence.whole:
            continue
        wanting = [
            phrase
            for phrase in sentence.phrases()
            if not sentence.determined(phrase) and _wants(sentence, phrase, nouns)
        ]
        wanting += [
            phrase
            for term, phrase in sentence.terms()
            if terms[term] >= OFTEN and not sentence.determined(phrase)
        ]
        for first, noun in sorted(wanting):
            if not block.labelled(spans[noun]):
                yield block, Span(spans[first].start, spans[noun].end)


def _wants(sentence: Sentence, phrase: Phrase, nouns: Mapping[str, list[int]]) -> bool:
    there, bare = nouns[sentence.words[phrase.noun]]
    return _model().weigh(features(sentence, phrase, there, bare - 1)) >= SURE
