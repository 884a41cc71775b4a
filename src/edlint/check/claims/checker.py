"""The claims checker: finds an article's claims, judges their evidence, and reports those without a source."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from datetime import date
from itertools import chain

from msgspec.structs import replace

from edlint.check.claims import quotation
from edlint.check.claims.evidence import Scope
from edlint.check.claims.found import Found
from edlint.check.claims.heads import Heads
from edlint.check.claims.identity import fingerprints
from edlint.check.claims.judge import Judge
from edlint.check.claims.language import Language, load
from edlint.check.claims.prices import price_tables
from edlint.check.claims.stance import holds
from edlint.check.claims.statistic import FIGURE_SIGNS, quantities
from edlint.check.claims.trained import overclaims
from edlint.check.claims.waiver import waived
from edlint.check.claims.wording import Wordings, wording
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.config.weights import RULE as TRAINED
from edlint.model.block import Block, BlockKind
from edlint.model.claim import Claim, ClaimKind, ClaimStatus, Evidence
from edlint.model.document import Document
from edlint.model.errors import EngineError, RuleError
from edlint.model.finding import Hit, Severity, Suppression
from edlint.model.outcome import Outcome
from edlint.model.span import Span
from edlint.prose.blocks import by_block
from edlint.prose.prose import Prose
from edlint.prose.voice import own_words
from edlint.rules.base import Checker
from edlint.rules.schema import Cues
from edlint.text.pattern import pattern

STATISTIC = "claims.unsourced-statistic"
FIGURE = "claims.unsourced-figure"
_OVERCLAIM = "claims.overclaim."
# Longer ones are data, not prose, and comparing each figure with each other takes quadratic time.
_LONGEST_SENTENCE = 5_000
_LONGEST_BLOCK = 200_000
_SIGNATURE = 80
# The signature at the end of a paragraph: “… nine times out of ten. — Jane Doe”.
_SIGNED = pattern(r"[—–]\s*\p{Lu}[\pL.’'-]+(?:\s\p{Lu}[\pL.’'-]+){1,3}[^\pL\d]*$")
DEFAULT_SCOPES = frozenset(Scope) - {Scope.SECTION}


class ClaimsChecker(Checker):
    """Runs the rules `claims.*` except the misconceptions, and fills the ledger of claims."""

    name = "claims"
    version = "1"

    def __init__(self, settings: Settings | None = None, *, today: Callable[[], date] = date.today) -> None:
        """Take the function that returns today's date, by which waivers expire."""
        super().__init__(settings)
        self._today = today
        self._wordings: tuple[Profile, Wordings] | None = None

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the claims with their status, and a hit for each unsourced one whose rule is on."""
        document = prose.document
        language = load(profile.language)
        rules = {active.rule.id: active for active in profile.active(self.name)}
        if language is None:
            return Outcome()
        prices = price_tables(document.blocks, language)
        claims = by_block(
            prose,
            self.name,
            lambda part: self._found(part, profile, language, prices),
            lambda number: _priced(document.blocks[number], prices),
        )
        found = [replace(claim, index=number) for number, claim in claims]
        found += _quotations(document, rules, language)
        found.sort(key=lambda claim: (claim.index, claim.span))
        judge = Judge(document, language, own_sites=_own_sites(rules))
        prints = fingerprints(found)
        let = waived(document, profile.waivers.of(document.source.path), self._today())
        ledger: list[Claim] = []
        heads = Heads(document.blocks)
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
            entry = _entry(claim, status, evidence, identity, waiver)
            ledger.append(replace(entry, place=heads.of(claim.block)))
        hits += (hit for hit in let.leftovers() if hit.rule in rules)
        return Outcome(hits=tuple(hits), claims=tuple(ledger))

    def _found(
        self, prose: Prose, profile: Profile, language: Language, prices: Container[int]
    ) -> Iterator[Found]:
        """Yield the claims of blocks in reading order, without overlaps of one kind: statistics, then those of cues."""
        together: dict[tuple[int, Span], list[Found]] = defaultdict(list)
        passed: dict[int, bool] = {}
        try:
            for claim in chain(
                _statistics(prose, language, prices),
                self._worded(profile, language).claims(prose),
                overclaims(prose, language, profile.weights) if TRAINED in profile.rules else (),
            ):
                index = claim.index
                if index not in passed:
                    passed[index] = _passed(prose.blocks[index])
                if passed[index] or claim.sentence.end - claim.sentence.start > _LONGEST_SENTENCE:
                    continue
                seen = together[index, claim.sentence]
                if prose.others_words(index).touch(claim.span):
                    continue
                if claim.rule == TRAINED:
                    _add_trained(claim, seen, profile)
                elif not any(other.kind is claim.kind and other.span.touches(claim.span) for other in seen):
                    seen.append(claim)
        except RuleError as error:
            raise EngineError(str(error)) from None
        for key in sorted(together):
            yield from sorted(together[key], key=lambda claim: claim.span)

    def _worded(self, profile: Profile, language: Language) -> Wordings:
        if self._wordings is None or self._wordings[0] is not profile:
            # Of two rules that match the same words, the one with the higher severity reports them.
            graver = sorted(profile.active(self.name), key=lambda active: active.severity.rank)
            rules = [active.rule for active in graver if isinstance(active.rule, Cues)]
            self._wordings = profile, Wordings([wording(rule, language) for rule in rules])
        return self._wordings[1]


def _add_trained(claim: Found, seen: list[Found], profile: Profile) -> None:
    """Add a claim of the model to those of its sentence: it replaces suggestions, and is dropped beside others."""
    known = [other for other in seen if other.rule.startswith(_OVERCLAIM)]
    if all(profile.rules[other.rule].severity is Severity.SUGGESTION for other in known):
        seen[:] = [*(other for other in seen if other not in known), claim]


class _Asked:
    """The sentences reported already: a sentence is reported once, however many figures it has."""

    def __init__(self) -> None:
        self._known: set[tuple[str, int, Span]] = set()

    def first(self, claim: Found) -> bool:
        """Whether to report a claim: true once for the statistics of a sentence, always for other claims."""
        if claim.kind is not ClaimKind.STATISTIC:
            return True
        key = (claim.rule, claim.index, claim.sentence)
        new = key not in self._known
        self._known.add(key)
        return new


def _passed(block: Block) -> bool:
    """Whether a block is not searched for claims."""
    if block.kind is BlockKind.ALT or not own_words(block) or len(block.text) > _LONGEST_BLOCK:
        return True
    return block.kind is BlockKind.PARAGRAPH and _SIGNED.found(block.text[-_SIGNATURE:])


def _priced(block: Block, prices: Container[int]) -> bool:
    """Whether a block is a cell of a table of prices."""
    return block.cell is not None and block.cell.table in prices


def _statistics(prose: Prose, language: Language, prices: Container[int]) -> Iterator[Found]:
    question = language.stances["question"]
    for index, sentence in _with_figures(prose, language):
        block = prose.blocks[index]
        if _passed(block) or _priced(block, prices):
            continue
        if sentence.end - sentence.start > _LONGEST_SENTENCE:
            continue
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


def _with_figures(prose: Prose, language: Language) -> list[tuple[int, Span]]:
    """Return the sentences that may contain a quantity, in order, with the numbers of their blocks."""
    return sorted(
        {
            (match.block, prose.sentence_at(match.block, match.span.start))
            for searched in (FIGURE_SIGNS, language.hint.compiled)
            for match in prose.asserted.scan(searched)
        }
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
