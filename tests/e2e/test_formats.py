"""Every format through the command line: read or named, fixed in its own spelling, silenced in its own comments."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from starting import edlint

EXAMPLES = Path(__file__).parents[2] / "examples" / "formats"


def checked(folder: Path, *arguments: str) -> dict[str, dict]:
    run = edlint(folder, "check", "--format", "json", "--engines", "none", "--no-cache", *arguments)
    assert run.returncode in {0, 1, 2}, run.stderr
    return {file["path"]: file for file in json.loads(run.stdout)["files"]}


def rules(file: dict, *, live: bool = True) -> list[str]:
    return [
        f["rule"]
        for f in file["findings"]
        if live == (f["suppressed"] is None) and f["severity"] != "suggestion"
    ]


def test_every_example_has_its_faults_and_its_comment(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "formats")
    files = checked(tmp_path)
    assert len(files) == len(list(EXAMPLES.iterdir()))
    for path, file in files.items():
        assert file["error"] is None
        assert rules(file), path
        assert file["words"] > 25, path
        source = Path(tmp_path, path).read_bytes()
        if b"edlint-disable" in source:
            assert rules(file, live=False) or any(f["suppressed"] for f in file["findings"]), path
            assert "edlint.unused-suppression" not in rules(file), path


def test_values_of_the_examples_are_mended_and_nothing_else_is(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES.parent / "values", tmp_path / "values"))
    before = checked(folder)
    assert set(before) == {"i18n/en.yaml", "catalogue.json", "release.toml"}
    assert all(len(rules(file)) >= 2 for file in before.values())
    assert any(finding["suppressed"] for finding in before["i18n/en.yaml"]["findings"])
    edlint(folder, "check", "--fix", "--engines", "none", "--no-cache")
    after = checked(folder)
    assert all(rules(after[path]) in ([], ["grammar.than-then"]) for path in after)
    was = yaml.safe_load((EXAMPLES.parent / "values" / "i18n" / "en.yaml").read_text())
    now = yaml.safe_load((folder / "i18n" / "en.yaml").read_text())
    assert now["queue"].pop("text") == was["queue"].pop("text").replace("untill", "until")
    assert now["worker"].pop("text") == was["worker"].pop("text").replace("the the", "the")
    assert now == was
    assert json.loads((folder / "catalogue.json").read_text())["items"][1]["about"].endswith(
        "sit on it for a day."
    )
    assert tomllib.loads((folder / "release.toml").read_text())["key"] == "recieve"


def test_safe_fixes_settle_what_they_are_about(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "formats")
    before = checked(tmp_path)
    edlint(tmp_path, "check", "--fix", "--engines", "none", "--no-cache", "formats")
    after = checked(tmp_path)
    for path in before:
        safe = [f for f in before[path]["findings"] if any(fix["safety"] == "safe" for fix in f["fixes"])]
        left = [f for f in after[path]["findings"] if any(fix["safety"] == "safe" for fix in f["fixes"])]
        assert safe, path
        assert left == [], path
        assert after[path]["error"] is None


def test_a_mixed_folder_of_a_hundred_files(tmp_path: Path) -> None:
    made = 0
    for number in range(10):
        for example in sorted(EXAMPLES.iterdir()):
            shutil.copy(example, tmp_path / f"{number}-{example.name}")
            made += 1
    broken = {
        "a.ipynb": b'{"cells": [', "b.docx": b"PK\3\4", "c.odt": b"", "d.ipynb": b"[]", "e.rst": b"\xff\xfe\xff", "f.tex": b"a\0b",
        "g.docx": b"not a zip", "h.adoc": b"\xc3", "i.qmd": b"\xff", "j.rst": b"\0",
    }  # fmt: skip
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "k.org").write_text("* Not read\n")
    run = edlint(tmp_path, "check", "--format", "json", "--engines", "none", "--no-cache", ".")
    assert "Traceback" not in run.stderr + run.stdout
    report = json.loads(run.stdout)
    assert run.returncode == 2
    errors = {file["path"]: file["error"] for file in report["files"] if file["error"]}
    assert set(errors) == set(broken)
    assert all("\n" not in reason and "fault in edlint" not in reason for reason in errors.values())
    assert len(report["files"]) == made + len(broken) >= 80
    if ".org" not in " ".join(file["path"] for file in report["files"]):
        assert any("k.org" in str(passed) for passed in report["passed_over"])


def test_annotated_copies_of_a_document(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "letter.docx", tmp_path / "letter.docx")
    run = edlint(tmp_path, "check", "--engines", "none", "--annotate", "out.docx", "letter.docx")
    assert run.returncode == 1, run.stderr
    assert "written as comments" in run.stderr
    assert (tmp_path / "letter.docx").read_bytes() == (EXAMPLES / "letter.docx").read_bytes()
    assert checked(tmp_path, "out.docx")["out.docx"]["error"] is None
    (tmp_path / "a.md").write_text("Words.\n")
    refused = edlint(tmp_path, "check", "--engines", "none", "--annotate", "out.docx", "a.md")
    assert refused.returncode == 2
    assert "--annotate" in refused.stderr


@pytest.mark.parametrize("name", ["builds.ipynb", "letter.docx", "backups.rst"])
def test_the_page_and_the_ledger_show_it(tmp_path: Path, name: str) -> None:
    shutil.copy(EXAMPLES / name, tmp_path / name)
    run = edlint(tmp_path, "check", "--engines", "none", "--output", "html:page.html", name)
    assert run.returncode == 1, run.stderr
    assert "<mark" in (tmp_path / "page.html").read_text()
    assert edlint(tmp_path, "claims", name).returncode == 0


def test_values_are_prose_where_the_configuration_says_so(tmp_path: Path) -> None:
    (tmp_path / "i18n").mkdir()
    (tmp_path / "edlint.toml").write_text('[values]\n"i18n/*.yaml" = ["*.description"]\n"*.json" = "title"\n')
    text = "a:\n  description: 'We recieve it.'\n  key: Untill now.\n"
    (tmp_path / "i18n" / "a.yaml").write_text(text)
    (tmp_path / "b.yaml").write_text(text)
    (tmp_path / "c.json").write_text('{"title": "It was definately so.", "x": "teh"}')
    files = checked(tmp_path)
    assert set(files) == {"i18n/a.yaml", "c.json"}
    assert [rules(file) for file in files.values()] == [["spelling.misspelling"]] * 2
    edlint(tmp_path, "check", "--fix", "--engines", "none")
    assert (tmp_path / "i18n" / "a.yaml").read_text() == text.replace("We recieve", "We receive")
    (tmp_path / "edlint.toml").write_text('[values]\n"i18n/*.yaml" = ["*.key"]\n')
    assert [rules(file) for file in checked(tmp_path).values()] == [["spelling.misspelling"]]


def test_commands_of_ones_own_in_latex(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text("Words \\\\key{recieve it} here.\n".replace("\\\\", "\\"))
    assert rules(checked(tmp_path)["a.tex"]) == ["spelling.misspelling"]
    (tmp_path / "edlint.toml").write_text('[latex.commands]\n"\\\\key" = "{-}"\n')
    assert rules(checked(tmp_path)["a.tex"]) == []
    (tmp_path / "edlint.toml").write_text('[latex.commands]\n"\\\\key" = "{?}"\n')
    refused = edlint(tmp_path, "check", "a.tex")
    assert refused.returncode == 2
    assert "signature" in refused.stderr
