"""What is marked as misspelt, and what is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edlint.config.profile import Vocabulary
from edlint.model.finding import Safety
from edlint.run.limits import limit


@pytest.mark.parametrize(
    ("text", "word", "first"),
    [
        ("They reached a concensus quickly.", "concensus", "consensus"),
        ("Ask the mantainers of it.", "mantainers", "maintainers"),
        ("It is inherenttly safe.", "inherenttly", "inherently"),
        ("Teh end of it all.", "Teh", "The"),
        ("The key is DEFINATELY wrong.", "DEFINATELY", "DEFINITELY"),
        ("All the depencies are new.", "depencies", "dependencies"),
        ("This doesnt work at all.", "doesnt", "doesn't"),
        ("Write it in Javascirpt today.", "Javascirpt", "JavaScript"),
        ("The enviroment's variables.", "enviroment's", "environment's"),
        ("They dont care.", "dont", "don't"),
        ("Add the rosmary leaves.", "rosmary", "rosemary"),
        ("They catched it at last.", "catched", "caught"),
        ("She had drived there before.", "drived", "driven"),
        ("We all know that they taked it.", "taked", "took"),
        ("He thinked of it and left.", "thinked", "thought"),
        ("We splitted the file in two.", "splitted", "split"),
        ("The most of ofthe work is done.", "ofthe", "of the"),
    ],
)
def test_a_slip_is_marked_and_the_likeliest_word_comes_first(text, word, first, hits):
    found = [hit for hit in hits(text) if hit.rule == "spelling.misspelling"]
    assert [hit.block.text[hit.span.start : hit.span.end] for hit in found] == [word]
    assert found[0].replacements[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "Kubernetes, PostgreSQL, nginx, gRPC, OAuth and IPv6 are names.",
        "See https://example.org/recieve or write to recieve@example.org.",
        "Open src/recieve.py, foo_recieve, recieve() and --recieve.",
        "We wrote “I definately [sic] agree” on the wall.",
        "The colour and the color, the theatre and the theater, to organise and to organize.",
        "It is a customisable, memory-safe, reusable microservice; we’d re-run it.",
        "The 1990s, the 3rd, x86 and h264 are no words.",
        "Её зовут Анна, 彼女の名前 and שלום are other scripts.",
        "A library-ification of sorts, pre- and post-war.",
        "Mr Hrabowskij and Ms Szczepanska spoke.",
        "Both systemd and launchd start it, and collectd counts.",
        "The pages are templated, and we transclude the rest.",
        "Geocachers hid it; the premines grew, in a clickbaity way.",
        "It is a matter of fail-safing what we plot with Makie.",
        "It is about restriping the data.",
        "He was hanged, the clock was winded, and the wider spined leaf was singed.",
        "See [Shortcat](https://a.example/) today.",
    ],
)
def test_what_an_editor_would_leave_alone(text, flagged):
    assert flagged(text) == []


def test_what_has_a_capital_or_a_name_beside_it_may_be_a_name(flagged):
    assert flagged("We asked the clustr about it.") == ["clustr"]
    assert flagged("We asked the brower about it.") == ["brower"]
    assert flagged("We asked Brower about it.") == []
    assert flagged("We met Olaf Clustr there.") == []
    assert flagged("We saw Inherenttly Olafsson there.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The word *concensus* is hard.", []),
        ("The word “concensus” is hard.", []),
        ("The typo concensus is ours.", []),
        ("The word concensus is hard.", ["concensus"]),
        ("They reached a *concensus* quickly.", ["concensus"]),
        ("They reached a “concensus” quickly.", ["concensus"]),
    ],
)
def test_a_word_is_spoken_of_when_it_is_said_to_be_and_is_set_apart(text, words, flagged):
    assert flagged(text, format_="markdown") == words


def test_code_and_other_languages_are_no_prose(flagged):
    text = (
        "Call `recieve` now.\n\n```\nrecieve\n```\n\n"
        "<p lang='fr'>Le developpement</p>\n\nA <i lang='de'>Schadenfreude ohnegleichen</i>.\n"
    )
    assert flagged(text, format_="markdown") == []


def test_a_fix_is_safe_only_when_the_first_suggestion_stands_clear(hits):
    (clear,) = [hit for hit in hits("A concensus was found.") if hit.rule == "spelling.misspelling"]
    assert clear.safety is Safety.SAFE
    (vague,) = [hit for hit in hits("Press the botton.") if hit.rule == "spelling.misspelling"]
    assert {"bottom", "button"} <= set(vague.replacements)
    assert vague.safety is Safety.REVIEW


@pytest.mark.parametrize(
    ("text", "safe"), [("They keeped it.", True), ("They taked it.", True), ("The bus taked it.", False)]
)
def test_of_two_forms_of_a_verb_the_word_before_decides_or_nobody(text, safe, hits):
    (found,) = (hit for hit in hits(text) if hit.rule == "spelling.misspelling")
    assert (found.safety is Safety.SAFE) is safe


def test_nobodys_quoted_words_are_changed_without_being_asked(hits):
    (hit,) = [
        hit for hit in hits("She wrote “a concensus was found” to us.") if hit.rule == "spelling.misspelling"
    ]
    assert hit.safety is Safety.REVIEW


def test_an_unknown_word_is_suggested_once_a_document(flagged):
    text = "Zorblaxian is new. We like the Zorblaxian way.\n\nZorblaxian again."
    assert flagged(text, "spelling.unknown-word") == ["Zorblaxian"]


def test_a_name_that_the_article_uses_in_code_is_no_slip_of_another_word(flagged):
    prose = "Press the botton."
    assert flagged(prose, format_="markdown") == ["botton"]
    assert flagged(prose + "\n\n```\nbotton --all\n```\n", format_="markdown") == []


def test_one_documents_words_say_nothing_about_another(flagged):
    before = flagged("Press the botton.", format_="markdown")
    flagged("`botton` and botton and botton.", format_="markdown")
    assert flagged("Press the botton.", format_="markdown") == before


def test_the_vocabulary_accepts_and_rejects(flagged):
    text = "Our frobnicater and its Frobnicaters utilise a widgett."
    assert "frobnicater" in flagged(text, words=Vocabulary(accept=frozenset())) + flagged(
        text, "spelling.unknown-word"
    )
    accepted = Vocabulary(accept=frozenset({"frobnicater"}), accept_patterns=("[Ff]robnicaters",))
    assert "frobnicater" not in flagged(text, words=accepted) + flagged(
        text, "spelling.unknown-word", words=accepted
    )
    assert flagged("We utilise it.", words=Vocabulary(reject=frozenset({"utilise"}))) == ["utilise"]
    assert flagged("We utilise it.", words=Vocabulary(reject_patterns=("utili[sz]e",))) == ["utilise"]
    phrases = Vocabulary(accept=frozenset({"Acme Data Hub"}), reject=frozenset({"data hub"}))
    assert flagged("The Acme Data Hub is new, our data hub old.", words=phrases) == ["data hub"]


SLIPS = st.sampled_from(["recieve", "concensus", "seperate", "occured", "definately", "accomodate"])


@given(SLIPS, st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=40)
def test_a_vocabulary_entry_never_hides_a_slip_inside_another_word(flagged, slip, start, length):
    piece = slip[start : start + length]
    words = Vocabulary(accept=frozenset({piece, slip[:-1], slip[1:]} - {slip, ""}))
    assert flagged(f"They will {slip} it.", words=words) == [slip]


PROSE = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("abcdeistn '’-‐.,;:/_[]()“”\n*`#@")))


@given(PROSE, st.sampled_from(["text", "markdown", "html"]))
@settings(max_examples=150)
def test_any_text_is_read_and_what_is_marked_is_a_word_of_it(hits, text, format_):
    for hit in hits(text, format_=format_):
        word = hit.block.text[hit.span.start : hit.span.end]
        assert word
        assert not any(letter.isspace() for letter in word)
        place = hit.block.to_source(hit.span)
        assert 0 <= place.start < place.end <= len(text)


@pytest.mark.parametrize(
    "word", ["antidisestablishmentarianisnt", "x" * 39, "pneumonoultramicroscopicsilicovolcanoconoisis"]
)
def test_no_word_takes_long(word, flagged):
    flagged("Warm up the lexicon with a concensus.")
    # It takes 20 ms; the mistake to be seen here takes seconds.
    with limit(2, "too slow"):
        flagged(f"It is {word} now.")


def test_a_usual_slip_is_marked_however_often_it_is_made(hits):
    text = "We recieved it and saw teh seperate parts. " * 6
    found = [hit for hit in hits(text) if hit.rule == "spelling.misspelling"]
    words = [hit.block.text[hit.span.start : hit.span.end] for hit in found]
    assert words == ["recieved", "teh", "seperate"] * 6


def test_a_new_word_used_throughout_is_a_term(hits):
    text = "The flurbinator starts. A flurbinator stops. Each flurbinator waits for the flurbinator."
    assert [hit for hit in hits(text) if hit.rule == "spelling.misspelling"] == []
