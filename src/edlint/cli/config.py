"""`edlint config`: shows each setting and who set it."""

import click

from edlint.cli.common import config_option
from edlint.cli.errors import say
from edlint.config import toml
from edlint.run.settings import values
from edlint.run.setup import configuration, rules_of


@click.command()
@click.argument("path", required=False)
@config_option
@click.option("--set", "only_set", is_flag=True, help="Leave out the defaults.")
def config(path: str | None, config: str | None, only_set: bool) -> None:
    """Show each setting, as TOML, with who set it; with PATH as it is for that file."""
    loaded = configuration(config)
    rules_of(loaded)
    shown = toml.shown(loaded.path) if loaded.path else "none was found: defaults"
    say(f"# configuration: {shown}")
    rows = [row for row in values(loaded, path) if not (only_set and row.who == "default")]
    left = [
        f"{row.key} = {row.value}" if row.value != "(not set)" else f"# {row.key} is not set" for row in rows
    ]
    wide = min(60, max(map(len, left), default=0))
    for row, text in zip(rows, left, strict=True):
        say(f"{text:<{wide}}  # {row.who}")
