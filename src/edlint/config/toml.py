"""Reads TOML files, and finds the line of a key (tomllib does not record positions)."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from edlint.config.files import CONFIGURATION, read_bytes
from edlint.model.errors import ConfigError
from edlint.text.pattern import pattern

PYPROJECT = "pyproject.toml"
_PARTS = 50
_BITS = 64
_LONG_KEY = r"(?:(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){50}"


def shown(path: Path) -> str:
    """Return a path as messages show it: relative to the working directory where it lies under it, with `/`."""
    absolute = Path.cwd() / path
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def read_text(path: Path, most: int = CONFIGURATION) -> str:
    """Return the text of a UTF-8 file of at most `most` bytes. Raises ConfigError when it cannot be read."""
    try:
        return read_bytes(path, most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown(path)}: not UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise ConfigError(f"{shown(path)}: {(error.strerror or str(error)).lower()}") from None


def loads(text: str) -> dict[str, Any]:
    """Return the data of a TOML text. Raises ValueError, RecursionError."""
    import tomllib  # noqa: PLC0415 - only where there is a configuration

    # tomllib copies a dotted key once for each of its parts: quadratic time.
    if pattern(_LONG_KEY).found(text):
        raise ValueError(f"a key has more than {_PARTS} parts")
    table = tomllib.loads(text)
    _refuse_long(table)
    return table


def _refuse_long(value: Any) -> None:
    """Raise ValueError for an integer beyond TOML's 64 bits, which might be too long to print in a message."""
    if isinstance(value, int) and value.bit_length() >= _BITS:
        raise ValueError(f"an integer has more than {_BITS} bits")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_long(inner)


def parse(text: str, path: Path) -> dict[str, Any]:
    """Return edlint's table in a TOML text (of `[tool.edlint]` in pyproject.toml). Raises ConfigError."""
    try:
        table: Any = loads(text)
    except ValueError as error:
        raise ConfigError(f"{shown(path)}: not TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{shown(path)}: not TOML: nested too deep") from None
    if path.name == PYPROJECT:
        tool = table.get("tool", {})
        table = tool.get("edlint", {}) if isinstance(tool, dict) else {}
        if not isinstance(table, dict):
            raise ConfigError(f"{shown(path)}: `tool.edlint` must be a table: [tool.edlint]")
    return dict(table)


def line_of(text: str, path: Path, keys: Sequence[str | int]) -> int | None:
    """Return the line (from 1) of the deepest of `keys` that can be found, or None.

    It finds what people usually write: `[table]`, `[[table]]`, `key = …` and dotted keys. The keys of an inline table
    are found at the line of the table.
    """
    wanted = [*(("tool", "edlint") if path.name == PYPROJECT else ()), *keys]
    names = [str(key) for key in wanted if isinstance(key, str)]
    numbers = [key for key in wanted if isinstance(key, int)]
    best, depth = None, 0
    for number, which, here in _written(text):
        if numbers and which not in {None, numbers[0]}:
            continue
        if here == names[: len(here)] and len(here) > depth:
            best, depth = number, len(here)
    return best


@lru_cache(maxsize=1)
def _written(text: str) -> list[tuple[int, int | None, list[str]]]:
    """Return each line with a key or a table's head: its number, its index in an array of tables or None, and the key.

    Cached, since up to twenty faults in a file are reported at once, each with its line.
    """
    table: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = key_parts(stripped.strip("[").partition("]")[0])
            if stripped.startswith("[["):
                seen[tuple(table)] = seen.get(tuple(table), -1) + 1
            here = table
        elif "=" in stripped and not stripped.startswith("#"):
            here = table + key_parts(stripped.partition("=")[0])
        else:
            continue
        found.append((number, seen.get(tuple(table)), here))
    return found


def key_parts(dotted: str) -> list[str]:
    """Return the parts of a dotted key in TOML syntax; quoted parts may contain dots."""
    if not {'"', "'"} & set(dotted):
        return ["".join(part.split()) for part in dotted.split(".")]
    parts, part, quote = [], "", ""
    for character in dotted.strip():
        if quote:
            if character == quote:
                quote = ""
            else:
                part += character
        elif character in "\"'":
            quote = character
        elif character == ".":
            parts.append(part.strip())
            part = ""
        elif not character.isspace():
            part += character
    return [*parts, part.strip()]
