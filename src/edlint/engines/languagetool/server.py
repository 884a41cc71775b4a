"""The warm local server, as those who use it see it: found, or started and waited for; asked after; stopped."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from edlint.cache import store
from edlint.config.schema import LanguageToolSettings
from edlint.config.search import ELSEWHERE, python
from edlint.engines.languagetool import install as lt_install
from edlint.engines.languagetool import state as lt_state
from edlint.engines.languagetool.client import ServerAddress
from edlint.engines.languagetool.state import ServerState
from edlint.model.errors import EngineError

if TYPE_CHECKING:
    import psutil

_WAIT_SECONDS = 150.0
_KEEPER_SECONDS = 20.0
_LOOK_SECONDS = 0.05
_started: list["subprocess.Popen[bytes]"] = []
"""Keepers that this process started: kept so that Python does not warn of children that outlive their objects."""


def running() -> ServerState | None:
    """Return the server that runs now, ready or starting; None when there is none."""
    state = lt_state.read()
    return state if state is not None and not state.error and lt_state.alive() else None


def start(settings: LanguageToolSettings) -> None:
    """Start a keeper; where one lives already the new one ends by itself. Does not wait."""
    lt_state.touch()
    # A request that is under way is no idleness.
    idle = max(settings.idle * 60, settings.timeout)
    command = python(Path(__file__).with_name("keeper.py"), settings.heap, str(idle))
    # What the environment names from the working directory is named from the root: the keeper starts elsewhere.
    named = {
        lt_state.FOLDER: lt_state.folder(),
        store.FOLDER: store.folder().absolute(),
        lt_install.HOME: lt_install.home(),
    }
    flags = 0
    if sys.platform == "win32":  # pragma: no cover
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    # In a session of its own, so that ^C and the end of this run leave it warm for the next.
    _started.append(
        subprocess.Popen(
            command,
            cwd=ELSEWHERE,
            env=os.environ | {name: str(folder) for name, folder in named.items()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=flags,
        )
    )


def ensure(settings: LanguageToolSettings, *, gone: ServerAddress | None = None) -> ServerAddress:
    """Return the server, started if need be and ready. Raises EngineError with what kept it from starting.

    `gone` is a server that was found not to answer any more, whatever the state file still says.
    """
    deadline = time.monotonic() + _WAIT_SECONDS
    asked: float | None = None
    lt_state.touch()
    while time.monotonic() < deadline:
        state = lt_state.read()
        if lt_state.alive():
            if state is not None and state.ready and (gone is None or state.port != gone.port):
                return ServerAddress("http", "127.0.0.1", state.port)
        elif asked is None:
            lt_state.clear()
            start(settings)
            asked = time.monotonic()
        elif state is not None and state.error:
            lt_state.clear()
            raise EngineError(state.error)
        elif time.monotonic() - asked > _KEEPER_SECONDS:
            raise EngineError("LanguageTool’s server does not start: edlint setup --check")
        time.sleep(_LOOK_SECONDS)
    raise EngineError(f"LanguageTool’s server was not ready within {_WAIT_SECONDS:g} s: edlint engine stop")


def stop() -> bool:
    """End the server and its keeper; returns whether there was one. Ends only the processes that the state names."""
    import psutil  # noqa: PLC0415 - every run imports this module, and hardly any stops a server

    state = running()
    if state is None:
        return False
    keeper = _process(state.keeper, state.keeper_started)
    server = _process(state.java, state.java_started)
    for process in (keeper, server):
        if process is not None:
            with contextlib.suppress(psutil.Error):
                process.terminate()
    _, left = psutil.wait_procs([p for p in (keeper, server) if p is not None], timeout=10)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.kill()
    lt_state.clear()
    return True


def _process(pid: int, started: float) -> "psutil.Process | None":
    """Return the process if it is the one that was started then, and not another that has its number now."""
    import psutil  # noqa: PLC0415 - as above

    if not pid or pid == os.getpid():
        return None
    try:
        process = psutil.Process(pid)
        return process if abs(process.create_time() - started) < 1.0 else None
    except psutil.Error:
        return None
