"""Language data: lists, tables and patterns, read from `edlint/data/<code>/<topic>/*.yaml`.

Each language has its own folder. A file is addressed by topic and name (`numbers/change`). A string is an RE2 pattern,
or words separated by blanks; `{name}` in it is replaced by an earlier entry of the same file, or by an entry of
`base.yaml` in the same folder. A list expands to an alternation of its entries, a table to one of its values, or of its
keys where the values are not strings.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from edlint.cache.digest import own_digest
from edlint.cache.prepared import cached_value
from edlint.model.errors import EngineError
from edlint.text.pattern import Pattern, PatternError, checked, pattern

_BASE = "base"
_HOLE = r"\\[xpP]\{[^{}]*\}|\\.|\{([A-Za-z_][A-Za-z_0-9]*)\}"

OWN = DATA = Path(__file__).parents[1] / "data"
"""The folder with one folder for each language."""


class LanguageData:
    """The files of one language, each read on first use. A missing or invalid entry raises EngineError."""

    def __init__(self, folder: Path) -> None:
        """Store the folder; nothing is read yet."""
        self._folder = folder
        self._there: dict[str, bool] = {}
        self._raw: dict[str, Mapping[str, Any]] | None = None
        self._filled: dict[str, Mapping[str, Any]] = {}
        self._patterns: dict[tuple[str, str], tuple[Pattern, ...]] = {}
        self._words: dict[tuple[str, str], frozenset[str]] = {}

    def has(self, name: str) -> bool:
        """Whether there is a topic (`claims`) or a file (`numbers/beside`) of this name."""
        if name not in self._there:
            path = self._folder / name
            self._there[name] = path.is_dir() or path.with_suffix(".yaml").is_file()
        return self._there[name]

    def file(self, file: str) -> Mapping[str, Any]:
        """Return all entries of a file as written, with `{name}` references left in."""
        return self._read(file)

    def text(self, file: str, key: str) -> str:
        """Return an entry that is a string, with references replaced."""
        return str(self._entry(file, key, str))

    def words(self, file: str, key: str) -> frozenset[str]:
        """Return the blank-separated words of an entry that is a string."""
        if (file, key) not in self._words:
            self._words[file, key] = frozenset(self.text(file, key).split())
        return self._words[file, key]

    def table(self, file: str, key: str, *, filled: bool = True) -> Mapping[str, Any]:
        """Return an entry that is a table; as written if not `filled`, for files where braces mean something else."""
        table: Mapping[str, Any] = self._entry(file, key, dict, filled=filled)
        return table

    def entries(self, file: str, key: str, *, filled: bool = True) -> list[str]:
        """Return an entry that is a list of strings; as written if not `filled`, see `table`."""
        return [str(value) for value in self._entry(file, key, list, filled=filled)]

    def rows(self, file: str, key: str, *fields: str) -> list[Mapping[str, Any]]:
        """Return an entry that is a list of tables. Raises EngineError where a table lacks one of `fields`."""
        rows: list[Mapping[str, Any]] = self._entry(file, key, list)
        for row in rows:
            for field in fields:
                if not isinstance(row, dict) or field not in row:
                    raise self._wrong(file, f"`{key}`: `{field}` is missing from “{row}”")
        return rows

    def pattern(self, file: str, key: str, *, ignore_case: bool = True, whole_words: bool = False) -> Pattern:
        """Return a string entry as a pattern, cached by file and key: pass the same options for an entry each time."""
        known = self._patterns.get((file, key))
        if known is None:
            known = (self.compiled(file, key, self.text(file, key), ignore_case, whole_words),)
            self._patterns[file, key] = known
        return known[0]

    def patterns(self, file: str, key: str, *, ignore_case: bool = True) -> tuple[Pattern, ...]:
        """Return an entry that is a list or a table of strings as patterns, cached like those of `pattern`."""
        known = self._patterns.get((file, key))
        if known is None:
            entry = self._entry(file, key, (list, dict))
            sources = entry.values() if isinstance(entry, dict) else entry
            known = tuple(self.compiled(file, key, str(source), ignore_case) for source in sources)
            self._patterns[file, key] = known
        return known

    def compiled(
        self, file: str, key: str, source: str, ignore_case: bool = True, whole_words: bool = False
    ) -> Pattern:
        """Compile a pattern of this entry. Raises EngineError, which names the file and the entry."""
        try:
            return checked(source, ignore_case=ignore_case, whole_words=whole_words)
        except PatternError as error:
            raise self._wrong(file, f"`{key}`: {error}") from None

    def _entry(self, file: str, key: str, kind: type | tuple[type, ...], *, filled: bool = True) -> Any:
        table = self._table(file) if filled else self._read(file)
        if key not in table:
            raise self._wrong(file, f"`{key}` is missing")
        if not isinstance(table[key], kind):
            raise self._wrong(file, f"`{key}` must be {_called(kind)}")
        return table[key]

    def _read(self, file: str) -> Mapping[str, Any]:
        if self._raw is None:
            self._raw = self._prepared()
        if file not in self._raw:
            self._raw[file] = self._parsed(file)
        return self._raw[file]

    def _prepared(self) -> dict[str, Mapping[str, Any]]:
        """Return edlint's own files, parsed once and cached on disk; empty for other folders or a damaged cache."""
        if self._folder.parent != OWN:
            return {}
        return cached_value(
            dict[str, Mapping[str, Any]], f"language-{self._folder.name}", own_digest(), self._made
        )

    def _made(self) -> dict[str, Mapping[str, Any]]:
        files = sorted(self._folder.glob("*/*.yaml"))
        names = [f"{path.parent.name}/{path.stem}" for path in files]
        return {name: self._parsed(name) for name in names}

    def _parsed(self, file: str) -> Mapping[str, Any]:
        import yaml  # noqa: PLC0415 - what was read before is kept, and needs no YAML

        path = self._folder / f"{file}.yaml"
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
        except FileNotFoundError:
            raise self._wrong(file, "there is no such file") from None
        except yaml.YAMLError as error:
            raise self._wrong(file, " ".join(str(error).split())) from None
        if not isinstance(content, dict):
            raise self._wrong(file, "it holds no table")
        return content

    def _table(self, file: str) -> Mapping[str, Any]:
        if file not in self._filled:
            base = f"{file.partition('/')[0]}/{_BASE}"
            known = dict(self._phrases(base)) if file != base and self._has(base) else {}
            filled: dict[str, Any] = {}
            for key, entry in self._read(file).items():
                filled[key] = self._fill(file, key, entry, known)
                known[key] = _phrase(filled[key])
            self._filled[file] = filled
        return self._filled[file]

    def _phrases(self, file: str) -> dict[str, str]:
        return {key: _phrase(entry) for key, entry in self._table(file).items()}

    def _has(self, file: str) -> bool:
        return (self._folder / f"{file}.yaml").is_file()

    def _fill(self, file: str, key: str, entry: Any, known: Mapping[str, str]) -> Any:
        if isinstance(entry, dict):
            return {name: self._fill(file, key, value, known) for name, value in entry.items()}
        if isinstance(entry, list):
            return [self._fill(file, key, value, known) for value in entry]
        if not isinstance(entry, str) or "{" not in entry:
            return entry
        parts: list[str] = []
        done = 0
        for hole in pattern(_HOLE).matches(entry):
            name = hole.groups[0]
            if name is None:
                continue
            if name not in known:
                raise self._wrong(file, f"`{key}`: nothing above is called `{name}`")
            parts += (entry[done : hole.span.start], f"(?:{known[name]})")
            done = hole.span.end
        return "".join([*parts, entry[done:]])

    def _wrong(self, file: str, what: str) -> EngineError:
        return EngineError(f"edlint/data/{self._folder.name}/{file}.yaml: {what}")


def _phrase(entry: Any) -> str:
    """Return what replaces `{name}`: the entry itself, or an alternation of its entries, values or keys."""
    if isinstance(entry, dict):
        entry = [value if isinstance(value, str) else name for name, value in entry.items()]
    return "|".join(str(value) for value in entry) if isinstance(entry, list) else str(entry)


def _called(kind: type | tuple[type, ...]) -> str:
    names = {"str": "a string", "dict": "a table", "list": "a list"}
    return " or ".join(names[one.__name__] for one in (kind if isinstance(kind, tuple) else (kind,)))


def load(code: str) -> LanguageData | None:
    """Return the data of the language `en`, `en-GB` and so on; None where there is no folder for it."""
    return _load(DATA, code.partition("-")[0].lower())


def english(file: str, key: str) -> frozenset[str]:
    """Return the words of an entry of edlint's own English data, for checks that are only for English."""
    known = _load(OWN, "en")
    return known.words(file, key) if known is not None else frozenset()


def english_table(file: str, key: str) -> Mapping[str, Any]:
    """Return a table of edlint's own English data, for checks that are only for English."""
    known = _load(OWN, "en")
    return known.table(file, key) if known is not None else {}


@lru_cache(maxsize=32)
def _load(root: Path, code: str) -> LanguageData | None:
    folder = root / code
    return LanguageData(folder) if code.isalpha() and folder.is_dir() else None
