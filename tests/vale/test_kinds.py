"""The kinds of rule beside existence and substitution, and MDX, held against Vale itself."""

import pytest

PAGE = """# Getting Started With Edlint

The the first paragraph speaks of WHO and of the World Health Organization (WHO). NASA is never spelled out, XML is.

## how to install

Extensible Markup Language (XML) comes here. We will open the file, and it may be be opened again. It's colour, not color.

## Use of APIs in Version 2: a Guide

Short one. A very long sentence that goes on and on, with a lot of words in it, so that the rule about words has something to say of it.

- an Item here
- Another item is color

### iOS: Getting started

A zzyzzx is no word, but frobnicators and Kubeflow are accepted; organize it, organise it.
"""
STYLES = {
    "Occurrence": "extends: occurrence\nmessage: Too long\nscope: sentence\ntoken: '\\b\\w+\\b'\nmax: 20\n",
    "Least": "extends: occurrence\nmessage: Too few\nscope: paragraph\ntoken: '\\bopen\\b'\nmin: 1\n",
    "Repetition": "extends: repetition\nmessage: \"'%s' is repeated\"\nignorecase: true\nalpha: true\ntokens: ['[^\\s]+']\n",
    "Consistency": "extends: consistency\nmessage: \"'%s' is not the same\"\nignorecase: true\neither: {color: colour, organize: organise}\n",
    "Conditional": "extends: conditional\nmessage: \"'%s' has no definition\"\nfirst: '\\b([A-Z]{3,5})\\b'\nsecond: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'\nexceptions: [API]\n",
    "Sentence": "extends: capitalization\nmessage: \"'%s' should be '%s'\"\nscope: heading\nmatch: $sentence\nindicators: [':']\nexceptions: [Edlint, API, iOS]\n",
    "Title": "extends: capitalization\nmessage: \"'%s' should be '%s'\"\nscope: heading\nmatch: $title\nstyle: Chicago\n",
    "Item": "extends: capitalization\nmessage: \"'%s' begins small\"\nscope: list\nmatch: '^[A-Z]'\n",
    "Metric": "extends: metric\nmessage: \"%s H2s\"\nformula: heading.h2 + 0\ncondition: '> 1'\n",
    "Sequence": "extends: sequence\nmessage: \"'%[1]s %[2]s' is the future\"\ntokens:\n  - pattern: will\n  - tag: VB\n",
}


@pytest.mark.parametrize("name", STYLES)
def test_each_kind_says_what_vale_says(project, ours, theirs, name):
    project({f"styles/House/{name}.yml": STYLES[name], "a.md": PAGE})
    found = ours("a.md")
    assert found
    assert found == theirs("a.md")


def test_spelling_with_a_dictionary_a_vocabulary_and_filters(project, ours, theirs):
    project(
        {
            ".vale.ini": "StylesPath = styles\nMinAlertLevel = suggestion\nVocab = Own\n[*]\nBasedOnStyles = House\n",
            "styles/House/Words.yml": "extends: spelling\nmessage: \"'%s' is no word\"\ndictionaries: [own]\nfilters: ['[a-z]+ized']\nignore: [more.txt]\n",
            "styles/House/Custom.yml": "extends: spelling\nmessage: \"'%s' is no word of ours\"\ncustom: true\ndictionaries: [own]\n",
            "styles/config/dictionaries/own.aff": "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n",
            "styles/config/dictionaries/own.dic": "4\nsmall/S\nword/S\nBerlin\nare\n",
            "styles/config/ignore/more.txt": "listed\n",
            "styles/config/vocabularies/Own/accept.txt": "[Kk]ubeflow\nmea culpa\n",
            "a.md": "Small words are smalls, wordz; (Berlin) berlin 'listed' kubeflow mea culpa mea HTTP iOS3 organized don't small-word.\n",
        }
    )
    found = ours("a.md")
    assert {rule for *_, rule, _ in found} == {"House.Words", "House.Custom"}
    assert found == theirs("a.md")


def test_where_no_dictionary_is_named_all_spellings_of_english_are_right_and_names_have_their_capitals(
    project, ours, theirs
):
    project(
        {
            "styles/House/Words.yml": "extends: spelling\nmessage: \"'%s' is no word\"\n",
            "a.md": "The behaviour of favours, utilised by organisations in javascript and JavaScript; behavier, a kubectl; webhooks of a codebase, Kubernetes and kubernetes.\n",
        }
    )
    found = ours("a.md")
    assert [message for *_, message in found] == [
        f"'{word}' is no word" for word in ("javascript", "behavier", "kubectl", "kubernetes")
    ]
    assert found == theirs("a.md")


MDX = """import Tabs from "x1";
import { very1 } from "y";

export const very2 = () => {
  return "very3";
};

# A very4 head

{/* vale off */}

Silent very5.

{/* vale on */}

<Tabs className="very6">
  <Item label="very7">

    A very8 paragraph with {very9 + "}"} and `{very10}` and <Badge very11 /> inside <b>very12</b>.

  </Item>
</Tabs>

<Note kind="very13">Very14 in one line</Note>

```jsx
<Very15 a={very16} />
```

    Very17 is no code here.
"""


def test_mdx_is_read_as_vale_reads_it(project, ours, theirs):
    project(
        {
            "styles/House/Very.yml": "extends: existence\nmessage: \"'%s'\"\nignorecase: true\ntokens: ['very\\d+']\n",
            "a.mdx": MDX,
        }
    )
    found = ours("a.mdx")
    assert found
    assert found == theirs("a.mdx")


def test_a_section_for_some_files_wins_over_the_one_for_all(project, ours, theirs):
    project(
        {
            ".vale.ini": "StylesPath = styles\nMinAlertLevel = suggestion\n[*]\nBasedOnStyles = House\nHouse.One = NO\n[*.md]\nHouse.One = YES\n",
            "styles/House/One.yml": "extends: existence\nmessage: One\ntokens: [one]\n",
            "a.md": "one\n",
            "b.txt": "one\n",
        }
    )
    assert ours("a.md", "b.txt") == theirs("a.md", "b.txt") == [("a.md", 1, 1, "House.One", "One")]


def test_where_lines_end_as_on_windows_a_block_is_shown_where_its_line_begins(project, ours, theirs):
    project(
        {
            "styles/House/Long.yml": "extends: metric\nmessage: '%s'\nscope: paragraph\nformula: words\ncondition: '> 4'\n",
            "a.md": "# One\r\n\r\nTwo.\r\n\r\nThis is the long paragraph.\r\n",
        }
    )
    found = ours("a.md")
    assert [(line, column) for _, line, column, *_ in found] == [(5, 1)]
    assert found == theirs("a.md")


def test_a_match_with_code_at_its_end_is_shown_at_the_beginning_of_the_line(project, ours, theirs):
    project(
        {
            "styles/House/Head.yml": "extends: capitalization\nmessage: \"'%s'\"\nscope: heading\nmatch: $sentence\n",
            "styles/House/Glued.yml": "extends: existence\nmessage: \"'%s'\"\nnonword: true\ntokens: ['\\* [a-z]']\n",
            "a.md": "## The Second Place Of `code`\n\nUse `X` here.\n",
        }
    )
    found = ours("a.md")
    assert [(line, column) for _, line, column, *_ in found] == [(1, 1), (3, 1)]
    assert found == theirs("a.md")
