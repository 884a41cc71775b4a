"""Load the rules of the styles that a `.vale.ini` names from their files."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from edlint.config.files import CONFIGURATION, read_bytes
from edlint.config.yamldata import YamlError, load
from edlint.model.errors import ConfigError
from edlint.vale.config import ValeConfig, inside
from edlint.vale.definition import Definition, StyleError, definition

BUILT_IN = "Vale"
"""The name of Vale's built-in style, whose rules have no files."""

_MOST = 4_000
_FOLDERS = 2_000
_DEEPEST = 10
_VALUES = 100_000
"""The number of YAML values that a rule may have, with aliases expanded."""
_TESTS = (".test.yml", ".test.yaml")


@dataclass
class Styles:
    """The rules by name, the reasons why others cannot be used, and the number of rules over the limit (`passed`)."""

    rules: dict[str, Definition] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    passed: int = 0


def load_styles(config: ValeConfig) -> Styles:
    """Return the rules that a configuration can turn on. Raises ConfigError for a missing style."""
    found = Styles()
    if any(name.partition(".")[0] == BUILT_IN for name in _named(config)):
        _built_in(config, found)
    for style in config.styles:
        if style == BUILT_IN:
            continue
        found_in = folders(config, style)
        if not found_in:
            raise ConfigError(
                f"the style “{style}” is in no StylesPath of {config.path.name}; a package is put there by “vale sync”"
            )
        for folder in found_in:
            for name, path in _files(folder, style):
                _add(config, name, path, found)
    loaded = set(config.styles)
    for name in _named(config):
        style, _, rest = name.partition(".")
        if rest and style not in loaded and style != BUILT_IN:
            file = config.find(f"{style}/{rest.replace('.', '/')}.yml")
            if file is not None:
                _add(config, name, file, found)
    if found.passed:
        found.broken[f"{found.passed:,} more rules"] = f"a configuration may have {_MOST:,}"
    return found


def folders(config: ValeConfig, style: str) -> list[Path]:
    """Return the folders of a style, one for each StylesPath with it; none for the built-in. Raises ConfigError."""
    if style == BUILT_IN:
        return []
    found = (inside(path, style) for path in config.styles_paths)
    return [folder for folder in found if folder.is_dir()]


def files(config: ValeConfig) -> Iterator[Path]:
    """Yield the files and folders that a configuration and its rules are read from."""
    yield from config.files
    places = [folder for style in config.styles for folder in folders(config, style)]
    for place in (*places, *(path / "config" for path in config.styles_paths)):
        for number, (here, inner, names) in enumerate(os.walk(place)):
            if number >= _FOLDERS:
                break
            inner[:] = [name for name in inner if not name.startswith(".")]
            yield Path(here)
            yield from (Path(here, name) for name in names)


def _named(config: ValeConfig) -> Iterator[str]:
    for section in (config.everywhere, *config.sections):
        yield from section.based_on or ()
        yield from section.checks


def _files(folder: Path, style: str) -> Iterator[tuple[str, Path]]:
    """Yield the names and paths of a style's rules, folder by folder. Raises ConfigError for too many folders."""
    for number, (here, folders, names) in enumerate(os.walk(folder)):
        if number >= _FOLDERS:
            raise ConfigError(f"the style “{style}” has more than {_FOLDERS:,} folders")
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            if name.endswith(".yml") and not name.endswith(_TESTS):
                parts = PurePath(here, name).relative_to(folder).parts
                yield ".".join((style, *parts[:-1], parts[-1].split(".")[0])), Path(here, name)


def _add(config: ValeConfig, name: str, path: Path, found: Styles) -> None:
    if name in found.rules or name in found.broken or not config.wants(name):
        return
    if len(found.rules) + len(found.broken) >= _MOST:
        found.passed += 1
        return
    try:
        data = _flattened(config, _read(config, path), ())
        found.rules[name] = _defined(config, name, data, path)
    except (StyleError, YamlError, ConfigError) as error:
        found.broken[name] = str(error)


def _defined(config: ValeConfig, name: str, data: dict[str, Any], path: Path) -> Definition:
    style = name.partition(".")[0]
    levels = config.everywhere.levels
    data = {key.lower(): value for key, value in data.items()}
    data |= config.parameters.get(name, {})
    return definition(name, data, path.as_posix(), levels.get(name) or levels.get(style))


def _read(config: ValeConfig, path: Path) -> dict[str, Any]:
    """Return the data of a rule's file. Raises StyleError if it is invalid or a link leads outside its StylesPath."""
    home = next((folder for folder in config.styles_paths if path.is_relative_to(folder)), None)
    if home is not None:
        try:
            inside(home, str(path.relative_to(home)))
        except ConfigError as error:
            raise StyleError(str(error)) from None
    try:
        data = load(read_bytes(path, CONFIGURATION).decode("utf-8-sig"), _VALUES)
    except OSError as error:
        raise StyleError((error.strerror or str(error)).lower()) from None
    except UnicodeDecodeError:
        raise StyleError("it is no UTF-8") from None
    if not isinstance(data, dict):
        raise StyleError("a rule is a table of fields")
    return data


def _flattened(config: ValeConfig, data: dict[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
    """Return a rule's data merged with those of the rule that it extends (`extends: Style.Rule`). Raises StyleError."""
    parent = data.get("extends")
    if not isinstance(parent, str) or "." not in parent:
        edited = next((key for key in data if key[-1:] in {"+", "-"}), None)
        if edited:
            raise StyleError(f"“{edited}” changes a field of a rule that it extends, and it extends none")
        return data
    if parent in seen or len(seen) >= _DEEPEST or parent.startswith(BUILT_IN + "."):
        raise StyleError(f"“extends: {parent}” leads in a circle, too deep, or to a rule without a file")
    style, _, rest = parent.partition(".")
    path = config.find(f"{style}/{rest.replace('.', '/')}.yml")
    if path is None:
        raise StyleError(f"“extends: {parent}”: there is no such rule in StylesPath")
    base = _flattened(config, _read(config, path), (*seen, parent))
    base.pop("tests", None)
    return _overlaid(base, data)


def _overlaid(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in own.items():
        name = key.rstrip("+-")
        if name == key:
            if key != "extends":
                out[key] = value
            continue
        if name in own:
            raise StyleError(f"“{key}” and “{name}” both say what “{name}” is")
        out[name] = _edited(out.get(name), value, key)
    return out


def _edited(old: Any, value: Any, key: str) -> Any:
    """Return a list or table field with `value` added (key ends with `+`) or removed (`-`). Raises StyleError."""
    adds, listed = key.endswith("+"), isinstance(value, list)
    if adds and listed and isinstance(old, list):
        return [*old, *value]
    if adds and isinstance(old, dict) and isinstance(value, dict):
        return {**old, **value}
    if adds or not listed or not isinstance(old, list | dict):
        raise StyleError(f"“{key}” fits nothing that the extended rule has")
    missing = next((each for each in value if each not in old), None)
    if missing is not None:
        raise StyleError(f"“{key}”: there is no “{missing}” to take out")
    left = [each for each in old if each not in value]
    return left if isinstance(old, list) else {each: old[each] for each in left}


def _built_in(config: ValeConfig, found: Styles) -> None:
    made: list[tuple[str, str, str, dict[str, Any]]] = [
        (
            "Repetition",
            "repetition",
            "'%s' is repeated!",
            {
                "ignorecase": True,
                "alpha": True,
                "tokens": [r"[^\s.!?]+"],
                "action": {"name": "edit", "params": ["truncate", " "]},
            },
        ),
        ("Spelling", "spelling", "Did you really mean '%s'?", {"action": {"name": "suggest"}}),
    ]
    if config.accepted:
        swap = {term.lower(): term for term in config.accepted}
        made.append(
            (
                "Terms",
                "substitution",
                "Use '%s' instead of '%s'.",
                {"ignorecase": True, "swap": swap, "vocab": False},
            )
        )
    if config.rejected:
        made.append(("Avoid", "existence", "Avoid using '%s'.", {"tokens": list(config.rejected)}))
    for name, kind, message, fields in made:
        rule = f"{BUILT_IN}.{name}"
        level = config.everywhere.levels.get(rule, "error")
        data = {"extends": kind, "message": message, "level": level, **fields}
        if config.wants(rule):
            found.rules[rule] = definition(rule, data, "")
