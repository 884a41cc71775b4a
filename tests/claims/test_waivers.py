import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from edlint.cli.main import cli
from edlint.config.load import load
from edlint.config.profile import Waiver, Waivers
from edlint.config.waivers import read_waivers
from edlint.model.claim import ClaimStatus
from edlint.model.errors import ConfigError

CLAIM = "In 2019, 64% of all websites were slow."
OK = "<!-- edlint-claim-ok: the desk counted; by Ada; until 2026-12-31 -->"


@pytest.mark.parametrize("text", [f"{OK}\n\n{CLAIM}", f"{CLAIM} {OK}", f"{OK}\n{CLAIM}"])
def test_a_comment_lets_the_claims_of_a_paragraph_pass(desk, text):
    (claim,), (finding,) = desk.see(text)
    assert claim.status is ClaimStatus.WAIVED
    assert claim.waiver == "the desk counted (by Ada, until 2026-12-31)"
    assert finding.suppressed is not None
    assert finding.suppressed.by == "waiver"


@pytest.mark.parametrize(
    ("kind", "text"), [("text", f"{OK}\n{CLAIM}\n"), ("html", f"{OK}\n<p>{CLAIM}</p>\n<p>More.</p>\n")]
)
def test_a_comment_lets_a_claim_pass_in_plain_text_and_html_too(desk, kind, text):
    (claim,), (finding,) = desk.see(text, kind)
    assert claim.status is ClaimStatus.WAIVED
    assert finding.suppressed is not None


def test_a_comment_reaches_no_further_than_the_next_paragraph(desk):
    claims, findings = desk.see(f"{OK}\n\n{CLAIM}\n\nBy 2020, 65% of all websites were slow.")
    assert [claim.status for claim in claims] == [ClaimStatus.WAIVED, ClaimStatus.UNSOURCED]
    assert [finding.suppressed is None for finding in findings] == [False, True]


def test_the_last_day_counts_and_the_day_after_does_not(desk):
    today = OK.replace("2026-12-31", "2026-06-01")
    claims, findings = desk.see(f"{today}\n\n{CLAIM}")
    assert claims[0].status is ClaimStatus.WAIVED
    assert "claims.expired-waiver" not in {finding.rule for finding in findings}
    yesterday = OK.replace("2026-12-31", "2026-05-31")
    claims, findings = desk.see(f"{yesterday}\n\n{CLAIM}")
    assert claims[0].status is ClaimStatus.UNSOURCED
    assert {finding.rule for finding in findings} == {"claims.expired-waiver", "claims.unsourced-statistic"}


@pytest.mark.parametrize(
    ("comment", "missing"),
    [
        ("edlint-claim-ok", "the reason and by NAME and until DATE missing"),
        ("edlint-claim-ok: why; by Ada", "until DATE missing"),
        ("edlint-claim-ok: why; until 2027-01-31", "by NAME missing"),
        ("edlint-claim-ok: by Ada; until 2027-01-31", "the reason missing"),
        ("edlint-claim-ok: why; by Ada; until 2027-13-31", "no date"),
    ],
)
def test_a_waiver_without_its_terms_does_not_count_and_says_what_is_missing(desk, comment, missing):
    claims, findings = desk.see(f"<!-- {comment} -->\n\n{CLAIM}")
    assert claims[0].status is ClaimStatus.UNSOURCED
    (message,) = [finding.message for finding in findings if finding.rule == "claims.invalid-waiver"]
    assert missing in message


def test_a_waiver_of_nothing_is_told(desk):
    for text in (f"{OK}\n\nTea is hot.", f"Tea is hot.\n\n{OK}"):
        assert [finding.rule for finding in desk.see(text)[1]] == ["claims.invalid-waiver"]


def waiver(**values):
    return Waiver(**{"reason": "why", "by": "Ada", "until": date(2027, 1, 31), **values})


def test_an_entry_of_the_file_is_found_by_identity_or_by_words(desk):
    identity = desk.see(CLAIM)[0][0].fingerprint
    for entry in (waiver(claim=identity), waiver(text="64%"), waiver(text="64%", files=("*.md",))):
        waivers = Waivers((entry,), Path.cwd())
        assert desk.see(f"More.\n\n{CLAIM}", waivers=waivers)[0][0].status is ClaimStatus.WAIVED
    elsewhere = Waivers((waiver(text="64%", files=("drafts/",)),), Path.cwd())
    assert desk.see(CLAIM, waivers=elsewhere)[0][0].status is ClaimStatus.UNSOURCED


def test_an_expired_entry_of_the_file_is_a_finding_at_the_claim(desk):
    entry = waiver(text="64%", until=date(2026, 1, 31), where="edlint-claims.toml:3")
    findings = desk.see(CLAIM, waivers=Waivers((entry,), Path.cwd()))[1]
    (message,) = [finding.message for finding in findings if finding.rule == "claims.expired-waiver"]
    assert "Ada" in message
    assert "2026-01-31 (edlint-claims.toml:3)" in message


def test_the_file_lies_beside_the_configuration_and_is_checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("edlint.toml").write_text("", encoding="utf-8")
    file = Path("edlint-claims.toml")
    good = '[[claims]]\ntext = "64%"\nreason = "why"\nby = "Ada"\nuntil = 2027-01-31\n'
    file.write_text(f'{good}\n[[claims]]\ntext = "1%"\nreason = "why"\nby = "Ada"\nuntil = 2027-01-31\n')
    waivers = read_waivers(load(Path("edlint.toml")))
    assert [(entry.text, entry.where) for entry in waivers.entries] == [
        ("64%", "edlint-claims.toml:1"),
        ("1%", "edlint-claims.toml:7"),
    ]
    for bad in (
        good.replace('by = "Ada"\n', ""),
        good.replace("2027-01-31", '"soon"'),
        good.replace('text = "64%"\n', ""),
        good.replace('"64%"', '"64%"\nclaim = "0123456789abcdef01234567"'),
        good + "colour = 3\n",
        good + 'files = "[[:alpha:]"\n',
    ):
        file.write_text(bad, encoding="utf-8")
        with pytest.raises(ConfigError, match=r"edlint-claims\.toml:\d"):
            read_waivers(load(Path("edlint.toml")))


def test_a_waiver_shows_in_the_report_and_keeps_the_exit_code_at_0(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    later = OK.replace("2026-12-31", "2999-12-31")
    Path("a.md").write_text(f"# Slow\n\n{later}\n\n{CLAIM}\n", encoding="utf-8")
    result = CliRunner().invoke(
        cli, ["check", "--engines", "none", "--select", "claims", "--format", "json", "a.md"]
    )
    assert result.exit_code == 0, result.output
    (file,) = json.loads(result.stdout)["files"]
    assert [finding["suppressed"]["by"] for finding in file["findings"]] == ["waiver"]
    assert file["claims"][0]["status"] == "waived"
