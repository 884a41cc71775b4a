"""The only place where exceptions become a message for the user and an exit code."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from edlint.model.errors import FAULT as SORRY
from edlint.model.errors import EdlintError
from edlint.report.safe import safe_line

USAGE = 2
FAULT = 3
INTERRUPTED = 130


def say(text: str = "", *, err: bool = False) -> None:
    """Write one line to standard output or error, escaped so that neither a terminal nor a CI log executes it."""
    click.echo(safe_line(text), err=err)


def complain(message: str) -> None:
    """Write each line of a message to standard error, with the prefix `edlint: `, escaped as in `say`."""
    for part in message.splitlines():
        click.echo(f"edlint: {safe_line(part)}", err=True)


def trace(text: str) -> None:
    """Write a traceback to standard error if EDLINT_DEBUG is set."""
    if os.environ.get("EDLINT_DEBUG"):
        for part in text.splitlines():
            say(part, err=True)


@contextmanager
def as_exit_codes() -> Iterator[None]:
    """Exit with 2 for errors that the user can correct, 3 for faults of edlint's own, 130 when interrupted."""
    try:
        yield
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            for part in error.ctx.get_usage().splitlines():
                say(part, err=True)
        say(f"Error: {error.format_message()}", err=True)
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        sys.exit(INTERRUPTED)
    except EdlintError as error:
        complain(str(error))
        sys.exit(USAGE)
    except BrokenPipeError:
        # `edlint check | head`: the reader has closed the pipe. Nothing may be written at exit either.
        sys.stderr.close()
        sys.exit(INTERRUPTED)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EIO}:
            _fault(error)
        complain(f"cannot write the output: {(error.strerror or str(error)).lower()}")
        # The rest of the buffer cannot be written at exit either.
        os._exit(USAGE)
    except Exception as error:  # noqa: BLE001 - users see a line, not a traceback
        _fault(error)


def _fault(error: Exception) -> NoReturn:
    """Report a fault of edlint's own and exit. Called inside the exception handler, for the traceback."""
    complain(SORRY.format(error=error, name=type(error).__name__))
    trace(traceback.format_exc())
    sys.exit(FAULT)
