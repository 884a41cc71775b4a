"""A desk of several people: decisions merge, questions go to authors and to pull requests, answers come back."""

import json

import pytest

TEXT = "---\ntitle: Speeds\nauthor: Ada Byron\n---\n\nIn 2019, 64% of all websites were slow.\n\nIt is definately so.\n"


@pytest.fixture
def desk(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.commit(a_md=TEXT, b_md="# B\n\nWe recieve it.\n")
    return repository


def finding(desk, words, path="a.md"):
    report = json.loads(desk.edlint("check", "--format", "json", path).stdout)
    return next(f for f in report["files"][0]["findings"] if f["text"] == words)


def bundle(desk, name, *decisions):
    desk.write(name, json.dumps({"schema": 1, "decisions": decisions}))


def made(desk, words, action, path="a.md", **more):
    return {
        "path": path,
        "fingerprint": finding(desk, words, path)["fingerprint"],
        "words": words,
        "action": action,
    } | more


def test_decisions_of_several_editors_merge_and_a_conflict_is_shown(desk):
    spelled = made(desk, "definately", "accept", title="Write “definitely”", by="Ada", at="2026-01-01")
    bundle(desk, "ada.json", spelled, made(desk, "recieve", "accept", "b.md", by="Ada"))
    kept = made(desk, "definately", "dismiss", reason="a quotation", by="Bob", at="2026-01-02")
    bundle(desk, "bob.json", kept, made(desk, "recieve", "accept", "b.md", by="Bob"))
    done = desk.edlint("decisions", "merge", "ada.json", "bob.json", "--output", "all.json", code=1)
    (line,) = done.stderr.splitlines()
    assert "conflict: a.md: “definately”" in line
    assert "ada.json: accept (Write “definitely”) by Ada, 2026-01-01" in line
    assert "bob.json: dismiss (a quotation) by Bob, 2026-01-02" in line
    (one,) = json.loads((desk.folder / "all.json").read_text())["decisions"]
    assert (one["path"], one["action"], one["by"]) == ("b.md", "accept", "Ada")
    desk.edlint("decisions", "apply", "all.json", code=0)
    assert (desk.folder / "b.md").read_text() == "# B\n\nWe receive it.\n"
    assert (desk.folder / "a.md").read_text() == TEXT


def test_questions_reach_each_author_and_answers_come_back(desk):
    query = {
        "path": "a.md",
        "fingerprint": "query-1",
        "action": "query",
        "words": "slow",
        "reason": "How slow?",
        "line": 6,
    }
    bundle(
        desk,
        "d.json",
        made(desk, "64%", "ask", reason="Who counted?", by="Eve"),
        made(desk, "definately", "ask", reason="A joke?", by="Eve"),
        made(desk, "recieve", "ask", "b.md", reason="On <b>purpose</b>?", by="Eve"),
        query,
    )
    desk.edlint("decisions", "export", "d.json", "--output", "mail", code=0)
    assert sorted(path.name for path in (desk.folder / "mail").iterdir()) == [
        "questions-ada-byron.md",
        "questions-the-author.md",
    ]
    sheet = (desk.folder / "mail" / "questions-ada-byron.md").read_text()
    assert "## Speeds" in sheet
    assert "**Line 6: Who counted?** (Eve)" in sheet
    assert "How slow?" in sheet
    assert "<b>" not in (desk.folder / "mail" / "questions-the-author.md").read_text()
    # The author writes a source behind one question, and an answer behind another.
    parts = sheet.split("<!--")
    parts[1] = parts[1].replace("Source:", "Source: https://example.org/count")
    parts[2] = parts[2].replace("Answer:", "Answer: the band’s name")
    desk.write("back.md", "<!--".join(parts))
    done = desk.edlint("decisions", "apply", "back.md", code=0)
    assert "checked by Ada Byron: https://example.org/count" in done.stdout
    assert "dismissed by Ada Byron: the band’s name" in done.stdout
    assert desk.edlint("check", "a.md").returncode == 0
    assert "the band’s name" in (desk.folder / "edlint-baseline.jsonl").read_text()


def test_questions_become_comments_of_a_pull_request(desk):
    bundle(desk, "d.json", made(desk, "64%", "ask", reason="Who counted, @all?", by="Eve"))
    review = json.loads(desk.edlint("decisions", "export", "d.json", "--github", code=0).stdout)
    (comment,) = review["comments"]
    assert (comment["path"], comment["line"], comment["side"]) == ("a.md", 6, "RIGHT")
    assert comment["body"].startswith("Who counted, @\u200ball?")
    rdjson = json.loads(desk.edlint("decisions", "export", "d.json", "--format", "rdjson", code=0).stdout)
    assert rdjson["diagnostics"][0]["location"] == {"path": "a.md", "range": {"start": {"line": 6}}}


def test_half_a_character_is_refused_in_a_line(desk):
    text = json.dumps(
        {"schema": 1, "decisions": [made(desk, "definately", "dismiss", reason="\ud800", by="x")]}
    )
    desk.write("d.json", text)
    done = desk.edlint("decisions", "apply", "d.json", code=2)
    assert len(done.stderr.splitlines()) == 1


def test_pages_are_made_of_many_plain_texts_by_several_processes(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    for number in range(9):
        repository.write(f"{number}.txt", f"A note.\n\nNothing is wrong with note {number}.\n")
    repository.edlint("check", "--jobs", "2", "--output", "html:pages", ".", code=0)
    assert len(list((repository.folder / "pages").iterdir())) == 10
