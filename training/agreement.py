"""Train the model of edlint.check.agreement.judge on edited text, and measure it on houses that are left out.

    python training/agreement.py FOLDER …

Each folder holds a folder of edited articles for each house. A verb that does not agree there, as far as letters tell, is an
example of what is right; one of each sentence that was put into the other number an example of what is wrong. Writes
src/edlint/data/en/grammar/agreement.msgpack.gz; the same files give the same weights.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from logistic import Example, examples, left_out, table, trained, write

from edlint.check.agreement.judge import features, other
from edlint.check.agreement.phrases import Heads
from edlint.check.agreement.subject import candidates
from edlint.language.classes import classes
from edlint.prose.prose import Prose
from edlint.prose.sentence import Sentence, sentences

ROUNDS = 6
ERRORS = frozenset(Path(__file__).with_name("agreement-errors.txt").read_text("ascii").split())
"""Verbs in the training text that were found to be real errors, each as a digest of its sentence and its index."""
OFTEN = 3
"""The weight of such an error: it is a genuine example."""


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="+")
    houses = examples(parser.parse_args().folder, look)
    weighed = list(left_out(houses, ROUNDS))
    table(weighed, range(30, 100, 10))
    write("agreement", trained([example for found in houses.values() for example in found], ROUNDS))


def look(prose: Prose) -> Iterator[Example]:
    """Yield the verbs of a text that seem not to agree, and verbs that were changed to the other number."""
    for sentence, _, _ in sentences(prose):
        heads = Heads(sentence.language)
        for candidate in candidates(sentence, heads):
            error = digest(sentence.written, candidate.verb) in ERRORS
            example = Example(wrong=error, features=features(sentence, heads, candidate))
            yield from [example] * (OFTEN if error else 1)
        draw = random.Random(" ".join(sentence.written))  # noqa: S311 - for a choice that is the same each time
        verbs = [at for at in range(len(sentence.words)) if _turned(sentence, heads, at)]
        if verbs:
            at = draw.choice(verbs)
            changed = sentence.with_word(at, _turned(sentence, heads, at))
            for candidate in candidates(changed, heads):
                if candidate.verb == at:
                    yield Example(wrong=True, features=features(changed, heads, candidate))


def digest(written: Sequence[str], verb: int) -> str:
    """Return the entry of a verb in ERRORS."""
    return blake2b(" ".join([*written, str(verb)]).encode(), digest_size=6).hexdigest()


def _turned(sentence: Sentence, heads: Heads, at: int) -> str:
    """Return a verb in the other number; "" for any other word."""
    word, tag = sentence.words[at], sentence.tags[at]
    if tag not in {"VBZ", "VBP"} and word not in {"was", "were"}:
        return ""
    made = other(word, "many" if tag == "VBZ" or word == "was" else "one")
    verb = made in heads.auxiliaries or not set("bz").isdisjoint(classes(made or ""))
    return (
        made if made and verb and sentence.written[at].islower() and "'" not in word and word != "am" else ""
    )


if __name__ == "__main__":
    main()
