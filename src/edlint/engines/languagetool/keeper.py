"""The process that keeps one local LanguageTool warm: starts it, watches it, ends it after an idle time.

Run by its path with HEAP and IDLE_SECONDS, detached. Holds the lock for as long as it lives; where another keeper
holds it, it ends at once.
"""

import contextlib
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from types import FrameType

import psutil

from edlint.config.search import ELSEWHERE
from edlint.engines.languagetool import state as lt_state
from edlint.engines.languagetool.client import GoneError, ServerAddress, call
from edlint.engines.languagetool.install import VERSION, folder, usable_java
from edlint.engines.languagetool.state import ServerState
from edlint.model.errors import EngineError

_START_SECONDS = 90.0
_WARM_SECONDS = 120.0
_LOOK_SECONDS = 0.5
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def main(heap: str, idle: float) -> None:
    """Keep a server until it is idle for so many seconds, ends, or this process is asked to end."""
    signal.signal(signal.SIGTERM, _leave)
    # Whoever asks whether a keeper lives holds the lock for an instant: that is no other keeper.
    with lt_state.held(patience=1.0) as mine:
        if not mine:
            return
        _end_leftover(lt_state.read())
        lt_state.sweep()
        lt_state.touch()
        try:
            _keep(_command(heap), idle)
        except EngineError as error:
            # Whoever waits for the server reads why there is none.
            lt_state.write(_state(0, None, error=str(error)))
            return
        lt_state.clear()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _command(heap: str) -> Callable[[int], list[str]]:
    """Return what gives the command that starts the server on a port.

    language-tool-python knows the jar and the class; the Java and its memory are ours. The server binds to 127.0.0.1
    unless it is told to be public.
    """
    java = usable_java()
    from language_tool_python.download_lt import LocalLanguageTool  # noqa: PLC0415 - slow to import

    local = LocalLanguageTool.from_version_name(VERSION)
    try:
        jar = local.get_jar_path()
    except (OSError, LookupError) as error:
        raise EngineError(f"LanguageTool {VERSION} is not in {folder()} ({error})") from None
    config = lt_state.folder() / "server.properties"
    config.write_text(
        # A pipeline of rules is costly to make and is kept between requests; two are checked at a time.
        "maxTextLength=200000\nmaxCheckTimeMillis=60000\nmaxCheckThreads=2\npipelineCaching=true\n"
        "maxPipelinePoolSize=6\npipelineExpireTimeInSeconds=86400\ncacheSize=2000\n",
        encoding="utf-8",
    )
    # The optimising compiler costs six seconds of processor time at each start, and wins them back after a million words.
    memory = [f"-Xmx{heap}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"]
    main_class = "org.languagetool.server.HTTPServer"
    return lambda port: [
        str(java),
        *memory,
        "-cp",
        str(jar),
        main_class,
        "-p",
        str(port),
        "--config",
        str(config),
    ]


def _keep(command: Callable[[int], list[str]], idle: float) -> None:
    port = _free_port()
    server = subprocess.Popen(
        command(port),
        cwd=ELSEWHERE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=partial(_die_with, os.getpid()) if sys.platform == "linux" else None,  # noqa: PLW1509 - one thread here
    )
    try:
        lt_state.write(_state(port, server))
        _wait_until_ready(server, port)
        lt_state.touch()
        lt_state.write(_state(port, server, ready=True))
        while server.poll() is None and lt_state.idle_seconds() < idle:
            time.sleep(_LOOK_SECONDS)
    finally:
        server.kill()
        server.wait()
        lt_state.clear()


def _die_with(keeper: int) -> None:
    """Ask the kernel to end the server when its keeper is killed; elsewhere the next keeper ends what is left."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != keeper:
        os._exit(1)  # It was killed before the kernel was asked.


def _wait_until_ready(server: "subprocess.Popen[bytes]", port: int) -> None:
    address = ServerAddress("http", "127.0.0.1", port)
    deadline = time.monotonic() + _START_SECONDS
    while True:
        if server.poll() is not None:
            raise EngineError(
                f"LanguageTool ended while starting ({server.returncode}): edlint setup --check"
            )
        with contextlib.suppress(GoneError, EngineError):
            call(address, "languages", None, 2.0)
            break
        if time.monotonic() > deadline:
            raise EngineError(f"LanguageTool did not start within {_START_SECONDS:g} s")
        time.sleep(0.1)
    # The first check loads the dictionaries and rules: it is nobody's request.
    text = json.dumps({"annotation": [{"text": "This is an test of it."}]})
    call(address, "check", {"language": "en-US", "data": text}, _WARM_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _state(
    port: int, server: "subprocess.Popen[bytes] | None", *, ready: bool = False, error: str = ""
) -> ServerState:
    return ServerState(
        port=port,
        ready=ready,
        keeper=os.getpid(),
        keeper_started=psutil.Process().create_time(),
        java=server.pid if server else 0,
        java_started=psutil.Process(server.pid).create_time() if server else 0.0,
        error=error,
    )


def _end_leftover(state: ServerState | None) -> None:
    """End the server of a keeper that was killed, if it still runs and is that very process."""
    if state is None or not state.java:
        return
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(state.java)
        if abs(process.create_time() - state.java_started) < 1.0:
            process.kill()
            process.wait(5)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
