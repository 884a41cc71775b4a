"""Packs in a zip file: the rule files are unpacked once into the user's own cache folder."""

import io
import shutil
import tempfile
import zipfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from edlint.cache.own import folder
from edlint.config.files import read_bytes
from edlint.model.errors import ConfigError

SUFFIX = ".zip"
_LARGEST = 20_000_000
_MOST = 5_000
_TEXT = 1_000_000
_RULES = frozenset([".yaml", ".yml"])


def unpacked(path: Path) -> Path:
    """Return the folder with a zip's rule files, which is named by a digest of the zip. Raises ConfigError.

    Only rule files are unpacked, and a file name that leads out of the folder is an error.
    """
    try:
        data = read_bytes(path, _LARGEST)
    except OSError as error:
        raise ConfigError(f"packs: {path}: {(error.strerror or str(error)).lower()}") from None
    home = folder() / "packs"
    target = home / blake2b(data, digest_size=16).hexdigest()
    if not target.is_dir():
        home.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=home))
        try:
            _unpack(data, path, made)
            # Another process may have made the same folder in the meantime.
            with suppress(OSError):
                made.rename(target)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return target


def _unpack(data: bytes, path: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if PurePosixPath(one.filename).suffix in _RULES]
            if len(members) > _MOST:
                raise ConfigError(f"packs: {path} holds more than {_MOST:,} rules")
            for member in members:
                name = PurePosixPath(member.filename)
                if (
                    name.is_absolute()
                    or ".." in name.parts
                    or "\\" in member.filename
                    or "\0" in member.filename
                ):
                    raise ConfigError(f"packs: {path}: “{member.filename}” leads out of it")
                with archive.open(member) as file:
                    text = file.read(_TEXT + 1)
                if len(text) > _TEXT:
                    raise ConfigError(f"packs: {path}: “{member.filename}” has more than {_TEXT:,} bytes")
                target = into.joinpath(*name.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ConfigError(f"packs: {path} cannot be unpacked: {error}") from None
