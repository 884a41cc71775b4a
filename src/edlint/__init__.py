"""edlint: the copy desk that runs in CI.

`edlint.api` is the Python API; `edlint.Linter`, `edlint.check_text`, `edlint.check_many` and `edlint.fix` come from it.
"""

from importlib import import_module

# Not imported from typing: with `python -m`, a module of that name could still come from the articles' folder.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from edlint import api as api
    from edlint.api import Linter as Linter
    from edlint.api import check_many as check_many
    from edlint.api import check_text as check_text
    from edlint.api import fix as fix

__version__ = "0.1.0"

# Imported at the first use, so that the command line imports only what a command needs.
_API = ("Linter", "check_many", "check_text", "fix")


def __getattr__(name: str) -> object:
    if name != "api" and name not in _API:
        raise AttributeError(f"module 'edlint' has no attribute '{name}'")
    module = import_module("edlint.api")
    return module if name == "api" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted((*globals(), "api", *_API))
