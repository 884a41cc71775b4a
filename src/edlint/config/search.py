"""Restricts where modules and programs are found: never in the working directory, which anyone may have written.

Imports nothing that Python has not loaded at startup: what is imported before `isolate` may come from that folder.
"""

import os
import site
import sys

import edlint

ROOT = os.path.splitdrive(sys.executable)[0] + os.sep
"""The working directory of every subprocess: the root of the file system that Python is on."""

_START = (
    "import json, sys; _, paths, *sys.argv = sys.argv; sys.path[:] = json.loads(paths); "
    "import runpy; runpy.run_path(sys.argv[0], run_name='__main__')"
)


def isolate() -> None:
    """Stop this process, and those that it starts, from importing or running anything in the working directory."""
    sys.path[:] = modules()
    # For processes that multiprocessing spawns where it cannot fork.
    os.environ["PYTHONSAFEPATH"] = "1"
    if "PATH" in os.environ:
        os.environ["PATH"] = _folders()


def modules() -> list[str]:
    """Return the folders of `sys.path` without the working directory and relative paths.

    `python -m` and a PYTHONPATH with an empty part add the working directory. It is kept if Python or edlint is
    installed in it.
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
    """Return the path of a program, found only in absolute folders of PATH, or None."""
    import shutil  # noqa: PLC0415 - not loaded yet where this module is

    found = shutil.which(name, path=_folders())
    return found if found and os.path.isabs(found) else None  # noqa: PTH117 - as above


def python(script: str | os.PathLike[str], *arguments: str) -> list[str]:
    """Return the command that runs a script of edlint's own with this process's module path.

    Python's isolated mode ignores PYTHONPATH and the user's site-packages, but edlint may be installed there.
    """
    import json  # noqa: PLC0415 - as above

    return [sys.executable, "-I", "-c", _START, json.dumps(modules()), os.fspath(script), *arguments]


def _folders() -> str:
    """Return PATH without empty and relative parts, which mean the working directory."""
    path = os.environ.get("PATH", os.defpath)
    return os.pathsep.join(part for part in path.split(os.pathsep) if os.path.isabs(part))  # noqa: PTH117 - as above
