"""Make a language's compiled lexicon from the installed packages, and keep it in the user's cache folder.

English is made of pyspellchecker's lexicon, wordfreq and the lists in `edlint/data/spelling`; another language of
pyspellchecker's lexicon, and of wordfreq where that has the language. wordfreq's data may be shared only under its own
licence, so it is read where it is installed and never shipped.
"""

import gc
import gzip
import hashlib
import json
import mmap
import os
import tempfile
from collections import defaultdict
from functools import lru_cache
from importlib import metadata, resources
from math import log2
from pathlib import Path

import platformdirs

from edlint.cache.table import MAGIC, Table, pack
from edlint.check.spelling.lexicon import LOWER, MISSPELT, RARE, RARE_NAME, Lexicon
from edlint.model.errors import EngineError

FORMAT = 6
"""Raise when the records or their meaning change, so that nobody reads an old cache."""

_LISTS = ("words.txt.gz", "pairs.txt.gz", "misspellings.txt.gz", "rare.txt.gz")


@lru_cache(maxsize=1)
def languages() -> list[str]:
    """Return the codes of the languages that pyspellchecker has a lexicon for."""
    folder = resources.files("spellchecker") / "resources"
    return sorted(
        item.name.removesuffix(".json.gz") for item in folder.iterdir() if item.name.endswith(".json.gz")
    )


@lru_cache(maxsize=16)
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language (`en`, `de`, …), from the cache when it holds this version of everything.

    Raises EngineError for a language without a lexicon. A cache that cannot be read or written costs time only.
    """
    if language not in languages():
        raise EngineError(
            f"there is no lexicon for the language “{language}”; spelling knows {', '.join(languages())}"
        )
    beside = lexicon("en") if language != "en" else None
    path = cache_path(language)
    try:
        return Lexicon(language, Table(_mapped(path)), beside)
    except (OSError, ValueError):
        # Hundreds of thousands of small objects, all kept: the collector would look at them again and again.
        collecting = gc.isenabled()
        gc.disable()
        try:
            data = compiled(language)
        finally:
            if collecting:
                gc.enable()
        _keep(path, data)
        return Lexicon(language, Table(memoryview(data)), beside)


def cache_path(language: str) -> Path:
    """Return where the compiled lexicon is kept: its name changes with every version that it is made from."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update(f"{FORMAT} {metadata.version('pyspellchecker')} {metadata.version('wordfreq')}".encode())
    digest.update(MAGIC)
    for name in _LISTS if language == "en" else ():
        digest.update(_shipped(name))
    return Path(platformdirs.user_cache_dir("edlint")) / f"spelling-{language}-{digest.hexdigest()}.lexicon"


def compiled(language: str) -> bytes:
    """Return the bytes of a language's table."""
    zipf = _frequencies(language)
    listed = _counts(language)
    records: list[tuple[str, str]] = []
    groups: dict[str, list[str]] = defaultdict(list)
    rare = _rare() if language == "en" else {}
    for line in _lines("words.txt.gz") if language == "en" else ():
        word, _, ours = line.partition("\t")
        frequency = zipf.pop(word, 0)
        count = listed.pop(word, 0)
        if word in rare:
            mark, level, forms, rest = ours.split("\t", 3)
            ours = f"{mark}\t{level}\t{int(forms) | rare.pop(word)}\t{rest}"
        records.append((word, f"{frequency}\t{count}\t{ours}"))
        # Somebody's correction must be in a list that people chose or edited, and not be unheard of.
        mark = ours[0]
        if mark == "+" or count or (mark == "?" and frequency >= 100):
            groups[f"{word[0]}{len(word)}"].append(word)
    for word, count in listed.items():
        frequency = zipf.pop(word, 0)
        records.append((word, f"{frequency}\t{count}\t+\t0\t{LOWER | rare.pop(word, 0)}\t0\t0\t0\t\t"))
        if frequency or language != "en":
            groups[f"{word[0]}{len(word)}"].append(word)
    records.extend(
        (word, f"{zipf.get(word, 0)}\t0\t-\t0\t{rare.get(word, 0)}\t0\t0\t0\t\t") for word in {**zipf, **rare}
    )
    if language == "en":
        records.extend(_pairs())
        records.extend(_misspellings())
    sections = {name: " ".join(group).encode() for name, group in groups.items()}
    sections["alphabet"] = "".join(sorted({name[0] for name in groups})).encode()
    return pack(records, sections)


def _mapped(path: Path) -> "memoryview[int]":
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _keep(path: Path, data: bytes) -> None:
    """Write the file whole or not at all; where it cannot be written, the next process builds anew."""
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


@lru_cache(maxsize=8)
def _shipped(name: str) -> bytes:
    return (resources.files("edlint") / "data" / "spelling" / name).read_bytes()


def _lines(name: str) -> list[str]:
    return gzip.decompress(_shipped(name)).decode().splitlines()


def _frequencies(language: str) -> dict[str, int]:
    """Return wordfreq's words with their Zipf values in hundredths; nothing for a language that it does not have."""
    from wordfreq import available_languages, get_frequency_list  # noqa: PLC0415 - only when a lexicon is made

    if language not in available_languages("small"):
        return {}
    wordlist = "large" if language in available_languages("large") else "small"
    # The list holds groups of words, one group for each hundredth of a factor of ten, from Zipf 9 downwards.
    return {
        word: 900 - step
        for step, group in enumerate(get_frequency_list(language, wordlist))
        for word in group
        # The rarest say next to nothing, and a third of the words are among them.
        if step <= 780 and (word.isalpha() or "'" in word)
    }


def _counts(language: str) -> dict[str, int]:
    """Return pyspellchecker's words with log2 of (their count + 1)."""
    data = (resources.files("spellchecker") / "resources" / f"{language}.json.gz").read_bytes()
    counts = json.loads(gzip.decompress(data))
    return {word.lower(): max(1, round(log2(count + 1))) for word, count in counts.items() if " " not in word}


def _pairs() -> list[tuple[str, str]]:
    found = []
    for line in _lines("pairs.txt.gz"):
        words, _, number = line.rpartition("\t")
        found.append((words.replace("\t", " "), number))
    return found


def _rare() -> dict[str, int]:
    flags = {"w": RARE, "n": RARE_NAME, "wn": RARE | RARE_NAME}
    words = (line.split("\t") for line in _lines("rare.txt.gz"))
    return {word: flags[kind] for word, kind in words}


def _misspellings() -> list[tuple[str, str]]:
    found = []
    for line in _lines("misspellings.txt.gz"):
        wrong, _, meant = line.partition("\t")
        found.append((MISSPELT + wrong, meant))
    return found
