"""Cached answers of the addresses that articles link to, kept for some days after `edlint links --online`."""

import contextlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from edlint.cache.store import Store, key
from edlint.model.claim import ClaimStatus
from edlint.model.report import FileReport, Report

# Days for which an answer is valid; an answer in any other state is requested again each time.
_DAYS = {"ok": 14, "moved": 14, "dead": 2}


class LinkState(StrEnum):
    """The state of an address."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    UNSURE = "unsure"
    PASSED = "not asked"


class Answer(msgspec.Struct, frozen=True):
    """The answer of an address on a day: `to` is where it moved permanently, `archived` a copy of a dead page."""

    state: LinkState
    why: str
    day: str
    to: str = ""
    archived: str = ""

    @property
    def fresh(self) -> bool:
        """Whether the answer is still valid, so that the address need not be requested again."""
        return date.fromisoformat(self.day) + timedelta(_DAYS.get(self.state.value, 0)) > today()


def today() -> date:
    """Return today's date, the date of new answers."""
    return date.today()  # noqa: DTZ011 - a calendar day, where the user sits


def cached_answers(urls: Iterable[str]) -> dict[str, Answer]:
    """Return the cached answers by address; nothing is requested."""
    names = {key("link", url): url for url in urls}
    found = {}
    with contextlib.closing(Store()) as store:
        for name, text in store.get(list(names)).items():
            with contextlib.suppress(msgspec.MsgspecError, ValueError):
                found[names[name]] = msgspec.json.decode(text, type=Answer)
    return found


def store_answers(answers: Mapping[str, Answer]) -> None:
    """Cache answers by address, except those in states that are not kept."""
    with contextlib.closing(Store()) as store:
        sure = {url: answer for url, answer in answers.items() if answer.state.value in _DAYS}
        store.put({key("link", url): msgspec.json.encode(answer).decode() for url, answer in sure.items()})


def mark_dead_evidence(report: Report) -> Report:
    """Return the report with dead evidence marked; a claim is unsourced if all of its evidence is dead.

    This uses cached answers; nothing is requested.
    """
    urls = {_plain(e.url) for file in report.files for claim in file.claims for e in claim.evidence}
    dead = {
        url: answer for url, answer in cached_answers(urls - {""}).items() if answer.state is LinkState.DEAD
    }
    if not dead:
        return report
    return replace(report, files=tuple(_weighed(file, dead) for file in report.files))


def _weighed(file: FileReport, dead: Mapping[str, Answer]) -> FileReport:
    claims = []
    for claim in file.claims:
        evidence = tuple(
            e._replace(gone=f"dead: {answer.why} ({answer.day})")
            if (answer := dead.get(_plain(e.url))) is not None
            else e
            for e in claim.evidence
        )
        lost = claim.status is ClaimStatus.SOURCED and all(e.gone for e in evidence)
        status = ClaimStatus.UNSOURCED if lost and evidence else claim.status
        claims.append(replace(claim, evidence=evidence, status=status))
    return replace(file, claims=tuple(claims))


def _plain(url: str) -> str:
    return url.partition("#")[0]
