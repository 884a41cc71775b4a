"""The format of a file, from its name, or from the `[values]` table that says which of its values are prose."""

from collections.abc import Sequence

from edlint.config.globs import Globs, relative_to
from edlint.config.load import Loaded
from edlint.parse import VALUE_SUFFIXES, format_of

VALUES = "values"


class Formats:
    """The formats of a project's files."""

    def __init__(self, loaded: Loaded) -> None:
        """Read the globs of `[values]`, which are relative to the configuration's folder."""
        self._folder = loaded.folder
        self._values = [(Globs([glob]), keys) for glob, keys in loaded.settings.values.items()]

    def of(self, path: str) -> str | None:
        """Return the format of a file, or None if it is not supported."""
        named = format_of(path)
        return named if named is not None or not self.keys(path) else VALUES

    def keys(self, path: str) -> Sequence[str]:
        """Return the patterns of the keys whose values in a file are prose."""
        if not self._values or not path.lower().endswith(VALUE_SUFFIXES):
            return ()
        relative = relative_to(path, self._folder)
        return [key for globs, keys in self._values if globs.match(relative) for key in keys]
