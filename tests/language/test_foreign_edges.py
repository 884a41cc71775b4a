"""How passages in other languages are told, at the edges: runs of words, scripts, and the table of words."""

import pytest

from edlint.cache.table import Table
from edlint.language import foreign
from edlint.language.foreign import _BREAK, _RUN, _enough, _made, _runs, _says, _script, _widened
from edlint.model.span import Span


@pytest.mark.parametrize(
    ("said", "runs"),
    [
        ([3, 3, 1], [(0, 3)]),
        ([3, 3, 0.9], []),
        ([-1, 3, 3, 3, -4], [(1, 4)]),
        # What speaks for nothing is no part of a run's end; inside of one it is.
        ([3, 3, 0, 3, 0, 0], [(0, 4)]),
        ([0, 3, 3, 3], [(1, 4)]),
        # So much for English ends a run, and less does not.
        ([3, 3, 3, -_BREAK, 3, 3, 3], [(0, 3), (4, 7)]),
        ([3, 3, 3, -2, 3], [(0, 5)]),
        ([1, -1, 3, 3, 3], [(2, 5)]),
        ([], []),
    ],
)
def test_the_runs_of_words_that_say_most(said: list[float], runs: list[tuple[int, int]]) -> None:
    assert _RUN == 7
    assert list(_runs(said)) == runs


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("дом", "ru"),
        ("дом ab", "ru"),
        ("до ab", ""),
        ("д a", ""),
        ("λόγος", "el"),
        ("漢字", "zh"),
        ("漢字の", "ja"),
        ("\u0250\u0250\u0250", "und"),
        ("\u024f", ""),
        ("", ""),
        ("12 34", ""),
    ],
)
def test_the_script_of_most_letters_tells_the_language(text: str, language: str) -> None:
    assert _script(text) == language


@pytest.mark.parametrize(
    ("words", "values", "enough"),
    [
        ("eins zwei drei", [1, 1, 1], True),
        ("eins zwei drei", [1, 1, 0.9], True),
        ("eins zwei drei", [1, 0.9, 0.9], False),
        ("eins eins eins", [1, 1, 1], False),
        ("Eins Zwei drei", [1, 1, 1], True),
        ("Eins Zwei Drei", [1, 1, 1], False),
        ("ein zw", [1, 1], False),
        ("eins zwei drei vier fünf", [1, 1, 1, 0, 0], True),
        ("eins zwei drei vier fünf", [1, 1, 0, 0, 0], False),
        ("Eins Zwei drei vier fünf", [1, 1, 1, 0, 0], False),
        ("eins Zwei drei vier fünf", [1, 1, 1, 0, 0], True),
    ],
)
def test_several_words_of_some_length_must_speak(words: str, values: list[float], enough: bool) -> None:
    spans, at = [], 0
    for word in words.split():
        spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    assert _enough(words, tuple(spans), values, 0, len(spans)) is enough


def test_words_that_no_list_has_join_the_run_beside_them() -> None:
    row = [{"en": 5.0}, {}, {"de": 5.0}, {"de": 5.0}, {}, {}, {"en": 5.0}]
    assert _widened(row, 2, 4) == (1, 6)
    assert _widened(row[1:6], 1, 3) == (0, 5)
    assert _widened(row, 3, 4) == (3, 6)


@pytest.mark.parametrize(
    ("known", "value"),
    [
        ({}, 0.0),
        ({"de": 5.0}, 3.0),
        ({"de": 4.0, "en": 2.5}, 1.5),
        ({"en": 6.0}, -3.0),
        ({"en": 7.5}, -4.0),
        ({"fr": 5.0}, 1.0),
    ],
)
def test_what_a_word_says_for_a_language(known: dict[str, float], value: float) -> None:
    assert _says(known, "de") == value


def test_the_table_of_words_and_those_that_give_a_language_away(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = {
        "en": {"the": 770, "die": 500, "in": 700},
        "de": {"die": 750, "und": 740, "a": 600, "in": 720, "kurz": 350, "rar": 349},
    }
    monkeypatch.setattr(foreign, "_frequencies", lambda code, least: lists.get(code, {}))
    table = Table(memoryview(_made()))
    cues = set(table.section("cues").decode().split())
    assert cues & {"the", "die", "in", "und", "a", "kurz", "rar"} == {"die", "und", "kurz"}
    assert {"ad", "quoque"} <= cues
    assert table.get("die") == b"en:500 de:750"
    assert table.get("und") == b"de:740"
    assert table.get("quoque") == b"la:600"
