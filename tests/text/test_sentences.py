"""Sentences end where a reader ends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.text.sentences import sentence_at, sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["We use Node.js.", "It works."],
        ["See v1.2.", "Then go."],
        ["Use e.g. Rust.", "Done."],
        ["He said “Stop.”", "Then he left."],
        ["J. R. Smith wrote it.", "W. A. Mozart did not."],
        ["We chose plan B.", "It works."],
        ["We chose plan B.", "Tests pass."],
        ["It costs 3.5 million.", "Wow!", "Really?", "Yes."],
        ["(It is.)", "Next one...", "And more…", "The end."],
        ["npm is great.", "npm install works."],
        ["It is a mix. npm helps."],
        ["It is done.", "npm helps."],
        ["They did it in the U.S.", "We"],
        ["They like the U.S. Senate"],
        [],
        ["The U.S. Government said so.", "They did it in the U.S.", "We went."],
        ["1. First do this.", "2. Then do that."],
        ["Dr. Who met Mr. X et al. (2020) there.", "Fig. 3 shows it.", "See No. 5."],
        ["Released Jan. 5 and Sept. 3.", "It was fine."],
        ["A sentence.[1]", "Another one.¹", "A third."],
        ["A sentence.1", "Another “one here.”12", "A third."],
        ["See sec.2 The second, fig.1 Above, or 3.1 Then."],
        ["Use \ufffc.", "\ufffc is next."],
        ["It ends in Nov.", "We go."],
        ["It was Sept. 3 then."],
        ["He met Col. Mustard.", "It ended etc.", "We go."],
        ["It is a foo.", "Bar is next."],
        ["A b.c is one word.", "X."],
        ["“What?” she said.", "Wait … and see."],
        ["Pens, paper, etc.", "All of it."],
    ],
)
def test_text_falls_into_its_sentences(parts: list[str]) -> None:
    text = " ".join(parts) or "  "
    assert [text[span.start : span.end] for span in sentences(text)] == parts


@given(st.text(st.sampled_from("aB.!?… \"”)('1¹[]")))
def test_every_visible_code_point_is_in_exactly_one_sentence(text: str) -> None:
    covered = [0] * len(text)
    for span in sentences(text):
        for index in range(span.start, span.end):
            covered[index] += 1
    assert all(count == 1 or (count == 0 and text[index].isspace()) for index, count in enumerate(covered))


def test_sentence_at_gives_the_one_that_holds_the_offset() -> None:
    text = "One is here. Two is there."
    assert text[slice(*sentence_at(text, 0))] == "One is here."
    assert text[slice(*sentence_at(text, text.index("there")))] == "Two is there."
    assert text[slice(*sentence_at(text, len("One is here") - 1))] == "One is here."
    assert text[slice(*sentence_at(text, text.index("Two")))] == "Two is there."
    assert text[slice(*sentence_at(text, len(text)))] == "Two is there."
