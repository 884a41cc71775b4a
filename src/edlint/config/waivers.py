"""`edlint-claims.toml`: claims that somebody answers for although the text names no source.

    [[claims]]
    claim = "0f5a9c0d2b7e41d6a8c3f1e2"    # the identity that `edlint claims` shows, or: text = "roughly 70%"
    files = "articles/*.md"               # optional
    reason = "counted by the finance desk, not public"
    by = "Ada"
    until = 2027-01-31

The file is in the same folder as the configuration and is read with it.
"""

from pathlib import Path

import msgspec
from msgspec.structs import replace

from edlint.config import toml
from edlint.config.faults import faults
from edlint.config.load import Loaded
from edlint.config.profile import Waiver, Waivers
from edlint.config.schema import Section, normal
from edlint.model.errors import ConfigError

NAME = "edlint-claims.toml"


class File(Section, frozen=True):
    """The whole file."""

    claims: tuple[Waiver, ...] = ()


def read_waivers(loaded: Loaded) -> Waivers:
    """Return the waivers beside the configuration; none if there is no file. Raises ConfigError with the line."""
    path = Path(loaded.folder, NAME)
    if not path.is_file():
        return Waivers()
    text = toml.read_text(path)
    table = toml.parse(text, path)
    shown = toml.shown(path)
    entries = table.get("claims")
    if isinstance(entries, list):
        table = {**table, "claims": [normal(each) if isinstance(each, dict) else each for each in entries]}
    wrong = faults(File, table)
    if wrong:
        lines = [f"{shown}:{toml.line_of(text, path, fault.path) or 1}: {fault.what}" for fault in wrong]
        raise ConfigError("\n".join(lines))
    claims = []
    for index, claim in enumerate(msgspec.convert(table, File).claims):
        line = toml.line_of(text, path, ["claims", index]) or 1
        claims.append(replace(claim, where=f"{shown}:{line}"))
    return Waivers(tuple(claims), loaded.folder)
