"""Whatever the text, the claims checker answers, soon, and with places inside the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.run.limits import limit

WORDS = st.sampled_from(
    [
        *(
            "70%",
            "half of all users",
            "$3 million",
            "twice as fast as X",
            "#1",
            "1,000,000",
            "nine in ten",
            "x3",
        ),
        *(
            "studies show",
            "the best tool in the world",
            "“",
            "”",
            "[a](https://e.org/x)",
            "[^1]",
            "[1]",
            "*",
            "`c`",
        ),
        *(
            ". ",
            "! ",
            "\n",
            "\n\n",
            "\r\n",
            "> ",
            "- ",
            "| a |\n|---|\n|",
            "<!-- edlint-claim-ok: a; by b -->",
            "é",
        ),
        *(
            "\ufeff",
            "\u202e",
            "\x00",
            "😀",
            "According to",
            "Acme",
            "said",
            "we",
            "(",
            ")",
            "%",
            "’s",
            "survey",
        ),
    ]
)


@given(
    st.lists(WORDS | st.text(max_size=8), max_size=40).map(" ".join),
    st.sampled_from(["markdown", "html", "text"]),
)
def test_any_text_is_answered_with_places_inside_it(desk, text, kind):
    claims, findings = desk.see(text, kind)
    assert all(0 <= claim.span.start <= claim.span.end <= len(text) for claim in claims)
    assert all(0 <= finding.span.start <= finding.span.end <= len(text) for finding in findings)
    assert len({claim.fingerprint for claim in claims}) == len(claims)


@pytest.mark.parametrize(
    "text",
    [
        "70% of all users, " * 20_000,
        "In 2019, 70% of all users left [a](https://e.org/study). " * 2_000,
        "- In 2019, 70% of all users left.\n" * 5_000,
        "| a |\n|---|\n" + "| 70% of all users |\n" * 5_000,
        "<!-- edlint-claim-ok: a; by b; until 2027-01-01 -->\n\nTea.\n\n" * 3_000,
        "(" * 50_000 + "70% of all users",
        "Acme " * 40_000 + "said 70% of all users left.",
    ],
    ids=["one sentence", "one paragraph", "a list", "a table", "waivers", "brackets", "names"],
)
def test_long_texts_take_time_in_proportion(desk, text):
    with limit(60, "not linear"):
        desk.see(text)
