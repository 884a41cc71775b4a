"""edlint's command line in a process of its own, without the second in which Python starts and imports it."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from multiprocessing import forkserver, get_context
from pathlib import Path
from tempfile import TemporaryFile

from edlint.cli.main import main
from edlint.config.load import load
from edlint.config.shipped import builtin_folder
from edlint.model.source import Source
from edlint.rules.load import load_rules
from edlint.run.worker import Worker


@cache
def _warm() -> None:
    """Load once what every run loads: the forks share it."""
    Worker(load(None), load_rules([builtin_folder()]), ()).check_source(
        Source("a.md", "markdown", "# A\n\nThis is teh text. Roughly 70% of it is here.\n")
    )
    import_module("edlint.cli.check")


def edlint(
    folder: Path,
    *arguments: str | Path,
    environment: Mapping[str, str] | None = None,
    typed: str = "",
    before: Callable[[], None] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run edlint's command line in a fork of this process, in a folder, and return what it said.

    `environment` is this process's own unless it is given, `typed` stands on standard input, and `before` is called in
    the fork, to limit what it may take.
    """
    _warm()
    words = [str(one) for one in arguments]
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(typed.encode())
        stdin.seek(0)
        files = [file.fileno() for file in (stdin, stdout, stderr)]
        process = get_context("fork").Process(target=_be, args=(words, folder, environment, files, before))
        process.start()
        process.join()
        stdout.seek(0)
        stderr.seek(0)
        return subprocess.CompletedProcess(
            ["edlint", *words], process.exitcode, stdout.read().decode(), stderr.read().decode()
        )


def _be(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None,
    files: Sequence[int],
    before: Callable[[], None] | None,
) -> None:
    """Be the command: `multiprocessing` ends the process as Python ends one, without what tests would take down."""
    gc.freeze()  # What is shared is not copied to be looked through.
    forkserver._forkserver.__init__()  # type: ignore[misc] # The one that a test may have started is not this process's.
    os.chdir(folder)
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
    sys.path[:0] = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
    for number, file in enumerate(files):
        os.dup2(file, number)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    sys.argv = ["edlint", *arguments]
    if before is not None:
        before()
    main()
