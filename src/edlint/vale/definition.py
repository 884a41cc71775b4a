"""A rule of a style as its file says it: the fields that every kind has, and the kind's own by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edlint.vale.config import LEVELS

KINDS: dict[str, frozenset[str]] = {
    "existence": frozenset("raw tokens exceptions append ignorecase nonword vocab".split()),
    "substitution": frozenset("exceptions swap ignorecase nonword vocab capitalize pos".split()),
    "occurrence": frozenset("token max min ignorecase".split()),
    "repetition": frozenset("tokens max ignorecase alpha vocab exceptions".split()),
    "consistency": frozenset("either nonword ignorecase".split()),
    "conditional": frozenset("exceptions first second in ignorecase vocab".split()),
    "capitalization": frozenset("match style exceptions indicators threshold vocab prefix".split()),
    "metric": frozenset("formula condition".split()),
    "readability": frozenset("metrics grade".split()),
    "spelling": frozenset(
        "filters ignore exceptions dictionaries aff dic dicpath threshold custom append".split()
    ),
    "sequence": frozenset("tokens model exceptions ignorecase".split()),
    "script": frozenset(["script"]),
}
"""Kind → the fields that it has beside those of every rule."""
_COMMON = frozenset(
    "action description extends level limit link message name scope selector matchcase tests".split()
)
# Vale passes over unknown fields of these.
_LENIENT = frozenset(["consistency", "spelling"])
_FALSE = frozenset(["", "0", "f", "F", "false", "FALSE", "False"])


class StyleError(ValueError):
    """A rule that cannot be run as its file has it; the text says why."""


@dataclass(frozen=True)
class Action:
    """What a rule offers to do about a match."""

    name: str = ""
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """A rule: `fields` are the kind's own, names in small letters."""

    name: str
    kind: str
    message: str
    level: str = "warning"
    scope: tuple[str, ...] = ("text",)
    link: str = ""
    description: str = ""
    limit: int = 0
    action: Action = Action()
    match_case: bool = False
    path: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    tests: Any = None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a field that is true or false."""
        value = self.fields.get(name)
        return default if value is None else boolean(value, name)

    def text(self, name: str) -> str:
        """Return a field that is a text; empty where it is not set."""
        value = self.fields.get(name)
        return "" if value is None else string(value, name)

    def texts(self, name: str) -> list[str]:
        """Return a field that is a list of texts; one text stands for a list of one."""
        return strings(self.fields.get(name), name)

    def number(self, name: str) -> float:
        """Return a field that is a number; 0 where it is not set."""
        value = self.fields.get(name)
        if value is None:
            return 0
        try:
            return float(value)
        except (TypeError, ValueError):
            raise StyleError(f"“{name}” should be a number, not {value!r}") from None

    def table(self, name: str) -> dict[str, str]:
        """Return a field that is a table of texts."""
        value = self.fields.get(name)
        tables = value if isinstance(value, list) else [value or {}]
        if not all(isinstance(each, dict) for each in tables):
            raise StyleError(f"“{name}” should be a table")
        return {key: string(each, name) for table in tables for key, each in table.items()}


def boolean(value: Any, name: str) -> bool:
    """Return a value as true or false. Raises StyleError."""
    if isinstance(value, bool | int | float):
        return bool(value)
    if isinstance(value, str) and value in _FALSE:
        return False
    if isinstance(value, str) and value in {"1", "t", "T", "true", "TRUE", "True"}:
        return True
    raise StyleError(f"“{name}” should be true or false, not {value!r}")


def string(value: Any, name: str) -> str:
    """Return a scalar as a text, as Vale takes it. Raises StyleError."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(int(value))
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)
    raise StyleError(f"“{name}” should hold texts, not {type(value).__name__}")


def strings(value: Any, name: str) -> list[str]:
    """Return a list of texts. Raises StyleError."""
    if value is None or value == {}:
        return []
    if isinstance(value, dict):
        raise StyleError(f"“{name}” should be a list")
    return [string(each, name) for each in (value if isinstance(value, list) else [value])]


def definition(name: str, data: Any, path: str, level: str | None = None) -> Definition:
    """Return a rule from the data of its file; `level` is what the configuration sets. Raises StyleError."""
    if not isinstance(data, dict):
        raise StyleError("a rule is a table of fields")
    fields = {key.lower(): value for key, value in data.items()}
    kind = fields.get("extends")
    if kind is None:
        raise StyleError("“extends” is missing")
    if kind not in KINDS:
        raise StyleError(f"“extends: {kind}” is no kind of rule that Vale has")
    if fields.get("message") is None:
        raise StyleError("“message” is missing")
    own = fields.get("level", "warning")
    if own not in LEVELS:
        raise StyleError("“level” should be suggestion, warning or error")
    unknown = sorted(fields.keys() - _COMMON - KINDS[kind])
    if unknown and kind not in _LENIENT:
        raise StyleError(f"“{unknown[0]}” is no field of a rule of the kind {kind}")
    scope = strings(fields.get("scope"), "scope")
    return Definition(
        name,
        kind,
        string(fields["message"], "message"),
        level or own,
        tuple(scope) or _scope(kind),
        string(fields.get("link"), "link"),
        string(fields.get("description"), "description"),
        int(string(fields.get("limit") or 0, "limit") or 0),
        _action(fields.get("action")),
        boolean(fields.get("matchcase") or False, "matchcase"),
        path,
        {key: value for key, value in fields.items() if key in KINDS[kind]},
        fields.get("tests"),
    )


def _scope(kind: str) -> tuple[str, ...]:
    return () if kind in {"sequence", "metric", "readability"} else ("text",)


def _action(value: Any) -> Action:
    if value is None:
        return Action()
    if not isinstance(value, dict):
        raise StyleError("“action” should be a table")
    fields = {key.lower(): each for key, each in value.items()}
    parameters: list[str] = []
    for each in fields.get("params") or ():
        parameters += strings(each, "params")
    return Action(string(fields.get("name"), "name"), tuple(parameters))
