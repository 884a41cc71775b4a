"""Options that several commands share."""

from collections.abc import Mapping
from typing import Any

import click

from edlint.model.errors import ConfigError

config_option = click.option(
    "--config",
    metavar="FILE",
    help="The configuration (default: the nearest edlint.toml or pyproject.toml upwards).",
)
"""For every command that reads the configuration."""

engines_option = click.option(
    "--engines",
    metavar="NAMES",
    help="Grammar engines: harper, languagetool, reader, several with commas, none, or auto.",
)
"""For every command that runs grammar engines; `engines_named` parses it."""

out_option = click.option(
    "--out", required=True, metavar="URI", help="Where the archive's results lie: a folder, s3://…, gs://… ."
)
"""For every command about an archive."""

allow_empty_option = click.option(
    "--allow-empty", is_flag=True, help="It is no error when there is no file to check."
)
color_option = click.option("--color/--no-color", default=None, help="Colour (default: on a terminal).")
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion"]),
    help="Exit with 1 from this severity on.",
)
jobs_option = click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Worker processes (default: one a core)."
)
select_option = click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Only these rules or families (repeatable, commas allowed).",
)
ignore_option = click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules or families.")


def selected(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the configuration overrides for `--select` and `--ignore`. Raises ConfigError for an empty one."""
    found: dict[str, Any] = {}
    for key in ("select", "ignore"):
        if options[key]:
            found[key] = [part.strip() for item in options[key] for part in item.split(",") if part.strip()]
            if not found[key]:
                # With no rule selected nothing would be found, and the run would pass.
                raise ConfigError(f"--{key} names nothing: give rules or families, such as claims")
    return found


def engines_named(text: str | None) -> dict[str, Any]:
    """Return the configuration override for `--engines`, empty if it is not given. Raises ConfigError."""
    if text is None:
        return {}
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise ConfigError("--engines names nothing: give engines, auto, or none")
    return {"engines": names[0] if names in (["none"], ["auto"]) else names}
