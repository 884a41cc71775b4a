"""Hunspell dictionaries, read with the package spylls."""

import io
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from edlint.cache.digest import stamp
from edlint.check.spelling.build import lexicon
from edlint.check.spelling.lexicon import LOWER
from edlint.config.files import read_bytes
from edlint.language.data import english
from edlint.vale.definition import StyleError

_SUGGESTING = (b"PHONE", b"REP", b"MAP", b"TRY", b"KEY")
_MOST = 10_000_000
_COMMON = 35
"""SCOWL's level up to which words count as common."""
MISSING = "needs the package spylls: pip install 'edlint[vale]'"


class Dictionary:
    """A Hunspell dictionary: a `.dic` file with its `.aff` file."""

    def __init__(self, aff: bytes, dic: bytes) -> None:
        """Parse the contents of the files. Raises StyleError if they are invalid or spylls is not installed."""
        try:
            readers = import_module("spylls.hunspell.readers")
            rules, context = readers.read_aff(_reader(_affixes(aff), "Windows-1252"))
            words = readers.read_dic(_reader(dic, context.encoding), aff=rules, context=context)
            self._lookup: Callable[[str], bool] = import_module("spylls.hunspell.algo.lookup").Lookup(
                rules, words
            )
        except ImportError:
            raise StyleError(MISSING) from None
        except Exception as error:  # noqa: BLE001 - anything may be in such a file, and spylls says it in its own ways
            raise StyleError(f"a dictionary that cannot be read: {error}") from None

    def has(self, word: str) -> bool:
        """Whether the dictionary has a word, as written or in lower case."""
        return bool(self._lookup(word))


def _affixes(aff: bytes) -> bytes:
    """Return an affix file without its options for suggestions, and declared as UTF-8 if that is its encoding."""
    try:
        aff.decode("utf-8")
        unwanted: tuple[bytes, ...] = (*_SUGGESTING, b"SET")
        head = b"SET UTF-8\n"
    except UnicodeDecodeError:
        unwanted, head = _SUGGESTING, b""
    if b"\nBREAK" not in aff:
        # Vale breaks words at hyphens only if the dictionary has BREAK; Hunspell's default differs.
        head += b"BREAK 0\n"
    lines = aff.removeprefix(b"\xef\xbb\xbf").splitlines()
    return head + b"\n".join(line for line in lines if not line.startswith(unwanted))


def _reader(data: bytes, encoding: str) -> Any:
    base: Any = import_module("spylls.hunspell.readers.file_reader").BaseReader

    class Reader(base):  # type: ignore[misc] # spylls is imported when it is needed, and has no types
        """A reader of data in memory instead of a file."""

        def reset_encoding(self, encoding: str) -> None:
            self.reset_io(io.TextIOWrapper(io.BytesIO(data), encoding, errors="surrogateescape"))

    return Reader(io.TextIOWrapper(io.BytesIO(data), encoding, errors="surrogateescape"))


def dictionary(aff: Path, dic: Path) -> Dictionary:
    """Return a dictionary, cached while the files do not change. Raises StyleError if it cannot be read."""
    return _dictionary(stamp(str(aff)), stamp(str(dic)))


@lru_cache(maxsize=32)
def _dictionary(aff: tuple[str, int, int], dic: tuple[str, int, int]) -> Dictionary:
    try:
        return Dictionary(read_bytes(aff[0], _MOST), read_bytes(dic[0], _MOST))
    except OSError as error:
        raise StyleError(f"{Path(dic[0]).name}: {(error.strerror or str(error)).lower()}") from None


class Default:
    """The dictionary for rules that name none: the American English one of spylls, and edlint's word list.

    Vale has a built-in dictionary instead.
    """

    def __init__(self) -> None:
        """Load the dictionary. Raises StyleError if it cannot be read or spylls is not installed."""
        found = find_spec("spylls")
        if found is None or found.origin is None:
            raise StyleError(MISSING)
        folder = Path(found.origin).parent / "hunspell" / "data" / "en"
        self._dictionary = dictionary(folder / "en_US.aff", folder / "en_US.dic")
        self._lexicon = lexicon("en")

    def has(self, word: str) -> bool:
        """Whether the dictionary, the word list or the technical terms have a word."""
        if not {word, word.lower()}.isdisjoint(english("spelling/words", "vale")) or self._dictionary.has(
            word
        ):
            return True
        entry = self._lexicon.get(word.lower())
        if entry is None or not entry.forms & LOWER or (word.islower() and entry.written):
            return False
        # In British and other spellings too, which Vale's dictionary also has.
        return bool(entry.listed or entry.variants or 0 < entry.level <= _COMMON)


@lru_cache(maxsize=1)
def default() -> Default:
    """Return the default dictionary, cached. Raises StyleError."""
    return Default()
