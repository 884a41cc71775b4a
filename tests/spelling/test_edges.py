"""The judgement of words at its edges, with a small lexicon whose entries are known."""

from types import SimpleNamespace

import pytest

from edlint.cache.table import Table, pack
from edlint.check.spelling import build
from edlint.check.spelling.candidates import Candidate, candidates
from edlint.check.spelling.edits import (
    ADD,
    APOSTROPHE,
    DOUBLE,
    DROP,
    FIRST,
    NEAR,
    OTHER,
    SKIP,
    SOUND,
    SWAP,
    cost,
)
from edlint.check.spelling.evidence import Occurrence, collect_evidence
from edlint.check.spelling.judge import (
    CLEAR,
    SURE,
    SURE_LISTED,
    THRESHOLD,
    Grade,
    Verdict,
    _certain,
    _no_slip,
    adjust_to_article,
    is_unambiguous,
)
from edlint.check.spelling.known import in_dictionary, known
from edlint.check.spelling.lexicon import (
    CAPITAL,
    CURATED,
    GATHERED,
    LOWER,
    PERSON,
    RARE,
    RARE_NAME,
    Entry,
    Lexicon,
)
from edlint.check.spelling.morphology import Derivation, derivation_of, same_stem, usual, usual_compound
from edlint.check.spelling.suspects import _latin
from edlint.check.spelling.tokens import Run, code_like, coded, is_unit, run
from edlint.model.span import Span

USUAL = Entry(zipf=4.5, listed=9, level=20, forms=LOWER, uses=500, small=400, spread=9)
RARE_BUT_SOLID = Entry(zipf=2.5, listed=1, forms=LOWER)


class Toy(Lexicon):
    """A lexicon of a few entries."""

    def __init__(
        self, entries: dict[str, Entry], language: str = "en", beside: Lexicon | None = None
    ) -> None:
        super().__init__(language, Table(memoryview(pack([], {}))), beside)
        self.get = entries.get


@pytest.mark.parametrize(
    ("entry", "written", "right"),
    [
        (Entry(listed=1), "word", True),
        (Entry(level=80, forms=LOWER), "word", True),
        (Entry(level=80, forms=CAPITAL), "word", False),
        (Entry(level=80, forms=CAPITAL), "Word", True),
        (Entry(level=80, forms=LOWER, variants="x"), "word", False),
        (Entry(level=80, forms=LOWER, variants="B"), "word", True),
        (Entry(listed=1, level=80, forms=CAPITAL, variants="x"), "word", True),
        (Entry(spread=4, small=40), "word", True),
        (Entry(spread=3, small=40), "word", False),
        (Entry(spread=4, small=39), "word", False),
        (Entry(zipf=9), "word", False),
    ],
)
def test_what_is_in_a_dictionary(entry: Entry, written: str, right: bool) -> None:
    assert in_dictionary(Toy({"word": entry}), "word", written) is right


@pytest.mark.parametrize(
    ("entries", "word", "right"),
    [
        ({"word": USUAL}, "word's", True),
        ({"word": USUAL}, "word’ll", True),
        ({"words": USUAL}, "words'", True),
        ({"word": USUAL}, "word'", False),
        ({"don't": USUAL}, "don'ts", True),
        ({"naive": USUAL}, "naïve", True),
        ({"naive": USUAL}, "ñaivé", True),
        ({}, "naïve", False),
        ({"customizable": Entry(listed=1)}, "customisable", True),
        ({"customizable": Entry(level=1)}, "customisable", True),
        ({"customizable": Entry(spread=2)}, "customisable", True),
        ({"customizable": Entry(spread=1)}, "customisable", False),
        ({"customizable": Entry(forms=CURATED)}, "customisable", True),
        ({"prizm": USUAL}, "prism", False),
        ({"analyze": USUAL}, "analyse", True),
        ({"ize": USUAL}, "ise", False),
        ({"abize": USUAL}, "abise", False),
        ({"abcize": USUAL}, "abcise", True),
    ],
)
def test_what_is_right_beyond_doubt(entries: dict[str, Entry], word: str, right: bool) -> None:
    assert known(Toy(entries), word) is right


@pytest.mark.parametrize(
    ("entry", "word", "right"),
    [
        (Entry(zipf=2.5), "wort", True),
        (Entry(zipf=2.49), "wort", False),
        (None, "wort", False),
        (None, "wort's", True),
        (None, "bridge", True),
    ],
)
def test_a_language_with_one_list_knows_what_is_in_use(entry: Entry | None, word: str, right: bool) -> None:
    beside = Toy({"bridge": USUAL})
    assert known(Toy({"wort": entry} if entry else {}, "fr", beside), word) is right
    assert known(Toy({"wort": entry} if entry else {}, "fr"), word) is (right and word != "bridge")


@pytest.mark.parametrize(
    ("entry", "solid"),
    [
        (Entry(zipf=2.5, listed=1, forms=LOWER), True),
        (Entry(zipf=2.49, listed=1, forms=LOWER), False),
        (Entry(zipf=2.5, listed=1, forms=CAPITAL), False),
        (Entry(zipf=2.5, level=60, forms=LOWER), True),
        (Entry(zipf=2.5, level=61, forms=LOWER), False),
        (Entry(zipf=2.5, level=0, forms=LOWER), False),
        (Entry(uses=50, level=1, forms=LOWER), True),
        (Entry(uses=49, level=1, forms=LOWER), False),
        (Entry(uses=50, spread=4, forms=LOWER), True),
        (Entry(uses=49, spread=4, forms=LOWER), False),
        (Entry(uses=50, spread=3, forms=LOWER), False),
    ],
)
def test_a_word_is_built_on_common_ones(entry: Entry, solid: bool) -> None:
    lexicon = Toy({"stem": entry})
    assert derivation_of(lexicon, "microstem") is (Derivation.DERIVED if solid else Derivation.NO)
    assert derivation_of(lexicon, "stemless") is (Derivation.DERIVED if solid else Derivation.NO)


@pytest.mark.parametrize(
    ("entries", "word", "how"),
    [
        # Prefixes take four letters, or three of a term; unsure ones more.
        ({"ste": RARE_BUT_SOLID}, "microste", Derivation.NO),
        ({"ste": RARE_BUT_SOLID._replace(forms=LOWER | CURATED)}, "microste", Derivation.DERIVED),
        ({"ste": RARE_BUT_SOLID}, "steless", Derivation.NO),
        ({"stem": RARE_BUT_SOLID}, "stemship", Derivation.SUFFIXED),
        ({"stem": RARE_BUT_SOLID}, "stems", Derivation.MISFORMED),
        # A technical word takes endings.
        ({"stem": Entry(forms=CURATED)}, "stems", Derivation.INFLECTED),
        ({"stem": Entry(forms=CURATED, level=1)}, "stems", Derivation.NO),
        ({"stem": Entry(forms=CURATED, listed=1)}, "stems", Derivation.NO),
        ({"stem": Entry(forms=CURATED, level=1)}, "steming", Derivation.INFLECTED),
        ({"stem": Entry(zipf=3.3, level=1)}, "steming", Derivation.NO),
        ({"stem": Entry(zipf=3.3)}, "stems", Derivation.INFLECTED),
        ({"stem": Entry(zipf=3.29)}, "stems", Derivation.NO),
        ({"stem": Entry(spread=3, uses=10)}, "stems", Derivation.INFLECTED),
        ({"stem": Entry(spread=2, uses=10)}, "stems", Derivation.NO),
        ({"stem": Entry(spread=3, uses=9)}, "stems", Derivation.NO),
        ({"stem": Entry(forms=CURATED)}, "stemming", Derivation.INFLECTED),
        ({"stem": Entry(forms=CURATED, level=1)}, "stemming", Derivation.NO),
        ({"wee": Entry(forms=CURATED)}, "wees", Derivation.INFLECTED),
        ({"we": Entry(forms=CURATED)}, "wes", Derivation.NO),
        ({"notice": RARE_BUT_SOLID}, "noticable", Derivation.NO),
        ({"notice": RARE_BUT_SOLID}, "noticeable", Derivation.SUFFIXED),
        ({"rate": RARE_BUT_SOLID}, "ratable", Derivation.SUFFIXED),
        # Two words put together: one of four letters at least, none of fewer than three.
        ({"abc": RARE_BUT_SOLID, "defg": RARE_BUT_SOLID}, "abcdefg", Derivation.COMPOUND),
        ({"defg": RARE_BUT_SOLID, "abc": RARE_BUT_SOLID}, "defgabc", Derivation.COMPOUND),
        ({"abc": RARE_BUT_SOLID, "def": RARE_BUT_SOLID}, "abcdef", Derivation.NO),
        ({"ab": RARE_BUT_SOLID, "defg": RARE_BUT_SOLID}, "abdefg", Derivation.NO),
        ({"defg": RARE_BUT_SOLID, "ab": RARE_BUT_SOLID}, "defgab", Derivation.NO),
    ],
)
def test_how_a_word_is_made_of_others(entries: dict[str, Entry], word: str, how: Derivation) -> None:
    assert derivation_of(Toy(entries), word) is how


def test_only_some_languages_write_compounds_as_one_word() -> None:
    entries = {"haus": RARE_BUT_SOLID, "boot": RARE_BUT_SOLID}
    assert derivation_of(Toy(entries, "de"), "hausboot") is Derivation.COMPOUND
    assert derivation_of(Toy(entries, "fr"), "hausboot") is Derivation.NO


@pytest.mark.parametrize(
    ("one", "two", "compound"),
    [
        (USUAL, USUAL, True),
        (USUAL, RARE_BUT_SOLID, False),
        (USUAL, RARE_BUT_SOLID._replace(forms=LOWER | CURATED), True),
        (RARE_BUT_SOLID._replace(forms=LOWER | CURATED), USUAL, True),
        (RARE_BUT_SOLID, RARE_BUT_SOLID, False),
    ],
)
def test_usual_compounds(one: Entry, two: Entry, compound: bool) -> None:
    assert usual_compound(Toy({"lock": one, "time": two}), "locktime") is compound


def test_everybody_knows_words_of_four_letters() -> None:
    assert usual(Toy({"word": USUAL}), "word")
    assert not usual(Toy({"wor": USUAL}), "wor")
    assert usual(Toy({"word": USUAL._replace(zipf=4.3)}), "word")
    assert not usual(Toy({"word": USUAL._replace(zipf=4.29)}), "word")


@pytest.mark.parametrize(
    ("meant", "typed", "slip"),
    [
        ("letter", "leter", DOUBLE),
        ("later", "latter", DOUBLE),
        ("letter", "letterr", DOUBLE),
        ("receive", "recieve", SWAP),
        ("ab", "ba", SWAP + FIRST),
        ("word", "wrd", DROP),
        ("word", "ord", DROP + FIRST),
        ("don't", "dont", APOSTROPHE),
        ("well-known", "wellknown", APOSTROPHE),
        ("wellknown", "well-known", APOSTROPHE),
        ("cat", "cast", ADD),
        ("cat", "caqt", ADD),
        ("cat", "capt", ADD + 0.2),
        ("cat", "catq", ADD + 0.2),
        ("cat", "caty", ADD),
        ("cat", "cgat", ADD + 0.2),
        ("cat", "cayt", ADD),
        ("separate", "seperate", SOUND),
        ("cat", "cay", NEAR),
        ("cat", "cam", OTHER),
        ("dependencies", "depencies", SKIP),
        ("containing", "containg", SKIP),
        ("abcabcx", "abcx", SKIP),
        ("word", "word", 0.0),
    ],
)
def test_what_a_slip_costs(meant: str, typed: str, slip: float) -> None:
    assert cost(meant, typed) == pytest.approx(min(slip, 9))


def candidate(score: float) -> Candidate:
    return Candidate("word", 4.0, 1.0, score)


def test_one_suggestion_is_clear_and_of_two_one_that_is_ten_times_as_likely() -> None:
    assert is_unambiguous((candidate(1.0),))
    assert is_unambiguous((candidate(2.0), candidate(2.0 - CLEAR)))
    assert not is_unambiguous((candidate(2.0), candidate(2.125 - CLEAR)))


@pytest.mark.parametrize(
    ("entry", "occurrence", "slip", "told"),
    [
        (Entry(forms=CURATED), Occurrence("worda"), 1, {"term in other case": 1}),
        (Entry(forms=CURATED | LOWER), Occurrence("worda"), 1, {"term": 1}),
        (Entry(forms=CURATED), Occurrence("Worda"), 1, {"term": 1, "capital": 1}),
        (Entry(forms=GATHERED), Occurrence("worda"), 1, {"identifier in other case": 1}),
        (Entry(forms=GATHERED | LOWER), Occurrence("worda"), 1, {"identifier": 1}),
        (
            Entry(forms=PERSON | RARE_NAME, zipf=2.0),
            Occurrence("Worda", named=True),
            1,
            {"used elsewhere": 1, "person": 1, "rare name": 2, "named": 1, "capital": 1},
        ),
        (
            Entry(forms=RARE_NAME, zipf=0.5),
            Occurrence("Worda", with_name=True, first=True),
            1,
            {"rare name": 1, "with a name": 1, "capital at the beginning": 1},
        ),
        (Entry(forms=RARE | RARE_NAME | PERSON), Occurrence("worda", named=True), 1, {"rare word": 1}),
        (Entry(spread=1, uses=7), Occurrence("worda", uses=4), 1, {"repeated": 2}),
        (Entry(spread=2, uses=7), Occurrence("worda", uses=4), 1, {"documented": 3, "repeated": 2}),
        # A slip that many make is no term because it is repeated.
        (Entry(zipf=1), Occurrence("worda", uses=4), 1.2, {}),
        (Entry(zipf=1), Occurrence("worda", uses=4), 1.3, {"repeated": 2}),
        (Entry(zipf=1, spread=1), Occurrence("worda", uses=4), 1.2, {}),
        (Entry(zipf=1, spread=2), Occurrence("worda", uses=4), 1.2, {"repeated": 2}),
        (Entry(zipf=1), Occurrence("Worda", uses=4), 1.2, {"capital": 1, "repeated": 2}),
        (Entry(), Occurrence("worda", linked=True), 1, {"linked": 1}),
        (Entry(), Occurrence("Worda", linked=True), 1, {"linked": 4, "capital": 1}),
    ],
)
def test_what_speaks_for_a_word(
    entry: Entry, occurrence: Occurrence, slip: float, told: dict[str, float]
) -> None:
    best = Candidate("wordy", 4.0, slip, 4 - 2 * slip)
    evidence = collect_evidence(Toy({"worda": entry}), occurrence, "worda", (best,), ())
    assert {name: evidence[name] for name in evidence.keys() - {"bias", "short", "other end", "slip"}} == told


@pytest.mark.parametrize(
    ("meant", "in_code", "told"),
    [
        ((), False, set()),
        (("wordy",), False, {"known misspelling"}),
        (("wordy", "words"), False, {"misspelling of several"}),
        (("wordy",), True, {"in code"}),
        (("wordy", "words"), True, {"in code"}),
    ],
)
def test_what_a_list_of_misspellings_says(meant: tuple[str, ...], in_code: bool, told: set[str]) -> None:
    evidence = collect_evidence(
        Toy({}),
        Occurrence("worda", in_code=in_code),
        "worda",
        (candidate(2.0)._replace(word="wordy"),),
        meant,
    )
    assert evidence.keys() & {"known misspelling", "misspelling of several", "in code"} == told


@pytest.mark.parametrize(
    ("best", "more"),
    [(3.49, 2.0), (3.5, 1.0)],
)
def test_a_compound_of_usual_words_beside_a_rare_one(best: float, more: float) -> None:
    toy = Toy({"light": USUAL, "nind": USUAL})
    for slip, value in ((1.0, 1.0), (1.1, more)):
        found = (Candidate("lightning", best, slip, best - 2 * slip),)
        evidence = collect_evidence(toy, Occurrence("lightnind"), "lightnind", found, ())
        assert evidence["compound of usual words"] == value


@pytest.mark.parametrize(("uses", "letter"), [(1000, True), (999, False)])
def test_a_letter_before_a_word_that_documentation_has(uses: int, letter: bool) -> None:
    toy = Toy({"bytes": Entry(listed=1, uses=uses)})
    evidence = collect_evidence(toy, Occurrence("vbytes"), "vbytes", (candidate(2.0),), ())
    assert ("letter before a word" in evidence) is letter


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("transclude", "transcluded", True),
        ("geocachers", "geocaches", True),
        ("stacks", "stacked", True),
        ("stems", "stemed", False),
        ("planets", "planned", False),
    ],
)
def test_forms_of_one_word(word: str, other: str, same: bool) -> None:
    assert same_stem(word, other) is same


@pytest.mark.parametrize(
    ("word", "first", "evidence", "term"),
    [
        ("worda", Candidate("wordy", 4.0, 1.0, 2.0), {}, False),
        ("worda", Candidate("wordy", 4.0, 1.0, 2.0), {"term"}, True),
        ("dont", Candidate("don't", 4.0, 1.0, 2.0), {"term", "apostrophe"}, False),
        ("worda", Candidate("wordy", 4.0, 1.0, 2.0), {"capital"}, False),
        ("worda", Candidate("wordy", 4.0, 1.1, 2.0), {"capital"}, True),
        ("wordya", Candidate("wordys", 4.0, 1.1, 2.0), {"capital"}, False),
        ("xordya", Candidate("wordya", 4.0, 1.0, 2.0), {"capital"}, True),
        ("templated", Candidate("templates", 2.99, 1.0, 2.0), {}, True),
        ("templated", Candidate("templates", 3.0, 1.0, 2.0), {}, False),
        ("templated", Candidate("tempered", 2.99, 1.0, 2.0), {}, False),
    ],
)
def test_what_is_no_slip_however_near_a_word_is(
    word: str, first: Candidate, evidence: set[str], term: bool
) -> None:
    assert _no_slip(word, first, dict.fromkeys(evidence, 1.0)) is term


@pytest.mark.parametrize(
    ("word", "slip", "score", "meant", "certain"),
    [
        ("wordya", 1.6, SURE, (), True),
        ("wordya", 1.6, SURE - 0.01, (), False),
        ("wordya", 1.7, SURE, (), False),
        ("worda", 1.6, SURE, (), False),
        ("xordya", 1.6, SURE, (), False),
        ("worda", 9.0, SURE_LISTED, ("wordys",), True),
        ("worda", 9.0, SURE_LISTED - 0.01, ("wordys",), False),
        ("worda", 9.0, SURE_LISTED, ("other",), False),
    ],
)
def test_what_is_certainly_misspelt(
    word: str, slip: float, score: float, meant: tuple[str, ...], certain: bool
) -> None:
    found = (Candidate("wordys", 4.0, slip, 2.0),)
    toy = Toy({"wordys": USUAL})
    assert _certain(toy, word, found, {}, score, meant=meant) is certain
    assert not _certain(Toy({}), word, found, {}, score, meant=meant)


@pytest.mark.parametrize(
    ("uses", "word", "found"),
    [
        (100, "abcdefg", ["abc defg", "abcd efg"]),
        (99, "abcdefg", []),
        (100, "abcdefgh", ["abc defgh", "abcde fgh"]),
    ],
)
def test_two_words_without_their_blank(
    uses: int, word: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = Toy({})
    monkeypatch.setattr(toy, "pair", lambda one, two: uses * (min(len(one), len(two)) > 2))
    assert sorted(each.word for each in candidates(toy, word)) == found


def verdict(score: float, grade: Grade = Grade.LIKELY, **evidence: float) -> Verdict:
    return Verdict(grade, score, (candidate(2.0), candidate(2.0)), evidence)


def test_what_a_verdict_says_of_a_word() -> None:
    assert verdict(SURE).unclear
    assert not verdict(SURE - 0.01).unclear
    assert not verdict(SURE)._replace(candidates=(candidate(2.0),)).unclear
    assert not verdict(1.0, **{"used elsewhere": 1.5}).familiar
    assert verdict(1.0, **{"used elsewhere": 1.6}).familiar
    assert verdict(1.0, term=1.0).familiar


@pytest.mark.parametrize(
    ("unknown", "certain", "score", "grade"),
    [
        (1, 0, THRESHOLD + 0.01, Grade.LIKELY),
        (1, 0, THRESHOLD, Grade.DOUBTFUL),
        (0, 0, THRESHOLD + 0.01, Grade.LIKELY),
        (9, 0, 1.0, Grade.DOUBTFUL),
        (9, 9, 1.0, Grade.LIKELY),
        (9, 0, 9.0, Grade.LIKELY),
    ],
)
def test_among_many_unknown_words_one_more_is_a_term(
    unknown: int, certain: int, score: float, grade: Grade
) -> None:
    assert adjust_to_article(verdict(score), unknown, certain).grade is grade
    listed = verdict(score, **{"known misspelling": 1.0})
    assert adjust_to_article(listed, unknown, certain) is listed
    sure = verdict(score, Grade.CERTAIN)
    assert adjust_to_article(sure, unknown, certain) is sure


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("run foo now", "foo", False),
        ("foo", "foo", False),
        ("run foo, now", "foo", False),
        ("run foo(), now", "foo", True),
        ("run foo[] now", "foo", True),
        ("use std::foo now", "foo", True),
        ("use foo::std now", "foo", True),
        ("use a->foo now", "foo", True),
        ("use --foo now", "foo", True),
        ("it is--foo now", "foo", False),
        ("it is --Foo now", "Foo", False),
        ("a --foo", "foo", True),
        ("use foo.bar now", "foo", True),
        ("use .foo now", "foo", True),
        ("so ..foo now", "foo", False),
        ("the end foo.", "foo", False),
        ("use foo.", "foo", False),
        ("use key:foo now", "foo", True),
        ("use :foo now", "foo", False),
        ("use foo:key now", "foo", True),
        ("use foo: key", "foo", False),
        ("use foo:", "foo", False),
        ("see a/foo/b now", "foo", True),
        ("see a/foo now", "foo", False),
        ("see /foo now", "foo", True),
        ("see ~/foo now", "foo", True),
        ("see foo/b.c now", "foo", True),
        ("see foo/b. Now", "foo", False),
        ("the [f]oo now", "oo", True),
        ("the foo[1] now", "foo", True),
        ("the (f)oo now", "oo", True),
        ("the (1)oo now", "oo", False),
        ("the -foo now", "foo", True),
        ("the a-foo now", "foo", False),
        ("-foo", "foo", True),
        ("an un- now", "un", True),
        ("pre- and post", "pre", True),
        ("a longword- now", "longword", False),
        ("client- and server-side", "client", True),
        ("a foo-", "foo", True),
        ("a foo-- b", "foo", False),
    ],
)
def test_what_is_code_rather_than_a_word(text: str, word: str, code: bool) -> None:
    start = text.index(word)
    assert code_like(text, Span(start, start + len(word))) is code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x86", True),
        ("ABCDEF", True),
        ("ABCDEFG", False),
        ("ABCDEFs", True),
        ("ABCDEFGs", False),
        ("ABCDEF's", True),
        ("IDs", True),
        ("iOS", True),
        ("Word", False),
        ("don’t", False),
        ("A", True),
    ],
)
def test_names_and_acronyms_by_their_capitals(text: str, code: bool) -> None:
    assert coded(text) is code


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("4 pmol", True),
        ("4 pmols", True),
        ("4 pmolss", False),
        ("4pmol", False),
        ("a pmol", False),
        ("44 pmol", True),
    ],
)
def test_a_few_letters_behind_a_figure_are_a_unit(text: str, unit: bool) -> None:
    start = text.index("p")
    assert is_unit(text, Span(start, len(text))) is unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so", None),
        ("soo", None),
        ("sooo", Run("o", 3, True, "so", "soo")),
        ("sooon", Run("o", 3, False, "son", "soon")),
        ("aaah", Run("a", 3, False, "ah", "aah")),
    ],
)
def test_letters_three_times_in_a_row(text: str, found: Run | None) -> None:
    assert run(text) == found


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("word", True),
        ("naïve’s", True),
        ("\u024f", True),
        ("\u0250", False),
        ("\u1dff", False),
        ("\u1e00", True),
        ("\u1eff", True),
        ("\u1f00", False),
        ("дом", False),
    ],
)
def test_the_latin_script(text: str, latin: bool) -> None:
    assert _latin(text) is latin


def test_what_a_language_is_made_of_and_what_is_worth_proposing(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "words.txt.gz": [
            "ours\t+\t10\t1\t5\t4\t3\t\t",
            "maybe\t?\t10\t1\t5\t4\t3\t\t",
            "seldom\t?\t10\t1\t5\t4\t3\t\t",
            "never\t-\t10\t1\t5\t4\t3\t\t",
            "both\t-\t10\t1\t5\t4\t3\t\t",
            "odd\t-\t10\t1\t5\t4\t3\t\t",
        ],
        "pairs.txt.gz": ["of\tthe\t12"],
        "misspellings.txt.gz": ["teh\tthe"],
        "rare.txt.gz": ["odd\tw", "name\tn", "plain\twn"],
    }
    monkeypatch.setattr(build, "_lines", files.__getitem__)
    monkeypatch.setattr(
        build, "_frequencies", lambda _: {"maybe": 100, "seldom": 99, "listed": 300, "plain": 7}
    )
    monkeypatch.setattr(build, "_counts", lambda _: {"both": 4, "listed": 5, "unheard": 2})
    english = Lexicon("en", Table(memoryview(build.compiled("en"))))
    proposed = {
        word
        for word in ("ours", "maybe", "seldom", "never", "both", "listed", "unheard", "odd")
        if english.is_target(word)
    }
    assert proposed == {"ours", "maybe", "both", "listed"}
    assert english.alphabet == "blmo"
    assert english.get("maybe") == Entry(1.0, 0, 10, 1, 5, 4, 3)
    assert english.get("odd").forms == LOWER | RARE
    assert english.get("listed") == Entry(3.0, 5, 0, LOWER)
    assert english.get("plain") == Entry(0.07, 0, 0, RARE | RARE_NAME)
    assert english.get("name") == Entry(0.0, 0, 0, RARE_NAME)
    assert (english.pair("of", "the"), english.meant("teh"), english.get("teh")) == (12, ("the",), None)
    other = Lexicon("fr", Table(memoryview(build.compiled("fr"))))
    assert other.is_target("unheard")
    assert other.get("ours") is None
    assert other.get("plain") == Entry(0.07, 0, 0, 0)


@pytest.mark.parametrize(
    ("language", "wordlists", "read"),
    [("en", ("small", "large"), "large"), ("sr", ("small",), "small"), ("tlh", (), None)],
)
def test_the_largest_list_of_frequencies_is_read(
    language: str, wordlists: tuple[str, ...], read: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def groups(_: str, wordlist: str) -> list[list[str]]:
        return [["the"], [wordlist, "don't", "x9"], *[[]] * 778, ["last"], ["gone"]]

    fake = SimpleNamespace(
        available_languages=lambda which: {language: 1} if which in wordlists else {},
        get_frequency_list=groups,
    )
    monkeypatch.setitem(__import__("sys").modules, "wordfreq", fake)
    expected = {"the": 900, read: 899, "don't": 899, "last": 120} if read else {}
    assert build._frequencies(language) == expected
