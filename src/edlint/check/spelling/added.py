"""The words of `added.txt`: in use, and in no list that the lexicon is built from."""

from collections.abc import Container, Iterator

from edlint.check.spelling.lexicon import CAPITAL, LOWER
from edlint.language.data import english

_LEVEL, _USES, _SPREAD = 60, 50, 4
"""What a list says of an uncommon word that documentation throughout has: enough to build others on (“unvendored”)."""


def entries(lines: list[str], misspelt: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the words in small letters with their columns of words.txt.gz; none is proposed as a correction.

    A form that is a known misspelling (`misspelt`) stays one: “memer”.
    """
    for line in lines:
        base, _, stem = line.partition(" ")
        if base.startswith("#"):
            continue
        if not base.islower():
            yield base.lower(), f"-\t{_LEVEL}\t{CAPITAL}\t0\t0\t0\t\t{base}"
            continue
        for word in (base, *(form for form in _forms(base, stem) if form not in misspelt)):
            yield word, f"-\t{_LEVEL}\t{LOWER}\t{_USES}\t{_USES}\t{_SPREAD}\t\t"


def merged(listed: str, ours: str) -> str:
    """Return the columns of a word that a list has as well: whatever either says of it."""
    mark, level, forms, uses, small, spread, variants, written = listed.split("\t")
    _, our_level, our_forms, *our_counts, _, our_written = ours.split("\t")
    counts = (
        str(max(int(one), int(two))) for one, two in zip((uses, small, spread), our_counts, strict=True)
    )
    return "\t".join(
        (
            mark,
            our_level if level == "0" else level,
            str(int(forms) | int(our_forms)),
            *counts,
            variants,
            written or our_written,
        )
    )


def _forms(base: str, stem: str) -> Iterator[str]:
    if stem:
        yield base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
        yield from (stem + ending for ending in english("spelling/words", "endings"))
