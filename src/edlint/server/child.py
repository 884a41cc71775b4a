"""The server's side of the worker process: one request at a time, killed when it hangs, restarted when it ends."""

import asyncio
import contextlib
import itertools
import os
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edlint.config.search import ROOT, python
from edlint.model.errors import EdlintError
from edlint.server.messages import Answer, Cancel, Closed, NumberedRequest, Request, receive, send

_SETTLE = 5.0
"""Seconds after which a worker that does not react to a cancelled request is killed."""
_LEAST = 0.25
"""Seconds that a request may run before it is cancelled; most are done by then."""
_DEATHS = 5
"""The worker is not started again after it has ended this many times in a row without an answer."""


class WorkerEndedError(Exception):
    """The worker process ended while it handled a request."""


class FaultError(Exception):
    """An internal error of edlint in the worker; the text is for the user, `trace` is the traceback."""

    def __init__(self, said: str, trace: str) -> None:
        """Take the message and the traceback."""
        super().__init__(said)
        self.trace = trace


@dataclass(eq=False)
class _Job:
    number: int
    request: Request
    future: "asyncio.Future[Any]"
    urgent: bool
    began: float = 0.0
    cancelled: bool = False


class Child:
    """The worker process. All methods but `start` are called in the event loop's thread."""

    def __init__(self) -> None:
        """Start no process yet."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._early: list[tuple[subprocess.Popen[bytes], Answer | None]] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._waiting: list[_Job] = []
        self._current: _Job | None = None
        self._deaths = 0
        self._closed = False
        self._turn = threading.Lock()

    def start(self, *arguments: str) -> None:
        """Start the process without waiting for it; `arguments` are its command-line arguments."""
        script = Path(__file__).with_name("worker.py")
        self._process = subprocess.Popen(
            python(script, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            stderr=None if os.environ.get("EDLINT_DEBUG") else subprocess.DEVNULL,
        )
        threading.Thread(target=self._read, args=(self._process,), daemon=True).start()

    def attach(self) -> None:
        """Deliver answers, also those received so far, in the running event loop."""
        with self._turn:
            self._loop = asyncio.get_running_loop()
            early, self._early = self._early, []
        for process, answer in early:
            self._answered(process, answer)

    @property
    def pid(self) -> int | None:
        """Return the process id of the worker; None when there is none."""
        return self._process.pid if self._process is not None else None

    async def ask(self, request: Request, *, urgent: bool = False) -> Any:
        """Return the answer to a request, which is cancelled together with the awaiting task.

        `urgent` requests are sent before other waiting ones. Raises EdlintError for an error that the user can correct,
        FaultError for an internal error of edlint, WorkerEndedError when the process ended during the request.
        """
        job = _Job(next(self._numbers), request, asyncio.get_running_loop().create_future(), urgent)
        first = next((n for n, one in enumerate(self._waiting) if not one.urgent), len(self._waiting))
        self._waiting.insert(first if urgent else len(self._waiting), job)
        self._next()
        try:
            return await job.future
        except asyncio.CancelledError:
            self._cancel(job)
            raise

    def forget(self, path: str) -> None:
        """Have the worker, if there is one, drop the state that it keeps for a text."""
        self._send(Closed(path))

    def restart(self) -> None:
        """End the worker; the next request starts another."""
        self._deaths = 0
        if self._process is not None:
            self._kill(self._process)

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        if self._process is not None:
            self._kill(self._process)

    def _next(self) -> None:
        if self._current is not None or not self._waiting or self._closed:
            return
        if self._deaths >= _DEATHS:
            for job in self._waiting:
                _settle(job, EdlintError("the process that checks ends as soon as it is started"))
            self._waiting.clear()
            return
        if self._process is None:
            self.start()
        job = self._current = self._waiting.pop(0)
        job.began = asyncio.get_running_loop().time()
        self._send(NumberedRequest(job.number, job.request))

    def _send(self, message: object) -> None:
        pipe = self._process.stdin if self._process is not None else None
        if pipe is not None:
            # If the process has ended, the reading thread reports that.
            with contextlib.suppress(OSError, ValueError):
                send(pipe, message)

    def _cancel(self, job: _Job) -> None:
        if job in self._waiting:
            self._waiting.remove(job)
        elif job is self._current and not job.cancelled:
            job.cancelled = True
            loop = asyncio.get_running_loop()
            loop.call_later(max(0.0, job.began + _LEAST - loop.time()), self._interrupt, job)

    def _interrupt(self, job: _Job) -> None:
        if job is self._current:
            self._send(Cancel(job.number))
            asyncio.get_running_loop().call_later(_SETTLE, self._stop, job)

    def _stop(self, job: _Job) -> None:
        if job is self._current and self._process is not None:
            self._kill(self._process)

    def _kill(self, process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.wait()

    def _read(self, process: "subprocess.Popen[bytes]") -> None:
        if process.stdout is None:  # pragma: no cover - it was asked for
            return
        while True:
            try:
                message = receive(process.stdout)
            except (OSError, ValueError):
                message = None
            answer = message if isinstance(message, Answer) else None
            with self._turn:
                loop = self._loop
                if loop is None:
                    self._early.append((process, answer))
            if loop is not None:
                # At shutdown the loop may be closed already.
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(self._answered, process, answer)
            if answer is None:
                return

    def _answered(self, process: "subprocess.Popen[bytes]", answer: Answer | None) -> None:
        if answer is None:
            self._ended(process)
            return
        self._deaths = 0
        job = self._current
        if job is None or job.number != answer.number:
            return
        self._current = None
        if answer.how == "error":
            _settle(job, EdlintError(str(answer.value)))
        elif answer.how == "fault":
            _settle(job, FaultError(str(answer.value), answer.trace))
        elif answer.how == "cancelled":
            job.future.cancel()
        elif not job.future.done():
            job.future.set_result(answer.value)
        self._next()

    def _ended(self, process: "subprocess.Popen[bytes]") -> None:
        if process is not self._process:
            return
        process.wait()
        self._process = None
        self._deaths += 1
        job, self._current = self._current, None
        if job is not None:
            _settle(job, WorkerEndedError())
        if not self._closed:
            self._next()


def _settle(job: _Job, error: Exception) -> None:
    if not job.future.done():
        job.future.set_exception(error)
