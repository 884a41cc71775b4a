"""The rule file as it is written: one pydantic model a kind of check, a tagged union on `check`.

`python -m edlint.check.rules` writes the JSON schema that editors use to `rules/schema.json`.
"""

import json
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationInfo,
    model_validator,
)

from edlint.model.document import BlockKind
from edlint.model.finding import Safety, Severity
from edlint.text.pattern import PatternError, pattern


def _hyphens(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


TRUSTED = {"trusted": True}
"""The validation context for edlint's own rules: their patterns need no compiling to be known to be good."""


def _trusted(info: ValidationInfo) -> bool:
    return info.context is TRUSTED


def _compiles(source: str, info: ValidationInfo) -> str:
    if _trusted(info):
        return source
    try:
        pattern(source)
    except PatternError as error:
        raise ValueError(str(error)) from None
    return source


Text = Annotated[str, Field(min_length=1)]
Phrase = Annotated[str, Field(min_length=1, description="plain words; any run of blanks fits a blank")]
Regex = Annotated[
    str,
    Field(min_length=1, description="an RE2 pattern: no look-around, no back-references"),
    AfterValidator(_compiles),
]


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_hyphens, populate_by_name=False, strict=False
    )


class SourceEntry(_Strict):
    """Where the reason comes from: a title that a reader can look up, and an address where there is one."""

    title: Text
    url: str = Field(default="", pattern=r"^(https?://\S+)?$")


class OptionEntry(_Strict):
    """Something users may set for this rule."""

    default: Any
    help: Text


class Good(_Strict):
    """A text on which the rule is silent."""

    text: Text
    format: Literal["markdown", "text", "html"] = "markdown"
    options: dict[str, Any] = Field(default_factory=dict)
    language: str = "en"


class Bad(Good):
    """A text with what must be flagged in it: exactly these words of the source, in this order."""

    flags: list[Text] = Field(min_length=1)
    fixed: str | None = Field(default=None, description="the text after the first fixes")


class Examples(_Strict):
    """The rule's tests: at least two of each sort."""

    bad: list[Bad] = Field(min_length=2)
    good: list[Text | Good] = Field(min_length=2)


class RuleFile(_Strict):
    """What every rule has."""

    id: str = Field(
        pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+$", description="the file's path, dots for slashes"
    )
    message: Text = Field(
        description="one sentence: what is wrong and what would settle it; {match}, {replacement}"
    )
    severity: Severity = Severity.WARNING
    default: Literal["on", "off"] = "on"
    scope: list[BlockKind] = Field(default_factory=lambda: list(BlockKind), min_length=1)
    quotations: bool = Field(default=False, description="also look inside quotations")
    languages: list[str] = Field(
        default_factory=lambda: ["en"], min_length=1, description="“any”, or codes; “en” holds for en-GB"
    )
    fix: Safety = Field(default=Safety.REVIEW, description="what may be done with the replacement")
    options: dict[str, OptionEntry] = Field(default_factory=dict)
    why: Text
    sources: list[SourceEntry] = Field(min_length=1)
    measured: str = Field(default="", description="what it did on real text: hits, and how many were right")
    examples: Examples


class Declarative(RuleFile):
    """What every rule that is data has."""

    case: bool = Field(default=False, description="capitals and small letters differ")
    unless: list[Regex] = Field(
        default_factory=list, description="a match that overlaps one of these is none"
    )
    allow: list[str] = Field(
        default_factory=list, description="words and phrases to pass over; users add to it by the option"
    )
    at: Literal["anywhere", "sentence-start", "sentence-end", "block-start", "block-end"] = "anywhere"
    names: bool | None = Field(
        default=None,
        description="also words that are capitalised inside a sentence, as names are; by default not in `inclusive` and `style`",
    )


class Existence(Declarative):
    """Words that should not be there."""

    check: Literal["existence"]
    phrases: list[Phrase] = Field(default_factory=list)
    patterns: list[Regex] = Field(default_factory=list)
    whole_words: bool = Field(default=True, description="patterns begin and end at the edges of words")

    @model_validator(mode="after")
    def _something(self) -> "Existence":
        return _one_of(self, "phrases", "patterns")


class Substitution(Declarative):
    """Words with better ones for them."""

    check: Literal["substitution"]
    swap: dict[Phrase, str | Annotated[list[str], Field(min_length=1)]] = Field(default_factory=dict)
    swap_patterns: dict[Regex, str] = Field(default_factory=dict)
    whole_words: bool = Field(default=True, description="patterns begin and end at the edges of words")

    @model_validator(mode="after")
    def _something(self, info: ValidationInfo) -> "Substitution":
        for source, replacement in self.swap_patterns.items():
            if not _trusted(info):
                _references(replacement, pattern(source).groups)
        return _one_of(self, "swap", "swap_patterns")


Templates = Annotated[
    str | Annotated[list[str], Field(min_length=1)] | None,
    Field(description="what is written instead, or several of it, the likeliest first; \\1 is a group"),
]
Group = Annotated[int, Field(ge=0, description="the group that is flagged; 0 is the whole match")]


class Part(_Strict):
    """A pattern over characters, what of it is flagged, and what is written there instead."""

    pattern: Regex
    group: Group = 0
    replace: Templates = None

    @model_validator(mode="after")
    def _groups(self, info: ValidationInfo) -> "Part":
        if not _trusted(info):
            _in_groups(self.pattern, self.group, self.replace)
        return self


class PatternCheck(Declarative):
    """One pattern over characters, or several; capitals and small letters differ unless `case: false`."""

    check: Literal["pattern"]
    case: bool = True
    pattern: Regex | None = None
    group: Group = 0
    replace: Templates = None
    patterns: list[Part] = Field(default_factory=list)
    whole_words: bool = False

    @model_validator(mode="after")
    def _something(self, info: ValidationInfo) -> "PatternCheck":
        if self.pattern is not None and not _trusted(info):
            _in_groups(self.pattern, self.group, self.replace)
        return _one_of(self, "pattern", "patterns")

    @property
    def parts(self) -> list[tuple[str, int, list[str]]]:
        """Return each pattern with the group that is flagged and the templates of what is written instead."""
        own = [] if self.pattern is None else [(self.pattern, self.group, self.replace)]
        return [
            (source, group, listed(replace))
            for source, group, replace in (*own, *((p.pattern, p.group, p.replace) for p in self.patterns))
        ]


class Repetition(Declarative):
    """The same word twice in a row, also across line breaks and emphasis."""

    check: Literal["repetition"]


class Consistency(Declarative):
    """Two ways to write one thing in one document: the rarer is flagged, once."""

    check: Literal["consistency"]
    variants: list[Annotated[list[Phrase | list[Phrase]], Field(min_length=2)]] = Field(default_factory=list)
    patterns: dict[str, Regex] = Field(
        default_factory=dict, description="a name for each way, and the pattern that finds it"
    )

    @model_validator(mode="after")
    def _something(self) -> "Consistency":
        if len(self.patterns) == 1:
            raise ValueError("patterns: at least two ways are wanted")
        return _one_of(self, "variants", "patterns")


class Conditional(Declarative):
    """Something that needs another thing before it: an acronym and its definition."""

    check: Literal["conditional"]
    case: bool = True
    if_: Regex = Field(description="what needs it; group 1, or the whole match, is its name")
    then: Regex = Field(description="what it needs; group 1 (or 2 …) is the same name")
    flag: list[Literal["missing", "late", "twice"]] = Field(
        default=["missing", "late"],
        min_length=1,
        description="missing: no definition in the document; late: after the first use; twice: a second definition",
    )


class Occurrence(Declarative):
    """Something that is all right, but not this often."""

    check: Literal["occurrence"]
    phrases: list[Phrase] = Field(default_factory=list)
    pattern: Regex | None = None
    max: int = Field(ge=0, description="how many are all right; an option “max” takes its place")
    per: Literal["sentence", "paragraph", "document"] = "paragraph"
    whole_words: bool = True

    @model_validator(mode="after")
    def _something(self) -> "Occurrence":
        return _one_of(self, "phrases", "pattern")


class Metric(Declarative):
    """A number that a sentence or a block may not pass; `max` and `min` are options."""

    check: Literal["metric"]
    metric: Literal[
        "sentence_words",
        "sentence_commas",
        "block_words",
        "block_characters",
        "block_sentences",
    ]
    max: float | None = None
    min: float | None = None

    @model_validator(mode="after")
    def _bound(self) -> "Metric":
        return _one_of(self, "max", "min")


class Capitalization(Declarative):
    """Capitals of a block: sentence case, title case, or as most of the document's own blocks of that kind."""

    check: Literal["capitalization"]
    style: Literal["sentence", "title", "majority"]


class Token(_Strict):
    """A condition on one token: exactly one of words, pattern and any."""

    words: list[Phrase] = Field(default_factory=list)
    pattern: Regex | None = None
    any: bool = False
    optional: bool = False
    not_: bool = Field(default=False, description="any word but these")
    flag: bool = Field(
        default=False, description="flag from the first to the last such token; none: all of them"
    )

    @model_validator(mode="after")
    def _one(self) -> "Token":
        if sum(map(bool, (self.words, self.pattern, self.any))) != 1:
            raise ValueError("a token has exactly one of words, pattern and any")
        if self.not_ and self.any:
            raise ValueError("“not” with “any” fits nothing")
        return self


class Sequence(Declarative):
    """Tokens next to each other, with nothing but blanks between."""

    check: Literal["sequence"]
    tokens: list[Token] = Field(min_length=1)
    replace: str | None = Field(
        default=None, description="for what is flagged; \\1 is the first token's text"
    )

    @model_validator(mode="after")
    def _tokens(self) -> "Sequence":
        _references(self.replace or "", len(self.tokens))
        if all(token.optional for token in self.tokens):
            raise ValueError("every token is optional")
        return self


class Code(RuleFile):
    """A rule that Python carries out; `data` is the checker's."""

    check: Literal["code"]
    by: Text = Field(description="the checker's name")
    data: dict[str, Any] = Field(default_factory=dict)


AnyRule = Annotated[
    Existence
    | Substitution
    | PatternCheck
    | Repetition
    | Consistency
    | Conditional
    | Occurrence
    | Metric
    | Capitalization
    | Sequence
    | Code,
    Field(discriminator="check"),
]
ADAPTER: TypeAdapter[RuleFile] = TypeAdapter(AnyRule)
KINDS: dict[str, type[RuleFile]] = {
    "existence": Existence,
    "substitution": Substitution,
    "pattern": PatternCheck,
    "repetition": Repetition,
    "consistency": Consistency,
    "conditional": Conditional,
    "occurrence": Occurrence,
    "metric": Metric,
    "capitalization": Capitalization,
    "sequence": Sequence,
    "code": Code,
}
"""Name of a kind → its model."""


M = TypeVar("M", bound=BaseModel)


def _one_of(model: M, *names: str) -> M:
    if not any(getattr(model, name) not in (None, [], {}) for name in names):
        raise ValueError(f"needs {' or '.join(map(_hyphens, names))}")
    return model


def _references(template: str, groups: int) -> None:
    for used in pattern(r"\\[0-9]").spans(template):
        number = int(template[used.start + 1])
        if number > groups:
            raise ValueError(f"“{template}” speaks of \\{number}, but there are {groups} groups")


def _in_groups(source: str, group: int, templates: str | list[str] | None) -> None:
    groups = pattern(source).groups
    if group > groups:
        raise ValueError(f"group: {group}, but the pattern has {groups}")
    for template in listed(templates):
        _references(template, groups)


def listed(value: str | list[str] | None) -> list[str]:
    """Return what a field holds that may be one text or a list of them."""
    return [value] if isinstance(value, str) else list(value or [])


def json_schema() -> str:
    """Return the JSON schema of a rule file, as `rules/schema.json` holds it."""
    schema = ADAPTER.json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A rule of edlint"}
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
