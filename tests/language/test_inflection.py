"""Inflected forms: regular by their endings, irregular from the list, and a word that is none as it is."""

import pytest

from edlint.language.inflection import base, form, ing, participle, past, plural, singular, third, wrong_pasts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ran", "run"),
        ("went", "go"),
        ("run", "run"),
        ("makes", "make"),
        ("carries", "carry"),
        ("fixes", "fix"),
        ("goes", "go"),
        ("carried", "carry"),
        ("used", "use"),
        ("fixed", "fix"),
        ("stopped", "stop"),
        ("making", "make"),
        ("fixing", "fix"),
        ("stopping", "stop"),
        ("lying", "lie"),
        ("tying", "tie"),
        ("trying", "try"),
        ("playing", "play"),
        ("creating", "create"),
        ("organizing", "organize"),
        ("focusing", "focus"),
        ("banking", "bank"),
        ("xyzzys", "xyzzys"),
        ("xyzzing", "xyzzing"),
        ("xyzzed", "xyzzed"),
    ],
)
def test_the_base_of_a_verb(word: str, expected: str) -> None:
    assert base(word) == expected


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("use", ("uses", "used", "used", "using")),
        ("fix", ("fixes", "fixed", "fixed", "fixing")),
        ("carry", ("carries", "carried", "carried", "carrying")),
        ("play", ("plays", "played", "played", "playing")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("dye", ("dyes", "dyed", "dyed", "dyeing")),
        ("canoe", ("canoes", "canoed", "canoed", "canoeing")),
        ("go", ("goes", "went", "gone", "going")),
        ("quiz", ("quizzes", "quizzed", "quizzed", "quizzing")),
        ("benefit", ("benefits", "benefited", "benefited", "benefiting")),
        ("match", ("matches", "matched", "matched", "matching")),
    ],
)
def test_the_forms_of_a_verb(word: str, forms: tuple[str, ...]) -> None:
    assert (third(word), past(word), participle(word), ing(word)) == forms


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("file", "files"),
        ("box", "boxes"),
        ("bus", "buses"),
        ("query", "queries"),
        ("day", "days"),
        ("child", "children"),
        ("dish", "dishes"),
        ("gas", "gases"),
        ("quiz", "quizzes"),
        ("forum", "forums"),
        ("stadium", "stadiums"),
        ("schema", "schemas"),
        ("series", "series"),
        ("species", "species"),
        ("means", "means"),
        ("sheep", "sheep"),
        ("aircraft", "aircraft"),
        ("cookie", "cookies"),
        ("datum", "data"),
        ("analysis", "analyses"),
        ("lens", "lenses"),
        ("bias", "biases"),
    ],
)
def test_nouns_both_ways(one: str, many: str) -> None:
    assert (plural(one), singular(many), singular(one)) == (many, one, one)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("foci", "focus"),
        ("stadia", "stadium"),
        ("movies", "movie"),
        ("clothes", "clothes"),
        ("xyzzys", "xyzzys"),
    ],
)
def test_the_rarer_plural_leads_back_and_what_is_no_plural_stays(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("many", "is", "are"),
        ("many", "has", "have"),
        ("many", "Makes", "make"),
        ("one", "were", "was"),
        ("one", "make", "makes"),
        ("third", "made", "makes"),
        ("participle", "making", "made"),
        ("ing", "ran", "running"),
        ("base", "Running", "run"),
        ("singular", "Files", "file"),
        ("bare", "Don’t", "Dont"),
        ("a", "Hour", "an Hour"),
        ("a", "SQL", None),
        ("article", "UUID", "a"),
        ("article", "uuid", "a"),
    ],
)
def test_what_a_replacement_may_ask_for(name: str, word: str, expected: str | None) -> None:
    assert form(name, word) == expected


def test_an_irregular_verb_has_forms_that_it_would_have_if_it_were_regular() -> None:
    found = wrong_pasts()
    assert found["catched"] == ("caught",)
    assert found["drived"] == ("drove", "driven")
    assert found["hitted"] == found["hited"] == ("hit",)
    assert not {"spined", "carried", "put", "stopped"} & set(found)
