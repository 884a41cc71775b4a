"""Detection of passages in another language than English: blocks and runs of words inside a block.

The score of a word for a language is how much commoner it is there than in English (wordfreq's frequencies, on the Zipf
scale: powers of ten). A passage is foreign when the total score of its words is high and several of them do not occur
in English; a name, a term or a slip of English is not enough.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import structs

from edlint.cache.prepared import cached_table
from edlint.cache.table import Table, pack
from edlint.cache.versions import version
from edlint.language.tongues import NAMES
from edlint.model.block import Block, Mark, MarkKind
from edlint.model.document import Document, Problem
from edlint.model.span import Span
from edlint.text.words import words

RULE = "edlint.other-language"

_LANGUAGES = "ca cs da de es fi fil fr hu id is it lt lv ms nb nl pl pt ro sh sk sl sv tr vi".split()
_LATIN_WORDS = (
    "ad aut autem cum eius enim est et etiam ex fuit haec hic hoc id inter ipse ita nec neque nihil nisi nobis non nunc"
    " omnes omnia pro qua quae quam qui quia quibus quid quis quo quod quoque sic sine sunt tamen vel vero"
).split()
"""Latin's commonest words, for wordfreq has no Latin; none of the dummy text that `markup.placeholder-text` finds."""
_SCRIPTS = (
    ("\u3040", "\u30ff", "ja"),
    ("\uac00", "\ud7af", "ko"),
    ("\u4e00", "\u9fff", "zh"),
    ("\u0400", "\u04ff", "ru"),
    ("\u0370", "\u03ff", "el"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0900", "\u097f", "hi"),
    ("\u0980", "\u09ff", "bn"),
    ("\u0e00", "\u0e7f", "th"),
)
"""The first and the last letter of a script, and the language that is most often written in it."""

_COMMON, _ENGLISH_COMMON = 400, 300
"""The lowest Zipf values, in hundredths, of the words of another language and of English that are used."""
_ABSENT, _ENGLISH_ABSENT = 3.0, 2.0
"""The Zipf values assumed for a word of the table without a value for the other language, or for English."""
_MOST, _LEAST = 3.0, -4.0
"""The highest and the lowest score of one word for another language."""
_BLOCK, _RUN = 6.0, 7.0
"""The total scores that a block and a run of words must reach, in powers of ten."""
_ENGLISH = -2.0
"""The score at or below which a word counts as English: with more than one in ten of these a block is not foreign."""
_BREAK = 3.0
"""A foreign run ends where its total falls this far below its highest value, in powers of ten."""
_SAMPLE = 2_000
"""The number of words at the beginning of a block by which its language is chosen."""
_LONG = 5
"""The fewest words of a passage that is reported: a borrowed phrase is shorter."""
_SHORT = 60
"""The most characters of a heading or item whose language other passages of the document help to determine."""
_CUES = 150
"""The number of the commonest words of each language that cause a block to be examined."""


class Passage(NamedTuple):
    """A passage in another language: its span in the block's text, the language's code, and its number of words."""

    span: Span
    language: str
    words: int


def recognise(document: Document, language: str) -> Document:
    """Return the document with its foreign passages marked, and the first that is not short as a problem to report.

    A block in another language gets that language; a foreign run of words inside a block gets a LANGUAGE mark. A block
    whose language the markup declares is not examined. If `language`, the document's, is not English, nothing changes.
    """
    if language.partition("-")[0].lower() != "en":
        return document
    found: list[tuple[Block, Passage]] = []
    blocks = []
    for block in document.blocks:
        passages = list(_passages(block)) if block.language is None else []
        found.extend((block, passage) for passage in passages)
        blocks.append(_marked(block, passages))
    if not found:
        return document
    others = {passage.language for _, passage in found if passage.words >= _LONG}
    blocks = [_short(block, others) if block.language is None else block for block in blocks]
    problems = document.problems
    first = next(((block, passage) for block, passage in found if passage.words >= _LONG), None)
    if first is not None:
        block, passage = first
        values = {"language": NAMES[passage.language]}
        problems = (*problems, Problem(RULE, block.to_source(passage.span), values))
    return structs.replace(document, blocks=tuple(blocks), problems=problems)


def _short(block: Block, languages: set[str]) -> Block:
    """Return a short block as one in a foreign language of the document if a word scores for that and none for English.

    “Adresse eintragen” is too little evidence by itself, but enough in a document with a German paragraph.
    """
    spans = words(block.text) if languages and len(block.text) <= _SHORT else ()
    row = [_known(block.text[span.start : span.end].lower()) for span in spans]
    for code in sorted(languages):
        said = [_says(known, code) for known in row]
        if said and max(said) >= 1 and min(said) >= 0:
            return structs.replace(block, language=code)
    return block


def lean(word: str) -> float:
    """Return how much commoner a lower-case word is in another language than in English, in powers of ten.

    0 for a word that is not common in any other language, or commoner in English.
    """
    known = _known(word)
    there = [value for code, value in known.items() if code != "en"]
    return max(0.0, max(there) - known.get("en", _ENGLISH_ABSENT)) if there else 0.0


def _marked(block: Block, passages: list[Passage]) -> Block:
    if not passages:
        return block
    first = passages[0]
    if first.span.start == 0 and first.span.end == len(block.text):
        return structs.replace(block, language=first.language)
    marks = [Mark(MarkKind.LANGUAGE, one.span, one.language, block.to_source(one.span)) for one in passages]
    return structs.replace(block, marks=tuple(sorted((*block.marks, *marks), key=lambda mark: mark.span)))


def _passages(block: Block) -> Iterator[Passage]:
    text = block.text
    whole = Span(0, len(text))
    if not text.isascii():
        script = _script(text)
        if script:
            # Chinese and Japanese put no blanks between words: two letters count as one.
            yield Passage(whole, script, max(len(words(text)), sum(map(str.isalpha, text)) // 2))
            return
    lowered = text.lower()
    cues = _cues().intersection(lowered.split())
    if not cues:
        return
    spans = words(text)
    if len(cues) < 2 and len(spans) > 4:
        return
    row = [_known(lowered[span.start : span.end]) for span in spans]
    languages = sorted({code for cue in cues for code in _known(cue)} - {"en"})
    best = max(languages, key=lambda code: sum(_says(known, code) for known in row[:_SAMPLE]), default="")
    if not best:
        return
    said = [_says(known, best) for known in row]
    english = sum(value <= _ENGLISH for value in said)
    if (
        sum(said) >= max(_BLOCK, len(said) / 2)
        and english * 10 <= len(said)
        and _enough(text, spans, said, 0, len(said))
    ):
        yield Passage(whole, best, len(spans))
        return
    for start, end in _runs(said):
        if end - start >= 4 and _enough(text, spans, said, start, end):
            first, last = _widened(row, start, end)
            yield Passage(Span(spans[first].start, spans[last - 1].end), best, last - first)


def _widened(row: list[Mapping[str, float]], start: int, end: int) -> tuple[int, int]:
    """Return the run extended by adjacent words in no list, such as nouns of its language (“Klavier für Anfänger”)."""
    while start and not row[start - 1]:
        start -= 1
    while end < len(row) and not row[end]:
        end += 1
    return start, end


def _says(known: Mapping[str, float], code: str) -> float:
    """Return the score of a word for a language, in powers of ten, from `_LEAST` to `_MOST`; negative: for English."""
    if not known:
        return 0.0
    return min(_MOST, max(_LEAST, known.get(code, _ABSENT) - known.get("en", _ENGLISH_ABSENT)))


def _enough(text: str, spans: tuple[Span, ...], said: list[float], start: int, end: int) -> bool:
    """Whether enough different words of 3 letters or more score for the language, some in lower case (so not names)."""
    clear = {
        text[span.start : span.end]
        for span, value in zip(spans[start:end], said[start:end], strict=True)
        if value >= 1 and span.end - span.start >= 3
    }
    few = end - start <= 4
    small = sum(word.islower() for word in clear)
    return len(clear) >= (2 if few else 3) and small >= (1 if few else 2)


def _runs(said: list[float]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of words with a locally maximal total score of at least `_RUN`."""
    start, total, best, end = 0, 0.0, 0.0, 0
    for index, value in enumerate([*said, _LEAST * 9]):
        if total <= 0:
            start, total, best = index, 0.0, 0.0
        total += value
        if total > best:
            best, end = total, index + 1
        elif total <= best - _BREAK or total <= 0:
            if best >= _RUN:
                yield start, end
            start, total, best = index + 1, 0.0, 0.0


def _script(text: str) -> str:
    """Return the language code of a text whose letters are mostly in another script than Latin; else empty."""
    counts: dict[str, int] = {}
    letters = 0
    for letter in text:
        if not letter.isalpha():
            continue
        letters += 1
        if letter > "\u024f":
            code = next((code for first, last, code in _SCRIPTS if first <= letter <= last), "und")
            counts[code] = counts.get(code, 0) + 1
    if sum(counts.values()) * 2 <= letters:
        return ""
    # Japanese has Chinese characters too.
    return "ja" if "ja" in counts else max(counts, key=lambda code: counts[code])


@lru_cache(maxsize=65_536)
def _known(word: str) -> Mapping[str, float]:
    """Return the Zipf values of a lower-case word by language code; empty for a word that is in no list."""
    found = _table().get(word)
    if found is None:
        return {}
    pairs = (entry.split(":") for entry in found.decode().split(" "))
    return {code: int(value) / 100 for code, value in pairs}


@cache
def _cues() -> frozenset[str]:
    return frozenset(_table().section("cues").decode().split())


@cache
def _table() -> Table:
    return cached_table("languages", f"3 {version('wordfreq')}", _made)


def _made() -> bytes:
    english = _frequencies("en", _ENGLISH_COMMON)
    found: dict[str, list[str]] = {word: [f"en:{value}"] for word, value in english.items()}
    cues: set[str] = set()
    for code in _LANGUAGES:
        there = _frequencies(code, _COMMON)
        for word, value in there.items():
            found.setdefault(word, []).append(f"{code}:{value}")
        usual = [word for word, value in there.items() if value - english.get(word, 200) >= 150]
        cues.update(word for word in usual[:_CUES] if len(word) > 1)
    for word in _LATIN_WORDS:
        found.setdefault(word, []).append("la:600")
    cues.update(_LATIN_WORDS)
    lines = [f"{word}\t{' '.join(values)}" for word, values in found.items()]
    return pack(lines, {"cues": " ".join(sorted(cues)).encode()})


def _frequencies(code: str, least: int) -> dict[str, int]:
    """Return a language's words, commonest first, with their Zipf values in hundredths, down to `least`."""
    from wordfreq import get_frequency_list  # noqa: PLC0415 - only when the table is made

    # The list has a group of words for each hundredth of a Zipf unit, from Zipf 9 downwards.
    groups = get_frequency_list(code, "small")[: 900 - least + 1]
    return {word: 900 - step for step, group in enumerate(groups) for word in group if word.isalpha()}
