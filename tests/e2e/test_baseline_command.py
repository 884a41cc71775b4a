"""`edlint baseline`, and check beside it, in real repositories."""

import json
from pathlib import Path

import pytest

NAME = "edlint-baseline.jsonl"
OLD = "# Queues\n\nA queue keeps teh order of its messages.\n\nIt was recieved.\n"


@pytest.fixture
def archive(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write("docs/a.md", OLD)
    repository.write("docs/b.md", "# Other\n\nThis is teh one.\n")
    repository.commit()
    return repository


def words(done) -> list[str]:
    return [line.partition("“")[2].partition("”")[0] for line in done.stdout.splitlines() if "“" in line]


def entries(repository) -> list[dict[str, str]]:
    return [json.loads(line) for line in (repository.folder / NAME).read_text().splitlines()[1:]]


def check(repository, *arguments: str, code: int) -> list[str]:
    return words(repository.edlint("check", "--format", "concise", *arguments, code=code))


def test_an_old_archive_begins_without_a_flood_and_new_faults_count(archive):
    assert check(archive, code=1) == ["teh", "recieved", "teh"]
    done = archive.edlint("baseline", code=0)
    assert done.stdout == f"{NAME}: 3 findings (3 new, 0 gone)\n"
    assert check(archive, code=0) == []
    archive.write("docs/a.md", OLD.replace("# Queues", "# Queues\n\nThis was beleived.\n\nA new paragraph."))
    assert check(archive, code=1) == ["beleived"]
    assert check(archive, "--no-baseline", code=1) == ["beleived", "teh", "recieved", "teh"]
    assert (
        len(json.loads(archive.edlint("check", "--format", "json", code=1).stdout)["files"][0]["findings"])
        == 3
    )


def test_what_is_settled_is_named_and_pruned(archive):
    archive.edlint("baseline", code=0)
    archive.write("docs/a.md", OLD.replace("recieved", "received"))
    (archive.folder / "docs/b.md").unlink()
    done = archive.edlint("check", code=0)
    assert done.stderr.splitlines()[:3] == [
        f"edlint: {NAME}: 2 findings are settled; `edlint baseline --prune` takes out what is:",
        "edlint:   docs/a.md: spelling.misspelling “recieved”",
        "edlint:   docs/b.md: spelling.misspelling “teh”",
    ]
    archive.write("docs/a.md", OLD.replace("recieved", "received") + "\nIt was beleived.\n")
    assert archive.edlint("baseline", "--prune", code=0).stdout == f"{NAME}: 1 finding (0 new, 2 gone)\n"
    assert check(archive, code=1) == ["beleived"]


def test_a_narrower_run_neither_forgets_nor_names_what_it_did_not_look_at(archive):
    archive.edlint("baseline", code=0)
    before = (archive.folder / NAME).read_text()
    assert "settled" not in archive.edlint("check", "docs/a.md", "--select", "claims", code=0).stderr
    archive.edlint("baseline", "docs/b.md", code=0)
    assert (archive.folder / NAME).read_text() == before
    archive.write("docs/b.md", "# Other\n\nIt is beleived.\n")
    archive.edlint("baseline", "docs/b.md", code=0)
    texts = [e["text"] for e in entries(archive) if e["rule"] != "edlint.error-rate"]
    assert sorted(texts) == ["beleived", "recieved", "teh"]


def test_the_number_a_rule_has_may_only_fall(archive):
    archive.edlint("baseline", code=0)
    before = (archive.folder / NAME).read_text()
    archive.write("docs/b.md", "# Other\n\nThis is teh one. It was beleived.\n")
    done = archive.edlint("baseline", "--ratchet", code=1)
    said = done.stderr.splitlines()
    assert said[0] == (
        "edlint: spelling.misspelling: 4 findings, and the baseline has 3; the number may only fall"
    )
    assert said[1].startswith("edlint:   docs/b.md:3:25: “beleived”")
    assert len(said) == 2
    assert (archive.folder / NAME).read_text() == before
    archive.write("docs/b.md", "# Other\n\nIt was beleived.\n")
    archive.edlint("baseline", "--ratchet", code=0)
    assert check(archive, code=0) == []


@pytest.mark.parametrize("arguments", [(), ("--ratchet",), ("--prune",)])
def test_engines_are_named_as_in_check(archive, arguments):
    archive.edlint("baseline", code=0)
    done = archive.edlint("baseline", "--engines", "none", *arguments, code=0)
    assert done.stdout == f"{NAME}: 3 findings (0 new, 0 gone)\n"
    assert "--engines names nothing" in archive.edlint("baseline", "--engines", "", code=2).stderr
    assert "--engines names nothing" in archive.edlint("check", "--engines", " ,", code=2).stderr


def test_what_this_run_did_not_look_for_or_a_person_decided_stays(archive):
    archive.edlint("baseline", code=0)
    path = archive.folder / NAME
    harper = '{"path": "docs/a.md", "rule": "grammar.harper.AnA", "text": "a hour", "fingerprint": "1"}\n'
    path.write_text(path.read_text() + harper)
    assert archive.edlint("baseline", code=0).stdout == f"{NAME}: 4 findings (0 new, 0 gone)\n"
    # A suggestion gets into a baseline only where an editor dismissed it.
    archive.write("docs/c.md", "# Third\n\nIt is, in order to be plain, a test.\n")
    report = json.loads(archive.edlint("check", "--format", "json", "docs/c.md", code=0).stdout)
    finding = next(f for f in report["files"][0]["findings"] if f["severity"] == "suggestion")
    entry = {"path": "docs/c.md", "rule": finding["rule"], "text": finding["text"]}
    entry |= {"fingerprint": finding["fingerprint"], "reason": "as said", "by": "Ada"}
    path.write_text(path.read_text() + json.dumps(entry) + "\n")
    assert archive.edlint("baseline", code=0).stdout == f"{NAME}: 5 findings (0 new, 0 gone)\n"
    archive.write("docs/c.md", "# Third\n\nIt is a test.\n")
    assert archive.edlint("baseline", code=0).stdout == f"{NAME}: 4 findings (0 new, 1 gone)\n"


def test_two_branches_that_add_to_it_merge(archive):
    archive.edlint("baseline", code=0)
    archive.commit()
    archive.git("switch", "-qc", "topic")
    archive.write("docs/0.md", "# First\n\nIt was beleived.\n")
    archive.edlint("baseline", code=0)
    archive.commit()
    archive.git("switch", "-q", "main")
    archive.write("docs/z.md", "# Last\n\nIt is seperate.\n")
    archive.edlint("baseline", code=0)
    archive.commit()
    archive.git("merge", "-q", "--no-edit", "topic")
    assert check(archive, code=0) == []


def test_a_damaged_newer_or_missing_baseline_never_passes(archive):
    archive.edlint("baseline", code=0)
    path = archive.folder / NAME
    good = path.read_text()
    path.write_text(good[:-20])
    assert "not JSON: the baseline is damaged" in archive.edlint("check", code=2).stderr
    path.write_text(good.replace('baseline": 1', 'baseline": 7'))
    assert "written by a newer edlint" in archive.edlint("check", code=2).stderr
    assert "no such baseline" in archive.edlint("check", "--baseline", "none.jsonl", code=2).stderr
    path.unlink()
    assert "no such baseline to prune" in archive.edlint("baseline", "--prune", code=2).stderr
    assert "no such baseline to measure by" in archive.edlint("baseline", "--ratchet", code=2).stderr


def test_it_lies_beside_the_configuration_wherever_edlint_runs(archive):
    inside = archive.folder / "docs"
    archive.edlint("baseline", cwd=inside, code=0)
    assert not (inside / NAME).exists()
    assert check(archive, code=0) == []
    assert json.loads((archive.folder / NAME).read_text().splitlines()[1])["path"] == "docs/a.md"


def test_a_file_that_cannot_be_read_keeps_its_entries(archive):
    archive.edlint("baseline", code=0)
    before = (archive.folder / NAME).read_text()
    Path(archive.folder / "docs/a.md").write_bytes(b"\xff")
    done = archive.edlint("baseline", code=2)
    assert "docs/a.md: not UTF-8" in done.stderr
    assert (archive.folder / NAME).read_text() == before


def test_baseline_and_since_go_together(archive):
    archive.edlint("baseline", code=0)
    archive.commit()
    archive.write("docs/a.md", OLD + "\nIt was beleived.\n")
    done = archive.edlint("check", "--since", "HEAD", "--format", "json", code=1)
    marks = {
        f["text"]: (f["suppressed"] or {}).get("by") for f in json.loads(done.stdout)["files"][0]["findings"]
    }
    assert marks == {"teh": "baseline", "recieved": "baseline", "beleived": None}
