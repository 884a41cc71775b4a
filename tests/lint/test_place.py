import hashlib
from contextlib import contextmanager

import pytest
from msgspec.structs import replace

from builders import rule
from edlint.config.profile import Profile, Selection
from edlint.lint.lint import lint
from edlint.lint.place import MOST, fingerprint, place
from edlint.model.finding import Hit, Safety, Severity, Suppression
from edlint.model.outcome import Outcome
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.rules.base import Checker

RULE = rule("style.bad", message="“{match}” is bad.")
CATALOG = {RULE.id: RULE}


def document(text: str):
    return parse(Source("a.md", "markdown", text))


def hits(parsed, word: str = "bad") -> list[Hit]:
    """Return a hit on every place of a word."""
    found = []
    for block in parsed.blocks:
        at = block.text.find(word)
        while at >= 0:
            found.append(Hit(RULE.id, Span(at, at + len(word)), block))
            at = block.text.find(word, at + 1)
    return found


def findings(text: str, *steps: tuple[bool, str]):
    parsed = document(text)
    return place(hits(parsed), parsed, Profile({}, Selection(steps)), CATALOG)


class Finder(Checker):
    """Finds the word “bad”."""

    name = "rules"
    version = ""

    def check(self, prose, profile):
        return Outcome(tuple(hits(prose.document)))


def linted(text: str):
    return lint(document(text), [Finder()], Profile({}), CATALOG).findings


def test_fingerprints_are_those_of_the_baselines_that_people_have():
    first, second, third = findings("A bad, bad day. Another\nbad day.").findings
    assert first.fingerprint == "2b56c5cd074f081026c55eca"
    assert second.fingerprint == "c71053af7d1a9d0ec76887be"
    assert third.fingerprint == "903cf9c9486a6946c1160ab7"


@pytest.mark.parametrize("blank", [" ", "\n", "\n  "])
def test_a_fingerprint_depends_on_the_words_of_the_sentence_not_on_its_line_ends(blank):
    plain = findings("One. A bad day it is. Two.").findings
    assert [one.fingerprint for one in findings(f"One. A bad{blank}day it is. Two.").findings] == [
        one.fingerprint for one in plain
    ]


def test_findings_in_one_long_sentence_are_told_apart_by_their_sentence_and_number():
    text = "a bad day and " * 400
    prints = [one.fingerprint for one in findings(text).findings]
    assert len(set(prints)) == 400
    assert prints == [one.fingerprint for one in findings(f"A line of its own.\n\n{text}").findings]
    assert prints[0] != findings(f"{text} it was").findings[0].fingerprint


def test_of_a_rule_the_first_thousand_are_listed_and_one_more_says_how_many_are_not():
    found = linted("It is bad here.\n\n" * (MOST + 234))
    assert len(found) == MOST + 1
    assert {one.message for one in found[:-1]} == {"“bad” is bad."}
    last = found[-1]
    assert "234 more findings of this rule are not listed" in last.message
    assert (last.rule, last.severity, last.fixes) == (RULE.id, Severity.WARNING, ())
    assert last.span.start == len("It is bad here.\n\n") * MOST + len("It is ")


def test_as_many_as_are_listed_need_no_remark():
    assert {one.message for one in linted("It is bad here.\n\n" * MOST)} == {"“bad” is bad."}
    assert "1 more finding of this rule is" in linted("It is bad here.\n\n" * (MOST + 1))[-1].message


def test_the_remark_is_as_severe_as_the_most_severe_of_what_it_stands_for():
    parsed = document("It is bad here.\n\n" * (MOST + 2))
    found = hits(parsed)
    found[-1] = Hit(RULE.id, found[-1].span, found[-1].block, severity=Severity.ERROR)
    (rest,) = place(found, parsed, Profile({}), CATALOG).unlisted
    assert rest.severity is Severity.ERROR


def test_what_comments_silence_never_hides_what_counts():
    text = (
        "<!-- edlint-disable style -->\n\n"
        + "It is bad here.\n\n" * (MOST + 5)
        + "<!-- edlint-enable style -->\n\n"
    )
    found = linted(text + "It is bad here.\n\n" * 2)
    assert sum(one.suppressed is None for one in found) == 2
    silenced = [one for one in found if one.suppressed is not None]
    assert len(silenced) == MOST + 1
    assert "5 more" in silenced[-1].message


def test_waived_hits_are_counted_apart_too():
    parsed = document("It is bad here.\n\n" * (MOST + 3))
    waived = [
        Hit(one.rule, one.span, one.block, suppressed=Suppression("waiver", "known")) for one in hits(parsed)
    ]
    placed = place([*waived[:-1], hits(parsed)[-1]], parsed, Profile({}), CATALOG)
    assert [one.suppressed is None for one in placed.findings].count(True) == 1
    assert placed.unlisted[0].suppressed == Suppression("waiver", "known")


def test_a_rule_that_is_off_says_nothing_however_many_there_are():
    placed = findings("It is bad here.\n\n" * (MOST + 5), (False, "style"))
    assert placed == ([], [])


def test_what_all_files_share_is_made_outside_a_files_time():
    order = []

    class Slow(Finder):
        def prepare(self, profile):
            order.append("prepare")

    @contextmanager
    def limit(name):
        order.append("begin")
        yield
        order.append("end")

    lint(document("A bad day."), [Slow()], Profile({}), CATALOG, limit)
    assert order == ["prepare", "begin", "end"]


@pytest.mark.parametrize(
    ("text", "severity", "safety"),
    [("It is bad.", Severity.ERROR, Safety.SAFE), ("> It is bad.", Severity.WARNING, Safety.REVIEW)],
)
def test_what_is_certain_of_words_and_not_of_their_place_is_a_warning(text, severity, safety):
    parsed = document(text)
    (hit,) = hits(parsed)
    sure = replace(hit, replacements=("good",), severity=Severity.ERROR, safety=Safety.SAFE)
    (found,) = place([sure], parsed, Profile({}), CATALOG).findings
    assert (found.severity, found.fixes[0].safety) == (severity, safety)
    review = replace(sure, safety=Safety.REVIEW)
    assert place([review], parsed, Profile({}), CATALOG).findings[0].severity is Severity.ERROR
    mere = replace(sure, severity=Severity.WARNING)
    assert place([mere], parsed, Profile({}), CATALOG).findings[0].severity is Severity.WARNING
    nothing = replace(sure, replacements=())
    assert place([nothing], parsed, Profile({}), CATALOG).findings[0].severity is Severity.WARNING
    settings = Profile({}, Selection(severities={"style": Severity.SUGGESTION}))
    assert place([sure], parsed, settings, CATALOG).findings[0].severity is Severity.SUGGESTION


def test_a_rule_that_is_off_speaks_up_where_its_hit_is_raised():
    parsed = document("It is bad.")
    (hit,) = hits(parsed)
    off = {RULE.id: rule("style.bad", default="off")}
    assert place([hit], parsed, Profile({}), off).findings == []
    assert len(place([replace(hit, raised=0.1)], parsed, Profile({}), off).findings) == 1
    assert (
        place([replace(hit, raised=0.1)], parsed, Profile({}, Selection(((False, "style"),))), off).findings
        == []
    )
    assert len(place([hit], parsed, Profile({}), {}).findings) == 1


@pytest.mark.parametrize(
    ("hit", "rule_says", "message"),
    [
        ({"message": "so: {match}"}, "{match}", "so: {match}"),
        ({"message": "so: {match}", "values": {"a": "b"}}, "{match}", "so: bad"),
        ({"message": "so: {none}", "values": {"a": "b"}}, "{match}", "so: {none}"),
        ({"values": {"match": "x"}}, "“{match}”", "“x”"),
        ({"replacements": ("good", "fine")}, "{match}: {replacement}", "bad: good"),
        ({}, "{match}: {replacement}", "bad: "),
    ],
)
def test_what_a_message_says(hit, rule_says, message):
    parsed = document("It is bad.")
    (one,) = hits(parsed)
    catalog = {RULE.id: rule("style.bad", message=rule_says)}
    (found,) = place([replace(one, **hit)], parsed, Profile({}), catalog).findings
    assert found.message == message


def test_what_is_to_go_and_what_markup_parts():
    parsed = document("It is a very *bad* day.")
    (block,) = parsed.blocks
    at = block.text.index("very ")
    gone = Hit(RULE.id, Span(at, at + 5), block, replacements=("",))
    (found,) = place([gone], parsed, Profile({}), CATALOG).findings
    assert [fix.title for fix in found.fixes] == ["Remove it"]
    whole = Hit(RULE.id, Span(0, len(block.text)), None, replacements=("x",))
    assert place([whole], parsed, Profile({}), CATALOG).findings[0].fixes == ()


@pytest.mark.parametrize(("length", "digest"), [(2_000, False), (2_001, True)])
def test_a_long_sentence_is_known_by_its_digest(length, digest):
    text = "bad " + "x" * (length - 5) + "."
    parsed = document(text)
    (found,) = place(hits(parsed), parsed, Profile({}), CATALOG).findings
    words = hashlib.blake2b(text.encode()).hexdigest() if digest else text
    assert found.fingerprint == fingerprint(RULE.id, "bad", words, 0)


def test_a_hit_on_a_whole_block_is_known_by_all_of_it():
    parsed = document("It is bad. So it is.")
    (block,) = parsed.blocks
    (found,) = place([Hit(RULE.id, Span(0, len(block.text)), block)], parsed, Profile({}), CATALOG).findings
    assert found.fingerprint == fingerprint(RULE.id, block.text, block.text, 0)
