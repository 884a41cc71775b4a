"""Files written whole or not at all."""

import os
import stat
import tempfile
from pathlib import Path


def atomically(path: Path, data: bytes) -> None:
    """Put `data` in place of the file's content, so that whoever reads, or kills us, finds the old or the new, whole.

    The file's permissions are kept; a link is followed, not replaced. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mode = 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".edlint-tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    # It can only be read by setting it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
