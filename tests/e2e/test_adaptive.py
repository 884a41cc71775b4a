"""Findings that are warnings where errors are dense, in real repositories: they speak up, and they never flicker."""

import json

import pytest

QUIET = "We will familiar with the tool soon."
"""Harper's ModalBeAdjective, which is off: it is wrong too often in edited text."""
RULE = "grammar.harper.ModalBeAdjective"
CLEAN = f"# Queues\n\n{QUIET}\n\nA second paragraph stands here.\n"
SLOPS = "It was recieved.\n\nHe keep teh order.\n\nThey was beleived."
SLOPPY = f"{CLEAN}\n{SLOPS}\n"
NAME = "edlint-baseline.jsonl"


@pytest.fixture
def repository(repository):
    repository.write("edlint.toml", 'engines = ["harper"]\n')
    return repository


def severities(repository, *arguments: str, code: int) -> dict[str, str]:
    """Return by rule what a finding of it is, or who silenced it."""
    report = json.loads(repository.edlint("check", "--format", "json", *arguments, code=code).stdout)
    return {
        finding["rule"]: (finding["suppressed"] or {"by": finding["severity"]})["by"]
        for file in report["files"]
        for finding in file["findings"]
    }


def test_a_rule_speaks_up_in_a_sloppy_article_alone(repository):
    repository.write("clean.md", CLEAN)
    repository.write("sloppy.md", SLOPPY)
    assert RULE not in severities(repository, "clean.md", code=0)
    for _ in ("nothing is known", "everything is known"):
        assert severities(repository, "sloppy.md", code=1)[RULE] == "warning"
    repository.write("edlint.toml", 'engines = ["harper"]\nadaptive = false\n')
    assert RULE not in severities(repository, "sloppy.md", code=1)


def test_the_report_says_from_which_rate_on_a_rule_speaks_up(repository):
    repository.write("sloppy.md", SLOPPY)
    report = json.loads(repository.edlint("check", "--format", "json", "sloppy.md", code=1).stdout)
    raised = {finding["rule"]: finding.get("raised") for finding in report["files"][0]["findings"]}
    assert raised[RULE] > 0
    assert raised["spelling.misspelling"] is None


def test_what_a_user_says_of_a_rule_holds(repository):
    repository.write("sloppy.md", SLOPPY)
    assert RULE not in severities(repository, "--ignore", RULE, "sloppy.md", code=1)
    repository.write("edlint.toml", f'engines = ["harper"]\n[rules."{RULE}"]\nseverity = "suggestion"\n')
    assert severities(repository, "sloppy.md", code=1)[RULE] == "suggestion"


def test_why_it_speaks_up_is_said(repository):
    repository.write("sloppy.md", SLOPPY)
    said = repository.edlint("explain", "--here", "sloppy.md:3", code=0).stdout
    assert RULE in said
    assert "5 certain errors in" in said
    assert "this rule speaks up from" in said
    assert "nothing is found" in repository.edlint("explain", "--here", "sloppy.md:5", code=0).stdout


def test_a_changed_paragraph_is_judged_by_the_rate_of_its_article(repository):
    repository.write("a.md", SLOPPY.replace(QUIET, "We know the tool."))
    repository.commit()
    repository.write("a.md", SLOPPY)
    assert severities(repository, "--since", "HEAD", code=1)[RULE] == "warning"


@pytest.mark.parametrize("how", ["--since", "--staged"])
def test_errors_added_elsewhere_make_no_untouched_sentence_count(repository, how):
    repository.write("a.md", CLEAN)
    repository.commit()
    repository.write("a.md", SLOPS + "\n\n" + CLEAN.replace("will familiar", "will\nfamiliar"))
    repository.git("add", "-A")
    arguments = ["--since", "HEAD"] if how == "--since" else ["--staged"]
    assert severities(repository, *arguments, code=1)[RULE] == "unchanged"


def test_errors_added_elsewhere_make_nothing_new_beside_a_baseline(repository):
    repository.write("a.md", CLEAN)
    repository.write("b.md", SLOPPY.replace("recieved", "received"))
    repository.edlint("baseline", code=0)
    repository.write("a.md", SLOPPY)
    repository.write("b.md", SLOPPY)
    repository.write("c.md", SLOPPY)
    report = json.loads(repository.edlint("check", "--format", "json", code=1).stdout)
    said = {
        file["path"]: (finding["suppressed"] or {"by": finding["severity"]})["by"]
        for file in report["files"]
        for finding in file["findings"]
        if finding["rule"] == RULE
    }
    assert said == {"a.md": "unchanged", "b.md": "baseline", "c.md": "warning"}


def test_articles_left_out_elsewhere_make_nothing_new_beside_a_baseline(repository):
    # The rule speaks up where articles are left out again and again: here at first once, later twice.
    rule = "grammar.missing-determiner"
    sloppy = f"We let them define threshold.\n\n{SLOPS}\n"
    repository.write("a.md", sloppy)
    repository.edlint("baseline", code=0)
    repository.write("a.md", f"{sloppy}\nIt says so in third chapter of the book.\n")
    repository.write("b.md", f"{sloppy}\nIt says so in third chapter of the book.\n")
    report = json.loads(repository.edlint("check", "--format", "json", code=1).stdout)
    said = {
        file["path"]: {finding["severity"] for finding in file["findings"] if finding["rule"] == rule}
        for file in report["files"]
    }
    assert said == {"a.md": {"suggestion"}, "b.md": {"warning"}}
    assert "so many findings of this rule" in repository.edlint("explain", "--here", "b.md:1", code=0).stdout


def test_a_fix_elsewhere_and_a_relapse_make_nothing_new_beside_a_baseline(repository):
    repository.write("a.md", SLOPPY)
    repository.edlint("baseline", code=0)
    repository.write("a.md", CLEAN)
    repository.edlint("check", code=0)
    repository.edlint("baseline", "--prune", code=0)
    repository.write("a.md", SLOPPY)
    assert severities(repository, code=1)[RULE] == "unchanged"
    # Its findings may come back by the baseline's own rule; what the errors raise may not, whoever renames the article.
    repository.edlint("baseline", "--ratchet", code=1)
    (repository.folder / "a.md").rename(repository.folder / "b.md")
    assert severities(repository, code=1)[RULE] == "unchanged"


def test_a_fix_elsewhere_makes_no_comment_unused(repository):
    comment = f"<!-- edlint-disable-next-line {RULE} -- our own word -->"
    repository.write("a.md", SLOPPY.replace(QUIET, f"{comment}\n{QUIET}"))
    assert severities(repository, code=1)[RULE] == "comment"
    repository.write("a.md", CLEAN.replace(QUIET, f"{comment}\n{QUIET}"))
    assert severities(repository, code=0) == {}


def test_a_baseline_of_before_there_were_rates_knows_no_rate(repository):
    repository.write("a.md", CLEAN)
    repository.write(NAME, f'{{"edlint-baseline": 1}}\n{entry("a.md")}\n')
    repository.write("a.md", SLOPPY)
    assert severities(repository, code=1)[RULE] == "unchanged"


def test_what_is_dismissed_in_a_new_article_leaves_it_its_rate(repository):
    repository.write("a.md", CLEAN)
    repository.edlint("baseline", code=0)
    repository.write("b.md", SLOPPY)
    known = (repository.folder / NAME).read_text()
    repository.write(NAME, f"{known}{entry('b.md')}\n")
    assert severities(repository, "b.md", code=1)[RULE] == "warning"


def entry(path: str) -> str:
    return json.dumps({"path": path, "rule": "grammar.a-an", "text": "an", "fingerprint": "0"})
