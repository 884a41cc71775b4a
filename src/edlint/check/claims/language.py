"""The patterns by which claims are found, read from `edlint/data/<language>/claims/`, one folder per language.

They are in the notation of `edlint.language.notation`, and compiled on first use.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from edlint.cache.digest import own_digest
from edlint.cache.prepared import cached_value
from edlint.language.data import LanguageData
from edlint.language.data import load as load_data
from edlint.language.notation import LETTERS, NotationError, PhraseSets, WordPattern, word_pattern
from edlint.model.errors import RuleError
from edlint.text.literals import key, needed, remember
from edlint.text.pattern import Pattern, pattern

_TOPIC = "claims"
_SIGNS = frozenset(
    [
        "citation",
        "source_line",
        "aside",
        "another",
        "preposition",
        "reporters",
        "share",
        "own.rival",
        "price.sum",
        "clear.world",
    ]
)


class QuantityKind(msgspec.Struct, frozen=True):
    """A sort of quantity: its name, its unit, its pattern, and the weight of its presence alone."""

    name: str
    unit: str
    pattern: WordPattern
    weight: int


class Signal(msgspec.Struct, frozen=True):
    """Words that make a quantity more or less likely to be a statement about the world.

    `where` is the place around the quantity (see `statistic`) where they count, `fits` the sorts for which they count.
    """

    pattern: WordPattern
    weight: int
    where: str
    fits: frozenset[str]


class Naming(msgspec.Struct, frozen=True, dict=True):
    """A way of attributing something to a proper name: the pattern's group `name` (or `plain`, in lower case).

    `subject`: the name must be a possible subject; `verb`: the last word of the match may also be a noun; `work`: a
    survey or the like; `headings`: in headings only.
    """

    source: str
    subject: bool = False
    verb: bool = False
    work: bool = False
    headings: bool = False

    @cached_property
    def pattern(self) -> Pattern:
        """Return the pattern, which is compiled on first use."""
        return pattern(self.source)

    @cached_property
    def needs(self) -> frozenset[str] | None:
        """Return the strings that the pattern requires, see `literals.needed`."""
        return needed(self.source)


class Stance(msgspec.Struct, frozen=True):
    """A way of not asserting, and where in the sentence its words occur: sentence, before, start or end.

    Words before the last match of `cut` are too far away to count.
    """

    where: str
    pattern: WordPattern
    cut: WordPattern | None = None


class Language(msgspec.Struct, frozen=True, eq=False):
    """The claims data of a language.

    `hint` matches where a quantity may be spelt out, so that most sentences need no further search.
    `cues` are the patterns of evidence.yaml by name (dots for levels), `named` the ways in which something is
    attributed to a proper name.
    """

    code: str
    phrases: PhraseSets
    sorts: tuple[QuantityKind, ...]
    signals: tuple[Signal, ...]
    claim: int
    hint: WordPattern
    scales: WordPattern
    cues: Mapping[str, WordPattern] = msgspec.field(default_factory=dict)
    no_name: frozenset[str] = frozenset()
    named: tuple[Naming, ...] = ()
    stances: Mapping[str, Stance] = msgspec.field(default_factory=dict)


def cue(source: str, phrases: PhraseSets, *, edge: bool = True) -> WordPattern:
    """Translate a pattern, without compiling it. Raises RuleError for one that cannot be parsed.

    With `edge` a match ends at the end of a word. Without, it may also end in punctuation.
    """
    try:
        return word_pattern(source, phrases, edge=edge)
    except NotationError as error:
        raise RuleError(f"claims: the cue {error}") from None


def load(code: str) -> Language | None:
    """Return the claims data of `en`, `en-GB` and so on, or None for a language without any."""
    data = load_data(code)
    return _prepared(data, code.partition("-")[0].lower()) if data is not None and data.has(_TOPIC) else None


@lru_cache(maxsize=8)
def _prepared(data: LanguageData, code: str) -> Language:
    """Return a language's data, and preload the strings that its patterns require, derived once per installation."""
    language = _language(data, code)

    def needs() -> dict[bytes, tuple[str, ...] | None]:
        asked: list[Naming | WordPattern] = [*language.named, *(each.pattern for each in language.sorts)]
        asked += [each.pattern for each in language.signals]
        return {key(one.source): tuple(sorted(one.needs)) if one.needs else None for one in asked}

    # The strings are keyed by the pattern's source, so those of an outdated pattern do no harm.
    remember(cached_value(dict[bytes, tuple[str, ...] | None], f"claims-{code}", own_digest(), needs))
    return language


def _language(data: LanguageData, code: str) -> Language:
    def read(name: str) -> dict[str, Any]:
        return dict(data.file(f"{_TOPIC}/{name}"))

    written = {name: str(value) for name, value in read("phrases").items()}
    phrases = PhraseSets(written)
    signals = read("signals")
    evidence = read("evidence")
    no_name = frozenset(evidence.pop("no_name").split("|"))
    filled = {
        "NAME": f"(?P<name>{evidence.pop('name')})",
        "WHO": evidence.pop("who"),
        "PLAIN": evidence.pop("plain"),
        **{mark.upper(): evidence.pop(mark) for mark in ("found", "shows", "surveys", "works", "says")},
    }
    named = evidence.pop("named")
    base: Mapping[str, int] = signals["base"]
    grouped = {
        f"{group}.{name}": source
        for group in ("own", "clear", "price")
        for name, source in evidence.pop(group).items()
    }
    known = PhraseSets({name: text for name, text in evidence.items() if isinstance(text, str)}, phrases)
    return Language(
        code=code,
        phrases=known,
        sorts=tuple(
            QuantityKind(name, entry["unit"], cue(entry["pattern"], phrases, edge=False), base.get(name, 0))
            for name, entry in read("quantities").items()
        ),
        signals=tuple(_signal(entry, phrases, base) for entry in signals["signals"]),
        claim=signals["claim"],
        hint=cue(signals["hint"], phrases),
        scales=cue(signals["scales"], phrases),
        cues={
            name: cue(source, known, edge=name not in _SIGNS)
            for name, source in {**evidence, **grouped, "crowd": written["crowd"]}.items()
        },
        no_name=no_name,
        named=tuple(
            Naming(
                source=_filled(each["pattern"], filled),
                **{name: value for name, value in each.items() if name != "pattern"},
            )
            for each in named
        ),
        stances={name: _stance(entry, known) for name, entry in read("stances").items()},
    )


def _signal(entry: Mapping[str, Any], phrases: PhraseSets, base: Mapping[str, int]) -> Signal:
    fits = frozenset(entry.get("fits", base))
    return Signal(
        cue(entry["pattern"], phrases, edge=entry.get("edge", True)), entry["weight"], entry["where"], fits
    )


def _stance(entry: Mapping[str, Any], known: PhraseSets) -> Stance:
    return Stance(
        entry["where"],
        cue(entry["pattern"], known, edge=entry["where"] != "end"),
        cue(entry["cut"], known) if "cut" in entry else None,
    )


def _filled(source: str, words: Mapping[str, str]) -> str:
    for mark, word in words.items():
        source = source.replace(mark, word)
    return source.replace(r"\pL\pM", LETTERS).replace(r"[\pL", f"[{LETTERS}")
