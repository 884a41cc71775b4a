"""The status of a claim: sourced, the writers' own, or unsourced."""

from collections.abc import Iterable
from functools import cached_property

from edlint.check.claims import quotation
from edlint.check.claims.clear import is_clear
from edlint.check.claims.evidence import Scope, Sources
from edlint.check.claims.found import Found
from edlint.check.claims.language import Language
from edlint.check.claims.own import REPORT, own_data, own_names, reports
from edlint.model.block import BlockKind
from edlint.model.claim import ClaimKind, ClaimStatus, Evidence
from edlint.model.document import Document
from edlint.text.words import words

Verdict = tuple[ClaimStatus, tuple[Evidence, ...]]
_UNSUPPORTED: Verdict = (ClaimStatus.UNSOURCED, ())
# Units of the results of a survey, and of a benchmark.
_SHARES = frozenset(["percent", "ratio", "fraction"])
_COMPARISONS = frozenset(["percent", "times"])
# Blocks about the article itself, which have no room for a source.
_ABOUT = frozenset([BlockKind.TITLE, BlockKind.DESCRIPTION])
# Sorts of figures that a model of an economy or a climate gives, and numbers of blocks with a cue that make an article
# the report of such work.
_RECKONED = frozenset(["percent", "money"])
_TWICE, _OFTEN = 2, 5


class Judge:
    """Judges the claims of one document."""

    def __init__(self, document: Document, language: Language, *, own_sites: Iterable[str] = ()) -> None:
        """Examine the whole document for surveys and benchmarks; `own_sites` are hosts of the publisher's own sites."""
        self._document = document
        self._language = language
        self._sources = Sources(document, language, own_sites=own_sites)
        self._survey = reports(document, language, "own.survey")
        self._benchmark = reports(document, language, "own.benchmark")

    def verdict(self, claim: Found, scopes: frozenset[Scope]) -> Verdict:
        """Return a claim's status and its evidence. A source in the sentence goes before the writers' own data."""
        if claim.kind is ClaimKind.QUOTATION:
            said = quotation.speaker(claim, self._document.blocks, self._sources, self._language)
            return (ClaimStatus.SOURCED, said) if said else _UNSUPPORTED
        evidence = self._sources.near(claim.index, claim.sentence, scopes, about=claim.text)
        own = self._own(claim, evidence) if claim.kind is ClaimKind.STATISTIC else None
        if own is not None and not self._sources.near(claim.index, claim.sentence, scopes & {Scope.SENTENCE}):
            return ClaimStatus.OWN, (own, *evidence)
        results = self._analysed or self._survey
        if claim.kind is ClaimKind.SUPERLATIVE and not evidence and results is not None:
            return ClaimStatus.OWN, (results,)
        return (ClaimStatus.SOURCED, evidence) if evidence else _UNSUPPORTED

    def clear(self, claim: Found) -> bool:
        """Whether an unsourced statistic is clearly about the world, by the whole document and the sources near it."""
        if claim.block.kind in _ABOUT or (claim.sort in _RECKONED and self._reckons):
            return False
        if claim.sort == "count" and self._is_own(claim):
            return False
        if claim.sort == "money" and self._trades and not self._language.cues["price.big"].found(claim.text):
            return False
        if claim.unit in _SHARES and (self._studied or self._analysed is not None):
            return False
        after = claim.block.text[claim.span.end : claim.sentence.end]
        if self._trades and self._language.cues["clear.takings"].found(after):
            return False
        near = self._sources.around(claim.index)
        return is_clear(claim, self._language, near=near)

    def _is_own(self, claim: Found) -> bool:
        """Whether a sentence names, before its figure, a product, project or organisation of the writers."""
        head = claim.block.text[claim.sentence.start : claim.span.start]
        return any(head[word.start : word.end] in self._own_names for word in words(head))

    @cached_property
    def _own_names(self) -> frozenset[str]:
        return own_names(self._document, self._language)

    @cached_property
    def _reckons(self) -> bool:
        """Whether an article reports results of its writers' model or example, which cannot be told from other figures."""
        return any(
            reports(self._document, self._language, cue, least) is not None
            for cue, least in (("own.model", _TWICE), ("own.example", REPORT))
        )

    @cached_property
    def _analysed(self) -> Evidence | None:
        """Evidence, from many places, that an article analyses its own data: shares and rankings are results."""
        return reports(self._document, self._language, "own.data", _OFTEN)

    @cached_property
    def _trades(self) -> bool:
        """Whether an article is about the writers' own business, whose sums of money are their own."""
        return reports(self._document, self._language, "own.trade") is not None

    @cached_property
    def _studied(self) -> bool:
        """Whether an article mentions a study in many places, or its own once: its shares are the study's."""
        studies = (("clear.study", REPORT), ("own.asked", 1))
        return any(reports(self._document, self._language, cue, least) is not None for cue, least in studies)

    def _own(self, claim: Found, evidence: tuple[Evidence, ...]) -> Evidence | None:
        own = own_data(claim.block, claim.sentence, claim.span, self._language)
        if own is not None or evidence:
            return own
        if claim.unit in _COMPARISONS and self._benchmark is not None:
            return self._benchmark
        return self._survey if claim.unit in _SHARES else None
