"""The interface to the local server that a keeper process runs: find it, start it and wait for it, stop it."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from edlint.cache import store
from edlint.config.schema import LanguageToolSettings
from edlint.config.search import ROOT, python
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
"""Keepers that this process started; kept so that Python does not warn of children that outlive their objects."""


def running() -> ServerState | None:
    """Return the state of the running server, ready or starting; None when no keeper runs."""
    state = lt_state.read()
    return state if state is not None and not state.error and lt_state.alive() else None


def start(settings: LanguageToolSettings) -> None:
    """Start a keeper without waiting for it; where another keeper runs, the new one ends by itself."""
    lt_state.touch()
    # Longer than a request may take: the server must not count as idle during one.
    idle = max(settings.idle * 60, settings.timeout)
    command = python(Path(__file__).with_name("keeper.py"), settings.heap, str(idle))
    # Folders given relative to the working directory are made absolute: the keeper starts in another directory.
    named = {
        lt_state.FOLDER: lt_state.folder(),
        store.FOLDER: store.folder().absolute(),
        lt_install.HOME: lt_install.home(),
    }
    flags = 0
    if sys.platform == "win32":  # pragma: no cover
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    # In a session of its own, so that it survives ^C and the end of this run.
    _started.append(
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {name: str(folder) for name, folder in named.items()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=flags,
        )
    )


def ensure(settings: LanguageToolSettings, *, gone: ServerAddress | None = None) -> ServerAddress:
    """Return the address of the local server, after starting it if need be and waiting until it is ready.

    `gone` is a server found not to answer any more, though the state file may still name it. Raises EngineError with the
    reason when the server does not start.
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
    """End the server and its keeper, as the state file names them; returns whether there was one."""
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
    """Return the process with this id and start time (seconds since 1970), or None if there is none such."""
    import psutil  # noqa: PLC0415 - as above

    if not pid or pid == os.getpid():
        return None
    try:
        process = psutil.Process(pid)
        return process if abs(process.create_time() - started) < 1.0 else None
    except psutil.Error:
        return None
