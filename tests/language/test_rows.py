"""Rows of words: what cannot be read is said, replacements are filled, and what is flagged is told."""

import pytest

from edlint.language.notation import NotationError
from edlint.language.rows import check_template, filled, row


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("(a", "cannot be read"),
        ("a)", "one pair"),
        ("a|b", "cannot be read"),
        ("((a)|b)", "cannot be read"),
        ("a (!b c", "one pair"),
        ("a b) c", "one pair"),
        ("^ $", "one pair"),
        ("<>", "the class “<>” cannot be read"),
        ("<-s>", "the class “<-s>” cannot be read"),
        ("<s", "the class “<s” cannot be read"),
        ("<q>", "the class “<q>” cannot be read"),
        ("<s-q>", "the class “<s-q>” cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said(source: str, why: str) -> None:
    with pytest.raises(NotationError, match=why):
        row(source)


@pytest.mark.parametrize(
    ("source", "line", "flagged"),
    [
        ("a b", " a/D/ b/s/", " a/D/ b/s/"),
        ("a (!b) c", " a/D/ b/s/ c/s/", " b/s/"),
        ("a (!b c) b", " a/D/ b/s/ c/s/ b/s/", " b/s/ c/s/"),
        ("a (!b? c) b", " a/D/ c/s/ b/s/", " c/s/"),
        ("(a|b) c", " b/s/ c/s/", " b/s/ c/s/"),
        ("<s> c", " B/Cs/ c/s/", None),
        ("^ <s> c", " b/Cs/ c/s/", " b/Cs/ c/s/"),
        ("^ <s> c", " b/Us/ c/s/", None),
        ("^ a? <s> c", " b/Cs/ c/s/", " b/Cs/ c/s/"),
        ("^ a <s>", " a/D/ b/Cs/", None),
        ("<s-p>", " b/ps/", None),
        ("<s-p>", " b/s/", " b/s/"),
        ("<*-s> c", " b/s/ c/s/", None),
        ("<*> c", " ./T/ c/s/", None),
        (r"\(", " (/T/", " (/T/"),
        ("don't", " don't/V/", " don't/V/"),
        ("c++", " c++//", " c++//"),
    ],
)
def test_what_is_flagged(source: str, line: str, flagged: str | None) -> None:
    read = row(source)
    found = next(read.compiled.scan(line.encode()), None)
    told = None if found is None else line.encode()[slice(*read.flagged(found))].decode()
    assert told == flagged


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (r"\1 \2", None),
        ("{1} {2:plural}", None),
        (r"\3", "speaks of item 3, of 2"),
        (r"\0", "speaks of item 0, of 2"),
        ("{3}", "speaks of item 3, of 2"),
        ("{0}", "speaks of item 0, of 2"),
        ("{:plural}", "speaks of item without a number, of 2"),
        ("{x}", "speaks of item x, of 2"),
        ("{2:plurl}", "there is no form “plurl”; did you mean “plural”"),
    ],
)
def test_a_replacement_speaks_of_what_there_is(template: str, why: str | None) -> None:
    if why is None:
        check_template(template, 2)
    else:
        with pytest.raises(NotationError, match=why):
            check_template(template, 2)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (r"\2 \1", "files SQL"),
        ("the {2:singular}  one", "the file one"),
        ("{1:a}", None),
        ("x {3}  y", "x y"),
    ],
)
def test_a_replacement_is_filled(template: str, expected: str | None) -> None:
    assert filled(template, lambda number: ["", "SQL", "files", ""][number]) == expected
