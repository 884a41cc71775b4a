"""One fixed report with everything that reporters must handle: hostile text, wide letters, failures."""

import pytest

from builders import rule as built
from edlint.model.claim import Claim, ClaimKind, ClaimStatus, Evidence, EvidenceKind
from edlint.model.document import Unread
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity, Suppression
from edlint.model.report import EngineStatus, FileReport, Passed, Report
from edlint.model.rule import Reference
from edlint.model.source import Source
from edlint.model.span import Span

TEXT = (
    "# Numbers\n\nThe recent concensus is that 70% of 日本語 bugs\x1b[31m hide.\n"
    "%0A::error::<script>alert(1)</script> | `x` @someone =cmd()\n"
)
HOSTILE = "%0A::error::<script>alert(1)</script> | `x` @someone =cmd()"


def _finding(words: str, **values: object) -> Finding:
    start = TEXT.index(words)
    fields: dict[str, object] = {
        "rule": "style.test",
        "severity": Severity.WARNING,
        "message": f"“{words}”: a message",
        "span": Span(start, start + len(words)),
        "text": words,
        "fingerprint": f"print-{start}-{values.get('rule', '')}",
        "engine": "edlint",
    }
    return Finding(**{**fields, **values})  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove CI's variables, so that reports do not link lines."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("GITLAB_CI", raising=False)


@pytest.fixture
def report() -> Report:
    """A report with two checked files, one that could not be checked, and a failed engine."""
    source = Source("articles/näïve, 100%.md", "markdown", TEXT)
    start = TEXT.index("concensus")
    findings = (
        _finding(
            "concensus",
            rule="spelling.misspelling",
            severity=Severity.ERROR,
            fixes=(
                Fix("Write “consensus”", Safety.SAFE, (Edit(start, start + 9, "consensus"),)),
                Fix("Write “census”", Safety.REVIEW, (Edit(start, start + 9, "census"),)),
            ),
            also=("grammar.harper.SpellCheck",),
        ),
        _finding("70%", rule="claims.unsourced-statistic"),
        _finding("日本語 bugs\x1b[31m", severity=Severity.SUGGESTION),
        _finding(HOSTILE, message=f"hostile: {HOSTILE}\r\n::warning::again"),
        _finding("hide", suppressed=Suppression("comment", "they do")),
    )
    claims = (
        Claim(
            ClaimKind.STATISTIC,
            "70%",
            Span(TEXT.index("70%"), TEXT.index("70%") + 3),
            "The recent concensus is that 70% of bugs hide.",
            ClaimStatus.UNSOURCED,
            quantity="70",
            unit="percent",
        ),
        Claim(
            ClaimKind.AUTHORITY,
            "recent concensus",
            Span(start - 7, start + 9),
            "The recent concensus is that 70% of bugs hide.",
            ClaimStatus.SOURCED,
            (Evidence(EvidenceKind.LINK, "a study", "https://example.org/study"),),
        ),
    )
    checked = FileReport(
        source.path,
        "markdown",
        words=14,
        readability={"flesch_kincaid_grade": 9.14, "reading_time_seconds": 61.0},
        findings=findings,
        claims=claims,
        source=source,
    )
    why = "it stands in a comment that is never closed"
    clean = FileReport(
        "clean.txt",
        "text",
        words=2,
        source=Source("clean.txt", "text", "All well.\n"),
        unread=(Unread(Span(4, 8), why),),
        unread_share=0.5714,
    )
    broken = FileReport(
        "broken\x1b[2J.md", "markdown", error="not UTF-8 in line 3, at byte 17 (0xFF); save it as UTF-8"
    )
    rule = built(
        "claims.unsourced-statistic",
        message="“{match}”: no source.",
        severity=Severity.WARNING,
        why="A reader cannot check it.",
        by="claims",
        sources=(Reference("A guide", "https://example.org/guide"),),
    )
    return Report(
        "0.0.0",
        (checked, broken, clean),
        (
            EngineStatus("harper", "2.13.0", "ran"),
            EngineStatus(
                "languagetool", "6.8", "failed", "http://localhost:1: connection refused\n::error::x"
            ),
        ),
        {rule.id: rule},
        passed=(
            Passed("notes\x1b.typ", "Typst, which edlint does not read"),
            *(
                Passed(f"old/{number}.md", "ignored by .gitignore, although git tracks it")
                for number in range(6)
            ),
        ),
    )


@pytest.fixture
def hostile() -> str:
    """A text that would break out of the output if it were not escaped."""
    return HOSTILE
