"""`edlint-claims.toml`: claims that somebody answers for although the text names no source.

    [[claims]]
    claim = "0f5a9c0d2b7e41d6a8c3f1e2"    # the identity that `edlint claims` shows, or: text = "roughly 70%"
    files = "articles/*.md"               # optional
    reason = "counted by the finance desk, not public"
    by = "Ada"
    until = 2027-01-31

It lies beside the configuration and is read with it.
"""

from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from edlint.config import toml
from edlint.config.errors import dotted
from edlint.config.load import Loaded
from edlint.config.profile import Waiver, Waivers
from edlint.config.schema import GlobLines, Section
from edlint.model.errors import ConfigError

NAME = "edlint-claims.toml"


class Entry(Section):
    """One `[[claims]]`."""

    claim: str = Field(default="", pattern="^([0-9a-f]{24})?$", description="the claim's identity")
    text: str = Field(default="", description="the claim's words, in place of its identity")
    files: GlobLines = Field(default_factory=list, description="only in these files")
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    until: date

    @model_validator(mode="after")
    def _which(self) -> "Entry":
        if bool(self.claim) == bool(self.text):
            raise ValueError("give the claim's identity as “claim”, or its words as “text”")
        return self


class File(Section):
    """The whole file."""

    claims: list[Entry] = Field(default_factory=list)


def read_waivers(loaded: Loaded) -> Waivers:
    """Return the waivers beside the configuration; none where there is no such file. Raises ConfigError with the line."""
    path = Path(loaded.folder, NAME)
    if not path.is_file():
        return Waivers()
    text = toml.read_text(path)
    table = toml.parse(text, path)
    shown = toml.shown(path)
    try:
        file = File.model_validate(table)
    except ValidationError as error:
        faults = []
        for detail in error.errors(include_url=False, include_input=False):
            keys = [key for key in detail["loc"] if isinstance(key, str | int)]
            reason = detail["msg"].removeprefix("Value error, ")
            line = toml.line_of(text, path, keys) or 1
            faults.append(f"{shown}:{line}: “{dotted(keys)}”: {reason[:1].lower()}{reason[1:]}")
        raise ConfigError("\n".join(faults)) from None
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
