"""The engine `languagetool`: a server of the user's, or a local one that edlint keeps running. Only prose is sent.

Only the rules that proved right on real text are requested (`edlint/data/en/grammar/languagetool.tsv`). A server of
another version runs its new rules as well; their findings are suggestions.
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
from edlint.engines.placement import OFF, enabled_rules, placement_of, table
from edlint.engines.veto import vetoed
from edlint.engines.wording import message
from edlint.model.errors import EngineError
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome
from edlint.model.report import EngineStatus
from edlint.prose.prose import Prose
from edlint.rules.base import WALL_CLOCK_FACTOR, Engine

NAME = "languagetool"

_LANGUAGES = {"en": "en-US", "de": "de-DE", "pt": "pt-PT"}
"""The variant to request for a language given without one, as only variants have all the rules."""
_LOCAL_BATCH = 6_000
"""UTF-16 units in one request to the local server: small, so that two run at a time and a crash loses little."""
_FILE_SHARE = 0.9
# Categories disabled in a language that edlint has not measured: grammar is checked, spelling and style are not.
_UNMEASURED_OFF = "TYPOS,CASING,STYLE,TYPOGRAPHY,REDUNDANCY,COLLOQUIALISMS,CREATIVE_WRITING,PLAIN_ENGLISH"


class LanguageTool(Engine):
    """The checker. No server is started before the first text that is not in the cache."""

    name = NAME

    def __init__(self, settings: Settings) -> None:
        """Read the settings. Raises EngineError when no server can be started, or the named one may not be used."""
        self._settings = settings.languagetool
        self._file_seconds = settings.timeout * _FILE_SHARE
        self._remote = remote(settings.languagetool)
        # The local server shares a machine that may be busy, so slowness is no sign of a fault.
        self._patience = WALL_CLOCK_FACTOR if self._remote is None else 1
        if self._remote is None:
            if not installed():
                raise EngineError(NOT_SET_UP)
            usable_java(ask=False)
        self.version = "" if self._remote else VERSION
        self._server: ServerAddress | None = self._remote
        self._restarted = False
        self._store = Store()

    def start(self) -> None:
        """Do nothing: the server is kept between runs, and is started when a text is to be sent."""

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the hits. Raises EngineError, with the remedy, when LanguageTool cannot be reached or fails."""
        rules = enabled_rules(NAME, profile.selection) if profile.english else {}
        return self._outcome(prose, profile, rules, self._fields(profile))

    def check_rules(self, prose: Prose, profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the hits of the given rules only, whatever the profile selects. Raises EngineError as `check` does."""
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
        """Close the cache; the local server keeps running for the next run."""
        self._store.close()

    def _fields(self, profile: Profile) -> dict[str, str] | None:
        """Return the form fields sent with each request beside the text; None when no rule is on."""
        language = _language(profile)
        if not profile.english:
            return {"language": language, "disabledCategories": _UNMEASURED_OFF}
        rules = sorted(enabled_rules(NAME, profile.selection))
        if not rules:
            return None
        if self._remote is None:
            return _only(language, rules)
        # A server of another version has rules that are not in the table: disable those that are known to be off.
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
        """Send the texts to LanguageTool, cache the matches and return them under the keys of the texts."""
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
        """Return the server's address, after starting the local one and waiting until it is ready."""
        if self._server is None:
            self._server = lt_server.ensure(self._settings)
        return self._server

    def _call(self, batch: Batch, fields: Mapping[str, str], seconds: float) -> Any:
        """Send a request and return the decoded answer; restart a local server that ended, not twice in a row."""
        server = self._ready()
        data = json.dumps({"annotation": batch.annotation()}, ensure_ascii=False)
        if self._remote is None:
            lt_state.touch()  # A run may take longer than the server may be idle.
        try:
            answer = call(server, "check", {**fields, "data": data}, seconds)
        except GoneError as error:
            if self._remote is not None:
                raise EngineError(f"LanguageTool: {error}; is the server running?") from None
            self._server = None  # So that the next text starts one again: in an editor a run lasts all day.
            if self._restarted:
                raise EngineError(f"LanguageTool’s server ended twice in a row ({error})") from None
            self._restarted = True
            self._server = lt_server.ensure(self._settings, gone=server)
            return self._call(batch, fields, seconds)
        self._restarted = False
        return answer


make = LanguageTool


def status(settings: Settings) -> EngineStatus:
    """Return whether LanguageTool can run, with its version and server URL or the error. Starts no process."""
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
    """Return the form fields that request the given rules and no others."""
    return {"language": language, "enabledOnly": "true", "enabledRules": ",".join(sorted(rules))}


def _hit(
    passage: Passage, match: LanguageToolMatch, rules: Mapping[str, Severity], *, english: bool
) -> Hit | None:
    """Return the hit for a match; None when its rule is off, it is vetoed, or not all in the author's own words."""
    rule = placement_of(NAME, match.rule)
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
        return None  # A title and the sentence after it, a link and its text.
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
