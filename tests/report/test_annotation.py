"""Marks on the page: whatever the ranges, every mark holds exactly its words and the text stays as it is."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from edlint.report.html.annotation import Annotation, annotated

TEXT = "The <queue> & its “workers” wait; 3 > 2."


class Read(HTMLParser):
    """What a browser would read: the text in each numbered mark, and whether the elements nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.inside: dict[str, str] = {}
        self.open: list[tuple[str, str]] = []
        self.feed(str(html))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        number = dict(attrs).get("data-n") or ""
        self.inside.setdefault(number, "")
        self.open.append((tag, number))

    def handle_endtag(self, tag: str) -> None:
        name, _ = self.open.pop()
        assert name == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, number in self.open:
            self.inside[number] += data


RANGES = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 3)), max_size=12
)


@given(RANGES)
def test_each_mark_holds_its_words_and_all_nest(ranges: list[tuple[int, int, int]]) -> None:
    annotations = [
        Annotation(min(a, b), max(a, b), rank, Markup(f'<i{rank} data-n="{n}">'), Markup(f"</i{rank}>"))
        for n, (a, b, rank) in enumerate(ranges)
    ]
    read = Read(annotated(TEXT, annotations))
    assert read.text == TEXT
    for number, annotation in enumerate(annotations):
        assert read.inside[str(number)] == TEXT[annotation.start : annotation.end]


@given(RANGES)
def test_a_mark_is_cut_by_other_marks_only(ranges: list[tuple[int, int, int]]) -> None:
    marks = [Annotation(3, 20, 0, Markup('<b data-n="m">'), Markup("</b>"))]
    tags = [
        Annotation(min(a, b), max(a, b), 3, Markup("<u>"), Markup("</u>")) for a, b, _ in ranges if a != b
    ]
    html = annotated(TEXT, [*marks, *tags])
    outside = [tag for tag in tags if tag.start <= 3 and tag.end >= 20]
    assert html.count("<b ") == 1 or outside


def test_what_stands_for_something_else_is_put_in() -> None:
    shown = annotated(
        "see \ufffc now", [Annotation(0, 5, 0, Markup("<b>"), Markup("</b>"))], {4: Markup("<code>x</code>")}
    )
    assert shown == "<b>see <code>x</code></b> now"


def test_what_hides_letters_is_spelt_out_and_line_ends_stay() -> None:
    assert annotated("a\u202eb\r\nc", []) == "a\\u202eb\nc"
