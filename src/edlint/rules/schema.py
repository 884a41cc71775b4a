"""The rule file as it is written: one class a kind of check, told apart by the field `check`.

`python -m edlint.rules` writes the JSON schema that editors use to `rules/schema.json`.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from edlint.model.rule import Option, Rule, Text, Texts
from edlint.rules.templates import references

ALLOW = Option([], "words and phrases that this rule passes over, beside its own")

Phrase = Annotated[str, Meta(min_length=1, description="plain words; any run of blanks fits a blank")]
Regex = Annotated[str, Meta(min_length=1, description="an RE2 pattern: no look-around, no back-references")]
Words = Annotated[str, Meta(min_length=1, description="a pattern over words, see docs/patterns.md")]
Group = Annotated[int, Meta(ge=0, description="the group that is flagged; 0 is the whole match")]
Templates = Annotated[
    str | Texts | None,
    Meta(description="what is written instead, or several of it, the likeliest first; \\1 is a group"),
]


class Declarative(Rule, frozen=True, kw_only=True):
    """What the kinds have that look for words where they stand."""

    case: Annotated[bool, Meta(description="capitals and small letters differ")] = False
    unless: Annotated[tuple[Regex, ...], Meta(description="a match that overlaps one of these is none")] = ()
    allow: Annotated[
        tuple[str, ...], Meta(description="words and phrases to pass over; users add to it by the option")
    ] = ()
    at: Literal["anywhere", "sentence-start", "sentence-end", "block-start", "block-end"] = "anywhere"
    names: Annotated[
        bool | None,
        Meta(
            description="also words that are capitalised inside a sentence, as names are; by default not in `inclusive` and `style`"
        ),
    ] = None


class Existence(Declarative, frozen=True, kw_only=True, tag_field="check", tag="existence"):
    """Words that should not be there."""

    phrases: tuple[Phrase, ...] = ()
    patterns: tuple[Regex, ...] = ()
    whole_words: Annotated[bool, Meta(description="patterns begin and end at the edges of words")] = True

    def __post_init__(self) -> None:
        _one_of(self, "phrases", "patterns")


class Substitution(Declarative, frozen=True, kw_only=True, tag_field="check", tag="substitution"):
    """Words with better ones for them."""

    swap: Mapping[Phrase, str | Annotated[tuple[str, ...], Meta(min_length=1)]] = {}
    swap_patterns: Mapping[Regex, str] = {}
    whole_words: Annotated[bool, Meta(description="patterns begin and end at the edges of words")] = True

    def __post_init__(self) -> None:
        _one_of(self, "swap", "swap_patterns")


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern over characters, what of it is flagged, and what is written there instead."""

    pattern: Regex
    group: Group = 0
    replace: Templates = None


class PatternCheck(Declarative, frozen=True, kw_only=True, tag_field="check", tag="pattern"):
    """One pattern over characters, or several; capitals and small letters differ unless `case: false`."""

    case: bool = True
    pattern: Regex | None = None
    group: Group = 0
    replace: Templates = None
    patterns: tuple[Part, ...] = ()
    whole_words: bool = False

    def __post_init__(self) -> None:
        _one_of(self, "pattern", "patterns")

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return all patterns, the rule's own first."""
        own = () if self.pattern is None else (Part(self.pattern, self.group, self.replace),)
        return (*own, *self.patterns)


class Repetition(Declarative, frozen=True, kw_only=True, tag_field="check", tag="repetition"):
    """The same word twice in a row, also across line breaks and emphasis."""


class Consistency(Declarative, frozen=True, kw_only=True, tag_field="check", tag="consistency"):
    """Two ways to write one thing in one document: the rarer is flagged, once."""

    variants: tuple[Annotated[tuple[Phrase | tuple[Phrase, ...], ...], Meta(min_length=2)], ...] = ()
    patterns: Annotated[
        Mapping[str, Regex], Meta(description="a name for each way, and the pattern that finds it")
    ] = {}

    def __post_init__(self) -> None:
        _one_of(self, "variants", "patterns")
        if len(self.patterns) == 1:
            raise ValueError("patterns: at least two ways are wanted")


class Conditional(Declarative, frozen=True, kw_only=True, tag_field="check", tag="conditional"):
    """Something that needs another thing before it: an acronym and its definition."""

    case: bool = True
    if_: Annotated[Regex, Meta(description="what needs it; group 1, or the whole match, is its name")] = (
        field(name="if")
    )
    then: Annotated[Regex, Meta(description="what it needs; group 1 (or 2 …) is the same name")]
    flag: Annotated[
        tuple[Literal["missing", "late", "twice"], ...],
        Meta(
            min_length=1,
            description="missing: no definition in the document; late: after the first use; twice: a second definition",
        ),
    ] = ("missing", "late")


class Occurrence(Declarative, frozen=True, kw_only=True, tag_field="check", tag="occurrence"):
    """Something that is all right, but not this often."""

    phrases: tuple[Phrase, ...] = ()
    pattern: Regex | None = None
    max: Annotated[int, Meta(ge=0, description="how many are all right; an option “max” takes its place")]
    per: Literal["sentence", "paragraph", "document"] = "paragraph"
    whole_words: bool = True

    def __post_init__(self) -> None:
        _one_of(self, "phrases", "pattern")


class Metric(Declarative, frozen=True, kw_only=True, tag_field="check", tag="metric"):
    """A number that a sentence or a block may not pass; `max` and `min` are options."""

    metric: Literal["sentence_words", "sentence_commas", "block_words", "block_characters", "block_sentences"]
    max: float | None = None
    min: float | None = None

    def __post_init__(self) -> None:
        _one_of(self, "max", "min")


class Capitalization(Declarative, frozen=True, kw_only=True, tag_field="check", tag="capitalization"):
    """Capitals of a block: sentence case, title case, or as most of the document's own blocks of that kind."""

    style: Literal["sentence", "title", "majority"]


class Token(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A condition on one token: exactly one of words, pattern and any."""

    words: tuple[Phrase, ...] = ()
    pattern: Regex | None = None
    any: bool = False
    optional: bool = False
    not_: Annotated[bool, Meta(description="any word but these")] = field(default=False, name="not")
    flag: Annotated[
        bool, Meta(description="flag from the first to the last such token; none: all of them")
    ] = False

    def __post_init__(self) -> None:
        if sum(map(bool, (self.words, self.pattern, self.any))) != 1:
            raise ValueError("a token has exactly one of words, pattern and any")
        if self.not_ and self.any:
            raise ValueError("“not” with “any” fits nothing")


class Sequence(Declarative, frozen=True, kw_only=True, tag_field="check", tag="sequence"):
    """Tokens next to each other, with nothing but blanks between."""

    tokens: Annotated[tuple[Token, ...], Meta(min_length=1)]
    replace: Annotated[str | None, Meta(description="for what is flagged; \\1 is the first token's text")] = (
        None
    )

    def __post_init__(self) -> None:
        references(self.replace or "", len(self.tokens))
        if all(token.optional for token in self.tokens):
            raise ValueError("every token is optional")


class Find(Struct, frozen=True, forbid_unknown_fields=True):
    """Words in a row, by themselves and by their classes, and what is written instead of what is flagged."""

    find: Words
    replace: Annotated[
        str | Texts | None, Meta(description="\\1 is the first item; {1:plural} a form of it")
    ] = None


class Tokens(Rule, frozen=True, kw_only=True, tag_field="check", tag="tokens"):
    """Errors that words and their classes give away."""

    patterns: Annotated[tuple[Find, ...], Meta(min_length=1)]
    unless: Annotated[
        tuple[Words, ...], Meta(description="a match that shares a word with one of these is none")
    ] = ()


class Prevents(Struct, frozen=True, forbid_unknown_fields=True):
    """A claim that something rules something out, said in all the ways that the language has for it."""

    who: Words
    what: Words


class Statement(Rule, frozen=True, kw_only=True, tag_field="check", tag="statement"):
    """A statement that is known to be false, where a sentence asserts it."""

    about: Annotated[Texts, Meta(description="beginnings of words, one of which the sentence must hold")]
    article: Annotated[tuple[Text, ...], Meta(description="the same for the article as a whole")] = ()
    says: Annotated[tuple[Words, ...], Meta(description="the wordings, over one sentence")] = ()
    prevents: tuple[Prevents, ...] = ()
    phrases: Annotated[Mapping[str, Words], Meta(description="phrase sets of the rule's own, by name")] = {}
    unless: Annotated[Words | None, Meta(description="a sentence that holds it says something else")] = None

    def __post_init__(self) -> None:
        _one_of(self, "says", "prevents")


class Cues(Rule, frozen=True, kw_only=True, tag_field="check", tag="cues"):
    """A claim that is known by its wording, and asked for its source."""

    kind: Annotated[
        Literal["superlative", "absolute", "guarantee", "prediction", "authority", "technical"],
        Meta(description="what the ledger calls the claim"),
    ]
    cues: Annotated[tuple[Words, ...], Meta(min_length=1)]
    phrases: Annotated[Mapping[str, Words], Meta(description="phrase sets of the rule's own, by name")] = {}
    unless: Annotated[tuple[Words, ...], Meta(description="a cue that touches one of these is no claim")] = ()
    silent: Annotated[
        tuple[Words, ...], Meta(description="a sentence that holds one of these makes no such claim")
    ] = ()
    stances: Annotated[
        tuple[Text, ...], Meta(description="ways of not asserting a thing that silence the claim")
    ] = ()

    @property
    def checker(self) -> str:
        """Claims are weighed against their evidence, so the claims checker looks for them."""
        return "claims"


class Code(Rule, frozen=True, kw_only=True, tag_field="check", tag="code"):
    """A rule that Python carries out: `by` is the checker's name, with a dot and the part of it where it has several."""

    by: Text

    @property
    def checker(self) -> str:
        """Return the checker's name."""
        return self.by.partition(".")[0]

    @property
    def part(self) -> str:
        """Return which part of the checker it is, empty for the whole."""
        return self.by.partition(".")[2]


AnyRule = (
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
    | Tokens
    | Statement
    | Cues
    | Code
)
KINDS: dict[str, type[Rule]] = {str(kind.__struct_config__.tag): kind for kind in AnyRule.__args__}
"""Name of a kind → its class."""


def _one_of(rule: Rule, *names: str) -> None:
    if not any(getattr(rule, name) not in (None, (), {}) for name in names):
        raise ValueError(f"needs {' or '.join(name.replace('_', '-') for name in names)}")
