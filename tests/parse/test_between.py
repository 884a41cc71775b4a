"""What stands between two words, what is hidden, what is inside a word, and what is a name: none is edited unseen."""

import pytest
from blocks import kinds, marks, read
from hypothesis import given
from hypothesis import strategies as st

from edlint.model.block import Block, BlockKind, Mark, MarkKind
from edlint.model.span import Span

P = "paragraph"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("go to <DocsLink/> to learn", "go to □ to learn"),
        ("using <Redux />, then", "using □, then"),
        ("a <Link /> b <Icon name='x'></Icon> c <my-icon></my-icon> d", "a □ b □ c □ d"),
        ("a <i class='fa'></i> b <span class='x'> </span> c", "a □ b □ c"),
        ("a ![](x.png) b [](target) c [![](i.png)](u) d", "a □ b □ c □ d"),
        ("a :tada: b", "a □ b"),
        ("a {{ x }} b {% include y %} c {{< icon z >}} d <%= e %> f", "a □ b □ c □ d □ e".replace("e", "f")),
        ("a {% if x %} b {% endif %} c", "a □ b □ c"),
        ("a {{< tip >}}b{{< /tip >}} c", "a b c"),
        ("the <!-- c --> the cat", "the □ the cat"),
        ("a <!-- c -->, b", "a □, b"),
        ("wo<!-- c -->rd, word<!-- c --> and <!-- c -->word", "word, word and word"),
        ("It ends. <!-- c --> It begins.", "It ends. It begins."),
        ("<!-- c --> Begin and end <!-- c -->", "Begin and end"),
        ("a <a id='x'></a> b <a name='y'></a>c", "a □ b c"),
        ("a Vec<String> b <b>c</b> d<wbr>e", "a Vec□ b c de"),
        ("a <svg><path/></svg> b <object><b>x</b></object> c", "a □ b □ c"),
        ("a <template>x</template> b", "a □ b"),
        ("a <Tooltip text='x'>b</Tooltip> c", "a b c"),
    ],
)
def test_an_object_stands_for_what_is_no_words(text: str, words: str) -> None:
    assert [block for block in kinds(text) if block[0] == P] == [(P, words)]
    assert [block for block in kinds(f"<p>{text}</p>", "html") if block[0] == P] == [(P, words)] or any(
        mark in text for mark in "![:"
    )


@pytest.mark.parametrize(
    "text", ["<Redux />", "<i class='x'></i>", ":tada:", "{{ x }}", "[](a)", "{% if x %}"]
)
def test_an_object_on_its_own_is_no_block(text: str) -> None:
    assert kinds(f"One.\n\n{text}\n\nTwo.\n") == [(P, "One."), (P, "Two.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Go to <DocsLink/> to learn <Tip>it</Tip> {x} now{/* c */}.", "Go to □ to learn it □ now."),
        ("Use \\{braces\\} and {code} here.", "Use {braces} and □ here."),
        ("A {`x\n}`} b {'x\n} c.", "A □ b □ c."),
        ("A <Icon name={'x'}></Icon> b {/* c */} c", "A □ b □ c"),
    ],
)
def test_components_in_mdx(text: str, words: str) -> None:
    assert kinds(text, path="a.mdx") == [(P, words)]


DEFINED = "\n\n[recieve]: https://example.org/r\n[the the page]: https://example.org/p\n"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("See [recieve]." + DEFINED, ["recieve"]),
        ("See [recieve][]." + DEFINED, ["recieve"]),
        ("See [the the page]." + DEFINED, ["the the page"]),
        ("See [what we recieve][recieve]." + DEFINED, []),
        ("See [recieve](https://example.org)." + DEFINED, []),
        ("See [nobody]." + DEFINED, []),
        ("See [PSBTv2][topic psbt] and [what we say][topic psbt].", ["PSBTv2"]),
        ("See [recieve][].", ["recieve"]),
        ("Set a[i][j], [1][2] and [a].", []),
        ("How [[How it recieves]] and [[recieve|words]] go.", ["How it recieves"]),
        (
            "Tagged #projct/recieve and (#recieve) in C#, #1 and [x](#recieve).",
            ["#projct/recieve", "#recieve"],
        ),
    ],
)
def test_labels(text: str, labels: list[str]) -> None:
    assert [words for words, _ in marks(text, MarkKind.LABEL)] == labels


def test_the_words_of_an_undefined_reference_are_prose_without_its_label() -> None:
    assert kinds("See [what we say][topic psbt], [here] it is.") == [(P, "See what we say, [here] it is.")]


def test_an_images_label_is_one_too() -> None:
    text = "![recieve]\n\n[recieve]: a.png"
    assert kinds(text) == [(P, "□"), ("alt", "recieve")]
    assert marks(text, MarkKind.LABEL) == [("recieve", "recieve")]


def block(text: str) -> Block:
    return read(text).blocks[0]


def place(prose: Block, words: str) -> Span:
    at = prose.text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("See [recieve] now." + DEFINED, "recieve", "receive"),
        ("See [recieve] now." + DEFINED, "See recieve", "See receive"),
        ("How [[How it]] is", "How How", "How"),
        ("See [.gov ](x) sites", "gov  sites", "gov sites"),
        ("see the [the cat](x) is", "the the", "the"),
        ("a #tag/recieve b", "recieve", "receive"),
        ("suc\u00adcess is", "success", "x"),
    ],
)
def test_there_is_no_edit_of_a_label_nor_of_blanks_at_a_links_edge(text: str, old: str, new: str) -> None:
    assert block(text).edit(place(block(text), old), new) is None


@pytest.mark.parametrize(
    ("text", "words", "plain"),
    [
        ("of the the cat", "the the", True),
        ("of the\nthe cat", "the the", False),
        ("in *in* both", "in in", False),
        ("see *the the* cat", "the the", True),
        ("see [the the](x) cat", "the the", True),
        ("the[^1] the cat\n\n[^1]: x", "the the", False),
        ("one word\u00ad two", "word two", False),
        ("caf&eacute; is", "café is", False),
    ],
)
def test_a_plain_run_is_on_one_line_without_markup(text: str, words: str, plain: bool) -> None:
    assert block(text).plain_run(place(block(text), words)) is plain
    assert not block(text).plain_run(Span(1, 1))


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
@pytest.mark.parametrize(
    "joint",
    [
        "\u00ad",
        "\u200b",
        "\u2060",
        "\u200c",
        "\u200d",
        "\ufeff",
        "&shy;",
        "&zwnj;",
        "&#x200D;",
        "&#173;",
        "&zwj;",
    ],
)
def test_words_are_read_whole_across_what_has_no_width(joint: str, form: str) -> None:
    if joint.startswith("&") and form == "text":
        return
    text = f"A suc{joint}cess to rec{joint}ieve."
    document = read(text, form)
    assert [b.text for b in document.blocks] == ["A success to recieve."]
    assert [(problem.rule, problem.values["count"]) for problem in document.problems] == [
        ("typography.zero-width", "2")
    ]
    prose = document.blocks[0]
    edit = prose.edit(place(prose, "recieve"), "receive")
    assert edit is not None
    assert text[: edit.start] + edit.text + text[edit.end :] == f"A suc{joint}cess to rec{joint}eive."


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d💻 x", "❤\ufe0f\u200d🔥"])
def test_joiners_stay_where_they_mean_something(text: str) -> None:
    assert kinds(text) == [(P, text)]
    assert read(text).problems == ()


def test_a_blank_stays_one_beside_what_has_no_width() -> None:
    assert kinds("a \u200b b, \u00adc") == [(P, "a b, c")]


some_marks = st.lists(
    st.builds(
        lambda kind, start, length: Mark(kind, Span(start, start + length), "", Span(0, 0)),
        st.sampled_from(MarkKind),
        st.integers(0, 20),
        st.integers(0, 12),
    ),
    max_size=6,
)


@given(some_marks, st.sets(st.sampled_from(MarkKind)), st.integers(0, 20), st.integers(0, 12))
def test_a_span_is_divided_by_what_begins_or_ends_inside_it(
    found: list[Mark], kinds: set[MarkKind], start: int, length: int
) -> None:
    span = Span(start, start + length)
    prose = Block(BlockKind.PARAGRAPH, "a" * 40, (), Span(0, 40), marks=tuple(found))
    wanted = any(span.start < edge < span.end for mark in found if mark.kind in kinds for edge in mark.span)
    assert prose.divided(span, kinds) == wanted


@given(some_marks, st.integers(0, 20), st.integers(0, 12))
def test_a_span_is_labelled_that_shares_a_letter_with_a_label(
    found: list[Mark], start: int, length: int
) -> None:
    apart: list[Mark] = []
    for mark in sorted(found, key=lambda mark: mark.span):
        if not mark.span.empty and all(not mark.span.touches(other.span) for other in apart):
            apart.append(mark)
    span = Span(start, start + length)
    prose = Block(BlockKind.PARAGRAPH, "a" * 40, (), Span(0, 40), marks=tuple(apart))
    assert prose.labelled(span) == any(m.span.touches(span) for m in apart if m.kind is MarkKind.LABEL)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("I see\n{{ x }}\nand go on.", ["I see □ and go on."]),
        ("I see.\n{{ x }}\nand go on.", ["I see.", "and go on."]),
        ("I see\n{{ x }}\nAnd go on.", ["I see", "And go on."]),
        ("1 see\n{{ x }}\nand go on.", ["1 see", "and go on."]),
    ],
)
def test_a_value_on_a_line_of_its_own_is_in_a_sentence_that_goes_on(text: str, prose: list[str]) -> None:
    assert [words for _, words in kinds(text)] == prose
