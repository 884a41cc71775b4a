"""Documents and checkers for the tests of the grammar engines."""

from collections.abc import Callable, Iterator

import pytest

from edlint.check.engines import harper
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.parse import parse


@pytest.fixture
def document() -> Callable[[str], Document]:
    return lambda text: parse(Source("article.md", "markdown", text))


@pytest.fixture(scope="session")
def profile() -> Profile:
    return Profile({})


@pytest.fixture(scope="session")
def shared_harper() -> Iterator[harper.Harper]:
    """One real Harper for the tests that do it no harm."""
    checker = harper.make(Settings())
    yield checker
    checker.close()


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch):
    """Each test asks the real engine, whatever was asked before."""
    monkeypatch.setenv("EDLINT_NO_CACHE", "1")
