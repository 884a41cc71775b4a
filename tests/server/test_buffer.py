"""Texts that are changed piece by piece are those that the editor has, whatever is in them."""

from hypothesis import given
from hypothesis import strategies as st

from edlint.server.buffer import Change, Lines, Point
from edlint.server.place import edits_between

TEXTS = st.text(st.sampled_from("ab \n\r\t\f\u2028\x85é中😀\u0301"), max_size=40)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-32"])
EDITS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5), TEXTS), max_size=8)


@given(TEXTS, ENCODINGS)
def test_an_offset_is_found_again_from_its_point(text, encoding):
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        point = lines.point(offset)
        inside = text[offset - 1 : offset + 1] == "\r\n"
        assert lines.offset(point) == (offset - 1 if inside else offset)


@given(TEXTS, ENCODINGS)
def test_lines_end_as_the_protocol_says(text, encoding):
    lines = Lines(text, encoding)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [lines.line(number) for number in range(len(plain))] == plain
    units = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
    codec, size = units[encoding]
    assert lines.point(len(text)) == Point(len(plain) - 1, len(plain[-1].encode(codec)) // size)


@given(TEXTS, ENCODINGS, EDITS)
def test_changes_end_in_the_text_that_the_editor_has(text, encoding, edits):
    lines = Lines(text, encoding)
    for place, length, new in edits:
        start = min(place, len(text))
        end = min(start + length, len(text))
        # No editor puts a cursor between the two characters of a line's end.
        start -= text[start - 1 : start + 1] == "\r\n"
        end -= text[end - 1 : end + 1] == "\r\n"
        lines = lines.changed([Change(lines.point(start), lines.point(max(start, end)), new)])
        text = text[:start] + new + text[max(start, end) :]
        assert lines.text == text


@given(TEXTS, st.integers(0, 99), st.integers(0, 99))
def test_places_that_are_none_are_in_the_text_all_the_same(text, line, character):
    lines = Lines(text)
    assert 0 <= lines.offset(Point(line, character)) <= len(text)


@given(TEXTS, TEXTS)
def test_edits_between_two_texts_make_one_of_the_other(before, after):
    made, at = "", 0
    for edit in edits_between(before, after):
        assert at <= edit.start <= edit.end
        made += before[at : edit.start] + edit.text
        at = edit.end
    assert made + before[at:] == after
