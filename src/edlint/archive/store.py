"""Where the results of an archive lie: a folder, or whatever fsspec knows, written whole or not at all."""

import contextlib
import importlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import IO, Any, cast

from edlint.model.errors import ConfigError, EdlintError
from edlint.run.read import why
from edlint.run.write import UNFINISHED, atomically, sweep

_RENAMING = frozenset({"sftp", "ssh", "ftp", "hdfs", "smb", "webhdfs", "dbfs"})
"""Protocols by which a file is there before it is whole; elsewhere one request puts all of it."""


def needed(name: str, extra: str = "archive") -> ModuleType:
    """Return a module of an optional part. Raises ConfigError with the remedy where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise ConfigError(f"this needs {package}: pip install 'edlint[{extra}]'") from None


@contextlib.contextmanager
def told(place: str) -> Iterator[None]:
    """Raise EdlintError, with the place and one plain line, for what a file system or a format's reader raises."""
    try:
        yield
    except EdlintError:
        raise
    except ImportError as error:
        # fsspec names the package that its protocol needs.
        raise ConfigError(f"{place}: {error}") from None
    except OSError as error:
        # Libraries raise OSError with a text of their own and no number.
        said = why(error) if error.errno else line_of(error)
        raise EdlintError(f"{place}: {said}") from None
    except (ValueError, TypeError, KeyError, RuntimeError, EOFError) as error:
        raise EdlintError(f"{place}: {line_of(error)}") from None


def line_of(error: Exception) -> str:
    """Return the first line that an error says, or its name."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0]


class Store:
    """A folder by its address. Names are paths below it, with `/`."""

    def __init__(self, uri: str) -> None:
        """Find the file system. Raises EdlintError where there is none for the address."""
        fsspec = needed("fsspec")
        self.uri = uri.rstrip("/") or uri
        with told(uri):
            self.files, root = fsspec.core.url_to_fs(uri)
        protocol = self.files.protocol
        self.protocols = (protocol,) if isinstance(protocol, str) else tuple(protocol)
        self.local = not {"file", "local"}.isdisjoint(self.protocols)
        self.root = str(Path(root)) if self.local else root.rstrip("/")

    def path(self, name: str) -> str:
        """Return the path of a file as the file system has it."""
        return f"{self.root}/{name}"

    def write(self, name: str, data: bytes) -> None:
        """Put a file there: whoever reads sees the old one, the new one or none. Raises EdlintError."""
        path = self.path(name)
        if self.local:
            try:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise EdlintError(f"{path}: cannot be written: {why(error)}") from None
            atomically(Path(path), data, inside=self.root)
            return
        with told(f"{self.uri}/{name}"):
            if not _RENAMING.isdisjoint(self.protocols):
                begun = f"{path}.{os.urandom(8).hex()}{UNFINISHED}"
                self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
                self.files.pipe_file(begun, data)
                self.files.mv(begun, path)
            else:
                self.files.pipe_file(path, data)

    def write_json(self, name: str, data: Any) -> None:
        """Put a file of JSON there, as `write` does."""
        self.write(name, json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))

    def read_json(self, name: str) -> Any:
        """Return what a file of JSON holds; None where there is none. Raises EdlintError for one that is damaged."""
        with told(f"{self.uri}/{name}"):
            try:
                data = self.files.cat_file(self.path(name))
            except FileNotFoundError:
                return None
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise EdlintError(
                f"{self.uri}/{name}: damaged: no JSON; make it anew: edlint archive plan"
            ) from None

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading. Raises EdlintError."""
        with told(f"{self.uri}/{name}"):
            return cast("IO[bytes]", self.files.open(self.path(name), "rb"))

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        with told(f"{self.uri}/{name}"):
            self.files.invalidate_cache()
            return bool(self.files.exists(self.path(name)))

    def names(self, folder: str) -> list[str]:
        """Return the names of the files of a folder, sorted; none where there is no such folder."""
        with told(f"{self.uri}/{folder}"):
            self.files.invalidate_cache()
            try:
                found = self.files.ls(self.path(folder), detail=False)
            except FileNotFoundError:
                return []
        names = sorted(str(path).rstrip("/").rpartition("/")[2] for path in found)
        return [name for name in names if not name.endswith(UNFINISHED)]

    def remove(self, names: Sequence[str]) -> None:
        """Remove files; one that is gone already is no fault."""
        for name in names:
            with told(f"{self.uri}/{name}"), contextlib.suppress(FileNotFoundError):
                self.files.rm_file(self.path(name))

    def sweep(self, folder: str) -> None:
        """Remove what runs that were killed left half written in a folder of this machine."""
        if self.local:
            with contextlib.suppress(OSError):
                for entry in os.scandir(self.path(folder)):
                    if entry.name.endswith(UNFINISHED):
                        sweep(entry.path)
