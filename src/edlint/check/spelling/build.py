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
from math import log2
from pathlib import Path

import platformdirs

from edlint.check.spelling.lexicon import CAPITAL, CURATED, GATHERED, LOWER, PERSON, SEVERAL, UPPER, Lexicon
from edlint.check.spelling.table import MAGIC, Table, pack
from edlint.model.errors import EngineError

FORMAT = 4
"""Raise when the records or their meaning change, so that nobody reads an old cache."""

_LISTS = ("english.txt.gz", "technical.txt.gz", "documentation.txt.gz", "pairs.txt.gz")
_KINDS = {"1": CURATED, "2": GATHERED, "3": GATHERED | SEVERAL, "4": PERSON}


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
    ours = _Lists() if language == "en" else _Lists.empty(listed)
    words = {*zipf, *listed, *ours.levels, *ours.forms, *ours.documented}
    groups: dict[str, list[str]] = defaultdict(list)
    pairs = _pairs() if language == "en" else []
    records = _records(words, zipf, listed, ours, groups)
    # The groups fill while the records are packed.
    packed = list(records)
    sections = {name: " ".join(group).encode() for name, group in groups.items()}
    sections["alphabet"] = "".join(sorted({name[0] for name in groups})).encode()
    return pack([*packed, *pairs], sections, expected=len(packed) + len(pairs))


def _records(
    words: set[str],
    zipf: Mapping[str, int],
    listed: Mapping[str, int],
    ours: "_Lists",
    groups: dict[str, list[str]],
) -> Iterator[tuple[bytes, bytes]]:
    """Yield word and record, and put the words worth proposing into `groups` by first letter and length."""
    levels, forms, documented, variants = ours.levels, ours.forms, ours.documented, ours.variants
    written = ours.written
    for word in words:
        z = zipf.get(word, 0)
        count = listed.get(word, 0)
        level = levels.get(word, 0)
        form = forms.get(word, 0)
        uses = documented.get(word, "0 0 0")
        letters = variants.get(word, "")
        yield word.encode(), f"{z} {count} {level} {form} {uses} {letters} {written.get(word, '')}".encode()
        # Somebody's correction must be in a list that people chose or edited, and not be unheard of.
        if (
            (count and (z or level))
            or (0 < level <= 70 and z >= 100 and "x" not in letters)
            or (form & CURATED and form & (LOWER | CAPITAL) and level != 80)
            or (uses != "0 0 0" and int(uses.rpartition(" ")[2]) >= 3)
        ):
            groups[f"{word[0]}{len(word)}"].append(word)


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


def _frequencies(language: str) -> Mapping[str, int]:
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
        if word.isalpha() or "'" in word
    }


def _counts(language: str) -> Mapping[str, int]:
    """Return pyspellchecker's words with log2 of (their count + 1)."""
    data = (resources.files("spellchecker") / "resources" / f"{language}.json.gz").read_bytes()
    counts = json.loads(gzip.decompress(data))
    return {word.lower(): max(1, round(log2(count + 1))) for word, count in counts.items() if " " not in word}


def _pairs() -> list[tuple[bytes, bytes]]:
    found = []
    for line in _lines("pairs.txt.gz"):
        words, _, number = line.rpartition("\t")
        found.append((words.replace("\t", " ").encode(), number.encode()))
    return found


class _Lists:
    """Our own lists, by word in small letters: SCOWL level, flags, counts as the table keeps them, variants."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self.forms: dict[str, int] = {}
        self.documented: dict[str, str] = {}
        self.variants: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self._english()
        self._technical()
        for line in _lines("documentation.txt.gz"):
            word, uses, small, spread, usual = line.split("\t")
            self.documented[word] = f"{uses} {small} {spread}"
            if usual:
                self.written[word] = usual

    @classmethod
    def empty(cls, listed: Mapping[str, int]) -> "_Lists":
        """Return lists for a language for which we ship none: what pyspellchecker lists is a word in small letters."""
        lists = object.__new__(cls)
        lists.levels, lists.documented, lists.variants, lists.written = {}, {}, {}, {}
        lists.forms = dict.fromkeys(listed, LOWER)
        return lists

    def _english(self) -> None:
        for line in _lines("english.txt.gz"):
            word, level_text, letters = line.split("\t")
            key = word.lower()
            level = int(level_text)
            if level < self.levels.get(key, 99):
                self.levels[key] = level
            if not letters:
                self.variants.pop(key, None)
            elif key not in self.forms:
                self.variants[key] = letters
            self.forms[key] = self.forms.get(key, 0) | _form(word)
            if word == key:
                self.written.pop(key, None)
            elif self.forms[key] & LOWER == 0:
                self.written[key] = word

    def _technical(self) -> None:
        for line in _lines("technical.txt.gz"):
            word, _, kind = line.partition("\t")
            key = word.lower()
            self.forms[key] = self.forms.get(key, 0) | _form(word) | _KINDS[kind]


def _form(word: str) -> int:
    if word.islower():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else CAPITAL
