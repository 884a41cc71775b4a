import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from edlint.lint.fix import ROUNDS, SAFE, UNSAFE, FixSession, apply
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity, Suppression
from edlint.model.span import Span

REVIEW = Safety.REVIEW


def finding(*fixes: Fix, suppressed: Suppression | None = None) -> Finding:
    edits = fixes[0].edits if fixes else ()
    span = Span(min((e.start for e in edits), default=0), max((e.end for e in edits), default=0))
    return Finding("style.x", Severity.WARNING, "m", span, "", "", "edlint", fixes, suppressed=suppressed)


def fix(*edits: tuple[int, int, str], safety: Safety = Safety.SAFE) -> Fix:
    return Fix("t", safety, tuple(Edit(*edit) for edit in edits))


def test_only_the_first_fix_of_a_finding_that_counts_is_applied_and_only_when_it_may():
    silenced = finding(fix((0, 1, "X")), suppressed=Suppression("comment", ""))
    review = finding(fix((2, 3, "R"), safety=Safety.REVIEW), fix((2, 3, "S")))
    show = finding(fix((4, 5, "T"), safety=Safety.SHOW))
    several = finding(fix((6, 7, "A")), fix((6, 7, "B")))
    findings = [silenced, review, show, several, finding()]
    assert apply("a b c d", findings, SAFE)[:2] == ("a b c A", (several,))
    assert apply("a b c d", findings, UNSAFE)[:2] == ("a R c A", (review, several))


def test_of_fixes_that_overlap_the_first_is_applied_and_all_its_edits_or_none():
    first, second, third = (
        finding(fix((0, 3, "x"))),
        finding(fix((2, 4, "y"), (8, 9, "z"))),
        finding(fix((5, 6, "w"))),
    )
    assert apply("abcdefghij", [second, third, first])[:2] == ("xdewghij", (first, third))


def test_two_insertions_at_one_place_are_not_both_made():
    assert apply("ab", [finding(fix((1, 1, "x"))), finding(fix((1, 1, "y")))]).text in {"axb", "ayb"}


def test_edits_that_touch_are_both_made():
    assert (
        apply("abcd", [finding(fix((0, 2, "x"))), finding(fix((2, 4, "y"))), finding(fix((4, 4, "!")))]).text
        == "xy!"
    )
    assert apply("abcd", [finding(fix((0, 2, "x"), (2, 4, "y")))]).text == "xy"


def test_what_is_no_change_or_lies_outside_the_text_is_not_applied():
    nothing = [finding(fix((0, 1, "a"))), finding(fix((1, 9, "z"))), finding(fix((0, 2, "x"), (1, 2, "y")))]
    assert apply("ab", nothing) == ("ab", (), ())


@st.composite
def texts_and_fixes(draw):
    text = draw(st.text(max_size=30))
    place = st.integers(0, len(text))
    edit = st.tuples(place, place, st.text(max_size=3)).map(lambda e: (min(e[:2]), max(e[:2]), e[2]))
    return text, draw(
        st.lists(st.lists(edit, min_size=1, max_size=3).map(lambda e: finding(fix(*e))), max_size=12)
    )


@given(texts_and_fixes())
def test_what_no_edit_covers_stays_and_the_order_of_findings_does_not_matter(case):
    text, findings = case
    result = apply(text, findings)
    assert apply(text, findings[::-1]).text == result.text
    edits = sorted(edit for one in result.findings for edit in one.fixes[0].edits)
    # The same, said otherwise: from the last edit to the first, each in the text that the others left.
    expected = text
    for edit in reversed(edits):
        assert text[edit.start : edit.end] == expected[edit.start : edit.end]
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    assert result.text == expected
    assert bool(result.findings) == any(text[e.start : e.end] != e.text for e in edits)


def seen(rule: str, start: int, end: int, *fixes: Fix) -> Finding:
    return Finding(rule, Severity.WARNING, "m", Span(start, end), "", "", "edlint", fixes)


def test_a_fault_that_was_there_before_takes_no_fix_back():
    beside = seen("style.y", 2, 4)
    fixing = FixSession("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))), beside))
    assert fixing.proposal() == "x cd"
    assert fixing.judge((seen("style.y", 1, 3),))
    assert (fixing.text, fixing.count) == ("x cd", 1)


def test_a_fault_that_a_fix_brings_takes_it_back_and_a_suggestion_does_not():
    for severity, kept in ((Severity.WARNING, False), (Severity.SUGGESTION, True)):
        fixing = FixSession("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))),))
        assert fixing.proposal() == "x cd"
        brought = Finding("style.z", severity, "m", Span(0, 1), "", "", "edlint")
        assert fixing.judge((brought,)) is kept
        assert fixing.text == ("x cd" if kept else "ab cd")
        assert [one.rule for one in fixing.taken_back] == ([] if kept else ["style.z"])


def test_one_fault_of_before_stands_for_one_after():
    fixing = FixSession("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))), seen("style.y", 2, 4)))
    assert fixing.proposal() == "x cd"
    assert not fixing.judge((seen("style.y", 0, 3), seen("style.y", 0, 2)))


def test_what_is_brought_counts_only_if_it_is_a_fault_or_would_be_fixed():
    brought = {
        "a warning": (finding_of("style.z"), False),
        "a suggestion with a fix that would be made": (finding_of("style.z", fix((0, 1, "y"))), False),
        "a suggestion with a fix to look at": (finding_of("style.z", fix((0, 1, "y"), safety=REVIEW)), True),
        "what a sentence says": (finding_of("claims.z"), True),
        "how long a sentence is": (finding_of("readability.z"), True),
    }
    for what, (one, kept) in brought.items():
        severity = Severity.SUGGESTION if one.fixes else Severity.WARNING
        fixing = FixSession("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))),))
        fixing.proposal()
        assert fixing.judge((replace(one, severity=severity),)) is kept, what
    silenced = replace(finding_of("style.z"), suppressed=Suppression("comment", ""))
    fixing = FixSession("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))),))
    fixing.proposal()
    assert fixing.judge((silenced,))


def finding_of(rule: str, *fixes: Fix) -> Finding:
    return seen(rule, 0, 1, *fixes)


def test_a_fix_that_was_taken_back_is_not_tried_again_and_is_for_review():
    bad, good = seen("style.x", 0, 2, fix((0, 2, "x"))), seen("style.y", 3, 5, fix((3, 5, "y")))
    fixing = FixSession("ab cd", (bad, good))
    assert fixing.proposal() == "x y"
    assert not fixing.judge((seen("style.z", 0, 1),))
    assert [one.finding for one in fixing.taken_back] == [bad]
    assert [one.fixes[0].safety for one in fixing.demoted()] == [REVIEW, Safety.SAFE]
    assert fixing.proposal() == "ab y"
    assert fixing.judge((seen("style.x", 0, 2, fix((0, 2, "x"), safety=Safety.SHOW)),))
    assert (fixing.text, fixing.count, fixing.taken_back) == ("ab y", 1, [])
    assert [one.fixes[0].safety for one in fixing.demoted()] == [Safety.SHOW]


def test_fixes_that_undo_each_other_end_where_they_began():
    def elsewhere(new: str) -> tuple[Finding]:
        return (seen("style.x", 4, 5, fix((0, 1, new))),)

    to, texts = {"a": "b", "b": "c", "c": "b"}, []
    fixing = FixSession("a end", elsewhere("b"))
    while (text := fixing.proposal()) is not None:
        texts.append(text)
        assert fixing.judge(elsewhere(to[text[0]]))
    assert texts == ["b end", "c end", "b end"]
    assert (fixing.text, fixing.count) == ("b end", 1)


def test_what_never_comes_to_rest_is_left_after_ten_rounds():
    fixing = FixSession("x", (seen("style.x", 1, 1, fix((1, 1, "x"))),))
    while (text := fixing.proposal()) is not None:
        fixing.judge((seen("style.x", len(text), len(text), fix((len(text), len(text), "x"))),))
    assert (len(fixing.text), fixing.count) == (1 + ROUNDS, ROUNDS)


def test_of_many_fixes_that_are_taken_back_one_by_one_forty_are_tried():
    fixing = FixSession("ab", tuple(seen(f"style.x{n}", 0, 1, fix((0, 1, f"{n}"))) for n in range(50)))
    tried = 0
    while fixing.proposal() is not None:
        tried += 1
        assert not fixing.judge((seen("style.z", 0, 1),))
    assert (tried, fixing.text) == (4 * ROUNDS, "ab")


@pytest.mark.parametrize(
    ("text", "cut", "at", "kept"),
    [
        # Taken out: what is said of the word before or after it is said of the fix, blanks between or not.
        ("ab cd ef", (3, 5), (1, 2), False),
        ("ab cd ef", (3, 5), (0, 1), True),
        ("ab cd ef", (3, 5), (4, 5), False),
        ("ab cd ef", (3, 5), (5, 6), True),
        ("cd ef", (0, 3), (0, 1), False),
        ("cd ef", (0, 3), (1, 2), True),
        ("ab cd", (2, 5), (1, 2), False),
        ("ab cd", (2, 5), (0, 1), True),
    ],
)
def test_where_words_are_taken_out_the_letters_beside_them_are_looked_at(text, cut, at, kept):
    fixing = FixSession(text, (seen("style.x", *cut, fix((*cut, ""))),))
    assert fixing.proposal() == text[: cut[0]] + text[cut[1] :]
    assert fixing.judge((seen("style.z", *at),)) is kept


@pytest.mark.parametrize(
    ("new", "rule", "said", "kept"),
    [
        # Of “the the the” one is taken out: the rest is the fault that was there, in the same words.
        ("the", "style.x", "the the", True),
        ("the", "style.x", "the", False),
        ("the", "style.z", "the the", False),
        ("the the!", "style.x", "the the", False),
    ],
)
def test_what_is_left_of_a_fault_was_there_before(new, rule, said, kept):
    old = replace(seen("style.x", 0, 7, fix((0, 7, new))), text="the the")
    fixing = FixSession("the the the", (old,))
    assert fixing.proposal() == f"{new} the"
    assert fixing.judge((replace(seen(rule, 0, 3), text=said),)) is kept


def test_a_fault_right_behind_a_fix_was_not_in_what_the_fix_made():
    for at, kept in (((0, 1), False), ((3, 5), True), ((3, 4), True), ((2, 3), False)):
        fixing = FixSession("ab cd", (seen("style.x", 0, 2, fix((0, 2, "xyz"))), seen("style.y", 2, 4)))
        assert fixing.proposal() == "xyz cd"
        assert fixing.judge((seen("style.y", *at),)) is kept


def test_a_fault_elsewhere_is_no_objection():
    fixing = FixSession("ab cd ef", (seen("style.x", 3, 5, fix((3, 5, "c"))),))
    for at, kept in (((0, 3), True), ((2, 4), False), ((3, 4), False), ((4, 6), True)):
        fixing.proposal()
        assert fixing.judge((seen("style.z", *at),)) is kept
        fixing = FixSession("ab cd ef", (seen("style.x", 3, 5, fix((3, 5, "c"))),))
