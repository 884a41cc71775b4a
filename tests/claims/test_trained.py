import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from edlint.api import Linter
from edlint.check.claims import trained as trained_module
from edlint.check.claims.trained import around, features, shipped, spoken, verdict
from edlint.check.claims.training import Example, left_out, trained
from edlint.cli.main import cli
from edlint.config.weights import RULE, Weights, read_weights, written
from edlint.model.errors import ConfigError
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.run.decisions import Decision
from edlint.run.train import decided, read_sentences, sentence

BOLD = [
    "It is the finest and most trusted archive in the world, and nobody does it better.",
    "Papertrail is the only archive that you will ever need.",
    "Keeping records has never been so much fun, and paper is dead.",
]
PLAIN = [
    "The most useful flag is the third one.",
    "Papers are filed once a week by two clerks.",
    "The archive never deletes a file that is open.",
    "We think that it is the best archive for a small office.",
    "Is it the finest archive in the world that you will ever need?",
]
HUM = [
    "The zorbs hum all night.",
    "Our zorbs hum louder than a bus.",
    "These zorbs hum in every town.",
    "New zorbs hum on each roof.",
]
STILL = [
    "The zorbs stand in the yard.",
    "Our zorbs were painted.",
    "Each roof has a gutter.",
    "A bus is late.",
]


ON = {"engines": "none", "rules": {RULE: {"severity": "suggestion"}}}


def overclaims(text):
    with Linter(settings=ON) as linter:
        found = linter.check_text(text).findings
    return [one for one in found if one.rule.startswith("claims.overclaim.")]


def asked(text):
    return [found for found in overclaims(text) if found.rule == RULE]


@pytest.mark.parametrize("text", BOLD)
def test_what_claims_too_much_without_a_cue_is_asked_about(text):
    assert overclaims(text)


def test_until_a_house_teaches_it_it_is_off(findings):
    assert asked(BOLD[2])
    assert not [found for found in findings(BOLD[2]) if found.rule == RULE]


def test_the_message_says_which_words_weighed_most():
    (found,) = asked(BOLD[2])

    assert "“never”" in found.message
    assert "“dead”" in found.message


@pytest.mark.parametrize("text", PLAIN)
def test_what_says_no_more_than_is_so_is_let_alone(text):
    assert not asked(text)


def test_others_words_are_theirs():
    assert not asked(f"> {BOLD[2]}")
    assert not asked(f"Ada Miller said: “{BOLD[2]}”")


def test_a_sentence_that_a_cue_knows_is_asked_about_once():
    assert len(overclaims("Papertrail is the most trusted archive in the world.")) == 1


def test_the_same_sentences_give_the_same_weights():
    examples = [Example(tuple(features(spoken(text), text)), text in HUM) for text in (*HUM, *STILL)]

    assert trained(examples, rare=1) == trained(list(examples), rare=1)
    assert trained(examples, rare=1)["hum"] > 0 > trained(examples, rare=1)["stand"]


def test_what_is_left_out_is_measured_on_weights_that_did_not_see_it():
    # What tells a group's sentences is said nowhere else: who has not seen it says the same of all of them.
    groups = [str(number // 3) for number in range(30)]
    examples = [Example((f"only {group}",), int(group) % 2 == 0) for group in groups]
    seen = left_out(examples, groups, 0)

    assert seen.right + seen.missed == 15
    assert (seen.right, seen.wrong) in {(0, 0), (15, 15)}


def test_few_sentences_move_the_weights_little():
    before = shipped("en")
    examples = [sentence(text, claim=text in HUM).example for text in (*HUM, *STILL)]
    after = trained(examples, before, rare=1)
    known = [
        name for name in before.of if name not in {feature for one in examples for feature in one.features}
    ]

    assert all(after[name] == before.of[name] for name in known if name != ":")
    assert after["hum"] > before.of.get("hum", 0)


def teach(tmp_path, rows, *more):
    (tmp_path / "labelled.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    return CliRunner().invoke(cli, ["train", "claims", "labelled.jsonl", *more])


def rows_of(count=1):
    return [{"text": text, "label": "overclaim"} for text in HUM * count] + [
        {"text": text, "label": "none"} for text in STILL * count
    ]


def test_a_house_teaches_its_own_weights(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = teach(tmp_path, rows_of(10))
    assert done.exit_code == 0, done.output
    assert 'weights = "edlint-claims.weights", severity = "suggestion"' in done.output
    text = "Our new zorbs hum all night."

    assert not rules_in(text, {})
    assert RULE in rules_in(text, {RULE: {"weights": "edlint-claims.weights", "severity": "suggestion"}})
    first = (tmp_path / "edlint-claims.weights").read_text()
    teach(tmp_path, rows_of(10))
    assert (tmp_path / "edlint-claims.weights").read_text() == first


def rules_in(text, rules):
    with Linter(settings={"engines": "none", "rules": rules}) as linter:
        return {found.rule for found in linter.check_text(text).findings if found.rule.startswith("claims.")}


def test_paragraphs_are_read_with_their_neighbours(tmp_path):
    row = {
        "sentences": ["It hums.", "It is green."],
        "labels": {"1": ["overclaim"]},
        "doubt": [2],
        "house": "northwind",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    first, second = read_sentences(tmp_path / "a.jsonl")

    assert first.example.claim
    assert not second.example.claim
    assert "~green" in first.example.features
    assert second.example.weight < 1
    assert first.house == second.house == "northwind"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "a.jsonl:1"),
        ("[]", "a.jsonl:1"),
        ('{"text": 3}', "a.jsonl:1"),
        ('{"text": "a"}', "label"),
        ('{"label": "none"}', "text"),
        ("[" * 100_000, "a.jsonl:1"),
    ],
)
def test_a_line_that_is_no_labelled_sentence_is_named(tmp_path, monkeypatch, line, what):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text(line + "\n")
    with pytest.raises(ConfigError, match=what) as error:
        read_sentences((tmp_path / "a.jsonl").relative_to(tmp_path))
    assert "\n" not in str(error.value)


def test_only_one_kind_of_sentence_teaches_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = teach(tmp_path, rows_of()[:4])

    assert isinstance(done.exception, ConfigError)
    assert not (tmp_path / "edlint-claims.weights").exists()


def test_what_editors_decided_teaches_as_well():
    with Linter(settings=ON) as linter:
        report = linter.check_text(f"{BOLD[2]}\n\n{BOLD[1]}\n")
    ids = {
        found.fingerprint: found for found in report.findings if found.rule.startswith("claims.overclaim.")
    }
    assert len(ids) == 2
    first, second = ids
    made = [
        Decision(report.path, first, "dismiss", reason="it is so", by="Ada"),
        Decision(report.path, second, "ask", by="Ada"),
        Decision(report.path, "0" * 24, "dismiss"),
    ]
    found = decided(made, type("R", (), {"files": [report]})())

    assert [one.example.claim for one in found] == [False, True]
    assert {one.text for one in found} == set(BOLD[1:])


def test_a_file_of_decisions_is_taken_as_the_page_exports_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"{BOLD[2]}\n\n{BOLD[1]}\n")
    (tmp_path / "edlint.toml").write_text(f'[rules."{RULE}"]\nseverity = "suggestion"\n')
    with Linter(settings={"engines": "none"}) as linter:
        (file,) = linter.check(["a.md"], jobs=1).files
    first, second = (one.fingerprint for one in file.findings if one.rule.startswith("claims.overclaim."))
    made = [
        {"path": "a.md", "fingerprint": first, "action": "dismiss", "reason": "it is so", "by": "Ada"},
        {"path": "a.md", "fingerprint": second, "action": "ask", "by": "Ada"},
    ]
    (tmp_path / "decisions.json").write_text(json.dumps({"schema": 1, "decisions": made}))
    done = CliRunner().invoke(cli, ["train", "claims", "decisions.json", "--output", "own.weights"])

    assert done.exit_code == 0, done.output
    assert "2 sentences, 1 of them overclaims" in done.output
    assert read_weights(tmp_path / "own.weights").of != shipped("en").of


@pytest.mark.parametrize(
    "text",
    [
        "",
        "edlint weights 1\n",
        "edlint weights 1\nthreshold\tten\n",
        "edlint weights 1\nthreshold\t1\nmost\t3\n",
        "edlint weights 1\nthreshold\t1\n9\n",
        "edlint weights 1\nthreshold\t1\n99999999999999\tmost\n",
        "edlint weights 1\nthreshold\t1\n٣\tmost\n",
        "edlint weights 1\nthreshold\t1\n3\t" + "x" * 1_000 + "\n",
        "\x00\x01",
        "x" * 5_000_000,
    ],
)
def test_what_is_no_file_of_weights_is_refused_in_a_line(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w").write_text(text)

    with pytest.raises(ConfigError) as error:
        Linter(settings={"engines": "none", "rules": {RULE: {"weights": "w"}}})
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


def test_a_file_of_weights_that_is_not_there_or_a_device_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("nowhere", "/dev/zero", ".", 3):
        with pytest.raises(ConfigError):
            Linter(settings={"engines": "none", "rules": {RULE: {"weights": name}}})


def test_weights_are_written_as_they_are_read(tmp_path):
    (tmp_path / "w").write_text(written(7, {"the most": 12, "#": -3, "nil": 0}))
    found = read_weights(tmp_path / "w")

    assert (found.threshold, dict(found.of)) == (7, {"the most": 12, "#": -3})
    assert verdict(found, ["the most", "#", "other"]).score == 9


def test_other_weights_are_another_question_to_the_cache():
    assert (
        repr(Weights("a", 0, {"x": 1})) == repr(Weights("a", 0, {"x": 1})) != repr(Weights("b", 0, {"x": 1}))
    )


def test_a_paragraph_of_thousands_of_sentences_is_read_with_the_nearest_only():
    said = [[f"w{number}"] for number in range(5_000)]

    assert len(around(said, 2_500)) == 20
    assert around(said[:3], 1) == {"w0", "w2"}


def test_the_shipped_weights_are_small():
    assert 1_000 < len(shipped("en").of) < 20_000


_PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from("we the best never 7 don’t trust is café archive \ufffc you’re i-i".split()),
        min_size=1,
    ).map(lambda said: f"{' '.join(said).capitalize()}."),
    min_size=1,
    max_size=14,
)


@given(_PARAGRAPHS)
def test_the_short_way_to_a_score_ends_at_the_same_score(sentences):
    text = " ".join(sentences)
    (block,) = parse(Source("a.txt", "text", text)).blocks
    prose = Prose(parse(Source("a.txt", "text", text)))
    parts = prose.sentences(0)
    weights = Weights("", -(10**6), shipped("en").of)
    said = [spoken(block.text[part.start : part.end]) for part in parts]
    every = [
        verdict(weights, features(said[number], block.text[part.start : part.end], around(said, number)))
        for number, part in enumerate(parts)
    ]

    assert list(trained_module._verdicts(weights, block.text, parts, said)) == every
    assert trained_module._spoken(block.text, prose.words(0), parts) == said
    if len(parts) <= 11:
        nearby = trained_module._Nearby(weights, said)
        scores = [nearby.score(n, block.text[part.start : part.end]) for n, part in enumerate(parts)]
        assert scores == [judged.score for judged in every]
