"""Every article is checked once, whatever is killed, and what is known is not checked again."""

import itertools
import json
import os
import random
import subprocess
import sys
import time

from archive.conftest import rows, write
from edlint.api import Linter
from edlint.archive import run as runs
from edlint.archive import work
from edlint.archive.bucket import Job
from waiting import wait_for


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


def test_a_changed_article_is_checked_alone_and_one_bucket_is_written(edlint, place, begun):
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


def test_an_archive_that_grows_takes_its_rows_along(edlint, place, begun):
    write(place / "site", 90, start=100)
    said = edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    assert "120 articles in 16 buckets" in said.stderr
    assert "90 articles checked, 30 as before" in said.stderr
    found = rows(place / "out")
    edlint("run", "site", "--out", "anew", "--bucket", "8", code=1)
    assert found == rows(place / "anew")


def test_killed_ten_times_it_goes_on_and_two_at_once_do_no_harm(edlint, place, environment):
    write(place / "site", 370, start=30)
    edlint("run", "site", "--out", "whole", "--bucket", "12", code=1)
    edlint("plan", "site", "--out", "out", "--bucket", "12")
    command = (sys.executable, "-m", "edlint", "archive", "run", "--out", "out", "-j", "2")
    options = {"cwd": place, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    chance = random.Random(18)

    def written() -> int:
        return sum(len(names) for _, _, names in os.walk(place / "out"))

    for kill in range(10):
        process = subprocess.Popen(command, **options)
        if kill % 3:
            # In the middle of writing: a bucket is three files and a mark.
            more = written() + chance.randrange(1, 12)
            wait_for(lambda more=more, process=process: written() >= more or process.poll() is not None)
        else:
            time.sleep(chance.uniform(0.2, 3))
        process.kill()
        process.wait()
    both = [subprocess.Popen(command, **options) for _ in range(2)]
    assert [process.wait() for process in both] == [1, 1]
    found = rows(place / "out")
    assert len({row["id"] for row in found["articles"]}) == len(found["articles"]) == 400
    assert found == rows(place / "whole")
    # One changed article: of 32 buckets one is checked, and of its articles one.
    (place / "site" / "part1" / "a0007.md").write_text("# Anew\n\nNothing is wrong here.\n")
    before = set((place / "out" / "_done").iterdir())
    said = edlint("run", "site", "--out", "out", "--bucket", "12", code=1)
    assert "1 article checked, 399 as before" in said.stderr
    assert len(set((place / "out" / "_done").iterdir()) - before) == 1


def test_a_budget_that_is_over_leaves_buckets_for_the_next_run(edlint, place, monkeypatch):
    edlint("plan", "site", "--out", "out", "--bucket", "4")
    said = edlint("run", "--out", "out", "--budget", "0s", code=2)
    assert "stopped with 0 of 8 buckets done; run again to go on" in said.stderr
    # The time is over while three buckets are begun: they are finished, and no more is.
    monkeypatch.chdir(place)
    over = itertools.chain([False] * 3, itertools.repeat(True))
    with monkeypatch.context() as patch:
        patch.setattr(Job, "over", property(lambda _: next(over)))
        linter = Linter(settings={"engines": "none"})
        job = runs.job("out", linter.loaded, dict(linter.catalog), memory=3 << 30, seconds=1)
        outcome = runs.run(job, work.buckets, 1)
    assert outcome.stopped
    assert len(outcome.done) == 3
    assert "30 articles" not in edlint("run", "--out", "out", "--engines", "none", code=1).stderr
    edlint("run", "site", "--out", "whole", "--bucket", "4", code=1)
    assert rows(place / "out") == rows(place / "whole")


def test_names_of_runs_sort_as_the_runs_began():
    names = [runs._name(1_700_000_000 + step / 1000) for step in range(0, 3000, 7)]
    assert names == sorted(names)
    assert len(runs._name(0.0)) == len(runs._name(0.99999))


def test_a_sample_says_what_all_would_take_and_writes_nothing(edlint, place):
    said = edlint("run", "site", "--out", "out", "--bucket", "4", "--sample", "10", "--price", "0.05").stdout
    first, all_, rows_, cost = said.splitlines()
    assert first.startswith("10 of 30 articles in ")
    assert " hours of one processor" in all_
    assert rows_.endswith(" MB")
    assert cost.endswith(" at 0.05 an hour of a processor")
    assert sorted(path.name for path in (place / "out").iterdir()) == ["archive.json", "contents"]


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
