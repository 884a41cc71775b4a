from pathlib import Path

import pytest

from edlint.model.rule import Rule
from edlint.rules.load import load_rules


@pytest.fixture(scope="session")
def catalog() -> dict[str, Rule]:
    """The rules of both families by id."""
    rules = Path(__file__).parents[2] / "rules"
    return dict(load_rules([rules / "consistency" / "number", rules / "claims" / "misconception"]))
