"""`edlint cache`: shows and clears the cached results."""

import click

from edlint.cache import store
from edlint.cli.errors import say
from edlint.text.counted import counted


@click.group()
def cache() -> None:
    """See and clear the results that are kept between runs."""


@cache.command()
def stats() -> None:
    """Say where the cache is and how much it holds."""
    found = store.stats()
    say(f"{found.path}: {counted(found.entries, 'result')}, {found.bytes / 1e6:.1f} MB")


@cache.command()
def clear() -> None:
    """Remove the cache."""
    say("cleared" if store.clear() else "there was nothing to clear")
