"""The readability figures of an article in words, and how a change altered them."""

from collections.abc import Mapping
from typing import Any

from edlint.model.report import FileReport

_EASE = (
    (90, "very easy: a child of eleven follows it"),
    (80, "easy: conversation"),
    (70, "fairly easy"),
    (60, "plain English"),
    (50, "fairly hard: the last years of school"),
    (30, "hard: for students"),
    (10, "very hard: for graduates"),
)
"""Flesch's own bands (Flesch 1949, “The Art of Readable Writing”): the least score of each, the easiest first."""

FIGURES = {
    "flesch_reading_ease": ("Flesch reading ease", "0 to 100, higher is easier"),
    "flesch_kincaid_grade": ("Flesch-Kincaid grade", "years of schooling that it asks for"),
    "gunning_fog": ("Gunning fog", "years of schooling, by long words and long sentences"),
    "smog_index": ("SMOG", "years of schooling needed to understand it fully"),
    "coleman_liau_index": ("Coleman-Liau", "school grade, by letters rather than syllables"),
    "automated_readability_index": ("ARI", "school grade, by letters a word and words a sentence"),
    "dale_chall_score": (
        "Dale-Chall",
        "words off a list of 3,000 easy ones; under 5 is easy, over 9 for college",
    ),
    "reading_time_seconds": ("Reading time", "textstat’s estimate by letters, for a reader who skims"),
}
"""Figure → its name and its meaning."""


def figures(values: Mapping[str, float]) -> list[tuple[str, str, str]]:
    """Return name, value and meaning of each figure in `values`."""
    return [(*_said(name, values[name]), meaning) for name, (_, meaning) in FIGURES.items() if name in values]


def _said(name: str, value: float) -> tuple[str, str]:
    title = FIGURES[name][0]
    if name == "reading_time_seconds":
        return title, f"{value:.0f} s" if value < 60 else f"{value / 60:.0f} min"
    if name == "flesch_reading_ease":
        band = next((words for least, words in _EASE if value >= least), "extremely hard")
        return title, f"{value:.0f} – {band}"
    return title, f"{value:.1f}"


def changes(file: FileReport) -> dict[str, Any] | None:
    """Return the effect of a change: numbers of new, unchanged and removed findings, and figures before and now.

    None if the article is not compared with an earlier state, or did not exist in it.
    """
    old = file.before
    kept = sum(f.suppressed is not None and f.suppressed.by == "unchanged" for f in file.findings)
    if old is None:
        return None
    return {
        "new": len(file.shown(suggestions=False)),
        "kept": kept,
        "gone": max(0, len(old.live) - kept),
        "figures": [
            (FIGURES[name][0], f"{old.readability[name]:.1f}", f"{file.readability[name]:.1f}")
            for name in ("flesch_reading_ease", "flesch_kincaid_grade")
            if name in old.readability and name in file.readability
        ],
        "words": (old.words, file.words),
        "unsourced": (old.unsourced, file.unsourced),
    }
