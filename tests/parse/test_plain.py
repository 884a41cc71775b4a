"""Plain text: paragraphs, and headings where no empty line shows them."""

from blocks import kinds, read

LONG = "This line is a whole paragraph, since nobody broke it by hand, and it goes on well beyond what fits a screen. It does."
P = "paragraph"


def test_empty_lines_part_paragraphs() -> None:
    assert kinds("One\ntwo\n\n  three\r\n\r\nfour", "text") == [(P, "One two"), (P, "three"), (P, "four")]


def test_long_lines_without_empty_ones_are_paragraphs_and_short_ones_headings() -> None:
    text = f"{LONG} A.\nMoving past the old phase.\n{LONG} B.\nA title\nThe sentence that follows a title is no title itself.\n{LONG} C.\n"
    assert [kind for kind, _ in kinds(text, "text")] == [P, "heading", P, "heading", P, P]


def test_lines_broken_by_hand_stay_one_paragraph() -> None:
    assert kinds("Some words that were\nbroken by hand\nat forty columns.\n", "text") == [
        (P, "Some words that were broken by hand at forty columns.")
    ]


def test_addresses_are_not_prose_and_markup_is() -> None:
    assert kinds("see https://a.b/c and src/a.py *now*", "text") == [(P, "see □ and □ *now*")]


def test_comments_stand_alone_on_their_line() -> None:
    document = read(
        "<!-- edlint-disable a -->\nText # edlint-x\n# edlint-enable\n// edlint-disable-file -- why\n", "text"
    )
    assert [comment.text for comment in document.comments] == [
        "edlint-disable a", "edlint-enable", "edlint-disable-file -- why",
    ]  # fmt: skip
    assert [block.text for block in document.blocks] == ["Text # edlint-x"]


def test_odd_texts_are_read() -> None:
    assert kinds("\ufeff", "text") == []
    assert kinds("", "text") == []
    assert kinds("a\rb", "text") == [(P, "a b")]
    assert read("word " * 1_000_000, "text").words == 1_000_000
