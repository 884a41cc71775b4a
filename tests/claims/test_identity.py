"""A claim is the same claim wherever it moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

CLAIM = "Memory bugs account for roughly 70% of all severe flaws in large systems."
PROSE = st.lists(
    st.sampled_from(
        ["It rained.", "Birds sing in the morning.", "See below.", "Nothing else happened.", "Tea is hot."]
    ),
    max_size=4,
).map(" ".join)


def identity(claims):
    (claim,) = [claim for claim in claims if claim.text.endswith("70%")]
    return claim.fingerprint


@pytest.fixture(scope="module")
def plain(desk):
    return identity(desk.see(CLAIM)[0])


@given(before=st.lists(PROSE, max_size=3), after=st.lists(PROSE, max_size=3), lead=PROSE, tail=PROSE)
def test_identity_survives_edits_around_the_sentence(desk, plain, *, before, after, lead, tail):
    paragraph = " ".join(part for part in (lead, CLAIM, tail) if part)
    text = "\n\n".join([*before, paragraph, *after])
    assert identity(desk.see(text)[0]) == plain


@given(breaks=st.sets(st.integers(0, len(CLAIM.split()) - 2)), bold=st.integers(0, len(CLAIM.split()) - 1))
def test_identity_survives_line_breaks_and_emphasis(desk, plain, breaks, bold):
    words = CLAIM.split()
    words[bold] = f"**{words[bold]}**"
    text = "".join(word + ("\n" if index in breaks else " ") for index, word in enumerate(words))
    assert identity(desk.see(text)[0]) == plain


def test_identity_is_the_same_in_every_format(desk, plain):
    assert identity(desk.see(CLAIM, "text")[0]) == plain
    assert identity(desk.see(f"<p>{CLAIM}</p>", "html")[0]) == plain


def test_another_figure_or_another_sentence_is_another_claim(desk, plain):
    other = CLAIM.replace("large", "small")
    assert identity(desk.see(other)[0]) != plain


def test_the_same_sentence_twice_makes_two_claims(desk):
    claims = desk.see(f"{CLAIM}\n\n{CLAIM}")[0]
    assert len({claim.fingerprint for claim in claims}) == len(claims) == 2
