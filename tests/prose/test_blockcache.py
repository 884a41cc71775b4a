"""What is kept of the blocks of a text from check to check never changes what is said of it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edlint.api import Linter
from edlint.cache import store
from edlint.model.report import FileReport
from edlint.prose.blockcache import BlockCache

FLAGGED = [example.text for rule in Linter().catalog.values() for example in rule.examples.bad]
TELLING = [
    "## Ten myths about identifiers",
    "## What is new",
    "A UUID can never collide.",
    "AI detectors are highly accurate.",
    "The detectors are highly accurate.",
    "We recieve it. It was was late.",
    "Call `recieve` with care.",
    "We recieve it, and Recieve is how it is called.",
    "The colour of the color.",
    "The QPU was built late.",
    "The Quantum Proc Unit (QPU) is new.",
    "Nine in ten (90%) users leave, as 55% of all editors say.",
    "| Plan | Price |\n|---|---|\n| Small | $5 |\n| Large | 30% off |",
    "| Plan | Share |\n|---|---|\n| Small | 5% |\n| Large | 30% |",
    "- The first one.\n- The second one.\n- The third one\n- The fourth one.",
    "> Somebody said that it recieves 70% of all mail.",
    "Der Hund ist nicht in dem Haus, und die Katze ist auch nicht da.",
    "<!-- edlint-disable -->",
    "<!-- edlint-disable-next-line spelling -- it is a name -->",
    "“It begins here",
    "It is basically very unique, [really][1].",
    "[1]: https://example.org",
    "It rose from 10 to 20, by 50%.[^n]",
    "[^n]: According to a survey.",
    "---\nlang: de\n---",
    "---\ntitle: Ten myths about identifiers\n---",
]
PARTS = st.one_of(st.sampled_from(TELLING), st.sampled_from(TELLING), st.sampled_from(FLAGGED))


@st.composite
def sessions(draw: st.DrawFn) -> list[list[str]]:
    """Return a text's paragraphs as they are at one time after the other."""
    parts = draw(st.lists(PARTS, min_size=1, max_size=8))
    texts = [list(parts)]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(parts)))
        match draw(st.sampled_from(["new", "new", "moved", "gone", "longer"])):
            case "moved" if parts:
                parts.insert(at, parts.pop(draw(st.integers(0, len(parts) - 1))))
            case "gone" if at < len(parts):
                del parts[at]
            case "longer" if at < len(parts):
                parts[at] += f" {draw(PARTS)}"
            case _:
                parts.insert(at, draw(PARTS))
        texts.append(list(parts))
    return texts


@pytest.fixture(scope="module")
def linter():
    with pytest.MonkeyPatch.context() as patch:
        # A fresh check is one that nothing is known for.
        patch.setenv(store.OFF, "1")
        with Linter(settings={"engines": "none", "select": ["all"]}) as made:
            yield made


def said(report: FileReport) -> tuple[object, ...]:
    return (
        report.error,
        report.fault,
        report.failures,
        report.findings,
        report.claims,
        dict(report.readability),
    )


SOURCED = "Nine in ten (90%) users leave.[^n]\n\n[^n]: From <https://a.b/c>."
ELSEWHERE = {
    "a heading that says that it is false": ("A UUID can never collide.", "## Facts", "## Ten myths"),
    "what the article is about": ("The compiler prevents deadlocks.", "On Rust.", "On it."),
    "another way to write it": (
        "The dataset is here.",
        "The data sets are here, and the data sets too.",
        "The letters are here.",
    ),
    "its definition": (
        "The domain name system (DNS).",
        "The domain name system (DNS) maps names.",
        "The domain name system maps names.",
    ),
    "the other headings": (
        "## Many Small Things Matter",
        "## How it began so small\n\n## Where things matter\n\n## What many things it took\n\nSo many small things matter.",
        "## How It Began\n\n## Where Things Matter\n\n## What It Took\n\nSo many small things matter.",
    ),
    "the head of its table": (
        "| Small | 30% |",
        "| Plan | Price |\n|---|---|\n| Large | $5 |",
        "| Plan | Share |\n|---|---|\n| Large | 5% |",
    ),
    "the language": ("We recieve it.", "---\nlang: de\n---", "---\nlang: en\n---"),
    "code that has the word": ("A wibblify is near.", "Call `wibblify`.", "Call `nothing`."),
    "an address that has the word": (
        "A wibblify is near.",
        "[It](http://a.b/wibblify)",
        "[It](http://a.b/wobblify)",
    ),
    "how often it stands": ("We recieve it.", "- Recieve\n- recieve\n- a recieve", "- receive"),
    "what silences it": ("We recieve it.", "<!-- edlint-disable -->", "<!-- edlint -->"),
    "a reference": (
        "Nine in ten (90%) users leave.[^n]",
        "[^n]: From https://a.b/c.",
        "[^m]: From https://a.b/c.",
    ),
}
"""A paragraph, and what stands before it at one time and another, on which depends what is said of it."""


@pytest.mark.parametrize(("paragraph", "one", "other"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_stands_elsewhere_is_heeded(linter: Linter, paragraph: str, one: str, other: str):
    blank = "\n" if paragraph.startswith("|") else "\n\n"
    texts = [f"{before}{blank}{paragraph}\n" for before in (one, other)]
    about = [
        [
            (each.rule, each.message, each.suppressed)
            for each in linter.check_text(text).findings
            if each.text in paragraph
        ]
        + [(each.status, each.text) for each in linter.check_text(text).claims]
        for text in texts
    ]
    assert about[0] != about[1]
    kept = BlockCache()
    for text in (*texts, *texts):
        assert said(linter.check_text(text, kept=kept)) == said(linter.check_text(text))


STANDING = [
    ("> We recieve it, 70% say.", "We recieve it, 70% say."),
    ("We recieve it.\n\nThe end.", '<p lang="de">We recieve it.</p>\n\nThe end.'),
    ("A UUID can never collide.\n===", "A UUID can never collide."),
    ("It was was late.", "So.\n\nIt was was late."),
    (f"{SOURCED}", f"So.\n\n{SOURCED}"),
]
"""A paragraph as it stands at one time and another."""


@pytest.mark.parametrize(("one", "other"), STANDING)
def test_how_a_paragraph_stands_is_heeded(linter: Linter, one: str, other: str):
    kept = BlockCache()
    for text in (one, other, one):
        assert said(linter.check_text(text, kept=kept)) == said(linter.check_text(text))


def test_another_profile_knows_nothing(linter: Linter):
    kept = BlockCache()
    text = "We recieve it. It was was late.\n"
    linter.check_text(text, kept=kept)
    with Linter(settings={"engines": "none", "ignore": ["grammar"]}) as other:
        assert said(other.check_text(text, kept=kept)) == said(other.check_text(text))


@settings(max_examples=25)
@given(sessions())
def test_what_is_kept_changes_nothing(linter: Linter, texts: Sequence[Sequence[str]]):
    kept = BlockCache()
    for parts in texts:
        text = "\n\n".join(parts) + "\n"
        assert said(linter.check_text(text, kept=kept)) == said(linter.check_text(text))


def test_paragraphs_that_are_as_they_were_are_not_read_again(linter: Linter):
    kept = BlockCache()
    before = "".join(f"Sentence {number} recieves it.\n\n" for number in range(20))
    linter.check_text(before, kept=kept)
    known = {id(notes) for notes in kept._known[1].values()}
    linter.check_text(f"A first one.\n\n{before}", kept=kept)
    assert len(kept._known[1]) == 21
    assert len(known & {id(notes) for notes in kept._known[1].values()}) == 20


def test_what_is_known_of_a_paragraph_goes_with_it(linter: Linter):
    kept = BlockCache()
    linter.check_text("We recieve it.\n\nIt was was late.\n", kept=kept)
    linter.check_text("It was was late.\n", kept=kept)
    assert len(kept._known[1]) == 1
