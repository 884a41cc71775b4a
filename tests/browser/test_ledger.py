"""The ledger of claims: filled in on the page, in a workbook and in CSV, and back into the repository."""

import csv
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.conftest import reload_until

from starting import edlint

TEXT = """\
# Speeds

In 2019, 64% of all websites were slow.

| Browser | Share in 2023 |
|---|---|
| Nord | 45% |

Then 70% of all =HYPERLINK() users left.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "edlint.toml").write_text('engines = "none"\n')
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "b.md").write_text("# B\n\nAbout 30% of all users came.\n")
    return tmp_path


def left(desk: Path) -> list[str]:
    claims = json.loads(edlint(desk, "claims", "--format", "json", ".").stdout)
    return [c["text"] for file in claims["files"] for c in file["claims"] if c["status"] == "unsourced"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_page_is_filled_in_filtered_and_goes_back(desk: Path, watched, scheme, width) -> None:
    edlint(desk, "claims", "--format", "html", "--output", "ledger.html", ".")
    page = watched.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((desk / "ledger.html").as_uri())
    row = page.locator("tr", has_text="45%")
    assert "row “Nord”, column “Share in 2023”" in row.inner_text()
    page.get_by_label("Source of “64%”").fill("the ministry’s yearbook")
    page.get_by_label("“64%” checked by").fill("Ada")
    page.get_by_label("“64%” checked by").press("Tab")
    # The name is typed once, the day not at all.
    page.get_by_label("Source of “70%”").fill("https://example.org/a")
    page.get_by_label("Source of “70%”").press("Tab")
    assert page.get_by_label("“70%” checked by").input_value() == "Ada"
    reload_until(page, lambda: bool(page.get_by_label("Source of “64%”").input_value()))
    assert page.get_by_label("Source of “64%”").input_value() == "the ministry’s yearbook"
    assert page.locator('[data-count="checked"]').inner_text() == "2"
    rows = page.locator("tr[data-claim]:visible")
    everything = rows.count()
    page.get_by_label("Show").select_option("open")
    expect(rows).to_have_count(len(left(desk)) - 2)
    page.get_by_label("Show").select_option("")
    page.get_by_label("Article").select_option("b.md")
    expect(rows).to_have_count(1)
    page.get_by_label("Article").select_option("")
    expect(rows).to_have_count(everything)
    result = Axe().run(
        page,
        options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            "resultTypes": ["violations"],
        },
    )
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_download() as download:
        page.get_by_role("button", name="Export what was checked").click()
    download.value.save_as(desk / "checked.json")
    run = edlint(desk, "decisions", "apply", "checked.json")
    assert (run.returncode, run.stderr) == (0, "")
    assert {"64%", "70%"} & set(left(desk)) == set()
    assert watched.complaints == []


def test_a_workbook_goes_out_and_comes_back(desk: Path) -> None:
    edlint(desk, "claims", "--format", "xlsx", "--output", "ledger.xlsx", ".")
    book = openpyxl.load_workbook(desk / "ledger.xlsx")
    sheet = book.active
    head = [cell.value for cell in sheet[1]]
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    for row in sheet.iter_rows(min_row=2):
        if row[head.index("words")].value == "70%":
            row[head.index("source")].value = "Yearbook"
            row[head.index("checked by")].value = "Ada"
            row[head.index("checked on")].value = date(2026, 1, 31)
    book.save(desk / "back.xlsx")
    run = edlint(desk, "decisions", "apply", "back.xlsx")
    assert (run.returncode, run.stderr) == (0, "")
    assert "checked on 2026-01-31: Yearbook" in (desk / "edlint-claims.toml").read_text()
    assert "70%" not in left(desk)
    # What was checked is filled in the next time, and is not asked again.
    edlint(desk, "claims", "--format", "csv", "--output", "next.csv", ".")
    (line,) = [r for r in csv.DictReader((desk / "next.csv").open(encoding="utf-8")) if r["words"] == "70%"]
    assert (line["checked by"], line["checked on"], line["source"]) == ("Ada", "2026-01-31", "Yearbook")
    again = edlint(desk, "decisions", "apply", "next.csv")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_csv_comes_back_from_a_spreadsheet_with_semicolons(desk: Path) -> None:
    edlint(desk, "claims", "--format", "csv", "--output", "ledger.csv", ".")
    rows = list(csv.DictReader((desk / "ledger.csv").open(encoding="utf-8")))
    for row in rows:
        if row["words"] == "30%":
            row |= {"source": "“Zahlen; bitte”", "checked by": "Ada", "checked on": "31.01.2026"}
    with (desk / "back.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter=";")
        table.writeheader()
        table.writerows(rows)
    run = edlint(desk, "decisions", "apply", "back.csv")
    assert (run.returncode, run.stderr) == (0, "")
    assert "30%" not in left(desk)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.csv", b"a,b\n1,2\n", "no ledger of edlint"),
        ("x.csv", b"\xff\xfe", "not in UTF-8"),
        ("x.csv", b"", "no ledger of edlint"),
        ("x.xlsx", b"PK\x03\x04nonsense", "no workbook that can be read"),
        (
            "x.csv",
            b"path,identity,words,checked by,checked on,source\na.md,0,w,,,there\n",
            "row 2: a source without",
        ),
        (
            "x.csv",
            b"path,identity,words,checked by,checked on,source\na.md,0,w,A,soon,there\n",
            "“soon” is no day",
        ),
    ],
)
def test_what_is_no_ledger_is_told_in_a_line(desk: Path, name, data, said) -> None:
    (desk / name).write_bytes(data)
    run = edlint(desk, "decisions", "apply", name)
    assert run.returncode == 2
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1
