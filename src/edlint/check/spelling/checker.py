"""The spelling checker: a document's words, judged one by one."""

from importlib import metadata

from edlint.check.base import Outcome
from edlint.check.spelling.build import lexicon
from edlint.check.spelling.judge import THRESHOLD, Verdict, judge, plain
from edlint.check.spelling.lexicon import Lexicon
from edlint.check.spelling.project import project_words
from edlint.check.spelling.suspects import Reading, Suspect
from edlint.config.profile import Profile
from edlint.model.document import Document
from edlint.model.finding import Hit, Safety
from edlint.text.case import match_case

MISSPELLING = "spelling.misspelling"
UNKNOWN = "spelling.unknown-word"
_CLEAR = 1.0
"""How many powers of ten the first suggestion must be likelier than the second for a fix to be safe."""


class SpellingChecker:
    """See `edlint.check.base.Checker`."""

    name = "spelling"
    version = metadata.version("pyspellchecker")

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return misspellings, and each unknown word once."""
        rules = {active.rule.id: active.rule for active in profile.active(self.name)}
        if not rules:
            return Outcome()
        words = lexicon(profile.language.partition("-")[0])
        hits = []
        unknown: set[str] = set()
        for suspect in Reading(document, words, project_words(profile.words)).suspects():
            if suspect.rejected:
                hit = _rejected(suspect)
            else:
                verdict = judge(words, suspect.sight)
                if verdict.score > THRESHOLD:
                    hit = _misspelling(suspect, words, verdict)
                elif plain(suspect.token.text) in unknown or verdict.familiar:
                    continue
                else:
                    unknown.add(plain(suspect.token.text))
                    hit = _unknown(suspect, words, verdict)
            if hit.rule in rules and suspect.block.kind in rules[hit.rule].scope:
                hits.append(hit)
        return Outcome(tuple(hits))

    def close(self) -> None:
        """Nothing was started."""


def _rejected(suspect: Suspect) -> Hit:
    message = f"“{suspect.token.text}” is a word that this project rejects."
    return Hit(MISSPELLING, suspect.token.span, suspect.block, message=message, safety=Safety.SHOW)


def _misspelling(suspect: Suspect, words: Lexicon, verdict: Verdict) -> Hit:
    first, *others = verdict.candidates
    clear = not others or first.score - others[0].score >= _CLEAR
    return Hit(
        MISSPELLING,
        suspect.token.span,
        suspect.block,
        replacements=replacements(suspect.token.text, words, verdict)[:5],
        safety=Safety.SAFE if clear and not suspect.token.quoted else Safety.REVIEW,
    )


def _unknown(suspect: Suspect, words: Lexicon, verdict: Verdict) -> Hit:
    return Hit(
        UNKNOWN,
        suspect.token.span,
        suspect.block,
        replacements=replacements(suspect.token.text, words, verdict)[:3],
        safety=Safety.SHOW,
    )


def replacements(text: str, words: Lexicon, verdict: Verdict) -> tuple[str, ...]:
    """Return the suggestions for a word as written: its case (or a name's own), its apostrophe, its possessive ending."""
    apostrophe = "’" if "’" in text else "'"
    ending = text[-2:] if plain(text).endswith("'s") else ""
    found = []
    for candidate in verdict.candidates:
        entry = words.get(candidate.word)
        usual = (entry.written if entry else "") or candidate.word
        found.append(match_case(text, usual).replace("'", apostrophe) + ending)
    return tuple(dict.fromkeys(found))
