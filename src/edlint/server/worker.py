"""The worker process: handles requests one after the other in its main thread, where signals can cancel them.

Started by `child` by the path of this file. A thread reads the requests, so that one can be cancelled while it is handled.
If a text hangs in native code, the process ends itself, and the server starts another.
"""

import contextlib
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from edlint.api import Linter
from edlint.cache import store
from edlint.config.load import load
from edlint.config.search import isolate
from edlint.engines.serving import pipes
from edlint.model.errors import FAULT, EdlintError
from edlint.model.finding import Finding
from edlint.model.source import Source
from edlint.prose.blockcache import BlockCache
from edlint.run.collector import collect_seldom
from edlint.run.limits import exit_on_hang
from edlint.server.accept import accept
from edlint.server.messages import (
    READY,
    Accept,
    Answer,
    Cancel,
    Check,
    Closed,
    Explain,
    FixAll,
    ListRules,
    NumberedRequest,
    Prepare,
    Request,
    Settings,
    Silence,
    Silenced,
    Text,
    receive,
    send,
)
from edlint.server.project import Project, Projects
from edlint.server.rulepage import page, sketches
from edlint.server.silence import SuppressionTrial, silence, silence_file

_SAMPLE = Text("sample.md", "markdown", "# A sample\n\nThis is teh text that is here to be read at first.\n")


_FIRST = 1_000
"""Code points of the text that is checked at the start, before the first request."""
_ROUNDS = 10
"""The number of checks that one request may need, for fixes and comments are verified by checking again."""
_GRACE = 5.0
"""Seconds that a check may continue after the server has ended."""


class CancelledError(BaseException):
    """The request was cancelled. Not an Exception, so that code that continues after errors does not catch it."""


class Worker:
    """Reads requests from a pipe, handles them and writes the answers to another pipe."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        """Take the pipes, without reading yet."""
        self._requests = requests
        self._answers = answers
        self._waiting: queue.SimpleQueue[NumberedRequest | Closed | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._current: int | None = None
        self._main = threading.get_ident()
        self._projects = Projects()

    def run(self, *, early: bool = False) -> None:
        """Answer requests until the pipe is closed; with `early`, first check a text to load what all checks share."""
        if hasattr(signal, "SIGUSR1"):
            signal.signal(signal.SIGUSR1, self._interrupted)
        threading.Thread(target=self._read, daemon=True).start()
        try:
            send(self._answers, Answer(READY, "done"))
            if early:
                _read_first()
            while (asked := self._waiting.get()) is not None:
                if isinstance(asked, Closed):
                    self._projects.closed(asked.path)
                    continue
                answer = self._answer(asked)
                self._cancelled.discard(asked.number)
                send(self._answers, answer)
        except (OSError, ValueError):
            return  # The server has ended.
        finally:
            self._projects.close()

    def _read(self) -> None:
        while True:
            message = receive(self._requests)
            if isinstance(message, NumberedRequest | Closed):
                self._waiting.put(message)
            elif isinstance(message, Cancel):
                self._cancelled.add(message.number)
                if self._current == message.number and hasattr(signal, "pthread_kill"):
                    signal.pthread_kill(self._main, signal.SIGUSR1)
            else:
                self._waiting.put(None)
                time.sleep(_GRACE)
                os._exit(1)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        if self._current in self._cancelled:
            self._current = None
            raise CancelledError

    @contextlib.contextmanager
    def _interruptible(self, number: int) -> Iterator[None]:
        try:
            self._current = number
            if number in self._cancelled:
                raise CancelledError
            yield
        finally:
            self._current = None

    def _answer(self, asked: NumberedRequest) -> Answer:
        number = asked.number
        try:
            with self._interruptible(number):
                return Answer(number, "done", self._do(asked.request))
        except CancelledError:
            return Answer(number, "cancelled")
        except EdlintError as error:
            return Answer(number, "error", str(error))
        except Exception as error:  # noqa: BLE001 - the next text may be checked all the same
            said = FAULT.format(error=error, name=type(error).__name__)
            return Answer(number, "fault", said, traceback.format_exc())

    def _do(self, request: Request) -> object:
        if isinstance(request, Prepare):
            self._prepare(request.folder, request.settings)
            return None
        about = request.text.path if isinstance(request, Check | FixAll | Silence) else request.path
        project = self._projects.of(about, request.settings)
        with _guarded(project, 1 if isinstance(request, Check) else _ROUNDS):
            match request:
                case Check(text):
                    return project.check(text)
                case FixAll(text):
                    return project.fixed(text)
                case Silence(text, _, finding, reason, whole):
                    return _silenced(project, text, finding, reason, whole=whole)
                case Accept(_, _, word, make):
                    return accept(project.usable.loaded, word, make)
                case Explain(_, _, rule):
                    return page(rule, project.usable.catalog.get(rule))
                case ListRules():
                    return sketches(project.usable.catalog)

    def _prepare(self, folder: str, settings: Settings) -> None:
        """Load the rules, start the engines and check a short text, so that the first real check need not do it."""
        sample = Text(str(Path(folder, _SAMPLE.path)), _SAMPLE.format, _SAMPLE.text)
        with contextlib.suppress(EdlintError):
            self._projects.of(sample.path, settings).report(sample, BlockCache())


def _read_first() -> None:
    """Check a text by the default configuration, to load the data that checks share under any configuration."""
    with contextlib.suppress(EdlintError), Linter(load(None, {"engines": "none"})) as linter:
        text = "\n\n".join(rule.why for rule in linter.catalog.values())[:_FIRST]
        linter.check_text(text, kept=BlockCache())


def _silenced(project: Project, text: Text, finding: Finding, reason: str, *, whole: bool) -> Silenced:
    trial = SuppressionTrial(
        Source(text.path, text.format, text.text),
        finding,
        reason,
        project.report(text),
        lambda new: project.report(Text(text.path, text.format, new)),
    )
    return silence_file(trial) if whole else silence(trial)


def _guarded(project: Project, times: int) -> contextlib.AbstractContextManager[None]:
    """Return a context that ends this process if a text hangs: see `edlint.run.limits.exit_on_hang`."""
    if project.linter is None:
        return contextlib.nullcontext()
    return exit_on_hang(times * project.linter.loaded.settings.timeout)


def main() -> None:
    """Run the worker until the server closes the pipe, then end the process."""
    isolate()
    collect_seldom()
    requests, answers = pipes()
    store.hold()
    # Ignore Ctrl-C: the server gets it too, and ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Worker(requests, answers).run(early="--early" in sys.argv)
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
