"""Read Vale's configuration: `.vale.ini`, the packages' configurations in StylesPath, and the vocabularies."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from edlint.config import toml
from edlint.config.files import WORDS, read_bytes
from edlint.config.links import is_inside, resolve
from edlint.model.errors import ConfigError
from edlint.vale import ini
from edlint.vale.globs import Glob, GlobError, glob
from edlint.vale.regex import RegexError, regex

NAMES = (".vale.ini", "_vale.ini", "vale.ini", ".vale", "_vale")
"""The possible names of the file, the usual one first."""

LEVELS = ("suggestion", "warning", "error")
_PIPELINE = ".vale-config"
_VOCABULARIES = ("config/vocabularies", "Vocab")
_IGNORED = frozenset({"Packages"})
_CORE = frozenset(
    "StylesPath MinAlertLevel IgnoredScopes WordTemplate SkippedScopes IgnoredClasses Vocab NLPEndpoint".split()
)
_BY_SYNTAX = frozenset(
    "BasedOnStyles IgnorePatterns BlockIgnores CommentDelimiters TokenIgnores Transform Lang View".split()
)
_REFUSED = {
    "NLPEndpoint": "edlint sends no text to another machine",
    "Transform": "edlint runs no XSLT",
    "View": "edlint reads articles, not data through a View",
}
_MOST = 2_000
_NOT_SECTIONS = frozenset(["", "*", "formats", "asciidoctor", "DEFAULT"])


@dataclass(frozen=True)
class Section:
    """The settings for files that a glob matches; `based_on` is None when the section has no BasedOnStyles."""

    label: str
    glob: Glob
    based_on: tuple[str, ...] | None = None
    checks: Mapping[str, bool] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    block_ignores: tuple[str, ...] = ()
    token_ignores: tuple[str, ...] = ()
    delimiters: tuple[str, str] | None = None


@dataclass(frozen=True)
class ValeConfig:
    """A parsed `.vale.ini`, with the vocabularies, but without the styles' rules.

    `everywhere` is its section `[*]`. `parameters` are fields set for rules, by rule. `refused` has the unsupported
    options, each with the reason. `files` are the files that were read.
    """

    path: Path
    styles_paths: tuple[Path, ...]
    min_level: str = "suggestion"
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    ignored_scopes: tuple[str, ...] = ()
    skipped_scopes: tuple[str, ...] = ()
    ignored_classes: tuple[str, ...] = ()
    word_template: str = ""
    everywhere: Section = Section("*", glob("*"))
    sections: tuple[Section, ...] = ()
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def styles(self) -> tuple[str, ...]:
        """Return every style that applies to some files, in the order in which they are named."""
        return tuple(
            dict.fromkeys(
                style for section in (self.everywhere, *self.sections) for style in section.based_on or ()
            )
        )

    def wants(self, rule: str) -> bool:
        """Whether a rule can be on for any file."""
        style = rule.partition(".")[0]
        if any(setting(section.checks, rule, style) is True for section in self.sections):
            return True
        named = setting(self.everywhere.checks, rule, style)
        if named is not None:
            return named
        return style in (self.everywhere.based_on or ()) or any(
            style in (section.based_on or ()) and setting(section.checks, rule, style) is not False
            for section in self.sections
        )

    def find(self, name: str) -> Path | None:
        """Return the file or folder of this name in a StylesPath, or None. Raises ConfigError if it lies outside."""
        for folder in self.styles_paths:
            found = inside(folder, name)
            if found.exists():
                return found
        return None


def load(path: Path) -> ValeConfig:
    """Read a `.vale.ini`. Raises ConfigError for invalid options and for missing folders."""
    own = ini.read(toml.read_text(path), toml.shown(path))
    home = path.absolute().parent
    named = [home / value for value in own[""].get("StylesPath", ())]
    paths = tuple(named or (folder for folder in (home / "styles",) if folder.is_dir()))
    for folder in paths:
        if not folder.is_dir():
            raise ConfigError(f"{toml.shown(path)}: StylesPath: there is no folder {toml.shown(folder)}")
    files = [path]
    sections = own
    pipeline = paths[-1] / _PIPELINE if paths else None
    if pipeline is not None and pipeline.is_dir():
        # The packages' configurations, which `vale sync` puts there, come first, so that the project's own wins.
        others = sorted(one for one in pipeline.iterdir() if one.is_file())[:_MOST]
        sections = {"": {}}
        for other in others:
            ini.read(toml.read_text(other), toml.shown(other), sections)
            sections[""].pop("StylesPath", None)
        ini.read(toml.read_text(path), toml.shown(path), sections)
        files = [*others, path]
    return _Reader(path, paths, sections, files).config()


def inside(folder: Path, name: str) -> Path:
    """Return the path of `name` in a folder. Raises ConfigError if it is outside, by `..` or by symbolic links."""
    found = resolve(os.path.join(folder, name))  # noqa: PTH118 - as `resolve` has it
    if not is_inside(found.end, resolve(folder).end):
        raise ConfigError(f"“{name}” leads out of {toml.shown(folder)}")
    return Path(found.end)


def setting(checks: Mapping[str, bool], rule: str, style: str) -> bool | None:
    """Return whether `checks` turns a rule on by its name, else by its style's; None if it has neither."""
    found = checks.get(rule)
    return checks.get(style) if found is None else found


class _Reader:
    """Converts the sections of the INI files to a configuration."""

    def __init__(
        self, path: Path, paths: tuple[Path, ...], sections: ini.Sections, files: Sequence[Path]
    ) -> None:
        self._name = toml.shown(path)
        self._sections = sections
        self._config = ValeConfig(path, paths, files=tuple(files))
        self._parameters: dict[str, dict[str, str]] = {}
        self._refused: list[str] = []

    def config(self) -> ValeConfig:
        """Return the configuration. Raises ConfigError."""
        if len(self._sections) > _MOST:
            raise ConfigError(f"{self._name}: more than {_MOST:,} sections")
        core = self._core()
        sections = tuple(
            self._section(label, keys) for label, keys in self._sections.items() if label not in _NOT_SECTIONS
        )
        everywhere = self._section("*", self._sections.get("*", {}))
        formats = {key: values[0] for key, values in self._sections.get("formats", {}).items()}
        return replace(
            core,
            accepted=tuple(self._vocabulary("accept.txt")),
            rejected=tuple(self._vocabulary("reject.txt")),
            everywhere=everywhere,
            sections=sections,
            parameters=self._parameters,
            formats=formats,
            refused=tuple(dict.fromkeys(self._refused)),
        )

    def _core(self) -> ValeConfig:
        own = self._sections[""]
        for key in own:
            if key in _BY_SYNTAX:
                raise ConfigError(f"{self._name}: “{key}” belongs in a section, such as [*]")
            if key in _REFUSED:
                self._refused.append(f"{key} is not used: {_REFUSED[key]}")
            elif key not in _CORE and key not in _IGNORED:
                self._refused.append(f"“{key}” is no option at the top of a .vale.ini, and is passed over")
        level = ini.listed(own.get("MinAlertLevel", ["suggestion"]))[-1:]
        if not level or level[0] not in LEVELS:
            raise ConfigError(f"{self._name}: MinAlertLevel should be suggestion, warning or error")
        return replace(
            self._config,
            min_level=level[0],
            ignored_scopes=tuple(ini.listed(own.get("IgnoredScopes", []))),
            skipped_scopes=tuple(ini.listed(own.get("SkippedScopes", []))),
            ignored_classes=tuple(ini.listed(own.get("IgnoredClasses", []))),
            word_template=own.get("WordTemplate", [""])[0],
        )

    def _section(self, label: str, keys: Mapping[str, list[str]]) -> Section:
        try:
            fits = glob(label)
        except GlobError as error:
            raise ConfigError(f"{self._name}: [{label}]: {error}") from None
        checks: dict[str, bool] = {}
        levels: dict[str, str] = {}
        for key, values in keys.items():
            if key in _CORE:
                raise ConfigError(f"{self._name}: “{key}” belongs above the first section, not in [{label}]")
            if key in _REFUSED:
                self._refused.append(f"{key} in [{label}] is not used: {_REFUSED[key]}")
            elif key not in _BY_SYNTAX and not self._parameter(key, values[-1]):
                value = values[-1]
                checks[key] = value == "YES" or value in LEVELS
                if value in LEVELS:
                    levels[key] = value
        delimiters = ini.listed(keys.get("CommentDelimiters", []))
        if "CommentDelimiters" in keys and len(delimiters) != 2:
            raise ConfigError(
                f"{self._name}: [{label}]: CommentDelimiters should be two, with a comma between"
            )
        return Section(
            label,
            fits,
            tuple(ini.listed(keys["BasedOnStyles"])) if "BasedOnStyles" in keys else None,
            checks,
            levels,
            self._patterns(label, "BlockIgnores", keys.get("BlockIgnores", keys.get("IgnorePatterns", []))),
            self._patterns(label, "TokenIgnores", keys.get("TokenIgnores", [])),
            (delimiters[0], delimiters[1]) if delimiters else None,
        )

    def _patterns(self, label: str, key: str, values: list[str]) -> tuple[str, ...]:
        found = tuple(ini.patterns(values))
        for source in found:
            try:
                regex(source)
            except RegexError as error:
                hint = (
                    r"; commas set patterns apart: one of its own is written as \,"
                    if "," in "".join(values)
                    else ""
                )
                raise ConfigError(f"{self._name}: [{label}]: {key}: “{source}”: {error}{hint}") from None
        return found

    def _parameter(self, key: str, value: str) -> bool:
        """Store the parameter of a key `Style.Rule[name]`; return whether the key has that form."""
        rule, bracket, name = key.removesuffix("]").partition("[")
        if not bracket or not key.endswith("]") or "." not in rule or not name.isalnum():
            return False
        self._parameters.setdefault(rule, {})[name.lower()] = value
        return True

    def _vocabulary(self, name: str) -> Iterator[str]:
        for vocabulary in ini.listed(self._sections[""].get("Vocab", [])):
            folder = next(
                (
                    found
                    for base in _VOCABULARIES
                    if (found := self._config.find(f"{base}/{vocabulary}")) is not None and found.is_dir()
                ),
                None,
            )
            if folder is None:
                raise ConfigError(
                    f"{self._name}: Vocab: there is no folder config/vocabularies/{vocabulary} in StylesPath"
                )
            file = inside(folder, name)
            if file.is_file():
                for line in read_bytes(file, WORDS).decode("utf-8", "replace").splitlines():
                    word = line.strip()
                    if word and not word.startswith("# "):
                        yield word
