"""What is shipped with edlint: the folder of its own rules, and the packs in it that a configuration can extend."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import edlint
from edlint.config import toml
from edlint.model.errors import ConfigError
from edlint.text.nearest import did_you_mean

PREFIX = "pack:"
"""Prefix of a pack's name in `extends`."""
QUESTIONS = "style.house."
"""Prefix of the house style rules: those with the same next part of the id are alternatives, of which one may be on."""


def builtin_folder() -> Path:
    """Return the folder of edlint's own rules: inside the installed package, else in the checkout."""
    package = Path(edlint.__file__).resolve().parent
    shipped = package / "_rules"
    return shipped if shipped.is_dir() else package.parents[1] / "rules"


def packs() -> dict[str, Path]:
    """Return the shipped configurations by name."""
    return {path.stem: path for path in sorted((builtin_folder() / "packs").glob("*.toml"))}


def pack(name: str) -> Path:
    """Return the configuration file of a pack. Raises ConfigError for an unknown name."""
    known = packs()
    if name not in known:
        raise ConfigError(f"extends: there is no pack “{name}”{did_you_mean(name, known)}: edlint packs")
    return known[name]


def title(path: Path) -> str:
    """Return a pack's title: the comment in its first line."""
    return toml.read_text(path).partition("\n")[0].removeprefix("#").strip()


def answers(rules: Mapping[str, str | None]) -> dict[str, list[str]]:
    """Return the house style rules that are switched on, grouped by question; `rules` maps rule ids to severities."""
    found: dict[str, list[str]] = {}
    for id_, severity in rules.items():
        question, _, answer = id_.removeprefix(QUESTIONS).partition(".")
        if id_.startswith(QUESTIONS) and answer and severity not in {None, "off"}:
            found.setdefault(question, []).append(id_)
    return found


def contradiction(rules: Mapping[str, str | None]) -> tuple[str, str] | None:
    """Return two rules that are both on although they exclude each other, or None."""
    for ids in answers(rules).values():
        for one, other in combinations(sorted(ids), 2):
            return one, other
    return None
