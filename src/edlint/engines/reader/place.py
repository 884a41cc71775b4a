"""Where the reader's model is on this machine. Looks only; `edlint setup reader` puts it there."""

import os
from importlib.util import find_spec
from pathlib import Path

from edlint.cache import own
from edlint.model.errors import EngineError

MODEL = "SmolLM2-135M-Instruct"
FORM = "1"
"""Changes when the files that the conversion makes do."""
HOME = "EDLINT_READER_DIR"
"""Environment variable: the folder for the model, in place of one in the user's cache."""
NOT_SET_UP = "not set up: edlint setup reader"
NO_RUNTIME = "onnxruntime is not installed: pip install 'edlint[reader]'"


def home() -> Path:
    """Return the folder that the model's folder lies in."""
    named = os.environ.get(HOME)
    return Path(named).absolute() if named else own.folder()


def folder() -> Path:
    """Return the model's folder, whether it is there or not."""
    return home() / f"reader-{MODEL}-{FORM}"


def installed() -> bool:
    """Whether the model is there; it comes whole or not at all."""
    return (folder() / "head" / "model.onnx").is_file()


def need_runtime() -> None:
    """Raise EngineError where onnxruntime is missing."""
    if find_spec("onnxruntime") is None:
        raise EngineError(NO_RUNTIME)
