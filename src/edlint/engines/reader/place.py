"""Locate the reader's model on this machine. `edlint setup reader` installs it."""

import os
from importlib.util import find_spec
from pathlib import Path

from edlint.cache import own
from edlint.model.errors import EngineError

MODEL = "SmolLM2-135M-Instruct"
FORM = "1"
"""Version of the format of the converted files; changed whenever the conversion's output changes."""
HOME = "EDLINT_READER_DIR"
"""Environment variable: the folder for the model, in place of one in the user's cache."""
NOT_SET_UP = "not set up: edlint setup reader"
NO_RUNTIME = "onnxruntime is not installed: pip install 'edlint[reader]'"


def home() -> Path:
    """Return the parent of the model's folder."""
    named = os.environ.get(HOME)
    return Path(named).absolute() if named else own.folder()


def folder() -> Path:
    """Return the model's folder, whether it exists or not."""
    return home() / f"reader-{MODEL}-{FORM}"


def installed() -> bool:
    """Whether the model is installed; it is moved into place only when complete."""
    return (folder() / "head" / "model.onnx").is_file()


def need_runtime() -> None:
    """Raise EngineError when onnxruntime is not installed."""
    if find_spec("onnxruntime") is None:
        raise EngineError(NO_RUNTIME)
