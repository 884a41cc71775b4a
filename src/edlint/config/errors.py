"""Pydantic's errors as one line each: file, line, key, what is wrong, and the name that was meant."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from edlint.config.schema import Override, Settings
from edlint.text.nearest import did_you_mean

Path = tuple[str | int, ...]
MOST = 20
"""Faults that are told at once."""
_LONGEST = 60


def explain(error: ValidationError, table: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """Return for each wrong key its path in the table and one sentence without a full stop.

    A union's branches all complain about the same value: they become one sentence. After MOST keys no more are named.
    """
    found: dict[Path, list[str]] = {}
    for detail in error.errors(include_url=False, include_input=False):
        path = _reachable(detail["loc"], table)
        if len(found) == MOST and path not in found:
            found[()] = ["there is more that is wrong"]
            break
        key = dotted(path)
        if detail["type"] == "extra_forbidden":
            names = _names(path[:-1])
            text = f"unknown key “{_short(key)}”{did_you_mean(str(path[-1]), names)}"
        elif detail["type"] == "missing":
            path = tuple(part for part in detail["loc"] if isinstance(part, str | int))
            text = f"“{_short(dotted(path))}” is missing"
        else:
            reason = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
            text = f"“{_short(key)}” = {_value(_get(table, path))}: {reason[:1].lower()}{reason[1:]}"
        sentences = found.setdefault(path, [])
        if text not in sentences:
            sentences.append(text)
    return [(path, _joined(texts)) for path, texts in found.items()]


def dotted(path: Sequence[str | int]) -> str:
    """Return a key as TOML writes it: `overrides[1].rules."style.cliche".severity`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            plain = part.replace("-", "").replace("_", "").isalnum()
            text += ("." if text else "") + (part if plain else f'"{part}"')
    return text


def _joined(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    head = texts[0].partition(": ")[0]
    return f"{head}: {', or '.join(text.partition(': ')[2] for text in texts)}"


def _reachable(location: tuple[int | str, ...], table: Mapping[str, Any]) -> Path:
    """Return the part of pydantic's location that exists in the table: the rest names a branch of a union."""
    value: Any = table
    path: list[str | int] = []
    for part in location:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            break
        path.append(part)
    return tuple(path)


def _get(table: Any, path: Path) -> Any:
    for part in path:
        table = table[part]
    return table


def _value(value: Any) -> str:
    try:
        text = f"“{value}”" if isinstance(value, str) else str(value)
    except ValueError:
        text = "a number of thousands of digits"
    return _short(text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _names(path: Path) -> list[str]:
    """Return the keys that the table at `path` may hold."""
    model: type[BaseModel] = Settings
    for part in path:
        if part == "overrides":
            model = Override
        elif isinstance(part, str):
            field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
            kind = field.annotation if field else None
            inner = [kind, *get_args(kind)]
            model = next((k for k in inner if isinstance(k, type) and issubclass(k, BaseModel)), model)
    return [field.alias or name for name, field in model.model_fields.items()]
