"""The wordings of a claim: a rule's `data` to patterns, in a notation that can be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from edlint.check.words import Words
from edlint.model.errors import EngineError
from edlint.model.rule import Rule
from edlint.text.pattern import Pattern, PatternError, pattern

Phrases = tuple[tuple[str, str], ...]
"""Phrases of a rule's own, by name."""

_BLANK = r"(?:[\s\x{2010}-]+)"
_GAP = rf"((?:{_BLANK}[^\s;:.!?()—–]+){{0,6}}?){_BLANK}"
_LONG_GAP = _GAP.replace("{0,6}", "{0,14}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One rule, ready to run. Its patterns are compiled when a sentence first asks for them."""

    rule: Rule
    known: Words
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
            return _compile(*wording, end, self.known)
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
def _compile(source: str, where: Phrases, end: str, known: Words) -> Pattern:
    phrases = {**known.table("phrases", "phrases", filled=False), **dict(where)}
    return pattern(rf"\b(?:{expand(source, phrases)}){end}", ignore_case=True)


_ready: dict[str, Claim] = {}


def ready(rule: Rule, known: Words) -> Claim:
    """Return the rule ready to run in a language. Raises EngineError when its data are not of the form above."""
    made = _ready.get(rule.id)
    if made is None or made.rule is not rule or made.known is not known:
        _ready[rule.id] = made = _read(rule, known)
    return made


def _read(rule: Rule, known: Words) -> Claim:
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
        known=known,
        about=tuple(str(word).lower() for word in data["about"]),
        article=tuple(str(word).lower() for word in data.get("article") or ()),
        wordings=(
            *((str(source), where) for source in data.get("claims") or ()),
            *((shape, pair) for pair in pairs for shape in known.entries("phrases", "shapes", filled=False)),
        ),
        unless=(str(data["unless"]), where) if data.get("unless") else None,
    )
