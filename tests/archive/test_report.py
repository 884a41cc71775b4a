"""What a run comes to: figures, pages, sheets to judge, and what is new since the run before."""

import json
import re

import pytest

from edlint.archive import figures
from edlint.archive.figures import wilson
from edlint.model.errors import EdlintError


def test_figures_pages_and_what_is_new(edlint, place, begun):
    said = json.loads(edlint("report", "--out", "out", "--format", "json").stdout)
    assert (said["totals"]["articles"], said["totals"]["errors"], said["totals"]["failed"]) == (30, 30, 0)
    rules = {row["rule"]: row for row in said["rules"]}
    assert (rules["spelling.misspelling"]["count"], rules["spelling.misspelling"]["articles"]) == (30, 30)
    assert [(row["name"], row["articles"]) for row in said["years"]] == [
        (year, 6) for year in range(2020, 2025)
    ]
    assert (
        sum(row["errors"] for row in said["authors"]) == sum(row["errors"] for row in said["sections"]) == 30
    )
    assert len(said["worst"]) == 30
    assert said["unsourced"][0]["kind"] == "statistic"
    edlint("report", "--out", "out", "--to", "pages")
    front = (place / "pages" / "index.html").read_text()
    assert "30 articles" in front
    assert "://" not in front
    sheet = (place / "pages" / "sheets" / "spelling.misspelling.html").read_text()
    assert sheet.count("<li data-id=") == 30
    assert "They will <mark" in sheet

    # Ten findings judged: eight were right.
    ids = re.findall(r'<li data-id="([^"]+)" data-fingerprint="([^"]+)"', sheet)[:10]
    verdicts = [
        {"id": i, "fingerprint": f, "verdict": "right" if n < 8 else "wrong"} for n, (i, f) in enumerate(ids)
    ]
    (place / "judged.json").write_text(
        json.dumps({"schema": 1, "rule": "spelling.misspelling", "verdicts": verdicts})
    )
    said = json.loads(edlint("report", "--out", "out", "--format", "json", "--judged", "judged.json").stdout)
    rule = next(row for row in said["rules"] if row["rule"] == "spelling.misspelling")
    assert (rule["right"], rule["wrong"], rule["precision"]) == (8, 2, 0.8)

    # The next night: one article more to mend, one that was mended.
    (place / "site" / "part0" / "new.md").write_text("# New\n\nThey will definately come.\n")
    mended = place / "site" / "part1" / "a0001.md"
    mended.write_text(mended.read_text().replace("recieve", "receive"))
    edlint("run", "site", "--out", "out", "--bucket", "8", code=1)
    new = edlint("diff", "out@-2", "out", "--format", "json", code=1)
    found = json.loads(new.stdout)
    assert [(row["rule"], row["section"], row["count"]) for row in found["added"]] == [
        ("spelling.misspelling", "part0", 1)
    ]
    assert [(row["rule"], row["section"], row["count"]) for row in found["gone"]] == [
        ("spelling.misspelling", "part1", 1)
    ]
    assert [(row["id"], row["text"]) for row in found["findings"]] == [("site/part0/new.md", "definately")]
    assert "1 new finding, 1 gone" in edlint("diff", "out@-2", "out@-1", code=1).stdout
    edlint("diff", "out", "out")
    # What lies there cut short is said, and made anew by a run.
    part = next((place / "out" / "findings").iterdir())
    data = part.read_bytes()
    for path in (place / "out" / "findings").iterdir():
        path.write_bytes(data[: len(data) // 2])
    said = edlint("report", "--out", "out", code=2)
    assert said.stderr.count("\n") == 1
    assert "31 articles checked, 0 as before" in edlint("run", "--out", "out", code=1).stderr
    edlint("report", "--out", "out")
    # So are articles of a plan.
    for path in (place / "out" / "contents").iterdir():
        path.write_bytes(path.read_bytes()[:-20])
    for path in (place / "out" / "_done").iterdir():
        path.unlink()
    assert edlint("run", "--out", "out", code=2).stderr.count("\n") == 1
    assert "31 articles checked" in edlint("run", "site", "--out", "out", "--bucket", "8", code=1).stderr


def test_bounds_of_a_precision():
    assert wilson(40, 50) == (0.67, 0.888)  # Wilson 1927, as any table of the interval has it
    assert wilson(0, 10)[0] == 0.0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"rule": "a", "verdicts": [1]}'])
def test_what_no_sheet_saved_is_said(tmp_path, text):
    path = tmp_path / "judged.json"
    path.write_text(text)
    with pytest.raises(EdlintError, match="not what a sheet saved"):
        figures.judged([str(path)])
