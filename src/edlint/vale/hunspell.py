"""Hunspell's dictionaries, read by spylls."""

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
"""SCOWL's level up to which a word is known to whoever reads."""
MISSING = "needs the package spylls: pip install 'edlint[vale]'"


class Dictionary:
    """A `.dic` and its `.aff`."""

    def __init__(self, aff: bytes, dic: bytes) -> None:
        """Read the files. Raises StyleError for what is no dictionary."""
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
        """Whether the dictionary has a word, as it is or in small letters."""
        return bool(self._lookup(word))


def _affixes(aff: bytes) -> bytes:
    """Return an affix file without what is for suggestions only, and as the UTF-8 that it is, whatever it says of itself."""
    try:
        aff.decode("utf-8")
        unwanted: tuple[bytes, ...] = (*_SUGGESTING, b"SET")
        head = b"SET UTF-8\n"
    except UnicodeDecodeError:
        unwanted, head = _SUGGESTING, b""
    if b"\nBREAK" not in aff:
        # Vale breaks words at hyphens only where the dictionary says so.
        head += b"BREAK 0\n"
    lines = aff.removeprefix(b"\xef\xbb\xbf").splitlines()
    return head + b"\n".join(line for line in lines if not line.startswith(unwanted))


def _reader(data: bytes, encoding: str) -> Any:
    base: Any = import_module("spylls.hunspell.readers.file_reader").BaseReader

    class Reader(base):  # type: ignore[misc] # spylls is imported when it is needed, and has no types
        """Reads from memory, as `edlint.config.files` has read."""

        def reset_encoding(self, encoding: str) -> None:
            self.reset_io(io.TextIOWrapper(io.BytesIO(data), encoding, errors="surrogateescape"))

    return Reader(io.TextIOWrapper(io.BytesIO(data), encoding, errors="surrogateescape"))


def dictionary(aff: Path, dic: Path) -> Dictionary:
    """Return a dictionary, the same one for the same files. Raises StyleError where it cannot be read."""
    return _dictionary(stamp(str(aff)), stamp(str(dic)))


@lru_cache(maxsize=32)
def _dictionary(aff: tuple[str, int, int], dic: tuple[str, int, int]) -> Dictionary:
    try:
        return Dictionary(read_bytes(aff[0], _MOST), read_bytes(dic[0], _MOST))
    except OSError as error:
        raise StyleError(f"{Path(dic[0]).name}: {(error.strerror or str(error)).lower()}") from None


class Default:
    """American English where a rule names no dictionary: the one that comes with spylls, and edlint's list.

    Vale brings a dictionary of its own instead.
    """

    def __init__(self) -> None:
        """Read the dictionary. Raises StyleError."""
        found = find_spec("spylls")
        if found is None or found.origin is None:
            raise StyleError(MISSING)
        folder = Path(found.origin).parent / "hunspell" / "data" / "en"
        self._dictionary = dictionary(folder / "en_US.aff", folder / "en_US.dic")
        self._lexicon = lexicon("en")

    def has(self, word: str) -> bool:
        """Whether either has a word."""
        if not {word, word.lower()}.isdisjoint(english("spelling/words", "vale")) or self._dictionary.has(
            word
        ):
            return True
        entry = self._lexicon.get(word.lower())
        if entry is None or not entry.forms & LOWER or (word.islower() and entry.written):
            return False
        # In all spellings, as Vale's has them.
        return bool(entry.listed or entry.variants or 0 < entry.level <= _COMMON)


@lru_cache(maxsize=1)
def default() -> Default:
    """Return the dictionary of rules that name none. Raises StyleError."""
    return Default()
