"""The editor's settings: the section `edlint` of its configuration, or the server's initialization options."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edlint.server.messages import Settings

_KEYS = ("run", "delay", "lens", "config", "engines", "language", "suggestions")


@dataclass(frozen=True)
class Options:
    """The settings, with their defaults.

    `on_save`: check when a text is opened and saved, not as it is written. `delay`: seconds without a change after which
    a text is checked. `lens`: show the figures above the text. `suggestions`: show suggestions too. `checks`: settings
    that take precedence over configurations. `faults`: messages on invalid settings.
    """

    on_save: bool = False
    delay: float = 0.15
    lens: bool = True
    suggestions: bool = True
    checks: Settings = field(default_factory=Settings)
    faults: tuple[str, ...] = ()


def options(given: object) -> Options:
    """Parse an editor's settings; an invalid one keeps its default and adds a message to `faults`."""
    if not isinstance(given, Mapping):
        return Options()
    known = Options()
    faults: list[str] = []

    def take(name: str, kind: type | tuple[type, ...], default: Any, allowed: tuple[Any, ...] = ()) -> Any:
        value = given.get(name)
        if value is None:
            return default
        sound = isinstance(value, kind) and not (isinstance(value, bool) and bool not in _kinds(kind))
        if not sound or (allowed and value not in allowed):
            wanted = f" one of {', '.join(allowed)}" if allowed else f" a {_kinds(kind)[0].__name__}"
            faults.append(f"edlint.{name}: should be{wanted}, not {value!r}")
            return default
        return value

    run = take("run", str, "onType", ("onType", "onSave"))
    delay = take("delay", (int, float), known.delay * 1000) / 1000
    named = {"engines": take("engines", (str, list), None), "language": take("language", str, "")}
    overrides = {name: value for name, value in named.items() if value}
    faults += [f"edlint.{name}: no such setting" for name in given if name not in _KEYS]
    return Options(
        on_save=run == "onSave",
        delay=min(max(delay, 0.0), 10.0),
        lens=take("lens", bool, known.lens),
        suggestions=take("suggestions", bool, known.suggestions),
        checks=Settings(take("config", str, ""), overrides),
        faults=tuple(faults),
    )


def _kinds(kind: type | tuple[type, ...]) -> tuple[type, ...]:
    return kind if isinstance(kind, tuple) else (kind,)
