"""The folder of an archive's plan and results, local or on any file system of fsspec, with atomic writes."""

import contextlib
import importlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import IO, Any, cast

from edlint.model.errors import ConfigError, EdlintError
from edlint.run.read import error_reason
from edlint.run.write import UNFINISHED, atomically, sweep

_RENAMING = frozenset({"sftp", "ssh", "ftp", "hdfs", "smb", "webhdfs", "dbfs"})
"""Protocols with which a file is visible before it is complete; others write a whole file in one request."""


def require(name: str, extra: str = "archive") -> ModuleType:
    """Import and return a module of an optional extra. Raises ConfigError with the remedy if it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise ConfigError(f"this needs {package}: pip install 'edlint[{extra}]'") from None


@contextlib.contextmanager
def file_errors(place: str) -> Iterator[None]:
    """Convert errors of file systems and format readers in the block to EdlintError, prefixed with the place."""
    try:
        yield
    except EdlintError:
        raise
    except ImportError as error:
        # The message names the package that fsspec needs for the protocol.
        raise ConfigError(f"{place}: {error}") from None
    except OSError as error:
        # Some libraries raise OSError with a text but no errno.
        said = error_reason(error) if error.errno else line_of(error)
        raise EdlintError(f"{place}: {said}") from None
    except (ValueError, TypeError, KeyError, RuntimeError, EOFError) as error:
        raise EdlintError(f"{place}: {line_of(error)}") from None


def line_of(error: Exception) -> str:
    """Return the first line of an error's text, or the name of its class."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0]


class Store:
    """A folder given by its path or URL. Names are paths in it, separated by `/`."""

    def __init__(self, uri: str) -> None:
        """Open the file system. Raises EdlintError if the URL is not supported."""
        fsspec = require("fsspec")
        self.uri = uri.rstrip("/") or uri
        with file_errors(uri):
            self.files, root = fsspec.core.url_to_fs(uri)
        protocol = self.files.protocol
        self.protocols = (protocol,) if isinstance(protocol, str) else tuple(protocol)
        self.local = not {"file", "local"}.isdisjoint(self.protocols)
        self.root = str(Path(root)) if self.local else root.rstrip("/")

    def path(self, name: str) -> str:
        """Return the path of a file in its file system."""
        return f"{self.root}/{name}"

    def write(self, name: str, data: bytes) -> None:
        """Write a file so that readers never see a part of it. Raises EdlintError."""
        path = self.path(name)
        if self.local:
            try:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise EdlintError(f"{path}: cannot be written: {error_reason(error)}") from None
            atomically(Path(path), data, inside=self.root)
            return
        with file_errors(f"{self.uri}/{name}"):
            if not _RENAMING.isdisjoint(self.protocols):
                begun = f"{path}.{os.urandom(8).hex()}{UNFINISHED}"
                self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
                self.files.pipe_file(begun, data)
                self.files.mv(begun, path)
            else:
                self.files.pipe_file(path, data)

    def write_json(self, name: str, data: Any) -> None:
        """Write a JSON file, as `write` does."""
        self.write(name, json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))

    def read_json(self, name: str) -> Any:
        """Return the contents of a JSON file; None if it does not exist. Raises EdlintError if it is damaged."""
        with file_errors(f"{self.uri}/{name}"):
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
        with file_errors(f"{self.uri}/{name}"):
            return cast("IO[bytes]", self.files.open(self.path(name), "rb"))

    def has(self, name: str) -> bool:
        """Whether a file exists."""
        with file_errors(f"{self.uri}/{name}"):
            self.files.invalidate_cache()
            return bool(self.files.exists(self.path(name)))

    def names(self, folder: str) -> list[str]:
        """Return the sorted names of the files in a folder; empty if there is no such folder."""
        with file_errors(f"{self.uri}/{folder}"):
            self.files.invalidate_cache()
            try:
                found = self.files.ls(self.path(folder), detail=False)
            except FileNotFoundError:
                return []
        names = sorted(str(path).rstrip("/").rpartition("/")[2] for path in found)
        return [name for name in names if not name.endswith(UNFINISHED)]

    def remove(self, names: Sequence[str]) -> None:
        """Remove files; missing ones are ignored. Raises EdlintError."""
        for name in names:
            with file_errors(f"{self.uri}/{name}"), contextlib.suppress(FileNotFoundError):
                self.files.rm_file(self.path(name))

    def sweep(self, folder: str) -> None:
        """Remove the unfinished files of killed runs from a local folder."""
        if self.local:
            with contextlib.suppress(OSError):
                for entry in os.scandir(self.path(folder)):
                    if entry.name.endswith(UNFINISHED):
                        sweep(entry.path)
