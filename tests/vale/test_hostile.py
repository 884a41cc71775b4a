"""Styles that mean harm: each part that cannot be run is named, and the rest is run."""

import pytest

from edlint.model.document import Document
from edlint.model.errors import ConfigError
from edlint.model.source import Source

BOMB = (
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcde", "bcdef", strict=True))
    + "extends: existence\nmessage: x\ntokens: *f\n"
)
BROKEN = {
    "Bomb": (BOMB, "unfolds"),
    "Deep": ("extends: existence\nmessage: x\ntokens: " + "[" * 5_000, "nest"),
    "Twice": ("extends: existence\nmessage: x\nmessage: y\n", "stands twice"),
    "Kind": ("extends: nothing\nmessage: x\n", "no kind"),
    "Field": ("extends: existence\nmessage: x\ntoken: y\n", "no field"),
    "Level": ("extends: existence\nmessage: x\nlevel: fatal\n", "level"),
    "Circle": ("extends: House.Circle\nmessage: x\n", "circle"),
    "Script": ("extends: script\nmessage: x\nscript: 'os.exit()'\n", "no programs"),
    "Eval": ("extends: metric\nmessage: x\nformula: __import__('os')\ncondition: '> 1'\n", "no formula"),
    "Parens": (
        f"extends: metric\nmessage: x\nformula: {'(' * 400}1{')' * 400}\ncondition: '> 1'\n",
        "nested",
    ),
    "Group": ("extends: existence\nmessage: x\ntokens: ['(']\n", "no engine"),
    "Folder": ("extends: spelling\nmessage: x\ndicpath: ../../..\n", "leads out"),
    "Words": ("extends: spelling\nmessage: x\nignore: ../../../../etc/passwd\n", "leads out"),
    "Dictionary": ("extends: spelling\nmessage: x\ndictionaries: [../../own]\n", "dictionary"),
    "Action": ("extends: existence\nmessage: x\ntokens: [y]\naction: {name: run}\n", "no action"),
    "Selector": ("extends: existence\nmessage: x\ntokens: [y]\nscope: doc(h2[)\n", "scope: "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_that_cannot_be_run_is_named_with_the_reason(project, rules, name):
    text, why = BROKEN[name]
    project(
        {
            f"styles/House/{name}.yml": text,
            "styles/House/Fine.yml": "extends: existence\nmessage: x\ntokens: [fine]\n",
        }
    )
    engine = rules()
    assert list(engine.rules) == ["House.Fine"]
    assert list(engine.broken) == [f"House.{name}"]
    assert why in engine.broken[f"House.{name}"]


def test_a_link_out_of_the_styles_is_not_followed(project, rules):
    folder = project(
        {"outside.yml": "extends: existence\nmessage: x\ntokens: [y]\n", "styles/House/A.yml": ""}
    )
    (folder / "styles/House/Link.yml").symlink_to(folder / "outside.yml")
    assert "leads out" in rules().broken["House.Link"]


@pytest.mark.parametrize("vocabulary", ["../../..", "/etc"])
def test_a_vocabulary_outside_is_refused(project, rules, vocabulary):
    project({".vale.ini": f"StylesPath = styles\nVocab = {vocabulary}\n[*]\nBasedOnStyles = House\n"})
    with pytest.raises(ConfigError, match=r"leads out|no folder"):
        rules()


PATTERNS = [r"(?<!x)(a+)+$", r"(?=(a+)+b)a", r"(a|aa)+(?<!c)d", r"(\w+\s?)+(?!x)#", r"(.*)(.*)(.*)(?<!q)\1z"]
TEXTS = ["a" * 20_000, "a " * 10_000, "`" * 20_000, "{" * 20_000, "<a " * 10_000, "[" * 20_000]


@pytest.mark.parametrize("source", PATTERNS)
def test_a_pattern_that_explodes_gives_up_by_name_or_ends(project, rules, source):
    project(
        {"styles/House/Slow.yml": f"extends: existence\nmessage: x\nnonword: true\ntokens: ['{source}']\n"}
    )
    engine = rules()
    for text in TEXTS:
        result = engine.check(Document(Source("a.mdx", "markdown", text), ()))
        assert result.gave_up.keys() <= {"House.Slow"}


def test_of_too_many_rules_the_first_are_run_and_the_rest_are_counted(project, rules):
    rule = "extends: existence\nmessage: x\ntokens: [w{}]\n"
    project({f"styles/House/R{number:05}.yml": rule.format(number) for number in range(10_000)})
    engine = rules()
    assert engine.broken == {"6,000 more rules": "a configuration may have 4,000"}
    found = engine.check(Document(Source("a.md", "markdown", "It is w3, not w4000.\n"), ())).found
    assert [each.rule for each in found] == ["House.R00003"]


def test_a_vocabulary_without_end_stops_the_rules_that_mind_it_and_no_others(project, rules):
    words = "\n".join(f"word{number}" for number in range(200_000))
    project(
        {
            ".vale.ini": "StylesPath = styles\nVocab = Own\n[*]\nBasedOnStyles = House\n",
            "styles/config/vocabularies/Own/accept.txt": words,
            "styles/House/Minds.yml": "extends: existence\nmessage: x\ntokens: [y]\n",
            "styles/House/Not.yml": "extends: existence\nmessage: x\ntokens: [y]\nvocab: false\n",
        }
    )
    engine = rules()
    assert list(engine.rules) == ["House.Not"]
    assert "more than 200,000 characters" in engine.broken["House.Minds"]


def test_all_slow_patterns_together_have_one_budget_for_a_file(project, rules):
    rule = "extends: existence\nmessage: x\nnonword: true\ntokens: ['(?<!x)(a+)+(?<!{})$']\n"
    project({f"styles/House/R{number:03}.yml": rule.format(number) for number in range(300)})
    result = rules().check(Document(Source("a.txt", "text", "a" * 30_000 + "!"), ()))
    assert result.found == []
    assert len(result.gave_up) == 300


def test_a_page_that_selectors_have_much_to_do_with_is_read_in_its_time(project, rules):
    css = "doc(section:has(> h2:contains('word')) p)"
    project({"styles/House/A.yml": f"extends: existence\nmessage: x\nscope: text & {css}\ntokens: [zap]\n"})
    engine = rules()
    many = "## A word\n\n" + "A zap.\n\n" * 3_000
    assert len(engine.check(Document(Source("a.md", "markdown", many), ())).found) == 3_000
    deep = "<div>" * 20_000 + "<p>zap"
    assert engine.check(Document(Source("a.html", "html", deep), ())).found == []


def test_of_too_many_selectors_the_first_are_looked_for(project, rules):
    rule = "extends: existence\nmessage: x\nscope: text & doc(.c{})\ntokens: [zap]\n"
    project({f"styles/House/R{number:02}.yml": rule.format(number) for number in range(60)})
    engine = rules()
    assert len(engine.rules) == 50
    assert "50 selectors" in engine.broken["House.R59"]
