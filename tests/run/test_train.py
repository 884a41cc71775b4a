"""Labelled sentences as they are read, and what is wrong with a file of them."""

import json
from pathlib import Path

import pytest

from edlint.model.errors import ConfigError
from edlint.run.train import read_sentences


def read(tmp_path: Path, *rows: object) -> list[tuple[str, str, bool, float]]:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return [
        (one.text, one.house.rpartition("/")[2], one.example.claim, one.example.weight)
        for one in read_sentences(path)
    ]


def test_sentences_and_paragraphs_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = read(
        tmp_path,
        {"text": "It is the best.", "label": "overclaim"},
        "",
        {"text": "It is.", "label": "none", "house": "h"},
        {"sentences": ["One.", "Two.", "Three."], "labels": {"2": ["overclaim"]}, "house": "h", "doubt": [3]},
        {"text": "It is.", "label": "overclaim", "doubt": [1]},
    )
    claim, none = found[0][3], found[1][3]
    assert [each[:3] for each in found] == [
        ("It is the best.", "rows.jsonl:1", True),
        ("It is.", "h", False),
        ("One.", "h", False),
        ("Two.", "h", True),
        ("Three.", "h", False),
        ("It is.", "rows.jsonl:5", True),
    ]
    assert claim > none
    assert (found[2][3], found[3][3]) == (none, claim)
    assert found[4][3] < none
    assert found[5][3] < claim


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (
            {"text": "a", "label": "overclaim", "sentences": ["b"]},
            "give a sentence as “text”, or a paragraph's",
        ),
        ({}, "give a sentence as “text”, or a paragraph's"),
        ({"text": "a"}, "“label” is missing"),
        ("{", "rows.jsonl:2: "),
        ({"text": 1}, "rows.jsonl:2: "),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: object, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=why):
        read(tmp_path, "", row)
