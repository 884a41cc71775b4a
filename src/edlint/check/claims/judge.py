"""Whether a claim is sourced, the writers' own, or stands without support."""

from collections.abc import Iterable
from functools import cached_property

from edlint.check.claims import quotation
from edlint.check.claims.clear import is_clear
from edlint.check.claims.evidence import Scope, Sources
from edlint.check.claims.found import Found
from edlint.check.claims.language import Language
from edlint.check.claims.own import REPORT, own_data, reports
from edlint.model.claim import ClaimKind, ClaimStatus, Evidence
from edlint.model.document import Document

Verdict = tuple[ClaimStatus, tuple[Evidence, ...]]
_UNSUPPORTED: Verdict = (ClaimStatus.UNSOURCED, ())
# What a survey counts, and what a benchmark measures.
_SHARES = frozenset(["percent", "ratio", "fraction"])
_COMPARISONS = frozenset(["percent", "times"])
# What a model of an economy or a climate gives, and how many blocks that speak of it make an article its report.
_RECKONED = frozenset(["percent", "money"])
_TWICE = 2


class Judge:
    """Weighs the claims of one document."""

    def __init__(self, document: Document, language: Language, *, own_sites: Iterable[str] = ()) -> None:
        """Gather what holds for the whole document; `own_sites` are host names of the publisher's own sites."""
        self._document = document
        self._language = language
        self._sources = Sources(document, language, own_sites=own_sites)
        self._survey = reports(document, language, "own.survey")
        self._benchmark = reports(document, language, "own.benchmark")

    def verdict(self, claim: Found, scopes: frozenset[Scope]) -> Verdict:
        """Return a claim's status and what says so. A source beside the figure goes before the writers' own word."""
        if claim.kind is ClaimKind.QUOTATION:
            said = quotation.speaker(claim, self._document.blocks, self._sources, self._language)
            return (ClaimStatus.SOURCED, said) if said else _UNSUPPORTED
        evidence = self._sources.near(claim.index, claim.sentence, scopes, about=claim.text)
        own = self._own(claim, evidence) if claim.kind is ClaimKind.STATISTIC else None
        if own is not None and not self._sources.near(claim.index, claim.sentence, scopes & {Scope.SENTENCE}):
            return ClaimStatus.OWN, (own, *evidence)
        return (ClaimStatus.SOURCED, evidence) if evidence else _UNSUPPORTED

    def clear(self, claim: Found) -> bool:
        """Whether an unsourced statistic is clearly about the world, and no source near it may yet be its own."""
        if claim.sort in _RECKONED and self._reckons:
            return False
        if claim.sort == "money" and self._trades and not self._language.cues["price.big"].found(claim.text):
            return False
        if claim.unit in _SHARES and self._studied:
            return False
        near = self._sources.around(claim.index)
        return is_clear(claim, self._language, near=near)

    @cached_property
    def _reckons(self) -> bool:
        """Whether an article reports what its writers reckoned with a model: nothing tells its results from other figures."""
        return reports(self._document, self._language, "own.model", _TWICE) is not None

    @cached_property
    def _trades(self) -> bool:
        """Whether an article is about the writers' own business, whose sums of money are their own."""
        return reports(self._document, self._language, "own.trade") is not None

    @cached_property
    def _studied(self) -> bool:
        """Whether an article tells of a study in many places, or of its own once: its shares are the study's."""
        studies = (("clear.study", REPORT), ("own.asked", 1))
        return any(reports(self._document, self._language, cue, least) is not None for cue, least in studies)

    def _own(self, claim: Found, evidence: tuple[Evidence, ...]) -> Evidence | None:
        own = own_data(claim.block, claim.sentence, claim.span, self._language)
        if own is not None or evidence:
            return own
        if claim.unit in _COMPARISONS and self._benchmark is not None:
            return self._benchmark
        return self._survey if claim.unit in _SHARES else None
