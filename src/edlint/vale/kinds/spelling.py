"""`extends: spelling`: words that are in no dictionary."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from edlint.config.files import WORDS, read_bytes
from edlint.model.errors import ConfigError
from edlint.text.pattern import PatternError, pattern
from edlint.vale.config import ValeConfig, inside
from edlint.vale.definition import Definition, StyleError
from edlint.vale.hunspell import Default, Dictionary, default, dictionary
from edlint.vale.regex import regex
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.words import phrases

_RUN = r"\S+"
_SPECIAL = r"^(?:[A-Za-z]\.){2,}$|^[A-Z][a-z]{1,2}\.$"
_ORDINARY = r"\A[a-zA-Z_']*[a-z_']\z"
_CAMEL = r"[A-Z][a-z]+[A-Z]+[0-9A-Za-z_]+"
_NUMBER = r"\A(?:(?:[0-9]+[.,\-]?)+|0?x[0-9A-Fa-f]+|0b[01]+|[0-9a-z]{40})\z"
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BEFORE = ("$", "(", '"', "[", "'")
_BEHIND = (",", ")", '"', "]", "!", ";", ".", "?", ":", "'")
_DICTIONARIES = "config/dictionaries"
_IGNORED = "config/ignore"
_MOST = 500


class Spelling(ValeRule):
    """Flags words that are in no dictionary and no list of the style or the vocabulary."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Load the dictionaries and word lists. Raises RegexError, StyleError."""
        super().__init__(definition, config)
        self._filters = definition.texts("filters")
        for source in self._filters:
            try:
                pattern(source)
            except PatternError as error:
                raise StyleError(f"“filters”: {error}") from None
        self._own = not definition.flag("custom")
        terms = [term if r"\b" in term[:2] + term[-2:] else rf"\b{term}\b" for term in config.accepted]
        self._accepted = regex("(?i)" + "|".join(terms)) if terms else None
        self._phrases = phrases(config.accepted)
        try:
            self._dictionaries = tuple(_dictionaries(definition, config))
            self._words = frozenset(_ignored(definition, config))
        except ConfigError as error:
            raise StyleError(str(error)) from None
        self._known = lru_cache(maxsize=50_000)(self._is_known)

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the unknown words."""
        for view in context.blocks.corpus(self.scope).views:
            text = view.text
            if self._phrases is not None:
                for start, end in self._phrases.spans(view.subject, context.budget):
                    text = text[:start] + " " * (end - start) + text[end:]
            for word, start in _words(text):
                if self._known(word) or (
                    self._accepted is not None and self._accepted.found(word, context.budget)
                ):
                    continue
                yield Alert(view, start, start + len(word), word, self.format_message(word))

    def _is_known(self, word: str) -> bool:
        if self._own and (not pattern(_ORDINARY).found(word) or pattern(_CAMEL).found(word)):
            return True
        return (
            any(pattern(source).found(word) for source in self._filters)
            or word in self._words
            or word.lower() in self._words
            or pattern(_NUMBER).found(word)
            or any(one.has(word) for one in self._dictionaries)
        )


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text without the punctuation around them, and their start offsets."""
    for span in pattern(_RUN).spans(text):
        word, start = text[span.start : span.end].translate(_STRAIGHT), span.start
        while word and not pattern(_SPECIAL).found(word):
            if len(word) > 1 and word.startswith(_BEFORE):
                word, start = word[1:], start + 1
            elif len(word) > 1 and word.endswith(_BEHIND):
                word = word[:-1]
            else:
                break
        if any(map(str.isalpha, word)):
            yield word, start


def _dictionaries(definition: Definition, config: ValeConfig) -> Iterator[Dictionary | Default]:
    """Yield the dictionaries that a rule names, and the default one if it names none or has `append`."""
    pair = [_asset(config, definition.text(end)) for end in ("aff", "dic")]
    if pair[0] is not None and pair[1] is not None:
        yield dictionary(pair[0], pair[1])
        return
    named = definition.text("dicpath")
    folder = config.find(named or _DICTIONARIES)
    if named and (folder is None or not folder.is_dir()):
        raise StyleError(f"“dicpath”: there is no folder {named} in StylesPath")
    names = definition.texts("dictionaries")
    for name in names:
        yield _named(folder, name)
    if not names or definition.flag("append"):
        yield default()
    if not names and not definition.path and folder is not None:
        for path in sorted(folder.glob("*.dic"))[:_MOST]:
            yield _named(folder, path.stem)


def _named(folder: Path | None, name: str) -> Dictionary:
    found = [inside(folder, name + end) for end in (".aff", ".dic")] if folder is not None else []
    if not found or not all(path.is_file() for path in found):
        raise StyleError(f"there is no dictionary “{name}” (its .dic and .aff)")
    return dictionary(*found)


def _asset(config: ValeConfig, name: str) -> Path | None:
    if not name:
        return None
    found = (config.find(base + name) for base in ("", "config/dictionaries/", "config/"))
    return next((path for path in found if path is not None and path.is_file()), None)


def _ignored(definition: Definition, config: ValeConfig) -> Iterator[str]:
    """Yield the words of the rule's `ignore` lists; for Vale's built-in rule, those of all lists in config/ignore."""
    if not definition.path:
        folder = config.find(_IGNORED)
        files = sorted(folder.rglob("*.txt"))[:_MOST] if folder is not None else []
        paths = (
            [inside(folder, str(file.relative_to(folder))) for file in files] if folder is not None else []
        )
    else:
        places = [base + name for name in definition.texts("ignore") for base in ("", f"{_IGNORED}/")]
        paths = [path for place in places if (path := config.find(place)) is not None and path.is_file()]
    for path in paths:
        for line in read_bytes(path, WORDS).decode("utf-8", "replace").splitlines():
            yield line.strip()
