"""What the notation of patterns over words means."""

import pytest

from edlint.language.notation import FLAG, NotationError, PhraseSets, word_pattern

PHRASES = {"speaker": "experts?|critics", "say": "(say|agree)"}


def fits(source: str, text: str) -> list[str]:
    found = word_pattern(source, PhraseSets(PHRASES)).compiled.spans(text)
    return [text[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (
            "third party",
            "A third-party tool, a third party, a Third  Party.",
            ["third-party", "third party", "Third  Party"],
        ),
        ("third party", "the third. Party on", []),
        ("that's", "that's and that’s", ["that's", "that’s"]),
        ("stat|statistics", "statistics", ["statistics"]),
        ("stat|statistics", "thermostat", []),
        ("(is|are) safe", "it is safe", ["is safe"]),
        ("{speaker} {say}", "Experts agree; critics say so.", ["Experts agree", "critics say"]),
        ("leaks … impossible", "leaks are simply impossible", ["leaks are simply impossible"]),
        ("leaks … impossible", "leaks, or so they say; impossible", []),
        ("leaks … impossible", "leaks a b c d e f g impossible", []),
        ("leaks …… impossible", "leaks a b c d e f g impossible", ["leaks a b c d e f g impossible"]),
        (r"[\pL-]+ grade", "Größe grade", ["Größe grade"]),
        (r"\d{2} users", "20 users", ["20 users"]),
    ],
)
def test_what_fits(source: str, text: str, expected: list[str]) -> None:
    assert fits(source, text) == expected


def test_parentheses_never_capture_and_a_gap_does() -> None:
    compiled = word_pattern("(a|b) … c").compiled
    (match,) = compiled.matches("b x y c")
    assert match.groups == (" x y",)


def test_the_flagged_part_is_named() -> None:
    (match,) = word_pattern("rather (!then)").compiled.matches("rather then")
    assert [text for name, text in match.names.items() if name.startswith(FLAG)] == ["then"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [("{nobody} say", "nobody"), ("{speaker say", "substring"), ("(a|b", "missing")],
)
def test_what_cannot_be_read_is_said(source: str, reason: str) -> None:
    with pytest.raises(NotationError, match=reason):
        _ = word_pattern(source, PhraseSets(PHRASES)).compiled


def test_needs_are_what_the_text_must_hold() -> None:
    assert word_pattern("the (undisputed|clear) leaders?").needs is not None
    assert word_pattern(r"\d+ %").needs == {" %"}
    assert word_pattern(r"\d+ \w+").needs is None


def test_needs_of_a_choice_of_phrase_sets_are_those_of_each() -> None:
    sets = PhraseSets({"good": "success|safety", "fine": "smooth|secure"})

    assert word_pattern("ensures ({good}|{fine})", sets).needs == {
        "ensures success",
        "ensures safety",
        "ensures smooth",
        "ensures secure",
    }
