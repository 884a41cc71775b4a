"""The parent's side of a worker process: send requests as JSON lines, receive answers within a time limit."""

import json
import os
import queue
import subprocess
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

from edlint.config.search import ROOT
from edlint.rules.base import WALL_CLOCK_FACTOR


class WorkerError(Exception):
    """The worker ended, or answered with an error."""


class WorkerTimeoutError(Exception):
    """The worker did not answer in time; `seconds` is the limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TimeLimits(NamedTuple):
    """The limits of a worker, in seconds: its total processor time, a time of time.monotonic, and the time granted."""

    processor: float
    wall: float
    seconds: float


class WorkerProcess:
    """A child process that reads one JSON object per line and writes its answers, one per line, in order.

    Neither the constructor nor `send` waits, so that child and parent work in parallel; `receive` waits. The child is
    killed when this object is garbage-collected or this process ends.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Start the child."""
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._outgoing: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._incoming: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        for target, pipe, messages in (
            (_write, self._process.stdin, self._outgoing),
            (_read, self._process.stdout, self._incoming),
        ):
            threading.Thread(target=target, args=(pipe, messages), daemon=True).start()
        self._finalizer = weakref.finalize(self, _end, self._process)

    @property
    def pid(self) -> int:
        """Return the child's process id."""
        return self._process.pid

    def send(self, message: Mapping[str, Any]) -> None:
        """Queue a message to the child."""
        self._outgoing.put(json.dumps(message))

    def allow(self, seconds: float) -> TimeLimits:
        """Return limits that grant `seconds` more of processor time, and PATIENCE times as long of wall-clock time."""
        return TimeLimits(self._used() + seconds, time.monotonic() + seconds * WALL_CLOCK_FACTOR, seconds)

    def receive(self, allowance: TimeLimits) -> dict[str, Any]:
        """Return the next answer. Raises WorkerTimeoutError past the limits, WorkerError if the child failed."""
        line: bytes | None = None
        while True:
            left = min(allowance.processor - self._used(), allowance.wall - time.monotonic())
            try:
                line = self._incoming.get(timeout=max(left, 0.0))
                break
            except queue.Empty:
                if left <= 0:
                    raise WorkerTimeoutError(allowance.seconds) from None
        if line is None:
            raise WorkerError(f"the process ended ({self._process.wait()})")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise WorkerError(answer["error"])
        return answer

    def _used(self) -> float:
        """Return the processor time of the child so far, in seconds."""
        import psutil  # noqa: PLC0415 - runs without engines import this module, and need none of it

        try:
            times = psutil.Process(self.pid).cpu_times()
        except psutil.Error:
            return 0.0  # The child has ended, which `receive` reports.
        return float(times.user + times.system)

    def end(self) -> None:
        """Kill the child and wait until it has ended; may be called more than once."""
        self._outgoing.put(None)
        self._finalizer()


class LazyWorker:
    """A lazily started worker process of this process, started again after it was ended.

    After a fork, the child starts a worker of its own. A worker's first answer means that it is ready.
    """

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        """Store the command, without starting it; it may take `seconds` of processor time to get ready."""
        self._command = command
        self._seconds = seconds
        self._process: WorkerProcess | None = None
        self._owner = os.getpid()
        self._ready = False

    @property
    def pid(self) -> int | None:
        """Return the worker's process id, or None when there is no worker now."""
        return self._process.pid if self._process else None

    def running(self) -> WorkerProcess:
        """Return the worker, after starting it if there is none."""
        if self._process is None or self._owner != os.getpid():
            self._owner = os.getpid()
            self._ready = False
            self._process = WorkerProcess(self._command)
        return self._process

    def end(self) -> None:
        """Kill the worker, unless it was started before a fork and so belongs to the parent process."""
        if self._process is not None and self._owner == os.getpid():
            self._process.end()
        self._process = None

    @contextmanager
    def talk(self) -> Iterator[WorkerProcess]:
        """Yield the worker, and kill it if the block raises, as unread answers may then be left in its output."""
        try:
            yield self.running()
        except BaseException:
            self.end()
            raise

    def allow(self, seconds: float) -> TimeLimits:
        """Wait until the worker is ready, and return limits that grant `seconds` more of processor time."""
        worker = self.running()
        if not self._ready:
            worker.receive(worker.allow(self._seconds))
            self._ready = True
        return worker.allow(seconds)


def _write(pipe: IO[bytes], messages: "queue.SimpleQueue[str | None]") -> None:
    while (message := messages.get()) is not None:
        try:
            pipe.write(message.encode() + b"\n")
            pipe.flush()
        except (OSError, ValueError):
            return  # The child has ended, which `receive` reports.


def _read(pipe: IO[bytes], messages: "queue.SimpleQueue[bytes | None]") -> None:
    try:
        for line in pipe:
            messages.put(line)
    except (OSError, ValueError):
        pass
    messages.put(None)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
