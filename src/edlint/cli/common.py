"""Options that several commands take."""

from typing import Any

import click

from edlint.model.errors import ConfigError

config_option = click.option(
    "--config",
    metavar="FILE",
    help="The configuration (default: the nearest edlint.toml or pyproject.toml upwards).",
)
"""The option of every command that reads the configuration."""

engines_option = click.option(
    "--engines",
    metavar="NAMES",
    help="Grammar engines: harper, languagetool, reader, several with commas, none, or auto.",
)
"""The option of every command that runs grammar engines; `engines_named` reads it."""

out_option = click.option(
    "--out", required=True, metavar="URI", help="Where the archive's results lie: a folder, s3://…, gs://… ."
)
"""The option of every command about an archive."""


def engines_named(text: str | None) -> dict[str, Any]:
    """Return the override of the configuration that `--engines` asks for: none where it is not given."""
    if text is None:
        return {}
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise ConfigError("--engines names nothing: give engines, auto, or none")
    return {"engines": names[0] if names in (["none"], ["auto"]) else names}
