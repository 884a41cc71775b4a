"""The engine `harper`: the Harper grammar checker, run in a worker process so that it may print, panic or hang safely.

Only the rules that proved right on real text are on (`edlint/data/en/grammar/harper.tsv`). Parsing a text costs Harper five
times as much as running these rules, so only passages in which one of them can match are sent (`harper.yaml` beside it).
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from edlint.cache.store import Store, decoded, key
from edlint.cache.versions import version
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.config.search import python
from edlint.engines.passage import Passage, passages
from edlint.engines.placement import enabled_rules, placement_of
from edlint.engines.veto import vetoed
from edlint.engines.wording import message
from edlint.engines.worker import LazyWorker, WorkerError, WorkerTimeoutError
from edlint.language.data import load
from edlint.model.errors import EngineError
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome
from edlint.model.report import EngineStatus
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.rules.base import Engine
from edlint.text.pattern import Pattern, pattern

NAME = "harper"
CORE = {"0.2.0": "2.13.0"}
"""The version of Harper inside each version of harper-py, which does not report it."""

_DIALECTS = {"en-GB": 1, "en-AU": 2, "en-CA": 3}
_AMERICAN = 0
_START_SECONDS = 30.0  # of processor time
_CHUNK = 12_000
"""Code points in one request: small enough for frequent answers, large enough for negligible overhead."""
_REPLACE, _REMOVE = 0, 1


Raw = tuple[str, int, int, str, list[tuple[int, str]]]
"""A lint as the worker reports it: rule, start, end (code points), message, suggestions as (kind, text)."""


class _Question(NamedTuple):
    """The work for one document: passages, rules, cache keys, cached lints, and requests for the other passages."""

    read: Sequence[Passage]
    rules: Mapping[str, Severity]
    keys: Sequence[str]
    known: Mapping[str, list[Raw]]
    asked: Mapping[str, Passage]
    requests: Sequence[Mapping[str, Any]]


class Harper(Engine):
    """The checker. Its worker starts at the first passage that is not cached and in which a rule can match."""

    name = NAME

    def __init__(self, settings: Settings) -> None:
        """Read the settings; starts no process. Raises EngineError when harper-py is not installed."""
        self.version = _version()
        self._timeout = settings.harper.timeout
        dialect = _DIALECTS.get(settings.language, _AMERICAN)
        command = python(Path(__file__).with_name("worker.py"), str(dialect))
        self._worker = LazyWorker(command, _START_SECONDS)
        self._store = Store()
        self._begun: tuple[Prose, _Question] | None = None

    def start(self) -> None:
        """Do nothing: most articles need no worker, and `begin` starts it for those that do."""

    def begin(self, prose: Prose, profile: Profile) -> None:
        """Send the uncached passages to the worker without waiting; `check` of the same prose collects the answers."""
        self._forget()
        # An error here occurs again in `check`, which reports it.
        with suppress(EngineError, OSError):
            question = self._question(prose, profile, enabled_rules(NAME, profile.selection))
            if question is not None:
                self._send(question)
                self._begun = prose, question

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the hits. Raises EngineError when the worker ends, panics or exceeds the timeout of a file."""
        if self._begun is not None and self._begun[0] is prose:
            question: _Question | None = self._begun[1]
            self._begun = None
            return self._outcome(question, prose)
        return self.check_rules(prose, profile, enabled_rules(NAME, profile.selection))

    def check_rules(self, prose: Prose, profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the hits of the given rules, whatever the profile selects. Raises EngineError as `check` does."""
        self._forget()
        question = self._question(prose, profile, rules)
        if question is not None:
            self._send(question)
        return self._outcome(question, prose)

    def _outcome(self, question: "_Question | None", prose: Prose) -> Outcome:
        if question is None:
            return Outcome()
        lints = self._lints(question, prose.document.source.path)
        return Outcome(hits=tuple(_hits(question.read, lints, question.rules)))

    def _forget(self) -> None:
        """Discard the work that `begin` started; ends the worker if it still has answers to send."""
        if self._begun is not None and self._begun[1].requests:
            self._worker.end()
        self._begun = None

    @property
    def worker_pid(self) -> int | None:
        """Return the worker's process id, or None when there is no worker now."""
        return self._worker.pid

    def close(self) -> None:
        """End the worker and close the cache."""
        self._store.close()
        self._worker.end()

    def _question(self, prose: Prose, profile: Profile, rules: Mapping[str, Severity]) -> "_Question | None":
        """Return the work for a document, less what the cache holds; None when no rule is on or none can match."""
        if not rules or not profile.english:
            return None
        needed = _needed(frozenset(rules))
        read = [each for each in passages(prose.document) if needed is None or needed.found(each.text)]
        if not read:
            return None
        dialect, words = _DIALECTS.get(profile.language, _AMERICAN), sorted(profile.words.accept)
        about = json.dumps([NAME, self.version, dialect, words, sorted(rules)])
        keys = [key(about, passage.text) for passage in read]
        texts = {k: passage.text for k, passage in zip(keys, read, strict=True)}
        known = {
            k: lints
            for k, kept in self._store.get(keys).items()
            if (lints := _known(kept, len(texts[k]))) is not None
        }
        asked = {k: passage for k, passage in zip(keys, read, strict=True) if k not in known}
        settings = {"dialect": dialect, "rules": sorted(rules), "words": words}
        requests = [
            {**settings, "texts": group}
            for group in _requests([passage.text for passage in asked.values()])
            if group
        ]
        return _Question(read, rules, keys, known, asked, requests)

    def _send(self, question: "_Question") -> None:
        for request in question.requests:
            self._worker.running().send(request)

    def _lints(self, question: "_Question", path: str) -> list[list[Raw]]:
        """Return each passage's lints, from the cache or from Harper; they do not depend on the passages around it."""
        known = dict(question.known)
        if question.requests:
            found = self._answers(question, path)
            new = dict(zip(question.asked, found, strict=True))
            self._store.put({k: json.dumps(lints) for k, lints in new.items()})
            known |= new
        return [known[k] for k in question.keys]

    def _answers(self, question: "_Question", path: str) -> list[list[Raw]]:
        read = list(question.asked.values())
        found: list[list[Raw]] = []
        try:
            with self._worker.talk() as worker:
                allowance = self._worker.allow(self._timeout)
                for _ in question.requests:
                    found += worker.receive(allowance)["lints"]
        except WorkerTimeoutError as error:
            raise EngineError(
                f"Harper gave up after {error.seconds:g} s on {path}{_near(read, found)}; "
                "a higher `timeout` under [harper] gives it longer"
            ) from None
        except WorkerError as error:
            raise EngineError(f"Harper failed on {path}{_near(read, found)}: {error}") from None
        return found


make = Harper


def status(settings: Settings) -> EngineStatus:  # noqa: ARG001 - every engine is asked with the settings
    """Return whether Harper can run, and its version or the error. Starts no process."""
    try:
        return EngineStatus(NAME, _version(), "ran")
    except EngineError as error:
        return EngineStatus(NAME, "", "failed", str(error))


@lru_cache(maxsize=16)
def _needed(rules: frozenset[str]) -> Pattern | None:
    """Return a pattern for the texts in which one of the rules can match; None when `harper.yaml` lacks a rule."""
    language = load("en")
    known = language.file("grammar/harper") if language else {}
    if not rules <= known.keys():
        return None
    needs = [each for rule in sorted(rules) for each in known[rule]]
    return pattern("|".join(needs), ignore_case=True, whole_words=True)


def _known(kept: str, end: int) -> list[Raw] | None:
    """Decode a cache entry for a text of `end` code points; None when it is not a valid list of lints."""
    try:
        lints = [(rule, start, stop, said, more) for rule, start, stop, said, more in decoded(kept)]
        return lints if all(0 <= start <= stop <= end for _, start, stop, _, _ in lints) else None
    except (ValueError, TypeError):
        return None


def _version() -> str:
    try:
        binding = version("harper-py")
    except ModuleNotFoundError:
        raise EngineError("harper-py is not installed: pip install harper-py") from None
    return CORE.get(binding, binding)


def _requests(texts: Sequence[str]) -> list[list[str]]:
    """Return the texts, in order, in groups of at most _CHUNK code points; a longer text gets a group of its own."""
    groups: list[list[str]] = [[]]
    size = 0
    for text in texts:
        if groups[-1] and size + len(text) > _CHUNK:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += len(text)
    return groups


def _near(read: Sequence[Passage], found: Sequence[object]) -> str:
    """Return the first words of the first unanswered passage, to locate a failure; empty when all were answered."""
    if len(found) >= len(read):
        return ""
    return f" (at or after “{' '.join(read[len(found)].text[:40].split())}…”)"


def _hits(
    read: Sequence[Passage], lints: Sequence[Sequence[Raw]], rules: Mapping[str, Severity]
) -> list[Hit]:
    hits = []
    for passage, found in zip(read, lints, strict=True):
        for name, start, end, said, suggestions in found:
            rule = placement_of(NAME, name)
            if name not in rules or (rule.sentence and passage.fragment):
                continue
            inside = Span(start, end)
            match = passage.text[start:end]
            replacements = tuple(dict.fromkeys(replacement(match, *one) for one in suggestions))
            span = passage.to_block(inside)
            if span is None or vetoed(NAME, name, passage.text, inside):
                continue
            hits.append(
                Hit(
                    rule=f"grammar.{NAME}.{name}",
                    span=span,
                    block=passage.block,
                    replacements=replacements,
                    message=message(rule.message or said, match, replacements),
                    severity=rules[name],
                    safety=rule.safety,
                    engine=NAME,
                )
            )
    return hits


def replacement(match: str, kind: int, text: str) -> str:
    """Return the replacement for the whole match; `kind` is Harper's: replace, remove or insert after."""
    if kind == _REPLACE:
        # Harper treats the capital “A” as a word in capitals, and offers “AN”.
        return text.capitalize() if len(match) == 1 and text.isupper() else text
    return "" if kind == _REMOVE else match + text
