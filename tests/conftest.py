"""What all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-snapshots` write what reporters give now, to be read in the diff."""
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots anew")
