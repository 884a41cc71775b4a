"""`edlint engine`: shows and stops the local LanguageTool server that edlint keeps running."""

import click

from edlint.cli.errors import say
from edlint.engines.languagetool import server as lt_server
from edlint.engines.languagetool import state as lt_state


@click.group()
def engine() -> None:
    """See and stop the local LanguageTool server that edlint keeps warm."""


@engine.command()
def status() -> None:
    """Say whether a server runs, where, and for how long it has not been used."""
    state = lt_server.running()
    if state is None:
        say("no LanguageTool server is running")
        return
    say(
        f"LanguageTool {state.version} on 127.0.0.1:{state.port}, process {state.java}, "
        f"{'ready' if state.ready else 'starting'}, unused for {lt_state.idle_seconds():.0f} s"
    )


@engine.command()
def stop() -> None:
    """End the server; the next run that needs it starts another."""
    say("stopped" if lt_server.stop() else "no LanguageTool server is running")
