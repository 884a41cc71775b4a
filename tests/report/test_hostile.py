"""Nothing of an article, a file's name, a rule or an engine is a command of a terminal's or of a CI's log."""

import csv
import io
import json
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import in_terminal, writer
from edlint.model.finding import Suppression
from edlint.model.report import EngineStatus, Passed
from edlint.model.source import Source
from edlint.report import FORMATS, ledger, terminal
from edlint.report.safe import as_json, guarded, printable, safe_line

COMMANDS = (
    "::stop-commands::x",
    " ::error::x",
    "\u00a0::set-output name=a::b",
    "##[command]x",
    "##vso[task.x]y",
    "###[x]",
)
COMMANDS += (
    "##teamcity[x]",
    "\x1b]0;x\x07",
    "\x9b2J",
    "\u202egnp.x",
    "\ufeff::add-mask::x",
    "\U000e0041",
    "\x00",
    "a\r::x",
)
COMMANDS += (
    "a\n::x",
    "a\u2028::x",
    "\ufffe",
    "\udc80",
    "=cmd|'/C calc'!A0",
    "＝1+1",
    "@SUM(1)",
    "]]>",
    "\u3000::x",
)
NAMES = tuple(f"{command}.md" for command in COMMANDS)


def harmless(text: str, *, commands: bool = False) -> bool:
    """Whether text may be shown: no control or bidirectional character, no line that a CI obeys."""
    lines = text.split("\n")
    return (
        not any(unicodedata.category(c) in {"Cc", "Cs"} for line in lines for c in line)
        and not any(
            unicodedata.bidirectional(c) in {"LRO", "RLO", "LRI", "RLI", "FSI", "PDI", "PDF"} for c in text
        )
        and not {"\u200b", "\ufeff", "\U000e0041"} & set(text.replace("@\u200b", "@").replace("#\u200b", "#"))
        and (commands or not any(line.strip().startswith("::") for line in lines))
        and not any(f"##{name}[" in text for name in ("", "vso", "teamcity", "command"))
    )


@pytest.fixture(params=COMMANDS, ids=ascii)
def hostile_report(report, request):
    """A report in which everything that comes from outside is hostile."""
    bad = request.param
    checked, broken, clean = report.files
    findings = tuple(
        structs.replace(
            finding, message=f"{bad} message", rule=f"style.{bad}", fingerprint=bad, engine=bad, also=(bad,),
            fixes=tuple(fix._replace(title=bad) for fix in finding.fixes),
            suppressed=Suppression("comment", bad) if finding.suppressed else None,
        )
        for finding in checked.findings
    )  # fmt: skip
    claims = tuple(
        structs.replace(c, text=bad, sentence=bad, waiver=bad, unit=bad, quantity=bad) for c in checked.claims
    )
    source = Source(bad, "markdown", checked.source.text.replace("hide", f"{bad} hide"))
    files = (
        structs.replace(checked, path=bad, findings=findings, claims=claims, source=source),
        structs.replace(broken, path=f"{bad}2", error=bad),
        structs.replace(clean, path=f"{bad}3", failures=(EngineStatus(bad, bad, "failed", bad),)),
    )
    engines = (EngineStatus(bad, bad, "failed", bad),)
    return structs.replace(report, files=files, engines=engines, base=bad, passed=(Passed(bad, bad),))


@pytest.mark.parametrize("name", FORMATS)
def test_no_reporter_lets_anything_through(name, hostile_report):
    text = writer(name, suggestions=True)(hostile_report)
    assert harmless(text, commands=name == "github")
    assert text.encode()
    if name == "github":
        for line in text.splitlines():
            assert line.startswith(("::error ", "::error::", "::warning ", "::notice ", "edlint: "))
            assert line.count("::") <= 2 or "::" not in line.split("::", 2)[1]
    if name in {"json", "sarif", "gitlab", "rdjson"}:
        json.loads(text)
    if name in {"junit", "checkstyle"}:
        ET.fromstring(text)
    if name == "csv":
        for row in csv.reader(io.StringIO(text)):
            parts = [part.lstrip() for cell in row for part in cell.split(";")]
            assert not any(part.startswith(tuple("=+-@＝＋－＠")) for part in parts)


def test_nor_does_the_terminal(hostile_report):
    for colour in (False, True):
        text = in_terminal(hostile_report, terminal.Style(colour, suggestions=True, suppressed=True))
        for code in ("31;1", "33;1", "36", "2", "1", "0"):
            text = text.replace(f"\x1b[{code}m", "")
        assert harmless(text)


@pytest.mark.parametrize("name", [name for name in ledger.FORMATS if name != "html"])
def test_nor_does_the_ledger(name, hostile_report):
    assert harmless(guarded(ledger.FORMATS[name](hostile_report, ledger.Wanted())))


@given(st.text() | st.sampled_from(COMMANDS), st.text(st.sampled_from("#:[ avso\t\n\u00a0")))
def test_what_is_shown_is_harmless_and_json_says_the_same(one, two):
    assert harmless(safe_line(one + two))
    assert harmless(guarded(printable(one) + "\n" + printable(two)))
    data = {one: [two, one + two], two: {"a": one}}
    assert json.loads(as_json(data)) == json.loads(json.dumps(data))
    assert harmless(as_json(data, 1))


def test_what_is_harmless_stays_as_it_is():
    for text in (
        "a::b",
        ":::tip",
        "## Heading [link]",
        "#[x]",
        "C:: x",
        "naïve 日本語 👩\u200d🚀 soft\u00adhyphen",
    ):
        assert printable(text) == text
    assert safe_line("std::vector.md") == "std::vector.md"
    assert guarded("## [a]\n# ##\n") == "## [a]\n# ##\n"
    assert safe_line("::stop-commands::x.md") == "\\x3a:stop-commands::x.md"
    assert safe_line("##vso[x]") == "#\\x23vso[x]"
