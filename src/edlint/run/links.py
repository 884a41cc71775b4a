"""What the addresses that articles link to are known to answer: kept for some days after `edlint links --online`."""

import contextlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from edlint.cache.store import Store, key
from edlint.model.claim import ClaimStatus
from edlint.model.report import FileReport, Report

# For how many days an answer is believed; what is none of these is asked again each time.
_DAYS = {"ok": 14, "moved": 14, "dead": 2}


class LinkState(StrEnum):
    """What is known of an address."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    UNSURE = "unsure"
    PASSED = "not asked"


class Answer(msgspec.Struct, frozen=True):
    """What an address answered on a day: `to` is where it moved for good, `archived` a copy of what is gone."""

    state: LinkState
    why: str
    day: str
    to: str = ""
    archived: str = ""

    @property
    def fresh(self) -> bool:
        """Whether it need not be asked again yet."""
        return date.fromisoformat(self.day) + timedelta(_DAYS.get(self.state.value, 0)) > today()


def today() -> date:
    """Return the day that an answer is from."""
    return date.today()  # noqa: DTZ011 - a calendar day, where the user sits


def known(urls: Iterable[str]) -> dict[str, Answer]:
    """Return what was answered before, by address; nothing is asked."""
    names = {key("link", url): url for url in urls}
    found = {}
    with contextlib.closing(Store()) as store:
        for name, text in store.get(list(names)).items():
            with contextlib.suppress(msgspec.MsgspecError, ValueError):
                found[names[name]] = msgspec.json.decode(text, type=Answer)
    return found


def keep(answers: Mapping[str, Answer]) -> None:
    """Keep what addresses answered, by address, as far as it is sure."""
    with contextlib.closing(Store()) as store:
        sure = {url: answer for url, answer in answers.items() if answer.state.value in _DAYS}
        store.put({key("link", url): msgspec.json.encode(answer).decode() for url, answer in sure.items()})


def weighed(report: Report) -> Report:
    """Return a report whose evidence says what is dead; a claim is unsourced when nothing else stands behind it.

    That is by what was answered before: nothing is asked.
    """
    urls = {_plain(e.url) for file in report.files for claim in file.claims for e in claim.evidence}
    dead = {url: answer for url, answer in known(urls - {""}).items() if answer.state is LinkState.DEAD}
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
