"""`--fix` and `--diff` from the command line: what a fix leaves behind is clean itself."""

import json

import pytest

RULE = """\
id: {id}
message: "“{{match}}”: a message."
check: {check}
{data}
why: It is a test.
sources: [{{title: "A test"}}]
examples:
  bad: [{bad}]
  good: ["one", "two"]
"""
RULES = {
    "style/swap.yaml": RULE.format(
        id="style.swap",
        check="substitution",
        data="swap: {foo: bar, qux: quux}\nfix: safe",
        bad='{text: "foo", flags: ["foo"]}, {text: "qux", flags: ["qux"]}',
    ),
    "style/none.yaml": RULE.format(
        id="style.none",
        check="existence",
        data="phrases: [bar baz]",
        bad='{text: "bar baz", flags: ["bar baz"]}, {text: "a bar baz", flags: ["bar baz"]}',
    ),
}
TEXT = "A foo baz and a qux.\n\nA foo, a qux and teh end.\n"
FIXED = "A foo baz and a quux.\n\nA bar, a quux and the end.\n"
SAID = "edlint: a.md:1:3: “foo” was not fixed (write “bar”): style.none would object to the result"


@pytest.fixture
def house(repository):
    """Return a repository with a pack in which one rule objects to what another makes of the text."""
    repository.write(
        "edlint.toml",
        'engines = "none"\npacks = ["house"]\nselect = ["style.swap", "style.none", "spelling"]\n',
    )
    for name, text in RULES.items():
        repository.write(f"house/{name}", text)
    repository.write("a.md", TEXT)
    return repository


def test_a_fix_that_another_rule_objects_to_is_taken_back_and_said(house):
    done = house.edlint("check", "--fix", "--format", "json", "--ignore", "spelling.unknown-word", code=1)
    assert (house.folder / "a.md").read_text() == FIXED
    assert SAID in done.stderr.splitlines()
    assert "edlint: 4 fixes in 1 file made" in done.stderr.splitlines()
    left = json.loads(done.stdout)["files"][0]["findings"]
    assert [(one["text"], one["fixes"][0]["safety"]) for one in left] == [("foo", "review")]
    again = house.edlint("check", "--fix", "--ignore", "spelling.unknown-word", code=1)
    assert (house.folder / "a.md").read_text() == FIXED
    assert SAID in again.stderr.splitlines()
    assert "fixes in" not in again.stderr


def test_the_patch_has_only_what_would_be_kept(house):
    done = house.edlint("check", "--diff", "--ignore", "spelling.unknown-word", code=1)
    house.run("git", "apply", "-", cwd=house.folder, input=done.stdout)
    assert (house.folder / "a.md").read_text() == FIXED
    assert SAID in done.stderr.splitlines()
