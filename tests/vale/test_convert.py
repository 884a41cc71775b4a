"""Rules of styles as rules of edlint: each file that is written loads, and its examples hold."""

import pytest

from edlint.cli.vale import vale
from edlint.model.errors import ConfigError
from edlint.testing import RuleTester
from edlint.vale.sample import sample

STYLE = {
    "styles/House/Words.yml": "extends: existence\nmessage: \"Leave out '%s'.\"\nlink: https://example.com/house\nlevel: error\nignorecase: true\ntokens: [utilize, 'simpl(?:e|y)']\n",
    "styles/House/FooBar.yml": "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nignorecase: true\nswap: {utilise: use, 'app(?:lication)? (\\w+)': 'tool $1', big: large|great}\n",
    "styles/House/Passive.yml": "extends: existence\nmessage: \"'%s' is passive\"\nignorecase: true\nraw: ['\\b(am|are)\\b\\s*']\ntokens: ['[\\w]+ed']\n",
    "styles/House/Tested.yml": "extends: existence\nmessage: \"No '%s'\"\ntokens: ['q[aeo]x']\ntests:\n  - {name: one, input: A qax here., want: \"1:3:House.Tested:No 'qax'\"}\n  - {name: two, input: Two qex qox., want: \"1:5:House.Tested:No 'qex'\\n1:9:House.Tested:No 'qox'\"}\n  - {name: three, input: Nothing., want: ''}\n",
    "styles/House/Heads.yml": "extends: capitalization\nmessage: \"'%s' should be '%s'\"\nscope: heading\nmatch: $sentence\n",
    "styles/House/Look.yml": "extends: existence\nmessage: Look\ntokens: ['a(?!b)']\n",
    "styles/House/Metric.yml": 'extends: metric\nmessage: "%s"\nformula: words\ncondition: "> 1"\n',
}


def convert(*arguments):
    vale.main(["convert", *arguments], standalone_mode=False)


def test_what_can_be_said_is_written_and_the_rest_is_named(project, capsys):
    folder = project(STYLE)
    convert("House", "--to", "pack")
    rules = RuleTester(folder / "pack").rules
    assert sorted(rules) == [
        "style.house.foo-bar",
        "style.house.heads",
        "style.house.passive",
        "style.house.tested",
        "style.house.words",
    ]
    tester = RuleTester(folder / "pack")
    assert [line for rule in rules.values() for line in tester.failures(rule)] == []
    assert rules["style.house.foo-bar"].message == "Use “{replacement}” instead of “{match}”."
    assert rules["style.house.words"].sources[0].url == "https://example.com/house"
    assert rules["style.house.tested"].examples.bad[1].flags == ("qex", "qox")
    said = capsys.readouterr().err
    assert "House.Look is not converted" in said
    assert "House.Metric is not converted" in said


@pytest.mark.parametrize("arguments", [("Gone", "--to", "pack"), ("House", "--to", "styles")])
def test_a_style_that_is_not_there_and_a_folder_that_is(project, arguments):
    project(STYLE)
    with pytest.raises(ConfigError):
        convert(*arguments)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("simpl(?:e|y)s?", "simple"),
        (r"\b[A-Z]{3}\d+\b", "AAA1"),
        (r"[^a]b", "1b"),
        (r"(?<=x)y", ""),
        ("(unclosed", ""),
        ("[open", ""),
    ],
)
def test_a_text_that_a_pattern_fits(source, text):
    assert sample(source) == text
