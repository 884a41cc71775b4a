"""The keeper: a detached process that starts one local LanguageTool server and ends it after an idle time.

Run as a script with the arguments HEAP (Java's -Xmx) and IDLE_SECONDS. It holds the keeper lock while it runs, and ends at
once where another keeper holds it.
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

from edlint.config.search import ROOT
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
    """Run a server until it has been idle for `idle` seconds, it ends, or this process receives SIGTERM."""
    signal.signal(signal.SIGTERM, _leave)
    # `alive` in another process takes the lock for an instant: wait that out.
    with lt_state.held(patience=1.0) as mine:
        if not mine:
            return
        _end_leftover(lt_state.read())
        lt_state.sweep()
        lt_state.touch()
        try:
            _keep(_command(heap), idle)
        except EngineError as error:
            # Processes that wait for the server read the error from the state file.
            lt_state.write(_state(0, None, error=str(error)))
            return
        lt_state.clear()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _command(heap: str) -> Callable[[int], list[str]]:
    """Return a function from a port to the server's command. Raises EngineError without Java or the jar.

    language-tool-python gives the path of the jar; the Java and its options are chosen here. The server binds to
    127.0.0.1, as it does without the option `--public`.
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
        # A pipeline of rules is costly to make and is kept between requests; two requests are checked at a time.
        "maxTextLength=200000\nmaxCheckTimeMillis=60000\nmaxCheckThreads=2\npipelineCaching=true\n"
        "maxPipelinePoolSize=6\npipelineExpireTimeInSeconds=86400\ncacheSize=2000\n",
        encoding="utf-8",
    )
    # The optimising compiler costs six seconds of processor time at each start, won back after a million words.
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
        cwd=ROOT,
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
    """Have the Linux kernel kill the server when its keeper is killed; elsewhere the next keeper does."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != keeper:
        os._exit(1)  # The keeper was killed before prctl took effect.


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
    # The first check loads the dictionaries and rules, which no user's request should wait for.
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
    """Kill the server that a killed keeper left running, if the process has the recorded start time."""
    if state is None or not state.java:
        return
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(state.java)
        if abs(process.create_time() - state.java_started) < 1.0:
            process.kill()
            process.wait(5)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
