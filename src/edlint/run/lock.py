"""The lock file of packages: digests of the configured packs and styles, which each run compares with the disk.

Nothing is downloaded, but the files on disk may be another version today. A digest covers names and bytes, not times.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from edlint.config import shipped, toml
from edlint.config.files import read_bytes
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError
from edlint.rules.packs import entry_point

NAME = "edlint.lock"
REMEDY = "edlint packs lock"
_HEAD = f"# Written by “{REMEDY}”: each run stops where a package holds something else.\n\n[packages]\n"
_MOST = 20_000
_LARGEST = 50_000_000
_VALE = "vale:"


def check(loaded: Loaded) -> None:
    """Raise ConfigError with a line for each package that differs from the lock file, if there is a lock file."""
    path = loaded.folder / NAME
    if not os.path.lexists(path):
        return
    known = _read(path)
    shown = toml.shown(path)
    wrong = []
    for name, digest in digests(loaded).items():
        if name not in known:
            wrong.append(f"{shown}: “{name}” is not locked; “{REMEDY}” adds it")
        elif known[name] != digest:
            wrong.append(
                f"{shown}: “{name}” is not what was locked; look at what is new in it, then “{REMEDY}”"
            )
    if wrong:
        raise ConfigError("\n".join(wrong))


class Lock(NamedTuple):
    """A lock file: its text, the number of packages, and what is new in it: package → added, changed, removed."""

    text: str
    number: int
    changes: Mapping[str, str]


def lock(loaded: Loaded) -> Lock:
    """Return the lock file for the current packages. Raises ConfigError."""
    path = loaded.folder / NAME
    try:
        before = _read(path) if os.path.lexists(path) else {}
    except ConfigError:
        before = {}
    now = digests(loaded)
    changes = {
        name: "added" if name not in before else "removed" if name not in now else "changed"
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    }
    lines = (f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(now[name])}\n" for name in sorted(now))
    return Lock(_HEAD + "".join(lines), len(now), changes)


def digests(loaded: Loaded) -> dict[str, str]:
    """Return the digest of each pack and style in a configuration. Raises ConfigError."""
    return {name: _digest(name, files) for name, files in _packages(loaded)}


def _read(path: Path) -> dict[str, str]:
    try:
        found: Any = toml.loads(toml.read_text(path)).get("packages", {})
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise ConfigError(f"{toml.shown(path)}: it cannot be read; “{REMEDY}” writes it anew")
    return found


def _packages(loaded: Loaded) -> Iterator[tuple[str, Iterator[tuple[str, Path]]]]:
    """Yield each package's name (a relative path for a folder), with its files: their names in it and their paths."""
    own = shipped.builtin_folder()
    for pack in loaded.settings.packs:
        path = Path(pack)
        if path.is_relative_to(own):
            # A shipped pack has the version of edlint.
            continue
        if path.exists() or path.is_absolute():
            yield _relative(path, loaded.folder), _files(path)
        else:
            # Nothing of the package is imported before its digest has been compared.
            yield pack, _installed(entry_point(pack).module)
    if loaded.settings.vale.config is not None:
        from edlint.vale.config import load  # noqa: PLC0415 - only where styles are run
        from edlint.vale.styles import folders  # noqa: PLC0415 - as above

        config = load(Path(loaded.settings.vale.config))
        for style in config.styles:
            found = folders(config, style)
            if found:
                yield _VALE + style, chain.from_iterable(map(_files, found))


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _installed(module: str) -> Iterator[tuple[str, Path]]:
    top = module.partition(".")[0]
    spec = find_spec(top)
    if spec is None or spec.origin is None:
        return
    home = Path(spec.origin)
    if spec.submodule_search_locations:
        yield from _files(home.parent)
    else:
        yield from _files(home)
        yield from _files(home.parent / "rules")


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name, path
        return
    for here, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        for name in sorted(names):
            if not name.startswith("."):
                file = Path(here, name)
                yield file.relative_to(path).as_posix(), file


def _digest(name: str, files: Iterable[tuple[str, Path]]) -> str:
    made = hashlib.sha256()
    for number, (inner, path) in enumerate(files):
        if number >= _MOST:
            raise ConfigError(f"“{name}” has more than {_MOST:,} files, and cannot be locked")
        try:
            data = read_bytes(path, _LARGEST)
        except OSError as error:
            raise ConfigError(f"{toml.shown(path)}: {(error.strerror or str(error)).lower()}") from None
        made.update(f"{len(inner)} {inner} {len(data)}\n".encode("utf-8", "surrogatepass"))
        made.update(data)
    return f"sha256:{made.hexdigest()}"
