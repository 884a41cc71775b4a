"""Which singular nouns need an article and have none, by a linear model over the words around them.

It was trained by training/determiners.py on edited text: nouns without an article there are negative examples, and
nouns whose article was removed are positive ones. A noun that has an article elsewhere in the same text is likelier
to need one, and a capitalised term that has one twice needs it everywhere.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from edlint.language.classes import classes
from edlint.language.weights import weights
from edlint.model.block import PLACEHOLDER, Block, BlockKind
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.prose.sentence import Sentence, sentences

SURE, NEAR = 32, 20
"""Lowest weights of phrases that are reported, and that are considered, in tenths of a logarithm of odds."""
OFTEN = 2
"""Fewest uses with a determiner of a capitalised term that needs one everywhere in a text."""
BARE = 1.5
"""Most uses of it without one, relative to those with one: a name mostly has none (“Stable Diffusion”)."""
_DETERMINER_TAGS = frozenset("CD POS PRP$ DT WP$ PDT WDT".split())
_INSIDE = frozenset("JJ JJR JJS NN NNP VBG VBN".split())
_FINITE = frozenset("VBZ VBP VBD MD VB".split())
_GOES_ON = frozenset("NN NNS NNP NNPS CD POS JJ VBG".split())
_PARTICIPLES = frozenset({"VBN", "VBD"})
_PLAIN = frozenset({"VB", "VBP"})
_NOUNS = frozenset({"NN", "NNS"})
_JOINED = frozenset(f"{PLACEHOLDER}-/=&#_+<>|@*→")


class Phrase(NamedTuple):
    """A noun phrase: the indexes of its first word, after any determiner, and of its noun."""

    first: int
    noun: int


def listed(sentence: Sentence, name: str) -> frozenset[str]:
    """Return a word list of the sentence's language from `grammar/determiners`."""
    return sentence.language.words("grammar/determiners", name)


def phrases(sentence: Sentence) -> Iterator[Phrase]:
    """Yield the phrases that end in a singular countable noun and contain no name."""
    for noun, tag in enumerate(sentence.tags):
        if tag == "NN" and _countable(sentence, noun) and not _goes_on(sentence, noun):
            first = _first(sentence, noun)
            named = any(word[0].isupper() for word in sentence.written[max(first, 1) : noun + 1])
            if not named and "NNP" not in sentence.tags[first:noun] and not _bare(sentence, first, noun):
                yield Phrase(first, noun)


def terms(sentence: Sentence) -> Iterator[tuple[str, Phrase]]:
    """Yield the capitalised terms that end in a countable noun, each with its phrase: “raw Hash Signature”."""
    at, written, words = 0, sentence.written, sentence.words
    while at < len(words):
        after = at
        while after < len(words) and written[after][0].isupper() and written[after].isalpha():
            after += 1
        first = at + (at == 0 and _closed(words[0]))
        known = set(classes(words[after - 1])) if after - first > 1 else set()
        one = "s" in known and known.isdisjoint("mp") and not written[after - 1].isupper()
        if one and not _goes_on(sentence, after - 1) and not any(map(_closed, words[first:after])):
            yield " ".join(written[first:after]), Phrase(_first(sentence, first), after - 1)
        at = max(after, at + 1)


def determined(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a determiner, or a word that may be one, comes before a phrase."""
    if not phrase.first:
        return False
    word = sentence.words[phrase.first - 1]
    return (
        word in listed(sentence, "determiners")
        or sentence.tags[phrase.first - 1] in _DETERMINER_TAGS
        or word.endswith((PLACEHOLDER, *listed(sentence, "owns")))
    )


def _first(sentence: Sentence, noun: int) -> int:
    """Return the index of the first word of the phrase that ends in a noun, after any determiner."""
    words, kinds, first = sentence.words, sentence.tags, noun
    while first and (kinds[first - 1] in _INSIDE or words[first - 1] in listed(sentence, "ordinals")):
        if words[first - 1] in listed(sentence, "determiners") or words[first - 1] == PLACEHOLDER:
            break
        first -= 1
    adverb = 0 < first < noun and kinds[first - 1] == "RB"
    adverb = adverb and words[first - 1].endswith(sentence.language.text("grammar/determiners", "adverb"))
    return first - 1 if adverb and kinds[first] in {"JJ", "VBN"} else first


def _goes_on(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is part of a longer compound: “image editing”, “column or row headers”."""
    after = [*sentence.words[noun + 1 : noun + 2], ""][0]
    kinds = [*sentence.tags[noun + 1 : noun + 4], "", "", ""]
    if after in listed(sentence, "prepositions"):
        return False
    joined = after in listed(sentence, "joins") and kinds[1] in {"NN", "JJ"} and kinds[2] in _GOES_ON
    made = kinds[0] in _PARTICIPLES and kinds[1] in _NOUNS  # “user initiated feedback”
    return joined or made or kinds[0] in _GOES_ON or after in _JOINED or "'" in after


def _bare(sentence: Sentence, first: int, noun: int) -> bool:
    """Whether a phrase is one of a pair, a headline, a fixed expression or a verb, and so needs no article."""
    words, kinds = sentence.words, sentence.tags
    before, after = ["^", *words][first], [*words, ""][noun + 1]
    pair = (
        after in listed(sentence, "joins") and [*kinds, "", ""][noun + 2] in _NOUNS
    )  # “pattern and structure”
    joined = before in listed(sentence, "joins") and kinds[max(0, first - 2)].startswith(("JJ", "NN"))
    # “a big or bigger loss”, “the parameters and return statement”
    verb = after in listed(sentence, "objects") and first == noun  # “name it after the task”
    kind = before == "of" and words[max(0, first - 2)] in listed(sentence, "kinds")
    compound = first > 1 and kinds[first - 1] in _PLAIN and kinds[first - 2] in _INSIDE | _DETERMINER_TAGS
    alone = {before, words[first]} & listed(sentence, "alone")
    headline = not first and "," in words[noun + 1 : noun + 3]  # “Problem is, it was late”
    if words[first] == "next" and words[noun] == "time":
        return True  # “next time you add one”
    by = before == "by" and after != "of"  # “sorted by system”; but “by factor of two”
    return (
        pair or joined or verb or kind or compound or headline or by or bool(alone)
    )  # “the actual fail point”


def _closed(word: str) -> bool:
    """Whether a word is of a closed class: “the”, “every”, “with”."""
    return any(map(str.isupper, classes(word)))


def _countable(sentence: Sentence, noun: int) -> bool:
    word = sentence.words[noun]
    known = word.isalpha() and len(word) > 2 and not word.endswith(tuple(listed(sentence, "endings")))
    return known and "s" in classes(word)


def features(sentence: Sentence, phrase: Phrase, there: int, bare: int) -> list[str]:
    """Return the features of a phrase without a determiner.

    `there` and `bare` are the numbers of uses of its noun with and without one elsewhere in the text.
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
    return found if not _FINITE.isdisjoint(sentence.tags) else [*found, "fragment"]


def counted(text: Sequence[Sentence]) -> Mapping[str, list[int]]:
    """Return the numbers of uses with and without a determiner in a text, by noun."""
    found: dict[str, list[int]] = {}
    for sentence in text:
        for phrase in phrases(sentence):
            found.setdefault(sentence.words[phrase.noun], [0, 0])[not determined(sentence, phrase)] += 1
    return found


def _terms(text: Sequence[Sentence]) -> frozenset[str]:
    """Return the terms that need a determiner, as they often have one in this text."""
    found: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for sentence in text:
        for term, phrase in terms(sentence):
            found[determined(sentence, phrase)][term] += 1
    return frozenset(
        term for term, often in found[True].items() if often >= OFTEN and found[False][term] <= BARE * often
    )


class Lacking(NamedTuple):
    """A phrase that lacks an article: its place, and the odds that it does, in tenths of a logarithm."""

    block: Block
    span: Span
    weight: int


def lacking(prose: Prose) -> Iterator[Lacking]:
    """Yield the phrases that may lack an article, with a weight of `NEAR` or more."""
    text = list(sentences(prose))
    known = [placed.sentence for placed in text]
    nouns, wanted = counted(known), _terms(known)
    for sentence, block, spans in text:
        # List items are often in telegraphic style: in 47 unseen publications, 7 of 26 findings in them were right.
        if _FINITE.isdisjoint(sentence.tags) or block.kind is BlockKind.LIST_ITEM:
            continue
        wanting = {
            phrase: _weight(sentence, phrase, nouns)
            for phrase in phrases(sentence)
            if not determined(sentence, phrase)
        }
        wanting |= {
            phrase: SURE
            for term, phrase in terms(sentence)
            if term in wanted and not determined(sentence, phrase)
        }
        for (first, noun), weight in sorted(wanting.items()):
            if weight >= NEAR and not block.labelled(spans[noun]):
                yield Lacking(block, Span(spans[first].start, spans[noun].end), weight)


def _weight(sentence: Sentence, phrase: Phrase, nouns: Mapping[str, list[int]]) -> int:
    there, bare = nouns[sentence.words[phrase.noun]]
    return weights("determiners").weigh(features(sentence, phrase, there, bare - 1))
