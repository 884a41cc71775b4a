"""`edlint server`: the language server for editors."""

from importlib.util import find_spec

import click

from edlint.model.errors import ConfigError


@click.command()
@click.option(
    "--stdio", is_flag=True, help="Speak over standard input and output: always so, and what editors pass."
)
def server(stdio: bool) -> None:  # noqa: ARG001 - editors pass it
    """Check articles in an editor, while they are written, over the Language Server Protocol."""
    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        raise ConfigError("the server needs more than edlint brings with it: pip install 'edlint[lsp]'")
    from edlint.run.collector import collect_seldom  # noqa: PLC0415 - only where the packages are there
    from edlint.server.child import Child  # noqa: PLC0415 - as above

    collect_seldom()
    child = Child()
    # The child process loads the rules while this process imports the protocol.
    child.start("--early")
    from edlint.server.serve import serve  # noqa: PLC0415 - as above

    serve(child)
