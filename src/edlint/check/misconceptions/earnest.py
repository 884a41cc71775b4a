"""Whether a sentence says a thing in earnest: what negates, asks, corrects, reports, supposes or hedges does not.

The cues are whole words, case ignored. They are wide on purpose: a false alarm costs more than a miss.
"""

from edlint.model.span import Span
from edlint.text.pattern import pattern

_NOT = (
    r"not|never|no|none|nor|neither|nobody|nothing|cannot|\w+n't|hardly|barely|rarely|seldom|unlikely|fails?"
    r"|failed|failing|stops? short|instead|rather"
)
_HEDGED = (
    r"help|helps|helped|helping|most|many|some|several|certain|often|usually|typically|generally|sometimes"
    r"|mostly|largely|partly|partially|almost|nearly|practically|virtually|may|might|could|would|should|try|tries|trying"
    r"|tried|aims?|attempts?|reduces?|fewer|less|likely|probably|potentially|theoretically|supposedly|allegedly|effectively"
    r"|but|though|although|however|except|unless|while|roughly|basically|essentially|accidental|accidentally|tends?|designed|intended|meant|can help"
)
_SUPPOSED = (
    r"if|whether|unless|until|without|suppos(?:e|ing)|imagin(?:e|ing)|assum(?:e|es|ed|ing|ption|ptions)|pretend(?:s|ing)?"
    r"|as though|wish|hope|hopes|hoped|hoping|want|wants|wanted|goal|ideally|think|thinks|thinking|thought"
    r"|believ(?:e|es|ed|ing)|belief|beliefs|say|says|said|saying|claim|claims|claimed|claiming|argu(?:e|es|ed|ing)"
    r"|argument|suggests?|suggested|suggesting|expect|expects|expected|expecting|told|tells?|hear|heard|taught|impression"
    r"|notion|idea|reputation|known as|seen as|perceived|regarded|considered|reads?|temptation|tempting|tempted"
    r"|feel|feels|prefers?|conclude|concludes|interpret|interpreted|interpreting|call|calls|called|treat|treats"
    r"|treated|treating|rely|relies|relying|how to|ways? to|order to|needs? to|must|should|try|trying|used to|was|were"
    r"|impossible|unable|hard|harder|difficult|no way|rather than|had been|in the past|historically|originally|before"
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
    r"|notion|myth|pretend\w*|suppose\w*|imagine\w*|if|whether|contrary|instead of|no longer)\b",
    ignore_case=True,
)
# A new subject after a comma (“Rust is fast, and our linter prevents …”), advice (“you must … to avoid …”).
_TURNING = pattern(
    r", ?(?:and|or|so|our|we|the|an?)\b|\b(?:needs? to|must|ha(?:s|ve) to|careful|mindful|eas(?:y|ier)|to (?:avoid|prevent|reduce|stop|fix|find))\b",
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


def debunks(heading: str) -> bool:
    """Whether a heading or title announces that what follows is false (“Ten myths about …”)."""
    return _SECTION.found(heading)


def bridges(gap: str) -> bool:
    """Whether the words between two parts of a claim leave it a claim: no negation, no hedge, no turn, no new subject."""
    return not _NEGATED.found(gap) and not _TURNING.found(gap)


def asserted(sentence: str, span: Span, after: str) -> bool:
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
