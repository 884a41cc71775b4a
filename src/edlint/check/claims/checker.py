"""The claims checker: finds an article's claims, weighs their evidence, and asks for what is missing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from edlint.check.claims import quotation
from edlint.check.claims.evidence import Scope
from edlint.check.claims.found import Found
from edlint.check.claims.identity import fingerprints
from edlint.check.claims.judge import Judge
from edlint.check.claims.language import Language, load
from edlint.check.claims.prices import price_tables
from edlint.check.claims.stance import holds, stances
from edlint.check.claims.statistic import quantities
from edlint.check.claims.waiver import waived
from edlint.check.claims.wording import Wording, claims, wording
from edlint.config.profile import ActiveRule, Profile
from edlint.model.claim import Claim, ClaimKind, ClaimStatus, Evidence
from edlint.model.document import Block, BlockKind, Document
from edlint.model.errors import EngineError, RuleError
from edlint.model.finding import Hit, Suppression
from edlint.model.outcome import Outcome
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.prose.voice import others_words, own_words
from edlint.text.sentences import sentences

STATISTIC = "claims.unsourced-statistic"
FIGURE = "claims.unsourced-figure"
# Longer is no prose but data: nobody wrote it, and looking at each figure beside each other takes the square of it.
_LONGEST_SENTENCE = 5_000
_LONGEST_BLOCK = 200_000
DEFAULT_SCOPES = frozenset(Scope) - {Scope.SECTION}


class ClaimsChecker:
    """Carries out `claims.*` but for the misconceptions, and fills the ledger."""

    name = "claims"
    version = "1"

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        """Compile nothing yet: a rule's cues are compiled when a profile first has it on.

        `today` gives the day by which waivers expire.
        """
        self._today = today
        self._wordings: dict[int, tuple[Rule, Wording | None]] = {}

    def prepare(self, profile: Profile) -> None:
        """Compile the cues of the rules in force."""
        language = load(profile.language)
        if language is not None:
            for active in profile.active(self.name):
                self._wording(active.rule, language)

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the claims with their status, and a hit for each that a rule asks about."""
        document = prose.document
        language = load(profile.language)
        rules = {active.rule.id: active for active in profile.active(self.name)}
        if language is None:
            return Outcome()
        found = [*self.find(document, rules, language), *_quotations(document, rules, language)]
        found.sort(key=lambda claim: (claim.index, claim.span))
        judge = Judge(document, language, own_sites=_own_sites(rules))
        prints = fingerprints(found)
        let = waived(document, profile.waivers.of(document.source.path), self._today())
        ledger: list[Claim] = []
        hits: list[Hit] = []
        asked = _Asked()
        for claim, identity in zip(found, prints, strict=True):
            active = rules.get(claim.rule)
            status, evidence = judge.verdict(claim, _scopes(active))
            if claim.rule == STATISTIC and status is ClaimStatus.UNSOURCED and not judge.clear(claim):
                claim = replace(claim, rule=FIGURE)  # noqa: PLW2901
                active = rules.get(FIGURE)
            waiver = let.of(claim, identity) if status is ClaimStatus.UNSOURCED else None
            if status is ClaimStatus.UNSOURCED and active is not None and (waiver or asked.first(claim)):
                hits.append(Hit(claim.rule, claim.span, claim.block, values=claim.values, suppressed=waiver))
            if waiver is not None:
                status = ClaimStatus.WAIVED
            ledger.append(_entry(claim, status, evidence, identity, waiver))
        hits += (hit for hit in let.leftovers() if hit.rule in rules)
        return Outcome(hits=tuple(hits), claims=tuple(ledger))

    def find(self, document: Document, rules: dict[str, ActiveRule], language: Language) -> Iterator[Found]:
        """Yield the claims of a document in reading order, each stretch of words once: its statistics, and what the cues of `rules` know."""
        # Of two rules that know the same words, the graver asks.
        graver = sorted(rules.values(), key=lambda active: active.severity.rank)
        wordings = [w for active in graver if (w := self._wording(active.rule, language)) is not None]
        prices = price_tables(document.blocks, language)
        for index, block in enumerate(document.blocks):
            if block.kind is BlockKind.ALT or not own_words(block):
                continue
            if len(block.text) > _LONGEST_BLOCK:
                continue
            foreign = others_words(block)
            priced = block.cell is not None and block.cell.table in prices
            for sentence in sentences(block.text):
                if sentence.end - sentence.start > _LONGEST_SENTENCE:
                    continue
                seen: list[Found] = []
                for found in (
                    *(() if priced else _statistics(block, index, sentence, language)),
                    *(
                        f
                        for w in wordings
                        if block.kind in rules[w.rule].rule.scope
                        for f in claims(w, block, index, sentence)
                    ),
                ):
                    if foreign.touch(found.span):
                        continue
                    if any(other.kind is found.kind and other.span.touches(found.span) for other in seen):
                        continue
                    seen.append(found)
                yield from sorted(seen, key=lambda f: f.span)

    def _wording(self, rule: Rule, language: Language) -> Wording | None:
        known = self._wordings.get(id(rule))
        if known is None or known[0] is not rule:
            try:
                known = (rule, wording(rule, language))
            except RuleError as error:
                raise EngineError(str(error)) from None
            self._wordings[id(rule)] = known
        return known[1]

    def close(self) -> None:
        """Nothing was started."""


class _Asked:
    """What was asked about already: an editor asks once about a sentence, however many figures stand in it."""

    def __init__(self) -> None:
        self._known: set[tuple[str, int, Span]] = set()

    def first(self, claim: Found) -> bool:
        """Whether to ask about a claim; true once for the figures of a sentence, always for what else it says."""
        if claim.kind is not ClaimKind.STATISTIC:
            return True
        key = (claim.rule, claim.index, claim.sentence)
        new = key not in self._known
        self._known.add(key)
        return new


def _statistics(block: Block, index: int, sentence: Span, language: Language) -> Iterator[Found]:
    question = stances(language)["question"]
    for quantity in quantities(block.text, sentence, language):
        if holds(question, block.text, sentence, quantity.span):
            continue
        yield Found(
            ClaimKind.STATISTIC,
            STATISTIC,
            block,
            index,
            quantity.span,
            sentence,
            quantity=quantity.number,
            unit=quantity.unit,
            sort=quantity.sort,
            weight=quantity.weight,
        )


def _quotations(document: Document, rules: dict[str, ActiveRule], language: Language) -> Iterator[Found]:
    active = rules.get(quotation.RULE)
    if active is not None:
        yield from quotation.found(document.blocks, int(active.options["least-words"]), language)


def _scopes(active: ActiveRule | None) -> frozenset[Scope]:
    given = active.options.get("evidence") if active else None
    if active is None or given is None:
        return DEFAULT_SCOPES
    try:
        return frozenset(Scope(name) for name in given)
    except ValueError as error:
        known = ", ".join(Scope)
        raise EngineError(f"{active.rule.id}: “evidence”: {error}; there are {known}") from None


def _own_sites(rules: dict[str, ActiveRule]) -> list[str]:
    active = rules.get(STATISTIC)
    return list(active.options.get("own-sites", [])) if active else []


def _entry(
    claim: Found,
    status: ClaimStatus,
    evidence: tuple[Evidence, ...],
    identity: str,
    waiver: Suppression | None,
) -> Claim:
    text = claim.block.text
    return Claim(
        kind=claim.kind,
        text=" ".join(claim.text.split()),
        span=claim.block.to_source(claim.span),
        sentence=" ".join(text[claim.sentence.start : claim.sentence.end].split()),
        status=status,
        evidence=evidence,
        quantity=claim.quantity,
        unit=claim.unit,
        fingerprint=identity,
        waiver=waiver.reason if waiver else "",
    )
