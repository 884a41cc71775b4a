from hypothesis import given
from hypothesis import strategies as st

from edlint.lint.fix import SAFE, UNSAFE, Fixing, apply
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity, Suppression
from edlint.model.span import Span


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
    fixing = Fixing("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))), beside))
    assert fixing.proposal() == "x cd"
    assert fixing.judge((seen("style.y", 1, 3),))
    assert (fixing.text, fixing.count) == ("x cd", 1)


def test_a_fault_that_a_fix_brings_takes_it_back_and_a_suggestion_does_not():
    for severity, kept in ((Severity.WARNING, False), (Severity.SUGGESTION, True)):
        fixing = Fixing("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))),))
        assert fixing.proposal() == "x cd"
        brought = Finding("style.z", severity, "m", Span(0, 1), "", "", "edlint")
        assert fixing.judge((brought,)) is kept
        assert fixing.text == ("x cd" if kept else "ab cd")
        assert [one.rule for one in fixing.taken_back] == ([] if kept else ["style.z"])


def test_one_fault_of_before_stands_for_one_after():
    fixing = Fixing("ab cd", (seen("style.x", 0, 3, fix((0, 2, "x"))), seen("style.y", 2, 4)))
    assert fixing.proposal() == "x cd"
    assert not fixing.judge((seen("style.y", 0, 3), seen("style.y", 0, 2)))
