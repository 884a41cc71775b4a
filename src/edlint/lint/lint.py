"""One document in, findings out: no input, no output, no state."""

import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from edlint.check.base import Beginning, Checker, Judging, Preparing
from edlint.config.profile import Profile
from edlint.language.data import load
from edlint.lint.overlap import merge
from edlint.lint.place import place
from edlint.lint.suppress import Comments
from edlint.model.checker import CHECKERS
from edlint.model.claim import Claim
from edlint.model.document import Document
from edlint.model.errors import FAULT, CheckTimeoutError, EngineError
from edlint.model.finding import Finding, Hit
from edlint.model.report import EngineStatus
from edlint.model.rule import Rule
from edlint.prose.prose import Prose

_BOUNDED = frozenset(name for name, spec in CHECKERS.items() if spec.bounded)


@dataclass(frozen=True)
class Linted:
    """What all checkers together saw in a document; `fault` is the trace where one of them broke."""

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[EngineStatus, ...] = ()
    fault: str = ""


def lint(
    document: Document,
    checkers: Sequence[Checker],
    profile: Profile,
    catalog: Mapping[str, Rule],
    limit: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> Linted:
    """Run the checkers over a document and return their findings: placed, merged, suppressed, sorted.

    A checker that raises EngineError or CheckTimeoutError is reported in `failures`; the others' findings are kept.
    `catalog` holds the rules by id (engines' own rules need not be in it). `limit` is entered with a checker's name
    around its work, and may end it with CheckTimeoutError.
    """
    prose = Prose(document, load(profile.language))
    hits = [Hit(problem.rule, problem.span, values=problem.values) for problem in document.problems]
    claims: list[Claim] = []
    figures: dict[str, float] = {}
    failures: list[EngineStatus] = []
    faults: list[str] = []
    for checker in checkers:
        if isinstance(checker, Beginning):
            checker.begin(prose, profile)
    for checker in checkers:
        try:
            if isinstance(checker, Preparing):
                checker.prepare(profile)
            # An engine that limits its own time does so without the seconds that its start takes.
            with nullcontext() if checker.name in _BOUNDED else limit(checker.name):
                outcome = checker.check(prose, profile)
                # What a check says of the others' hits changes them only when it was able to say all of it.
                judged = checker.judge(hits, prose, profile) if isinstance(checker, Judging) else hits
        except (EngineError, CheckTimeoutError) as error:
            failures.append(EngineStatus(checker.name, checker.version, "failed", str(error)))
            continue
        except MemoryError:
            said = "needs more memory than it may have for this text"
            failures.append(EngineStatus(checker.name, checker.version, "failed", said))
            continue
        except Exception as error:  # noqa: BLE001 - a fault of one check must not lose what the others saw
            failures.append(
                EngineStatus(
                    checker.name,
                    checker.version,
                    "failed",
                    FAULT.format(error=error, name=type(error).__name__),
                )
            )
            faults.append(traceback.format_exc())
            continue
        hits = [*judged, *outcome.hits]
        claims.extend(outcome.claims)
        figures.update(outcome.figures)
        failures += [
            EngineStatus(checker.name, checker.version, "failed", reason) for reason in outcome.failures
        ]
    comments = Comments(document, profile, catalog)
    placed = place(hits, document, profile, catalog, comments.silence)
    ran = {checker.name for checker in checkers} - {failure.name for failure in failures}
    findings = comments.applied([*merge(placed.findings), *placed.unlisted], ran=ran)
    order = sorted(findings, key=lambda finding: (finding.span, finding.severity.rank, finding.rule))
    return Linted(
        tuple(order),
        tuple(sorted(claims, key=lambda claim: claim.span)),
        figures,
        tuple(failures),
        "".join(faults),
    )
