"""A language is a folder of words: another one needs no code, and what is missing in it is named."""

from pathlib import Path

import pytest

from edlint.check import numbers
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.language.data import LanguageData, load
from edlint.model.errors import EngineError
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.rules import checker as rules_checker
from edlint.rules.base import Checker
from edlint.rules.schema import Prevents, Statement

NUMBERS = {
    "base": r"""
units: {null: 0, eins: 1, zwei: 2, drei: 3, vier: 4}
tens: {zwanzig: 20}
scales: {tausend: 1000, Millionen: 1000000}
thousands: "."
decimal: ","
word: '{tens}|{units}'
digits: '(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?'
number: '{digits}|{word}'
scale: ' (?:tausend|Millionen)\b'
unit: ' ?(?:%|Prozent\b|[A-Za-zÄÖÜäöüß]+\b)'
quantity: '{number}{scale}?{unit}?'
quantity_parts: '^(€?)({number})({scale})?{unit}?$'
quantity_unit: '^{number}{scale}? ?(.*)$'
percent: '%|prozent'
points: 'prozentpunkte?'
no_units: im am
same_unit: {std: stunde}
time: {stunde: 60, minute: 1}
size: {kb: 1, mb: 1000}
plural: n
no_plural: ein
any_number: '[0-9]|{word}'
letters: '[A-Za-zÄÖÜäöüß]+'
days: {Montag: Mo(?:ntag)?, Dienstag: Di(?:enstag)?, Mittwoch: Mi(?:ttwoch)?, Donnerstag: Do(?:nnerstag)?, Freitag: Fr(?:eitag)?, Samstag: Sa(?:mstag)?, Sonntag: So(?:nntag)?}
months: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember]
""",
    "calendar": r"""
with_weekday: ['\b(?P<w>{days}), (?:den |der )?(?P<d>[0-9]{1,2})\. (?P<m>{months}) (?P<y>[0-9]{4})\b']
bare: ['\b(?P<d>[0-9]{1,2})\. (?P<m>{months})(?: (?P<y>[0-9]{4}))?\b']
""",
    "figures": r"""
needs: '[0-9]|{word}'
never: '\x{1}'
parts: {}
shares: {}
ordinals: {}
decades: {}
plus: {}
length: {}
mass: {}
speed: {}
temperature: {}
long: {}
units: 'Prozentpunkte\b|Prozent\b|%|(?:Stunde|Minute)n?\b'
unused: '{never}(?P<i>)(?P<j>)(?P<n>)(?P<m>)(?P<f>)(?P<c>)(?P<e>)(?P<mon>)(?P<y0>)(?P<h>)(?P<h0>)(?P<one>)(?P<half>)(?P<w>)'
figure: '\b(?P<q>{number}{scale}?)(?: ?(?P<u>{units}))?|{unused}'
more_follows: '{never}'
no_share: '{never}'
no_share_before: '{never}'
compound: '{never}'
place: '{never}'
rated: '{never}'
volume: {}
added: '{never}'
hedge: '{never}(?P<about>)(?P<less>)(?P<more>)'
""",
    "change": r"""
never: '\x{1}'
needs: von
up: {verdoppel: 2}
down: {halbier: 2}
twice: {}
part: {}
fraction: {}
hedge: '(?P<about>fast )?(?P<more>über )?'
verbs: ['\b{hedge}(?:(?P<up>{up})|(?P<down>{down}))te sich\b']
times: []
points: ['\bum {hedge}(?P<p>{number}) Prozentpunkte\b']
fractions: []
shares: ['\bum {hedge}(?P<p>{number})(?: ?%| Prozent\b)']
starts: '\bvon $'
to: '^ auf $'
back: '{never}'
apart: '{never}'
goes: '{never}'
instead: '{never}'
now: '{never}'
ended: '{never}'
started: '{never}'
bare: '{never}'
no_change: '{never}'
than: '{never}'
ranged: '{never}'
set_off: ','
unknown: '{never}'
related: '{never}'
unless: '{never}'
needs_turn: von
turned: '\b(?:(?P<up>stieg)|(?P<down>sank)) von $'
places: '\bPlatz\b'
""",
}
MISCONCEPTIONS = {
    "stances": r"""
negated: '\b(?:nicht|keine?)\b'
turning: ', ?(?:und|oder)\b'
led: '\b(?:nicht|keine?|wenn)\b'
reported: '\b(?:glaub\w*|sagt|dass)\b'
correction: '\b(?:irrtum|falsch)\b'
turn: '\b(?:aber|nur wenn)\b'
condition: '\b(?:wenn|falls)\b'
further: '^, (?:und|also) wenn\b'
clause: '[,;:]\s*'
question: '^(?:ist|hat)\b'
denied: '\bkein Beleg, dass\b'
refutation: '^(?:das stimmt nicht|aber)\b'
section: '\birrtümer\b'
""",
    "phrases": "phrases: {verhindert: '(verhindert|vermeidet)'}\nshapes: ['{who} … {verhindert} … {what}']\n",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for checker, files in (("numbers", NUMBERS), ("misconceptions", MISCONCEPTIONS)):
        folder = tmp_path / "de" / checker
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("edlint.language.data.DATA", tmp_path)
    return tmp_path


def profile(rules: list[Rule], language: str = "de") -> Profile:
    return Profile({rule.id: ActiveRule(rule, rule.severity, {}) for rule in rules}, language=language)


def found(checker: Checker, text: str, rules: Profile) -> list[str]:
    document = parse(Source(path="a.md", format="markdown", text=text))
    return [
        hit.block.text[hit.span.start : hit.span.end]
        for hit in checker.check(Prose(document, load(rules.language)), rules).hits
        if hit.block is not None
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Umsatz verdoppelte sich von 1.250,5 auf 1.900 Euro.", ["verdoppelte sich von 1.250,5 auf 1.900"]),
        ("Der Umsatz verdoppelte sich von 1.250,5 auf 2.501 Euro.", []),
        ("Die Zahl wuchs um 10 Prozent von vier auf zwanzig.", ["um 10 Prozent von vier auf zwanzig"]),
        ("Die Zahl wuchs um 400 Prozent von vier auf zwanzig.", []),
        ("Der Anteil stieg um 5 Prozentpunkte von 20 % auf 35 %.", ["um 5 Prozentpunkte von 20 % auf 35 %"]),
        ("Die Dauer stieg von 50 Stunden auf 20 Stunden.", ["stieg von 50 Stunden auf 20 Stunden"]),
        ("Die Dauer sank von 50 Stunden auf 20 Stunden.", []),
        ("Wir treffen uns am Montag, den 5. März 2019, in Ulm.", ["Montag, den 5. März 2019"]),
        ("Wir treffen uns am Dienstag, den 5. März 2019, in Ulm.", []),
        ("Traffic doubled from 20 to 35 requests on Monday, 5 March 2019.", []),
    ],
)  # fmt: skip
def test_numbers_are_judged_in_a_language_that_only_has_a_folder(
    data: Path, catalog: dict[str, Rule], text: str, words: list[str]
) -> None:
    rules = [catalog[f"consistency.number.{name}"] for name in ("change", "weekday")]
    assert found(numbers.make(Settings()), text, profile(rules)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rust verhindert alle Speicherlecks.", ["Rust verhindert alle Speicherlecks"]),
        ("Rust verhindert nicht alle Speicherlecks.", []),
        ("Es ist ein Irrtum: Rust verhindert alle Speicherlecks.", []),
        ("Rust verhindert alle Speicherlecks. Das stimmt nicht.", []),
        ("# Zehn Irrtümer\n\nRust verhindert alle Speicherlecks.", []),
        ("However, Rust not verhindert if Speicherlecks.", ["Rust not verhindert if Speicherlecks"]),
    ],
)
def test_stances_are_judged_in_a_language_that_only_has_a_folder(
    data: Path, catalog: dict[str, Rule], text: str, words: list[str]
) -> None:
    german = Statement(
        id="claims.misconception.lecks",
        message="m",
        why="w",
        languages=("de",),
        about=("rust",),
        prevents=(Prevents("rust", "speicherlecks"),),
    )
    assert found(rules_checker.make(Settings()), text, profile([german])) == words


def test_a_language_without_a_folder_is_not_judged(data: Path, catalog: dict[str, Rule]) -> None:
    rules = profile(list(catalog.values()), "fr")
    assert found(numbers.make(Settings()), "It doubled from 20 to 35.", rules) == []
    assert found(rules_checker.make(Settings()), "Rust prevents memory leaks.", rules) == []


def test_of_a_language_with_other_topics_only_these_are_looked_for(
    data: Path, catalog: dict[str, Rule]
) -> None:
    (data / "fr" / "words").mkdir(parents=True)
    rules = profile(list(catalog.values()), "fr")
    assert found(numbers.make(Settings()), "It doubled from 20 to 35.", rules) == []
    assert found(rules_checker.make(Settings()), "Rust prevents memory leaks.", rules) == []


def test_a_variant_is_its_language(data: Path) -> None:
    assert load("de-AT") is load("de")
    assert load("../de") is None


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("calendar", None, r"data/de/numbers/calendar\.yaml: there is no such file"),
        ("calendar", "bare: [x]", r"calendar\.yaml: `with_weekday` is missing"),
        ("calendar", "with_weekday: x", r"calendar\.yaml: `with_weekday` must be a list or a table"),
        ("calendar", "with_weekday: ['(?=x)']", r"calendar\.yaml: `with_weekday`: .*look-around"),
        ("calendar", "with_weekday: ['{nobody}']", r"calendar\.yaml: `with_weekday`: .*`nobody`"),
        ("calendar", "with_weekday: [", r"calendar\.yaml: while parsing"),
        ("calendar", "- x", r"calendar\.yaml: it holds no table"),
        ("base", "x: y", r"base\.yaml: `any_number` is missing"),
    ],
)
def test_what_is_missing_in_a_language_is_named_with_its_file_and_entry(
    data: Path, catalog: dict[str, Rule], file: str, text: str | None, message: str
) -> None:
    path = data / "de" / "numbers" / f"{file}.yaml"
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    rules = profile([catalog["consistency.number.weekday"]])
    with pytest.raises(EngineError, match=message):
        found(numbers.make(Settings()), "Am Montag, den 5. März 2019.", rules)


def test_the_notation_of_words(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "base.yaml").write_text("short: {a: 1, b: 2}\n", encoding="utf-8")
    (tmp_path / "t" / "more.yaml").write_text(
        "long: [x, 'y{2}']\nall: '{short}?{long}\\p{Lu}\\x{fffc}'\nrows: [{a: 1}]\n", encoding="utf-8"
    )
    words = LanguageData(tmp_path)
    assert words.text("t/more", "all") == r"(?:a|b)?(?:x|y{2})\p{Lu}\x{fffc}"
    assert words.words("t/more", "all") == frozenset({words.text("t/more", "all")})
    with pytest.raises(EngineError, match="`b` is missing from"):
        words.rows("t/more", "rows", "a", "b")
