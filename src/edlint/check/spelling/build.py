"""Make a language's compiled lexicon from the installed packages, and keep it in the user's cache folder.

English is made of pyspellchecker's lexicon, wordfreq and the lists in `edlint/data/spelling`; another language of
pyspellchecker's lexicon, and of wordfreq where that has the language. wordfreq's data may be shared only under its own
licence, so it is read where it is installed and never shipped.
"""

import gzip
import hashlib
import json
import mmap
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from math import log2
from pathlib import Path

import platformdirs

from edlint.check.spelling.lexicon import (
    CAPITAL,
    CURATED,
    GATHERED,
    LOWER,
    UPPER,
    Entry,
    Lexicon,
    record,
)
from edlint.check.spelling.table import Table, pack
from edlint.model.errors import EngineError

FORMAT = 1
"""Raise when the records or their meaning change, so that nobody reads an old cache."""

_NOTHING = Entry(0.0, 0, 0, 0, "")


def languages() -> list[str]:
    """Return the codes of the languages that pyspellchecker has a lexicon for."""
    folder = resources.files("spellchecker") / "resources"
    return sorted(
        item.name.removesuffix(".json.gz") for item in folder.iterdir() if item.name.endswith(".json.gz")
    )


@lru_cache(maxsize=4)
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language (`en`, `de`, …), from the cache when it holds this version of everything.

    Raises EngineError for a language without a lexicon. A cache that cannot be read or written costs time only.
    """
    if language not in languages():
        raise EngineError(
            f"there is no lexicon for the language “{language}”; spelling knows {', '.join(languages())}"
        )
    path = cache_path(language)
    try:
        return Lexicon(language, Table(_mapped(path)))
    except (OSError, ValueError):
        data = compiled(language)
        _keep(path, data)
        return Lexicon(language, Table(memoryview(data)))


def cache_path(language: str) -> Path:
    """Return where the compiled lexicon is kept: its name changes with every version that it is made from."""
    versions = [
        str(FORMAT),
        metadata.version("pyspellchecker"),
        metadata.version("wordfreq"),
        *(f"{name}:{len(_shipped(name))}" for name in ("english.txt.gz", "technical.txt.gz")),
    ]
    key = hashlib.blake2b("\0".join(versions).encode(), digest_size=8).hexdigest()
    return Path(platformdirs.user_cache_dir("edlint")) / f"spelling-{language}-{key}.lexicon"


def compiled(language: str) -> bytes:
    """Return the bytes of a language's table."""
    entries = _entries(language)
    return pack(
        ((word, record(known)) for word, known in entries.items()),
        _targets(entries),
        expected=len(entries),
    )


def _mapped(path: Path) -> "memoryview[int]":
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _keep(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return


def _shipped(name: str) -> bytes:
    return _file(name).read_bytes()


def _file(name: str) -> Traversable:
    return resources.files("edlint") / "data" / "spelling" / name


def _entries(language: str) -> dict[str, Entry]:
    """Return every word that any source knows."""
    zipf = _frequencies(language)
    listed = _counts(language)
    if language != "en":
        return {
            word: Entry(zipf.get(word, 0.0), listed.get(word, 0), 0, LOWER if word in listed else 0, "")
            for word in zipf.keys() | listed.keys()
        }
    levels, forms, variants = _english()
    return {
        word: Entry(
            zipf.get(word, 0.0),
            listed.get(word, 0),
            levels.get(word, 0),
            forms.get(word, 0),
            variants.get(word, ""),
        )
        for word in zipf.keys() | listed.keys() | forms.keys()
    }


def _frequencies(language: str) -> Mapping[str, float]:
    """Return wordfreq's words with their Zipf values, or nothing for a language that it does not have."""
    # Its reader for the packed list is used directly: the public functions look up one word at a time.
    from wordfreq import available_languages, get_frequency_list  # noqa: PLC0415 - only when a lexicon is made

    if language not in available_languages("small"):
        return {}
    wordlist = "large" if language in available_languages("large") else "small"
    found = {}
    # The list holds groups of words, one group for each hundredth of a factor of ten.
    for step, group in enumerate(get_frequency_list(language, wordlist)):
        value = 9 - step / 100
        for word in group:
            found[word] = value
    return found


def _counts(language: str) -> Mapping[str, int]:
    """Return pyspellchecker's words with log2 of (their count + 1)."""
    data = (resources.files("spellchecker") / "resources" / f"{language}.json.gz").read_bytes()
    counts = json.loads(gzip.decompress(data))
    return {word.lower(): max(1, round(log2(count + 1))) for word, count in counts.items() if " " not in word}


def _lines(name: str) -> Iterator[list[str]]:
    for line in gzip.decompress(_shipped(name)).decode().splitlines():
        yield line.split("\t")


def _form(word: str) -> int:
    if word.islower():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else CAPITAL


def _english() -> tuple[dict[str, int], dict[str, int], dict[str, str]]:
    """Return what our own lists say: word → SCOWL level, flags, variants' letters."""
    levels: dict[str, int] = {}
    forms: dict[str, int] = defaultdict(int)
    variants: dict[str, str] = {}
    for word, level_text, letters in _lines("english.txt.gz"):
        key = word.lower()
        level = int(level_text)
        if key not in levels or level < levels[key]:
            levels[key] = level
        if letters and (key not in forms):
            variants[key] = letters
        elif not letters:
            variants.pop(key, None)
        forms[key] |= _form(word)
    for word, weight in _lines("technical.txt.gz"):
        forms[word.lower()] |= _form(word) | (CURATED if weight == "1" else GATHERED)
    return levels, forms, variants


def _targets(entries: Mapping[str, Entry]) -> dict[str, bytes]:
    """Return the words worth proposing, by first letter and length, most frequent first."""
    groups: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for word, known in entries.items():
        if worth_proposing(word, known):
            groups[f"{word[0]}{len(word)}"].append((-weight(known), word))
    return {name: " ".join(word for _, word in sorted(words)).encode() for name, words in groups.items()}


def weight(known: Entry) -> float:
    """Return how common a word is, on wordfreq's Zipf scale, from whatever is known of it."""
    return known.zipf or max(0.0, known.listed / 8)


def worth_proposing(word: str, known: Entry) -> bool:
    """Whether a word may be somebody's correction: in a curated list, and not unheard of."""
    if len(word) < 2 or not word.replace("'", "").replace("-", "").isalpha():
        return False
    if known.forms == 0 and known.level == 0:
        return False
    if known.level and known.level <= 70 and "x" not in known.variants:
        return bool(known.zipf >= 1.0 or known.level <= 60)
    return known.technical or (known.listed > 0 and known.zipf >= 1.5)
