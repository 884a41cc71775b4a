"""The configuration as `edlint config` shows it: each value, and who set it."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from edlint.config.errors import dotted
from edlint.config.globs import Globs, relative_to
from edlint.config.load import Loaded


class Value(NamedTuple):
    """A key as TOML writes it, its value written the same way, and who set it."""

    key: str
    value: str
    who: str


def values(loaded: Loaded, path: str | None = None) -> Iterator[Value]:
    """Yield every setting, and with a path the settings for that file, as the overrides that match leave them."""
    settings = loaded.settings
    rows: dict[str, Value] = {row.key: row for row in _section(loaded, settings, ())}
    for name, rule in settings.rules.items():
        rows |= _rule(rule, loaded, ("rules", name), None)
    if path is None:
        for index, override in enumerate(settings.overrides):
            for key, value in override.model_dump(
                by_alias=True, exclude_none=True, exclude_defaults=True
            ).items():
                name = dotted(("overrides", index, key))
                rows[name] = Value(name, written(value), loaded.who("overrides"))
    else:
        where = relative_to(path, loaded.folder)
        for index, override in enumerate(settings.overrides):
            if not Globs(override.files).match(where):
                continue
            who = f"{loaded.who('overrides')}, {dotted(('overrides', index))} for {', '.join(override.files)}"
            if override.language:
                rows["language"] = Value("language", written(override.language), who)
            if override.select is not None:
                rows["select"] = Value("select", written(override.select), who)
            if override.ignore:
                before = json.loads(rows["ignore"].value)
                rows["ignore"] = Value("ignore", written([*before, *override.ignore]), who)
            for name, rule in override.rules.items():
                rows |= _rule(rule, loaded, ("rules", name), who)
    yield from rows.values()


def _section(loaded: Loaded, section: BaseModel, above: tuple[str, ...]) -> Iterator[Value]:
    for name, field in type(section).model_fields.items():
        value = getattr(section, name)
        key = (*above, field.alias or name)
        if isinstance(value, BaseModel):
            yield from _section(loaded, value, key)
        elif key[0] not in {"rules", "overrides"}:
            yield Value(dotted(key), written(value), loaded.who(dotted(key)))


def _rule(rule: Any, loaded: Loaded, keys: tuple[str, ...], who: str | None) -> dict[str, Value]:
    found = {"severity": rule.severity} if rule.severity is not None else {}
    rows = [
        Value(dotted((*keys, option)), written(value), who or loaded.who(dotted((*keys, option))))
        for option, value in {**found, **rule.options}.items()
    ]
    return {row.key: row for row in rows}


def written(value: Any) -> str:
    """Return a value as TOML has it, on one line; nothing for a value that is not set."""
    if value is None:
        return "(not set)"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{dotted((key,))} = {written(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(item) for item in value)}]"
    # TOML's basic strings, numbers and booleans are JSON's.
    return json.dumps(value, ensure_ascii=False)
