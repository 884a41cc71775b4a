"""Technical claims that are commonly printed and false: `claims.misconception.*`, one YAML file a claim.

A rule's `data` holds the wordings of one claim:

- `about`: words of which the sentence must hold at least one (compared in lower case): the cheap question that is
  asked first, so that a hundred rules cost little;
- `article` (optional): words of which the article must hold at least one, for claims that name their subject elsewhere;
- `claims`: patterns over one sentence, RE2, case ignored, whole words, with a little notation: a space is any blank or
  hyphen, parentheses never capture, `…` is a gap of up to six words, `{name}` is a phrase of `PHRASES` or of `where`;
- `where` (optional): phrases of the rule's own;
- `unless` (optional): a pattern of words or beginnings of words; a sentence that holds it says something else.

Who negates, asks, corrects, quotes, hedges or supposes a thing does not claim it: the vetoes for that are here, once,
for every rule (`_asserted`, `_debunking`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from edlint.check.base import Outcome, foreign_words, own_words
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.model.document import Block, BlockKind, Document, MarkKind
from edlint.model.errors import RuleError
from edlint.model.finding import Hit
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.text.pattern import Pattern, PatternError, pattern
from edlint.text.sentences import sentences

PHRASES: Mapping[str, str] = {
    "prevents": r"(prevent(s|ed|ing)?|eliminat(e|es|ed|ing)|avoid(s|ed|ing)?|stop(s|ped|ping)?|block(s|ed|ing)?"
    r"|remov(e|es|ed|ing)|rul(e|es|ed|ing) out|do(es|ing)? away with|(get|gets|getting) rid of|defeat(s|ed)?"
    r"|(protect|shield|guard|secur|sav|free)(e|es|s|ed|ing)? (you |your \w+ |us |users |them |it )?(from|against)"
    r"|(is|are|be|being|becomes?|makes? (you|it|them)) ((completely|fully|totally|inherently|entirely) )?"
    r"(immune (to|from|against)|free (of|from)|safe (from|against)|protected (from|against))"
    r"|guarantee(s|d|ing)? (no|the absence of|against|freedom from|(that )?there (are|is|will be) no)"
    r"|mak(e|es|ing) sure (that )?there (are|is|will be) no)",
    "catches": r"(catch(es|ing)?|caught|detect(s|ed|ing)?|find(s|ing)?|flag(s|ged|ging)?|identif(y|ies|ied|ying)"
    r"|spot(s|ted|ting)?|reject(s|ed|ing)?|refus(e|es|ed|ing))",
    "ensures": r"(ensur(e|es|ed|ing)|guarantee(s|d|ing)?|mak(e|es|ing) sure|assur(e|es|ed|ing)|promis(e|es|ed|ing))",
    "means": r"(means?|meaning|shows?|tells? (you|us|users|visitors)|indicat(e|es|ing)|prov(e|es|ing)|confirms?|signals?"
    r"|signif(y|ies)|ensures?|guarantees?|lets (you|users) know)",
    "impossible": r"(impossible|cannot happen|can't happen|can never happen|never happens?|(is|are) unable to happen)",
    "no": r"(no|zero|never any|not a single)",
    "all": r"(all|every|any|each)",
    "fully": r"(completely|fully|totally|entirely|perfectly|100 ?%|truly|absolutely|inherently|automatically)",
    "be": r"(is|are|was|were|be|been|being|becomes?|became|remains?|stays?|it's|that's|they're|you're)",
    "cannot": r"(cannot|can't|can not|can never|could never|(is|are) unable to|(is|are) not able to|(is|are)n't able to"
    r"|(is|are) incapable of|do(es)? not|don't|doesn't|never|won't|will not|will never)",
    "lacks": r"(lack(s|ed|ing)?|ha(s|ve|d) no|do(es)? not have|don't have|doesn't have|do(es)? not support|don't support"
    r"|doesn't support|without( support for)?|(there (is|are) no)|offers? no|provides? no|supports? no)",
    "replaces": r"(replac(e|es|ed|ing)|kill(s|ed|ing)?|displac(e|es|ed|ing)|mak(e|es|ing) … obsolete"
    r"|(is|are|as) (a|the|an) (full |complete |drop in |perfect )?(replacement|substitute|alternative) (for|to))",
}
"""Phrases that many claims share, by the name that stands for them in braces."""

_BLANK = r"(?:[\s\x{2010}-]+)"
_GAP = rf"((?:{_BLANK}[^\s;:.!?()—–]+){{0,6}}?){_BLANK}"

_NOT = (
    r"not|never|no|none|nor|neither|nobody|nothing|cannot|\w+n't|hardly|barely|rarely|seldom|unlikely|fails?"
    r"|failed|failing|stops? short|instead|rather"
)
_HEDGED = (
    r"help|helps|helped|helping|most|many|some|several|certain|common|often|usually|typically|generally|sometimes"
    r"|mostly|largely|partly|partially|almost|nearly|practically|virtually|may|might|could|would|should|try|tries|trying"
    r"|tried|aims?|attempts?|reduces?|fewer|less|likely|probably|potentially|theoretically|supposedly|allegedly|effectively"
    r"|roughly|basically|essentially|accidental|accidentally|tends?|designed|intended|meant|can help"
)
_SUPPOSED = (
    r"if|whether|unless|until|without|suppos(?:e|ing)|imagin(?:e|ing)|assum(?:e|es|ed|ing|ption|ptions)|pretend(?:s|ing)?"
    r"|as though|wish|hope|hopes|hoped|hoping|want|wants|wanted|goal|ideally|think|thinks|thinking|thought"
    r"|believ(?:e|es|ed|ing)|belief|beliefs|say|says|said|saying|claim|claims|claimed|claiming|argu(?:e|es|ed|ing)"
    r"|argument|suggests?|suggested|suggesting|expect|expects|expected|expecting|told|tells?|hear|heard|taught|impression"
    r"|notion|idea|reputation|known as|seen as|perceived|regarded|considered|reads?|temptation|tempting|tempted"
    r"|feel|feels|prefers?|conclude|concludes|interpret|interpreted|interpreting|call|calls|called|treat|treats"
    r"|treated|treating|rely|relies|relying|how to|ways? to|order to|needs? to|must|should|try|trying|used to|was|were"
    r"|had been|in the past|historically|originally|before"
)
_CORRECTED = (
    r"myths?|outdated|misconceptions?|misunderst(?:and|ands|ood|anding|andings)|misbelie\w+|fallac(?:y|ies)|contrary|folklore"
    r"|debunk(?:s|ed|ing)?|mistaken(?:ly)?|wrong(?:ly)?|incorrect(?:ly)?|inaccurate|untrue|falsehoods?|false(?:ly)?"
    r"|erroneous(?:ly)?|mislead(?:s|ing)?|misled|naïve(?:ly)?|naive(?:ly)?|so[ -]called|not true|isn't true|overstat\w+"
    r"|exaggerat\w+|oversimplif\w+|pitfalls?|nonsense|bogus|surprising(?:ly)?|conventional wisdom|in theory"
    r"|at first glance|rumou?rs?|legends?|simplif\w+|april fool\w*|joke|sounds? like|trap|(?:people|many|some|often|"
    r"developers|users|beginners|everyone|commonly|widely|frequently|generally) (?:will )?(?:think|believe|assume|say|said"
    r"|claim|assert|argue|believed|assumed|claimed|repeated|stated)"
)
_TURNED = (
    r"but|yet|though|although|however|except|unless|until|only if|only when|as long as|so long as|provided|not always"
    r"|not necessarily|not quite|not really|in most cases|mostly|in principle|either|anymore|any more|is not|isn't"
    r"|are not|aren't|was not|wasn't|right\?|if|while|whereas"
)
_REFUTED = (
    r"^(?:but|however|yet|actually|in reality|in practice|in truth|in fact|unfortunately|sadly|alas|not quite|not really"
    r"|not so|not exactly|wrong|false|nope|no|nonsense|except|well,|still|it (?:does not|doesn't|is not|isn't|cannot"
    r"|can't)|(?:that|this|which)(?:'s| is| was| isn't| are|) (?:\w+ )?(?:not|isn't|false|wrong|untrue|incorrect|a myth"
    r"|a misconception|a mistake|inaccurate|nonsense|a lie|an oversimplification|misleading))"
)
_ASKS = r"(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|what if|why would)"

_NEGATED = pattern(rf"\b(?:{_NOT}|{_HEDGED})\b", ignore_case=True)
_LED = pattern(rf"\b(?:{_NOT}|{_HEDGED}|{_SUPPOSED})\b", ignore_case=True)
_REPORTED = pattern(
    r"\b(?:think|thinks|thought|believ\w+|belief|say|says|said|claim\w*|argu\w+|assum\w+|told|heard|impression|idea"
    r"|notion|myth|pretend\w*|suppose\w*|imagine\w*|if|whether|contrary|unlike|instead of|no longer)\b",
    ignore_case=True,
)
_CORRECTION = pattern(rf"\b(?:{_CORRECTED})\b", ignore_case=True)
_TURN = pattern(rf"\b(?:{_TURNED})\b", ignore_case=True)
_REFUTATION = pattern(_REFUTED, ignore_case=True)
_QUESTION = pattern(rf"^{_ASKS}\b", ignore_case=True)
_CLAUSE = pattern(r"[,;:—–(]\s*|\b(?:and|so|because|since|that)\s+", ignore_case=True)
_SECTION = pattern(
    r"\b(?:myths?|misconceptions?|fallac(?:y|ies)|falsehoods?|wrong|misunderstandings?|debunk\w*|lies)\b",
    ignore_case=True,
)
_LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """One rule, ready to run."""

    rule: Rule
    about: tuple[str, ...]
    article: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    unless: Pattern | None


@dataclass(frozen=True, slots=True)
class Said:
    """A block as it is read aloud: code spans stand as their own text and apostrophes are straight.

    `lower` is the same in lower case. `shifts` holds, for each code span, where it begins here, how long it is, and
    where its placeholder stands in the block.
    """

    text: str
    lower: str
    shifts: tuple[tuple[int, int, int], ...]

    def place(self, span: Span) -> Span:
        """Return the range of the block's own text; a range that touches a code span takes all of it."""
        return Span(self._back(span.start, end=False), self._back(span.end, end=True))

    def _back(self, offset: int, *, end: bool) -> int:
        gained = 0
        for start, length, block_at in self.shifts:
            if offset <= start if end else offset < start:
                break
            if offset < start + length:
                return block_at + end
            gained += length - 1
        return offset - gained


class Misconceptions:
    """Looks for false claims, sentence by sentence."""

    name = "misconceptions"
    version = "1"

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return a hit on the words of each claim that the author makes in their own voice."""
        claims = [_claim(active.rule) for active in profile.active(self.name)]
        if not claims or not profile.english:
            return Outcome()
        hits: list[Hit] = []
        said = [(block, say(block)) for block in _judged(document)]
        whole = "\n".join(("", *(spoken.lower for _, spoken in said)))
        claims = [
            claim for claim in claims if _mentions(claim.about, whole) and _mentions(claim.article, whole)
        ]
        for block, spoken in said:
            near = [claim for claim in claims if _mentions(claim.about, spoken.lower)]
            if near:
                hits.extend(_block_hits(block, spoken, near))
        return Outcome(hits=tuple(hits))

    def close(self) -> None:
        """Nothing was started."""


def make(settings: Settings) -> Misconceptions:
    """Return the checker; it has no settings beside its rules."""
    del settings
    return Misconceptions()


def say(block: Block) -> Said:
    """Return the block's text as it is matched: “`unsafe` turns off …” reads “unsafe turns off …”."""
    text = block.text.replace("’", "'")
    parts: list[str] = []
    shifts: list[tuple[int, int, int]] = []
    done = length = 0
    for mark in block.marks:
        if (
            mark.kind is MarkKind.CODE
            and mark.value
            and len(mark.value) <= _LONGEST_CODE
            and mark.span.start >= done
        ):
            parts.append(text[done : mark.span.start])
            length += mark.span.start - done
            shifts.append((length, len(mark.value), mark.span.start))
            parts.append(mark.value.replace("\n", " "))
            length += len(mark.value)
            done = mark.span.end
    whole = "".join([*parts, text[done:]])
    return Said(whole, whole.lower(), tuple(shifts))


def expand(source: str, phrases: Mapping[str, str]) -> str:
    """Return the RE2 pattern that the notation stands for. Raises KeyError for an unknown phrase."""
    out: list[str] = []
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\":
            out.append(source[at : at + 2])
            at += 2
            continue
        if char == "[":  # A class is RE2's own affair.
            end = source.index("]", at + 2) + 1
            out.append(source[at:end])
            at = end
            continue
        if char == "{" and source[at + 1 : at + 2].isalpha():
            end = source.index("}", at)
            out.append(expand(phrases[source[at + 1 : end]], phrases))
            at = end + 1
            continue
        if char == "(":
            out.append("(" if source[at + 1 : at + 2] == "?" else "(?:")
        elif char == "…":
            while out and out[-1] == _BLANK:
                out.pop()
            out.append(_GAP)
            while source[at + 1 : at + 2] == " ":
                at += 1
        elif char == " ":
            out.append(_BLANK)
        else:
            out.append(char)
        at += 1
    return "".join(out)


@lru_cache(maxsize=4096)
def _compile(source: str, where: tuple[tuple[str, str], ...], end: str = r"\b") -> Pattern:
    return pattern(rf"\b(?:{expand(source, {**PHRASES, **dict(where)})}){end}", ignore_case=True)


_ready: dict[str, Claim] = {}


def _claim(rule: Rule) -> Claim:
    """Return the rule ready to run; raises RuleError when its data cannot be read."""
    known = _ready.get(rule.id)
    if known is not None and known.rule is rule:
        return known
    _ready[rule.id] = made = _read(rule)
    return made


def _read(rule: Rule) -> Claim:
    data: Any = rule.spec
    allowed = {"about", "article", "claims", "where", "unless"}
    if (
        not isinstance(data, Mapping)
        or not data.get("claims")
        or not data.get("about")
        or set(data) - allowed
    ):
        raise RuleError(
            f"{rule.origin or rule.id}: data needs `about` and `claims`, and may have {sorted(allowed)}"
        )
    where = tuple(sorted((str(k), str(v)) for k, v in (data.get("where") or {}).items()))
    try:
        return Claim(
            rule=rule,
            about=tuple(str(word).lower() for word in data["about"]),
            article=tuple(str(word).lower() for word in data.get("article") or ()),
            patterns=tuple(_compile(str(source), where) for source in data["claims"]),
            unless=_compile(str(data["unless"]), where, end="") if data.get("unless") else None,
        )
    except (PatternError, KeyError, ValueError) as error:
        raise RuleError(f"{rule.origin or rule.id}: {error}") from None


def _mentions(words: tuple[str, ...], text: str) -> bool:
    return not words or any(word in text for word in words)


def _judged(document: Document) -> Iterator[Block]:
    """Yield the blocks in the author's voice, leaving out sections that set out to correct."""
    correcting: int | None = None
    for block in document.blocks:
        heading = block.kind in {BlockKind.HEADING, BlockKind.TITLE}
        if heading:
            level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
            if correcting is not None and level <= correcting and correcting:
                correcting = None
            if correcting is None and _SECTION.found(block.text):
                correcting = level
        if correcting is None and own_words(block):
            yield block


def _block_hits(block: Block, spoken: Said, claims: list[Claim]) -> Iterator[Hit]:
    parts = sentences(spoken.text)
    foreign: list[Span] | None = None
    for index, part in enumerate(parts):
        sentence = spoken.text[part.start : part.end]
        lower = sentence.lower()
        for claim in claims:
            if block.kind not in claim.rule.scope or not _mentions(claim.about, lower):
                continue
            following = parts[index + 1] if index + 1 < len(parts) else None
            after = spoken.text[following.start : following.end] if following else ""
            found = _first(claim, sentence, after)
            if found is None:
                continue
            span = spoken.place(found.shift(part.start))
            if foreign is None:
                foreign = list(foreign_words(block))
            if not any(other.touches(span) for other in foreign):
                yield Hit(claim.rule.id, span, block)


def _first(claim: Claim, sentence: str, after: str) -> Span | None:
    """Return the fewest words that make the claim in this sentence, if it is made in earnest."""
    found = [match for wording in claim.patterns for match in wording.matches(sentence)]
    if not found or (claim.unless is not None and claim.unless.found(sentence)):
        return None
    earnest = (
        match.span
        for match in found
        if not any(gap and _NEGATED.found(gap) for gap in match.groups)
        and _asserted(sentence, match.span, after)
    )
    return min(earnest, key=lambda span: (span.end - span.start, span), default=None)


def _asserted(sentence: str, span: Span, after: str) -> bool:
    """Whether the sentence says the thing at `span` in earnest, judged by what stands around it."""
    if sentence.rstrip("\"'”’)* ").endswith("?") or _QUESTION.found(sentence):
        return False
    before, behind = sentence[: span.start], sentence[span.end :]
    clause = before[max((mark.end for mark in _CLAUSE.spans(before)), default=0) :]
    return not (
        _LED.found(clause)
        or _REPORTED.found(before)
        or _CORRECTION.found(before)
        or _CORRECTION.found(behind)
        or _TURN.found(behind)
        or _REFUTATION.found(after)
    )
