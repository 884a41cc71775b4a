"""The configuration as users write it: `edlint.toml`, or `[tool.edlint]` in pyproject.toml.

Keys are written with hyphens. Unknown keys are errors. `merge` order and who-set-what are in `edlint.config.load`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from edlint.model.finding import Severity
from edlint.text.nearest import did_you_mean

LANGUAGES = ("en", "en-US", "en-GB", "en-CA", "en-AU")
_DAY = 86_400
Seconds = Annotated[float, Meta(gt=0, le=_DAY, description="seconds: the system's timers take no infinity")]
Names = Annotated[tuple[str, ...], Meta(max_length=2_000)]
SIGNATURE = r"(?:[\[{][-tescqmkriuvlnabT1-6][\]}])+|[.p_o]"
"""What the arguments of a command of LaTeX are; docs/formats.md says which letter means what."""


class Section(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A table of the configuration."""

    def __post_init__(self) -> None:
        """Raise ValueError with a line `key: reason` for each value that no type can tell apart."""
        wrong = [f"{key}: {reason}" for key, reason in self._wrong()]
        if wrong:
            raise ValueError("\n".join(wrong))

    def _wrong(self) -> Iterator[tuple[str, str]]:
        """Yield the keys of such values, and what is wrong with them."""
        yield from ()


class RuleSettings(Struct, frozen=True):
    """`[rules."readability.grade"]`: `severity` (or `"off"`), and the rule's own options beside it."""

    level: Literal["error", "warning", "suggestion", "off"] | None = msgspec.field(
        default=None, name="severity"
    )
    options: Mapping[str, Any] = {}

    @property
    def severity(self) -> Severity | Literal["off"] | None:
        """Return the severity that is set, if one is."""
        return self.level if self.level is None or self.level == "off" else Severity(self.level)


Rules = Annotated[dict[str, RuleSettings], Meta(max_length=2_000)]


class VocabularySettings(Section, frozen=True):
    """`[vocabulary]`: files of words, one a line, `#` begins a comment, `/…/` is a pattern. Paths from the configuration."""

    accept: Annotated[Names, Meta(description="files with words that are right")] = ()
    reject: Annotated[Names, Meta(description="files with words that are wrong here")] = ()
    words: Annotated[tuple[str, ...], Meta(description="words that are right, written here")] = ()


class LanguageToolSettings(Section, frozen=True):
    """`[languagetool]`: a server of yours, or the local LanguageTool that `edlint setup languagetool` fetched."""

    url: str | None = None
    timeout: Annotated[Seconds, Meta(description="seconds for one request")] = 20.0
    max_text: Annotated[int, Meta(gt=100, le=1_000_000_000, description="characters in one request")] = 20_000
    public: Annotated[
        bool, Meta(description="the URL may be LanguageTool's public API: text leaves the machine")
    ] = False
    heap: Annotated[str, Meta(pattern=r"^[0-9]+[mg]$", description="the local server's memory")] = "512m"
    idle: Annotated[
        float, Meta(gt=0, le=1440, description="minutes after which the local server ends by itself")
    ] = 15


class HarperSettings(Section, frozen=True):
    """`[harper]`: the embedded grammar checker."""

    timeout: Annotated[Seconds, Meta(description="seconds of processor time for one file")] = 10.0


class ReaderSettings(Section, frozen=True):
    """`[reader]`: the language model that `edlint setup reader` puts on this machine."""

    timeout: Annotated[Seconds, Meta(description="seconds of processor time for one file")] = 120.0
    odds: Annotated[
        float, Meta(gt=0, le=1_000, description="right against wrong, from which on it is a warning")
    ] = 1.0


class LatexSettings(Section, frozen=True):
    """`[latex]`: commands and environments of your own."""

    commands: Annotated[
        dict[str, str], Meta(description="command → what its arguments are, such as {t}{-}")
    ] = {}
    environments: Annotated[
        dict[str, Literal["prose", "code", "math", "list", "quote", "table"]],
        Meta(description="environment → what it holds"),
    ] = {}

    def _wrong(self) -> Iterator[tuple[str, str]]:
        from edlint.text.pattern import pattern  # noqa: PLC0415 - few configurations speak of LaTeX

        for name, signature in self.commands.items():
            if not pattern(r"\\[A-Za-z@]+\*?|\\[^A-Za-z]").whole(name):
                yield "commands", f"“{name}” should be a command, backslash and all"
            elif not pattern(SIGNATURE).whole(signature):
                yield (
                    "commands",
                    f"“{signature}” is no signature: write {{t}} for text and {{-}} for what is none, in order",
                )


ATTRIBUTES = "alt caption title subtitle summary description heading label fig-alt fig-cap".split()


class MarkdownSettings(Section, frozen=True):
    """`[markdown]`: what tags and components hold for a reader."""

    attributes: Annotated[
        Names, Meta(description="attributes of tags and components whose values are prose")
    ] = tuple(ATTRIBUTES)

    def _wrong(self) -> Iterator[tuple[str, str]]:
        from edlint.text.pattern import pattern  # noqa: PLC0415 - few configurations speak of Markdown

        for name in self.attributes:
            if not pattern(r"[A-Za-z][\w\-.]*").whole(name):
                yield "attributes", f"“{name}” is no attribute's name"


class ValeSettings(Section, frozen=True):
    """`[vale]`: a `.vale.ini` whose styles are run beside edlint's own rules."""

    config: Annotated[str | None, Meta(description="a .vale.ini, by its path from this file")] = None
    allow_unrunnable: Annotated[
        bool, Meta(description="rules of styles that cannot be run are no failure")
    ] = False
    min_alert_level: Annotated[
        Literal["suggestion", "warning", "error"] | None,
        Meta(description="in place of the file's own MinAlertLevel"),
    ] = None
    filter: Annotated[
        str | None,
        Meta(
            description='which rules are run, as vale --filter says it: .Level in ["error"]; or its file in config/filters'
        ),
    ] = None


class Override(Section, frozen=True, kw_only=True):
    """`[[overrides]]`: settings for the files that match."""

    files: Names
    language: str | None = None
    select: Names | None = None
    ignore: Names = ()
    rules: Rules = {}

    def _wrong(self) -> Iterator[tuple[str, str]]:
        yield from wrong_globs("files", self.files)
        yield from _wrong_language(self.language)
        yield from _wrong_selection(self.select)


class Settings(Section, frozen=True):
    """The whole configuration, with its defaults."""

    extends: Annotated[Names, Meta(description="configurations to start from; paths from this file")] = ()
    language: Annotated[
        str, Meta(description="en, en-US, en-GB, en-CA, en-AU, or another language's code")
    ] = "en"
    engines: Annotated[
        Literal["auto", "none"] | tuple[Literal["harper", "languagetool", "reader"], ...],
        Meta(description="auto: those that are installed; none; or the ones to run"),
    ] = "auto"
    select: Annotated[
        Names | None, Meta(description="rules or families that are on; default: what each rule says")
    ] = None
    ignore: Annotated[Names, Meta(description="rules or families that are off")] = ()
    fail_on: Annotated[Severity, Meta(description="exit code 1 from this severity on")] = Severity.WARNING
    exclude: Annotated[Names, Meta(description="files and folders to pass over, as in .gitignore")] = ()
    packs: Annotated[Names, Meta(description="folders of rules, or installed packages")] = ()
    adaptive: Annotated[
        bool, Meta(description="in an article with many certain errors, doubtful findings are warnings")
    ] = True
    timeout: Annotated[Seconds, Meta(description="seconds of processor time a file may take")] = 30.0
    max_file_size: Annotated[
        int, Meta(gt=0, le=1_000_000_000, description="bytes; a larger file is an error")
    ] = 10_000_000
    vocabulary: VocabularySettings = VocabularySettings()
    rules: Rules = {}
    languagetool: LanguageToolSettings = LanguageToolSettings()
    harper: HarperSettings = HarperSettings()
    reader: ReaderSettings = ReaderSettings()
    latex: LatexSettings = LatexSettings()
    markdown: MarkdownSettings = MarkdownSettings()
    vale: ValeSettings = ValeSettings()
    values: Annotated[
        dict[str, Names], Meta(description="glob of YAML, JSON or TOML files → keys whose values are prose")
    ] = {}
    overrides: Annotated[tuple[Override, ...], Meta(max_length=1_000)] = ()

    def _wrong(self) -> Iterator[tuple[str, str]]:
        yield from wrong_globs("exclude", self.exclude)
        yield from _wrong_language(self.language)
        yield from _wrong_selection(self.select)
        if not self.engines:
            yield "engines", 'names nothing: give engines, or write "none"'


LISTS = frozenset(
    "extends ignore select exclude packs files vocabulary.accept vocabulary.reject vocabulary.words".split()
)
"""Keys of lists that may be written as one text."""


def normal(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table as the classes take it.

    A text that stands for a list of one becomes the list, a language's code is written in its usual case, and what
    stands beside a rule's severity is gathered as its options.
    """
    found: dict[str, Any] = {}
    for key, value in table.items():
        match key, value:
            case ("language", str()):
                found[key] = usual(value)
            case ("engines", str()) if value not in {"auto", "none"}:
                found[key] = [value]
            case ("rules", Mapping()):
                found[key] = {name: _rule(rule) for name, rule in value.items()}
            case ("vocabulary", Mapping()):
                found[key] = {
                    name: _listed(item) if f"vocabulary.{name}" in LISTS else item
                    for name, item in value.items()
                }
            case ("values", Mapping()):
                found[key] = {glob: _listed(keys) for glob, keys in value.items()}
            case ("overrides", list()):
                found[key] = [normal(each) if isinstance(each, Mapping) else each for each in value]
            case _:
                found[key] = _listed(value) if key in LISTS else value
    return found


def _rule(rule: Any) -> Any:
    if not isinstance(rule, Mapping):
        return rule
    options = {key: value for key, value in rule.items() if key != "severity"}
    return {**({"severity": rule["severity"]} if "severity" in rule else {}), "options": options}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def usual(code: str) -> str:
    """Return a language's code in its usual case (`en-GB`)."""
    primary, _, region = code.replace("_", "-").partition("-")
    return f"{primary.lower()}-{region.upper()}" if region else primary.lower()


def wrong_language(code: str) -> str:
    """Return what is wrong with a language's code in its usual case; nothing for one that may be."""
    primary = code.partition("-")[0]
    if not (2 <= len(primary) <= 3 and primary.isascii() and primary.isalpha()):
        return f"should be a language's code such as en, en-GB or de{did_you_mean(code, LANGUAGES)}"
    if primary == "en" and code not in LANGUAGES:
        return f"should be one of {', '.join(LANGUAGES)}"
    return ""


def _wrong_language(code: str | None) -> Iterator[tuple[str, str]]:
    reason = wrong_language(code) if code is not None else ""
    if reason:
        yield "language", reason


def _wrong_selection(names: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    # With nothing selected nothing would be found, and every run would be green.
    if names is not None and not names:
        yield "select", "names nothing: give rules or families, or take the key out"


def wrong_globs(key: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with lines that are globs."""
    if lines:
        from edlint.config.globs import valid  # noqa: PLC0415 - most configurations name no globs

        for line in lines:
            if not valid(line):
                yield key, f"“{line}” is no glob as in .gitignore"
                return
