"""Documents and checkers for the tests of the grammar engines."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.engines.harper import checker as harper
from edlint.engines.languagetool import install as lt_install
from edlint.engines.reader import place
from edlint.engines.reader.checker import Reader, make
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
    """One real Harper for the tests that leave it intact."""
    checker = harper.make(Settings())
    yield checker
    checker.close()


@pytest.fixture(scope="session")
def real_reader() -> Iterator[Reader]:
    """The real reader, or a skip if it is not installed; with EDLINT_REQUIRE_READER=1 a failure."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(place.HOME, os.environ["REAL_READER_DIR"])
        if not place.installed():
            missing = f"the reader's model is not in {place.folder()}: edlint setup reader"
            (pytest.fail if os.environ.get("EDLINT_REQUIRE_READER") == "1" else pytest.skip)(missing)
        pytest.importorskip("onnxruntime")
        checker = make(Settings())
        checker.start()
    yield checker
    checker.close()


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch):
    """Disable the result cache, so that each test runs the real engine."""
    monkeypatch.setenv("EDLINT_NO_CACHE", "1")


@pytest.fixture
def real_languagetool(monkeypatch) -> Iterator[None]:
    """Let edlint find the real LanguageTool, or skip without it; fail instead with EDLINT_REQUIRE_LANGUAGETOOL=1.

    All tests share one server, and some of them kill it, so a lock lets one test at a time use it, in all workers.
    """
    monkeypatch.setenv("LTP_PATH", os.environ["REAL_LTP_PATH"])
    missing = ""
    if not lt_install.installed():
        missing = f"LanguageTool is not in {lt_install.folder()}: edlint setup languagetool"
    elif lt_install.java() is None:
        missing = lt_install.NO_JAVA
    if missing and os.environ.get("EDLINT_REQUIRE_LANGUAGETOOL") == "1":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with Path(os.environ["EDLINT_SERVER_DIR"]).with_suffix(".turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
