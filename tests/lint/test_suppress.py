from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import rule
from edlint.config.profile import ActiveRule, Profile
from edlint.lint.policy import POLICY
from edlint.lint.suppress import suppress
from edlint.model.document import Document
from edlint.model.finding import Finding, Severity
from edlint.model.rule import Option
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.text.terms import Terms, read_terms

TODAY = date(2026, 11, 23)
DEFAULTS = {"require-reason": False, "require-owner": False, "longest-days": 0, "never": []}


CATALOG = {one.id: one for one in [
    rule("style.bad"), rule("claims.bold"), rule("claims.over.best"), rule("spelling.word", "spelling"),
    rule(POLICY, "suppressions", severity=Severity.ERROR, options={k: Option(v, "") for k, v in DEFAULTS.items()}),
]}  # fmt: skip
WORDS = {
    "badly": "style.bad",
    "boldly": "claims.bold",
    "bestest": "claims.over.best",
    "mispelt": "spelling.word",
}


def profile(**policy: object) -> Profile:
    options = DEFAULTS | {key.replace("_", "-"): value for key, value in policy.items()}
    return Profile(
        {
            one.id: ActiveRule(one, one.severity, options if one.id == POLICY else {})
            for one in CATALOG.values()
        }
    )


def findings(document: Document) -> list[Finding]:
    """Return a finding for every one of WORDS in the prose."""
    found = []
    for block in document.blocks:
        for word, name in WORDS.items():
            at = block.text.find(word)
            while at >= 0:
                span = block.to_source(Span(at, at + len(word)))
                found.append(Finding(name, Severity.WARNING, "m", span, word, "", "edlint"))
                at = block.text.find(word, at + 1)
    return sorted(found, key=lambda one: one.span)


def run(text: str, format_: str = "markdown", ran=None, **policy: object) -> tuple[list[str], list[str]]:
    """Return the silenced words with the reasons, and the rules and messages about the comments."""
    document = parse(Source("a", format_, text))
    marked = suppress(findings(document), document, profile(**policy), CATALOG, ran=ran, today=TODAY)
    silenced = [f"{one.text}: {one.suppressed.reason}" for one in marked if one.suppressed]
    return silenced, [f"{one.rule}: {one.message}" for one in marked if one.family == "edlint"]


COMMENTS = {
    "markdown": ("<!-- {} -->", "\n\n{}\n\n"),
    "html": ("<!-- {} -->", "\n<p>{}</p>\n"),
    "text": ("# {}", "\n{}\n\n"),
}


@pytest.mark.parametrize("format_", COMMENTS)
@pytest.mark.parametrize(("parts", "expected"), [
    (["#disable-next-line style -- as said", "badly", "badly"], ["badly: as said"]),
    (["#disable-next-line style.bad, claims -- as said", "badly and boldly, mispelt"], ["badly: as said", "boldly: as said"]),
    (["#disable-next-line", "badly and boldly"], ["badly: ", "boldly: "]),
    (["#disable-next-line style -- a", "#disable-next-line claims -- b", "badly and boldly"], ["badly: a", "boldly: b"]),
    (["badly", "#disable claims -- x", "badly boldly", "#enable claims", "boldly"], ["boldly: x"]),
    (["#disable claims -- x", "boldly", "bestest"], ["boldly: x", "bestest: x"]),
    (["#disable claims -- x", "#enable claims.over", "boldly bestest"], ["boldly: x"]),
    (["#disable -- x", "boldly", "#enable all", "bestest", "#disable claims -- y", "boldly"], ["boldly: x", "boldly: y"]),
    (["badly", "#disable-file style -- old text", "badly"], ["badly: old text", "badly: old text"]),
])  # fmt: skip
def test_each_verb_in_each_format(format_, parts, expected):
    comment, block = COMMENTS[format_]
    text = "".join(
        f"\n{comment.format('edlint-' + part[1:])}\n" if part.startswith("#") else block.format(part)
        for part in parts
    )
    silenced, about = run(text, format_)
    assert silenced == expected
    assert about == []


@pytest.mark.parametrize(("text", "format_"), [
    ("badly\n\nHere badly is it. <!-- edlint-disable-line style -- as said -->\n\nbadly", "markdown"),
    ("badly\n\n- badly <!-- edlint-disable-line -- as said -->\n- badly", "markdown"),
    ("# Badly\n\n## badly <!-- edlint-disable-line style.bad -- as said -->\n\nbadly", "markdown"),
    ("| badly |\n|---|\n| badly <!-- edlint-disable-line style -- as said --> |\n| badly |", "markdown"),
    ("badly and\nbadly <!-- edlint-disable-line style -- as said --> so\nbadly", "markdown"),
    ("badly and\nbadly <!-- edlint-disable-line style\n-- as said --> so\nand", "markdown"),
    ("<p>badly</p>\n<p>badly</p><!-- edlint-disable-line style -- as said -->\n<p>badly</p>", "html"),
    ("<p>badly</p>\r\n<p>badly <!-- edlint-disable-line style -- as said --></p>\r\n<p>badly</p>", "html"),
    ("<!-- edlint-disable-next-line claims -->\n<!-- edlint-disable-line style -- as said --> badly\n\nboldly", "html"),
])  # fmt: skip
def test_a_comment_is_about_its_own_line(text, format_):
    silenced, _ = run(text, format_)
    assert [one for one in silenced if one.startswith("badly")] == ["badly: as said"]


def test_a_comment_for_its_own_line_that_silences_nothing_is_said():
    silenced, about = run("badly\n\n<!-- edlint-disable-line style -->\n\nbadly")
    assert silenced == []
    assert about == [
        "edlint.unused-suppression: This comment silences nothing: no finding of style there. Remove it."
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n\n", "\r\n \r\n\t\r\n", "\n> \n> "])
def test_the_next_line_is_the_next_that_is_not_empty(between):
    assert run(f"<!-- edlint-disable-next-line style -->{between}badly\nboldly badly") == (["badly: "], [])


def test_many_comments_in_a_row_are_all_about_the_line_below_them():
    text = "<!-- edlint-disable-next-line style -->\n" * 3000 + "badly"
    assert run(text) == (["badly: "], [])


def test_what_silences_nothing_is_said_unless_its_check_did_not_run():
    text = "<!-- edlint-disable-next-line {} -->\n\nNothing here.\n"
    for selector in ("style", "spelling.word", "all"):
        name = "any rule" if selector == "all" else selector
        said = f"edlint.unused-suppression: This comment silences nothing: no finding of {name} there. Remove it."
        assert run(text.format(selector))[1] == [said]
        assert run(text.format(selector), ran={"rules", "spelling", "harper"})[1] == [said]
    assert run(text.format("spelling.word"), ran={"rules"})[1] == []
    assert run(text.format("all"), ran={"rules"})[1] == []
    assert run(text.format("grammar.harper.AnA"), ran={"rules"})[1] == []
    assert len(run(text.format("grammar.harper.AnA"), ran={"harper"})[1]) == 1
    # Grammar is the engines': any of them will do, and without one nothing was looked for.
    assert run(text.format("grammar"), ran={"rules", "spelling"})[1] == []
    assert len(run(text.format("grammar"), ran={"rules", "spelling", "harper"})[1]) == 1
    assert len(run(text.format("all"), ran={"rules", "spelling"})[1]) == 1
    assert run(text.format("grammar"), ran={"rules"})[1] == []
    # A family that nothing of is on cannot be judged.
    assert run(text.format("typography"), ran={"rules"})[1] == []


def test_enable_without_disable_is_said():
    assert run("badly\n\n<!-- edlint-enable style -->\n\nbadly") == (
        [],
        [
            "edlint.unused-suppression: This comment switches nothing on again: style was not switched off before it. Remove it."
        ],
    )


@pytest.mark.parametrize(("comment", "said"), [
    ("edlint-disabel style", "“edlint-disabel” is none of edlint's comments"),
    ("edlint-disable stile", "No rule or family is called “stile”; did you mean “style”?"),
    ("edlint-disable qqq", "No rule or family is called “qqq”."),
    ("edlint-disable style -- x; until 31.12.2026", "“until 31.12.2026” is no date"),
])  # fmt: skip
def test_what_is_misspelt_is_said_and_silences_nothing(comment, said):
    silenced, about = run(f"<!-- {comment} -->\n\nbadly")
    assert silenced == []
    assert len(about) == 1
    assert about[0].startswith(f"edlint.unknown-suppression: {said}")


@pytest.mark.parametrize(
    ("until", "silences"), [("2026-11-22", False), ("2026-11-23", True), ("2027-01-31", True)]
)
def test_a_comment_holds_through_its_last_day(until, silences):
    silenced, about = run(f"<!-- edlint-disable style -- study is due; by Ann; until {until} -->\n\nbadly")
    assert silenced == ([f"badly: study is due (by Ann, until {until})"] if silences else [])
    assert [one.partition(":")[0] for one in about] == ([] if silences else ["edlint.expired-suppression"])


@pytest.mark.parametrize(("policy", "tail", "said"), [
    ({"require_reason": True}, "", "gives no reason"),
    ({"require_reason": True}, " -- ; by Ann", "gives no reason"),
    ({"require_reason": True}, " -- x", None),
    ({"require_owner": True}, " -- x", "names nobody"),
    ({"require_owner": True}, " -- x; by Ann", None),
    ({"longest_days": 30}, " -- x", "never ends: write “; until 2026-12-23”"),
    ({"longest_days": 30}, " -- x; until 2026-12-23", None),
    ({"longest_days": 30}, " -- x; until 2026-12-24", "later than 2026-12-23"),
])  # fmt: skip
def test_policies(policy, tail, said):
    silenced, about = run(f"<!-- edlint-disable style{tail} -->\n\nbadly", **policy)
    assert len(silenced) == 1
    assert len(about) == (said is not None)
    assert said is None or (about[0].startswith("edlint.suppression-policy: ") and said in about[0])


def test_what_may_never_be_silenced_is_not():
    silenced, about = run("<!-- edlint-disable claims.over -->\n\nbestest badly", never=["claims"])
    assert silenced == []
    assert about == [
        "edlint.suppression-policy: “claims.over” may not be silenced here: settle what it finds."
    ]
    assert run("<!-- edlint-disable-file -->\n\nbestest badly", never=["claims"]) == (["badly: "], [])


@pytest.mark.parametrize(("text", "terms"), [
    ("a; b", Terms("a; b")),
    ("until the book is out; by the way", Terms("until the book is out", "the way")),
    ("x; until it rains", Terms("x; until it rains")),
    ("x; until 2027-01-31; by Ann Lee", Terms("x", "Ann Lee", date(2027, 1, 31))),
    ("", Terms()),
    ("by Ann", Terms("", "Ann")),
])  # fmt: skip
def test_reasons_owners_and_dates(text, terms):
    assert read_terms(text) == terms


@given(st.lists(st.sampled_from([
    "<!-- edlint-disable style -->", "<!-- edlint-enable style -->", "<!-- edlint-disable-next-line -->",
    "<!-- edlint-disable-file claims -->", "<!-- edlint-", "badly", "boldly", "", "> badly", "- boldly",
]), max_size=15))  # fmt: skip
def test_nothing_is_lost_and_removing_an_unused_comment_changes_nothing(lines):
    text = "\n".join(lines)
    document = parse(Source("a.md", "markdown", text))
    before = findings(document)
    marked = suppress(before, document, profile(), CATALOG, today=TODAY)
    assert [one.span for one in marked if one.family != "edlint"] == [one.span for one in before]
    unused = next((one for one in marked if one.rule == "edlint.unused-suppression"), None)
    if unused is not None:
        # Blanks of equal length keep every place where it was.
        kept = text[: unused.span.start] + " " * len(unused.text) + text[unused.span.end :]
        again = parse(Source("a.md", "markdown", kept))
        if [one.span for one in findings(again)] == [one.span for one in before]:
            silent = [
                one.suppressed for one in suppress(findings(again), again, profile(), CATALOG, today=TODAY)
            ]
            assert silent[: len(before)] == [one.suppressed for one in marked[: len(before)]]
