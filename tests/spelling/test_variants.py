"""American and British spellings, and other languages."""

import msgspec
import pytest

from builders import profile, prose
from edlint.check.spelling import make
from edlint.check.spelling.build import lexicon
from edlint.check.spelling.variants import counterpart
from edlint.config.profile import Vocabulary
from edlint.config.schema import Settings
from edlint.model.block import BlockKind
from edlint.rules.catalogue import all_rules


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("color", "colour"),
        ("center", "centre"),
        ("analyze", "analyse"),
        ("traveler", "traveller"),
        ("catalog", "catalogue"),
        ("defense", "defence"),
    ],
)
def test_each_spelling_has_its_counterpart(american, british):
    english = lexicon("en")
    assert counterpart(english, american, "en-GB") == british
    assert counterpart(english, british, "en-US") == american


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", []),
        ("en-US", ["colour", "organise"]),
        ("en-GB", ["center"]),
        ("en-AU", ["center", "organize"]),
        ("en-CA", ["organise"]),
    ],
)
def test_only_a_configured_variant_is_asked_for(language, expected, flagged):
    text = "The colour of the center; to organise and to organize."
    assert flagged(text, "spelling.variant", language=language) == expected


def test_two_variants_in_one_article_are_one_finding(flagged, hits):
    text = "The colour and the flavour.\n\nThe center of it.\n\nAnother center, another favorite."
    found = [hit for hit in hits(text) if hit.rule == "consistency.spelling-variant"]
    assert len(found) == 1
    assert flagged(text, "consistency.spelling-variant", language="en-GB") == []


@pytest.mark.parametrize("kind", ["paragraph", "heading"])
def test_of_as_many_the_american_ones_are_named_where_the_rule_looks(kind):
    rule = all_rules()["consistency.spelling-variant"]
    only = profile([msgspec.structs.replace(rule, scope=frozenset({BlockKind(kind)}))])
    hits = (
        make(Settings()).check(prose("# The colour\n\nThe colour of the center.\n\nA center.\n"), only).hits
    )
    assert [hit.block.kind for hit in hits] == [BlockKind.PARAGRAPH] * (kind == "paragraph")


@pytest.mark.parametrize(
    ("language", "right", "slip"),
    [
        (
            "es",
            "La traducción del artículo está terminada y publicada.",
            ("La tradución del artículo.", "tradución"),
        ),
        (
            "fr",
            "La traduction de cet article est terminée.",
            ("Le dévelopement de cet article.", "dévelopement"),
        ),
        ("de", "Die Übersetzung des Artikels ist fertig.", ("Die Entwicklnug des Artikels.", "Entwicklnug")),
        (
            "it",
            "La traduzione di questo articolo è finita.",
            ("La traduzoine di questo articolo.", "traduzoine"),
        ),
        ("pt", "A tradução deste artigo está pronta.", ("O desenvolvimeto deste artigo.", "desenvolvimeto")),
        ("nl", "De vertaling van dit artikel is klaar.", ("De ontwikeling van dit artikel.", "ontwikeling")),
        ("ru", "Перевод этой статьи закончен.", ("Перевод этой сттатьи закончен.", "сттатьи")),
    ],
)
def test_other_languages_have_their_own_words(language, right, slip, flagged):
    assert flagged(right, language=language) == []
    text, word = slip
    assert flagged(text, language=language) == [word]


def test_english_terms_are_right_in_any_language(flagged):
    assert flagged("Der Container läuft in Kubernetes mit Docker.", language="de") == []


def test_a_language_without_a_lexicon_has_no_findings(hits):
    assert hits("qapla' concensus", language="tlh") == []


def test_a_longer_accepted_word_wins_over_a_rejected_part_of_it(flagged):
    words = Vocabulary(accept=frozenset({"Node.js", "js-yaml", "old js"}), reject=frozenset({"js"}))
    assert flagged("We run Node.js with js-yaml and the old js, not js.", words=words) == ["js"]


def test_the_titles_of_a_bibliography_are_as_their_authors_wrote_them(flagged):
    text = (
        "The colour is a favourite of ours.\n\n"
        "Loom, JB, RB Rich. 2006. A test of intended behavior. Journal of Tests 12: 1-9.\n\n"
        "Byron, A. (2012) Color and taste. Leeds.\n"
    )
    assert flagged(text, "consistency.spelling-variant", format_="markdown") == []
    assert flagged(text + "\nIts color is new.\n", "consistency.spelling-variant", format_="markdown") == [
        "color"
    ]
