"""Versions of installed packages, read from the names of their `.dist-info` folders.

`importlib.metadata` reads each package's metadata and imports half of `email` to do so: 15 ms of every run.
"""

import os
import sys
from functools import cache

_SUFFIX = ".dist-info"


def version(package: str) -> str:
    """Return the version of an installed package. Raises ModuleNotFoundError when it is not installed."""
    found = _installed().get(_plain(package))
    if found is not None:
        return found
    from importlib import metadata  # noqa: PLC0415 - what was not installed by pip, or is not there

    return metadata.version(package)


@cache
def _installed() -> dict[str, str]:
    found: dict[str, str] = {}
    # The first folder on the path wins, as it does for imports.
    for folder in reversed(sys.path):
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208 - Path would cost as much again
        except OSError:
            continue
        for name in names:
            if name.endswith(_SUFFIX):
                package, _, number = name.removesuffix(_SUFFIX).rpartition("-")
                found[_plain(package)] = number
    return found


def _plain(package: str) -> str:
    return package.lower().replace("_", "-").replace(".", "-")
