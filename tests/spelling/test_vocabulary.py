"""Vocabulary files and the commands that keep them."""

import pytest
from click.testing import CliRunner

from edlint.cli.vocab import vocab
from edlint.config.load import load
from edlint.config.profile import Vocabulary
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


def test_a_longer_accepted_word_wins_over_a_rejected_part_of_it(flagged):
    words = Vocabulary(accept=frozenset({"Node.js", "js-yaml", "old js"}), reject=frozenset({"js"}))
    assert flagged("We run Node.js with js-yaml and the old js, not js.", words=words) == ["js"]
