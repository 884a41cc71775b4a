"""Rule packs that users name: a folder or zip file, which is data only, or an installed package, which may add Python.

A package declares `[project.entry-points."edlint.packs"] house = "house_rules"`; its rules are in the folder `rules`
beside that module, and the module's `CHECKERS`, a table like edlint's own (name → module with `make(settings)`), names
the checkers of rules that are not declarative. A package is imported only when the configuration names it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from edlint.model.errors import ConfigError
from edlint.text.nearest import did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "edlint.packs"


class Packs(NamedTuple):
    """The folders of the named packs' rules, and the checkers that the packs add (name → module)."""

    folders: tuple[Path, ...]
    checkers: Mapping[str, str]


def find_packs(names: Sequence[str]) -> Packs:
    """Return the packs of a configuration, in order. Raises ConfigError for a name that is no path and no package."""
    return _find(tuple(names))


@lru_cache(maxsize=32)
def _find(names: tuple[str, ...]) -> Packs:
    folders: list[Path] = []
    checkers: dict[str, str] = {}
    for name in names:
        path = Path(name)
        if path.exists() or path.is_absolute():
            folders.append(_folder(path))
            continue
        folder, own = _installed(name)
        folders.append(folder)
        for checker, module in own.items():
            if checker in checkers:
                raise ConfigError(f"packs: two packages bring a checker called “{checker}”")
            checkers[checker] = module
    return Packs(tuple(folders), checkers)


def _folder(path: Path) -> Path:
    if path.suffix != ".zip":
        return path
    from edlint.rules.zipped import unpacked  # noqa: PLC0415 - few packs are zips

    return unpacked(path)


def entry_point(name: str) -> "EntryPoint":
    """Return the entry point of an installed pack without importing it. Raises ConfigError where there is none."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - only where a package is named

    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise ConfigError(
            f"packs: “{name}” is neither a folder nor an installed package{did_you_mean(name, found)}"
        )
    return found[name]


def _installed(name: str) -> tuple[Path, Mapping[str, str]]:
    point = entry_point(name)
    try:
        module = point.load()
    except Exception as error:
        raise ConfigError(f"packs: the package of “{name}” cannot be imported: {error}") from error
    folder = Path(str(module.__file__)).parent / "rules"
    if not folder.is_dir():
        raise ConfigError(f"packs: the package of “{name}” holds no folder “rules”")
    return folder, dict(getattr(module, "CHECKERS", {}))
