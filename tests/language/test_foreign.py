"""Passages in another language are recognised, and English is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.language.foreign import RULE, lean, recognise
from edlint.model.block import MarkKind
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.parse import parse


def read(text: str, language: str = "en") -> Document:
    return recognise(parse(Source("a.md", "markdown", text)), language)


def runs(document: Document) -> list[tuple[str, str]]:
    """Return the language and the words of each run that is marked inside a block."""
    return [
        (mark.value, block.text[mark.span.start : mark.span.end])
        for block in document.blocks
        for mark in block.marks
        if mark.kind is MarkKind.LANGUAGE
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Wir haben die Daten geprüft und danach alles noch einmal neu geschrieben."),
        ("fr", "Le serveur est arrêté pendant la nuit, et nous avons perdu les données."),
        ("es", "El servidor se detuvo durante la noche y perdimos todos los datos del día."),
        ("it", "Il server si è fermato durante la notte e abbiamo perso tutti i dati."),
        ("pt", "O servidor parou durante a noite e perdemos todos os dados do dia."),
        ("nl", "De server stopte tijdens de nacht en we zijn alle gegevens kwijt."),
        ("sv", "Servern stannade under natten och vi förlorade alla data från dagen."),
        ("pl", "Serwer zatrzymał się w nocy i straciliśmy wszystkie dane z tego dnia."),
        ("fi", "Palvelin pysähtyi yöllä ja menetimme kaikki päivän tiedot."),
        ("la", "Quod erat demonstrandum est propositio quam probare voluimus in hoc capitulo."),
        ("ru", "Сервер остановился ночью, и мы потеряли все данные."),
        ("ja", "サーバーは夜中に停止しました。"),
        ("de", "# Über uns"),
    ],
)
def test_a_block_in_another_language_is_recognised(code, text):
    document = read(f"This part is in English.\n\n{text}\n")
    assert [block.language for block in document.blocks] == [None, code]


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("She said “wir haben das nicht gewusst” and left.", ("de", "wir haben das nicht gewusst")),
        (
            "The sign says “prohibido el paso a toda persona” in red.",
            ("es", "prohibido el paso a toda persona"),
        ),
    ],
)
def test_a_run_of_foreign_words_in_english_is_marked(text, run):
    document = read(text)
    assert document.blocks[0].language is None
    assert runs(document) == [run]


@pytest.mark.parametrize(
    "text",
    [
        "Ludwig van Beethoven and Johann Wolfgang von Goethe met in Teplitz.",
        "We went from Los Angeles to Rio de Janeiro, San José and La Paz.",
        "Supported: de, fr, es, it, pt, nl, sv, da, nb, pl.",
        "The dice die, the man pages say so, and das is a storage term.",
        "Teh servr dose not strat, becuase teh confg is not thier.",
        "Marie Curie, née Skłodowska, and Åke Björck wrote it in Kraków.",
        "Install libssl, curl, zlib, nginx, redis, memcached and haproxy.",
        "# Déjà vu and the Zeitgeist",
    ],
)
def test_english_with_names_slips_and_borrowed_words_is_english(text):
    document = read(text)
    assert [block.language for block in document.blocks] == [None]
    assert runs(document) == []


GERMAN = "Wir haben die Daten geprüft und danach alles noch einmal neu geschrieben.\n"


def test_it_is_said_once_a_file():
    document = read(f"Here it is.\n\n{GERMAN}\n{GERMAN}")
    assert [problem.rule for problem in document.problems] == [RULE]
    assert document.source.slice(document.problems[0].span) == GERMAN.strip()


def test_what_the_markup_and_the_configuration_say_stands():
    assert read(GERMAN, "de").problems == ()
    marked = recognise(parse(Source("a.html", "html", f"<p lang='fr'>{GERMAN}</p>")), "en")
    assert [block.language for block in marked.blocks] == ["fr"]
    assert marked.problems == ()


def test_a_word_leans_to_where_it_is_commoner():
    assert lean("und") > 2
    assert lean("the") == 0
    assert lean("qxzzk") == 0


@given(st.text(st.sampled_from("und der le la the of a Wir ist é ß . , \n“”"), max_size=200))
def test_any_text_is_read_and_marks_lie_in_it(text):
    for block in read(text).blocks:
        for mark in block.marks:
            assert 0 <= mark.span.start <= mark.span.end <= len(block.text)


def test_short_blocks_of_a_language_that_a_paragraph_is_in_are_in_it_too():
    german = "Bitte zuerst das Programm schließen und danach neu starten."
    short = "# Schritte\n\n- Datei öffnen\n- Adresse eintragen\n- Kubernetes Ingress\n- See the Adresse\n"
    assert [block.language for block in read(f"{german}\n\n{short}").blocks] == [
        "de",
        *["de"] * 3,
        None,
        None,
    ]
    assert {block.language for block in read(f"All of it is in English.\n\n{short}").blocks} == {None}
