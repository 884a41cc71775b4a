"""Loads the configuration: finds the file, merges it with those it extends, validates it, and records who set each key.

Later wins: defaults, then the files of `extends` in their order, then the file itself, then the command line. Tables
merge key by key and a list replaces a list, except that these add up, so that a project can add to what it shares:
`ignore`, `exclude`, `packs`, `overrides` and the lists of `[vocabulary]`. Paths (`packs`, vocabulary files, `extends`)
are relative to the file that names them; globs (`exclude`, `overrides`) to the folder of the configuration in use.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from edlint.config import shipped, toml
from edlint.config.faults import dotted, faults
from edlint.config.schema import Settings, normal
from edlint.model.errors import ConfigError

NAME = "edlint.toml"
VALE = (".vale.ini", "_vale.ini", "vale.ini")
"""Names of Vale's configuration file, used where there is none of edlint's own."""
COMMAND_LINE = "command line"
_FILES = 50
_ADDING = frozenset(
    {"ignore", "exclude", "packs", "overrides", "vocabulary.accept", "vocabulary.reject", "vocabulary.words"}
)


@dataclass(frozen=True)
class Loaded:
    """A loaded configuration.

    `path` is its file (None: defaults), `folder` is the absolute folder that globs are relative to. `origin` gives, for
    each dotted key that was set, who set it: a file's path as shown, or “command line”. `command_line` holds the
    `select` and `ignore` given there, which override those of every file. `profiles` caches profiles. `files` are all
    files that were read, the configuration itself last.
    """

    settings: Settings
    path: Path | None
    folder: Path
    origin: Mapping[str, str] = field(default_factory=dict)
    command_line: Mapping[str, Any] = field(default_factory=dict)
    profiles: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    files: tuple[Path, ...] = ()

    def who(self, key: str) -> str:
        """Return who set a dotted key: a file, “command line” or “default”."""
        return self.origin.get(key, "default")

    def where(self, *keys: str | int) -> str:
        """Return the file and line, or the command line, that set a key: the start of an error message."""
        who = next(
            (self.origin[k] for n in range(len(keys), 0, -1) if (k := dotted(keys[:n])) in self.origin), None
        )
        if who is None:
            who = next((w for k, w in self.origin.items() if k.startswith(dotted(keys))), "configuration")
        if self.path is None or who != toml.shown(self.path):
            return who
        return who + _line(toml.line_of(toml.read_text(self.path), self.path, keys))


def find(start: Path) -> Path | None:
    """Return the nearest `edlint.toml`, or `pyproject.toml` with a `[tool.edlint]`, in `start` or above; else None.

    In one folder `edlint.toml` wins. If there is neither, return Vale's configuration if one is found within the
    repository of `start`. Raises ConfigError for a pyproject.toml that mentions edlint and cannot be read.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        own = folder / NAME
        # A broken link or a device fails when it is read: to skip it would be to check with other rules.
        if os.path.lexists(own) and not own.is_dir():
            return own
        project = folder / toml.PYPROJECT
        if project.is_file():
            text = toml.read_text(project)
            # A broken pyproject.toml that does not mention edlint is ignored.
            if "edlint" in text and toml.parse(text, project):
                return project
    return _find_vale(start)


def _find_vale(start: Path) -> Path | None:
    """Return the nearest Vale configuration in `start`, or in a folder above within its repository, or None."""
    folders = [start, *start.parents]
    root = next((number for number, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    for folder in folders[: root + 1]:
        for name in VALE:
            if (folder / name).is_file():
                return folder / name
    return None


def load(path: Path | None, overrides: Mapping[str, Any] | None = None) -> Loaded:
    """Return the configuration of a file (None: the defaults, relative to the working directory).

    `overrides` are from the command line, by dotted key (`{"engines": ["harper"], "languagetool.url": "…"}`).
    Raises ConfigError that lists every fault, one a line: file, line, key and description.
    """
    folder = path.absolute().parent if path else Path.cwd()
    merged: dict[str, Any] = {}
    origin: dict[str, str] = {}
    chain: list[tuple[Path, dict[str, Any]]] = []
    if path and path.suffix == ".ini":
        own = {"config": str(path.absolute())}
        only = {"engines": "none", "select": ["vale"], "fail-on": "error", "vale": own}
        chain = [(path.absolute(), only)]
    elif path:
        chain = _chain(path.absolute(), (), set())
    for file, table in chain:
        _merge(merged, table, toml.shown(file), origin)
    given: dict[str, Any] = {}
    for key, value in (overrides or {}).items():
        place = given
        *outer, last = key.split(".") if not key.startswith("rules.") else [key]
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    _validate(given, COMMAND_LINE, _nowhere)
    _merge(merged, {k: v for k, v in given.items() if k not in {"select", "ignore"}}, COMMAND_LINE, origin)
    command_line = {
        k: [v] if isinstance(v, str) else list(v) for k, v in given.items() if k in {"select", "ignore"}
    }
    settings = _validate(merged, toml.shown(path) if path else COMMAND_LINE, _nowhere)
    _check_answers(settings, origin)
    files = tuple(file for file, _ in chain)
    return Loaded(settings, path, folder, origin, command_line, files=files)


def _check_answers(settings: Settings, origin: Mapping[str, str]) -> None:
    """Raise ConfigError if two rules are on that contradict each other."""
    found = shipped.contradiction({id_: rule.level for id_, rule in settings.rules.items()})
    if found is None:
        return
    who = [f"{id_} ({origin.get(dotted(('rules', id_, 'severity')), COMMAND_LINE)})" for id_ in found]
    raise ConfigError(f"{' and '.join(who)} contradict each other: set the severity of one to “off”")


def _chain(path: Path, above: tuple[Path, ...], seen: set[Path]) -> list[tuple[Path, dict[str, Any]]]:
    """Return the tables of a file and of all that it extends, the most basic first, each validated, and each once.

    `seen` are the files that were read before; those that are read now are added to it.
    """
    path = Path(path.parent.resolve(), path.name)
    if path in above:
        names = " → ".join(toml.shown(p) for p in (*above[above.index(path) :], path))
        raise ConfigError(f"{toml.shown(path)}: configurations extend each other in a circle: {names}")
    if path in seen:
        return []
    if len(seen) >= _FILES:
        raise ConfigError(f"{toml.shown(path)}: more than {_FILES} configurations extend each other")
    seen.add(path)
    text = toml.read_text(path)
    table = toml.parse(text, path)
    settings = _validate(table, toml.shown(path), lambda keys: toml.line_of(text, path, keys))
    chain: list[tuple[Path, dict[str, Any]]] = []
    for base in settings.extends:
        file = (
            shipped.pack(base.removeprefix(shipped.PREFIX))
            if base.startswith(shipped.PREFIX)
            else path.parent / base
        )
        if not file.is_file():
            line = toml.line_of(text, path, ["extends"])
            raise ConfigError(
                f"{toml.shown(path)}{_line(line)}: “extends” names “{base}”, and there is no such file"
            )
        chain += _chain(file, (*above, path), seen)
    return [*chain, (path, _rooted(table, path.parent))]


def _rooted(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the table with absolute paths; a pack that is no folder here is the name of an installed package."""
    table = dict(table)
    if "packs" in table:
        table["packs"] = [
            str(folder / name) if (folder / name).exists() or "/" in name or name.startswith(".") else name
            for name in _list(table["packs"])
        ]
    if "vocabulary" in table:
        table["vocabulary"] = {
            key: [str(folder / name) for name in _list(value)] if key != "words" else _list(value)
            for key, value in table["vocabulary"].items()
        }
    if isinstance(table.get("vale"), Mapping) and isinstance(table["vale"].get("config"), str):
        table["vale"] = {**table["vale"], "config": str(folder / table["vale"]["config"])}
    return table


def _list(value: Any) -> list[Any]:
    return [value] if isinstance(value, str | dict) else list(value)


def _merge(
    into: dict[str, Any],
    table: Mapping[str, Any],
    who: str,
    origin: dict[str, str],
    above: tuple[str, ...] = (),
) -> None:
    for key, value in table.items():
        path = (*above, key)
        name = dotted(path)
        if isinstance(value, Mapping):
            inner = into.get(key)
            into[key] = dict(inner) if isinstance(inner, Mapping) else {}
            _merge(into[key], value, who, origin, path)
        elif name in _ADDING:
            before = into.get(key, [])
            into[key] = [*before, *(item for item in _list(value) if item not in before)]
            origin[name] = f"{origin[name]}, {who}" if name in origin else who
        else:
            into[key] = value
            origin[name] = who


def _validate(
    table: Mapping[str, Any], who: str, line: Callable[[Sequence[str | int]], int | None]
) -> Settings:
    given = normal(table)
    wrong = sorted(
        ((line(path), what) for path, what in faults(Settings, given)), key=lambda fault: fault[0] or 0
    )
    if wrong:
        raise ConfigError("\n".join(f"{who}{_line(at)}: {what}" for at, what in wrong))
    return msgspec.convert(given, Settings)


def _nowhere(_keys: Sequence[str | int]) -> None:
    """Return None as the line of a key that is in no file."""


def _line(number: int | None) -> str:
    return f":{number}" if number else ""
