"""Vocabulary files and the commands that keep them."""

from collections import Counter

import pytest
from click.testing import CliRunner

from edlint.cli.vocab import vocab
from edlint.config.load import load
from edlint.config.vocabulary import read_words
from edlint.model.errors import ConfigError
from edlint.run import vocabulary


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "edlint.toml").write_text('[vocabulary]\naccept = ["words.txt"]\nreject = ["never.txt"]\n')
    (tmp_path / "words.txt").write_text("# Ours\n\nzeta\nAlpha  # a product\n")
    (tmp_path / "never.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    done = CliRunner().invoke(vocab, args)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_words_are_kept_sorted_with_their_remarks(project):
    assert "1 word added: beta" in run("add", "beta", "zeta", "--note", "ours, too")
    assert (project / "words.txt").read_text() == "# Ours\n\nAlpha  # a product\nbeta  # ours, too\nzeta\n"
    assert "2 words removed" in run("remove", "zeta", "Alpha")
    assert (project / "words.txt").read_text() == "# Ours\n\nbeta  # ours, too\n"


def test_adding_what_is_there_leaves_the_file_alone(project):
    before = (project / "words.txt").stat().st_mtime_ns
    run("add", "zeta")
    assert (project / "words.txt").stat().st_mtime_ns == before


def test_rejected_words_have_a_list_of_their_own(project):
    run("add", "--reject", "utilise")
    assert (project / "never.txt").read_text() == "utilise\n"
    assert run("list").split() == ["Alpha", "zeta", "-utilise"]
    assert "rejects it" in run("why", "utilise")


@pytest.mark.parametrize("word", ["", "# remark", "a\nb # c"])
def test_what_would_be_read_as_a_remark_is_refused(project, word):
    with pytest.raises(ConfigError):
        vocabulary.add(project / "words.txt", [word])


def test_without_a_configured_file_the_remedy_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="edlint init"):
        vocabulary.accepted_file(load(None))


def test_why_names_every_source_and_the_reason(project):
    said = run("why", "concensus")
    for part in ("pyspellchecker", "wordfreq", "SCOWL", "technical", "consensus", "reported as misspelt"):
        assert part in said
    assert "a dictionary has it" in run("why", "consensus")
    assert "accepts it" in run("why", "zeta")


def test_learning_takes_terms_and_leaves_slips(project):
    (project / "a.md").write_text(
        "The Frobulator runs. Start the Frobulator, then the concensus begins.\n\n"
        "A concensus of zorbles; each zorble is `zorble`.\n"
    )
    (project / "b.md").write_text("Stop the Frobulator. One word alone: quuxly.\n")
    found = vocabulary.learn(["."], load(project / "edlint.toml"))
    assert "Frobulator" in [term.word for term in found.terms]
    frobulator = next(term for term in found.terms if term.word == "Frobulator")
    assert (frobulator.uses, frobulator.files) == (3, 2)
    assert "concensus" in dict(found.doubtful)
    assert "concensus" not in [term.word for term in found.terms]
    assert "quuxly" not in [term.word for term in found.terms]


def test_what_was_learnt_is_written_once_and_makes_the_next_run_quiet(project):
    (project / "a.md").write_text("The Frobulator runs. Start the Frobulator.\n")
    assert "Frobulator  # 2 times in a.md" in run("learn", "--dry-run")
    assert "Frobulator" not in (project / "words.txt").read_text()
    run("learn")
    assert "Frobulator  # 2 times in a.md\n" in (project / "words.txt").read_text()
    assert vocabulary.learn(["."], load(project / "edlint.toml")).terms == []


def test_a_files_name_brings_no_line_of_its_own(project):
    for end in ("\n", "\u2028", "\x85"):
        path = project / f"a{end}" / ".*" / f"{end}.md"
        path.parent.mkdir(parents=True)
        path.write_text("The Quuxly and the Quuxly and the Quuxly are here.\n")
        run("learn")
        assert read_words(load(project / "edlint.toml")).accept_patterns == ()
        assert "Quuxly  # " in (project / "words.txt").read_text()
        run("remove", "Quuxly")
        path.unlink()


def test_learning_offers_names_and_what_links_and_several_files_have(project):
    (project / "a.md").write_text(
        "We met Zborovka there. See [snorfle](x.md). The locktime is set. One blurpish.\n"
    )
    (project / "b.md").write_text("A locktime is set here.\n")
    learnt = [term.word for term in vocabulary.learn(["."], load(project / "edlint.toml")).terms]
    assert {"Zborovka", "snorfle", "locktime"} <= set(learnt)
    assert "blurpish" not in learnt


@pytest.mark.parametrize(
    ("forms", "seen", "settled"),
    [
        # Often enough, in one way.
        ({"quux": 2}, (0, False, False, ""), True),
        ({"quux": 1}, (0, False, False, ""), False),
        ({"quux": 1}, (0, True, False, ""), True),
        ({"Quux": 1}, (1, False, False, ""), True),
        ({"Quux": 1}, (1, False, False, "quiz"), False),
        ({"Quux": 1}, (0, False, False, ""), False),
        ({"quUx": 4, "Quux": 1}, (0, False, False, ""), True),
        ({"quUx": 3, "Quux": 1}, (0, False, False, ""), False),
        ({"quux": 3, "Quux": 1}, (0, False, False, ""), True),
        # A slip is none where it always is a name, or code has it often enough.
        ({"teh": 9}, (0, False, True, "the"), False),
        ({"teh": 2}, (0, True, True, "the"), True),
        ({"teh": 1}, (0, True, True, "the"), False),
        ({"Teh": 3}, (2, False, True, "the"), True),
        ({"Teh": 3}, (1, False, True, "the"), False),
        ({"Teh": 2}, (2, False, True, "the"), False),
        ({"Teh": 5}, (3, False, True, "the"), True),
        ({"Teh": 4, "teh": 1}, (4, False, True, "the"), False),
    ],
)
def test_when_a_word_is_taken_for_a_term(forms, seen, settled):
    """`seen` are the uses as a name, whether code has it, whether it is a slip, and of what it looks like one."""
    assert vocabulary._Seen(Counter(forms), {"a.md": None}, *seen).settled(2) is settled


@pytest.mark.parametrize(
    ("uses", "files", "remark"),
    [(1, 1, "once in a.md"), (2, 1, "2 times in a.md"), (2, 2, "2 times in 2 files, first in a.md")],
)
def test_a_term_says_where_it_stands(uses, files, remark):
    assert vocabulary.Term("x", uses, files, "a.md").remark == remark


def test_a_term_is_written_small_where_it_stands_so_anywhere():
    one = vocabulary._Seen(Counter({"Quux": 3, "quux": 1}), {"a.md": None})
    assert vocabulary._term(one) == ("quux", 4, 1, "a.md")
    assert vocabulary._term(vocabulary._Seen(Counter({"Quux": 2}), {"a.md": None})).word == "Quux"


def test_a_listing_keeps_its_head_and_each_remark():
    text = "# Ours\n\nb  # two\n# moves\n\na\t# one\nC#\n"
    read = vocabulary.listing(text)
    assert read.head == ("# Ours", "", "# moves")
    assert read.entries == {"b": "two", "a": "one", "C#": ""}
    assert read.text() == "# Ours\n\n# moves\na  # one\nb  # two\nC#\n"
    learnt = vocabulary.learnt_text("# New\n", [vocabulary.Term("x", 1, 1, "a.md")])
    assert learnt == "# New\nx  # once in a.md\n"
