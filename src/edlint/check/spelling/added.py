"""The words of `added.txt`: they are in use, but in none of the lists that the lexicon is built from."""

from collections.abc import Container, Iterator

from edlint.check.spelling.lexicon import CAPITAL, LOWER
from edlint.language.data import english

_LEVEL, _USES, _SPREAD = 60, 50, 4
"""The values of these words: those of an uncommon word in widespread use, enough to build others on (“unvendored”)."""


def entries(lines: list[str], misspelt: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the lower-case words with their columns as in words.txt.gz; none is proposed as a correction.

    A derived form that is a known misspelling (`misspelt`) is left out: “memer”.
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
    """Return the merged columns of a word that is in words.txt.gz, too: the flags of both, and the higher counts."""
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
