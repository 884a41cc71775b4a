"""`edlint cache`: the results that need not be worked out again."""

import click

from edlint.check import store
from edlint.text.counted import counted


@click.group()
def cache() -> None:
    """See and clear the results that are kept between runs."""


@cache.command()
def stats() -> None:
    """Say where the cache is and how much it holds."""
    found = store.stats()
    click.echo(f"{found.path}: {counted(found.entries, 'result')}, {found.bytes / 1e6:.1f} MB")


@cache.command()
def clear() -> None:
    """Remove the cache."""
    click.echo("cleared" if store.clear() else "there was nothing to clear")
