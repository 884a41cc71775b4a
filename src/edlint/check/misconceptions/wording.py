"""The wordings of a claim: a rule's `data` to patterns, in a notation that can be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from edlint.model.errors import EngineError
from edlint.model.rule import Rule
from edlint.text.pattern import Pattern, PatternError, pattern

Phrases = tuple[tuple[str, str], ...]
"""Phrases of a rule's own, by name."""

PHRASES: Mapping[str, str] = {
    "prevents": r"(prevent(s|ed|ing)?|eliminat(e|es|ed|ing)|avoid(s|ed|ing)?|stop(s|ped|ping)?|block(s|ed|ing)?"
    r"|remov(e|es|ed|ing)|rul(e|es|ed|ing) out|do(es|ing)? away with|(get|gets|getting) rid of|defeat(s|ed)?|(wip|eras)(e|es|ed|ing) out|eradicat(e|es|ed|ing)|put(s|ting)? an end to|solv(e|es|ed|ing)"
    r"|(protect|shield|guard|secur|sav|free)(e|es|s|ed|ing)? (\w+ ){0,2}(from|against)"
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
    "gone": r"((is|are|becomes?|gets?|can be|were|being) ((all|simply|completely|automatically|therefore|now|just) )*(impossible"
    r"|prevented|eliminated|ruled out|caught|detected|avoided|solved|unheard of|a thing of the past|not possible|gone|history"
    r"|no longer (possible|an? (issue|concern|problem))|blocked|stopped|not an? (issue|concern|problem))"
    r"|((simply|just) )?(cannot|can't|can never|never|do not|don't|doesn't) (happen|occur|exist|arise)|disappears?)",
    "after": r"(with|in|using|under|thanks to|because of|due to|given|by using|(since|because|as|if|when) (we|you|they) use)",
    "carefree": r"(never|no longer|don't|do not|won't|will never|needn't) (have to |need to |ever )?(again )?(worry|worrying|care"
    r"|think|be concerned|deal|see|encounter|face|get|experience|leak)",
    "lacks": r"(lack(s|ed|ing)?|ha(s|ve|d) no|do(es)? not have|don't have|doesn't have|do(es)? not support|don't support"
    r"|doesn't support|without( support for)?|(there (is|are) no)|offers? no|provides? no|supports? no)",
    "replaces": r"(replac(e|es|ed|ing)|kill(s|ed|ing)?|displac(e|es|ed|ing)|mak(e|es|ing) … obsolete"
    r"|(is|are|as) (a|the|an) (full |complete |drop in |perfect )?(replacement|substitute|alternative) (for|to))",
}
"""Phrases that many claims share, by the name that stands for them in braces."""

SHAPES: tuple[str, ...] = (
    "{who},? … {prevents} … {what}",
    "{who},? … mak(e|es|ing) (all |any |such )?{what} … impossible",
    "{who},? … {means} … (no|zero|never|not a single|freedom from|absence of|will not|won't|without) … {what}",
    "{who},? … (without|has no|have no|has zero|have zero|with no|with zero|free of|free from) (any )?{what}",
    "(no|zero) {what} … (in|with|under|thanks to|because of) {who}",
    "{what} … {gone} … (in|with|by|under|thanks to|because of|due to|through|using) {who}",
    "{after} {who},? … {what} … {gone}",
    "{after} {who},? … (no|zero) {what}",
    "{who},? … {carefree} … {what}",
    "{who},? … {cannot} (have|suffer from|contain|produce|cause) … {what}",
)
"""The shapes of “who rules out what”."""

_BLANK = r"(?:[\s\x{2010}-]+)"
_GAP = rf"((?:{_BLANK}[^\s;:.!?()—–]+){{0,6}}?){_BLANK}"
_LONG_GAP = _GAP.replace("{0,6}", "{0,14}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One rule, ready to run. Its patterns are compiled when a sentence first asks for them."""

    rule: Rule
    about: tuple[str, ...]
    article: tuple[str, ...]
    wordings: tuple[tuple[str, Phrases], ...]
    unless: tuple[str, Phrases] | None

    def patterns(self) -> Iterator[Pattern]:
        """Yield the wordings as patterns; each gap is a group. Raises EngineError for one that cannot be read."""
        return (self._compiled(wording, r"\b") for wording in self.wordings)

    def excused(self, sentence: str) -> bool:
        """Whether the sentence holds words with which it says something else."""
        return self.unless is not None and self._compiled(self.unless, "").found(sentence)

    def _compiled(self, wording: tuple[str, Phrases], end: str) -> Pattern:
        try:
            return _compile(*wording, end)
        except (PatternError, KeyError, ValueError) as error:
            raise EngineError(f"{self.rule.origin or self.rule.id}: “{wording[0]}”: {error}") from None


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
            long = source[at + 1 : at + 2] == "…"
            out.append(_LONG_GAP if long else _GAP)
            at += long
            while source[at + 1 : at + 2] == " ":
                at += 1
        elif char == " ":
            out.append(_BLANK)
        else:
            out.append(char)
        at += 1
    return "".join(out)


@lru_cache(maxsize=4096)
def _compile(source: str, where: Phrases, end: str) -> Pattern:
    return pattern(rf"\b(?:{expand(source, {**PHRASES, **dict(where)})}){end}", ignore_case=True)


_known: dict[str, Claim] = {}


def ready(rule: Rule) -> Claim:
    """Return the rule ready to run. Raises EngineError when its data are not of the form above."""
    known = _known.get(rule.id)
    if known is not None and known.rule is rule:
        return known
    _known[rule.id] = made = _read(rule)
    return made


def _read(rule: Rule) -> Claim:
    data: Any = rule.spec
    fields = ("about", "article", "claims", "prevents", "where", "unless")
    if not isinstance(data, Mapping) or not data.get("about") or set(data) - set(fields):
        raise EngineError(
            f"{rule.origin or rule.id}: data needs `about`, and may have {', '.join(fields[1:])}"
        )
    where = tuple((str(name), str(phrase)) for name, phrase in (data.get("where") or {}).items())
    pairs = [
        (*where, ("who", str(pair["who"])), ("what", str(pair["what"])))
        for pair in data.get("prevents") or ()
    ]
    return Claim(
        rule=rule,
        about=tuple(str(word).lower() for word in data["about"]),
        article=tuple(str(word).lower() for word in data.get("article") or ()),
        wordings=(
            *((str(source), where) for source in data.get("claims") or ()),
            *((shape, pair) for pair in pairs for shape in SHAPES),
        ),
        unless=(str(data["unless"]), where) if data.get("unless") else None,
    )
