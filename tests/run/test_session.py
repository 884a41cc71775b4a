"""A run: what is said of engines and languages, in processes or out of them."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from edlint.config.load import load
from edlint.config.shipped import builtin_folder
from edlint.model.report import EngineStatus, FileReport
from edlint.model.source import Source
from edlint.rules.load import load_rules
from edlint.run import session
from edlint.run.files import Article

GERMAN = "---\nlang: de\n---\n# Hallo\n\nDas ist ein Satz.\n"


@pytest.fixture(scope="module")
def catalog():
    """The built-in rules."""
    return load_rules([builtin_folder()])


def checked(catalog, texts: dict[str, str], engines: object = "none", jobs: int = 1):
    """Return the report on texts by name."""
    articles = [Article.of(Source(name, "markdown", text)) for name, text in texts.items()]
    return session.check(articles, load(None, {"engines": engines}), catalog, jobs=jobs)


def test_a_language_that_no_engine_knows_is_said_once(catalog):
    report = checked(catalog, {"de.md": GERMAN, "auch.md": GERMAN, "en.md": "All is well.\n"}, ["harper"])
    harper = next(engine for engine in report.engines if engine.name == "harper")
    assert harper.status == "ran"
    assert "de.md and 1 more file (de)" in harper.detail
    assert [finding for file in report.files for finding in file.findings] == []


def test_workers_and_one_process_see_the_same(catalog):
    texts = {f"{i:02}.md": f"The recent concensus of {i} teams. Studies show it.\n" for i in range(12)}
    alone, together = checked(catalog, texts), checked(catalog, texts, jobs=2)
    assert [file.path for file in together.files] == sorted(texts)
    assert [(f.path, f.findings, f.claims) for f in alone.files] == [
        (f.path, f.findings, f.claims) for f in together.files
    ]
    assert all(len(file.findings) >= 2 for file in alone.files)


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_checked(catalog, tmp_path: Path):
    (tmp_path / "bad.md").write_bytes(b"caf\xe9\n")
    good = Article.of(Source("good.md", "markdown", "Studies show it.\n"))
    bad = Article(str(tmp_path / "bad.md"), "bad.md", "markdown")
    report = session.check([bad, good], load(None, {"engines": "none"}), catalog)
    assert report.files[0].error.startswith("not UTF-8 in line 1")
    assert report.files[1].findings
    assert report.exit_code(load(None).settings.fail_on) == 2


def test_what_engines_say_of_files_is_said_of_the_run():
    fault = EngineStatus("harper", "1", "failed", "no answer")
    files = [
        FileReport("a.md", "markdown", language="en", failures=(fault, replace(fault, name="other"))),
        FileReport(
            "b.md",
            "markdown",
            language="de",
            failures=(replace(fault, detail="no time"), replace(fault, name="other")),
        ),
    ]
    ran = [EngineStatus("harper", "1", "ran", "x"), EngineStatus("languagetool", "1", "off", "y")]
    none = "knows English only: no grammar was checked in b.md (de); LanguageTool would"
    for asked, told in (
        ((ran[0],), ["failed a.md: no answer (and 1 more file)", "failed a.md: no answer"]),
        ((replace(ran[0], status="off"),), ["off x", "failed a.md: no answer"]),
        (
            (replace(ran[0], name="languagetool"),),
            ["ran x", "failed a.md: no answer", "failed a.md: no answer"],
        ),
    ):
        found = session._statuses(list(asked), files)
        assert [f"{status.status} {status.detail}" for status in found] == told
    still = [replace(file, failures=()) for file in files]
    for asked, detail in (
        (ran, none),
        ([ran[0], replace(ran[1], status="ran")], "x"),
        ([replace(ran[0], status="off")], "x"),
    ):
        assert session._statuses(asked, still)[0].detail == detail
    assert session._statuses(ran, still[:1])[0].detail == "x"
    assert session._statuses(ran, [replace(still[1], error="e")])[0].detail == "x"
