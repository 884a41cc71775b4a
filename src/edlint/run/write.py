"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path

from edlint.model.errors import EdlintError


def atomically(path: Path, data: bytes) -> None:
    """Put `data` into the file at `path`: a reader, or a run that is killed, sees the old file or the new one.

    A device or pipe is written to directly. Keeps the mode of an existing file. Raises EdlintError when it cannot.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        mode = path.stat().st_mode & 0o7777 if path.exists() else None
        # Behind a link, the file it points to is replaced, not the link.
        target = path.resolve()
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask if mode is None else mode)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EdlintError(f"{path}: cannot be written: {error.strerror or error}") from None
