"""The engine `reader`: reports where one changed word makes a sentence much likelier, and rates other checks' fixes.

Results are cached per sentence, as the model's result for a sentence does not depend on the text around it.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from edlint.cache.digest import own_digest
from edlint.cache.store import Store, decoded, key
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.config.search import python
from edlint.engines.passage import Passage, passage, passages
from edlint.engines.placement import enabled_rules, placement_of
from edlint.engines.reader.place import MODEL, NOT_SET_UP, folder, installed, need_runtime
from edlint.engines.worker import LazyWorker, WorkerError, WorkerTimeoutError
from edlint.language.articles import with_article
from edlint.model.block import BlockKind
from edlint.model.errors import EngineError
from edlint.model.finding import Hit, Safety, Severity
from edlint.model.outcome import Outcome
from edlint.model.report import EngineStatus
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.rules.base import Engine
from edlint.text.sentences import sentences
from edlint.text.words import words

NAME = "reader"
CONFIRMED, DOUBTED = "grammar.reader.confirmed", "grammar.reader.doubted"
"""Rule ids put in a hit's `also` where the model finds its fix far likelier, or less likely, than the text."""

_START_SECONDS = 60.0
_LONGEST = 400
"""Code points; longer “sentences” are mostly not sentences, and are not checked."""
_FEWEST = 3
_LIKELIER, _UNLIKELIER = 6.0, -2.0
"""Gains in log-probability (nats): a fix is confirmed from the first on, and doubted below the second."""
_JUDGED = ("grammar", "spelling")
_CHUNK = 16
_CONTEXT = 2
_PASSED_OVER = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.TITLE,
        BlockKind.DESCRIPTION,
        BlockKind.CELL,
        BlockKind.ALT,
        BlockKind.CAPTION,
    }
)
"""Kinds of blocks that need not be sentences, and are not checked."""


class _LateError(EngineError):
    """The worker exceeded its time; `known` holds the answers received until then."""

    def __init__(self, said: str, known: dict[str, Any]) -> None:
        super().__init__(said)
        self.known = known


class Sentence(NamedTuple):
    """A sentence of a passage, its offset there, and its `closed` ranges, in which nothing may change."""

    passage: Passage
    start: int
    text: str
    closed: tuple[tuple[int, int], ...]


Row = tuple[int, int, str, str, float]
"""A change that the model proposes: start, end, new text, kind, log-odds that it is right."""


class Reader(Engine):
    """The checker. Its worker starts in `start`, or at the first sentence that is not in the cache."""

    name = NAME

    def __init__(self, settings: Settings) -> None:
        """Read the settings; starts no process. Raises EngineError when the model or onnxruntime is missing."""
        if not installed():
            raise EngineError(NOT_SET_UP)
        need_runtime()
        self.version = MODEL
        self._timeout = settings.reader.timeout
        self._least = math.log(settings.reader.odds)
        command = python(Path(__file__).with_name("worker.py"), str(folder()))
        self._worker = LazyWorker(command, _START_SECONDS)
        self._store = Store()

    def start(self) -> None:
        """Start the worker, which takes about a second to get ready."""
        self._worker.running()

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the hits; after a timeout, those of the sentences read until then, with a failure.

        Raises EngineError when the worker ends or fails.
        """
        rules = enabled_rules(NAME, profile.selection) if profile.english else {}
        read = list(_sentences(prose)) if rules else []
        if not read:
            return Outcome()
        asked = {sentence.text: [sentence.text, sentence.closed] for sentence in read}
        try:
            found = self._answers("read", "found", asked, prose.document.source.path)
        except _LateError as late:
            return Outcome(tuple(_hits(read, late.known, rules, self._least)), failures=(str(late),))
        return Outcome(tuple(_hits(read, found, rules, self._least)))

    def judge(self, hits: Sequence[Hit], prose: Prose, profile: Profile) -> list[Hit]:
        """Return all checks' hits, rated: one whose first fix reads worse than the text becomes a suggestion.

        Both verdicts, doubted and confirmed, are added to `also`. Errors are not downgraded. Raises EngineError when the
        worker ends, fails or exceeds its time.
        """
        if not profile.english:
            return list(hits)
        changes = {index: change for index, hit in enumerate(hits) if (change := _change(hit)) is not None}
        asked = {json.dumps(change): [change[0], [change[1:]]] for change in changes.values()}
        scores = self._answers("judge", "scores", asked, prose.document.source.path)
        judged = list(hits)
        for index, change in changes.items():
            (score,) = scores[json.dumps(change)] or [None]
            judged[index] = _judged(hits[index], score)
        return judged

    @property
    def worker_pid(self) -> int | None:
        """Return the worker's process id, or None when there is no worker now."""
        return self._worker.pid

    def close(self) -> None:
        """End the worker and close the cache."""
        self._store.close()
        self._worker.end()

    def _answers(self, question: str, answer: str, asked: Mapping[str, Any], path: str) -> dict[str, Any]:
        """Return the answers under the names in `asked`, from the cache or else from the worker, which are cached."""
        about = json.dumps([NAME, MODEL, own_digest(), question])
        keys = {key(about, json.dumps(said)): name for name, said in asked.items()}
        known = {keys[k]: decoded(kept) for k, kept in self._store.get(list(keys)).items()}
        new = {k: name for k, name in keys.items() if name not in known}
        if not new:
            return known
        try:
            with self._worker.talk() as worker:
                worker.send({question: [asked[name] for name in new.values()]})
                allowance = self._worker.allow(self._timeout)
                rest = iter(new.items())
                while part := list(islice(rest, _CHUNK)):
                    # Cache each chunk at once, so that it is not lost if a later one exceeds the time.
                    found = {k: worker.receive(allowance)[answer] for k, _ in part}
                    self._store.put({k: json.dumps(value) for k, value in found.items()})
                    known |= {name: found[k] for k, name in part}
        except WorkerTimeoutError as error:
            raise _LateError(
                f"the reader gave up after {error.seconds:g} s on {path}; a higher `timeout` under [reader] gives it "
                "longer, and what it has read is kept for the next run",
                known,
            ) from None
        except WorkerError as error:
            raise EngineError(f"the reader failed on {path}: {error}") from None
        return known


make = Reader


def status(settings: Settings) -> EngineStatus:
    """Return whether the reader can run, and its model or the error. Starts no process."""
    missing: Literal["off", "failed"] = "off" if settings.engines == "auto" else "failed"
    if not installed():
        return EngineStatus(NAME, "", missing, NOT_SET_UP)
    try:
        need_runtime()
    except EngineError as error:
        # The model was installed from another environment; this one lacks onnxruntime.
        return EngineStatus(NAME, "", missing, str(error))
    return EngineStatus(NAME, MODEL, "ran")


def _sentences(prose: Prose) -> Iterator[Sentence]:
    """Yield the sentences to check: those of paragraphs and list items in the author's own words."""
    for each in passages(prose.document):
        if each.block.kind in _PASSED_OVER:
            continue
        for span in sentences(each.text):
            text = each.text[span.start : span.end]
            if len(text) <= _LONGEST and len(words(text)) >= _FEWEST:
                yield Sentence(each, span.start, text, tuple(_closed(each, span)))


def _closed(read: Passage, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a sentence (offsets in it) that are not the block's own text: stand-ins for code."""
    at = span.start
    for start, _, length in (*read.runs, (span.end, 0, 0)):
        if at < start <= span.end:
            yield at - span.start, start - span.start
        at = max(at, start + length)


def _hits(
    read: Sequence[Sentence], found: Mapping[str, Any], rules: Mapping[str, Severity], least: float
) -> Iterator[Hit]:
    for sentence in read:
        for start, end, new, kind, odds in _known(found.get(sentence.text)):
            rule = placement_of(NAME, kind)
            if kind not in rules or not 0 <= start <= end <= len(sentence.text):
                continue
            span = sentence.passage.to_block(Span(sentence.start + start, sentence.start + end))
            if span is None or span.empty:
                continue
            yield Hit(
                rule=f"grammar.{NAME}.{kind}",
                span=span,
                block=sentence.passage.block,
                replacements=(new,),
                message=_message(sentence.text, Span(start, end), new, rule.message),
                severity=rules[kind] if odds >= least else Severity.SUGGESTION,
                safety=Safety.REVIEW,
                engine=NAME,
            )


def _known(rows: Any) -> list[Row]:
    """Return the rows of an answer with their types checked; an empty list for a malformed answer."""
    try:
        return [
            (int(start), int(end), str(new), str(kind), float(odds)) for start, end, new, kind, odds in rows
        ]
    except (TypeError, ValueError):
        return []


def _message(text: str, span: Span, new: str, reason: str) -> str:
    """Return the message of a finding: both wordings, each with up to two words of context, and the reason."""
    every = words(text)
    before = [word.start for word in every if word.end <= span.start][-_CONTEXT:]
    behind = [word.end for word in every if word.start >= span.end][:_CONTEXT]
    start, end = (before[0] if before else span.start), (behind[-1] if behind else span.end)
    left, right = text[start : span.start], text[span.end : end]
    return (
        f"“{left}{text[span.start : span.end]}{right}” would read better as “{left}{new}{right}”: {reason}."
    )


def _change(hit: Hit) -> tuple[str, int, int, str] | None:
    """Return (sentence, start, end, new text) for a hit's first fix, offsets in the sentence; None if not rated."""
    if (
        hit.block is None
        or hit.engine == NAME
        or not hit.replacements
        or hit.rule.partition(".")[0] not in _JUDGED
    ):
        return None
    span, new = with_article(hit.block.text, hit.span, hit.replacements[0])
    made = passage(hit.block)
    at = made.from_block(span)
    if at is None:
        return None
    for sentence in sentences(made.text):
        if (
            sentence.start <= at.start
            and at.end <= sentence.end
            and sentence.end - sentence.start <= _LONGEST
        ):
            text = made.text[sentence.start : sentence.end]
            return text, at.start - sentence.start, at.end - sentence.start, new
    return None


def _judged(hit: Hit, score: float | None) -> Hit:
    if score is None:
        return hit
    if score >= _LIKELIER:
        return replace(hit, also=(*hit.also, CONFIRMED))
    if score < _UNLIKELIER and hit.severity is not Severity.ERROR:
        return replace(hit, severity=Severity.SUGGESTION, also=(*hit.also, DOUBTED))
    return hit
