""".gitignore files, evaluated as git does."""

import os
from pathlib import Path

import msgspec

from edlint.config import toml
from edlint.config.files import CONFIGURATION, read_bytes
from edlint.config.globs import MOST, Globs
from edlint.model.errors import ConfigError
from edlint.run.read import error_reason


class Ignored(msgspec.Struct, frozen=True):
    """The .gitignore files in force in a folder, the outermost first, each with its folder."""

    specs: tuple[tuple[str, Globs], ...] = ()

    @classmethod
    def above(cls, folder: Path) -> "Ignored":
        """Return the .gitignore files in force in `folder` from the folders above it, up to its repository's root.

        A named folder is walked even if it is ignored: files that ignore it are left out.
        """
        folder = folder.absolute()
        chain = (folder, *folder.parents)
        root = next((index for index, one in enumerate(chain) if (one / ".git").exists()), None)
        if root is None:
            return cls()
        ignored = cls()
        info = chain[root] / ".git" / "info" / "exclude"
        spec = _read(info, follow=True)
        if spec is not None:
            ignored = cls(((str(chain[root]), spec),))
        for one in reversed(chain[1 : root + 1]):
            ignored = ignored.enter(one)
        return cls(tuple(part for part in ignored.specs if not cls((part,)).folder(str(folder))))

    def enter(self, folder: Path) -> "Ignored":
        """Return the .gitignore files in force in a subfolder, with its own."""
        spec = _read(folder / ".gitignore")
        return self if spec is None else Ignored((*self.specs, (str(folder.absolute()), spec)))

    def file(self, path: str) -> bool:
        """Whether a file is ignored."""
        return self._decide(path, "")

    def folder(self, path: str) -> bool:
        """Whether a folder is ignored, with everything below."""
        return self._decide(path, "/")

    def _decide(self, path: str, end: str) -> bool:
        for folder, spec in reversed(self.specs):
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            if relative == ".":
                continue
            include = spec.decide(relative + end)
            if include is not None:
                return include
        return False


def _read(path: Path, *, follow: bool = False) -> Globs | None:
    """Return the globs of a file; None if it does not exist, has none, or may not be read.

    Raises ConfigError for a file with too many bytes or lines, for a device, and without `follow` for a link, since git
    follows no link to a .gitignore either.
    """
    try:
        text = read_bytes(path, CONFIGURATION, follow=follow).decode("utf-8", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError, PermissionError, IsADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{toml.shown(path)}: {error_reason(error)}") from None
    lines = text.splitlines()
    if len(lines) > MOST:
        raise ConfigError(
            f"{toml.shown(path)}: {len(lines):,} lines are more than the {MOST:,} that are read"
        )
    return Globs(lines) or None
