"""Which part of speech a word is: what is certain, what is to be seen of a word, and sentences."""

import pytest

from edlint.language.tagger import certain, seen, tags


@pytest.mark.parametrize(
    ("word", "ending"),
    [
        ("x9", ""),
        ("9x", "9"),
        ("…", "."),
        ("Xyzzy", "C"),
        ("XYZZY", "U"),
        ("X", "C"),
        ("xyzzy", ""),
        ("xYZZY", ""),
    ],
)
def test_how_a_word_is_written_is_seen(word: str, ending: str) -> None:
    found = seen(word)
    assert found.classes.lower() == ending.lower() if not ending else found.classes.endswith(ending)
    assert (found.text, found.end) == (word.lower(), word.lower()[-3:])


def test_apostrophes_are_one() -> None:
    assert seen("Don’t") == seen("Don't")


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("\ufffc", "NNP"),
        (",", ","),
        (";", "."),
        ("“", "."),
        ("children", "NNS"),
        ("the", None),
        ("run", None),
    ],
)
def test_what_is_certain(word: str, tag: str | None) -> None:
    assert certain(word) == tag


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The server stops it .", "DT NN VBZ PRP ."),
        ("They run the run .", "PRP VBP DT NN ."),
        ("\ufffc fails , and we know it .", "NNP VBZ , CC PRP VBP PRP ."),
        ("It has been running", "PRP VBZ VBN VBG"),
    ],
)
def test_sentences(words: str, expected: str) -> None:
    assert " ".join(tags(words.split())) == expected


def test_of_no_words_there_are_no_tags() -> None:
    assert tags([]) == []
