"""Build a language's compiled lexicon from the installed packages, and cache it in the user's cache folder.

English is built from pyspellchecker's lexicon, wordfreq and the lists in `edlint/data/en/spelling`; another language
from pyspellchecker's lexicon, and from wordfreq if that has the language. wordfreq's data may be shared only under its
own licence, so it is read where it is installed and never shipped.
"""

import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from math import log2
from pathlib import Path
from zlib import crc32

from edlint.cache.prepared import cached_table
from edlint.cache.table import pack
from edlint.cache.versions import version
from edlint.check.spelling.added import entries, merged
from edlint.check.spelling.lexicon import LOWER, MISSPELT, RARE, RARE_NAME, Lexicon
from edlint.language.inflection import wrong_pasts
from edlint.model.errors import EngineError

FORMAT = 10
"""Version of the records; increase it when they or their meaning change, so that old caches are not read."""

_LISTS = ("words.txt.gz", "pairs.txt.gz", "misspellings.txt.gz", "rare.txt.gz")
_ADDED = "added.txt"
_OBSCURE = 80
"""Level of words.txt that holds what only the largest dictionaries have, such as “catched” and “builded”."""


@lru_cache(maxsize=1)
def languages() -> list[str]:
    """Return the codes of the languages that pyspellchecker has a lexicon for."""
    ending = ".json.gz"
    return sorted(item.name.removesuffix(ending) for item in _counted().glob(f"*{ending}"))


def _counted() -> Path:
    """Return pyspellchecker's folder of lexicons without importing it. Raises EngineError if it is not installed."""
    found = find_spec("spellchecker")
    if found is None or found.origin is None:
        raise EngineError("pyspellchecker is not installed: pip install pyspellchecker")
    return Path(found.origin).with_name("resources")


@lru_cache(maxsize=16)
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language (`en`, `de`, …), from the cache if that is up to date.

    Raises EngineError for a language without a lexicon. A cache that cannot be read or written only costs time.
    """
    if language not in languages():
        raise EngineError(
            f"there is no lexicon for the language “{language}”; spelling knows {', '.join(languages())}"
        )
    beside = lexicon("en") if language != "en" else None
    return Lexicon(
        language,
        cached_table(f"spelling-{language}", made_from(language), lambda: compiled(language)),
        beside,
    )


def made_from(language: str) -> str:
    """Return a string of all that a language's table depends on: format, versions of packages, checksums of lists."""
    lists = [*map(_sum, _LISTS), str(crc32(_shipped(_ADDED).read_bytes()))] if language == "en" else []
    versions = (version(package) for package in ("pyspellchecker", "wordfreq"))
    return " ".join((str(FORMAT), *versions, *lists))


def compiled(language: str) -> bytes:
    """Build the bytes of a language's table."""
    zipf = _frequencies(language)
    listed = _counts(language)
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    lines: list[str] = []
    rare = _rare() if language == "en" else {}
    added = _added() if language == "en" else {}
    for word, ours in _ours(added, rare) if language == "en" else ():
        frequency = zipf.pop(word, 0)
        count = listed.pop(word, 0)
        lines.append(f"{word}\t{frequency}\t{count}\t{ours}")
        # Only words in a list that people chose or edited, and that are not very rare, are proposed as corrections.
        mark = ours[0]
        if mark == "+" or count or (mark == "?" and frequency >= 100):
            groups[word[0], len(word)].append(word)
    for word, ours in added.items():
        lines.append(f"{word}\t{zipf.pop(word, 0)}\t{listed.pop(word, 0)}\t{ours}")
        rare.pop(word, None)
    for word, count in listed.items():
        frequency = zipf.pop(word, 0)
        lines.append(f"{word}\t{frequency}\t{count}\t+\t0\t{LOWER | rare.pop(word, 0)}\t0\t0\t0\t\t")
        if frequency or language != "en":
            groups[word[0], len(word)].append(word)
    lines += [
        f"{word}\t{frequency}\t0\t-\t0\t{rare.pop(word, 0)}\t0\t0\t0\t\t" for word, frequency in zipf.items()
    ]
    lines += [f"{word}\t0\t0\t-\t0\t{flags}\t0\t0\t0\t\t" for word, flags in rare.items()]
    if language == "en":
        # A pair's key is its words with a blank between; the files have a tab there.
        lines += [line.replace("\t", " ", 1) for line in _lines("pairs.txt.gz")]
        lines += _misspelt()
    sections = {
        f"{first}{length}": " ".join(sorted(group)).encode() for (first, length), group in groups.items()
    }
    sections["alphabet"] = "".join(sorted({first for first, _ in groups})).encode()
    return pack(lines, sections)


def _shipped(name: str) -> Path:
    return Path(__file__).parents[2] / "data" / "en" / "spelling" / name


def _sum(name: str) -> str:
    """Return the checksum and length of a shipped file's unpacked content, which gzip writes at the end (RFC 1952)."""
    with _shipped(name).open("rb") as file:
        file.seek(-8, os.SEEK_END)
        return file.read().hex()


def _lines(name: str) -> list[str]:
    return gzip.decompress(_shipped(name).read_bytes()).decode().splitlines()


def _frequencies(language: str) -> dict[str, int]:
    """Return wordfreq's words with their Zipf values in hundredths; empty for a language that it does not have."""
    from wordfreq import available_languages, get_frequency_list  # noqa: PLC0415 - only when a lexicon is made

    if language not in available_languages("small"):
        return {}
    wordlist = "large" if language in available_languages("large") else "small"
    # The list has a group of words for each hundredth of a Zipf unit, from Zipf 9 downwards.
    return {
        word: 900 - step
        for step, group in enumerate(get_frequency_list(language, wordlist))
        for word in group
        # The rarest third of the words is left out, as their frequencies mean next to nothing.
        if step <= 780 and (word.isalpha() or "'" in word)
    }


def _counts(language: str) -> dict[str, int]:
    """Return pyspellchecker's words with log2 of (their count + 1)."""
    counts = json.loads(gzip.decompress((_counted() / f"{language}.json.gz").read_bytes()))
    return {word.lower(): max(1, round(log2(count + 1))) for word, count in counts.items() if " " not in word}


def _ours(added: dict[str, str], rare: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the words of words.txt.gz with their columns, merged with what `added` and `rare` have on them."""
    for line in _lines("words.txt.gz"):
        word, _, ours = line.partition("\t")
        if word in wrong_pasts() and _is_obscure(ours):
            continue
        if word in added:
            ours = merged(ours, added.pop(word))
        if word in rare:
            mark, level, forms, rest = ours.split("\t", 3)
            ours = f"{mark}\t{level}\t{int(forms) | rare.pop(word)}\t{rest}"
        yield word, ours


def _is_obscure(ours: str) -> bool:
    mark, level, _ = ours.split("\t", 2)
    return mark == "-" and level in {"0", str(_OBSCURE)}


def _misspelt() -> Iterator[str]:
    """Yield the records of misspellings: those of the list, and irregular verbs with a regular past (“catched”)."""
    words = dict(line.split("\t", 1) for line in _lines("words.txt.gz"))
    pasts = {
        wrong: list(right)
        for wrong, right in wrong_pasts().items()
        if wrong not in words or _is_obscure(words[wrong])
    }
    for line in _lines("misspellings.txt.gz"):
        wrong, *right = line.split("\t")
        yield MISSPELT + "\t".join([wrong, *dict.fromkeys([*pasts.pop(wrong, ()), *right])])
    yield from (MISSPELT + "\t".join([wrong, *right]) for wrong, right in pasts.items())


def _added() -> dict[str, str]:
    misspelt = {line.partition("\t")[0] for line in _lines("misspellings.txt.gz")}
    return dict(entries(_shipped(_ADDED).read_text("ascii").splitlines(), misspelt))


def _rare() -> dict[str, int]:
    flags = {"w": RARE, "n": RARE_NAME, "wn": RARE | RARE_NAME}
    words = (line.split("\t") for line in _lines("rare.txt.gz"))
    return {word: flags[kind] for word, kind in words}
