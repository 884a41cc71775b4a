"""Links that lead nowhere: to headings, to files, without a definition."""

import pytest

import edlint
from edlint.api import Linter

NONE = {"engines": "none", "select": ["markup"], "ignore": ["markup.several-titles", "markup.heading-skip"]}


def dead(text, kind="markdown"):
    return [
        f.text for f in edlint.check_text(text, kind, settings=NONE).findings if f.rule.endswith("anchor")
    ]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What’s new?", "whats-new"),
        ("What’s new?", "what-s-new"),
        ("1. Install `pip` & go", "install-pip--go"),
        ("1. Install `pip` & go", "1-install-pip-go"),
        ("1. Install `pip` & go", "install-pip-and-go"),
        ("Über Größe", "uber-grosse"),
        ("Über Größe", "%C3%BCber-gr%C3%B6%C3%9Fe"),
        ("Bugs (🦀)", "bugs-crab"),
        ("[Linked](https://example.org) words", "linked-words"),
        ("Named {#other}", "other"),
        ("Again", "again-1"),
    ],
)
def test_an_anchor_is_made_of_a_heading_in_many_ways(heading, anchor):
    assert dead(f"# Top\n\n[There](#{anchor}).\n\n## {heading}\n\nText.\n\n## Again\n") == []
    assert dead(f"# Top\n\n[There](#{anchor}x).\n\n## Else\n") == ["There"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "{% include tail.md %}",
        '--8<-- "tail.md"',
        "import Tail from './tail.mdx'",
        "<Tail />",
        '{{< readfile "t.md" >}}',
    ],
)
def test_nothing_is_said_where_part_of_the_page_comes_from_elsewhere(elsewhere):
    assert dead(f"# Top\n\n[There](#tail) is more.\n\n{elsewhere}\n") == []


def test_anchors_of_html_and_of_targets_count():
    assert dead(
        '# Top\n\n[a](#x) [b](#y) [c](#z) [d](#w)\n\n<a id="x"></a><a name=y></a>\n\n(z)=\n\n## Else\n'
    ) == ["d"]
    rst = "Top\n===\n\nSee `a <#one>`_ and `b <#two>`_.\n\n.. _one:\n\nElse\n----\n\nText.\n"
    assert dead(rst, "rst") == ["b"]


def test_an_anchor_is_a_whole_heading_and_the_top_of_a_page_is_there():
    assert dead("# Top\n\n[There](#setup-more) and [up](#).\n\n## Setup\n") == ["There"]


def test_files_beside_the_article_are_looked_for_in_each_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDLINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "posts").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "map.png").write_bytes(b"")
    (tmp_path / "posts" / "two words.md").write_text("# Two\n")
    article = tmp_path / "posts" / "one.md"
    article.write_text(
        "# One\n\n[Two](two%20words.md#two), [three](../three.md), ![A map](map.png), [out](../../out.md), [p](p.html).\n"
    )

    def gone():
        return [f.text for f in Linter(settings=NONE).check([article]).files[0].findings]

    assert gone() == ["three"]
    (tmp_path / "three.md").write_text("# Three\n")
    assert gone() == []
    (tmp_path / "posts" / "two words.md").unlink()
    assert gone() == ["Two"]


def test_a_text_that_is_no_file_has_no_files_beside_it():
    assert edlint.check_text("See [it](it.md).", settings=NONE).findings == ()
