import pytest

from edlint.check.claims.source import supports
from edlint.model.claim import ClaimStatus, EvidenceKind
from edlint.model.errors import EngineError

CLAIM = "Memory bugs account for 60% of all severe flaws in large systems"


def statistic(claims):
    return next(claim for claim in claims if claim.kind == "statistic" and claim.text.endswith("60%"))


SUPPORTED = [
    (EvidenceKind.LINK, f"{CLAIM}, [a count](https://example.org/counts/2024) shows."),
    (EvidenceKind.LINK, f"{CLAIM} ([source](https://example.org/counts/2024))."),
    (EvidenceKind.LINK, f"{CLAIM}. [The report](https://example.org/report-2024) has the details."),
    (EvidenceKind.LINK, f"{CLAIM} [as counted][c].\n\n[c]: https://example.org/counts/2024"),
    (EvidenceKind.LINK, f"{CLAIM}: <https://example.org/counts/2024>"),
    (EvidenceKind.FOOTNOTE, f"{CLAIM}.[^1]\n\n[^1]: Miller, *Flaws*, 2024, p. 12."),
    (EvidenceKind.CITATION, f"{CLAIM} (Miller et al., 2024)."),
    (EvidenceKind.CITATION, f"{CLAIM} [12]."),
    (EvidenceKind.CITATION, f"{CLAIM} (Northwind blog, February 2025)."),
    (EvidenceKind.CITATION, f"{CLAIM} (@key)."),
    (EvidenceKind.CITATION, f"{CLAIM} (see @miller:2024, p. 12)."),
    (EvidenceKind.ATTRIBUTION, f"According to Northwind Research, {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"According to a declaration by Northwind, {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"Northwind reported in May that {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"Gallup found in 2023 that {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"A Northwind survey looked at it. {CLAIM}."),
    (EvidenceKind.ATTRIBUTION, f"{CLAIM}. That figure is according to Northwind Research."),
    (EvidenceKind.ATTRIBUTION, f"{CLAIM} (source: Northwind advisories)."),
    (EvidenceKind.ATTRIBUTION, f"{CLAIM} (Northwind Q2 2024), and it grows."),
    (EvidenceKind.ATTRIBUTION, f"{CLAIM} (2024 Northwind: half of it in drivers)."),
    (EvidenceKind.ATTRIBUTION, f"Northwind Q1 2024 data shows that {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.TABLE, f"{CLAIM}, see Table 2."),
    (EvidenceKind.FRONT_MATTER, f"---\nsources:\n  - https://example.org/counts\n---\n\n{CLAIM}.\n"),
    (
        EvidenceKind.LINK,
        f"[The count of 2024](https://example.org/counts/2024) says:\n\n- {CLAIM}.\n- More.\n",
    ),
]


@pytest.mark.parametrize(("kind", "text"), SUPPORTED)
def test_a_source_is_found_and_named(ledger, findings, kind, text):
    claim = statistic(ledger(text))
    assert claim.status is ClaimStatus.SOURCED
    assert kind in {evidence.kind for evidence in claim.evidence}
    assert not [f for f in findings(text) if f.rule == "claims.unsourced-statistic"]


def test_a_survey_of_ones_own_is_no_source_for_the_world_elsewhere(ledger):
    said = f"We surveyed 312 teams. {{}} {CLAIM[0].lower()}{CLAIM[1:]}."
    assert statistic(ledger(said.format("There,"))).status is ClaimStatus.OWN
    assert statistic(ledger(said.format("Elsewhere,"))).status is ClaimStatus.UNSOURCED


SUPPORTED += [
    (EvidenceKind.LINK, f'{CLAIM} <a href="https://example.org/counts/2024">(counted)</a>.'),
    (EvidenceKind.LINK, f'{CLAIM}. <a href="https://example.org/counts/2024">Northwind</a>'),
    (EvidenceKind.CITATION, f"{CLAIM} (@miller2024)."),
    (EvidenceKind.CITATION, f"As @miller2024 has it, {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.CITATION, f"{CLAIM} {{cite}}`miller2024`."),
    (EvidenceKind.CITATION, f"{CLAIM} {{footcite:p}}`miller2024`."),
    (EvidenceKind.CITATION, f"{CLAIM} \\cite{{miller2024}}."),
    (EvidenceKind.CITATION, f"{CLAIM} \\parencite[p. 3]{{miller2024}}."),
    (EvidenceKind.CITATION, f'{CLAIM} {{{{< cite "miller2024" >}}}}.'),
    (EvidenceKind.CITATION, f"{CLAIM} <cite>Miller, Flaws</cite>."),
    (EvidenceKind.LINK, f"## [The count](https://example.org/counts/2024)\n\n{CLAIM}."),
    (EvidenceKind.LINK, f"- [The count](https://example.org/counts/2024). It is long. {CLAIM}."),
    (EvidenceKind.LINK, f"- **[The count](https://example.org/counts/2024):** It is long. {CLAIM}."),
    (EvidenceKind.LINK, f"[Ada Byron](https://example.org/ada/1) thinks so. She says that {CLAIM}."),
    (EvidenceKind.ATTRIBUTION, f"According to npm, {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"{CLAIM}, says Northwind."),
    (EvidenceKind.ATTRIBUTION, f"Oracle states that {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.FOOTNOTE, f"{CLAIM}.^[Miller, *Flaws*, 2024]"),
    (EvidenceKind.CITATION, f"{CLAIM} {{% cite miller2024 %}}."),
    (EvidenceKind.ATTRIBUTION, f"According to eBay, {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"{CLAIM}, according to mySociety."),
    (EvidenceKind.ATTRIBUTION, f"Researchers at Northwind found that {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"Northwind reports that {CLAIM[0].lower()}{CLAIM[1:]}."),
    (EvidenceKind.ATTRIBUTION, f"Northwind counted bugs: 12% are new. Of those, {CLAIM}."),
    (EvidenceKind.ATTRIBUTION, f"Ada Byron of Northwind counted bugs. She also found that {CLAIM}."),
]

SPEAKERS = [
    "Ada Byron, a professor at MIT, estimates",
    "Ada Byron, a professor of computer science at the Massachusetts Institute of Technology, says",
    "Ada Byron, a professor at MIT, and her team found",
    "Ada Byron — a professor at MIT — reports",
    "Byron, who leads the laboratory, estimated",
    "Smith, who leads the laboratory, estimated",
    "Ada Byron of Northwind says",
    "Ada Byron at Northwind Research says",
    "Ada Byron from the University of Northwind found",
    "Engineers at the University of Northwind found",
    "Dr. A. Byron (Stanford) found",
    "Northwind, a research firm in Boston, found",
]
SUPPORTED += [(EvidenceKind.ATTRIBUTION, f"{who} that {CLAIM[0].lower()}{CLAIM[1:]}.") for who in SPEAKERS]

SUPPORTED += [
    (EvidenceKind.ATTRIBUTION, text)
    for text in [
        *(f"{named}, {CLAIM[0].lower()}{CLAIM[1:]}." for named in ("Per the WHO", "According to the WHO")),
        *(
            f"As {named}, {CLAIM[0].lower()}{CLAIM[1:]}."
            for named in ("Northwind notes", "the WHO points out")
        ),
        *(f"By the {work} of Northwind, {CLAIM[0].lower()}{CLAIM[1:]}." for work in ("count", "figures")),
        f"A Harvard professor, Ada Byron, claims that {CLAIM[0].lower()}{CLAIM[1:]}.",
        *(f"{CLAIM}, {said}." for said in ("says the WHO", "the WHO says", "Northwind estimates")),
        *(f"{CLAIM}, {said} Northwind." for said in ("a figure that comes from", "going by")),
        f"{CLAIM}. So says Northwind.",
        f"Smith (2019) puts it so: {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"{CLAIM}, Smith and Byron (2019) show.",
        f"Northwind polled firms, and {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"Northwind published a study, and {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"As npm’s own survey showed, {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"npm reported that {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"According to their own report, {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"The 2021 census has it that {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"In 2021 Jo Smith found that {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"It is what the Northwind survey asked.\n\nThe study went on to say that {CLAIM[0].lower()}{CLAIM[1:]}.",
        f"It is what the Northwind survey asked.\n\nThe study says that:\n\n- {CLAIM}.\n- More.\n",
        f"The UN has it that {CLAIM[0].lower()}{CLAIM[1:]}.",
    ]
]
SUPPORTED += [
    (EvidenceKind.CITATION, f"{CLAIM} {cited}.")
    for cited in ("(see Smith 2019)", "[Smith, 2019]", ":cite[smith2019]", "{{cite web|url=https://x.org/a}}")
]
SUPPORTED += [
    (EvidenceKind.LINK, f"{CLAIM}. [The survey](https://example.org/survey/1) asked 3,000 developers."),
]

UNSUPPORTED = {
    "a bare year": f"{CLAIM} since 2024.",
    "a table that is none": f"{CLAIM}, which leaves much on the table.",
    "the number of a note": f"[1] {CLAIM}.",
    "a home page": f"{CLAIM}, says [a site](https://example.org/).",
    "an index page": f"{CLAIM}, says [a site](https://example.org/index.html).",
    "a place in the article": f"{CLAIM}, see [above](#bugs).",
    "a mail address": f"{CLAIM}, [write to the desk](mailto:desk@example.org).",
    "a dead footnote": f"{CLAIM}.[^9]\n",
    "a study nobody names": f"A recent study found that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "who finds something else": f"{CLAIM}, and Jo Smith found a seat.",
    "what was used for something else": f"{CLAIM}. They also used data from the board.",
    "whom the writers met": f"{CLAIM}, says everybody we met.",
    "a study of the paragraph before that is not taken up": f"It is what the Northwind survey asked.\n\n{CLAIM}.",
    "experts": f"According to experts, {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a sentence's first word": f"Developers reported bugs. {CLAIM}.",
    "who is named later for something else": f"{CLAIM}. It is so. Northwind said that rain is wet.",
    "a link elsewhere in the paragraph": f"Try [our editor](https://example.org/editor/new). {CLAIM}.",
    "a quarter that nobody's data names": f"Q4 2024 data shows that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a crowd that reports": "60% of enterprise Northwind developers report severe flaws in large systems. That is 60%",
    "the end of another word": f"{CLAIM}, says the keeper of Super Cookie.",
    "a name that ends as a verb does": f"Harbor Notes is fast. {CLAIM}.",
    "the same in the sentence": f"Acme Finds is a shop where {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a noun beside a name": f"Tableau reports are slow, and {CLAIM[0].lower()}{CLAIM[1:]}.",
    "whom somebody's customers are": f"The customers of Northwind found that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a plain word that begins a sentence": f"Testing showed that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a tool named after a survey": f"In the Northwind survey tool, {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a legend": f"According to legend, {CLAIM[0].lower()}{CLAIM[1:]}.",
    "the source of the sentence before": f"Northwind found that 41% of firms pay. {CLAIM}.",
    "the source of the sentence after": f"{CLAIM}. According to [a survey](https://example.org/survey/1), 41% pay.",
    "somebody named after a study": f"A new study found it. {CLAIM}. According to Northwind, 41% of firms pay.",
    "a product": f"Harbor Notes, a note app, finds that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a product of somebody's": f"Quick Scan, the free scanner from Acme, found that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a crowd somewhere": f"Testers, who know it, found that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "things somewhere": f"Gardens at Northwind found that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "who lives where it is so": f"Ada Byron, a professor at MIT, lives in a town where {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a count of something else": f"{CLAIM}. [The census](https://example.org/census/1) counted 331 million people.",
    "a list of products": f"{CLAIM}, Tableau reports are slow.",
    "who says something else": f"Northwind said hello, and {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a month": f"{CLAIM} (May 2019).",
    "a season": f"{CLAIM} (Winter, 2019).",
    "a year in brackets": f"{CLAIM} (in 2019).",
    "who finds nothing": f"Northwind found nothing new, and {CLAIM[0].lower()}{CLAIM[1:]}.",
    "who asks": f"Who found that {CLAIM[0].lower()}{CLAIM[1:]}.",
    "a script": f"{CLAIM}, [look](javascript:alert(1)).",
}


@pytest.mark.parametrize("text", UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_what_is_no_source_is_none(ledger, findings, text):
    assert statistic(ledger(text)).status is ClaimStatus.UNSOURCED
    rules = {"claims.unsourced-statistic", "claims.unsourced-figure"}
    assert "60%" in [f.text for f in findings(text) if f.rule in rules]


def test_a_source_in_the_paragraph_that_may_be_about_the_figure_makes_it_a_suggestion(findings):
    near = f"Northwind found that 41% of firms pay. {CLAIM}."
    assert [f.rule for f in findings(near)] == ["claims.unsourced-figure"]
    assert [f.rule for f in findings(f"{CLAIM}.")] == ["claims.unsourced-statistic"]


def test_a_name_that_ends_as_a_verb_does_silences_no_other_claim(findings):
    assert [f.rule for f in findings("Harbor Notes guarantees success.")] == ["claims.overclaim.guarantee"]


@pytest.mark.parametrize(
    "text",
    [
        "We surveyed 312 readers. Of all users, 60% want a dark theme.",
        "In our tests, 60% of all users gave up.",
        "Of the respondents, 60% of all users gave up.",
        "We see that 60% of all users gave up.",
        "The shop had 60% of all users. My net income is negative.",
    ],
)
def test_the_writers_own_data_is_told_apart(ledger, text):
    claim = statistic(ledger(text))
    assert claim.status is ClaimStatus.OWN
    assert claim.evidence[0].kind is EvidenceKind.OWN_DATA


def test_our_planet_is_nobodys_own_data(ledger):
    claims = ledger("On our planet, 60% of all people live in cities.")
    assert statistic(claims).status is ClaimStatus.UNSOURCED


@pytest.mark.parametrize(
    ("scopes", "status"),
    [(["sentence"], ClaimStatus.UNSOURCED), (["sentence", "next-sentence"], ClaimStatus.SOURCED)],
)
def test_how_far_a_source_reaches_is_configurable(ledger, scopes, status):
    text = f"{CLAIM}. [The report](https://example.org/report-2024) has the details."
    options = {"claims.unsourced-statistic": {"evidence": scopes}}
    assert statistic(ledger(text, options=options)).status is status


def test_a_section_scope_reaches_the_other_paragraphs_but_not_the_next_section(ledger):
    text = f"# One\n\n{CLAIM}.\n\nSee [the report](https://example.org/report-2024).\n"
    wide = {"claims.unsourced-statistic": {"evidence": ["sentence", "section"]}}
    assert statistic(ledger(text)).status is ClaimStatus.UNSOURCED
    assert statistic(ledger(text, options=wide)).status is ClaimStatus.SOURCED
    apart = text.replace("\n\nSee", "\n\n# Two\n\nSee")
    assert statistic(ledger(apart, options=wide)).status is ClaimStatus.UNSOURCED


def test_a_row_of_a_table_has_its_source_in_another_cell_or_below(ledger):
    row = "| Share | Where |\n|---|---|\n| 60% of all users | [survey](https://example.org/survey) |\n"
    claim = next(c for c in ledger(row) if c.kind == "statistic")
    assert {e.kind for e in claim.evidence} == {EvidenceKind.TABLE}
    below = "| Share |\n|---|\n| 60% of all users |\n\nSource: Northwind Research, 2024\n"
    claim = next(c for c in ledger(below) if c.kind == "statistic")
    assert claim.status is ClaimStatus.SOURCED


def test_a_link_to_ones_own_site_counts_unless_it_is_said_to_be_ones_own(ledger):
    text = f"{CLAIM}, [we wrote](https://blog.example.org/counts)."
    own = {"claims.unsourced-statistic": {"own-sites": ["example.org"]}}
    text = text.replace("we wrote", "it says")
    assert statistic(ledger(text)).status is ClaimStatus.SOURCED
    assert statistic(ledger(text, options=own)).status is ClaimStatus.UNSOURCED


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://example.org/a", True),
        ("/blog/a", True),
        ("https://example.org/?id=3", True),
        ("doi:10.1000/182", True),
        ("https://example.org", False),
        ("#top", False),
        ("", False),
        ("data:text/html,x", False),
        ("https://[", False),
    ],
)
def test_which_addresses_can_hold_a_source(url, good):
    assert supports(url) is good


def test_text_and_html_are_read_alike(ledger):
    html = f'<p>{CLAIM}, <a href="https://example.org/counts/2024">a count</a> shows.</p>'
    assert statistic(ledger(html, "html")).status is ClaimStatus.SOURCED
    assert statistic(ledger(f"{CLAIM}.\n", "text")).status is ClaimStatus.UNSOURCED


def test_an_unknown_scope_says_which_there_are(desk):
    options = {"claims.unsourced-statistic": {"evidence": ["sentense"]}}
    with pytest.raises(EngineError, match=r"claims\.unsourced-statistic.*sentense.*next-sentence"):
        desk.see(f"{CLAIM}.", options=options)


def test_an_editor_is_asked_once_about_a_sentence_and_the_ledger_has_every_figure(desk):
    claims, findings = desk.see("Nearly 70% of all firms and 80% of all users lost data worldwide.")
    assert [claim.text for claim in claims] == ["Nearly 70%", "80%"]
    assert [finding.text for finding in findings] == ["Nearly 70%"]


def test_own_data_in_a_later_sentence_does_not_cover_a_statement_about_the_world(desk):
    text = "Roughly 70% of serious security bugs are memory safety errors. We counted ours in our own incident log."
    (claim,) = [claim for claim in desk.see(text)[0] if claim.text.endswith("70%")]
    assert claim.status is ClaimStatus.UNSOURCED


def test_the_method_before_a_figure_makes_it_the_writers_own(desk):
    text = "We surveyed 1,200 developers. Of those, 64% of developers use a dark theme."
    (claim,) = [claim for claim in desk.see(text)[0] if claim.text.endswith("64%")]
    assert claim.status is ClaimStatus.OWN


def test_a_noun_and_what_was_found_in_it_is_nobody_who_found_it(desk):
    text = "Bugs found in production cost up to 100 times more to fix."
    (claim,) = desk.see(text)[0]
    assert claim.status is ClaimStatus.UNSOURCED


@pytest.mark.parametrize("words", ["my own guess", "trust me", "unknown", "our gut feeling"])
def test_a_source_line_that_names_nobody_is_no_source(ledger, words):
    assert statistic(ledger(f"{CLAIM}. Source: {words}.")).status is ClaimStatus.UNSOURCED


@pytest.mark.parametrize("name", ["Opinion Research", "Intuition Labs", "Guesswork Journal, 2024"])
def test_a_name_that_holds_such_a_word_is_one(ledger, name):
    assert statistic(ledger(f"{CLAIM}. Source: {name}.")).status is ClaimStatus.SOURCED
