"""The configuration for `edlint config`: each value, and who set it."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import structs

from edlint.config.faults import dotted
from edlint.config.globs import Globs, relative_to
from edlint.config.load import Loaded
from edlint.config.schema import Override, RuleSettings, Section


class Value(NamedTuple):
    """A key and its value in TOML syntax, and who set it."""

    key: str
    value: str
    who: str


def values(loaded: Loaded, path: str | None = None) -> Iterator[Value]:
    """Yield every setting; with a path, the settings for that file, with the matching overrides applied."""
    settings = loaded.settings
    rows: dict[str, Value] = {row.key: row for row in _section(loaded, settings, ())}
    for name, rule in settings.rules.items():
        rows |= _rule(rule, loaded, ("rules", name), None)
    if path is None:
        for index, override in enumerate(settings.overrides):
            for key, value in _set(override):
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


def _set(override: Override) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values that an override sets."""
    for field in structs.fields(override):
        value = getattr(override, field.name)
        if field.name == "rules":
            value = {name: _given(rule) for name, rule in value.items()}
        if value not in (None, (), {}):
            yield field.encode_name, value


def _given(rule: RuleSettings) -> dict[str, Any]:
    severity = {"severity": rule.severity} if rule.severity is not None else {}
    return {**severity, **rule.options}


def _section(loaded: Loaded, section: Section, above: tuple[str, ...]) -> Iterator[Value]:
    for field in structs.fields(section):
        value = getattr(section, field.name)
        key = (*above, field.encode_name)
        if isinstance(value, Section):
            yield from _section(loaded, value, key)
        elif key[0] not in {"rules", "overrides"}:
            yield Value(dotted(key), written(value), loaded.who(dotted(key)))


def _rule(rule: RuleSettings, loaded: Loaded, keys: tuple[str, ...], who: str | None) -> dict[str, Value]:
    rows = [
        Value(dotted((*keys, option)), written(value), who or loaded.who(dotted((*keys, option))))
        for option, value in _given(rule).items()
    ]
    return {row.key: row for row in rows}


def written(value: Any) -> str:
    """Return a value in TOML syntax, on one line; “(not set)” for None."""
    if value is None:
        return "(not set)"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{dotted((key,))} = {written(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(item) for item in value)}]"
    # TOML's basic strings, numbers and booleans are JSON's.
    return json.dumps(value, ensure_ascii=False)
