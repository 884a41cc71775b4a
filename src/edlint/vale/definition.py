"""The definition of a style's rule, from its file: the fields common to all kinds, and the kind's own by name."""

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
"""The fields of each kind of rule, beside the common ones."""
_COMMON = frozenset(
    "action description extends level limit link message name scope selector matchcase tests".split()
)
# Vale ignores unknown fields in rules of these kinds.
_LENIENT = frozenset(["consistency", "spelling"])
_FALSE = frozenset(["", "0", "f", "F", "false", "FALSE", "False"])


class StyleError(ValueError):
    """A rule that cannot be run; the text has the reason."""


@dataclass(frozen=True)
class Action:
    """A rule's action, which makes replacements for a match (see `actions`)."""

    name: str = ""
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """A rule; `fields` has the fields of its kind, by names in lower case. The accessors raise StyleError."""

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
        """Return a boolean field, or `default` if it is not set."""
        value = self.fields.get(name)
        return default if value is None else boolean(value, name)

    def text(self, name: str) -> str:
        """Return a text field; empty if it is not set."""
        value = self.fields.get(name)
        return "" if value is None else string(value, name)

    def texts(self, name: str) -> list[str]:
        """Return a field that is a list of texts; a single text counts as a list of one."""
        return strings(self.fields.get(name), name)

    def number(self, name: str) -> float:
        """Return a numeric field; 0 if it is not set."""
        value = self.fields.get(name)
        if value is None:
            return 0
        try:
            return float(value)
        except (TypeError, ValueError):
            raise StyleError(f"“{name}” should be a number, not {value!r}") from None

    def table(self, name: str) -> dict[str, str]:
        """Return a field that maps texts to texts, or is a list of such mappings."""
        value = self.fields.get(name)
        tables = value if isinstance(value, list) else [value or {}]
        if not all(isinstance(each, dict) for each in tables):
            raise StyleError(f"“{name}” should be a table")
        return {key: string(each, name) for table in tables for key, each in table.items()}


def boolean(value: Any, name: str) -> bool:
    """Convert a value of the field `name` to a boolean. Raises StyleError."""
    if isinstance(value, bool | int | float):
        return bool(value)
    if isinstance(value, str) and value in _FALSE:
        return False
    if isinstance(value, str) and value in {"1", "t", "T", "true", "TRUE", "True"}:
        return True
    raise StyleError(f"“{name}” should be true or false, not {value!r}")


def string(value: Any, name: str) -> str:
    """Convert a scalar of the field `name` to a text as Vale does. Raises StyleError."""
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
    """Convert a value of the field `name` to a list of texts. Raises StyleError."""
    if value is None or value == {}:
        return []
    if isinstance(value, dict):
        raise StyleError(f"“{name}” should be a list")
    return [string(each, name) for each in (value if isinstance(value, list) else [value])]


def definition(name: str, data: Any, path: str, level: str | None = None) -> Definition:
    """Make a rule from the data of its file; `level` is the configuration's, if it sets one. Raises StyleError."""
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
