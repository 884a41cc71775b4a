"""Runs all checkers on one document and returns its findings, without input, output or global state."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

import msgspec

from edlint.config.profile import Profile
from edlint.language.data import load
from edlint.lint import sensitivity
from edlint.lint.overlap import merge
from edlint.lint.place import place, source_span
from edlint.lint.suppress import Comments
from edlint.model.checker import CHECKERS
from edlint.model.claim import Claim
from edlint.model.document import Document
from edlint.model.errors import FAULT, CheckTimeoutError, EngineError
from edlint.model.finding import Finding, Hit, Severity
from edlint.model.report import EngineStatus
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.prose.blockcache import BlockCache
from edlint.prose.prose import Prose
from edlint.rules.base import Checker
from edlint.text.ranges import Ranges

_BOUNDED = frozenset(name for name, spec in CHECKERS.items() if spec.bounded)


class LintResult(msgspec.Struct, frozen=True):
    """The results of all checkers for a document; `fault` holds the tracebacks of checkers that crashed, if any.

    `certain` is the number of certain errors, see `sensitivity`.
    """

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...] = ()
    figures: Mapping[str, float] = msgspec.field(default_factory=dict)
    failures: tuple[EngineStatus, ...] = ()
    fault: str = ""
    certain: int = 0


def lint(
    document: Document,
    checkers: Sequence[Checker],
    profile: Profile,
    catalog: Mapping[str, Rule],
    limit: Callable[[str], AbstractContextManager[object]] = nullcontext,
    *,
    adaptive: bool = False,
    block_cache: BlockCache | None = None,
) -> LintResult:
    """Run the checkers over a document and return their findings: located, merged, suppressed and sorted.

    A checker that raises EngineError or CheckTimeoutError is reported in `failures`; the others' findings are kept.
    `catalog` contains the rules by id (engines' own rules need not be in it). `limit` is called with a checker's name
    and gives a context manager for its work, which may raise CheckTimeoutError. With `adaptive`, uncertain findings
    count where errors are dense: see `sensitivity`. `block_cache` holds per-block results from before the last change of the
    same text.
    """
    results = (
        block_cache.results(document.blocks, profile, document.language, document.source.format)
        if block_cache
        else None
    )
    run = _Run(Prose(document, load(profile.language), results), profile, catalog, limit)
    run.check(checkers)
    findings = run.findings(checkers)
    certain = sensitivity.count_certain(findings)
    rate = sensitivity.error_rate(certain, document.words)
    if adaptive and profile.english and rate >= sensitivity.LEAST:
        run.adapt(checkers, rate, findings)
        findings = run.findings(checkers)
    order = sorted(findings, key=lambda finding: (finding.span, finding.severity.rank, finding.rule))
    return LintResult(
        tuple(order),
        tuple(sorted(run.claims, key=lambda claim: claim.span)),
        run.figures,
        tuple(run.failures),
        "".join(run.faults),
        certain,
    )


class _Run:
    """The state of one run over a document: hits, claims, figures and failures so far."""

    def __init__(
        self,
        prose: Prose,
        profile: Profile,
        catalog: Mapping[str, Rule],
        limit: Callable[[str], AbstractContextManager[object]],
    ) -> None:
        self._prose = prose
        self._profile = profile
        self._catalog = catalog
        self._limit = limit
        self._comments = Comments(prose.document, profile, catalog)
        self._hits = [
            Hit(problem.rule, problem.span, values=problem.values) for problem in prose.document.problems
        ]
        self.claims: list[Claim] = []
        self.figures: dict[str, float] = {}
        self.failures: list[EngineStatus] = []
        self.faults: list[str] = []

    def check(self, checkers: Sequence[Checker]) -> None:
        """Run every checker over the document and collect hits, claims, figures and failures."""
        for checker in checkers:
            checker.begin(self._prose, self._profile)
        for checker in checkers:
            with self._kept(checker):
                checker.prepare(self._profile)
                # An engine that limits its own time does not count the seconds that it takes to start.
                with nullcontext() if checker.name in _BOUNDED else self._limit(checker.name):
                    outcome = checker.check(self._prose, self._profile)
                    # The changes that a checker makes to the others' hits are used only if it finished.
                    judged = checker.judge(self._hits, self._prose, self._profile)
                self._hits = [*judged, *outcome.hits]
                self.claims.extend(outcome.claims)
                self.figures.update(outcome.figures)
                self._note(checker, outcome.failures)

    def adapt(self, checkers: Sequence[Checker], rate: float, findings: Iterable[Finding]) -> None:
        """Raise suggestions to warnings where their rules allow it at this rate of certain errors (per 1,000 words).

        Checkers are also run for rules that are off by default. Their hits next to a warning in `findings` are dropped,
        since they report the same error again.
        """
        said = Ranges(
            Span(max(0, finding.span.start - 1), finding.span.end + 1)
            for finding in findings
            if finding.severity is not Severity.SUGGESTION and finding.family in sensitivity.FAMILIES
        )
        more: list[Hit] = []
        for checker in checkers:
            rules = sensitivity.switchable_rules(checker.name, self._profile.selection, self._catalog)
            if rules:
                with self._kept(checker):
                    outcome = checker.check_rules(self._prose, self._profile, rules)
                    loud = sensitivity.hits_at_rate(outcome.hits, rate)
                    more += [hit for hit in loud if not said.touch(source_span(hit))]
                    self._note(checker, outcome.failures)
        for checker in checkers:
            with self._kept(checker):
                more = [*checker.judge(more, self._prose, self._profile)]
        self._hits = [*sensitivity.raise_suggestions(self._hits, rate, self._profile, self._catalog), *more]

    def findings(self, checkers: Sequence[Checker]) -> list[Finding]:
        """Return the findings: located, merged, and marked where a comment suppresses them."""
        placed = place(self._hits, self._prose.document, self._profile, self._catalog, self._comments.silence)
        ran = {checker.name for checker in checkers} - {failure.name for failure in self.failures}
        return self._comments.applied([*merge(placed.findings), *placed.unlisted], ran=ran)

    def _note(self, checker: Checker, reasons: Iterable[str]) -> None:
        self.failures += [EngineStatus(checker.name, checker.version, "failed", each) for each in reasons]

    @contextmanager
    def _kept(self, checker: Checker) -> Iterator[None]:
        """Record exceptions in the block as failures of the checker, so that the others' findings are kept."""
        try:
            yield
        except (EngineError, CheckTimeoutError) as error:
            self._note(checker, [str(error)])
        except MemoryError:
            self._note(checker, ["needs more memory than it may have for this text"])
        except Exception as error:  # noqa: BLE001 - a fault of one check must not lose what the others saw
            self._note(checker, [FAULT.format(error=error, name=type(error).__name__)])
            self.faults.append(traceback.format_exc())
