"""The configuration as users write it: `edlint.toml`, or `[tool.edlint]` in pyproject.toml.

Keys are written with hyphens. Unknown keys are errors. `merge` order and who-set-what are in `edlint.config.load`.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from edlint.config.globs import valid
from edlint.model.finding import Severity
from edlint.text.nearest import did_you_mean
from edlint.text.pattern import pattern

LANGUAGES = ("en", "en-US", "en-GB", "en-CA", "en-AU")
LONGEST = 86_400.0
"""Seconds that any time limit may be set to: the system's timers take no infinity."""


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


class Section(BaseModel):
    """A table of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_hyphens, populate_by_name=True)


class RuleSettings(BaseModel):
    """`[rules."readability.grade"]`: `severity` (or `"off"`), and the rule's own options beside it."""

    model_config = ConfigDict(extra="allow", frozen=True)
    severity: Severity | Literal["off"] | None = None

    @property
    def options(self) -> dict[str, Any]:
        """Return what is set beside the severity."""
        return dict(self.__pydantic_extra__ or {})


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_listed)]
Names = Annotated[Words, Field(max_length=2_000)]


def _some(names: list[str] | None) -> list[str] | None:
    # With nothing selected nothing would be found, and every run would be green.
    if names is not None and not names:
        raise ValueError("names nothing: give rules or families, or take the key out")
    return names


Selected = Annotated[Names | None, AfterValidator(_some)]


def _checked_globs(lines: list[str]) -> list[str]:
    for line in lines:
        if not valid(line):
            raise ValueError(f"“{line}” is no glob as in .gitignore")
    return lines


GlobLines = Annotated[Names, AfterValidator(_checked_globs)]


def language(value: str) -> str:
    """Return a language's code in its usual case (`en-GB`). Raises ValueError for a variant that nobody knows."""
    primary, _, region = value.replace("_", "-").partition("-")
    code = f"{primary.lower()}-{region.upper()}" if region else primary.lower()
    if not (2 <= len(primary) <= 3 and primary.isascii() and primary.isalpha()):
        raise ValueError(
            f"should be a language's code such as en, en-GB or de{did_you_mean(value, LANGUAGES)}"
        )
    if primary.lower() == "en" and code not in LANGUAGES:
        raise ValueError(f"should be one of {', '.join(LANGUAGES)}")
    return code


Language = Annotated[str, AfterValidator(language)]


def _engines(value: object) -> object:
    if value == []:
        raise ValueError('names nothing: give engines, or write "none"')
    return [value] if isinstance(value, str) and value not in {"auto", "none"} else value


class VocabularySettings(Section):
    """`[vocabulary]`: files of words, one a line, `#` begins a comment, `/…/` is a pattern. Paths from the configuration."""

    accept: Names = Field(default_factory=list, description="files with words that are right")
    reject: Names = Field(default_factory=list, description="files with words that are wrong here")
    words: Words = Field(default_factory=list, description="words that are right, written here")


class LanguageToolSettings(Section):
    """`[languagetool]`: a server of yours, or the local LanguageTool that `edlint setup languagetool` fetched."""

    url: str | None = None
    timeout: float = Field(default=20.0, gt=0, le=LONGEST, description="seconds for one request")
    max_text: int = Field(default=20_000, gt=100, le=1_000_000_000, description="characters in one request")
    public: bool = Field(
        default=False, description="the URL may be LanguageTool's public API: text leaves the machine"
    )
    heap: str = Field(default="512m", pattern=r"^[0-9]+[mg]$", description="the local server's memory")
    idle: float = Field(
        default=15, gt=0, le=1440, description="minutes after which the local server ends by itself"
    )


class HarperSettings(Section):
    """`[harper]`: the embedded grammar checker."""

    timeout: float = Field(
        default=10.0, gt=0, le=LONGEST, description="seconds of processor time for one file"
    )


def _signatures(table: dict[str, str]) -> dict[str, str]:
    for name, signature in table.items():
        if not pattern(r"\\[A-Za-z@]+\*?|\\[^A-Za-z]").whole(name):
            raise ValueError(f"“{name}” should be a command, backslash and all")
        if not pattern(SIGNATURE).whole(signature):
            raise ValueError(
                f"“{signature}” is no signature: write {{t}} for text and {{-}} for what is none, in order"
            )
    return table


SIGNATURE = r"(?:[\[{][-tescqmkriuvlnabT1-6][\]}])+|[.p_o]"
"""What the arguments of a command of LaTeX are; docs/formats.md says which letter means what."""


class LatexSettings(Section):
    """`[latex]`: commands and environments of your own."""

    commands: Annotated[dict[str, str], AfterValidator(_signatures)] = Field(
        default_factory=dict, description="command → what its arguments are, such as {t}{-}"
    )
    environments: dict[str, Literal["prose", "code", "math", "list", "quote", "table"]] = Field(
        default_factory=dict, description="environment → what it holds"
    )


class Override(Section):
    """`[[overrides]]`: settings for the files that match."""

    files: GlobLines
    language: Language | None = None
    select: Selected = None
    ignore: Names = Field(default_factory=list)
    rules: dict[str, RuleSettings] = Field(default_factory=dict, max_length=2_000)


class Settings(Section):
    """The whole configuration, with its defaults."""

    extends: Names = Field(
        default_factory=list, description="configurations to start from; paths from this file"
    )
    language: Language = Field(
        default="en", description="en, en-US, en-GB, en-CA, en-AU, or another language's code"
    )
    engines: Annotated[
        Literal["auto", "none"] | list[Literal["harper", "languagetool"]], BeforeValidator(_engines)
    ] = Field(default="auto", description="auto: those that are installed; none; or the ones to run")
    select: Selected = Field(
        default=None, description="rules or families that are on; default: what each rule says"
    )
    ignore: Names = Field(default_factory=list, description="rules or families that are off")
    fail_on: Severity = Field(default=Severity.WARNING, description="exit code 1 from this severity on")
    exclude: GlobLines = Field(
        default_factory=list, description="files and folders to pass over, as in .gitignore"
    )
    packs: Names = Field(default_factory=list, description="folders of rules, or installed packages")
    timeout: float = Field(
        default=30.0, gt=0, le=LONGEST, description="seconds of processor time a file may take"
    )
    max_file_size: int = Field(
        default=10_000_000, gt=0, le=1_000_000_000, description="bytes; a larger file is an error"
    )
    vocabulary: VocabularySettings = VocabularySettings()
    rules: dict[str, RuleSettings] = Field(default_factory=dict, max_length=2_000)
    languagetool: LanguageToolSettings = LanguageToolSettings()
    harper: HarperSettings = HarperSettings()
    latex: LatexSettings = LatexSettings()
    values: dict[str, Names] = Field(
        default_factory=dict, description="glob of YAML, JSON or TOML files → keys whose values are prose"
    )
    overrides: list[Override] = Field(default_factory=list, max_length=1_000)
