"""The spelling checker: a document's words, judged one by one, once a distinct word."""

from collections import Counter
from collections.abc import Iterator
from importlib import metadata

from edlint.check.base import Outcome
from edlint.check.spelling.build import lexicon
from edlint.check.spelling.judge import THRESHOLD, Sight, Verdict, judge, known
from edlint.check.spelling.lexicon import Lexicon
from edlint.check.spelling.project import ProjectWords, project_words
from edlint.check.spelling.tokens import Token, code_like, tokens
from edlint.config.profile import Profile
from edlint.model.document import Block, Document, MarkKind
from edlint.model.finding import Hit, Safety
from edlint.model.span import Span
from edlint.text.case import match_case
from edlint.text.pattern import pattern
from edlint.text.sentences import sentence_at

MISSPELLING = "spelling.misspelling"
UNKNOWN = "spelling.unknown-word"


class SpellingChecker:
    """See `edlint.check.base.Checker`."""

    name = "spelling"
    version = metadata.version("pyspellchecker")

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return misspellings, and each unknown word once."""
        active = {rule.rule.id: rule.rule for rule in profile.active(self.name)}
        if not active:
            return Outcome()
        words = lexicon(profile.language.partition("-")[0])
        project = project_words(profile.words)
        hits = []
        unknown: set[str] = set()
        evidence = _Evidence(document)
        for block in document.blocks:
            for token in _suspects(block, words, project, document.language):
                hit = self._judge(words, project, evidence, block, token, unknown)
                if hit is not None and hit.rule in active and block.kind in active[hit.rule].scope:
                    hits.append(hit)
        return Outcome(tuple(hits))

    def close(self) -> None:
        """Nothing was started."""

    def _judge(
        self,
        words: Lexicon,
        project: ProjectWords,
        evidence: "_Evidence",
        block: Block,
        token: Token,
        unknown: set[str],
    ) -> Hit | None:
        if project.rejects(token.text):
            return Hit(
                MISSPELLING, token.span, block, message=f"“{token.text}” is a word that this project rejects."
            )
        verdict = judge(words, evidence.sight(block, token))
        if verdict.score >= THRESHOLD and verdict.candidates:
            return _misspelling(block, token, verdict)
        key = token.text.lower()
        if key in unknown:
            return None
        unknown.add(key)
        return Hit(
            UNKNOWN, token.span, block, replacements=_replacements(token, verdict)[:3], safety=Safety.SHOW
        )


def _misspelling(block: Block, token: Token, verdict: Verdict) -> Hit:
    first = verdict.candidates[0]
    clear = len(verdict.candidates) == 1 or first.score - verdict.candidates[1].score >= 1.0
    return Hit(
        MISSPELLING,
        token.span,
        block,
        replacements=_replacements(token, verdict)[:5],
        safety=Safety.SAFE if clear and not token.quoted else Safety.REVIEW,
    )


def _replacements(token: Token, verdict: Verdict) -> tuple[str, ...]:
    apostrophe = "’" if "’" in token.text else "'"
    return tuple(
        match_case(token.text, candidate.word).replace("'", apostrophe) for candidate in verdict.candidates
    )


def _suspects(block: Block, words: Lexicon, project: ProjectWords, language: str | None) -> Iterator[Token]:
    """Yield the words of a block that no dictionary and no vocabulary has."""
    if block.language is not None and block.language.partition("-")[0] != (language or words.language):
        return
    for token in tokens(block):
        if project.rejects(token.text):
            yield token
            continue
        if known(words, token.text) or project.accepts(token.text):
            continue
        for part in _parts(token):
            text = part.text
            if len(text) < 3 or not text.replace("'", "").replace("’", "").isalpha():
                continue
            if known(words, text) or project.accepts(text) or _coded(text):
                continue
            if not code_like(block.text, token.span):
                yield part


def _parts(token: Token) -> Iterator[Token]:
    """Yield the parts of a hyphenated word."""
    start = token.span.start
    for span in pattern(r"[^\-‐‑]+").spans(token.text):
        yield Token(
            token.text[span.start : span.end], Span(start + span.start, start + span.end), token.quoted
        )


def _coded(text: str) -> bool:
    """Whether capitals inside the word, or nothing but capitals, say that it is a name or an acronym."""
    rest = text[1:].removesuffix("s").removesuffix("'").removesuffix("’")
    if text.isupper() or (rest.isupper() and text[0].isupper()):
        return len(text) <= 6
    return any(letter.isupper() for letter in rest)


class _Evidence:
    """What the article itself says of its words."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._counts: Counter[str] | None = None
        self._code: set[str] | None = None

    def sight(self, block: Block, token: Token) -> Sight:
        """Return how a word stands in the article."""
        begins = sentence_at(block.text, token.span.start).start
        first = not any(letter.isalnum() for letter in block.text[begins : token.span.start])
        return Sight(
            token.text,
            capital=token.text[:1].isupper() and not first,
            uses=self._count(token.text),
            in_code=token.text.lower() in self._coded(),
        )

    def _count(self, word: str) -> int:
        if self._counts is None:
            self._counts = Counter(
                token.text.lower() for block in self._document.blocks for token in tokens(block)
            )
        return self._counts[word.lower()]

    def _coded(self) -> set[str]:
        if self._code is None:
            texts = list(self._document.code)
            for block in self._document.blocks:
                texts.extend(
                    mark.value
                    for mark in block.marks
                    if mark.kind in {MarkKind.CODE, MarkKind.LINK, MarkKind.IMAGE}
                )
            found: set[str] = set()
            for text in texts:
                for span in pattern(r"[\pL\pN]+").spans(text):
                    found.add(text[span.start : span.end].lower())
            self._code = found
        return self._code
