"""Long runs: their reports lie in a file, and what is said and written is the same."""

import json

import pytest

from builders import in_terminal, writer
from edlint.config.load import load
from edlint.config.shipped import builtin_folder
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.rules.load import load_rules
from edlint.run import session, spool
from edlint.run.files import Article
from edlint.run.spool import Spool

FORMATS = ("json", "jsonl", "sarif", "csv", "markdown", "junit", "gitlab")


@pytest.fixture(scope="module")
def catalog():
    """The built-in rules."""
    return load_rules([builtin_folder()])


def checked(catalog):
    """Return the report on some articles, one of which cannot be read, and that use a word alike."""
    texts = [f"They had an announncement of {i}. Studies show it.\n" for i in range(9)]
    articles = [Article.of(Source(f"{9 - i}.md", "markdown", text)) for i, text in enumerate(texts)]
    failed = FileReport("5a.md", "markdown", error="no such file or folder")
    return session.check(articles, load(None, {"engines": "none"}), catalog, jobs=1, errors=[failed])


def test_a_long_run_says_the_same_as_a_short_one(catalog, monkeypatch):
    short = checked(catalog)
    monkeypatch.setattr(spool, "_REPORTS", 3)
    long = checked(catalog)
    assert isinstance(long.files, Spool)
    assert tuple(long.files) == short.files
    assert [file.path for file in long.files[4:7]] == ["5.md", "5a.md", "6.md"]
    assert [writer(name)(long) for name in FORMATS] == [writer(name)(short) for name in FORMATS]
    assert in_terminal(long) == in_terminal(short)


def test_a_line_a_file_and_one_for_the_run(catalog):
    report = checked(catalog)
    *files, run = map(json.loads, writer("jsonl")(report).splitlines())
    whole = json.loads(writer("json")(report))
    assert files == whole.pop("files")
    assert run == whole
