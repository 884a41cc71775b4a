"""What is an error with a fix that is applied unasked, what a warning, and what is left alone."""

import pytest

from edlint.model.finding import Safety, Severity

MISSPELLING, UNKNOWN = "spelling.misspelling", "spelling.unknown-word"


@pytest.fixture
def graded(hits):
    """Give a function that returns the words marked as misspelt, with their severities."""

    def of(text: str, **options: object) -> dict[str, str]:
        return {
            hit.block.text[hit.span.start : hit.span.end]: str(hit.severity)
            for hit in hits(text, **options)
            if hit.rule == MISSPELLING
        }

    return of


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They did not recieve the letter.", "recieve"),
        ("The goverment said so.", "goverment"),
        ("It was built by the comunity over ten years.", "comunity"),
        ("A non-existant file was opened.", "existant"),
        ("It began in Feburary and ended in March.", "Feburary"),
    ],
)
def test_a_known_misspelling_in_plain_prose_is_an_error(text, word, graded):
    assert graded(text) == {word: "error"}


def test_an_error_has_a_safe_fix_and_a_warning_has_none(hits):
    text = (
        "We recieve it. Press the botton. See [Recieve](a.md). “They recieve it,” she said. Mr Recieve’s dog."
    )
    found = [hit for hit in hits(text, format_="markdown") if hit.rule == MISSPELLING]
    assert len(found) > 2
    for hit in found:
        assert (hit.severity is Severity.ERROR) == (hit.safety is Safety.SAFE)


@pytest.mark.parametrize(
    "text",
    [
        "According to Whille, it was late.",
        "Whille's table is smaller.",
        "We met Anna Berg-Hosue at the fair.",
        "The servr is up, and Xception is a net. Xception is a network.",
        "We plot it with Makie and store it with Xcollection.",
        "Add `servr` to the file, then start servr again.",
        "It was in dezember, in Dezember or in septembre.",
        "See https://example.org/servr before you start servr.",
        "The headmatter is long. Another headmatter is short, and this headmatter is empty.",
        "They write “recieve” there.",
        "She wrote: *we recieve it gladly*.",
        "People write recieve for receive.",
        "A common typo is seperate, as we all know.",
        "Open the [Recieve](recieve.md) page.",
        "The list holds debootstrap proll openhackware and more.",
    ],
)
def test_what_may_be_a_name_a_term_or_somebody_elses_word_is_no_error(text, graded):
    assert "error" not in graded(text, format_="markdown").values()


@pytest.mark.parametrize(
    "text",
    [
        "The counterparty asked for coachability, and the upsell failed.",
        "The output is unspendable, scriptless and passwordless; we rerandomized it.",
        "It was end-of-lifed and end-of-shelved last year.",
        "Choose (M)inimal or (F)ull, then [g]roup.",
        "It runs in compat(ibility) mode.",
        "The sample holds 4 pmol at 96 ppi in 500 sqft for 3 mgal.",
        "It has microserviceability and a preimage in the subchart.",
        "They teach Klavier für Anfänger and su uso.",
        "It is sooo good, hmmm, and aaargh.",
        "Yesss, it was a loooong, looong way, and nooo, welll, tooo wayyy pleaseee reallllly goood, Whaaat.",
        "We were talkin' and singin' about 'em.",
        "Naïve Bayes is old, and Gen Zers like it.",
        "Boomers, Xers and Zers differ, and a Zer agrees.",
        "The has-beens and the also-rans know the dos and don’ts.",
        "Lovett & Sons and Sons & Lovett wrote it.",
        "We train a naïve Bayes model, its rôle and a coöperative élite.",
        "The æther, an œuvre, an encyclopædia, mediæval archæology and Cæsar.",
        "We use the Xception network in production.",
        "The modder modded it, modding tools diffed it, and it is diffable, greppable, nerfed and unvendored.",
        "The shop has printables, and Haskell has functionals.",
        "We drew it in Canva, put it into Moodle, and set it in Typst.",
        "The parser by Anna Thier was rewritten by Mr. Beleive and by Dr Recieve.",
    ],
)
def test_real_words_and_what_is_no_word_are_left_alone(text, graded):
    assert graded(text) == {}


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Alexandr", "We met Alexandr in Brno, and he agreed."),
        ("headmatter", "Put the headmatter first, and the rest behind it."),
        ("novembre", "It was on 3 novembre that we met."),
        ("vbytes", "A transaction of 200 vbytes costs less."),
        ("Whille’s", "We used Whille’s table for it."),
    ],
)
def test_a_name_or_a_term_that_stands_once_is_to_be_checked_and_no_slip(word, text, hits):
    assert [(hit.rule, text[slice(*hit.span)]) for hit in hits(text)] == [(UNKNOWN, word)]


@pytest.mark.parametrize("word", ["tthis", "digestable", "takeways", "aserver", "engilsh", "Micrsoft’s"])
def test_a_slip_that_looks_like_one_is_a_slip(word, hits):
    assert MISSPELLING in [hit.rule for hit in hits(f"We saw {word} in it, as we said.")]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Overalll", "Overall"),
        ("stilll", "still"),
        ("processs", "process"),
        ("agreee", "agree"),
        ("reallly", "really"),
    ],
)
def test_a_letter_too_many_where_a_word_has_two_is_no_stretching(written, right, hits):
    (hit,) = [hit for hit in hits(f"It was {written} the same.") if hit.rule == MISSPELLING]
    assert hit.replacements[0] == right


def test_a_possessive_is_no_slip_of_a_plural(hits):
    (hit,) = [hit for hit in hits("The potatoe's skin is brown.") if hit.rule == MISSPELLING]
    assert hit.replacements[0] == "potato's"


@pytest.mark.parametrize(
    "text", ["We recieve it.", "The enviroment's variables are set.", "Ask the mantainers of it."]
)
def test_what_a_safe_fix_writes_is_right(text, hits):
    (hit,) = [hit for hit in hits(text) if hit.rule == MISSPELLING]
    assert hit.safety is Safety.SAFE
    fixed = text[: hit.span.start] + hit.replacements[0] + text[hit.span.end :]
    assert [found for found in hits(fixed) if found.rule.startswith("spelling.")] == []


def test_two_likely_corrections_are_both_named(hits):
    (hit,) = [hit for hit in hits("It namd the file.") if hit.rule == MISSPELLING]
    assert hit.severity is Severity.WARNING
    assert "“named” or “name”" in (hit.message or "")


@pytest.mark.parametrize(
    ("beside", "grade"),
    [("die", "error"), ("que", "error"), ("und", "warning"), ("a", "error"), ("it", "error")],
)
def test_beside_a_word_that_only_another_language_has_nothing_is_certain(beside, grade, graded):
    assert graded(f"Let the goverment {beside} it now.") == {"goverment": grade}


def test_a_form_that_people_misspell_others_as_stays_a_misspelling(flagged):
    """“meme” is a verb of the added words' kind, and “memer” is “member”; “canva” is a name with its capital only."""
    assert flagged("A memer of the club set it on canva and on moded paper.") == ["memer", "canva", "moded"]
