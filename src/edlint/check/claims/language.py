"""The words that claims are known by, read from `edlint/data/<language>/claims/`; another language is another folder.

The notation of their patterns: RE2, case ignored, whole words; a blank fits any run of blanks, `'` fits `’` too,
parentheses do not capture unless they are named, `\\pL` is a letter of the Latin script, and `{name}` stands for a
phrase of `phrases.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from edlint.model.errors import RuleError
from edlint.text.pattern import Pattern, PatternError, pattern

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What `\pL` stands for in a cue: the letters of the Latin script, which English words are written in.
_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ"
_SIGNS = frozenset(
    [
        "citation",
        "source_line",
        "aside",
        "preposition",
        "reporters",
        "share",
        "own.rival",
        "price.sum",
        "clear.world",
    ]
)


@dataclass(frozen=True)
class Sort:
    """A sort of quantity: how it is written, what it counts, and what its presence alone is worth."""

    name: str
    unit: str
    pattern: Pattern
    weight: int


@dataclass(frozen=True)
class Signal:
    """Words that make a quantity more, or less, likely to be a statement about the world."""

    pattern: Pattern
    weight: int
    where: str
    fits: frozenset[str]


@dataclass(frozen=True)
class Naming:
    """A way of attributing something to a proper name: the pattern's group `name` (or `plain`, in small letters).

    `subject`: the name must be one that can be a subject; `verb`: the last word of the match may be a noun as well;
    `work`: a survey or the like; `headings`: in headings only.
    """

    pattern: Pattern
    subject: bool = False
    verb: bool = False
    work: bool = False
    headings: bool = False


@dataclass(frozen=True, eq=False)
class Language:
    """Everything that is known of a language.

    `hint` fits where a quantity may be spelt out, so that most sentences need no other look.
    `cues` are the patterns of evidence.yaml by name (dots for levels), `named` the ways in which something is
    attributed to a proper name.
    """

    code: str
    phrases: Mapping[str, str]
    sorts: tuple[Sort, ...]
    signals: tuple[Signal, ...]
    claim: int
    hint: Pattern
    scales: Pattern
    cues: Mapping[str, Pattern] = field(default_factory=dict)
    no_name: frozenset[str] = frozenset()
    named: tuple[Naming, ...] = ()


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Pattern:
    return pattern(source, ignore_case=True, whole_words=True)


def compile_cue(source: str, phrases: Mapping[str, str], *, edge: bool = True) -> Pattern:
    """Return the pattern that `source` in the notation above stands for. Raises RuleError.

    With `edge` it ends where a word does: of “stat|statistics” the longer fits. Without, it may end in a sign.
    """
    try:
        written = expand(source, phrases)
        return _compiled(rf"(?:{written})\b" if edge else written)
    except (PatternError, KeyError) as error:
        raise RuleError(f"claims: the cue “{source[:120]}” cannot be used: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """Return why in a line: a pattern's error repeats the pattern, which is long with its phrases filled in."""
    return f"there is no phrase {error}" if isinstance(error, KeyError) else str(error)[-200:]


def expand(source: str, phrases: Mapping[str, str]) -> str:
    """Return RE2's own notation of a cue. Raises KeyError for a phrase that there is none of."""
    out: list[str] = []
    index = 0
    in_class = False
    while index < len(source):
        character = source[index]
        if character == "\\":
            # An escape with braces (\p{Lu}, \x{fffc}) holds no phrase.
            end = source.index("}", index) + 1 if source[index + 2 : index + 3] == "{" else index + 2
            escape = source[index:end]
            if source.startswith(r"\pL", index):
                # RE2 builds the letters of all scripts anew at each place: most of the time to compile.
                end, escape = index + 3, _LETTERS if in_class else f"[{_LETTERS}]"
            out.append(escape)
            index = end
            continue
        if character == "{" and source[index + 1 : index + 2].isalpha():
            end = source.index("}", index)
            out.append(f"(?:{expand(phrases[source[index + 1 : end]], phrases)})")
            index = end + 1
            continue
        if in_class:
            in_class = character != "]"
            out.append(character)
        elif character == "[":
            in_class = True
            out.append(character)
        elif character == "(" and source[index + 1 : index + 2] != "?":
            out.append("(?:")
        elif character == " ":
            out.append(r"(?:\s+)")
        elif character == "'":
            out.append("['’]")
        else:
            out.append(character)
        index += 1
    return "".join(out)


def load(code: str) -> Language | None:
    """Return the language of `en`, `en-GB` and so on, or None when there is no folder for it."""
    primary = code.partition("-")[0].lower()
    known = primary.isalpha() and (files("edlint") / "data" / primary / "claims").is_dir()
    return _load(primary) if known else None


@lru_cache(maxsize=8)
def _load(code: str) -> Language:
    phrases = {name: str(value) for name, value in _read(code, "phrases").items()}
    signals = _read(code, "signals")
    evidence = _read(code, "evidence")
    no_name = frozenset(evidence.pop("no_name").split("|"))
    filled = {
        "NAME": f"(?P<name>{evidence.pop('name')})",
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
    known = {**phrases, **{k: v for k, v in evidence.items() if isinstance(v, str)}}
    return Language(
        code=code,
        phrases=known,
        sorts=tuple(
            Sort(name, entry["unit"], compile_cue(entry["pattern"], phrases, edge=False), base.get(name, 0))
            for name, entry in _read(code, "quantities").items()
        ),
        signals=tuple(
            Signal(
                compile_cue(entry["pattern"], phrases, edge=entry.get("edge", True)),
                entry["weight"],
                entry["where"],
                frozenset(entry.get("fits", base)),
            )
            for entry in signals["signals"]
        ),
        claim=signals["claim"],
        hint=compile_cue(signals["hint"], phrases),
        scales=compile_cue(signals["scales"], phrases),
        cues={
            name: compile_cue(source, known, edge=name not in _SIGNS)
            for name, source in {**evidence, **grouped, "crowd": phrases["crowd"]}.items()
        },
        no_name=no_name,
        named=tuple(Naming(pattern(_filled(each.pop("pattern"), filled)), **each) for each in named),
    )


def _filled(source: str, words: Mapping[str, str]) -> str:
    for mark, word in words.items():
        source = source.replace(mark, word)
    return source.replace(r"\pL\pM", _LETTERS).replace(r"[\pL", f"[{_LETTERS}")


def _read(code: str, name: str) -> dict[str, Any]:
    path = files("edlint") / "data" / code / "claims" / f"{name}.yaml"
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    if not isinstance(content, dict):
        raise RuleError(f"{name}.yaml of the language “{code}” holds no table")
    return content
