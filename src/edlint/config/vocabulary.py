"""Reads the project's vocabulary files."""

from collections.abc import Iterable
from pathlib import Path

from edlint.config import toml
from edlint.config.files import WORDS
from edlint.config.load import Loaded
from edlint.config.profile import Vocabulary
from edlint.model.errors import ConfigError
from edlint.text.pattern import PatternError, checked

_PATTERNS = 200


def read_words(loaded: Loaded) -> Vocabulary:
    """Return the vocabulary of the `[vocabulary]` table, reading its files. Raises ConfigError with file and line.

    A file has one word or phrase a line; `#` at the beginning of a line or after a blank begins a comment, and `/…/` is
    a pattern.
    """
    vocabulary = loaded.settings.vocabulary
    accept, accept_patterns = _all(loaded, "accept", vocabulary.accept)
    reject, reject_patterns = _all(loaded, "reject", vocabulary.reject)
    for entry in vocabulary.words:
        _add(entry, f"{loaded.where('vocabulary', 'words')}: “vocabulary.words”", accept, accept_patterns)
    return Vocabulary(
        frozenset(accept),
        tuple(dict.fromkeys(accept_patterns)),
        frozenset(reject),
        tuple(dict.fromkeys(reject_patterns)),
    )


def _all(loaded: Loaded, key: str, files: Iterable[str]) -> tuple[set[str], list[str]]:
    words: set[str] = set()
    patterns: list[str] = []
    for name in files:
        path = Path(loaded.folder, name)
        if not path.is_file():
            where = loaded.where("vocabulary", key)
            raise ConfigError(
                f"{where}: “vocabulary.{key}” names “{toml.shown(path)}”, and there is no such file"
            )
        for number, line in enumerate(toml.read_text(path, WORDS).splitlines(), 1):
            _add(line, f"{toml.shown(path)}:{number}", words, patterns)
    return words, patterns


def _add(line: str, where: str, words: set[str], patterns: list[str]) -> None:
    entry = line.strip()
    if len(entry) > 2 and entry.startswith("/") and entry.split(" #")[0].rstrip().endswith("/"):
        source = entry.split(" #")[0].rstrip()[1:-1]
        if len(patterns) >= _PATTERNS:
            raise ConfigError(f"{where}: more than {_PATTERNS} patterns; write words")
        try:
            checked(source)
        except PatternError as error:
            raise ConfigError(f"{where}: {error}") from None
        patterns.append(source)
        return
    # A `#` begins a comment only after a blank, so “C#” is a word.
    if entry.startswith("#"):
        return
    entry = entry.split(" #")[0].split("\t#")[0].strip()
    if entry:
        words.add(entry)
