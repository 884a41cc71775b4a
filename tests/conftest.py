"""Set-up for all tests."""

import gc
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from edlint.cache import own
from edlint.engines.languagetool import server as lt_server
from edlint.run.collector import collect_seldom

# The time for an example is no criterion: the machine may be busy.
settings.register_profile("edlint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("edlint")


def pytest_configure(config: pytest.Config) -> None:
    """Give the tests a cache, a LanguageTool server and a LanguageTool folder of their own.

    No test finds the user's: only tests that request the real LanguageTool (tests/engines) get it, from the folder in
    REAL_LTP_PATH; likewise the reader's model, from REAL_READER_DIR. Workers of pytest-xdist inherit the environment.
    """
    # A process started in the background ignores Ctrl-C, and so would the programs that tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(config, "workerinput"):
        return
    # edlint is started a thousand times, so Python should compile it only once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    home = Path(tempfile.mkdtemp(prefix="edlint-tests-"))
    default = Path.home() / ".cache" / "language_tool_python"
    os.environ["REAL_LTP_PATH"] = os.environ.get("LTP_PATH") or str(default)
    os.environ["LTP_PATH"] = str(home / "no-languagetool")
    os.environ["REAL_READER_DIR"] = os.environ.get("EDLINT_READER_DIR") or str(own.folder())
    os.environ["EDLINT_READER_DIR"] = str(home / "no-reader")
    os.environ["EDLINT_CACHE_DIR"] = str(home / "cache")
    os.environ["EDLINT_SERVER_DIR"] = str(home / "server")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the LanguageTool server and delete the temporary folder."""
    if hasattr(config, "workerinput") or "REAL_LTP_PATH" not in os.environ:
        return
    lt_server.stop()
    shutil.rmtree(Path(os.environ["EDLINT_SERVER_DIR"]).parent, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of the real LanguageTool first: they wait for each other, so one worker should run them all.

    Workers get equal shares of the tests, in order, and steal from the end of another's share.
    """
    items.sort(key=lambda item: "real_languagetool" not in getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """Make the garbage collector run seldom, as in edlint, and skip what stays: modules, nine thousand tests."""
    gc.collect()
    collect_seldom()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `pytest --update-snapshots`, which writes the reporters' present output, for review in the diff."""
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots anew")
