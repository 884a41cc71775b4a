"""Checks that the rules, families and options that a configuration names exist."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from edlint.config.faults import MOST, dotted
from edlint.config.load import COMMAND_LINE, Loaded
from edlint.config.schema import RuleSettings
from edlint.model.errors import ConfigError
from edlint.model.rule import FAMILIES, Rule, is_selector
from edlint.text.nearest import did_you_mean


def check_selectors(loaded: Loaded, catalog: Mapping[str, Rule]) -> None:
    """Raise one ConfigError that lists the names of rules, families and options not in `catalog`, one a line."""
    faults = list(islice(_faults(loaded, catalog), MOST))
    if faults:
        raise ConfigError("\n".join(faults))


def _faults(loaded: Loaded, catalog: Mapping[str, Rule]) -> Iterable[str]:
    settings = loaded.settings
    for key in ("select", "ignore"):
        for selector in loaded.command_line.get(key, ()):
            if not is_selector(selector, catalog):
                yield _unknown(selector, f"{COMMAND_LINE}: --{key}", catalog)
    layers: list[tuple[tuple[str | int, ...], Any]] = [((), settings)]
    layers += [(("overrides", index), override) for index, override in enumerate(settings.overrides)]
    for keys, layer in layers:
        for key in ("select", "ignore"):
            for selector in getattr(layer, key) or ():
                if not is_selector(selector, catalog):
                    where = f"{loaded.where(*keys, key)}: “{dotted((*keys, key))}”"
                    yield _unknown(selector, where, catalog)
        for name, rule in layer.rules.items():
            if not is_selector(name, catalog):
                where = f"{loaded.where(*keys, 'rules', name)}: “{dotted((*keys, 'rules'))}”"
                yield _unknown(name, where, catalog)
            yield from _options(
                name, rule, lambda *more, at=(*keys, "rules", name): loaded.where(*at, *more), catalog
            )


def _unknown(selector: str, where: str, catalog: Mapping[str, Rule]) -> str:
    names = {"all", *FAMILIES, *catalog, *(rule.rpartition(".")[0] for rule in catalog)}
    return f"{where} names “{selector}”, which is no rule or family{did_you_mean(selector, names)}"


def _options(
    name: str, settings: RuleSettings, where: Callable[..., str], catalog: Mapping[str, Rule]
) -> Iterable[str]:
    if not settings.options or not is_selector(name, catalog):
        return
    rule = catalog.get(name)
    if rule is None:
        given = ", ".join(settings.options)
        yield f"{where()}: “{name}” stands for several rules, so only “severity” can be set for it, not “{given}”"
        return
    for option, value in settings.options.items():
        declared = rule.options.get(option)
        if declared is None:
            names = ["severity", *rule.options]
            has = f"it has {', '.join(names)}"
            yield f"{where(option)}: {name} has no option “{option}”{did_you_mean(option, names) or f'; {has}'}"
        elif not _alike(value, declared.default):
            yield f"{where(option)}: {name}: “{option}” should be {_kind(declared.default)}, not {value!r}"


def _alike(value: Any, default: Any) -> bool:
    if default is None:
        return True
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float)
    if isinstance(default, list | tuple):
        return isinstance(value, list) and (not default or all(_alike(item, default[0]) for item in value))
    return isinstance(value, type(default))


def _kind(default: Any) -> str:
    if isinstance(default, bool):
        return "true or false"
    if isinstance(default, int | float):
        return f"a number such as {default}"
    if isinstance(default, list | tuple):
        return f"a list such as {list(default)[:3]}"
    return f"a text such as “{default}”" if isinstance(default, str) else "a table"
