"""Where modules and programs are found: never in the folder that edlint is run in, which may be anybody's.

Imports nothing that Python has not loaded when it starts: what is imported before `isolate` may come from that folder.
"""

import os
import site
import sys

import edlint

ELSEWHERE = os.path.splitdrive(sys.executable)[0] + os.sep
"""The folder that every process starts in: the root of the file system that Python is on."""

_START = (
    "import json, sys; _, paths, *sys.argv = sys.argv; sys.path[:] = json.loads(paths); "
    "import runpy; runpy.run_path(sys.argv[0], run_name='__main__')"
)


def isolate() -> None:
    """Have this process, and those that it starts, import and run nothing from the working directory."""
    sys.path[:] = modules()
    # For processes that multiprocessing starts anew, where it cannot fork.
    os.environ["PYTHONSAFEPATH"] = "1"
    if "PATH" in os.environ:
        os.environ["PATH"] = _folders()


def modules() -> list[str]:
    """Return the folders of `sys.path` without the working directory and what is named from it.

    `python -m` and a PYTHONPATH with an empty part put it there. It stays where Python or edlint itself lies in it.
    """
    ours = {os.path.dirname(os.__file__), os.path.dirname(os.path.dirname(edlint.__file__))}  # noqa: PTH120 - as above
    ours |= set(site.getsitepackages())
    here = os.path.realpath(os.curdir)
    return [
        path
        for path in sys.path
        if os.path.isabs(path) and (os.path.realpath(path) != here or path in ours)  # noqa: PTH117 - as above
    ]


def program(name: str) -> str | None:
    """Return the path of a program, or None: only in folders of PATH that are named from the root."""
    import shutil  # noqa: PLC0415 - not loaded yet where this module is

    found = shutil.which(name, path=_folders())
    return found if found and os.path.isabs(found) else None  # noqa: PTH117 - as above


def python(script: str | os.PathLike[str], *arguments: str) -> list[str]:
    """Return the command that runs a script of edlint's own with the modules of this process, whatever the environment says.

    Python's isolated mode leaves out PYTHONPATH and the user's packages; edlint may have come from there.
    """
    import json  # noqa: PLC0415 - as above

    return [sys.executable, "-I", "-c", _START, json.dumps(modules()), os.fspath(script), *arguments]


def _folders() -> str:
    """Return PATH without empty and relative parts, which mean the working directory."""
    path = os.environ.get("PATH", os.defpath)
    return os.pathsep.join(part for part in path.split(os.pathsep) if os.path.isabs(part))  # noqa: PTH117 - as above
