"""Scopes that are selectors of CSS, held against Vale itself."""

import pytest

PAGE = """# Top zap

Intro zap here.

## Context zap

A zap in it. Another sentence, a zap.

- an item with zap
- another

### Deeper

It is below.

> A quoted word.

## Decision

We zap.

<div class="note warning">

A note, with zap.

</div>

| a | b |
|---|---|
| zap | c |
"""
RULES = {
    "Inside": "text & doc(section:has(> h2:contains('context')))",
    "Outside": "~doc(section:has(> h2:contains('Context')))",
    "Sentence": "sentence & doc(section:has(> h2:contains('Context')))",
    "Lead": "text & doc(h2 + p)",
    "Note": "text & doc(.note > p)",
    "Cell": "text & doc(td)",
    "Whole": "doc(section:has(> h3:contains('Deeper')))",
    "Item": "doc(li)",
}
EXISTENCE = 'extends: existence\nmessage: "\'%s\' {}"\nignorecase: true\nscope: "{}"\ntokens: [zap, below]\n'
MISSING = "extends: occurrence\nmessage: A section is missing\nscope: doc(section:has(> h2:contains('{}')))\ntoken: '\\S'\nmin: 1\n"
WORDS = "extends: metric\nmessage: '%s headings'\nscope: doc(section:has(> h2))\nformula: heading.h3\ncondition: '> 0'\n"


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_a_selector_fits_what_it_fits_for_vale(project, ours, theirs, name, path):
    html = "<h2>Context</h2><p>A zap.<p>More <b>zap</b>.<ul><li>Zap<li>no</ul><div class=note><p>zap</p></div><h3>X</h3><table><tr><td>zap</table>"
    project({f"styles/House/{name}.yml": EXISTENCE.format(name, RULES[name]), "a.md": PAGE, "a.html": html})
    assert ours(path) == theirs(path)


def test_what_is_missing_and_what_is_measured(project, ours, theirs):
    project(
        {
            "styles/House/Gone.yml": MISSING.format("Rationale"),
            "styles/House/There.yml": MISSING.format("Decision"),
            "styles/House/Words.yml": WORDS,
            "a.md": PAGE,
        }
    )
    found = ours("a.md")
    assert [rule for *_, rule, _ in found] == ["House.Gone", "House.Words"]
    assert found == theirs("a.md")


def test_what_is_no_selector_is_named(project, rules):
    project({"styles/House/A.yml": EXISTENCE.format("A", "doc(h2:matches[)")})
    assert "scope" in rules().broken.get("House.A", "") or rules().rules == {}


def test_a_page_without_end_tags_is_read_to_its_end(project, ours, theirs):
    project(
        {
            "styles/House/A.yml": EXISTENCE.format("A", "text & doc(div p)"),
            "a.html": "<div>" * 300 + "<p>zap" + "</span>" * 20,
        }
    )
    assert ours("a.html") == theirs("a.html")
