"""Train the tagger of edlint.language.tagger on a treebank, and measure it.

    python training/tagger.py TRAIN.conllu … --test TEST.conllu [--test …]

Each sentence is taken three times: as it is, with some verbs and nouns in another form, tagged as that form, and with half of
its verbs in the number that does not agree. So the tagger still tells a verb from a noun where the two do not agree. Writes src/edlint/data/en/grammar/tagger.msgpack.gz; the same files
give the same weights.
"""

import argparse
import gzip
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from edlint.language import tagger
from edlint.language.classes import classes
from edlint.language.inflection import FORMS
from edlint.prose.tagged import token_offsets

TARGET = Path(__file__).parents[1] / "src/edlint/data/en/grammar/tagger.msgpack.gz"
ROUNDS = 5
CHANGED = 0.08
"""The share of words that are changed to another form in a sentence's second copy."""
TURNED = 0.5
"""The share of finite verbs that are changed to the other number in a sentence's third copy."""
LEAST = 12
"""Tenths: smaller weights are left out."""
KEPT = frozenset(
    "NN NNS NNP NNPS DT PDT PRP PRP$ POS WP WP$ WDT WRB EX JJ JJR JJS RB RBR RBS RP IN TO VB VBP VBZ VBD VBN VBG MD CC CD "
    "PRP+VBZ PRP+VBP PRP+MD EX+VBZ DT+VBZ WP+VBZ UH".split()
)
Sentence = list[tuple[str, str]]
Rows = list[list[str]]


def main() -> None:
    """Train, measure and write the tagger."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("treebank", type=Path, nargs="+")
    parser.add_argument("--test", type=Path, action="append", default=[])
    args = parser.parse_args()
    draw = random.Random(1)  # noqa: S311 - for an order that is the same each time
    plain = [sentence for path in args.treebank for sentence in read(path)]
    copies = [
        copy for sentence in plain for copy in (changed(sentence, draw, CHANGED), turned(sentence, draw))
    ]
    weights, alone = trained([*plain, *copies], draw)
    tags = sorted({tag for sentence in plain for _, tag in sentence})
    number = {tag: at for at, tag in enumerate(tags)}
    rows = {"=" + word: bytes([number[tag]]) for word, tag in sorted(alone.items())}
    for feature, row in sorted(weights.items()):
        kept = [(number[tag], weight) for tag, weight in sorted(row.items()) if abs(weight) >= LEAST]
        if kept:
            rows[feature] = bytes(
                byte for tag, weight in kept for byte in (tag, max(1, min(255, tagger.ZERO + weight)))
            )
    TARGET.write_bytes(gzip.compress(msgspec.msgpack.encode(tagger.Data(rows, tags)), 9, mtime=0))
    for path in args.test:
        measure(path, draw)


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, tokenized as edlint does, as (word, tag)."""
    for chunk in path.read_text(encoding="utf-8").split("\n\n"):
        lines = chunk.split("\n")
        text = next((line[len("# text = ") :] for line in lines if line.startswith("# text = ")), "")
        rows = [line.split("\t") for line in lines if line[:1].isdigit() and "." not in line.split("\t")[0]]
        spans = list(_spans(text, rows))
        known = token_offsets(text)
        sentence: Sentence = []
        for start, end in zip(known.starts, known.ends, strict=True):
            inside = [row for row, (first, after) in spans if first < end and after > start]
            if inside:
                word = text[start:end]
                sentence.append((word, tagger.certain(word) or _tag(word, [row[4] for row in inside])))
        if sentence:
            yield sentence


def _spans(text: str, rows: Rows) -> Iterator[tuple[list[str], tuple[int, int]]]:
    """Yield the syntactic words with their spans; the parts of a contraction divide its span in order."""
    at = until = last = 0
    for row in rows:
        if "-" in row[0]:
            at = text.index(row[1], at)
            until, last = at + len(row[1]), int(row[0].split("-")[1])
        elif int(row[0]) <= last:
            end = until if int(row[0]) == last else min(at + len(row[1]), until)
            yield row, (at, end)
            at = end
        else:
            at = text.index(row[1], at)
            yield row, (at, at + len(row[1]))
            at += len(row[1])


def _tag(word: str, tags: Sequence[str]) -> str:
    if len(tags) == 1:
        tag = tags[0]
    elif tags[-1] == "POS":
        tag = "POS"
    elif "'" in word or "’" in word:
        tag = tags[0] if tags[0] in KEPT and tags[0][0] in "VM" else f"{tags[0]}+{tags[1]}"
    elif word.lower() == "cannot":
        tag = "MD"
    else:
        tag = tags[-1]
    return tag if tag in KEPT else "X"


def changed(sentence: Sentence, draw: random.Random, share: float) -> Sentence:
    """Return a sentence with a share of its words in another form, with the tags of those forms."""
    return [_other(word, tag, draw) if draw.random() < share else (word, tag) for word, tag in sentence]


def _other(word: str, tag: str, draw: random.Random) -> tuple[str, str]:
    text = word.lower()
    forms = {
        "VBZ": ["many"],
        "VBP": ["one"],
        "VB": ["third", "past", "ing", "base"],
        "VBN": ["base"],
        "VBG": ["base"],
    }
    forms |= {"NN": ["plural"], "NNS": ["singular"]}
    tags = {"many": "VBP", "one": "VBZ", "third": "VBZ", "past": "VBD", "ing": "VBG", "base": "VB"}
    tags |= {"plural": "NNS", "singular": "NN"}
    known = classes(text)
    if text in {"was", "were"}:
        return {"was": "were", "were": "was"}[text], tag
    if tag not in forms or not text.isalpha() or (tag == "NN" and ("s" not in known or draw.random() < 0.7)):
        return word, tag
    name = draw.choice(forms[tag])
    if name == "past":
        name = "participle" if draw.random() < 0.2 else "past"
    made = FORMS["base" if name == "past" else name](text)
    if made is None or made == text or text in {"am", "be", "been", "being"}:
        return word, tag
    return made, "VBN" if name == "participle" else tags[name]


def turned(sentence: Sentence, draw: random.Random) -> Sentence:
    """Return a sentence with half of its finite verbs in the other number, with the tags of those forms."""
    return [_turned(word, tag) if draw.random() < TURNED else (word, tag) for word, tag in sentence]


def _turned(word: str, tag: str) -> tuple[str, str]:
    text = word.lower()
    if text in {"was", "were"}:
        return {"was": "were", "were": "was"}[text], tag
    made = (
        FORMS["many" if tag == "VBZ" else "one"](text) if tag in {"VBZ", "VBP"} and text.isalpha() else None
    )
    if made is None or text in {made, "am"} or not set("bzBHV") & set(classes(made)):
        return word, tag
    return made, "VBP" if tag == "VBZ" else "VBZ"


def features(words: Sequence[tagger.Word], at: int, before: str, last: str) -> tuple[str, ...]:
    """Return the features of word number `at` after words with the tags `before` and `last`."""
    left, word, right, second = words[at - 1], words[at], words[at + 1], words[at + 2]
    alone = [(word, "itself"), (left, "before"), (right, "after")]
    own = [feature for one, as_what in alone for feature in tagger.of_word(one, as_what)]
    return (*own, *tagger.of_place((left, word, right, second), before, last))


Weights = dict[str, dict[str, int]]


def trained(sentences: list[Sentence], draw: random.Random) -> tuple[Weights, dict[str, str]]:
    """Return the averaged weights in tenths, and the tag of each word that nearly always has the same."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag in sentence:
            counts[tagger.seen(word).text][tag] += 1
    alone = {
        word: tag
        for word, seen in counts.items()
        for tag, often in seen.most_common(1)
        if seen.total() >= 50 and often >= 0.998 * seen.total()
    }
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    sums: defaultdict[tuple[str, str], float] = defaultdict(float)
    steps = 0
    for _ in range(ROUNDS):
        draw.shuffle(sentences)
        for sentence in sentences:
            words = [*(tagger.seen(word) for word, _ in sentence), tagger.NONE, tagger.NONE]
            before = last = "^"
            for at, (word, right) in enumerate(sentence):
                tag = tagger.certain(word) or alone.get(words[at].text)
                if tag is None:
                    steps += 1
                    made = features(words, at, before, last)
                    scores: defaultdict[str, float] = defaultdict(float)
                    for feature in made:
                        for name, weight in weights.get(feature, {}).items():
                            scores[name] += weight
                    tag = max(scores, key=lambda name: (scores[name], name), default="NN")
                    if tag != right:
                        for feature in made:
                            row = weights[feature]
                            for name, step in ((right, 1.0), (tag, -1.0)):
                                row[name] = row.get(name, 0.0) + step
                                sums[feature, name] += steps * step
                before, last = last, tag
    return {
        feature: {name: round(10 * (weight - sums[feature, name] / steps)) for name, weight in row.items()}
        for feature, row in weights.items()
    }, alone


def measure(path: Path, draw: random.Random) -> None:
    """Print the share of words that are tagged correctly, and the share among words changed to another form."""
    right, whole, other, all_other = 0, 0, 0, 0
    for sentence in read(path):
        found = tagger.tags([word for word, _ in sentence])
        right += sum(one == tag for one, (_, tag) in zip(found, sentence, strict=True))
        whole += len(sentence)
        wrong = changed(sentence, draw, 2 * CHANGED)
        again = tagger.tags([word for word, _ in wrong])
        at = [number for number, pair in enumerate(wrong) if pair[0] != sentence[number][0]]
        other += sum(again[number] == wrong[number][1] for number in at)
        all_other += len(at)
    print(
        f"{path.name}: {right / whole:.4f} of {whole} words, {other / all_other:.4f} of {all_other} put into another form"
    )


if __name__ == "__main__":
    main()
