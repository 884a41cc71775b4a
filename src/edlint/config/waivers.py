"""`edlint-claims.toml`: claims that somebody answers for although the text names no source.

    [[claims]]
    claim = "0f5a9c0d2b7e41d6a8c3f1e2"    # the identity that `edlint claims` shows, or: text = "roughly 70%"
    files = "articles/*.md"               # optional
    reason = "counted by the finance desk, not public"
    by = "Ada"
    until = 2027-01-31

It lies beside the configuration and is read with it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from edlint.config import toml
from edlint.config.faults import faults
from edlint.config.load import Loaded
from edlint.config.profile import Waiver, Waivers
from edlint.config.schema import Section, normal, wrong_globs
from edlint.model.errors import ConfigError

NAME = "edlint-claims.toml"


class Entry(Section, frozen=True, kw_only=True):
    """One `[[claims]]`."""

    claim: Annotated[str, Meta(pattern="^([0-9a-f]{24})?$", description="the claim's identity")] = ""
    text: Annotated[str, Meta(description="the claim's words, in place of its identity")] = ""
    files: Annotated[tuple[str, ...], Meta(max_length=2_000, description="only in these files")] = ()
    reason: Annotated[str, Meta(min_length=1)]
    by: Annotated[str, Meta(min_length=1)]
    until: date

    def _wrong(self) -> Iterator[tuple[str, str]]:
        yield from wrong_globs("files", self.files)
        if bool(self.claim) == bool(self.text):
            yield "claim", "give the claim's identity as “claim”, or its words as “text”"


class File(Section, frozen=True):
    """The whole file."""

    claims: tuple[Entry, ...] = ()


def read_waivers(loaded: Loaded) -> Waivers:
    """Return the waivers beside the configuration; none where there is no such file. Raises ConfigError with the line."""
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
    file = msgspec.convert(table, File)
    return Waivers(
        tuple(
            Waiver(
                reason=entry.reason,
                by=entry.by,
                until=entry.until,
                claim=entry.claim,
                text=entry.text,
                files=tuple(entry.files),
                where=f"{shown}:{toml.line_of(text, path, ['claims', index]) or 1}",
            )
            for index, entry in enumerate(file.claims)
        ),
        loaded.folder,
    )
