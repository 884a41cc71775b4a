"""What the ledger says that a figure in a table is about."""

import pytest

from edlint.check.claims.heads import Heads
from edlint.model.source import Source
from edlint.parse import parse

TABLE = "| Kind | Share |\n|---|---|\n| Flaws | 60% |\n| | 40% |\n"


def said(text: str, kind: str = "markdown") -> list[str]:
    blocks = parse(Source("a", kind, text)).blocks
    heads = Heads(blocks)
    return [heads.of(block) for block in blocks if block.text.endswith("%")]


def test_a_cell_has_the_heads_of_its_row_and_column():
    assert said(TABLE) == ["row “Flaws”, column “Share”", "column “Share”"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><td>Flaws</td><td>60%</td></tr><tr><td>Slips</td><td>40%</td></tr>",
            ["row “Flaws”", "row “Slips”"],
        ),
        ("<tr><th></th><th></th></tr><tr><td>Flaws</td><td>60%</td></tr>", ["row “Flaws”"]),
        ("<tr><th>60%</th><th>70%</th></tr>", ["", "row “60%”"]),
        ("<tr><td>60%</td></tr>", [""]),
    ],
)
def test_what_is_no_head_or_empty_is_left_out(rows: str, expected: list[str]):
    assert said(f"<table>{rows}</table>", "html") == expected


def test_a_paragraph_has_none():
    assert said("Of all flaws 60%\n") == [""]
