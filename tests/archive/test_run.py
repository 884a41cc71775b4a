"""Every article is checked once, whatever is killed, and what is known is not checked again."""

import json
import random
import signal
import subprocess
import sys
import time

from archive.conftest import rows, write


def test_an_archive_is_checked_once_and_then_known(edlint, place):
    said = edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    assert "30 articles in 4 buckets" in said.stderr
    found = rows(place / "out")
    assert [row["id"] for row in found["articles"]] == sorted(
        str(path.relative_to(place)) for path in (place / "site").rglob("*.md")
    )
    assert {row["author"] for row in found["articles"]} == {f"Author {n}" for n in range(4)}
    assert {row["year"] for row in found["articles"]} == set(range(2020, 2025))
    assert {row["section"] for row in found["articles"]} == {"part0", "part1", "part2"}
    assert sum(row["rule"] == "spelling.misspelling" for row in found["findings"]) == 30
    assert {row["text"] for row in found["findings"] if row["rule"] == "spelling.misspelling"} == {"recieve"}
    assert len(found["claims"]) >= 30
    again = edlint("run", "--out", "out", code=1)
    assert "0 articles checked, 30 as before" in again.stderr
    assert rows(place / "out") == found


def test_a_changed_article_is_checked_alone_and_one_bucket_is_written(edlint, place):
    edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    before = json.loads((place / "out" / "archive.json").read_text())
    changed = place / "site" / "part1" / "a0007.md"
    changed.write_text("# Anew\n\nNothing is wrong here.\n")
    said = edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    assert "1 article checked, 29 as before" in said.stderr
    after = json.loads((place / "out" / "archive.json").read_text())
    differing = [one for one, other in zip(before["parts"], after["parts"], strict=True) if one != other]
    assert len(differing) == 1
    found = rows(place / "out")
    edlint("run", "site", "--out", "anew", "--bucket", "8", code=1)
    assert found == rows(place / "anew")
    # Settings are part of what is known.
    said = edlint("run", "--out", "out", "--engines", "harper", code=None)
    assert "30 articles checked, 0 as before" in said.stderr


def test_an_archive_that_grows_takes_its_rows_along(edlint, place):
    edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    write(place / "site", 90, start=100)
    said = edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    assert "120 articles in 16 buckets" in said.stderr
    assert "90 articles checked, 30 as before" in said.stderr
    found = rows(place / "out")
    edlint("run", "site", "--out", "anew", "--bucket", "8", code=1)
    assert found == rows(place / "anew")


def test_killed_at_random_moments_it_goes_on_and_two_at_once_do_no_harm(edlint, place, environment):
    edlint("run", "site", "--out", "whole", "--bucket", "4", code=1)
    edlint("plan", "site", "--out", "out", "--bucket", "4")
    command = (sys.executable, "-m", "edlint", "archive", "run", "--out", "out", "-j", "2")
    options = {"cwd": place, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    chance = random.Random(18)
    for _ in range(5):
        process = subprocess.Popen(command, **options)
        time.sleep(chance.uniform(0.5, 4))
        process.send_signal(signal.SIGKILL)
        process.wait()
    both = [subprocess.Popen(command, **options) for _ in range(2)]
    assert [process.wait() for process in both] == [1, 1]
    assert rows(place / "out") == rows(place / "whole")


def test_poison_costs_itself_one_row_with_its_reason(edlint, poison):
    for name in ("KILL", "HANG", "EAT"):
        (poison / "site" / "part1" / f"{name}.md").write_text(f"# {name}\n\nThe word {name} does it.\n")
    said = edlint("run", "site", "--out", "out", "--bucket", "16", "--memory", "1024", code=2)
    assert "3 articles were not checked, or not wholly" in said.stderr
    found = {row["id"]: row for row in rows(poison / "out")["articles"]}
    assert len(found) == 33
    bad = {name: row for name, row in found.items() if row["error"] or row["failures"]}
    assert sorted(bad) == [f"site/part1/{name}.md" for name in ("EAT", "HANG", "KILL")]
    assert "process that checked it ended" in bad["site/part1/KILL.md"]["error"]
    assert "longer than 2 s" in bad["site/part1/HANG.md"]["failures"][0]
    assert "memory" in bad["site/part1/EAT.md"]["failures"][0]
    # They are known like the others, until somebody wants them checked again.
    assert "0 articles checked, 33 as before" in edlint("run", "--out", "out", code=2).stderr
    assert "3 articles checked, 30 as before" in edlint("run", "--out", "out", "--retry", code=2).stderr
