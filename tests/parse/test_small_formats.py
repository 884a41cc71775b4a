"""Subtitles and messages of commits."""

import pytest
from blocks import read
from test_positions import check_block

from edlint.model.source import Source
from edlint.parse import format_of, parse


def texts(text: str, path: str) -> list[tuple[str, str]]:
    form = format_of(path)
    assert form is not None
    document = parse(Source(path, form, text))
    for block in document.blocks:
        check_block(block, text)
    return [(block.kind.value, block.text.replace("\ufffc", "□")) for block in document.blocks]


def comments(text: str, path: str) -> list[str]:
    return [comment.text for comment in parse(Source(path, format_of(path) or "", text)).comments]


P = "paragraph"


@pytest.mark.parametrize(
    ("path", "text", "blocks"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nThe <i>first</i>\nline\n\n2\n00:00:03,000 --> 00:00:04,000\ngoes on.\n\n3\n00:00:05,000 --> 00:00:06,000\nSecond.\n", [(P, "The first line goes on."), (P, "Second.")]),
        ("a.vtt", "WEBVTT\n\n01:02.000 --> 01:03.000\nR&amp;D is&nbsp;so &lt;3.\n", [(P, "R&D is\u00a0so <3.")]),
        ("a.vtt", "WEBVTT teh\n\nSTYLE\n::cue { teh }\n\nNOTE teh\nteh\n\nid\n01:02.000 --> 01:03.000 align:start\n<v Ada>Said <c.loud>so</c>.\n", [(P, "Said so.")]),
        ("a.srt", "", []),
        ("a.srt", "teh\n1\n", []),
        ("COMMIT_EDITMSG", "fix(parser): Read the *file*\n\nBecause it\nwas not read.\n\n- one\n- two\n\n    code\n\nSigned-off-by: Teh <a@b.c>\n# teh\n", [("title", "Read the *file*"), (P, "Because it was not read."), (P, "one"), (P, "two")]),
        ("COMMIT_EDITMSG", "Subject\n# ------------------------ >8 ------------------------\nteh\n", [("title", "Subject")]),
        ("COMMIT_EDITMSG", "# teh\n", []),
    ],
)  # fmt: skip
def test_blocks(path: str, text: str, blocks: list[tuple[str, str]]) -> None:
    assert texts(text, path) == blocks


def test_comments() -> None:
    assert comments("WEBVTT\n\nNOTE edlint-disable-file style\n", "a.vtt") == ["edlint-disable-file style"]
    assert comments("a\n# edlint-disable-file style\n", "COMMIT_EDITMSG") == ["edlint-disable-file style"]


def test_a_remark_in_subtitles_is_about_the_next_line_that_is_said() -> None:
    text = "WEBVTT\n\nNOTE edlint-disable-next-line all\n\n00:01.000 --> 00:02.000\nOne two.\n"
    (comment,) = read(text, "subtitles", "a.vtt").comments
    assert comment.following is not None
    assert text[comment.following.start : comment.following.end] == "One two."
