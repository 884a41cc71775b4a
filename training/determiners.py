"""Train the model of edlint.check.determiners on edited text, and measure it on houses that are left out.

    python training/determiners.py FOLDER …

Each folder holds edited articles (Markdown, HTML, reStructuredText, AsciiDoc). A noun that stands there without a determiner
is an example of one that can, one from which its article was taken an example of one that cannot. Writes
src/edlint/data/en/grammar/determiners.msgpack.gz; the same files give the same weights.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from logistic import Example, examples, left_out, table, trained, write

from edlint.check.determiners.nouns import counted, determined, features, listed, phrases
from edlint.prose.prose import Prose
from edlint.prose.sentence import Sentence, sentences


def main() -> None:
    """Train, measure and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="+")
    houses = examples(parser.parse_args().folder, look)
    table(list(left_out(houses)), range(20, 60, 5))
    write("determiners", trained([example for found in houses.values() for example in found]))


def look(prose: Prose) -> Iterator[Example]:
    """Yield the nouns of a text without a determiner, and nouns whose article was removed."""
    known = [placed.sentence for placed in sentences(prose)]
    nouns = counted(known)
    for sentence in known:
        for phrase in phrases(sentence):
            there, bare = nouns[sentence.words[phrase.noun]]
            if not determined(sentence, phrase):
                yield Example(wrong=False, features=features(sentence, phrase, there, bare - 1))
            elif sentence.words[phrase.first - 1] in listed(sentence, "articles"):
                yield from _without(sentence, phrase.first - 1, phrase.noun - 1, there - 1, bare)


def _without(sentence: Sentence, article: int, noun: int, there: int, bare: int) -> Iterator[Example]:
    words = [*sentence.written[:article], *sentence.written[article + 1 :]]
    if not article:
        words[0] = words[0].capitalize()
    changed = Sentence(words, sentence.language)
    for phrase in phrases(changed):
        if phrase.noun == noun and not determined(changed, phrase):
            yield Example(wrong=True, features=features(changed, phrase, there, bare))


if __name__ == "__main__":
    main()
