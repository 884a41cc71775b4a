"""Labelled sentences for `edlint train claims`, from the user's own file or from editors' decisions."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from edlint.check.claims.trained import around, features, spoken
from edlint.check.claims.training import Example
from edlint.config import toml
from edlint.config.files import WORDS
from edlint.model.block import PLACEHOLDER
from edlint.model.errors import ConfigError
from edlint.model.report import Report
from edlint.run.decisions import Decision

CLAIM = "overclaim"
"""The label of a sentence that claims too much; with any other label it does not."""
_DECIDED = {"dismiss": False, "accept": True, "correct": True, "ask": True}
_CODE = "\u00a4"
_CLAIMS_COUNT = 2.0
_DOUBT = {True: 0.35, False: 0.3}


class Row(msgspec.Struct, frozen=True):
    """A line of a file of labelled sentences: one sentence with its label, or a paragraph with its sentences' labels.

    The keys of `labels` and the entries of `doubt` are sentence numbers from 1; a sentence without a label does not
    claim too much, and one in `doubt` is uncertain. `house` is the publisher: evaluation leaves whole publishers out.
    """

    text: str = ""
    label: str = ""
    sentences: tuple[str, ...] = ()
    labels: dict[str, tuple[str, ...]] = {}
    doubt: tuple[Annotated[int, Meta(ge=1)], ...] = ()
    house: str = ""


@dataclass(frozen=True)
class Sentence:
    """A labelled sentence with its publisher."""

    text: str
    house: str
    example: Example


def read_sentences(path: Path) -> list[Sentence]:
    """Return the sentences of a JSON Lines file. Raises ConfigError with the line and the fault."""
    shown = toml.shown(path)
    found: list[Sentence] = []
    for number, line in enumerate(toml.read_text(path, WORDS).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.convert(json.loads(line), Row)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"{shown}:{number}: {error}") from None
        if bool(row.text) == bool(row.sentences):
            raise ConfigError(f"{shown}:{number}: give a sentence as “text”, or a paragraph's as “sentences”")
        if row.text and not row.label:
            raise ConfigError(f"{shown}:{number}: “label” is missing: {CLAIM}, or none")
        found += _sentences(row, f"{shown}:{number}")
    return found


def sentence(
    text: str, *, claim: bool, house: str = "", rest: frozenset[str] = frozenset(), sure: bool = True
) -> Sentence:
    """Return a labelled sentence; an overclaim has twice the weight, an uncertain label about a third of it."""
    plain = text.replace(_CODE, PLACEHOLDER)
    weight = (_CLAIMS_COUNT if claim else 1.0) * (1.0 if sure else _DOUBT[claim])
    return Sentence(text, house, Example(tuple(features(spoken(plain), plain, rest)), claim, weight))


def _sentences(row: Row, where: str) -> Iterator[Sentence]:
    if row.text:
        yield sentence(row.text, claim=row.label == CLAIM, house=row.house or where, sure=not row.doubt)
        return
    said = [spoken(text) for text in row.sentences]
    for number, text in enumerate(row.sentences, 1):
        yield sentence(
            text,
            claim=CLAIM in row.labels.get(str(number), ()),
            house=row.house or where,
            rest=around(said, number - 1),
            sure=number not in row.doubt,
        )


def decided(decisions: Sequence[Decision], report: Report) -> list[Sentence]:
    """Return the sentences with overclaims that editors decided on: no overclaim if dismissed, else one."""
    files = {file.path: file for file in report.files}
    found = []
    for decision in decisions:
        file = files.get(decision.path)
        if file is None or decision.action not in _DECIDED:
            continue
        for finding in file.findings:
            if finding.fingerprint == decision.fingerprint and finding.rule.startswith("claims.overclaim."):
                said = next((one.sentence for one in file.claims if one.span.touches(finding.span)), "")
                if said:
                    found.append(sentence(said, claim=_DECIDED[decision.action], house=decision.path))
    return found
