"""Loads the configuration and the rules at the start of every run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from edlint.config.load import Loaded, find, load
from edlint.config.selectors import check_selectors
from edlint.config.vocabulary import read_words
from edlint.config.waivers import read_waivers
from edlint.config.weights import read_configured
from edlint.model.checker import CHECKERS, NON_CHECKERS
from edlint.model.errors import ConfigError
from edlint.model.rule import Rule
from edlint.rules.catalogue import all_rules
from edlint.rules.packs import find_packs
from edlint.run.limits import limit

_SECONDS = 30.0
"""Most seconds of processor time for reading a repository's configuration or rules; the largest takes one."""


def configuration(path: str | None, overrides: Mapping[str, Any] | None = None) -> Loaded:
    """Return the configuration: the named file, else the nearest one upwards, else the defaults.

    Raises ConfigError.
    """
    if path is not None and not Path(path).exists():
        raise ConfigError(f"{path}: no such configuration file")
    with limit(_SECONDS, f"the configuration takes longer than {_SECONDS:g} s to read"):
        return load(Path(path) if path else find(Path.cwd()), overrides)


def rules_of(loaded: Loaded) -> dict[str, Rule]:
    """Return all rules by id, built-in and from the configured packs, and validate the settings against them.

    Raises ConfigError, also if a package differs from the lock file.
    """
    if loaded.settings.packs or loaded.settings.vale.config is not None:
        from edlint.run.lock import check  # noqa: PLC0415 - few configurations name packages

        check(loaded)
    packs = find_packs(loaded.settings.packs)
    with limit(_SECONDS, f"rules and vocabulary take longer than {_SECONDS:g} s to read"):
        catalog = all_rules(packs.folders, checkers={*CHECKERS, *NON_CHECKERS, *packs.checkers})
        if loaded.settings.vale.config is not None:
            from edlint.vale.catalogue import style_rules  # noqa: PLC0415 - only where styles are run

            catalog |= style_rules(loaded.settings.vale)
        check_selectors(loaded, catalog)
        # Read here so that a faulty file is one configuration error, not one for every article.
        read_words(loaded)
        read_waivers(loaded)
        read_configured(loaded)
    return catalog
