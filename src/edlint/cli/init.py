"""`edlint init`: begin."""

from pathlib import Path

import click

from edlint import __version__
from edlint.config import toml
from edlint.config.schema import LANGUAGES
from edlint.report.safe import printable
from edlint.run.init import init as write


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Which English (default: any).")
@click.option("--pre-commit/--no-pre-commit", "hooks", default=True, help="Add an entry for pre-commit.")
def init(folder: str, language: str, hooks: bool) -> None:
    """Write a commented configuration, a vocabulary and a pre-commit entry into FOLDER; overwrite nothing."""
    for step in write(Path(folder), language=language, version=__version__, hooks=hooks):
        click.echo(f"{printable(toml.shown(step.path))}: {step.said}")
    click.echo("Now: edlint check, then put what is right here into the vocabulary.")
