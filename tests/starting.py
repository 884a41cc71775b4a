"""edlint's command line in a forked process, which saves the second for starting Python and importing edlint."""

import gc
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import process as processes
from concurrent.futures import thread as threads
from contextlib import suppress
from functools import cache
from importlib import import_module
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkProcess
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from edlint.api import Linter
from edlint.cli.main import main
from edlint.config.load import load

_MODULES = """
    encodings.utf_8_sig pathspec tomllib edlint.check.spelling.across edlint.cli.baseline
    edlint.cli.cache edlint.cli.check edlint.cli.claims edlint.cli.config edlint.cli.decisions
    edlint.cli.fixing edlint.cli.init edlint.cli.rules edlint.cli.vocab edlint.engines.harper.checker
    edlint.report.byline edlint.report.concise edlint.report.host edlint.report.html edlint.report.json
    edlint.report.markdown edlint.report.proposal edlint.report.questions edlint.report.review
    edlint.report.sarif edlint.report.terminal edlint.run.difference edlint.run.fix edlint.run.plan
    edlint.run.sheet edlint.run.vocabulary
"""
"""Modules that runs import on demand."""

_TEXT = """# A note

This is teh text, and a apple. Roughly 70% of all bugs were recieved in 2019, according to Smith (2020).

- Everyone knows that it is is the best. See [there](b.md), and “here”: 12 of 20 (60%).
"""


@cache
def _warm() -> None:
    """Load once what most runs load, so that the forks share it."""
    for name in _MODULES.split():
        import_module(name)
    with Linter(load(None, {"engines": "none"})) as linter:
        linter.fix(_TEXT)


class Run:
    """A run of edlint's command line in a fork of this process."""

    def __init__(self, arguments: Sequence[str], files: Sequence[IO[bytes]], process: ForkProcess) -> None:
        self._arguments = arguments
        self._files = files
        self._process = process

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def wait(self) -> "subprocess.CompletedProcess[str]":
        """Wait until it ends and return its output."""
        self._process.join()
        said = []
        for file in self._files:
            file.seek(0)
            said.append(file.read().decode())
            file.close()
        return subprocess.CompletedProcess(["edlint", *self._arguments], self._process.exitcode, *said)


def edlint(
    folder: Path,
    *arguments: str | Path,
    environment: Mapping[str, str] | None = None,
    typed: str = "",
    before: Callable[[], None] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run edlint's command line in a process of its own and return its output; arguments as for `begin`."""
    return begin(folder, *arguments, environment=environment, typed=typed, before=before).wait()


def begin(
    folder: Path,
    *arguments: str | Path,
    environment: Mapping[str, str] | None = None,
    typed: str = "",
    before: Callable[[], None] | None = None,
) -> Run:
    """Start edlint's command line in a folder.

    `environment` is by default this process's own, `typed` is the standard input, and `before` is called in the fork,
    to set resource limits.
    """
    words = [str(one) for one in arguments]
    stdout, stderr = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - the run closes them
    with TemporaryFile() as stdin:
        stdin.write(typed.encode())
        stdin.seek(0)
        files = [file.fileno() for file in (stdin, stdout, stderr)]
        return Run(words, (stdout, stderr), forked(words, folder, environment, files, before))


def forked(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None,
    files: Sequence[int],
    before: Callable[[], None] | None = None,
) -> ForkProcess:
    """Start the command with these descriptors as its standard input, output and error, and without any other pipe."""
    _warm()
    process = ForkProcess(target=_be, args=(arguments, folder, environment, files, before))
    process.start()
    return process


def _be(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None,
    files: Sequence[int],
    before: Callable[[], None] | None,
) -> None:
    """Run the command: multiprocessing then ends the process as Python does, without tearing down the tests' state."""
    gc.freeze()  # The collector must not touch shared memory pages, which would copy them.
    # Processes and threads that tests have started do not belong to this process, which must not wait for them.
    forkserver._forkserver.__init__()
    resource_tracker._resource_tracker.__init__()
    processes._threads_wakeups.clear()
    threads._threads_queues.clear()
    os.chdir(folder)
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
    sys.path[:0] = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
    for number, file in enumerate(files):
        os.dup2(file, number)
    for number in [int(one.name) for one in Path("/dev/fd").iterdir() if int(one.name) > 2]:
        # Sockets and pipes must end with the process that opened them; files stay open, because SQLite needs its own.
        with suppress(OSError):
            if stat.S_IFMT(os.fstat(number).st_mode) in {stat.S_IFSOCK, stat.S_IFIFO}:
                os.close(number)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    sys.argv = ["edlint", *arguments]
    if before is not None:
        before()
    main()
