"""Which figures are read in a text, as what, and how far rounding may have moved them."""

import pytest

from edlint.check.numbers.figures import Figure, figures
from edlint.language.data import load

ENGLISH = load("en")


def shown(text: str, figure: Figure) -> str:
    """Return the words of a figure, its kind, form, value, rounding, date and hedge, each where it has one."""
    form = figure.form if figure.form != figure.kind else ""
    said = [text[figure.span.start : figure.span.end], "|", figure.kind, form, f"{figure.value:.6g}"]
    said += [
        f"±{figure.half:.4g}" if figure.half else "",
        "-".join(map(str, figure.date)) if any(figure.date) else "",
    ]
    return " ".join(filter(None, [*said, figure.hedge]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "three in ten and 156 of 312 and 1 in 30",
            [
                "three in ten | share turn 30.0 ±5",
                "156 of 312 | share turn 50.0 ±1",
                "1 in 30 | share turn 3.33333 ±1",
            ],
        ),
        (
            "one in five and one in twenty and one in 21 and two in 21",
            [
                "one in five | share turn 20.0 ±4.0",
                "one in twenty | share turn 5.00 ±1.00",
                "one in 21 | share turn 4.76190 ±1",
                "two in 21 | share turn 9.52381 ±1",
            ],
        ),
        ("four in two, 4 of 4, zero in five", ["4 of 4 | share turn 100 ±1"]),
        (
            "v2 in 10 or 3.2.1 or 24/7 or x86-64 or a_1 or #3 or @4 or 5:6 or 7's or 8×8",
            ["10 | count 10 ±0.5", "8 | count 8 ±0.5"],
        ),
        (
            "in 1815–1852 or 815–1852 or 1815-18520 or 18x5–1852",
            ["1815 | year 1815", "1852 | year 1852", "815 | count 815 ±0.5", "1815 | year 1815"],
        ),
        (
            "half of it, two thirds, three quarters, a third, one half, a tenth, five fourths",
            [
                "half | share fraction 50 ±3",
                "two thirds | share fraction 66.66 ±3",
                "three quarters | share fraction 75 ±3",
                "a third | share fraction 33.33 ±3",
                "one half | share fraction 50 ±3",
                "a tenth | share fraction 10 ±3",
            ],
        ),
        (
            "five halves and ten thirds and nine tenths",
            ["five | count 5 ±0.5", "ten | count 10 ±0.5", "nine tenths | share fraction 90 ±3"],
        ),
        (
            "2024-05-01 or May 3, 2024 or 3 May 2024 or May 2024 or may 2024 or in May 5",
            [
                "2024-05-01 | date 0 2024-5-1",
                "May 3, 2024 | date 0 2024-5-3",
                "3 May 2024 | date 0 2024-5-3",
                "May 2024 | date 0 2024-5-0",
                "May 5 | date 0 0-5-5",
            ],
        ),
        (
            "3 May 5 and May 20245 and 31 April",
            ["May | date 0 0-5-0", "20245 | count 20245 ±0.5", "31 April | date 0 0-4-31"],
        ),
        (
            "9 a.m. to 12 p.m., 12 a.m. and 13 p.m., 0:00, 24:00, 25:00, 9:59, 9:60",
            [
                "9 a.m. | clock halves 540",
                "12 p.m. | clock halves 720",
                "12 a.m. | clock halves 0",
                "0:00 | clock day 0",
                "24:00 | clock day 1440",
                "9:59 | clock day 599",
            ],
        ),
        (
            "half an hour, an hour and a half, two and a half hours, 2 1/2 hours",
            [
                "half an hour | time hour 1.80000e+6",
                "an hour and a half | time hour 5.40000e+6",
                "two and a half hours | time hour 9.00000e+6",
            ],
        ),
        (
            "a week, 400 a week, 400 pages a week, one week",
            [
                "a week | time week 6.04800e+8",
                "400 | count 400 ±0.5",
                "400 | count 400 ±0.5",
                "one week | time week 6.04800e+8 ±3.024e+8",
            ],
        ),
        (
            "the 19th century, the 1990s, the nineties, the '90s, the twenty-first century",
            [
                "19th century | century 1800 19-0-0",
                "1990s | decade 1990",
                "nineties | decade 90",
                "90s | decade 90",
                "twenty-first century | century 2000 21-0-0",
            ],
        ),
        (
            "5%, 5 per cent, 5 percentage points, 5 points",
            [
                "5% | share % 5 ±0.5",
                "5 per cent | share % 5 ±0.5",
                "5 percentage points | points 5 ±0.5",
                "5 | count 5 ±0.5",
            ],
        ),
        (
            "10 miles, 16 km, 10 kg, 20 °C, 68 °F, 3 inches, 2 centuries, 5 decades",
            [
                "10 miles | length mile 1.60934e+7 ±8.047e+5",
                "16 km | length km 1.60000e+7 ±5.000e+5",
                "10 kg | mass kg 10000 ±500.0",
                "20 °C | temperature °c 20 ±0.5",
                "68 °F | temperature °f 20 ±0.5",
                "3 inches | length inch 76.2 ±12.70",
                "2 | count 2 ±0.5",
                "5 decades | long decade 600 ±60.0",
            ],
        ),
        (
            "$5, 5 dollars, €1,200.50, 5 million, $1.5 billion",
            [
                "$5 | money $ 5 ±0.5",
                "5 | count 5 ±0.5",
                "€1,200.50 | money € 1200.50 ±0.005",
                "5 million | count 5.00000e+6 ±5.000e+5",
                "$1.5 billion | money $ 1.50000e+9 ±5.000e+7",
            ],
        ),
        (
            "1499 and 1500, 1899 and 1900, 2100 and 2101, 1850, 1,850",
            [
                "1499 | count 1499 ±0.5",
                "1500 | year 1500",
                "1899 | year 1899",
                "1900 | year 1900",
                "2100 | year 2100",
                "2101 | count 2101 ±0.5",
                "1850 | year 1850",
                "1,850 | count 1850 ±0.5",
            ],
        ),
        (
            "about 5 and more than 6 and less than 7 and at least 8 and nearly 9",
            [
                "5 | count 5 ±0.5 about",
                "6 | count 6 ±0.5 more",
                "7 | count 7 ±0.5 less",
                "8 | count 8 ±0.5 more",
                "9 | count 9 ±0.5 about",
            ],
        ),
        ("six second-hand chairs in 3 rooms", ["six | count 6 ±0.5", "3 | count 3 ±0.5"]),
        ("12345678901234567890 and 123456789012345678901", ["12345678901234567890 | count 1.23457e+19 ±0.5"]),
        (
            "2 GB, 3 ms, 4 days, 100 km/h, 5 litres",
            [
                "2 GB | size gb 2.00000e+9 ±5.000e+8",
                "3 ms | time millisecond 3 ±0.5",
                "4 days | time day 3.45600e+8 ±4.320e+7",
                "100 km/h | speed km/h 100 ±0.5",
                "5 litres | volume litre 5000 ±500.0",
            ],
        ),
        (
            "three of the four and 3 out of 4 and 3/4",
            ["three of the four | share turn 75.00 ±1", "3 out of 4 | share turn 75.00 ±12.5"],
        ),
        (
            "1,900 users and 2000 users and 2500 users",
            ["1,900 | count 1900 ±50", "2000 | year 2000", "2500 | count 2500 ±50"],
        ),
    ],
)
def test_figures_are_read(text: str, found: list[str]) -> None:
    assert [shown(text, figure) for figure in figures(text, ENGLISH)] == found


@pytest.mark.parametrize(("count", "read"), [(300, 300), (301, 0)])
def test_a_text_with_hundreds_of_figures_is_data(count: int, read: int) -> None:
    assert len(figures(" and ".join(["half"] * count), ENGLISH)) == read
