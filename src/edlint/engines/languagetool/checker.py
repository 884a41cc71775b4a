"""LanguageTool: a server of the user's, or the local one that edlint keeps warm. Only prose is sent, as annotated text.

Only the rules that were right on real text are asked for (`edlint/data/en/grammar/languagetool.tsv`). A server of
another version runs its new rules as well; what they find is a suggestion.
"""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from edlint.cache.store import Store, key
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.engines.annotation import Batch, batches
from edlint.engines.languagetool import server as lt_server
from edlint.engines.languagetool import state as lt_state
from edlint.engines.languagetool.client import GoneError, ServerAddress, call
from edlint.engines.languagetool.install import NOT_SET_UP, VERSION, installed, usable_java
from edlint.engines.languagetool.matches import LanguageToolMatch, Matches, from_kept, matches_of, to_keep
from edlint.engines.languagetool.policy import remote
from edlint.engines.passage import Passage, passages
from edlint.engines.placement import OFF, placed, table, wanted
from edlint.engines.veto import vetoed
from edlint.engines.wording import message
from edlint.model.errors import EngineError
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome
from edlint.model.report import EngineStatus
from edlint.prose.prose import Prose
from edlint.rules.base import PATIENCE, Engine

NAME = "languagetool"

_LANGUAGES = {"en": "en-US", "de": "de-DE", "pt": "pt-PT"}
"""The variant for a language without one: only variants have all the rules."""
_LOCAL_BATCH = 6_000
"""UTF-16 units in one request to the local server: two run at a time, and a crash costs little."""
_FILE_SHARE = 0.9
# In a language that edlint has not measured: grammar is said, spelling and taste are not asked for.
_UNMEASURED_OFF = "TYPOS,CASING,STYLE,TYPOGRAPHY,REDUNDANCY,COLLOQUIALISMS,CREATIVE_WRITING,PLAIN_ENGLISH"


class LanguageTool(Engine):
    """The checker. Nothing is started before the first text that is not in the cache."""

    name = NAME

    def __init__(self, settings: Settings) -> None:
        """Look at the configuration. Raises EngineError when there is nothing to ask, or it may not be asked."""
        self._settings = settings.languagetool
        self._file_seconds = settings.timeout * _FILE_SHARE
        self._remote = remote(settings.languagetool)
        # The local server shares a machine that may be busy, and what it waits for is no sign of a fault.
        self._patience = PATIENCE if self._remote is None else 1
        if self._remote is None:
            if not installed():
                raise EngineError(NOT_SET_UP)
            usable_java(ask=False)
        self.version = "" if self._remote else VERSION
        self._server: ServerAddress | None = self._remote
        self._restarted = False
        self._store = Store()

    def start(self) -> None:
        """Start nothing: a server is kept between runs, and is started when a text is to be sent."""

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the hits. Raises EngineError, with the remedy, when LanguageTool cannot be had or fails."""
        rules = wanted(NAME, profile.selection) if profile.english else {}
        return self._outcome(prose, profile, rules, self._fields(profile))

    def look(self, prose: Prose, profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the hits of these rules of English alone. Raises EngineError as `check` does."""
        return self._outcome(prose, profile, rules, _only(_language(profile), rules))

    def _outcome(
        self,
        prose: Prose,
        profile: Profile,
        rules: Mapping[str, Severity],
        fields: Mapping[str, str] | None,
    ) -> Outcome:
        read = list(passages(prose.document))
        if not read or fields is None:
            return Outcome()
        matches = self._matches([passage.annotated for passage in read], fields)
        hits = (
            _hit(passage, match, rules, english=profile.english)
            for passage, found in zip(read, matches, strict=True)
            for match in found
        )
        return Outcome(hits=tuple(hit for hit in hits if hit is not None))

    def close(self) -> None:
        """Let go of the cache; the local server stays warm for the next run."""
        self._store.close()

    def _fields(self, profile: Profile) -> dict[str, str] | None:
        """Return what goes with each request beside the text; None when no rule is on."""
        language = _language(profile)
        if not profile.english:
            return {"language": language, "disabledCategories": _UNMEASURED_OFF}
        rules = sorted(wanted(NAME, profile.selection))
        if not rules:
            return None
        if self._remote is None:
            return _only(language, rules)
        # A server of another version has rules that the table does not know: leave out what is known to be off.
        off = sorted(name for name in table(NAME) if name not in rules)
        return {
            "language": language,
            "disabledRules": ",".join(off),
            "disabledCategories": _UNMEASURED_OFF,
            "enabledRules": ",".join(rules),
        }

    def _matches(self, texts: Sequence[str], fields: Mapping[str, str]) -> list[Matches]:
        """Return each text's matches, from the cache or from LanguageTool."""
        about = json.dumps(
            [NAME, self._remote.url if self._remote else VERSION, sorted(fields.items())], ensure_ascii=False
        )
        keys = [key(about, text) for text in texts]
        every = dict(zip(keys, texts, strict=True))
        known = {
            k: matches
            for k, kept in self._store.get(keys).items()
            if (matches := from_kept(kept, len(every[k]))) is not None
        }
        asked = {k: text for k, text in every.items() if k not in known}
        known |= self._ask(asked, fields)
        return [known[k] for k in keys]

    def _ask(self, texts: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, Matches]:
        """Return what LanguageTool finds in each text, by the same keys, which is kept."""
        if not texts:
            return {}
        answers: dict[str, Matches] = {}
        names = list(texts)
        limit = min(
            self._settings.max_text, _LOCAL_BATCH if self._remote is None else self._settings.max_text
        )
        self._ready()
        deadline = time.monotonic() + self._file_seconds * self._patience
        done = 0
        for batch in batches(list(texts.values()), limit):
            left = min(self._settings.timeout * self._patience, deadline - time.monotonic())
            if left <= 0:
                raise EngineError(
                    f"LanguageTool took longer than {self._file_seconds * self._patience:g} s on this file; "
                    "a higher `timeout` gives it longer"
                )
            found = matches_of(batch, self._call(batch, fields, left), self._ready().url)
            part = dict(zip(names[done:], found, strict=False))
            self._store.put({name: to_keep(matches) for name, matches in part.items()})
            answers |= part
            done += len(batch.texts)
        return answers

    def _ready(self) -> ServerAddress:
        """Return the server, started and waited for if it is the local one."""
        if self._server is None:
            self._server = lt_server.ensure(self._settings)
        return self._server

    def _call(self, batch: Batch, fields: Mapping[str, str], seconds: float) -> Any:
        """Return the answer to a request; a local server that has gone is started again, once in a row."""
        server = self._ready()
        data = json.dumps({"annotation": batch.annotation()}, ensure_ascii=False)
        if self._remote is None:
            lt_state.touch()  # A run may take longer than the server may be idle.
        try:
            answer = call(server, "check", {**fields, "data": data}, seconds)
        except GoneError as error:
            if self._remote is not None:
                raise EngineError(f"LanguageTool: {error}; is the server running?") from None
            self._server = None  # The next text looks for one again: in an editor a run lasts all day.
            if self._restarted:
                raise EngineError(f"LanguageTool’s server ended twice in a row ({error})") from None
            self._restarted = True
            self._server = lt_server.ensure(self._settings, gone=server)
            return self._call(batch, fields, seconds)
        self._restarted = False
        return answer


make = LanguageTool


def status(settings: Settings) -> EngineStatus:
    """Return whether LanguageTool, asked for or `auto`, can run (a server, or a local one), and which. Starts nothing."""
    if settings.languagetool.url is None and not installed():
        return EngineStatus(NAME, "", "off" if settings.engines == "auto" else "failed", NOT_SET_UP)
    version = "" if settings.languagetool.url else VERSION
    try:
        if settings.languagetool.url:
            remote(settings.languagetool)
        else:
            usable_java(ask=False)
    except EngineError as error:
        return EngineStatus(NAME, version, "failed", str(error))
    return EngineStatus(NAME, version, "ran", settings.languagetool.url or "")


def _language(profile: Profile) -> str:
    return _LANGUAGES.get(profile.language, profile.language)


def _only(language: str, rules: Iterable[str]) -> dict[str, str]:
    """Return what asks for these rules and no others."""
    return {"language": language, "enabledOnly": "true", "enabledRules": ",".join(sorted(rules))}


def _hit(
    passage: Passage, match: LanguageToolMatch, rules: Mapping[str, Severity], *, english: bool
) -> Hit | None:
    """Return the hit for a match, or None when its rule is off or it is about what is not the author's own prose."""
    rule = placed(NAME, match.rule)
    if english:
        if match.rule not in rules and (rule.name in table(NAME) or rule.place == OFF):
            return None
        severity = rules.get(match.rule, Severity.SUGGESTION)
    else:
        severity = Severity.WARNING if match.category == "GRAMMAR" else Severity.SUGGESTION
    if match.span.empty or (rule.sentence and passage.fragment) or not passage.own(match.span):
        return None
    text = passage.block.text[match.span.start : match.span.end]
    if match.rule == "PHRASE_REPETITION" and not passage.block.plain_run(match.span):
        return None  # A title and the sentence after it, a link and what it says.
    if vetoed(NAME, match.rule, passage.block.text, match.span):
        return None
    return Hit(
        rule=f"grammar.{NAME}.{match.rule}",
        span=match.span,
        block=passage.block,
        replacements=match.replacements,
        message=message(rule.message or match.message, text, match.replacements),
        severity=severity,
        safety=rule.safety,
        engine=NAME,
    )
