"""Digests of everything that determines the result of a check: edlint, its packages, rules, settings and articles."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import msgspec
from msgspec.structs import replace

import edlint
from edlint.archive.sources import SourceArticle
from edlint.config.load import Loaded
from edlint.config.profile import Vocabulary, Waivers
from edlint.config.shipped import builtin_folder
from edlint.config.vocabulary import read_words
from edlint.config.waivers import read_waivers
from edlint.model.report import EngineStatus
from edlint.model.rule import Rule

_CODE = (".py", ".yaml", ".txt", ".gz", ".tsv")
_WITHOUT = ("fail_on", "exclude", "extends")
"""Settings that do not affect findings."""


def digest(*parts: str | bytes) -> str:
    """Return a BLAKE2b digest (24 hexadecimal digits) of the parts, each prefixed with its length."""
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


def stamp(entry: SourceArticle) -> str:
    """Return the digest of an article and all that its source says of it."""
    return digest(entry.data, *(entry[:3]), *entry[4:])


def base(loaded: Loaded, catalog: Mapping[str, Rule], engines: Sequence[EngineStatus]) -> str:
    """Return the digest of everything besides the article that may change the result of its check.

    It is the same on every machine with the same edlint, packages, rules and settings, wherever they are installed.
    """
    settings = {
        name: value for name, value in msgspec.to_builtins(loaded.settings).items() if name not in _WITHOUT
    }
    words, waivers = known(loaded)
    packs = sorted({rule.origin for rule in catalog.values() if rule.origin})
    own = str(builtin_folder())
    return digest(
        edlint.__version__,
        _installed(),
        repr(sorted(settings.items())),
        repr(sorted(loaded.command_line.items())),
        repr([(e.name, e.version) for e in engines if e.status == "ran"]),
        repr([sorted(words.accept), words.accept_patterns, sorted(words.reject), words.reject_patterns]),
        # Only whether a waiver is in force matters, not its last day.
        repr([replace(w, where="", until=date.min) for w in waivers.entries if w.until >= date.today()]),  # noqa: DTZ011 - waivers end with a calendar day
        *(_read(Path(path)) for path in packs if not path.startswith(own)),
    )


def known(loaded: Loaded) -> tuple[Vocabulary, Waivers]:
    """Read the vocabulary and the waivers, and store them in the configuration, so that workers need no files."""
    words = loaded.profiles.setdefault("words", read_words(loaded))
    waivers = loaded.profiles.setdefault("waivers", read_waivers(loaded))
    return words, waivers


@cache
def _installed() -> str:
    """Return the digest of the contents of edlint's code, data and rules, and of the versions of its dependencies."""
    package = Path(edlint.__file__).parent
    files = {
        str(path.relative_to(folder)): path
        for folder in (package, builtin_folder())
        for path in _files(folder)
    }
    names = sorted(
        {name for line in requires("edlint") or () if "extra" not in line for name in [_name(line)]}
    )
    return digest(
        *(part for name in sorted(files) for part in (name, _read(files[name]))),
        *(f"{name} {_version(name)}" for name in names),
    )


def _files(folder: Path) -> Iterable[Path]:
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in {"__pycache__", "cli", "report"}]
        yield from (Path(path, name) for name in names if name.endswith(_CODE))


def _name(requirement: str) -> str:
    end = next((at for at, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), len(requirement))
    return requirement[:end]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
