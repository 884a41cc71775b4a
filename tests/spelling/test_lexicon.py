"""The compiled lexicon, and what is asked of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.check.spelling import build
from edlint.check.spelling.candidates import candidates, ranked
from edlint.check.spelling.edits import cost
from edlint.check.spelling.lexicon import CURATED
from edlint.check.spelling.morphology import Derivation, derivation_of
from edlint.check.spelling.tokens import coded
from edlint.model.errors import EngineError


def test_the_sources_agree_on_common_words_and_know_technical_ones():
    english = build.lexicon("en")
    entry = english.get("consensus")
    assert entry.listed > 0
    assert entry.zipf > 3.5
    assert entry.level == 20
    assert english.get("kubernetes").forms & CURATED
    assert english.get("concensus").level == 0
    assert english.get("qxzzk") is None
    assert english.get("of the") is None
    assert english.pair("of", "the") > 1000


def test_a_second_process_reads_what_the_first_has_made(monkeypatch):
    assert build.lexicon("ru").get("дом") is not None
    build.lexicon.cache_clear()
    monkeypatch.setattr(build, "compiled", lambda _: pytest.fail("made again"))
    assert build.lexicon("ru").get("дом") is not None


def test_a_language_without_a_lexicon_says_which_there_are():
    with pytest.raises(EngineError, match="spelling knows ar, de, en"):
        build.lexicon("tlh")


@given(st.text("abcdefgh'", max_size=12))
def test_a_word_costs_nothing_to_type_as_it_is(word):
    assert cost(word, word) == 0


@pytest.mark.parametrize(
    ("meant", "likely", "unlikely"),
    [
        ("receive", "recieve", "rebeive"),
        ("committed", "commited", "commitped"),
        ("separate", "seperate", "sepbrate"),
        ("keyboard", "keybosrd", "keybomrd"),
        ("dependencies", "depencies", "deencies"),
    ],
)
def test_common_slips_cost_less(meant, likely, unlikely):
    assert 0 < cost(meant, likely) < cost(meant, unlikely)


def test_neighbours_decide_between_equally_near_words():
    english = build.lexicon("en")
    assert ranked(english, "provied", "be", "by")[0].word == "provided"
    assert ranked(english, "provied", "to", "a")[0].word == "provide"


def test_a_word_is_never_its_own_correction():
    english = build.lexicon("en")
    assert all(one.word != "kubernetes" for one in candidates(english, "kubernetes"))


@pytest.mark.parametrize(
    ("word", "how"),
    [
        ("kubernetes", Derivation.NO),
        ("lambdaless", Derivation.DERIVED),
        ("microdeployment", Derivation.DERIVED),
        ("splitted", Derivation.MISFORMED),
        ("noticable", Derivation.NO),
        ("stonebuilding", Derivation.COMPOUND),
    ],
)
def test_words_are_taken_apart_as_english_puts_them_together(word, how):
    assert derivation_of(build.lexicon("en"), word) is how


@pytest.mark.parametrize("word", ["iOS", "JavaScript", "HTTP", "VMs", "x86", "NASA's", "IDs"])
def test_names_and_acronyms_are_code_like(word):
    assert coded(word)


@pytest.mark.parametrize("word", ["Paris", "WARNINGS", "don't", "Teh"])
def test_words_are_not(word):
    assert not coded(word)
