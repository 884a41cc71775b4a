"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path

from edlint.model.errors import EdlintError
from edlint.run.read import why


def atomically(path: Path, data: bytes) -> None:
    """Put `data` into the file at `path`: a reader, or a run that is killed, sees the old file or the new one.

    A device or pipe is written to directly. Keeps the mode of an existing file; behind a link, the file it points to
    is replaced, not the link. Raises EdlintError when it cannot.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        # No suffix of an article: what a killed run leaves behind is never taken for one. Long names stay possible.
        descriptor, name = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".edlint-tmp"
        )
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EdlintError(f"{path}: cannot be written: {why(error)}") from None


def _umask() -> int:
    # It can only be read by setting it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
