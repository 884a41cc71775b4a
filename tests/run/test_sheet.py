"""The ledger as a fact-checker sends it back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edlint.model.errors import ConfigError
from edlint.run import sheet

HEAD = "Path,Identity,Words,Status,Checked by,Checked on,Source"


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[sheet.Decision]:
    path = tmp_path / "ledger.csv"
    path.write_text(text, encoding)
    return sheet.read(path)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_with_a_source_and_a_name_is_a_decision(tmp_path: Path, sign: str) -> None:
    rows = [
        HEAD,
        "a.md,12ab, some  words,,Ada,31.01.2026,'=book",
        "a.md,34,w,,,,",
        "a.md,5,w,waived,Ada,,book",
    ]
    (one,) = read(tmp_path, "\n".join(rows).replace(",", sign), "utf-8-sig")
    assert one == sheet.Decision(
        path="a.md",
        fingerprint="12ab",
        action="checked",
        words="some words",
        by="Ada",
        at="2026-01-31",
        source="=book",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no ledger of edlint: it has no column “path”"),
        (HEAD.replace(",Source", ""), "it has no column “source”"),
        (f"{HEAD}\na,1,w,,,,book", "row 2: a source without “checked by”"),
        (f"{HEAD}\n\na,1,w,,Ada,soon,book", "row 3: “soon” is no day: write it as 2026-01-31"),
    ],
)
def test_what_is_no_ledger_or_half_filled_in_is_said(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        read(tmp_path, text)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not in UTF-8"):
        read(tmp_path, f"{HEAD}\né", "latin-1")
    with pytest.raises(ConfigError, match=r"none.csv: cannot be read: No such file or directory$"):
        sheet.read(tmp_path / "none.csv")
    (tmp_path / "a.XLSX").write_bytes(b"no workbook")
    with pytest.raises(ConfigError, match=r"no workbook that can be read|needs openpyxl"):
        sheet.read(tmp_path / "a.XLSX")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-01-31", "2026-01-31"),
        ("31/01/2026", "2026-01-31"),
        ("2026/01/31", "2026-01-31"),
        (date(2026, 1, 31), "2026-01-31"),
        (datetime(2026, 1, 31, 12, tzinfo=UTC), "2026-01-31"),
        (None, ""),
        ("", ""),
    ],
)
def test_days_are_read_as_people_write_them(value: object, day: str) -> None:
    assert sheet._day(value, "row 1") == day


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("'=x", "=x"),
        ("'x", "'x"),
        ("=x", "=x"),
        ("'-x", "-x"),
        ("'", "'"),
        (None, ""),
        (0, "0"),
        (" a\n b ", "a b"),
    ],
)
def test_the_apostrophe_before_a_formula_is_taken_away(value: object, text: str) -> None:
    assert sheet._text(value) == text
